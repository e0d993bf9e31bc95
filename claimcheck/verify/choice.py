"""Which candidate claims go into a table or a synthesis: the most informative ones that say least again.

A candidate's worth is its weight (what its words and its place promise) and its centrality: its cosine with its
paper's title and with the mean of its paper's candidates. One that has nothing to do with the title is none: exercises
that a figure shows read like results. The candidates are chosen one by one by maximal marginal relevance
(Carbonell and Goldstein, 1998), each time from the papers that have the fewest so far.

Where a question is asked, relevance to it stands for centrality: a candidate's cosine with the question, mixed with
that of its paper's title, as a sentence of results rarely names again what it is about. What is far from the question
is not offered. That two papers say the same is then no redundancy but agreement, so that a candidate is held against
those of its own paper alone; and a paper that has more on the question may give more.
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
# Of a sentence's relevance to a question its own cosine has this share and its title's the rest; of its worth then,
# relevance has this one.
_OWN, _ASKED = 0.6, 0.75
# Below these, alone and with its title, a sentence says nothing on the question; and of so many a paper are looked at.
_FAR, _FAR_WITH_TITLE, _LOOKED_AT_FOR_IT = 0.35, 0.38, 120
# No paper gives more than these on a question, or than twice its share where the papers are few.
_MOST_OF_ONE = 4
# A sentence that promises no more than this is filler, however near it is.
_FILLER = 0.4
_RESULTS = frozenset({"finding", "number", "limit"})


class Pool(NamedTuple):
    """The candidates of one paper, in its order."""

    title: str | None
    candidates: Sequence[Candidate]


class Choice(NamedTuple):
    """What was chosen for a question.

    Attributes:
        chosen: the candidates, as numbers of pool and candidate, in their order.
        papers: the pools that say anything on the question, those that say most first.
    """

    chosen: list[tuple[int, int]]
    papers: list[int]


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
    return _marginal(offers, most, even=True)


def choose_for(question: str, pools: Sequence[Pool], encoder: Encoder, *, most: int, most_papers: int) -> Choice:
    """The candidates that say most on a question. To be called under `one_thread`.

    Args:
        question: the question.
        pools: the candidates by paper.
        encoder: gives the vectors.
        most: how many candidates to choose at most.
        most_papers: of how many papers at most; those with the worthiest candidates come in.
    """
    (asked,) = _vectors([question], encoder)
    offers = [offer for paper, pool in enumerate(pools) for offer in _on(asked, paper, pool, encoder)]
    best: dict[int, float] = {}
    for offer in offers:
        best[offer.paper] = max(offer.worth, best.get(offer.paper, 0.0))
    papers = sorted(best, key=lambda paper: (-best[paper], paper))[:most_papers]
    return Choice(_marginal([offer for offer in offers if offer.paper in papers], most, even=False), papers)


def relevance(asked: Vectors, sentence: Vectors, title: Vectors | None) -> float:
    """How near a sentence of a paper is to a question, -1 to 1, by their unit vectors."""
    own = float(asked @ sentence)
    return own if title is None else _OWN * own + (1 - _OWN) * float(asked @ title)


def worth_for(near: float, weight: float) -> float:
    """What a sentence is worth for a question: by its relevance, and by how informative it looks."""
    return _ASKED * near + (1 - _ASKED) * weight


def _marginal(offered: Sequence[_Offer], most: int, *, even: bool) -> list[tuple[int, int]]:
    """The chosen ones; `even` gives every paper as many as the others, as long as it has any."""
    offers = list(offered)
    chosen: list[_Offer] = []
    count = dict.fromkeys((offer.paper for offer in offers), 0)
    while offers and len(chosen) < most:
        fewest = min(count[offer.paper] for offer in offers)
        first = even or not fewest
        near = np.array([_nearest(o, [c for c in chosen if even or c.paper == o.paper]) for o in offers])
        value = [_RELEVANCE * offer.worth - (1 - _RELEVANCE) * near[i] for i, offer in enumerate(offers)]
        open_to = [i for i, offer in enumerate(offers) if not first or count[offer.paper] == fewest]
        best = max(open_to, key=lambda i: (value[i], -i))
        picked = offers.pop(best)
        if near[best] < _SAME or not count[picked.paper]:
            chosen.append(picked)
            count[picked.paper] += 1
            if not even and count[picked.paper] >= max(_MOST_OF_ONE, most // (2 * len(count))):
                offers = [offer for offer in offers if offer.paper != picked.paper]
    return sorted((offer.paper, offer.place) for offer in chosen)


def _on(asked: Vectors, paper: int, pool: Pool, encoder: Encoder) -> list[_Offer]:
    """The offers of a paper that say anything on a question."""
    results = [i for i, c in enumerate(pool.candidates) if c.kind in _RESULTS and c.weight > _FILLER]
    places = sorted(sorted(results, key=lambda i: (-pool.candidates[i].weight, i))[:_LOOKED_AT_FOR_IT])
    title = _vectors([pool.title], encoder)[0] if pool.title else None
    offers = []
    for place, vector in zip(places, _vectors([pool.candidates[i].text for i in places], encoder), strict=True):
        near = relevance(asked, vector, title)
        if float(asked @ vector) >= _FAR and near >= _FAR_WITH_TITLE:
            offers.append(_Offer(paper, place, worth_for(near, pool.candidates[place].weight), vector))
    return offers


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
