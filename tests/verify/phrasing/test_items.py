"""What a claim adds to a list of the passage."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.items import added_item

TEXT = "We saw four birds: great tits, robins, wood pigeons and anti-social wrens (40%)."


@pytest.mark.parametrize(
    ("claim", "item"),
    [
        ("They saw great tits, robins, wood pigeons, and storks in the garden.", "storks"),
        ("They saw great tits, robins, ospreys and wood pigeons.", "ospreys"),
        ("They saw great tits, robins, wood pigeons and wrens.", None),
        ("They saw great tits, robins, wood pigeons and antisocial wrens.", None),
        ("They saw storks, robins, wood pigeons and wrens.", None),
        ("They saw great tits, robins, storks and cranes.", None),
        ("They saw robins, wrens and storks.", None),
        ("They saw birds, such as storks, robins, wood pigeons and wrens.", None),
        ("They saw great tits and storks.", None),
        ("", None),
    ],
)
def test_one_item_that_the_passage_does_not_have_beside_all_others_is_added(claim, item):
    assert added_item(claim, TEXT) == item


def test_a_short_name_is_no_other_item():
    text = "The tasks are paraphrase, sentiment, and natural language inference."
    assert added_item("The tasks are paraphrase, sentiment, NLI and inference.", text) is None


@pytest.mark.parametrize("piece", ["a, b and c ", ", a", " and ", "a b c d, ", "ﬁ"])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    added_item(piece * (20_000 // len(piece)), TEXT)
    assert time.process_time() - begin < 3
