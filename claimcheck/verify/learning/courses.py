"""The courses of the entailment model: which lessons are taught, in which order.

General pairs first and science more and more, as models learn inference best from many general pairs before those of
the field; science again; general pairs that were never taught, and science behind them; contrasts, where one word
decides; then claims written for passages in the manner of reviews, as MiniCheck was taught (Tang et al., 2024), with
some of all before strewn among them, so that it is not forgotten. Behind the courses: `fresh`, science in other windows
with minimal pairs made anew, and `unlabelled`, pairs of which only the teachers say what they are.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claimcheck.verify.learning import edits, written
from claimcheck.verify.learning.lessons import (
    HEAD_SETS,
    LABELS,
    MORE_SETS,
    SCIENCE,
    UNLABELLED,
    Lesson,
    Row,
    flipped,
    general,
    made,
    of_row,
    of_written,
    ranked,
    taught,
    without_marks,
    written_claims,
)

# How many of a source of `nli_train` are taught: few of those whose pairs are captions or one-word swaps, and none of
# ANLI (CC BY-NC), which stays out of weights that ship.
_GENERAL = {
    "vitaminc": 28_000, "lingnli": 16_000, "mnli-dev": 14_000, "mnli-train-10k": 6_000, "fever-dev": 6_000,
    "scitail-dev": 2_000, "conjnli": 3_000, "snli-cad": 2_000, "snli-dev": 1_500, "sick": 1_000, "breaking-nli": 800,
}  # fmt: skip
GENERAL = frozenset(_GENERAL)
# How many more come after these, in the third course.
_MORE_GENERAL = {
    "vitaminc": 13_000, "lingnli": 37_000, "mnli-dev": 6_000, "mnli-train-10k": 4_000, "fever-dev": 2_000,
    "scitail-dev": 200, "conjnli": 2_000, "snli-cad": 3_000, "snli-dev": 2_000, "sick": 1_500,
}  # fmt: skip
# Behind the first course: windows of other lengths, general pairs only from this place of the first course on, and the
# share of supported rows that are taught with one thing turned round as well.
_OTHER_WINDOWS, _GENERAL_AGAIN, _FLIPPED_AGAIN = (1, 2, 3, 3, 4), 0.7, 0.4
_ALL_EDITS = (*edits.REFUTING, edits.swap)
_CONTRAST_ROUNDS, _WRITTEN_ROUNDS = 4, 2
# What is added to the seed for lessons made anew; how many sentences of each row are read alone, in characters at most.
_FRESH = (10, 20, 30)
_NEAR, _LONGEST = 5, 900
# The fifth course teaches the claims of these, which were there first, the sixth those of the others.
_FIRST_PASSAGES = 2_579


class Course(NamedTuple):
    """Lessons in their order, given a data folder and a seed."""

    name: str
    lessons: Callable[[Path, int], list[Lesson]]


def first(data: Path, seed: int) -> list[Lesson]:
    """General pairs first, science and what is made from it more and more."""
    rng = random.Random(seed)  # noqa: S311 - a sample, no secret
    found = [*general(data, rng, _GENERAL)]
    for row in taught(data):
        found.extend(of_row(row, rng))
    found.extend(made(data, rng, edits.REFUTING))
    return _in_order(found)


def second(data: Path, seed: int) -> list[Lesson]:
    """Science once more in other windows, fresh minimal pairs, and some general pairs."""
    rng = random.Random(seed + 1)  # noqa: S311 - as above
    found = [lesson for lesson in general(data, rng, _GENERAL) if lesson.when > _GENERAL_AGAIN]
    found.extend(_science_again(data, rng))
    rng.shuffle(found)
    return found


def third(data: Path, seed: int) -> list[Lesson]:
    """General pairs that were never taught, then science more and more, windows drawn anew."""
    rng = random.Random(seed + 2)  # noqa: S311 - as above
    return _in_order([*general(data, rng, _MORE_GENERAL, _GENERAL), *_science_again(data, rng)])


def fourth(data: Path, seed: int) -> list[Lesson]:
    """Contrasts round after round."""
    rng = random.Random(seed + 4)  # noqa: S311 - as above
    rows = [row for row in written.contrasts() if row["part"] == "taught"]
    found = [
        Lesson(" ".join(row["evidence"]), row["claim"], LABELS.index(row["label"]), turn + rng.random(), row["source"])
        for turn in range(_CONTRAST_ROUNDS)
        for row in rows
    ]
    kept = [*_some(_science(data, rng), 5_000, rng), *_some(general(data, rng, _GENERAL), 4_000, rng)]
    return _among(found, kept, _CONTRAST_ROUNDS, rng)


def fifth(data: Path, seed: int) -> list[Lesson]:
    """Claims written for the first passages, twice."""
    rng = random.Random(seed + 5)  # noqa: S311 - as above
    rows = _written(data, lambda number: number <= _FIRST_PASSAGES)
    found = [of_written(row, rng)._replace(when=turn + rng.random()) for turn in range(_WRITTEN_ROUNDS) for row in rows]
    kept = [
        *_some(_contrasts(rng), 3_000, rng),
        *_some(_science(data, rng), 5_000, rng),
        *_some(made(data, rng, _ALL_EDITS), 4_000, rng),
        *_some(general(data, rng, _GENERAL), 4_000, rng),
    ]
    return _among(found, kept, _WRITTEN_ROUNDS, rng)


def sixth(data: Path, seed: int) -> list[Lesson]:
    """Claims written for the other passages, once, among all that is taught of the sets of the head."""
    rng = random.Random(seed + 6)  # noqa: S311 - as above
    rows = _written(data, lambda number: number > _FIRST_PASSAGES)
    found = [of_written(row, rng)._replace(when=rng.random()) for row in rows]
    kept = [
        *_science(data, rng, HEAD_SETS),
        *_some(_science(data, rng, MORE_SETS), 3_000, rng),
        *_some(_contrasts(rng), 2_000, rng),
        *_some(made(data, rng, _ALL_EDITS), 2_000, rng),
        *_some(general(data, rng, _GENERAL), 3_000, rng),
    ]
    return _among(found, kept, 1, rng)


def fresh(data: Path, seed: int) -> list[Lesson]:
    """Science in other windows and fresh minimal pairs, three times over."""
    every = (_science_again(data, random.Random(seed + more)) for more in _FRESH)  # noqa: S311 - as above
    return [lesson for found in every for lesson in found]


def unlabelled(data: Path, _seed: int) -> list[Lesson]:
    """Every claim of the science sets with each of the sentences that lie nearest to it, as it is read in use."""
    found: list[Lesson] = []
    for row in taught(data):
        sentences = [" ".join(s.split()) for s in row["evidence"] if s.strip()]
        claim = without_marks(row["claim"])
        near = ranked(claim, sentences)[:_NEAR]
        found.extend(Lesson(sentences[i][:_LONGEST], claim, UNLABELLED, 0, row["source"]) for i in near)
    return found


FOUND = (Course("first", first), Course("second", second), Course("third", third))
WRITTEN = (Course("fourth", fourth), Course("fifth", fifth), Course("sixth", sixth))
FRESH, UNTOLD = Course("fresh", fresh), Course("unlabelled", unlabelled)


def _written(data: Path, chosen: Callable[[int], bool]) -> list[Row]:
    """What is taught of the claims written for the passages with such numbers."""
    return [row for row in written_claims(data) if row["part"] == "taught" and chosen(row["number"])]


def _contrasts(rng: random.Random) -> Iterator[Lesson]:
    return (of_written(row, rng) for row in written.contrasts() if row["part"] == "taught")


def _science(data: Path, rng: random.Random, sets: Sequence[str] = SCIENCE) -> Iterator[Lesson]:
    """Science in windows of other lengths."""
    for row in taught(data, sets):
        yield from of_row(row, rng, rng.choice(_OTHER_WINDOWS))


def _science_again(data: Path, rng: random.Random) -> Iterator[Lesson]:
    """Science in windows of other lengths, some of it with one thing turned round, and fresh minimal pairs."""
    for row in taught(data):
        yield from of_row(row, rng, rng.choice(_OTHER_WINDOWS))
        if rng.random() < _FLIPPED_AGAIN and (flip := flipped(row, rng)):
            yield from of_row(flip, rng)
    yield from made(data, rng, _ALL_EDITS)


def _some(found: Iterable[Lesson], most: int, rng: random.Random) -> list[Lesson]:
    every = list(found)
    return rng.sample(every, min(most, len(every)))


def _among(found: list[Lesson], kept: Sequence[Lesson], rounds: int, rng: random.Random) -> list[Lesson]:
    """Lessons in order, with those of before strewn among them."""
    return _in_order([*found, *(lesson._replace(when=rounds * rng.random()) for lesson in kept)])


def _in_order(found: list[Lesson]) -> list[Lesson]:
    return sorted(found, key=lambda lesson: lesson.when)
