"""Under which circumstance a number stands where a clause takes its subject up by "it"."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.circumstances import under_another
from claimcheck.verify.quantities import quantities


def value(claim: str, text: str) -> float:
    (found,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return found.value


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "The loss at 12 months was 11.6%; at 24 months it was 23.9%.",
            ("The loss at 12 months was 11.6%.", "At 24 months 23.9% were lost.", "The loss was 23.9% in the end."),
            ("The loss at 12 months was 23.9%.", "At 24 months the loss was 11.6%."),
        ),
        (
            "In bees younger than 20 days the gap was -2.1 points; in those aged 20 days or over it was -0.4 points.",
            ("In younger bees the gap was -2.1 points.",),
            ("In bees aged 20 days or over the gap was -2.1 points.",),
        ),
        (
            "Among wild bees survival was 41%. Among kept bees it was 58%.",
            ("Survival was 58% among kept bees.", "Survival was 41% among wild and 58% among kept bees."),
            ("Survival was 41% among kept bees.",),
        ),
        (
            "The effect of music was 0.22, which shrank to 0.11 in the six registered trials.",
            ("The effect of music was 0.22.", "It was 0.22, and 0.11 in registered trials.", "It was 0.11 there."),
            ("In registered trials the effect of music was 0.22.",),
        ),
    ],
)  # fmt: skip
def test_a_number_is_that_of_its_own_circumstance(text, right, wrong):
    assert [value(claim, text) for claim in right] == [1.0] * len(right)
    assert all(value(claim, text) < 1.0 for claim in wrong)


@pytest.mark.parametrize("text", ["", "It was 40%; it was 50%.", "At dusk; at it was.", "At 12 months it was 40%."])
def test_where_no_two_circumstances_stand_nothing_is_said(text):
    assert not under_another("At 12 months it was 40%.", text, 5)


@pytest.mark.parametrize("piece", ["; at 2 it was ", "; in in in ", ", for a, it ", "at at at "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    under_another("At 12 months it was 40%.", piece * (8_000 // len(piece)), 50)
    assert time.process_time() - begin < 3
