"""A word and the same word denied by its first letters."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.prefixed import prefixed


def conflict(claim: str, text: str) -> tuple[str, str] | None:
    found = prefixed(claim, text)
    assert found is None or found.kind == "negation"
    return found and (found.claim, found.source)


def test_unlike_a_thing_is_no_denial_of_its_word():
    assert prefixed("Unlike wasps, bees dance in the dark.", "Like wasps, bees dance in the dark.") is None


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("The pumps inefficiently heat the old barn.", "The pumps efficiently heat the old barn.",
         ("inefficiently", "efficiently")),
        ("It rests on negative matrix factorization.", "It rests on non-negative matrix factorization.",
         ("negative", "non-negative")),
        ("It rests on Nonnegative matrix factorization.", "It rests on negative matrix factorization of spectra.",
         ("Nonnegative", "negative")),
        ("Bees gave an incorrect answer to the puzzle.", "In all trials bees gave a correct answer to the puzzle.",
         ("incorrect", "correct")),
        ("Labelled recordings of owls taught the network.", "Unlabelled recordings of owls taught the network.",
         ("Labelled", "Unlabelled")),
        ("The reversible binding of wax was seen.", "The irreversible binding of wax was seen.",
         ("reversible", "irreversible")),
        ("Dissatisfied keepers of bees left.", "Satisfied keepers of bees left early.", ("Dissatisfied", "Satisfied")),
    ],
)  # fmt: skip
def test_a_word_denied_by_its_first_letters_in_the_same_place_is_a_conflict(claim, text, words):
    assert conflict(claim, text) == words


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # The same word, or a text that has both.
        ("The pumps efficiently heat the old barn.", "The pumps efficiently heat the old barn."),
        ("Labelled recordings of owls taught the network.", "Unlabelled and labelled recordings of owls taught it."),
        ("Labelled and unlabelled recordings of owls taught it.", "Unlabelled recordings of owls taught it."),
        # Of something else.
        ("The unlabelled jars stood in the barn.", "Labelled recordings of owls taught the network."),
        # Denied another way round, or asked.
        ("Their answer to the puzzle was not correct.", "Their answer to the puzzle was incorrect."),
        ("We ask whether bees gave an incorrect answer to the puzzle.", "Bees gave a correct answer to the puzzle."),
        # Words that only begin alike.
        ("The import of wax and honey rose.", "The port of wax and honey rose."),
        ("A discount on wax and honey helped.", "A count on wax and honey helped."),
        ("The income of old bee keepers rose.", "The come of old bee keepers rose."),
        ("", ""),
    ],
)
def test_both_words_or_another_thing_or_another_word_is_no_conflict(claim, text):
    assert conflict(claim, text) is None


@pytest.mark.parametrize("piece", ["unlabelled owls ", "non-", "un", "inexact wax. "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    claim, text = piece * (2_000 // len(piece)), "exact wax labelled owls " * 400
    begin = time.process_time()
    prefixed(claim, text)
    assert time.process_time() - begin < 2
