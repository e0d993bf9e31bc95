"""`synthesize` and `table --from-papers` with a language model: what it adds, what it cannot, and what is left without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES
from tests.servers.arxiv import LoopbackArxiv
from tests.servers.catalogues import LoopbackCatalogues, LoopbackWork
from tests.servers.llm import LoopbackLanguageModel

QUESTION = "Does a faster speaking rate lower what listeners recall?"
DRAWN = "Age made a difference to recall at the fastest rate only."
ANSWERED = {
    DRAWN: "Age made a difference at the fastest rate only.",
    "Where a faster rate is wanted, short pauses between paragraphs recover nearly half of the loss of recall.": (
        "Where a faster rate is wanted, short pauses between paragraphs recover nearly half of the loss"
    ),
    "Where a faster rate is wanted, short pauses between paragraphs recover nearly half of the loss at hardly any cost.": (
        "Where a faster rate is wanted, short pauses between paragraphs recover nearly half of the loss"
    ),
}
# What its quotation does not bear out, what is quoted from nowhere, and what another paper found.
WRONG = {
    "At the fastest rate the gap between the neural voice and the human narrator widened to 8.9 points.": (
        "At the fastest rate the gap widened to 3.9 points."
    ),
    "At the fastest rate the gap between Amazon Polly and the human narrator widened to 3.9 points.": (
        "At the fastest rate the gap widened to 3.9 points."
    ),
    "At the fastest rate the gap between the neural voice and the human narrator closed to 3.9 points.": (
        "At the fastest rate the gap widened to 3.9 points."
    ),
    "Listeners forget every word of a passage at the fastest speaking rate.": "Listeners forget every single word.",
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
    venue="Journal of Narration",
)
TERMS = (
    {"concept": 1, "form": "synonym", "text": "speech tempo"},
    {"concept": 0, "form": "synonym", "text": "narration memory"},
    {"concept": 1, "form": "narrower", "text": 'ti:"words per minute" AND x'},
    {"concept": 2, "form": "synonym", "text": "2403.99001"},
)
PRICES = {"CLAIMCHECK_LLM_PRICE_IN": "2", "CLAIMCHECK_LLM_PRICE_OUT": "10"}


def drawing(claims):
    """Answers with the claims whose paper is read."""

    def answer(message):
        read = claims if "neural voice" in message else {}
        return {"claims": [{"claim": claim, "quotation": quotation} for claim, quotation in read.items()]}

    return answer


def helper(claims=None, terms=TERMS):
    """A language model that proposes terms and draws claims."""
    answers = {
        "plan.md": lambda _: {"terms": list(terms)},
        "draw.md": drawing(ANSWERED if claims is None else claims),
    }
    return LoopbackLanguageModel(answers=answers)


class Written:
    """The report, its table of claims and of queries, and what was said beside it."""

    def __init__(self, done):
        self.code, self.text, self.stderr = done.returncode, done.stdout, done.stderr
        assert self.code in {0, 3}, done.stderr
        self.claims = re.findall(r"^\| (.+?) \| ([✓?–]) \| \S+ \| ([^|]*) \|", self.text, re.MULTILINE)
        self.queries = dict(re.findall(r"^\| (.+?) \| ([^|]+) \| 2026-03-31 \|$", self.text, re.MULTILINE))
        self.added = {query for query, form in self.queries.items() if "by the language model" in form}

    @property
    def drawn(self):
        """The claims that are marked as worded by the model."""
        return {
            re.sub(r" \[\d+\]", "", text) for text, _, place in self.claims if "worded by a language model" in place
        }


@pytest.fixture(scope="module")
def services():
    """arXiv and the catalogues on loopback; one paper is known to them."""
    with LoopbackArxiv({}) as arxiv, LoopbackCatalogues([ELSEWHERE]) as catalogues:
        yield {**arxiv.environment, **catalogues.environment, "CLAIMCHECK_ARXIV_PACE": "0"}


@pytest.fixture
def cache(warm_cache, tmp_path):
    """A cache of this test's own, in which the example papers have been read."""
    return shutil.copytree(warm_cache, tmp_path / "cache")


@pytest.fixture
def write(run, services, cache):
    """Writes the report with the model behind a server, or with none."""

    def call(server=None, *more, env=None, papers=FIXTURES / "papers"):
        url = getattr(server, "url", server)
        named = ("--llm", url, "--llm-model", "small") if url else ()
        common = ("--papers", papers, "--cache", cache, "--today", "2026-03-31", *named, *more)
        return Written(run("synthesize", QUESTION, *common, env={**services, **(env or {})}))

    return call


def test_what_the_model_names_and_words_is_in_the_report_and_marked_as_its_own(write, run, services, cache, tmp_path):
    with helper() as server:
        report = write(server)
    Path("/tmp/plan_r.md").write_text(report.text + report.stderr)
    assert report.drawn
    assert report.drawn <= set(ANSWERED)
    assert all(sign == "✓" for _, sign, _ in report.claims)
    assert "remembered 23% less" in report.text


def test_without_a_model_nothing_of_it_is_in_the_report(write):
    report = write()
    assert not report.added
    assert not report.drawn
    assert "without a language model" in report.text
    assert "23% less" not in report.text
