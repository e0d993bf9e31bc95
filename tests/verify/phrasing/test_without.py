"""With a thing against without it."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.without import without


def conflict(claim: str, text: str) -> tuple[str, str] | None:
    found = without(claim, text)
    assert found is None or found.kind == "negation"
    return found and (found.claim, found.source)


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("It saves heat with loss of wax.", "It saves heat without loss of wax.", ("with loss", "without loss")),
        ("It saves heat with a loss of wax.", "It saves heat without any loss of wax.",
         ("with a loss", "without any loss")),
        ("It saves heat at the cost of wax.", "It saves heat without loss of wax.",
         ("at the cost of wax", "without loss")),
        ("It saves heat without losing wax.", "It saves heat at the expense of wax.",
         ("without losing", "at the expense of wax")),
        ("It saves heat at the price of wax.", "It saves heat without sacrificing wax.",
         ("at the price of wax", "without sacrificing")),
        ("With the lamps, noise fell.", "Without the lamps, noise fell.", ("With the lamps", "Without the lamps")),
        ("It saves heat with loss of wax.", "It saves heat with no loss of wax.", ("with loss", "with no loss")),
    ],
)  # fmt: skip
def test_with_against_without_the_same_is_a_conflict(claim, text, words):
    assert conflict(claim, text) == words


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It saves heat without loss of wax.", "It saves heat with no loss of wax."),
        ("It saves heat with pumps.", "It saves heat without loss of wax."),
        ("Bees with wax sleep.", "Bees with wax sleep more than bees without wax."),
        ("It saves heat at the cost of speed.", "It saves heat without loss of wax."),
        ("Bees with wax sleep.", "Wasps without wax dance at dusk and at dawn."),
        ("We ask whether it saves heat with loss of wax.", "It saves heat without loss of wax."),
        ("Bees with no wax sleep more than bees with wax.", "Bees with wax sleep less than bees with no wax."),
        ("It comes with", "It comes without"),
        ("", ""),
    ],
)
def test_without_something_else_or_of_something_else_is_no_conflict(claim, text):
    assert conflict(claim, text) is None


@pytest.mark.parametrize("piece", ["with a ", "without loss ", "at the cost of wax "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    without(text + "x", text)
    assert time.process_time() - begin < 3
