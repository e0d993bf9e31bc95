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
        ("A trusts B in the north and C in the south.", "A trusts B in the south and C in the north."),
        ("In the north bees feed bees in the south.", "In the south bees feed bees in the north."),
        ("In June bees sleep, in winter wasps sleep.", "In winter bees sleep, in June wasps sleep."),
        ("Bees on the left bit wasps at the gate.", "Bees at the gate bit wasps on the left."),
        ("Noise rose in June and fell in Spain.", "Noise rose in Spain and fell in June."),
        ("Bees ate the wax and then left the hive.", "Bees then left the hive and ate the wax."),
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
        ("In Spain, 14% of bees slept in 2019.", "In 2019, 14% of bees slept in Spain."),
        ("In bees, heat lowered noise by 2 dB after 8 weeks.", "After 8 weeks, heat lowered noise in bees by 2 dB."),
        ("Noise fell in 12% and rose in 61% of hives.", "Noise rose in 61% of hives and fell in 12%."),
    ],
)  # fmt: skip
def test_a_piece_an_opening_or_halves_moved_words_of_ones_own_and_a_part_of_a_sentence_are_no_change(text, claim):
    assert value(claim, text) == 1.0


@pytest.mark.parametrize(
    ("text", "claim"),
    [("In Spain, in 2019.", "In 2019, in Spain."), ("In June, in 2019, in June.", "In 2019, in June.")],
)
def test_a_sentence_of_nothing_but_openings_is_read_too(text, claim):
    assert value(claim, text) == 1.0


def test_a_sentence_of_one_word_a_thousand_times_is_read_in_no_time():
    start = time.perf_counter()
    value("bees " * 5_000, "bees " * 5_000)
    assert time.perf_counter() - start < 2
