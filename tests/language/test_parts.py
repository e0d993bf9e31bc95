"""A sentence in parts: in its own words, or not at all."""

from __future__ import annotations

import pytest

from claimcheck.language.parts import Parts

SENTENCE = "Bees raise “yields” by 12% [1], halving the cost of seeds."
YIELDS = ("", "Bees raise “yields” by 12%")
COST = ("Bees", "halving the cost of seeds")


@pytest.fixture
def part(model, server):
    def ask(*parts):
        server.reads = lambda _: {"parts": [{"shared": shared, "words": words} for shared, words in parts]}
        ask.model = model(name=str(parts)[:200])
        return Parts(ask.model)(SENTENCE)

    return ask


def test_parts_and_the_subject_that_they_share(part):
    assert part(YIELDS, COST) == (YIELDS, COST)
    assert part(("", 'Bees raise "yields" by 12%'), COST)


@pytest.mark.parametrize("parts", [(), (YIELDS,), (YIELDS,) * 5])
def test_one_part_is_none_and_so_are_too_many(part, parts):
    assert part(*parts) == ()
    assert "not used" not in part.model.account()


@pytest.mark.parametrize("wrong", [("", "halving the price of seeds"), ("Wasps", "halving the cost of seeds")])
def test_words_that_the_sentence_does_not_say_are_dropped_and_told_of(part, wrong):
    assert part(YIELDS, wrong) == ()
    assert "1 not used: the model parts a sentence in words that it does not say" in part.model.account()
