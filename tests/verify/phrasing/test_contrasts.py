"""Two halves of a sentence set against each other."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.contrasts import contrasted, halves_kept

WHO = "Nurses who used blinds slept longer than those who did not use blinds."


def conflict(claim: str, text: str) -> tuple[str, str, str] | None:
    found = contrasted(claim, text)
    return found and (found.kind, found.claim, found.source)


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("Light raised recall in men but not in women.", "Light raised recall in women but not in men.",
         ("not in women", "not in men")),
        ("It was significant after 8 weeks, but not after 4.", "It was significant after 4 weeks, but not after 8.",
         ("not after 4", "not after 8")),
        ("Naps before dusk impaired recall, whereas naps after dusk improved it.",
         "Naps before dusk improved recall, whereas naps after dusk impaired it.",
         ("Naps before dusk impaired recall", "Naps before dusk improved recall")),
        ("Naps after dusk improved recall, whereas naps before dusk impaired it.",
         "Naps before dusk improved recall, whereas naps after dusk impaired it.",
         ("Naps after dusk improved recall", "Naps before dusk improved recall")),
        ("Recall rose in old bees, while it fell in young bees.", "Recall fell in old bees and rose in young bees.",
         ("Recall rose in old bees", "Recall fell in old bees")),
        ("Nurses who did not use blinds slept longer than those who used blinds.", WHO,
         ("Nurses who did not use blinds slept longer than those who used blinds", WHO.rstrip("."))),
        ("Bees without wax were older than bees with wax.", "Bees with wax were older than bees without wax.",
         ("Bees without wax were older than bees with wax", "Bees with wax were older than bees without wax")),
    ],
)  # fmt: skip
def test_sides_exchanged_are_a_conflict(claim, text, words):
    assert conflict(claim, text) == ("partners", *words)


@pytest.mark.parametrize("claim", ["Light raised recall in men.", "Light raised recall in women and in men."])
def test_what_is_denied_of_one_side_is_not_said_of_it(claim):
    assert conflict(claim, "Light raised recall in women but not in men.") == ("negation", "men", "not in men")
    assert conflict(claim, "Light raised recall in women, though not in men.") == ("negation", "men", "not in men")


def test_what_is_denied_of_each_of_several_is_not_said_of_one():
    assert conflict("The net catches moths, bees and wasps.", "The net catches moths and bees but not ants or wasps.")
    assert conflict("The net catches moths and bees.", "The net catches moths and bees but not ants or wasps.") is None
    # What "and" goes on with is not denied.
    assert conflict("Light helps men and saves sleep.", "Light helps men but not women and saves sleep.") is None


def test_what_is_listed_on_one_side_does_not_stand_on_the_other():
    text = "Naps improve recall and mood while hurting balance and speed."
    assert conflict("Naps improve recall and speed while hurting balance and mood.", text)
    assert conflict("Naps improve mood while hurting speed.", text) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Light raised recall in women but not in men.", "Light raised recall in women, but not in men."),
        ("Light raised recall in women.", "Light raised recall in women but not in men."),
        ("Light did not raise recall in men.", "Light raised recall in women but not in men."),
        ("Light raised recall more in women than in men.", "Light raised recall in women but not in men."),
        ("Men slept.", "Light raised recall in women but not in men."),
        ("Wasps sleep in men but not in women.", "Light raised recall in women but not in men."),
        ("Naps after dusk impaired recall, and naps before dusk improved it.",
         "Naps before dusk improved recall, whereas naps after dusk impaired it."),
        ("Recall rose in old bees, while it fell in young bees.", "Speed fell in old wasps and rose in young wasps."),
        ("Nurses who used blinds slept longer than those who did not.", WHO),
        ("Nurses who did not use blinds slept shorter than those who used blinds.", WHO),
        ("Nurses who did not use blinds slept longer than those who used blinds.", "Nurses slept longer than guards."),
        ("Heat rose in bees, and cold and noise fell.", "Heat rose in bees, and cold and noise fell."),
        ("", WHO),
        (WHO, ""),
    ],
)  # fmt: skip
def test_the_same_said_or_something_else_is_no_conflict(claim, text):
    assert conflict(claim, text) is None


def test_halves_told_in_the_other_order_are_kept():
    text = "Naps before dusk improved recall, whereas naps after dusk impaired it."
    assert "impaired" in halves_kept("Naps after dusk impaired recall, whereas naps before dusk improved it.", text)
    assert halves_kept("Naps before dusk impaired recall, whereas naps after dusk improved it.", text) == frozenset()


@pytest.mark.parametrize("piece", ["but not ", "rose and fell ", "who not older than ", "whereas ", "a but not b. "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    contrasted(text + "x", text)
    assert time.process_time() - begin < 3
