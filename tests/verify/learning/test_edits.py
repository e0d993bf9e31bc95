"""One change at a time, and what the changed claim is to the sentence it came from."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.verify.learning import edits

SENTENCE = "In 48 patients the error fell from 12.5% to 4.2% after 6 weeks, and most of them improved."


def rng(seed=7):
    return random.Random(seed)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (edits.exchange, "It rose from 4% to 74%.", "It rose from 74% to 4%."),
        (edits.unit, "It took 6 hours.", "It took 6 days."),
        (edits.direction, "Heat increases the yield.", "Heat reduces the yield."),
        (edits.direction, "Higher doses were safe.", "Lower doses were safe."),
        (edits.negation, "The code is available.", "The code is not available."),
        (edits.negation, "The code is not available.", "The code is available."),
        (edits.negation, "There was no significant change.", "There was a significant change."),
        (edits.partners, "The small model outperforms the large model on maths.",
         "The large model outperforms The small model on maths."),
        (edits.hedge, "Noise may be useful.", "Noise is useful."),
        (edits.swap, "Copper gave 92.3% and steel 84.1%.", "Copper gave 84.1% and steel 92.3%."),
        (edits.scope, "It holds for some languages.", "It holds for all languages."),
    ],
)  # fmt: skip
def test_a_rule_changes_the_one_thing_that_it_is_named_for(rule, before, after):
    seen = {edit.text for seed in range(30) if (edit := rule(before, rng(seed)))}
    assert after in seen


@pytest.mark.parametrize("text", [
    "It took 4 to 6 weeks.", "The ratio was 0.85 (0.70-0.95).", "The mean was 5.1 ± 0.3.", "Of 40 bees, 20.5% danced.",
])  # fmt: skip
def test_the_ends_of_a_range_and_numbers_of_two_kinds_keep_their_places(text):
    assert all(edits.swap(text, rng(seed)) is None for seed in range(20))


@pytest.mark.parametrize("rule", [*edits.REFUTING, edits.swap, *edits.WIDENING])
def test_a_sentence_without_the_thing_is_left_alone(rule):
    assert rule("Bees dance.", rng()) is None


@given(st.integers(0, 10_000))
def test_a_changed_number_stands_nowhere_in_the_sentence_and_is_no_rounding_of_the_old_one(seed):
    edit = edits.number(SENTENCE, rng(seed))
    assert edit is not None
    assert edit.label == "REFUTE"
    old, new = (re.findall(r"\d+(?:\.\d+)?", text) for text in (SENTENCE, edit.text))
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert len(changed) == 1
    ((before, after),) = changed
    assert after not in SENTENCE
    assert abs(float(after) - float(before)) >= 0.04 * float(before)


def test_shares_stay_below_a_hundred_percent():
    for seed in range(200):
        edit = edits.number("It reached 97% accuracy.", rng(seed))
        assert edit is not None
        assert float(re.findall(r"\d+", edit.text)[0]) <= 100


def test_years_are_not_taken_for_numbers():
    assert edits.number("It was first shown in 2019.", rng()) is None


def test_another_name_comes_from_the_same_document():
    others = ["We compare GPT-4 with PaLM on GSM8K.", "LaMDA was left out."]
    edit = edits.name("On GSM8K the model GPT-4 wins.", rng(), others)
    assert edit is not None
    assert edit.label == "NOINFO"
    assert set(re.findall(r"\w[\w-]*", edit.text)) - set(re.findall(r"\w[\w-]*", "On GSM8K the model GPT-4 wins.")) <= {
        "PaLM",
        "LaMDA",
    }


def test_shortening_takes_the_authors_out_of_the_sentence():
    text = edits.shorten("In this paper, we show that our method halves the cost.", rng()).text
    assert text == "The method halves the cost."
