"""Sizes of changes that a passage does not print, but that follow from what it prints."""

from __future__ import annotations

import pytest

from claimcheck.model import Passage
from claimcheck.verify.quantities import missing, quantities


def value(claim: str, text: str) -> float:
    passage = Passage(text=text, quotation=text, span=(0, len(text)))
    assert bool(missing(claim, [passage])) == (quantities(claim, [passage])[0].value < 1)
    return quantities(claim, [passage])[0].value


@pytest.mark.parametrize(
    ("right", "wrong", "text"),
    [
        ("Time fell by 39%.", "Time fell by 63%.", "The run time drops from 214 to 131 s."),
        ("Time fell by 39%.", "Time rose by 39%.", "The run time drops from 214 to 131 s."),
        ("Scores rose by 16 points.", "Scores rose by 17 points.", "Tuning raised scores from 52 to 68."),
        (
            "Scores rose by 20% in relative terms.",
            "Scores rose by 25% in relative terms.",
            "Scores rose from 60 to 72.",
        ),
        ("Wax cut mould by 38%.", "Wax cut mould by 36%.", "With wax, the risk ratio of mould was 0.62 (0.48-0.81)."),
        ("Wax cut mould by 38%.", "Wax raised mould by 38%.", "With wax, the risk ratio of mould was 0.62."),
        ("Mould was 62% more likely.", "Mould was 38% more likely.", "The odds ratio of mould was 1.62."),
        ("Errors fell by 1.1 points.", "Errors fell by 1.7 points.", "The error rate fell from 7.9% to 6.8%."),
    ],
)
def test_a_size_that_follows_from_two_numbers_is_borne_out_by_them(right, wrong, text):
    assert value(right, text) == 1
    assert value(wrong, text) < 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Mould fell by 38%.", "The risk ratio of rust was 0.62."),
        ("Mould fell by 52%.", "The risk ratio of mould was 0.62 (0.48-0.81)."),
        ("It gains 8.5 points.", "It attains 61.2%, 52.7% and 44.0% in the three of them."),
        ("It has 8.5 layers.", "It attains 61.2% with the first and 52.7% with the second."),
        ("Accuracy fell by 0.13.", "The loss fell from 0.81 to 0.68."),
        ("Mortality was reduced by 20%.", "The dose was reduced from 50 mg to 40 mg."),
        ("Use rose by 20 points in girls.", "Use rose from 30% to 50% in boys."),
        ("The correlation was -0.31 for B.", "The correlation rose from 0.62 for A to 0.93 for B."),
        ("Use rose by 20 points.", "Use was 30% in boys and 50% in girls."),
        ("It fell by 0 points.", "It was 50% and stayed at 50%."),
    ],
)
def test_what_may_follow_from_other_numbers_is_not_borne_out(claim, text):
    assert value(claim, text) < 1
