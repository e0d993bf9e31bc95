"""Under which circumstance a number stands: "11.6% at 12 months; at 24 months it was 23.9%".

A clause that takes the subject up by "it" or "they" gives another number under another circumstance, which stands
behind the same small word as that of the clause before it. So does "0.22, which shrank to 0.11 in trials that …",
where the first number stands under none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claimcheck.verify.numeric.numbers import prepare
from claimcheck.verify.score import stem

_TAKES_UP = re.compile(
    r"[;,.]\s+(?:and |but |while |whereas )?"
    r"(?P<second>(?P<word>at|in|for|among|with|after|on|under|by)\s[^;.]{2,60}?),?\s(?:it|they|this|these)\s(?:was|were|is|are|had|has|have|fell|rose|reached|stood|dropped|amounted)\b",
    re.IGNORECASE,
)
# "…, which shrank to 0.11 in the six preregistered studies".
_BECOMES = re.compile(
    r",\s(?:which|but|and)\s(?:it\s|this\s)?(?:was|were|is|are|fell|drops?|dropped|shr[aiu]nks?|rose|rises|grew|grows|reache[sd]"
    r"|became|increased|decreased|declined|falls|widened|narrowed)\s(?:[a-z]+\s){0,3}?(?P<number>-?\d[^\s,;]*)(?:\s(?:points?|percent))?\s"
    r"(?P<word>at|in|for|among|with|after|on|under|by|when)\s(?P<second>[^,;.()]{2,60})",
    re.IGNORECASE,
)
# What a circumstance ends before.
_ENDS = r"(?=,|\s(?:was|were|is|are|had|has|have|fell|rose|reached|stood|the|a|an|it|they)\b|[;.]\s|$)"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][\w-]*")
_EMPTY = frozenset(["those", "these", "that", "the", "who", "were", "was", "of", "or", "and", "in", "at", "than"])
# So much of what stands behind the second number is in a claim that means it.
_MEANT = 0.6
_LONGEST = 2_000


class _Pair(NamedTuple):
    """Two circumstances, by the words that only one of them has, and the place where the second clause begins."""

    first: frozenset[str]
    second: frozenset[str]
    border: int


def under_another(claim: str, text: str, place: int) -> bool:
    """Whether the number at a place of a text stands there under another circumstance than the claim names.

    >>> text = "Loss was 11.6% at 12 months; at 24 months it was 23.9%."
    >>> under_another("Loss at 12 months was 23.9%.", text, text.index("23.9"))
    True
    """
    said = _tokens(claim)
    for first, second, border in _pairs(text[:_LONGEST]):
        own, other = (first, second) if place < border else (second, first)
        # "Those" of the second clause have their name in the first: "in patients under 65 …; in those over 65".
        if len(said & other) > len(said & own):
            return True
    folded = prepare(text[:_LONGEST])
    for match in _BECOMES.finditer(folded):
        second = _tokens(match["second"])
        new = second - _tokens(folded[: match.start()])
        meant = bool(new & said) and len(second & said) >= _MEANT * len(second)
        if place < match.start() and meant and match["number"] not in prepare(claim):
            return True
    return False


@lru_cache(maxsize=2_048)
def _pairs(text: str) -> tuple[_Pair, ...]:
    folded = prepare(text)
    found = []
    for match in _TAKES_UP.finditer(folded):
        before = folded[max(0, match.start() - 300) : match.start()]
        before = re.split(r"[;.]\s", before)[-1]
        stands = re.search(rf"\b{match['word']}\s(.{{2,60}}?){_ENDS}", before, re.IGNORECASE)
        if stands is None:
            continue
        first, second = _tokens(stands[1]), _tokens(match["second"])
        if first - second and second - first:
            found.append(_Pair(first - second, second - first, match.start()))
    return tuple(found)


def _tokens(text: str) -> frozenset[str]:
    words = (match[0].lower() for match in _TOKEN.finditer(prepare(text)))
    return frozenset(word if word[0].isdigit() else stem(word) for word in words if word not in _EMPTY)
