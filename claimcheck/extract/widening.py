"""A plan and other words for what it asks about → the same plan with more queries behind its own.

A rule knows how a word is written otherwise; that "myocardial infarction" is a heart attack somebody has to say. What
is said is never trusted to replace anything: the queries of the rules stay, and the concepts keep their own forms.

Whoever names other words for a thing in the question says by it what its things are, better than rules can: a term is
asked for beside the other things that were named, and what nobody named ("lower", "prevent") is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.extract.queries import phrase, side_by_side, tells
from claimcheck.model import ModelInfo, Plan, Query, Term
from claimcheck.words import stem, stems, words

# Every query goes to every database at its own pace, as those of the rules do.
_MOST_QUERIES = 6
# Few abstracts speak of more things than so many others beside the term.
_BESIDE = 2
_FORMS = ("synonym", "narrower", "wider")
_Stems = frozenset[tuple[str, ...]]


class _Place(NamedTuple):
    """A word of a question that tells something: its concept, its number there, and the word."""

    concept: int
    number: int
    word: str


class _Seated(NamedTuple):
    """A term and the words of the question that it stands for, none where it stands for the whole."""

    term: Term
    thing: tuple[_Place, ...]


def widen(planned: Plan, terms: Sequence[Term], proposed_by: Sequence[ModelInfo]) -> Plan:
    """The plan with up to six more queries, and with the terms as forms of its concepts.

    A wider term is asked for, but it is no form of its concept: who speaks of cognition need not speak of reading. Left
    out is a term that the plan knows, of which no word tells anything, or that stands for nothing in the question.

    Args:
        planned: what the rules make of a question.
        terms: other words for what it asks about, the best first.
        proposed_by: whoever named them.
    """
    asked_about = [
        _Place(concept, number, word)
        for concept, forms in enumerate(planned.concepts)
        for number, word in enumerate(forms[0].split())
        if tells(word)
    ]
    seated = [found for term in _fresh(planned, terms) if (found := _seated(term, asked_about))]
    if not seated:
        return planned
    asked = {_stems(query.terms) for query in planned.queries}
    queries: list[Query] = []
    for one in _in_turn(seated):
        query = Query(text=_query(one, seated, asked_about), form=one.term.form, proposed=True)
        if _stems(query.terms) not in asked and len(queries) < _MOST_QUERIES:
            asked.add(_stems(query.terms))
            queries.append(query)
    return Plan(
        queries=(*planned.queries, *queries),
        concepts=planned.concepts,
        added=tuple(_forms(seated, asked_about, planned.concepts)),
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


def _seated(term: Term, asked_about: Sequence[_Place]) -> _Seated | None:
    """The term where its question's words stand, one behind the other; None where they do not."""
    wanted = [stem(word) for word in words(term.of) if tells(word)]
    said = [stem(place.word) for place in asked_about]
    if not wanted or wanted == said:
        return _Seated(term, ()) if wanted or not term.of else None
    for start in range(len(said) - len(wanted) + 1):
        if said[start : start + len(wanted)] == wanted:
            return _Seated(term, tuple(asked_about[start : start + len(wanted)]))
    return None


def _in_turn(seated: Sequence[_Seated]) -> Iterator[_Seated]:
    """The best term for each thing first, synonyms before narrower and wider ones, so that none takes all the room."""
    before: Counter[tuple[tuple[_Place, ...], str]] = Counter()
    ranked = []
    for place, (term, thing) in enumerate(seated):
        ranked.append((before[thing, term.form], _FORMS.index(term.form), place))
        before[thing, term.form] += 1
    yield from (seated[place] for _, _, place in sorted(ranked))


def _query(one: _Seated, seated: Sequence[_Seated], asked_about: Sequence[_Place]) -> str:
    """The term, first so that none of it is cut off, beside the things that it does not stand for."""
    term, thing = one
    if not thing:
        return side_by_side(filter(tells, term.text.split()))
    beside: set[_Place] = set()
    for other in sorted(_others(one, seated), key=lambda other: (-len(other), other))[:_BESIDE]:
        beside |= set(other)
    rest = beside or set(asked_about) - set(thing)
    return side_by_side([phrase(term.text), *(place.word for place in sorted(rest))])


def _forms(
    seated: Sequence[_Seated], asked_about: Sequence[_Place], concepts: Sequence[Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    """For each concept the terms that stand in it, each beside what else of it was named."""
    for concept in range(len(concepts)):
        forms = []
        for one in seated:
            term, thing = one
            if thing and thing[0].concept == concept and term.form != "wider":
                named = {place for other in _others(one, seated) for place in other}
                rest = sorted(place for place in named or set(asked_about) - set(thing) if place.concept == concept)
                forms.append(" ".join([term.text, *(place.word for place in rest)]))
        yield tuple(forms)


def _others(one: _Seated, seated: Sequence[_Seated]) -> set[tuple[_Place, ...]]:
    """The other things of the question that were named."""
    return {other for _, other in seated if other and not set(other) & set(one.thing)}


def _stems(texts: Sequence[str]) -> _Stems:
    return frozenset(tuple(stems(text)) for text in texts)
