"""Claims of several papers, grouped by what they speak of: who says the same, and where two of them part.

Claims are joined by average linkage (agglomerative clustering; Sokal and Michener, 1958) of the cosines of their
sentences, down to a cautious threshold: two results wrongly under one heading mislead more than two headings for one.
That claims stand together proves no agreement; that is for the verifier to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from claimcheck.model import Conflict
from claimcheck.verify.choice import relevance
from claimcheck.verify.encoder import Encoder, Vectors
from claimcheck.verify.itself import conflict_between
from claimcheck.verify.score import STOP, WORD, content_stems

# The least mean cosine of two groups that are joined, and the most claims that stand together.
_ALIKE, _LARGEST = 0.6, 8
_HEADING_WORDS = 4
_SHORTEST_WORD = 4


class Told(NamedTuple):
    """A claim to be grouped: what it says, its paper, and that paper's title."""

    statement: str
    paper: str
    title: str | None


class Parting(NamedTuple):
    """Two claims of a group, by number, that contradict each other, and what each of them says."""

    first: int
    second: int
    conflict: Conflict


class Grouped(NamedTuple):
    """Claims that speak of the same thing.

    Attributes:
        heading: the most central of their own words.
        members: the claims, by number, the one nearest to the question first.
        relevance: how near that one is to the question, -1 to 1.
        partings: the pairs of them that contradict each other.
    """

    heading: str
    members: tuple[int, ...]
    relevance: float
    partings: tuple[Parting, ...]


def group(question: str, claims: Sequence[Told], encoder: Encoder) -> list[Grouped]:
    """The claims in groups, those nearest to the question first. To be called under `one_thread`.

    Args:
        question: what was asked.
        claims: the claims; each comes into one group.
        encoder: gives the vectors.
    """
    if not claims:
        return []
    vectors = np.stack([tokens.sentence for tokens in encoder.tokens_of([claim.statement for claim in claims])])
    asked = encoder.tokens(question).sentence
    near = [
        relevance(asked, vectors[i], encoder.tokens(claim.title).sentence if claim.title else None)
        for i, claim in enumerate(claims)
    ]
    groups = []
    for joined in _joined(vectors):
        members = sorted(joined, key=lambda i: (-near[i], i))
        heading = _heading([claims[i].statement for i in members], vectors[members], encoder)
        groups.append(Grouped(heading, tuple(members), round(near[members[0]], 4), _partings(members, claims)))
    return sorted(groups, key=lambda one: (-one.relevance, one.members))


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
            conflict = conflict_between(claims[one].statement, claims[other].statement)
            # Two papers measured something of their own each: another number is no other result.
            if conflict and conflict.kind != "quantity":
                found.append(Parting(one, other, conflict))
    return tuple(found)


def _heading(statements: Sequence[str], vectors: Vectors, encoder: Encoder) -> str:
    """The words that most of the statements share and that lie nearest to their middle, as the first one has them."""
    words = [match[0] for match in WORD.finditer(statements[0])]
    shared = Counter(stem for statement in statements for stem in set(content_stems(statement)))
    offered = [i for i, word in enumerate(words) if _names_something(word)]
    if not offered:
        return " ".join(words[:_HEADING_WORDS])
    middle = np.mean(vectors, axis=0)
    nearness = [float(tokens.sentence @ middle) for tokens in encoder.tokens_of([words[i] for i in offered])]
    worth = {
        i: (max((shared[stem] for stem in content_stems(words[i])), default=0) / len(statements)) * (0.2 + max(0.0, at))
        for i, at in zip(offered, nearness, strict=True)
    }
    once = {words[i].lower(): i for i in sorted(offered, key=lambda i: (worth[i], -i))}
    best = sorted(sorted(once.values(), key=lambda i: (-worth[i], i))[:_HEADING_WORDS])
    parts = [words[best[0]]]
    for before, here in zip(best, best[1:], strict=False):
        parts.append((" " if here == before + 1 else ", ") + words[here])
    heading = "".join(parts)
    return heading[:1].upper() + heading[1:]


def _names_something(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and not word[0].isdigit() and word.lower() not in STOP
