"""`synthesize` and `table --from-papers` with a language model, as a user meets them, over the example papers."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.conftest import FIXTURES
from tests.servers.arxiv import LoopbackArxiv
from tests.servers.catalogues import LoopbackCatalogues, LoopbackWork
from tests.servers.llm import LoopbackLanguageModel, Manner, not_enough

QUESTION = "Does a faster speaking rate lower what listeners recall?"
DRAWN = "The age of the listeners made a difference at the fastest rate only."
SAID = "Age made a difference at the fastest rate only."
CLAIMS = {
    DRAWN: SAID,
    "The age of the listeners made a difference at the slowest rate only.": SAID,
    "The age of the listeners made a difference in 90% of them.": "Age made a difference in 90% of the listeners.",
}
# A paper on the same thing in other words, which the question's own words do not find.
ELSEWHERE = LoopbackWork(
    "How quickly synthetic narration may go before memory of it fades",
    authors=("Ada Marsh",),
    year=2022,
    doi="10.1000/tempo.1",
    abstract=(
        "Hearers of synthetic narration at a quick speech tempo remembered 23% less of each passage than hearers of"
        " the same narration at a slow speech tempo. We asked 80 adults what they remembered a day later."
    ),
    known_to=("openalex",),
)
TERMS = (
    {"of": "speaking rate", "form": "synonym", "text": "speech tempo"},
    {"of": "", "form": "wider", "text": "narration memory"},
    {"of": "listeners", "form": "synonym", "text": "hearers"},
    {"of": "recall", "form": "synonym", "text": 'ti:"memory" AND x'},
)


REPORT = f"""# Review

**Research question**: {QUESTION}

## References

1. Velden, M. (2024). Slower Is Not Clearer: Speaking Rate and Listeners' Recall. arXiv:2403.99001.
"""


def drawing(message):
    """Answers with the claims whose paper is read."""
    read = CLAIMS if "Age made a difference" in message else {}
    return {"claims": [{"claim": claim, "quotation": quotation} for claim, quotation in read.items()]}


@pytest.fixture(scope="module")
def server():
    answers = {"plan.md": lambda _: {"terms": list(TERMS)}, "draw.md": drawing}
    with LoopbackLanguageModel(answers=answers) as opened:
        yield opened


@pytest.fixture(scope="module")
def services():
    """arXiv, which knows nothing, and OpenAlex, which knows one paper."""
    with LoopbackArxiv({}) as arxiv, LoopbackCatalogues([ELSEWHERE]) as catalogues:
        others = {**arxiv.environment, **catalogues.environment}
        yield {**others, "CLAIMCHECK_SOURCES": "openalex", "CLAIMCHECK_ARXIV_PACE": "0"}


@pytest.fixture(scope="module")
def cache(warm_cache, tmp_path_factory):
    """A cache of these tests' own, in which the example papers have been read."""
    return shutil.copytree(warm_cache, tmp_path_factory.mktemp("own") / "cache")


@pytest.fixture(scope="module")
def claimcheck(run, services, cache):
    def call(*arguments, url=None):
        named = ("--llm", url, "--llm-model", "small") if url else ()
        common = ("--papers", FIXTURES / "papers", "--cache", cache, *named)
        return run(*arguments, *common, env={**services, "CLAIMCHECK_TODAY": "2026-03-31"})

    return call


@pytest.fixture(scope="module")
def report(claimcheck, server, tmp_path_factory):
    """The report with the model, in a file."""
    done = claimcheck("synthesize", QUESTION, url=server.url)
    assert done.returncode == 0, done.stderr
    assert "23% less" in done.stdout
    path = tmp_path_factory.mktemp("report") / "r.md"
    path.write_text(done.stdout, encoding="utf-8")
    return path


def test_a_paper_that_only_the_models_words_find_is_in_it_and_the_protocol_says_by_whom(report):
    text = report.read_text(encoding="utf-8")
    assert "Ada Marsh. “How quickly synthetic narration" in text
    assert re.search(r'^\| "speech tempo" .* \| synonym, by the language model \| 2026-03-31 \|$', text, re.MULTILINE)
    assert re.search(
        r"^\| Queries proposed by \| small \(\w{12}\), prompts/plan.md, version 1 \(\w{12}\) \|$", text, re.MULTILINE
    )
    assert "ti" not in re.findall(r"\w+", text.partition("| Database |")[0].partition("| Query |")[2])


def test_a_claim_that_the_model_words_is_in_it_where_the_paper_says_so_and_marked(report):
    rows = [row for row in report.read_text(encoding="utf-8").splitlines() if DRAWN[:-1] in row and "|" in row]
    assert len(rows) == 1
    assert re.match(rf"\| {DRAWN[:-1]} \[\d\]\. \| ✓ \| 0\.\d\d \| p\. 2, worded by a language model \|", rows[0])
    text = report.read_text(encoding="utf-8")
    assert "a language model worded one of them anew" in text
    assert "slowest rate only" not in text


def test_its_own_audit_has_nothing_against_it_without_a_model_either(claimcheck, report):
    done = claimcheck("audit", report, "--format", "json", "--min-verified", "1")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["audits"][0]["findings"] == []


def test_the_same_again_and_gone_on_with_is_asked_of_nobody_and_gives_the_same_bytes(claimcheck, server, report):
    asked = len(server.requests)
    for more in ((), ("--resume",), ("--offline",)):
        again = claimcheck("synthesize", QUESTION, *more, url=server.url)
        assert again.stdout.encode() == report.read_bytes(), more
    assert len(server.requests) == asked
    assert "0 tokens in and 0 out" in again.stderr


def test_without_a_model_or_with_one_that_is_down_nothing_of_it_is_in_the_report(claimcheck):
    alone = claimcheck("synthesize", QUESTION)
    assert "without a language model" in alone.stdout
    assert "23% less" not in alone.stdout
    assert "language model" not in alone.stderr
    down = claimcheck("synthesize", QUESTION, url="http://127.0.0.1:9")
    assert down.stdout == alone.stdout
    assert "no connection; going on without the language model" in down.stderr


def test_the_table_of_the_papers_claims_has_what_the_model_words_and_marks_it(claimcheck, server, tmp_path):
    (tmp_path / "report.md").write_text(REPORT)
    command = ("table", tmp_path / "report.md", "--from-papers", "--max-claims", "30")
    alone, done = claimcheck(*command), claimcheck(*command, url=server.url)
    assert done.returncode == 0, done.stderr
    worded = [row for row in done.stdout.splitlines() if "worded by a language model" in row]
    assert len(worded) == 1
    assert DRAWN in worded[0]
    assert "✓ p. 2, worded by a language model" in worded[0]
    assert "language model" not in alone.stdout
    assert DRAWN not in alone.stdout


def test_answers_that_cannot_be_used_leave_the_table_as_it_is(claimcheck, tmp_path):
    (tmp_path / "report.md").write_text(REPORT)
    command = ("table", tmp_path / "report.md", "--from-papers", "--max-claims", "4")
    with LoopbackLanguageModel(not_enough) as other:
        other.misbehave(Manner.GARBAGE, times=99)
        done = claimcheck(*command, url=other.url)
    assert done.stdout == claimcheck(*command).stdout
    assert "not used: the model did not have the form asked for" in done.stderr
