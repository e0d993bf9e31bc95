"""The same told from the other side."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.polarity import polarity


def conflict(claim: str, text: str) -> tuple[str, str, str] | None:
    (score,) = polarity(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return score.conflict and (score.conflict.kind, score.conflict.claim, score.conflict.source)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Honey significantly reduced coughs compared with tea.",
         "Coughs were significantly more frequent in the tea group than in the honey group."),
        ("Rested bees had faster reaction times than tired bees.",
         "Reaction times were slower in tired bees compared to rested bees."),
        ("Compared with tea, honey lowered the number of coughs.",
         "The number of coughs was higher with tea relative to honey."),
        ("The mean honey flow rate was higher in the honey group than in the mixed group.",
         "The mean honey flow rate was lower in the mixed group."),
        ("Urban hives had smaller combs.", "Rural hives had larger combs than urban hives."),
        ("Honey significantly decreased the number of coughs in old bees compared with tea (the second group).",
         "The number of coughs in old bees was higher in the second group."),
    ],
)  # fmt: skip
def test_sides_that_stand_the_other_way_round_a_comparison_are_no_conflict(claim, text):
    assert conflict(claim, text) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The number of coughs was lower with honey compared with tea.",
         "The number of coughs was higher with honey than with tea."),
        ("Honey significantly increased the number of coughs compared with tea.",
         "The number of coughs was lower after honey versus the subgroup tea (3.1 vs. 9.3%)."),
        ("Honey significantly increased the number of coughs compared with tea.",
         "The number of coughs was significantly lower after honey."),
        ("Honey lowered the number of coughs in old bees relative to tea.",
         "Among old bees, honey raised the number of coughs in comparison with tea."),
        ("Coughs are lower in older compared with younger bees in spring.",
         "Coughs were higher in older bees in spring."),
    ],
)  # fmt: skip
def test_sides_that_stand_the_same_way_are(claim, text):
    assert conflict(claim, text) is not None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Coughs were more frequent at higher doses.", "Lower doses were associated with fewer coughs."),
        ("Shorter prompts produced fewer refusals.", "Longer prompts produced more refusals."),
        ("Late detection of mites leads to worse outcomes.", "Early detection of mites leads to better outcomes."),
    ],
)
def test_both_terms_turned_are_no_conflict(claim, text):
    assert conflict(claim, text) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Longer prompts produced fewer refusals.", "Longer prompts produced more refusals."),
        ("Noise was lower before the long rain fell.", "Noise was higher after the long rain fell."),
        ("The hive made less noise, but faster bees.", "The hive made more noise, but slower bees."),
        ("The number of coughs is lower in older than in younger bees in spring, and lower in wasps than in flies.",
         "The number of coughs was higher in older bees in spring."),
    ],
)  # fmt: skip
def test_one_term_turned_or_a_term_of_another_clause_is(claim, text):
    assert conflict(claim, text) is not None


@pytest.mark.parametrize(
    "verb", ["Removing", "Ablating", "Excluding", "Omitting", "Stopping", "Quitting", "Withdrawing"]
)
def test_what_hurts_where_it_is_taken_away_helps(verb):
    assert conflict("The auxiliary loss helps accuracy.", f"{verb} the auxiliary loss hurts accuracy.") is None


@pytest.mark.parametrize("word", ["Quite", "Exclusive"])
def test_words_that_only_begin_alike_turn_nothing_round(word):
    claim, text = "Warm rooms help the sleep of bees.", f"{word} warm rooms hurt the sleep of bees."
    assert conflict(claim, text) == ("direction", "help", "hurt")


def test_what_turns_one_clause_round_turns_no_other():
    text = "Expression of the gene decreased noise, whereas its deletion increased it."
    assert conflict("Deletion of the gene increased noise.", text) is None


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("The memory module lowers accuracy by 6 points.", "Removing the memory module lowers accuracy by 6 points.",
         ("lowers", "Removing the memory module lowers")),
        ("Silencing the gene raises noise.", "The gene raises noise.", ("Silencing the gene raises", "raises")),
    ],
)  # fmt: skip
def test_what_is_said_of_a_thing_and_of_its_removal_is_a_conflict(claim, text, words):
    assert conflict(claim, text) == ("direction", *words)
    assert conflict(claim, f"{text} {claim}") is None
    assert conflict(claim.replace(".", " of rats."), text) is None


def test_what_does_not_rise_when_it_is_done_is_done_without_raising_it():
    text = "Adding a lid improves warmth without increasing noise."
    assert conflict("Noise does not rise when a lid is added, and warmth improves.", text) is None


@pytest.mark.parametrize(
    "piece", ["compared with higher ", "lower than ", "(than more ", "in more less than in ", "late "]
)
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    conflict(text + "x", text)
    assert time.process_time() - begin < 3
