"""A plan and other words for what it asks about → the same plan with more queries behind its own.

A rule knows how a word is written otherwise; that "myocardial infarction" is a heart attack somebody has to say. What
is said is never trusted to replace anything: the queries of the rules stay, and the concepts keep their own forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import snowballstemmer

from claimcheck.extract.queries import Concept, concepts_of, phrase, side_by_side, tells
from claimcheck.model import ModelInfo, Plan, Query, Term
from claimcheck.words import words

# Every query goes to every database at its own pace, as those of the rules do.
_MOST_QUERIES = 6
# Of a question of more concepts than this, a term is asked for with one other alone: few abstracts speak of all.
_TOGETHER = 3
_FORMS = ("synonym", "narrower", "wider")
_STEMMER = snowballstemmer.stemmer("english")
_Stems = frozenset[tuple[str, ...]]


def widen(question: str, planned: Plan, terms: Sequence[Term], proposed_by: Sequence[ModelInfo]) -> Plan:
    """The plan with up to six more queries, and with the terms as forms of its concepts.

    A wider term is asked for, but it is no form of its concept: who speaks of cognition need not speak of reading. A
    term that the plan knows, or of which no word tells anything, is left out.

    Args:
        question: as it was planned.
        planned: what the rules make of it.
        terms: other words for its concepts, the best first.
        proposed_by: whoever named them.
    """
    fresh = _fresh(planned, terms)
    concepts = concepts_of(question)
    asked = {_stems(query.terms) for query in planned.queries}
    queries: list[Query] = []
    for term in _in_turn(fresh):
        query = Query(text=_query(term, concepts), form=term.form, proposed=True)
        if _stems(query.terms) not in asked and len(queries) < _MOST_QUERIES:
            asked.add(_stems(query.terms))
            queries.append(query)
    if not fresh:
        return planned
    forms = [[t.text for t in fresh if t.concept == place and t.form != "wider"] for place in range(len(concepts))]
    return Plan(
        queries=(*planned.queries, *queries),
        concepts=planned.concepts,
        added=tuple(map(tuple, forms)),
        proposed_by=tuple(proposed_by),
    )


def _fresh(planned: Plan, terms: Sequence[Term]) -> list[Term]:
    """The terms that are new and tell something, as bare words."""
    known = {_stems([form]) for forms in planned.concepts for form in forms}
    found: list[Term] = []
    for term in terms:
        bare = words(term.text)
        there = term.concept is None or term.concept < len(planned.concepts)
        if there and any(map(tells, bare)) and _stems([term.text]) not in known:
            known.add(_stems([term.text]))
            found.append(term.model_copy(update={"text": " ".join(bare)}))
    return found


def _in_turn(terms: Sequence[Term]) -> Iterator[Term]:
    """Every concept's best term first, synonyms before narrower and wider ones, so that none takes all the room."""
    ranks: dict[tuple[int | None, str], int] = {}
    ranked = []
    for place, term in enumerate(terms):
        rank = ranks[term.concept, term.form] = ranks.get((term.concept, term.form), -1) + 1
        ranked.append((rank, _FORMS.index(term.form), place))
    yield from (terms[place] for _, _, place in sorted(ranked))


def _query(term: Term, concepts: Sequence[Concept]) -> str:
    """The term, first so that none of it is cut off, beside the other concepts."""
    others = [concept for place, concept in enumerate(concepts) if place != term.concept]
    if term.concept is None:
        others = [] if " " in term.text else _longest(concepts)
    elif len(concepts) > _TOGETHER:
        others = _longest(others)
    return side_by_side([phrase(term.text), *(concept.loose for concept in others)])


def _longest(concepts: Sequence[Concept]) -> list[Concept]:
    return [max(concepts, key=lambda concept: concept.size)] if concepts else []


def _stems(texts: Sequence[str]) -> _Stems:
    return frozenset(tuple(_STEMMER.stemWords(words(text))) for text in texts)
