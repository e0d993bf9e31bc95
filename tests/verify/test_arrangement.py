"""Whether a claim has the words of a passage in their order."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.arrangement import arrangement


def value(claim: str, text: str) -> float:
    (found,) = arrangement(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return found.value


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Smith's group criticised the method of Jones.", "Jones criticised the method of Smith's group."),
        ("Recall was higher in the group with tea than in the group with milk.",
         "Recall was higher in the group with milk than in the group with tea."),
        ("It helps in adults but not in children.", "It helps in children but not in adults."),
        ("Warm rooms shortened sleep, whereas cool rooms lengthened it.",
         "Cool rooms shortened sleep, whereas warm rooms lengthened it."),
        ("Bees first danced and then slept.", "Bees first slept and then danced."),
        ("Fertiliser A beat fertiliser B.", "Fertiliser B beat fertiliser A."),
        ("It is known. Errors fell from 22% to 9% in May.", "Errors fell from 9% to 22% in May."),
    ],
)  # fmt: skip
def test_words_of_a_sentence_changed_round_are_seen(text, claim):
    assert (value(text, text), value(claim, text)) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("In winter the bees of the north sleep.", "The bees of the north sleep in winter."),
        ("Bees dance and sleep.", "Wasps criticise the bees that dance."),
        ("Bees, who had been fed, danced for their queen.", "Bees danced for their queen."),
        ("The film of 2016, which she wrote with Ann Lee, was directed by Jo Hart.", "Jo Hart directed the film."),
        ("Bees sleep.", "Sleep bees."),
    ],
)  # fmt: skip
def test_one_piece_moved_words_of_ones_own_and_a_part_of_a_sentence_are_no_change(text, claim):
    assert value(claim, text) == 1.0


def test_a_sentence_of_one_word_a_thousand_times_is_read_in_no_time():
    start = time.perf_counter()
    value("bees " * 5_000, "bees " * 5_000)
    assert time.perf_counter() - start < 2
