"""A report read by the rules, and by a language model where one is named: how much it is asked, and by whom."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.read import read_document
from claimcheck.settings import Settings
from claimcheck.tasks import reading
from claimcheck.tasks.reading import extracted
from claimcheck.tasks.synthesis_gate import audited, looked_for_once
from claimcheck.tasks.workplace import Workplace
from tests.servers import llm
from tests.servers.llm import LoopbackLanguageModel

PLANS = "".join(f"We plan to look at garden {n} in the spring.\n" for n in range(30))
REPORT = f"""# Review

Gardeners speak well of the tit rings. They emptied in 3 days [1]. They were visited 31 times a day [1].

## Future work

{PLANS}
## References

[1] Feeding sparrows in winter. arXiv:2401.99777
"""
DOCUMENT = read_document(REPORT.encode(), "report.md")


@pytest.fixture
def server():
    with LoopbackLanguageModel() as opened:
        yield opened


@pytest.fixture
def told():
    return []


@pytest.fixture
def workplace(server, tmp_path, told):
    named = {"llm": server.url, "llm_model": "small"}
    with Workplace(Settings(cache=tmp_path, offline=False, **named), warn=told.append) as opened:
        yield opened


def test_without_a_model_and_by_the_rules_nobody_is_asked(workplace, server, tmp_path):
    assert extracted(DOCUMENT, workplace, by_rules=True) == extract(DOCUMENT)
    with Workplace(Settings(cache=tmp_path / "other")) as alone:
        assert extracted(DOCUMENT, alone) == extract(DOCUMENT)
    assert server.requests == []


def test_a_model_that_reads_nothing_more_changes_nothing(workplace, server):
    assert extracted(DOCUMENT, workplace) == extract(DOCUMENT)
    assert server.requests


def test_sentences_are_asked_about_twelve_at_a_time_and_found_by_their_place(workplace, server):
    server.reads = llm.reads(claims=("We plan to look at garden 7 ", "We plan to look at garden 29 "))
    found = extracted(DOCUMENT, workplace)
    batches = [said for r in server.requests if (said := llm.data(r["messages"][1]["content"], r"sentence \d+"))]
    assert sorted(map(len, batches)) == [6, 12, 12]
    added = [claim.text for claim in found.claims if claim.passed_over]
    assert added == ["We plan to look at garden 7 in the spring.", "We plan to look at garden 29 in the spring."]


def test_each_pronoun_is_asked_about_with_what_stands_before_it(workplace, server):
    server.reads = llm.reads(name="the tit rings")
    found = extracted(DOCUMENT, workplace)
    asked = [llm.data(r["messages"][1]["content"], r"earlier sentence \d+") for r in server.requests]
    assert ["Review", "Gardeners speak well of the tit rings."] in asked
    named = [claim.reading.judged for claim in found.claims if claim.reading]
    assert named == ["the tit rings emptied in 3 days.", "the tit rings were visited 31 times a day."]


def test_more_than_is_bounded_is_left_to_the_rules_and_told_of(workplace, server, told, monkeypatch):
    monkeypatch.setattr(reading, "_MOST_SENTENCES", 12)
    server.reads = llm.reads(claims=("We plan to look at garden",))
    found = extracted(DOCUMENT, workplace)
    assert sum(claim.passed_over is not None for claim in found.claims) == 12
    assert told == ["--llm: only the first 12 of 30 sentences are read by the model"]


def test_the_gate_of_a_synthesis_asks_nobody_how_its_own_sentences_read(workplace, server):
    server.reads = llm.reads(claims=("We plan",), name="the tit rings")
    audit, _ = audited(REPORT.replace("arXiv:2401.99777", ""), workplace, looked_for_once())
    assert [claim.passed_over for claim in audit.claims] == [None] * len(audit.claims)
    assert not any(llm.reads_nothing_more(r["messages"][1]["content"]) for r in server.requests)
