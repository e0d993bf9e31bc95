"""Words that are opposites of each other."""

from __future__ import annotations

import pytest

from claimcheck.verify.opposites import COMPARATIVES, NEGATIONS, NOT, POLES


def opposed(one: str, other: str) -> bool:
    axes = {pole.axis: pole.sign for pole in POLES[one]}
    return any(axes.get(pole.axis) == -pole.sign for pole in POLES[other])


@pytest.mark.parametrize(
    ("one", "other"),
    [("increases", "decreased"), ("promoting", "prevents"), ("improves", "worsens"), ("better", "worse"),
     ("before", "after"), ("positive", "negative"), ("effective", "ineffective"), ("intensified", "diminishing")],
)  # fmt: skip
def test_opposites_share_an_axis_in_every_inflection(one, other):
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(("one", "other"), [("improves", "reduces"), ("better", "less"), ("before", "lower")])
def test_words_of_different_axes_are_no_opposites(one, other):
    assert not opposed(one, other)


def test_no_word_is_its_own_opposite():
    assert not [word for word in POLES if opposed(word, word)]


def test_words_are_in_lower_case_so_that_they_can_be_looked_up():
    assert all(word == word.lower() for word in (*POLES, *COMPARATIVES, *NEGATIONS))
    assert NOT in NEGATIONS
