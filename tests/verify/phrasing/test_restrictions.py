"""What a source restricts and a claim does not."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.restrictions import dropped_restriction


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("Blue light delayed sleep.", "Blue light delayed sleep only when it was on for two hours.", "delayed sleep"),
        ("Blue light delayed sleep.", "Only when on for two hours did blue light delay sleep.", "Blue light"),
        ("Heat lowers mortality.", "Heat lowers mortality only in old bees.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality in old bees only.", "lowers mortality"),
        ("Heat lowers mortality.", "In a pilot with ten hives, heat lowers mortality.", "Heat lowers"),
        ("Heat lowers mortality.", "Heat lowers mortality in a small preliminary trial.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality, except in winter.", "lowers mortality"),
        ("Heat lowers mortality, above all in winter.", "Heat lowers mortality, except in winter.", "winter"),
        ("Heat lowers mortality.", "Heat lowers mortality with the exception of old bees.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality apart from old bees.", "lowers mortality"),
        ("All young bees gained weight.", "Apart from one hive, young bees gained weight.", "young bees"),
        ("Heat lowers mortality.", "Heat lowers mortality unless wax is old.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality if it lasts.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality as long as it lasts.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality provided that it lasts.", "lowers mortality"),
        ("Heat lowers mortality.", "Heat lowers mortality, though not in old bees.", "lowers mortality"),
        ("Heat lowers mortality.", "If the wax is old, heat lowers mortality.", "Heat lowers"),
        ("Pruning heads hurts accuracy.", "Pruning heads hurts accuracy when fewer than eight heads remain.",
         "hurts accuracy"),
        ("Light raised recall.", "Light raised recall in women but not in men.", "raised recall"),
        ("The three data sets are available.", "Two of the three data sets are available.", "The three data sets"),
        ("Heat improved all of the 27 tasks.", "Heat improved 19 of the 27 tasks.", "the 27 tasks"),
        ("The wheels passed the test.", "Thirty of the 48 wheels passed the test.", "The wheels passed"),
        ("It failed on all questions.", "It failed on all questions with negation.", "all questions"),
    ],
)  # fmt: skip
def test_a_restriction_dropped_is_named_by_what_it_restricts(claim, text, words):
    assert dropped_restriction(claim, text) == words


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Blue light delayed sleep when it was on.", "Blue light delayed sleep only when it was on for two hours."),
        ("Two hours of blue light delayed sleep.", "Blue light delayed sleep only when it was on for two hours."),
        ("In early pilot runs, blue light delayed sleep.", "In a pilot with ten men, blue light delayed sleep."),
        ("Blue light delayed sleep.", "Blue light delayed sleep, as a pilot had shown."),
        ("Blue light can delay sleep.", "Blue light delayed sleep only when it was on for two hours."),
        ("Blue light delayed sleep.", "Blue light delayed sleep, and noise rose only when pumps ran."),
        ("Blue light delayed sleep.", "Blue light delayed sleep when the lamps were on."),
        ("Blue light delayed sleep.", "Blue light delayed sleep not only in men."),
        ("Blue light delayed sleep.", "We ask whether blue light delayed sleep only in men."),
        ("Blue light delayed sleep.", "Blue light delayed sleep by an hour, if anything."),
        ("Blue light delayed sleep.", "Green light did so only in men."),
        ("Light raised recall in women.", "Light raised recall in women but not in men."),
        ("Heat lowers mortality.", "Heat lowers mortality but not noise."),
        ("Heat does not lower mortality.", "Heat lowers mortality only in old bees."),
        ("Two data sets are available.", "Two of the three data sets are available."),
        ("Most data sets are available.", "Two of the three data sets are available."),
        ("All bees made four or more of the five trips.", "Every bee made at least four of the five trips."),
        ("40 of the data sets are available.", "Two of the three data sets are available."),
        ("4 of 4 bees sleep.", "It is so that 4 of 4 bees sleep."),
        ("The peak is 25% of the highest peak.", "The peak is 25% of the highest peak."),
        ("Two of the bees sleep, and the bees dance.", "Two of the bees sleep, and the bees dance."),
        ("Heat is the cause of falls.", "Heat is one of the causes of falls."),
        ("It failed on all questions with negation.", "It failed on all questions with negation."),
        ("It failed on all questions.", "It failed on all questions."),
        ("", "Heat lowers mortality only in old bees."),
        ("Heat lowers mortality.", ""),
    ],
)
def test_a_restriction_kept_or_of_something_else_is_none(claim, text):
    assert dropped_restriction(claim, text) is None


@pytest.mark.parametrize(
    "piece", ["only when a b ", "except c ", "but not in a in ", "two of the three sets ", "all sets with a ", "if a, "]
)
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    dropped_restriction("All sets a b. " + text.replace("only", "").replace("if", ""), text)
    assert time.process_time() - begin < 3
