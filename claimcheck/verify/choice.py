"""Which candidate claims go into a table: the most informative ones that say least again.

A candidate's worth is its weight (what its words and its place promise) and its centrality: its cosine with its
paper's title and with the mean of its paper's candidates. One that has nothing to do with the title is none: exercises
that a figure shows read like results. The candidates are chosen one by one by maximal marginal relevance
(Carbonell and Goldstein, 1998), each time from the papers that have the fewest so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from claimcheck.model import Candidate
from claimcheck.verify.encoder import Encoder, Vectors

# Part of the key under which a choice is kept: raise it when another one is made.
CHOICE_VERSION = "1"
# Of each paper so many candidates, the weightiest, are looked at closely.
_LOOKED_AT = 40
_CENTRALITY, _RELEVANCE = 0.4, 0.7
# Below this cosine with the title a sentence is of something else, unless hardly any would be left.
_OFF_TOPIC, _FEWEST = 0.08, 3
# Two sentences as near as this say the same.
_SAME = 0.86


class Pool(NamedTuple):
    """The candidates of one paper, in its order."""

    title: str | None
    candidates: Sequence[Candidate]


class _Offer(NamedTuple):
    paper: int
    place: int
    worth: float
    vector: Vectors


def choose(pools: Sequence[Pool], encoder: Encoder, most: int) -> list[tuple[int, int]]:
    """The chosen candidates, as numbers of pool and candidate, in their order.

    To be called under `one_thread`. Every paper that has candidates gets a row before any gets a second one; where
    there are more papers than rows, those with the worthiest candidates come in.

    Args:
        pools: the candidates by paper.
        encoder: gives the vectors.
        most: how many to choose at most.
    """
    offers = [offer for paper, pool in enumerate(pools) for offer in _offers(paper, pool, encoder)]
    chosen: list[_Offer] = []
    count = dict.fromkeys(range(len(pools)), 0)
    while offers and len(chosen) < most:
        fewest = min(count[offer.paper] for offer in offers)
        near = np.array([_nearest(offer, chosen) for offer in offers])
        value = [_RELEVANCE * offer.worth - (1 - _RELEVANCE) * near[i] for i, offer in enumerate(offers)]
        best = max((i for i, offer in enumerate(offers) if count[offer.paper] == fewest), key=lambda i: (value[i], -i))
        picked = offers.pop(best)
        if near[best] < _SAME or not count[picked.paper]:
            chosen.append(picked)
            count[picked.paper] += 1
    return sorted((offer.paper, offer.place) for offer in chosen)


def _offers(paper: int, pool: Pool, encoder: Encoder) -> list[_Offer]:
    order = sorted(range(len(pool.candidates)), key=lambda i: (-pool.candidates[i].weight, i))[:_LOOKED_AT]
    if not order:
        return []
    places = sorted(order)
    vectors = dict(zip(places, _vectors([pool.candidates[i].text for i in places], encoder), strict=True))
    title = _vectors([pool.title], encoder) if pool.title else []
    near = [i for i in places if all(float(vectors[i] @ vector) >= _OFF_TOPIC for vector in title)]
    places = near if len(near) >= _FEWEST else places
    centres = [np.mean([vectors[i] for i in places], axis=0), *title]
    centres = [centre / max(float(np.linalg.norm(centre)), 1e-9) for centre in centres]
    worth = [_worth(pool.candidates[i], float(np.mean([vectors[i] @ centre for centre in centres]))) for i in places]
    return [_Offer(paper, i, value, vectors[i]) for i, value in zip(places, worth, strict=True)]


def _vectors(texts: Sequence[str], encoder: Encoder) -> list[Vectors]:
    return [tokens.sentence for tokens in encoder.tokens_of(texts)]


def _worth(candidate: Candidate, central: float) -> float:
    return (1 - _CENTRALITY) * candidate.weight + _CENTRALITY * central


def _nearest(offer: _Offer, chosen: Sequence[_Offer]) -> float:
    return max((float(offer.vector @ other.vector) for other in chosen), default=0.0)
