"""A difference as table, Markdown and JSON."""

import json

import pytest

from claimcheck.model.difference import ChangeKind, ClaimChange, ClaimState, Difference
from claimcheck.render.difference import NAMES, difference_json, difference_markdown, difference_table


def state(text="It is <b>red</b> | blue.\x1b[31m", verdict="verified", **fields):
    fields = {"id": "c1", "number": 3, "confidence": 0.919, "review": False, "reason": None} | fields
    return ClaimState(text=text, verdict=verdict, **fields)


@pytest.fixture
def difference():
    lost = state("It is red.", "unchecked", confidence=None, reason="paper_missing")
    changes = (
        ClaimChange(kind="support_lost", report="a.md", old=state(), new=lost),
        ClaimChange(kind="appeared", report="a.md", old=None, new=state("New.", "unverified", review=True)),
    )
    return Difference(changes=changes, same=4)


def test_the_table_names_change_claim_and_both_verdicts(difference):
    text = difference_table(difference, width=100, color=False)
    for said in (
        "support lost",
        "a.md: It is red.",
        "[before:",
        "<b>red</b>",
        "✓ verified 0.91",
        "– unchecked",
        "(review)",
    ):
        assert said in text, said
    assert text.endswith("1 support lost, 1 appeared, 4 claims as before\n")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100
    assert "\x1b[" in difference_table(difference, width=100, color=True)


def test_markdown_shows_what_a_claim_says_and_makes_no_markup_of_it(difference):
    text = difference_markdown(difference)
    assert text.splitlines()[0] == "1 support lost, 1 appeared, 4 claims as before."
    assert "\\<b\\>red" in text
    assert len([line for line in text.splitlines() if line.startswith("| ")]) == 3
    assert "\x1b" not in text


def test_json_has_the_changes_and_a_count_of_every_kind(difference):
    content = json.loads(difference_json(difference))
    assert content["summary"] == {
        "support_lost": 1,
        "verified_anew": 0,
        "otherwise": 0,
        "appeared": 1,
        "gone": 0,
        "same": 4,
    }
    assert list(content) == ["schema_version", "changes", "summary"]
    assert content["changes"][0]["new"]["verdict"] == "unchecked"


def test_without_a_change_there_is_one_line():
    nothing = Difference(changes=(), same=1)
    assert difference_table(nothing, width=80, color=False) == "1 claim as before\n"
    assert difference_markdown(nothing) == "1 claim as before.\n"


def test_every_kind_has_a_name():
    assert list(NAMES) == list(ChangeKind)
