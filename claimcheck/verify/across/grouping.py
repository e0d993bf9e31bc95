"""Claims of several papers, grouped by what they speak of: who says the same, and where two of them part.

Claims are joined by average linkage (agglomerative clustering; Sokal and Michener, 1958) of the cosines of their
sentences, down to a cautious threshold: two results wrongly under one heading mislead more than two headings for one.
That claims stand together proves no agreement; that is for the verifier to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np

from claimcheck.model import Conflict
from claimcheck.verify.across.itself import conflict_between
from claimcheck.verify.across.sides import exchanged_sides
from claimcheck.verify.encoder import Encoder, Vectors
from claimcheck.verify.opposites import COMPARATIVES, NEGATIONS, POLES
from claimcheck.verify.score import STOP, WORD, content_stems

# The least mean cosine of two groups that are joined, and the most claims that stand together.
_ALIKE, _LARGEST = 0.6, 8
# Phrases in a heading, words in a phrase, letters in a word, and words of a statement that has no phrase.
_PHRASES, _LONGEST_PHRASE, _SHORTEST_WORD, _FEW_WORDS = 2, 3, 4, 4
# No noun ends so, or few do.
_ADJECTIVES = ("ful", "ous", "ive", "able", "ible", "icant", "lar")
_BLANKS_AND_HYPHENS = " -\u2010\u2011\u2013"
# What a phrase gains by every other claim of the group that has its words.
_SHARED = 0.05
# What says a result, or that there is one, and names nothing.
_SAYING = """ones always lost cost costs show shows showed shown find finds found suggest suggests suggested reveal
reveals indicate indicates observe observed demonstrate demonstrates demonstrated report reports
reported yield yields yielded lead leads achieve achieves achieved reach reaches reached outperform
outperforms outperformed gives gave given using used uses often generally consistently significantly
slightly especially particularly mostly mainly nearly almost about around compared contrary expectations
authors results findings study paper experiment experiments overall even only much many more most less
least better best worse worst appear appears seems further likely respectively however whereas cannot
still came made make give help helps very based between across including compare boosts outputs
improvement improvements result results reduce correct achieving shown seen found being due perform performs measured
down away minute minutes second seconds point points percent percentage such"""
_SAYS = frozenset(_SAYING.split()) | COMPARATIVES | NEGATIONS | POLES.keys()


class Told(NamedTuple):
    """A claim to be grouped: what it says, what that is worth for the question, and its paper."""

    statement: str
    worth: float
    paper: str


class Parting(NamedTuple):
    """Two claims of a group, by number, that contradict each other, and what each of them says."""

    first: int
    second: int
    conflict: Conflict


class Grouped(NamedTuple):
    """Claims that speak of the same thing.

    Attributes:
        heading: the most central of their own words.
        members: the claims, by number, the one worth most for the question first.
        worths: what each of them is worth for it.
        partings: the pairs of them that contradict each other.
    """

    heading: str
    members: tuple[int, ...]
    worths: tuple[float, ...]
    partings: tuple[Parting, ...]


def group(claims: Sequence[Told], encoder: Encoder) -> list[Grouped]:
    """The claims in groups, those worth most for the question first. To be called under `one_thread`.

    Args:
        claims: the claims; each comes into one group.
        encoder: gives the vectors.
    """
    if not claims:
        return []
    vectors = np.stack([tokens.sentence for tokens in encoder.tokens_of([claim.statement for claim in claims])])
    groups = []
    for joined in _joined(vectors):
        members = sorted(joined, key=lambda i: (-claims[i].worth, i))
        heading = _heading([claims[i].statement for i in members], vectors[members], encoder)
        worths = tuple(claims[i].worth for i in members)
        groups.append(Grouped(heading, tuple(members), worths, _partings(members, claims)))
    return sorted(groups, key=lambda one: (-one.worths[0], one.members))


def _joined(vectors: Vectors) -> list[list[int]]:
    cosines = vectors @ vectors.T
    groups = [[i] for i in range(len(vectors))]
    while True:
        pairs = (
            (float(np.mean(cosines[np.ix_(groups[a], groups[b])])), -a, -b)
            for a, b in combinations(range(len(groups)), 2)
            if len(groups[a]) + len(groups[b]) <= _LARGEST
        )
        best = max(pairs, default=(0.0, 0, 0))
        if best[0] < _ALIKE:
            return groups
        groups[-best[1]] += groups.pop(-best[2])


def _partings(members: Sequence[int], claims: Sequence[Told]) -> tuple[Parting, ...]:
    found = []
    for one, other in combinations(sorted(members), 2):
        if claims[one].paper != claims[other].paper:
            both = claims[one].statement, claims[other].statement
            conflict = conflict_between(*both) or exchanged_sides(*both)
            # Two papers measured something of their own each: another number is no other result.
            if conflict and conflict.kind != "quantity":
                found.append(Parting(one, other, conflict))
    return tuple(found)


def _heading(statements: Sequence[str], vectors: Vectors, encoder: Encoder) -> str:
    """Two phrases of the first statement: those that lie nearest to the middle of all, and that others share.

    A phrase is up to three neighbouring words that carry meaning, the last of a run of such, for there a noun stands;
    words of direction and of denial stay out, so that no heading says half of a result.
    """
    phrases = list(dict.fromkeys(_phrases(statements[0])))
    if not phrases:
        return " ".join(match[0] for match in islice(WORD.finditer(statements[0]), _FEW_WORDS))
    middle = np.mean(vectors, axis=0)
    said = [set(content_stems(statement)) for statement in statements[1:]]
    worth = {
        phrase: float(tokens.sentence @ middle) + _SHARED * sum(set(content_stems(phrase)) <= stems for stems in said)
        for phrase, tokens in zip(phrases, encoder.tokens_of(phrases), strict=True)
    }
    chosen: list[str] = []
    stems: set[str] = set()
    for phrase in sorted(phrases, key=lambda phrase: -worth[phrase]):
        own = set(content_stems(phrase))
        if own and not own & stems and len(chosen) < _PHRASES:
            chosen.append(phrase)
            stems |= own
    chosen.sort(key=phrases.index)
    heading = " and ".join(chosen)
    return heading[:1].upper() + heading[1:]


def _phrases(statement: str) -> Iterator[str]:
    """The ends of the runs of words that name something, with nothing but blanks or hyphens between them."""
    runs: list[list[re.Match[str]]] = [[]]
    end = 0
    for match in WORD.finditer(statement):
        between = statement[end : match.start()]
        if between.strip(_BLANKS_AND_HYPHENS):
            runs.append([])
        # Behind a part that names nothing: "non-fiction" is no fiction.
        torn = end and between.strip() and not between.strip(_BLANKS_AND_HYPHENS) and not runs[-1]
        end = match.end()
        if _names_something(match[0]) and not torn:
            runs[-1].append(match)
        else:
            runs.append([])
    for run in runs:
        while run and run[-1][0].lower().endswith(_ADJECTIVES):
            run.pop()
        for first in run[-_LONGEST_PHRASE:]:
            # "Adding personas" tells of an act; the noun stands behind it.
            if first is run[-1] or not first[0].lower().endswith(("ing", "ed")):
                yield statement[first.start() : run[-1].end()]


def _names_something(word: str) -> bool:
    low = word.lower()
    named = len(word) >= _SHORTEST_WORD and word[0].isalpha() and not low.endswith("ly")
    return named and low not in STOP and low not in _SAYS
