"""A claim beside the words that it was made of."""

from __future__ import annotations

import pytest

from claimcheck.extract.retold import retold

MUSIC = "Background music lowered reading comprehension from 78% to 69%."
THEY = "They lost as much reading comprehension as the others"
NEAR = ["Some pupils liked the songs.", "Piano pieces did not lower it for teachers.", "Songs While Reading"]


def said(claim, quotation, sentence=None):
    return retold(claim, quotation, sentence or quotation, [sentence or quotation, *NEAR])


@pytest.mark.parametrize(
    ("claim", "quotation"),
    [
        (MUSIC, MUSIC),
        ("Pupils who liked the songs lost as much reading comprehension as the others.", THEY),
        ("The authors found that background music lowered reading comprehension.", MUSIC),
        ("Background music lowers reading comprehension from 78% to 69%.", MUSIC),
        ("The authors’ songs lowered comprehension.", "It lowered comprehension."),
    ],
)
def test_words_may_be_left_out_or_put_in_place_of_a_pronoun(claim, quotation):
    assert said(claim, quotation)


@pytest.mark.parametrize(
    "claim",
    [
        "Piano pieces lowered reading comprehension from 78% to 69%.",
        "Background music lowered reading comprehension from 69% to 78%.",
        "Background music raised reading comprehension from 78% to 69%.",
        "Background music lowered reading comprehension from 78% to 59%.",
        "Background music never lowered reading comprehension from 78% to 69%.",
        "Background music lowered all reading comprehension from 78% to 69%.",
        "Background music lowered reading comprehension more, from 78% to 69%.",
        "Background music lowered reading comprehension from 78% to 69% in Paris.",
        "Reading comprehension lowered background music from 78% to 69%.",
        "Background music lowered the songs.",
        "Background music was lowered by reading comprehension.",
        "Background music was lowered.",
        "Background music lowered reading comprehension by 78% to 69%.",
        "Background music lowered reading comprehension from -78% to 69%.",
        "Background music lowered reading comprehension from 78 to 69%.",
        "Background music “lowered” reading comprehension from 78% to 69%.",
        "Background music lowered reading comprehension ≠ from 78% to 69%.",
        "Background music lowered reading comprehension from 78% to 69%?",
        "Background music n\u200bot lowered reading comprehension from 78% to 69%.",
    ],
)
def test_nothing_is_put_in_another_things_place_turned_round_or_made_up(claim):
    assert not said(claim, MUSIC)


@pytest.mark.parametrize(
    ("quotation", "sentence"),
    [
        ("background music lowered comprehension", "We found no evidence that background music lowered comprehension."),
        ("background music lowered comprehension", "It is not so that background music lowered comprehension."),
        ("background music lowered comprehension", "Background music lowered comprehension if it was loud."),
        ("background music lowered comprehension", "This suggests that background music lowered comprehension."),
        ("background music lowered comprehension", "We reject the claim that background music lowered comprehension."),
        ("background music lowered comprehension", "It is a myth that background music lowered comprehension."),
        ("background music lowered comprehension", "Only in mice background music lowered comprehension."),
        ("background music lowered comprehension", "The background music hardly lowered comprehension."),
    ],
)
def test_half_of_a_sentence_does_not_lose_what_the_other_half_takes_back(quotation, sentence):
    assert not said("Background music lowered comprehension.", quotation, sentence)


def test_a_hedge_is_kept():
    assert said("Songs may disturb readers.", "Songs may disturb readers.")
    assert not said("Songs disturb readers.", "Songs may disturb readers.")


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The drug lowers pain in mice.", "The drug was unable to lower pain in mice."),
        ("The drug lowers pain in mice.", "The drug stopped the efforts to lower pain in mice."),
        ("Music lowered comprehension.", "The absence of music lowered comprehension."),
        ("Music lowered comprehension.", "Music lowered comprehension tests in rank."),
        ("Music lowered comprehension.", "In mice, music lowered comprehension."),
        ("Music lowered comprehension.", "Music lowered comprehension in mice."),
        ("Music lowered comprehension.", "Music of the loud kind lowered comprehension."),
        ("A placebo lowered pain.", "The drug, a placebo, lowered pain."),
        ("A placebo lowered pain.", "The drug (a placebo) lowered pain."),
        ("Silence lowered comprehension.", "Music vs. silence lowered comprehension."),
    ],
)
@pytest.mark.parametrize("part", ["", "lower", "placebo"])
def test_no_part_is_told_as_if_it_were_the_whole(claim, sentence, part):
    quotation = sentence[max(0, sentence.find(part)) :]
    assert said(sentence, sentence)
    assert not said(claim, quotation, sentence)


def test_one_of_two_statements_may_be_told_and_what_was_meant_by_it():
    sentence = "In our experiments, music lowered comprehension by 9 points, but the mood rose in all schools."
    for told in ("Music lowered comprehension.", "Music lowered comprehension by 9 points."):
        assert said(told, "music lowered comprehension by 9 points", sentence)
    assert said("The mood rose in all schools.", "the mood rose in all schools", sentence)
    assert not said("The mood rose.", "the mood rose", sentence)


def test_who_found_it_may_be_left_out():
    found = "Our results demonstrate that background music lowered comprehension."
    assert said("Background music lowered comprehension.", "background music lowered comprehension", found)


@pytest.mark.parametrize(
    ("claim", "quotation"),
    [
        ("The loss was large (p > 0.05).", "The loss was large (p < 0.05)."),
        ("The mood changed by 3 points.", "The mood changed by -3 points."),
        ("The mood fell to 5.", "The mood fell by 5."),
        ("The mood fell to 5 by noon.", "The mood fell by 5 by noon."),
    ],
)
def test_a_sign_or_a_little_word_makes_another_number(claim, quotation):
    assert said(quotation, quotation)
    assert not said(claim, quotation, f"{quotation} It rose to 7.")


def test_an_endless_sentence_is_not_told_and_a_long_one_is():
    for part in ("+", "- ", "1", "that, ", "music lowered "):
        for size in (1_900, 500_000):
            sentence = f"{(part * size)[:size]}x, music lowered comprehension"
            told = retold("Music lowered comprehension.", "music lowered comprehension", sentence, [sentence])
            assert told == (size < 2_000)
