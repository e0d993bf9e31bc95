"""Shares that are told as two numbers."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.quantities import missing, quantities


def value(claim: str, text: str) -> float:
    (found,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    assert found.conflict is None or found.value < 1.0
    return found.value


NINE = ["Nine out of ten", "Nine in ten", "9 out of 10", "9 in 10", "9 in every 10", "90% of", "Ninety percent of"]
ONE = ["One in five", "1 in 5", "One out of five", "20% of", "A fifth of"]


@pytest.mark.parametrize(("forms", "others"), [
    (NINE, ["Eight out of ten", "8 in 10", "One in ten", "80% of"]),
    (ONE, ["One in six", "1 in 4", "Four in five", "25% of"]),
])  # fmt: skip
def test_a_share_is_one_in_all_its_forms(forms, others):
    for said in forms:
        for told in forms:
            assert value(f"{said} bees danced.", f"{told} bees danced.") == 1.0, (said, told)
        for told in others:
            assert value(f"{told} bees danced.", f"{said} bees danced.") < 1.0, (told, said)


@pytest.mark.parametrize(
    ("claim", "text", "borne_out"),
    [
        ("20% of the bees danced.", "Dancing was seen in 12 of 60 bees.", True),
        ("One in five bees danced.", "Dancing was seen in 12 of the 60 bees.", True),
        ("25% of the bees danced.", "Dancing was seen in 12 of 60 bees.", False),
        ("One in six bees danced.", "Dancing was seen in 12 of 60 bees (20%).", False),
        ("20% of the wasps flew.", "Dancing was seen in 12 of 60 bees.", False),
        ("20% of the bees danced.", "Of the bees, 12 of 60 slept and 33 of 60 danced.", False),
        ("About one in five bees danced.", "Of the bees 18.4% danced.", True),
        ("One in five bees danced.", "Of the bees 18.4% danced.", False),
        ("1 in 1,000 bees danced.", "Of all bees 0.1% danced.", True),
        ("Two in five years bees danced.", "Bees danced.", True),
        ("Bees danced in two of three gardens.", "Bees danced.", True),
        ("Bees danced in two of three gardens.", "Of the bees 20% danced in gardens.", True),
        ("In one in five gardens bees danced.", "Bees danced.", True),
        ("Bees danced in 12 of 60 gardens.", "Bees danced in 12 of 60 gardens.", True),
        ("Nine of the ten hives failed.", "Nine out of ten hives failed.", True),
    ],
)
def test_a_share_follows_from_the_two_numbers_of_its_own_thing(claim, text, borne_out):
    assert (value(claim, text) == 1.0) is borne_out
    passage = Passage(text=text, quotation=text, span=(0, len(text)))
    assert not borne_out or not missing(claim, [passage])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("20% of bees danced.", "A fifth of bees danced.", "A quarter of bees danced."),
        ("66.7% of bees danced.", "Two thirds of bees danced.", "One third of bees danced."),
        ("One in five bees danced.", "A fifth of bees danced.", "A quarter of bees danced."),
        ("Mould fell by a third.", "Mould fell by one third.", "Mould fell by two thirds."),
        ("Of bees 80 percent danced.", "Eighty percent of bees danced.", "Five percent of bees danced."),
        ("Bees were 3.5 times faster.", "Bees were 3.5 times faster.", "Bees were twice as fast."),
        ("Bees danced, 3.5 times faster.", "Bees danced three times a week.", "Bees were twice as fast."),
        ("Of bees 41% got a dose.", "A third dose was given to half of the bees.", "A third of the bees got a dose."),
        ("Of bees 41% danced.", "Half of the bees danced.", "A third of the bees danced."),
        ("Bees danced.", "A third of the bees danced.", "Over 30% of the bees danced."),
    ],
)
def test_a_share_or_a_multiple_in_words_must_be_the_one_that_a_passage_tells(text, right, wrong):
    assert value(right, text) == 1.0
    assert value(wrong, text) < 1.0


@pytest.mark.parametrize("piece", ["one in five ", "1 of 5, ", "9 in ", "one of the ", "20% in 5 "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    value(piece * (8_000 // len(piece)), piece * (8_000 // len(piece)) + ".")
    assert time.process_time() - begin < 3
