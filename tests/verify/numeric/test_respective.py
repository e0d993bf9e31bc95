"""Which number of a list goes with which thing."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.numbers import find
from claimcheck.verify.numeric.respective import pairings
from claimcheck.verify.quantities import quantities


def told(text: str) -> list[list[tuple[str, str]]]:
    numbers = [quantity.span for quantity in find(text)]
    return [[(text[slice(*numbers[i])], text[a:b]) for i, (a, b) in found] for found in pairings(text, numbers)]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Men and women slept 7 (SD 1) and 8 hours, respectively.", [("7", "Men"), ("8 hours", "women")]),
        ("Losses were 35.2 and 24% in spring and autumn, respectively.", [("35.2", "spring"), ("24%", "autumn")]),
        ("Precision and recall were respectively 0.81 and 0.77.", [("0.81", "Precision"), ("0.77", "recall")]),
        ("Small and large models had 71% and 84%.", [("71%", "Small"), ("84%", "large")]),
        (
            "Query expansion and reranking gain 1.1 and 2.3 points.",
            [("1.1", "Query expansion"), ("2.3 points", "reranking")],
        ),
        ("Left turns and right turns took 4 and 6 s.", [("4", "Left turns"), ("6 s", "right turns")]),
        ("Rye, wheat and oats gave 4.1, 6.3 and 5.2 kg.", [("4.1", "Rye"), ("6.3", "wheat"), ("5.2 kg", "oats")]),
        ("HiveNet outperforms CombNet (84.1% vs. 81.2%).", [("84.1%", "HiveNet"), ("81.2%", "CombNet")]),
        ("It was rarer with lithium than with placebo (18% vs 41%).", [("18%", "lithium"), ("41%", "placebo")]),
        (
            "The test group fell less than the other group (4% vs 7%).",
            [("4%", "test group"), ("7%", "the other group")],
        ),
        ("It is rarer in women than men (4% vs 7%).", [("4%", "women"), ("7%", "men")]),
        ("Cyclists had fewer falls than walkers (3.1 vs. 5.4).", [("3.1", "Cyclists"), ("5.4", "walkers")]),
        ("The student (0.42) stays above the teacher (0.37).", [("0.42", "student"), ("0.37", "teacher")]),
    ],
)
def test_each_number_of_a_list_has_its_own_thing(text, pairs):
    assert pairs in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Respectively, they had 71% and 84%.",
        "In spring, bees, wasps and flies came 3 and 5 times.",
        "It fell to 71% and then rose to 84%.",
        "The two were scored respectively.",
        "Respectively.",
        "",
    ],
)
def test_where_the_things_cannot_be_told_one_by_one_none_is_told(text):
    assert not told(text)


@pytest.mark.parametrize(
    ("right", "wrong", "text"),
    [
        (
            "BERT and RoBERTa reach 81.2% and 84.0%, respectively.",
            "BERT and RoBERTa reach 84.0% and 81.2%, respectively.",
            "BERT reaches 81.2% and RoBERTa 84.0%.",
        ),
        (
            "Oulu reported 9.4 mm of rain.",
            "Turku reported 9.4 mm of rain.",
            "Vaasa, Turku and Oulu reported 7.1, 8.2 and 9.4 mm of rain, respectively.",
        ),
        (
            "The gain of reranking is 2.3 points.",
            "The gain of query expansion is 2.3 points.",
            "Query expansion and reranking gain 1.1 and 2.3 points.",
        ),
        (
            "The south desk took 31 minutes.",
            "The north desk took 31 minutes.",
            "It took 12 and 31 minutes at the north and south desks, respectively.",
        ),
        (
            "The hybrid index has a recall of 0.71.",
            "The hybrid index has a recall of 0.64.",
            "The hybrid index beats the inverted index (0.71 versus 0.64 in recall).",
        ),
    ],
)
def test_a_number_of_a_list_stands_for_its_own_thing_alone(right, wrong, text):
    passage = [Passage(text=text, quotation=text, span=(0, 0))]
    assert quantities(right, passage)[0].value == 1
    assert quantities(wrong, passage)[0].value < 1


@pytest.mark.parametrize("text", ["(1) " * 3_000, "A, " * 4_000 + "1 and 2, respectively", "than a (1 vs 2) " * 1_000])
def test_hostile_lists_are_read_in_time(text):
    start = time.perf_counter()
    told(text)
    assert time.perf_counter() - start < 5
