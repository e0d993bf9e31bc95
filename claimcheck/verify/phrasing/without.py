"""With a thing against without it: "with loss of accuracy", "at the cost of accuracy", "without loss of accuracy"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from claimcheck.model import Conflict
from claimcheck.verify.phrasing.clauses import Words, carries, sentences, share
from claimcheck.verify.score import stem

_PRICES = (("at", "the", "cost", "of"), ("at", "the", "expense", "of"), ("at", "the", "price", "of"))
_NO = (("no",), ("neither",))
# How the stems of what must not come about begin.
_LOSING = re.compile(r"loss|lose|sacrif|compromis|harm|hurt|reduc|degrad|decreas|drop|impair|affect")
_ENDS = frozenset(",.;:!?()") | {"and", "or", "but", "with", "without"}
_REACH, _ALIKE, _MOST = 6, 0.5, 40


class Had(NamedTuple):
    """What a sentence has something with or without.

    Attributes:
        kind: "with", "without", or "price" for what something comes at the cost of.
        things: the stems behind it, nearest first.
        printed: the preposition and the words up to the first thing.
    """

    kind: str
    things: tuple[str, ...]
    printed: str


def without(claim: str, text: str) -> Conflict | None:
    """What the claim has with a thing and the text without it, or the other way."""
    every = {(had.kind, had.things[0]) for _, had in _had(text)}
    for mine, one in _had(claim):
        # What the text speaks of both with and without, it compares.
        for said, other in _had(text) if (one.kind, one.things[0]) not in every else ():
            if _opposed(one, other) and _about_the_same(mine, said):
                return Conflict(kind="negation", claim=one.printed, source=other.printed)
    return None


def _about_the_same(mine: Words, said: Words) -> bool:
    # "With and without" in one sentence compares the two.
    both = any("with" in sentence.words and "without" in sentence.words for sentence in (mine, said))
    return not (both or mine.purpose or said.purpose) and share(mine, said) >= _ALIKE


def _opposed(one: Had, other: Had) -> bool:
    kinds = {one.kind, other.kind}
    if kinds == {"price", "without"}:
        priced, free = (one, other) if one.kind == "price" else (other, one)
        return _LOSING.match(free.things[0]) is not None and priced.things[0] in free.things
    return kinds == {"with", "without"} and one.things[0] == other.things[0]


@lru_cache(maxsize=4_096)
def _had(text: str) -> tuple[tuple[Words, Had], ...]:
    """What the sentences of a text have something with or without."""
    return tuple(
        (sentence, had)
        for sentence in sentences(text)
        for i in range(len(sentence.words))
        if (had := _had_at(sentence, i)) is not None
    )[:_MOST]


def _had_at(sentence: Words, place: int) -> Had | None:
    words = sentence.words
    if words[place] in {"with", "without"}:
        start = place + 1
        kind = "without" if words[start : start + 1] in _NO else words[place]
    elif words[place : place + 4] in _PRICES:
        start, kind = place + 4, "price"
    else:
        return None
    reach = takewhile(lambda j: words[j] not in _ENDS, range(start, min(len(words), start + _REACH)))
    things = [j for j in reach if carries(words[j])]
    if not things:
        return None
    return Had(kind, tuple(stem(words[j]) for j in things), " ".join(sentence.printed[place : things[0] + 1]))
