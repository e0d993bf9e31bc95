"""Which candidate claims go into a table or a synthesis: the most informative ones that say least again.

A candidate's worth is its weight (what its words and its place promise) and its centrality: its cosine with its
paper's title and with the mean of its paper's candidates. One that has nothing to do with the title is none: exercises
that a figure shows read like results. The candidates are chosen one by one by maximal marginal relevance
(Carbonell and Goldstein, 1998), each time from the papers that have the fewest so far.

Where a question is asked, relevance to it stands for centrality. The larger part is a candidate's cosine with the
question, mixed with that of its paper's title, as a sentence of results rarely names again what it is about; the rest
is the share of the question's concepts that it speaks of, those counting most that few candidates speak of (inverse
document frequency; Spärck Jones, 1972). What is far from the question, or falls far behind the worthiest, is not
offered. That two papers say the same is then no redundancy but agreement, so that a candidate is held against those of
its own paper alone; and a paper that has more on the question may give more. What shares the topic and says nothing of
the relation that is asked for (see `relation`), or not of its subject, is worth less.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np

from claimcheck.model import Candidate
from claimcheck.verify.across.relation import Relation, parted, relation, said
from claimcheck.verify.encoder import Encoder, Vectors
from claimcheck.verify.score import content_stems, stem

# Part of the key under which a choice is kept: raise it when another one is made.
CHOICE_VERSION = "1"
# Of each paper so many candidates, the weightiest, are looked at closely.
_LOOKED_AT = 40
# What a choice weighs worth against unlikeness by, and so for a question, where what lies beside it is no gain.
_CENTRALITY, _RELEVANCE, _RELEVANCE_ASKED = 0.4, 0.7, 0.85
# Below this cosine with the title a sentence is of something else, unless hardly any would be left.
_OFF_TOPIC, _FEWEST = 0.08, 3
# Two sentences as near as this say the same.
_SAME = 0.86
# Of a sentence's nearness to a question its own cosine has this share, and its title's the rest; of its relevance,
# nearness has this one and the words the rest; of its worth, relevance.
_OWN, _NEARNESS, _ASKED = 0.6, 0.65, 0.75
# Below these cosines, alone and with its title, a sentence says nothing on the question; so does one that is worth so
# much less than the worthiest. Of so many a paper are looked at.
_FAR, _FAR_WITH_TITLE, _BEHIND, _LOOKED_AT_FOR_IT = 0.35, 0.38, 0.35, 120
# No paper gives more than these on a question, or than twice its share where the papers are few.
_MOST_OF_ONE = 4
# A sentence that promises no more than this is filler, however near it is.
_FILLER = 0.4
_SHORTEST_DENIED = 5
_RESULTS = frozenset({"finding", "number", "limit"})
# What is left of a sentence's worth where it does not say the relation that is asked for, or not its subject.
_BESIDE, _NO_SUBJECT = 0.65, 0.6
# With so many sentences that answer, those that do not say the relation stay out.
_ENOUGH = 3


class Pool(NamedTuple):
    """The candidates of one paper, in its order."""

    title: str | None
    candidates: Sequence[Candidate]


class Question(NamedTuple):
    """A question: its words, and the concepts that it asks about, each with all its written forms."""

    text: str
    concepts: Sequence[Sequence[str]]


class Choice(NamedTuple):
    """What was chosen for a question.

    Attributes:
        chosen: the candidates, as numbers of pool and candidate, in their order.
        worths: what each of them is worth for the question, about 0 to 1.
        papers: the pools that say anything on the question, those that say most first.
    """

    chosen: list[tuple[int, int]]
    worths: list[float]
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


def choose_for(asked: Question, pools: Sequence[Pool], encoder: Encoder, *, most: int, most_papers: int) -> Choice:
    """The candidates that say most on a question. To be called under `one_thread`.

    Args:
        asked: the question.
        pools: the candidates by paper.
        encoder: gives the vectors.
        most: how many candidates to choose at most.
        most_papers: of how many papers at most; those with the worthiest candidates come in.
    """
    (vector,) = _vectors([asked.text], encoder)
    told = _told(asked, [c.text for pool in pools for c in pool.candidates])
    offers = [offer for paper, pool in enumerate(pools) for offer in _on(vector, told, paper, pool, encoder)]
    worthiest = max((offer.worth for offer in offers), default=0.0)
    offers = [offer for offer in offers if offer.worth >= worthiest - _BEHIND]
    offers = _answering(relation(asked.text, asked.concepts), offers, pools, encoder)
    best: dict[int, float] = {}
    for offer in offers:
        best[offer.paper] = max(offer.worth, best.get(offer.paper, 0.0))
    papers = sorted(best, key=lambda paper: (-best[paper], paper))[:most_papers]
    chosen = _marginal([offer for offer in offers if offer.paper in papers], most, even=False)
    worth = {(offer.paper, offer.place): round(offer.worth, 4) for offer in offers}
    return Choice(chosen, [worth[pair] for pair in chosen], papers)


def _told(asked: Question, texts: Sequence[str]) -> Callable[[str], float]:
    """Gives the share, 0 to 1, of the question's concepts that a sentence speaks of.

    What few of the texts say counts most: a concept by its rarest word, and of a concept said in part each word by the
    square of its inverse document frequency.
    """
    said = Counter(stem for text in texts for stem in _stems(text))
    concepts = [
        [{stem: math.log(1 + len(texts) / (1 + said[stem])) for stem in content_stems(form)} for form in forms]
        for forms in asked.concepts
    ]
    weights = [max((max(form.values(), default=0.0) for form in forms), default=0.0) for forms in concepts]

    def share(text: str) -> float:
        stems = _stems(text)
        parts = [max((_part(form, stems) for form in forms), default=0.0) for forms in concepts]
        return sum(w * part for w, part in zip(weights, parts, strict=True)) / max(sum(weights), 1e-9)

    return share


def unnamed(concepts: Sequence[Sequence[str]], sentences: Sequence[str], titles: Sequence[str] = ()) -> tuple[str, ...]:
    """The concepts, by their first form, of which no sentence has a word in any of its forms, and no title all.

    Args:
        concepts: each with all its written forms.
        sentences: what is said.
        titles: of the papers that say it. A word alone names little there: a paper on retrieval need not be on hybrids.
    """
    said = {stem for text in sentences for stem in _stems(text)}
    titled = [_stems(title) for title in titles]

    def named(form: str) -> bool:
        own = _stems(form)
        return bool(own & said) or any(own <= title for title in titled)

    return tuple(forms[0] for forms in concepts if not any(map(named, forms)))


def _part(form: dict[str, float], stems: set[str]) -> float:
    """How much of a concept's written form a sentence has, 0 to 1."""
    whole = sum(idf**2 for idf in form.values())
    return sum(idf**2 for stem, idf in form.items() if stem in stems) / whole if whole else 0.0


