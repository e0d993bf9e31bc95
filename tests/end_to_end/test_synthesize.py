"""`claimcheck synthesize`: from a question and the example papers to a report that its own auditor lets through."""

from __future__ import annotations

import json
import re
import shutil

import bibtexparser
import pytest

from tests.conftest import FIXTURES
from tests.music_papers import QUESTION as MUSIC
from tests.music_papers import write_papers
from tests.servers.arxiv import LoopbackArxiv
from tests.servers.catalogues import LoopbackCatalogues
from tests.servers.llm import LoopbackLanguageModel, wording

QUESTION = "Does a faster speaking rate lower what listeners recall?"
FILES = {"markdown": "r.md", "html": "r.html", "latex": "r.tex", "bibtex": "r.bib", "csl": "r.json"}


@pytest.fixture(scope="module")
def written(run, warm_cache, tmp_path_factory):
    """The report of the example papers in every format, and what was said beside it."""
    folder = tmp_path_factory.mktemp("report")
    form = ",".join(f"{name}={folder / file}" for name, file in FILES.items())
    papers = ("--papers", FIXTURES / "papers", "--offline", "--cache", warm_cache)
    done = run("synthesize", QUESTION, *papers, "--format", form, "--today", "2026-03-31", "--assignee", "A. Reader")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return folder


@pytest.mark.parametrize("name", ["markdown", "html", "latex"])
def test_its_own_audit_has_nothing_against_it(run, warm_cache, written, name):
    papers = ("--papers", FIXTURES / "papers", "--offline", "--cache", warm_cache)
    done = run("audit", written / FILES[name], *papers, "--format", "json", "--min-verified", "1")
    assert done.returncode == 0, done.stderr
    audit = json.loads(done.stdout)["audits"][0]
    assert audit["findings"] == []
    assert audit["summary"]["claims"] == audit["summary"]["verified"] > 3
    assert audit["report"]["question"] == QUESTION


