"""Polarity matcher: does the passage say the opposite, by a direction turned round or a negation?

Direction words ("improves", "lower") and negations are compared only where they stand by the same words in both texts:
"improves coherence" against "hurting … coherence", "is not available" against "is available".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.model import Conflict, Passage
from claimcheck.verify.score import STOP, Score, stem
from claimcheck.words import normalise

# Two axes, never compared with each other: "improves the latency" is no opposite of "reduces the latency". Words that
# set two parties against each other ("outperforms") are left out: who beats whom depends on the order of the names.
_BETTER = """improve improves improved improving improvement better enhance enhances enhanced enhancing help helps
helped benefit benefits benefited superior strengthen strengthens strengthened"""
_WORSE = """worse worsen worsens worsened degrade degrades degraded degrading degradation hurt hurts hurting harm harms
harmed impair impairs impaired deteriorate deteriorates deteriorated inferior weaken weakens weakened"""
_MORE = """increase increases increased increasing raise raises raised rise rises rose gain gains gained boost boosts
boosted higher larger greater faster more grow grows grew grown amplify amplifies amplified longer"""
_LESS = """reduce reduces reduced reducing reduction decrease decreases decreased decreasing drop drops dropped decline
declines declined fall falls fell lower lowers lowered smaller fewer slower less shrink shrinks shrank shorter"""
_SIGN = {
    word: (axis, sign)
    for axis, sign, words in (
        ("quality", 1, _BETTER),
        ("quality", -1, _WORSE),
        ("amount", 1, _MORE),
        ("amount", -1, _LESS),
    )
    for word in words.split()
}
_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "without",
        "neither",
        "nor",
        "cannot",
        "lacks",
        "lack",
        "lacking",
        "fails",
        "fail",
        "failed",
        "unable",
        "none",
        "hardly",
        "n't",
    ]
)
_TOKEN = re.compile(r"n't\b|[^\W_]+(?:-[^\W_]+)*|[.;:!?]|,")
_WINDOW = 4
_NEGATED_WINDOW = 3


class _Reading(NamedTuple):
    """Direction words with axis, sign and the stems beside them; stems under a negation and free of one."""

    directions: tuple[tuple[str, str, int, frozenset[str]], ...]
    negated: dict[str, str]
    plain: frozenset[str]


def polarity(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """1 where nothing opposes, 0 where direction or negation does; the conflict names both words."""
    own = _read(claim)
    return [_score(own, _read(passage.text)) for passage in passages]


def _score(claim: _Reading, passage: _Reading) -> Score:
    conflict = _direction(claim, passage) or _negation(claim, passage)
    return Score(0.0 if conflict else 1.0, conflict=conflict)


def _direction(claim: _Reading, passage: _Reading) -> Conflict | None:
    for word, axis, sign, near in claim.directions:
        shared = [(w, s) for w, a, s, beside in passage.directions if a == axis and near & beside]
        if shared and all(s == -sign for _, s in shared):
            return Conflict(kind="direction", claim=word, source=shared[0][0])
    return None


def _negation(claim: _Reading, passage: _Reading) -> Conflict | None:
    for one, other, flipped in ((claim, passage, False), (passage, claim, True)):
        for stemmed, phrase in one.negated.items():
            common = len((one.plain | set(one.negated)) & (other.plain | set(other.negated)))
            if stemmed in other.plain and stemmed not in other.negated and common >= 2:
                free = phrase.split()[-1]
                return Conflict(kind="negation", claim=free if flipped else phrase, source=phrase if flipped else free)
    return None


def _read(text: str) -> _Reading:
    words = [m[0] for m in _TOKEN.finditer(normalise(text).lower().replace("n't", " n't"))]
    negated: dict[str, str] = {}
    covered: set[int] = set()
    for i, word in enumerate(words):
        if word in _NEGATIONS:
            for j in range(i + 1, min(len(words), i + 1 + _NEGATED_WINDOW)):
                # "does not hurt accuracy" turns the direction round and negates nothing else.
                if not words[j][0].isalnum() or words[j] in _SIGN:
                    break
                if _carries(words[j]):
                    negated.setdefault(stem(words[j]), f"{word} {words[j]}")
                    covered.add(j)
                    break
    directions = []
    for i, word in enumerate(words):
        if word in _SIGN:
            axis, sign = _SIGN[word]
            flip = any(w in _NEGATIONS for w in words[max(0, i - 3) : i])
            directions.append((word, axis, -sign if flip else sign, _beside(words, i)))
    plain = frozenset(stem(w) for i, w in enumerate(words) if i not in covered and _carries(w))
    return _Reading(tuple(directions), negated, plain)


def _beside(words: list[str], place: int) -> frozenset[str]:
    """Stems of the words with meaning near a place, not across the end of a clause."""
    near: set[str] = set()
    for step in (1, -1):
        for j in range(place + step, place + step * (_WINDOW + 1), step):
            if not 0 <= j < len(words) or words[j] in {".", ";", ":", "!", "?"}:
                break
            if _carries(words[j]):
                near.add(stem(words[j]))
    return frozenset(near)


def _carries(word: str) -> bool:
    return word[0].isalpha() and word not in STOP and word not in _SIGN and word not in _NEGATIONS