def _stems(text: str) -> set[str]:
    """The stems of a text's words; "unfaithful" speaks of being faithful, too."""
    stems = set(content_stems(parted(text)))
    return stems | {stem.removeprefix("un") for stem in stems if len(stem) > _SHORTEST_DENIED}


def _marginal(offered: Sequence[_Offer], most: int, *, even: bool) -> list[tuple[int, int]]:
    """The chosen ones; `even` gives every paper as many as the others, as long as it has any."""
    offers = list(offered)
    chosen: list[_Offer] = []
    count = dict.fromkeys((offer.paper for offer in offers), 0)
    while offers and len(chosen) < most:
        fewest = min(count[offer.paper] for offer in offers)
        first = even or not fewest
        near = np.array([_nearest(o, [c for c in chosen if even or c.paper == o.paper]) for o in offers])
        share = _RELEVANCE if even else _RELEVANCE_ASKED
        value = [share * offer.worth - (1 - share) * near[i] for i, offer in enumerate(offers)]
        open_to = [i for i, offer in enumerate(offers) if not first or count[offer.paper] == fewest]
        best = max(open_to, key=lambda i: (value[i], -i))
        picked = offers.pop(best)
        if near[best] < _SAME or not count[picked.paper]:
            chosen.append(picked)
            count[picked.paper] += 1
            if not even and count[picked.paper] >= max(_MOST_OF_ONE, most // (2 * len(count))):
                offers = [offer for offer in offers if offer.paper != picked.paper]
    return sorted((offer.paper, offer.place) for offer in chosen)


def _on(asked: Vectors, told: Callable[[str], float], paper: int, pool: Pool, encoder: Encoder) -> list[_Offer]:
    """The offers of a paper that say anything on a question."""
    results = [i for i, c in enumerate(pool.candidates) if c.kind in _RESULTS and c.weight > _FILLER]
    places = sorted(sorted(results, key=lambda i: (-pool.candidates[i].weight, i))[:_LOOKED_AT_FOR_IT])
    title = _vectors([pool.title], encoder)[0] if pool.title else None
    offers = []
    for place, vector in zip(places, _vectors([pool.candidates[i].text for i in places], encoder), strict=True):
        own = float(asked @ vector)
        near = own if title is None else _OWN * own + (1 - _OWN) * float(asked @ title)
        if own >= _FAR and near >= _FAR_WITH_TITLE:
            candidate = pool.candidates[place]
            relevance = _NEARNESS * near + (1 - _NEARNESS) * told(candidate.text)
            offers.append(_Offer(paper, place, _ASKED * relevance + (1 - _ASKED) * candidate.weight, vector))
    return offers


def _answering(wanted: Relation, offers: Sequence[_Offer], pools: Sequence[Pool], encoder: Encoder) -> list[_Offer]:
    """The offers, worth less where they do not say what is asked for or not of whom."""
    texts = [pools[offer.paper].candidates[offer.place].text for offer in offers]
    spoken = sorted({word for text in [*texts, *wanted.forms] for word in said(text)})
    vector = dict(zip(spoken, _vectors(spoken, encoder), strict=True))
    told_by = Counter(stemmed for pool in pools for one in pool.candidates for stemmed in _stems(one.text))
    most = sum(len(pool.candidates) for pool in pools)

    def nearest(word: str, others: Collection[str]) -> float:
        return max((float(vector[word] @ vector[other]) for other in others), default=0.0)

    def rarity(word: str) -> float:
        return math.log(1 + most / (1 + told_by[stem(word)]))

    answering = [wanted.said_by(text) for text in texts]
    naming = [wanted.names(text, nearest, rarity) for text in texts]
    enough = sum(map(all, zip(answering, naming, strict=True))) >= _ENOUGH
    return [
        offer._replace(worth=offer.worth * (answers or _BESIDE) * (1.0 if names else _NO_SUBJECT))
        for offer, answers, names in zip(offers, answering, naming, strict=True)
        if answers or not enough
    ]


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
