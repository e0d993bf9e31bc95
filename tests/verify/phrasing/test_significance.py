"""What the statistics say against a claim of significance."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.phrasing.significance import by_chance
from claimcheck.verify.polarity import polarity

YEARS = (
    "In 2019, meadows with strips had 1.4 times as many bees as others (95% CI 1.03 to 1.80);"
    " in 2021 the ratio was 1.2 (0.91 to 1.63)."
)


def shown(claim: str, text: str) -> str | None:
    found = by_chance(claim, text)
    assert found is None or (found.kind == "negation" and found.claim in claim)
    return found and found.source


@pytest.mark.parametrize(
    ("claim", "text", "source"),
    [
        ("Bees slept significantly longer at night.", "Bees slept longer at night (P = 0.26).", "P = 0.26"),
        ("Bees slept significantly longer.", "At night bees slept longer by 4 min (95% CI, -2 to 10).", "-2 to 10"),
        ("Music had a significant effect.", "The hazard ratio of music was 0.9 (95% CI 0.7-1.2).", "0.7-1.2"),
        ("Strips had significantly more bees in 2019 and in 2021.", YEARS, "0.91 to 1.63"),
        ("Honey significantly raised the weight of bees.",
         "Honey raised the weight of bees, but the difference was not statistically significant.",
         "not statistically significant"),
        ("Honey significantly raised the weight of bees.",
         "Honey had no significant effect on the weight of bees.", "no significant"),
        ("Wasps slept significantly longer with music.",
         "Bees slept longer with music (p < 0.001), while wasps slept longer with music by chance alone (p = 0.4).",
         "p = 0.4"),
        ("The gap was significant in wasps.", "The gap was not significant in wasps but significant in bees.",
         "not significant"),
    ],
)  # fmt: skip
def test_what_may_be_chance_bears_out_no_significance(claim, text, source):
    assert shown(claim, text) == source
    (score,) = polarity(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    assert (score.value, score.conflict is not None) == (0.0, True)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Bees slept significantly longer at night.", "Bees slept longer at night (P = 0.03)."),
        ("Bees slept significantly longer at night.", "Bees slept longer at night (P < 0.1)."),
        ("Bees slept longer at night.", "Bees slept longer at night (P = 0.26)."),
        ("Bees did not sleep significantly longer.", "Bees slept longer (P = 0.26)."),
        ("Strips had significantly more bees in 2019.", YEARS),
        ("Music had a significant effect on bees.", "The hazard ratio of music for bees was 0.5 (95% CI 0.3-0.8)."),
        ("Bees slept significantly longer at night.", "Bees slept longer at night, in -2 to 10, of course."),
        ("Honey significantly raised the weight of bees.", "At baseline the weight of bees did not differ (p = 0.8)."),
        ("Honey significantly raised the weight of bees.", "Wasps did not differ in the end (p = 0.8)."),
        ("Bees slept significantly longer with music.",
         "Bees slept longer with music (p < 0.001), while wasps slept longer with music by chance alone (p = 0.4)."),
        ("The drug significantly reduced pain.",
         "The drug reduced pain by 8 points (95% CI 4 to 12), whereas the effect on sleep was by chance (-1 to 3)."),
        ("The drug significantly reduced pain.",
         "The drug reduced pain, whereas the effect of the drug on sleep was not significant."),
        ("The gap was significant in bees.", "The gap was not significant in wasps (p = 0.2) but significant in bees."),
        ("A significant number of bees left the hive.", "Bees left in numbers; their age did not matter (p = 0.6)."),
        ("", "p = 0.4"),
        ("Bees slept significantly longer.", ""),
    ],
)  # fmt: skip
def test_where_nothing_speaks_against_it_nothing_is_said(claim, text):
    assert shown(claim, text) is None


@pytest.mark.parametrize("piece", ["p = 0.4 ", "(1 to 2) CI ", "not significant, but ", "95% CI -1 to ", ". A "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    by_chance("Bees slept significantly longer.", piece * (20_000 // len(piece)))
    assert time.process_time() - begin < 3