def test_counts_match_and_every_claim_carries_its_citation(written):
    text = (written / "r.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if " | ✓ | " in line]
    assert f"{len(rows)} claims were extracted" in text
    assert f"{len(rows)} were verified" in text
    assert all("[1]" in row for row in rows)
    assert "68.9" in text or "170 words per minute" in text
    assert "Slower Is Not Clearer" in text.partition("## References")[2]
    assert "**Assignee:** A. Reader" in text
    assert "**Date:** 31 March 2026" in text


def test_the_references_can_be_read_by_other_programs(written):
    library = bibtexparser.parse_string((written / "r.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    (item,) = json.loads((written / "r.json").read_text(encoding="utf-8"))
    assert [entry.key for entry in library.entries] == [item["id"]]
    assert item["number"] == "2403.99001"


def test_the_same_inputs_give_the_same_bytes_and_go_to_stdout_by_default(run, warm_cache, written):
    papers = ("--papers", FIXTURES / "papers", "--offline", "--cache", warm_cache)
    day = {"CLAIMCHECK_TODAY": "2026-03-31"}
    done = run("synthesize", QUESTION, *papers, "--assignee", "A. Reader", env=day)
    assert done.stdout == (written / "r.md").read_text(encoding="utf-8")
    again = run("synthesize", QUESTION, *papers, "--assignee", "A. Reader", "--today", "2030-01-01", "--resume")
    assert again.stdout == done.stdout


def test_disagreement_is_shown_and_a_hostile_paper_stays_text(run, tmp_path):
    folder = write_papers(tmp_path / "music")
    evil = (
        "Music </title><script>alert(1)</script> \\input{/etc/passwd} [x](javascript:alert) and reading comprehension"
    )
    text = (folder / "silence.md").read_text(encoding="utf-8")
    (folder / "silence.md").write_text(text.replace(text.splitlines()[0], f"# `{evil}`"), encoding="utf-8")
    form = ",".join(f"{name}={tmp_path / file}" for name, file in FILES.items())
    options = ("--papers", folder, "--offline", "--cache", tmp_path / "cache", "--today", "2026-03-31")
    done = run("synthesize", MUSIC, *options, "--format", form)
    assert done.returncode == 0, done.stderr
    report = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "From papers that say otherwise:" in report
    assert re.search(
        r"\*\*How sure\.\*\* Contested: two papers say so, each by itself, and one says otherwise\.", report
    )
    assert "<script" not in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "\\input" not in (tmp_path / "r.tex").read_text(encoding="utf-8")
    for name in ("r.md", "r.html", "r.tex"):
        checked = run("audit", tmp_path / name, *options[:5])
        assert checked.returncode == 0, checked.stdout


@pytest.fixture(scope="module")
def nobody():
    """Databases that know nothing, within reach."""
    with LoopbackArxiv({}) as arxiv, LoopbackCatalogues([]) as catalogues:
        pace = {"CLAIMCHECK_ARXIV_PACE": "0", "CLAIMCHECK_SOURCES_PACE": "0"}
        yield {**arxiv.environment, **catalogues.environment, **pace}


def test_an_answer_in_a_models_words_comes_through_the_same_audit_and_costs_once(run, warm_cache, nobody, tmp_path):
    def write(given):
        best = next(number for number, text in given.items() if "170 words per minute" in text)
        return [
            ("A rate near 170 words per minute appears to be a sound default for short passages in English", [best]),
            ("A rate near 190 words per minute appears to be a sound default for short passages in English", [best]),
            ("This is wonderful and important work that will change how everybody reads", [best]),
        ]

    form = ",".join(f"{name}={tmp_path / file}" for name, file in FILES.items())
    common = ("--papers", FIXTURES / "papers", "--cache", warm_cache)
    with LoopbackLanguageModel(wording(write)) as server:
        named = ("--llm", server.url, "--llm-model", "small", "--today", "2026-03-31")
        done = run("synthesize", QUESTION, *common, *named, "--format", form, env=nobody)
        assert done.returncode == 0, done.stderr
        asked = len(server.requests)
        again = run("synthesize", QUESTION, *common, *named[:4], "--resume", env=nobody)
        assert len(server.requests) == asked
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert again.stdout == text
    assert (
        "**Answer.** A rate near 170 words per minute appears to be a sound default for short passages in English [1]."
        in text
    )
    assert "190 words per minute" not in text
    assert "left out of the answer, its statements do not have “190”" in done.stderr
    assert "left out of the answer, the audit does not verify it: This is wonderful" in done.stderr
    assert "worded by the language model small with the prompt answer.md, version 1" in text
    for name in ("markdown", "html", "latex"):
        checked = run("audit", tmp_path / FILES[name], *common, "--offline", "--format", "json", "--min-verified", "1")
        assert checked.returncode == 0, checked.stderr
        assert json.loads(checked.stdout)["audits"][0]["findings"] == []


def test_a_model_may_repeat_a_drawn_sentence_and_be_asked_without_any_database(run, warm_cache):
    def repeat(given):
        return [(text, [number]) for number, text in given.items() if "170 words per minute appears" in text]

    with LoopbackLanguageModel(wording(repeat)) as server:
        named = ("--llm", server.url, "--llm-model", "parrot", "--sources", "none")
        done = run("synthesize", QUESTION, "--papers", FIXTURES / "papers", "--cache", warm_cache, *named)
        assert server.requests
    assert done.returncode == 0, done.stderr
    assert "No database was searched." in done.stdout
    assert "**Answer.** For short non-fiction passages in English, a rate near 170 words per minute" in done.stdout
    assert "a language model worded the answer of them" in done.stdout
    assert "left out of the answer" not in done.stderr


def test_a_paper_that_cannot_be_had_is_told_and_the_code_says_so(run, warm_cache, tmp_path):
    for name in ("2403.99001.pdf", "2311.99003.pdf"):
        shutil.copy(FIXTURES / "papers" / name, tmp_path / name)
    (tmp_path / "2403.99009.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = run(
        "synthesize", QUESTION, "--papers", tmp_path, "--offline", "--cache", warm_cache, "--today", "2026-03-31"
    )
    assert done.returncode == 3, done.stderr
    assert "1 of 3 files cannot be read" in done.stderr
    assert done.stdout.startswith("# Does a faster")


@pytest.mark.parametrize(
    "arguments",
    [
        ("Recall?",),
        (QUESTION, "--format", "docx"),
        (QUESTION, "--resume", "--offline"),
        (QUESTION, "--offline"),
        (QUESTION, "--papers", "nowhere", "--offline"),
        (QUESTION, "--today", "soon"),
    ],
)
def test_a_users_mistake_is_one_line_and_no_report(run, tmp_path, arguments):
    done = run("synthesize", *arguments, "--cache", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
