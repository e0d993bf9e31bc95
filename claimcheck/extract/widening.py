"""A plan and other words for what it asks about → the same plan with more queries behind its own.

A rule knows how a word is written otherwise; that "myocardial infarction" is a heart attack somebody has to say. What
is said is never trusted to replace anything: the queries of the rules stay, and the concepts keep their own forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import snowballstemmer

from claimcheck.extract.queries import Concept, concepts_of, phrase, side_by_side, tells
from claimcheck.model import ModelInfo, Plan, Query, Term
from claimcheck.words import words

# Every query goes to every database at its own pace, as those of the rules do.
_MOST_QUERIES = 6
# Of a question of more concepts than this, a term is asked for with one other alone: few abstracts speak of all.
_TOGETHER, _PHRASE = 3, 2
_FORMS = ("synonym", "narrower", "wider")
_STEMMER = snowballstemmer.stemmer("english")
_Stems = frozenset[tuple[str, ...]]


class _Seated(NamedTuple):
    """A term in a question: the concept in which it stands, and each concept's words but those it stands for."""

    term: Term
    concept: int | None
    left: tuple[tuple[str, ...], ...]


def widen(question: str, planned: Plan, terms: Sequence[Term], proposed_by: Sequence[ModelInfo]) -> Plan:
    """The plan with up to six more queries, and with the terms as forms of its concepts.

    A wider term is asked for, but it is no form of its concept: who speaks of cognition need not speak of reading. Left
    out is a term that the plan knows, of which no word tells anything, or that stands for nothing in the question.

    Args:
        question: as it was planned.
        planned: what the rules make of it.
        terms: other words for what it asks about, the best first.
        proposed_by: whoever named them.
    """
    concepts = concepts_of(question)
    seated = [found for term in _fresh(planned, terms) if (found := _seated(term, planned))]
    if not seated:
        return planned
    asked = {_stems(query.terms) for query in planned.queries}
    queries: list[Query] = []
    for one in _in_turn(seated):
        query = Query(text=_query(one, concepts), form=one.term.form, proposed=True)
        if _stems(query.terms) not in asked and len(queries) < _MOST_QUERIES:
            asked.add(_stems(query.terms))
            queries.append(query)
    return Plan(
        queries=(*planned.queries, *queries),
        concepts=planned.concepts,
        added=tuple(tuple(_forms(seated, place)) for place in range(len(concepts))),
        proposed_by=tuple(proposed_by),
    )


def _fresh(planned: Plan, terms: Sequence[Term]) -> Iterator[Term]:
    """The terms that are new and tell something, as bare words."""
    known = {_stems([form]) for forms in planned.concepts for form in forms}
    for term in terms:
        bare = words(term.text)
        if any(map(tells, bare)) and _stems([term.text]) not in known:
            known.add(_stems([term.text]))
            yield term.model_copy(update={"text": " ".join(bare)})


def _seated(term: Term, planned: Plan) -> _Seated | None:
    """The term where its question's words stand, one behind the other; None where they do not."""
    own = [tuple(forms[0].split()) for forms in planned.concepts]
    places = [(place, n) for place, said in enumerate(own) for n, word in enumerate(said) if tells(word)]
    stems = [_STEMMER.stemWord(own[place][n]) for place, n in places]
    wanted = [_STEMMER.stemWord(word) for word in words(term.of) if tells(word)]
    if not wanted or wanted == stems:
        return _Seated(term, None, tuple(own)) if wanted or not term.of else None
    starts = range(len(stems) - len(wanted) + 1)
    start = next((start for start in starts if stems[start : start + len(wanted)] == wanted), None)
    if start is None:
        return None
    first, last = places[start], places[start + len(wanted) - 1]
    left = (tuple(w for n, w in enumerate(said) if not first <= (place, n) <= last) for place, said in enumerate(own))
    return _Seated(term, first[0], tuple(left))


def _in_turn(seated: Sequence[_Seated]) -> Iterator[_Seated]:
    """The best term for each thing first, synonyms before narrower and wider ones, so that none takes all the room."""
    before: Counter[tuple[str, str]] = Counter()
    ranked = []
    for place, (term, _, _) in enumerate(seated):
        ranked.append((before[term.of, term.form], _FORMS.index(term.form), place))
        before[term.of, term.form] += 1
    yield from (seated[place] for _, _, place in sorted(ranked))


def _query(seated: _Seated, concepts: Sequence[Concept]) -> str:
    """The term, first so that none of it is cut off, beside what it does not stand for."""
    text, here = seated.term.text, seated.concept
    if here is None:
        # One word alone says too little, and of several together not all stand side by side.
        bare = text.split()
        beside = [] if len(bare) > 1 else [_longest(concepts).loose]
        return side_by_side([phrase(text) if len(bare) <= _PHRASE else " ".join(filter(tells, bare)), *beside])
    others = [place for place in range(len(concepts)) if place != here and seated.left[place]]
    if len(concepts) > _TOGETHER:
        others = sorted(others, key=lambda place: -concepts[place].size)[:1]
    own = " ".join(filter(tells, seated.left[here]))
    return side_by_side(filter(None, [phrase(text), own, *(_part(seated, concepts, place) for place in others)]))


def _part(seated: _Seated, concepts: Sequence[Concept], place: int) -> str:
    """What is asked for of another concept: all of it, or what the term does not stand for."""
    left = seated.left[place]
    return concepts[place].loose if " ".join(left) == concepts[place].forms()[0] else " ".join(filter(tells, left))


def _forms(seated: Sequence[_Seated], place: int) -> Iterator[str]:
    """The concept at a place with the terms in it."""
    for term, concept, left in seated:
        if concept == place and term.form != "wider":
            yield " ".join([term.text, *left[place]])


def _longest(concepts: Sequence[Concept]) -> Concept:
    return max(concepts, key=lambda concept: concept.size)


def _stems(texts: Sequence[str]) -> _Stems:
    return frozenset(tuple(_STEMMER.stemWords(words(text))) for text in texts)
