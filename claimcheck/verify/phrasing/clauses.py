"""A text as sentences of words, each word with what stands beside it: what the matchers of polarity read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from claimcheck.verify.opposites import NEGATIONS
from claimcheck.verify.score import STOP, stem
from claimcheck.words import normalise

# The mark within a number ends no clause.
_TOKEN = re.compile(r"n't\b|\d+(?:[.,]\d+)+(?![^\W_])|[^\W_]+(?:-[^\W_]+)*|[.;:!?,()]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[\"*])|;\s")
# What was asked or aimed at is not what was found.
_PURPOSE = re.compile(
    r"\b(?:whether|aim(?:s|ed)?|objectives?|investigat\w*|hypothes\w*|determine|evaluate|assess\w*|examine[ds]?|to test"
    r"|question)\b",
    re.IGNORECASE,
)
# Small words that tell one thing from another all the same.
_TELLING = frozenset(["before", "after", "during", "above", "below", "under", "over"])
_ENDS = frozenset(".;:!?")
# "Not only … but also" denies nothing, and "does not improve it as much" says that it improves it less.
_NO_NEGATION = frozenset(["only", "just", "merely"])
_AS_MUCH = frozenset(["much", "strongly", "often", "frequently", "effectively", "efficiently", "quickly", "pronounced"])
_LESS_REACH = 7
_EXCEPTS = re.compile(r"\b(?:but one|the (?:only |one |sole )?exception|with one exception)\b", re.IGNORECASE)
_REACH, _FARTHEST = 4, 6
_LONGEST, _MOST = 6_000, 60


class Words(NamedTuple):
    """One sentence.

    Attributes:
        words: its words in lower case and its marks.
        printed: the words as printed.
        stems: of its words with meaning.
        negations: the places of its negations.
        purpose: whether it says what was asked, not what was found.
    """

    words: tuple[str, ...]
    printed: tuple[str, ...]
    stems: frozenset[str]
    negations: tuple[int, ...]
    purpose: bool


class Beside(NamedTuple):
    """What stands beside a word: the stems near it, and the nearest one on either side."""

    near: frozenset[str]
    ahead: str | None
    behind: str | None


@lru_cache(maxsize=4_096)
def sentences(text: str) -> tuple[Words, ...]:
    """The sentences of a text; a semicolon ends one."""
    parts = _SENTENCE.split(normalise(text[:_LONGEST]), maxsplit=_MOST)[:_MOST]
    return tuple(_words(part) for part in parts if part.strip())


def _words(sentence: str) -> Words:
    printed = tuple(match[0] for match in _TOKEN.finditer(sentence.replace("n't", " n't")))
    words = tuple(word.lower() for word in printed)
    stems = frozenset(stem(word) for word in words if carries(word))
    negations = tuple(i for i, word in enumerate(words) if word in NEGATIONS and not _denies_nothing(words, i))
    return Words(words, printed, stems, negations, bool(_PURPOSE.search(sentence)))


def _denies_nothing(words: tuple[str, ...], place: int) -> bool:
    """Whether a negation is that of "not only" or of "not … as much"."""
    reach = itertools.takewhile(lambda word: word[0].isalnum(), words[place + 1 : place + 1 + _LESS_REACH])
    behind = list(reach)
    return (bool(behind) and behind[0] in _NO_NEGATION) or any(
        one == "as" and other in _AS_MUCH for one, other in itertools.pairwise(behind)
    )


def carries(word: str) -> bool:
    """Whether a word has a meaning of its own."""
    return word[0].isalpha() and word not in STOP and word not in NEGATIONS


def root(word: str) -> str:
    """The stem of a word that can tell one thing from another, numbers and "before" too; empty for other words."""
    telling = word[0].isalnum() and word not in NEGATIONS and (word not in STOP or word in _TELLING)
    return stem(word) if telling else ""


def roots(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that can tell one thing from another."""
    return frozenset(filter(None, map(root, words)))


def beside(sentence: Words, place: int) -> Beside:
    """The words with meaning near a place, at most four on a side and not across the end of a clause."""
    near: set[str] = set()
    nearest: list[str | None] = [None, None]
    words = sentence.words
    for side, step in ((0, -1), (1, 1)):
        found = 0
        for j in range(place + step, place + step * (_FARTHEST + 1), step):
            if not 0 <= j < len(words) or words[j] in _ENDS:
                break
            if carries(words[j]):
                stemmed = stem(words[j])
                near.add(stemmed)
                nearest[side] = nearest[side] or stemmed
                found += 1
                if found == _REACH:
                    break
    return Beside(frozenset(near), nearest[0], nearest[1])


def excepts(claim: str, text: str) -> bool:
    """Whether a claim names an exception that a source does not: what that tells may be of the one."""
    return _EXCEPTS.search(claim) is not None and _EXCEPTS.search(text) is None


def share(one: Words, other: Words) -> float:
    """The share of the first sentence's words with meaning that the second has, 0 to 1."""
    return len(one.stems & other.stems) / len(one.stems) if one.stems else 0.0
