"""One list of works without duplicates, out of what several databases say.

Two records are one work where they share an arXiv id or a DOI, or where their titles agree and neither the authors,
the years nor the arXiv ids speak against it: a preprint and its publication have two DOIs and one title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimcheck.model import FoundWork
from claimcheck.retrieve.identity import is_same_title, meeting_places
from claimcheck.retrieve.people import share_one

# A preprint may wait for its journal; a work further apart is another one, as a yearly report is.
_YEARS_APART = 3
# A part of a title that so many works share tells none from another.
_CROWD = 30
# Fields that another record fills where the best one lacks them.
_FILLED = ("authors", "year", "venue", "arxiv_id", "doi", "abstract", "retracted")


def merge(works: Sequence[FoundWork]) -> list[FoundWork]:
    """Each work once, in the order of its first record, with all that its records say and all who know it.

    The record with an abstract, an identifier and authors leads; others fill what it lacks.
    """
    groups: list[list[FoundWork]] = []
    places: dict[tuple[str, ...], list[int]] = {}
    for work in works:
        crowds = (places.get(key, []) for key in _keys(work))
        near = {place for crowd in crowds if len(crowd) <= _CROWD for place in crowd}
        group, added = [work], len(groups)
        for place in sorted(near, reverse=True):
            if _belong_together(group, groups[place]):
                group = groups[place] + group
                groups[place] = []
                added = min(added, place)
        if added == len(groups):
            groups.append([])
        groups[added] = group
        for key in (key for member in group for key in _keys(member)):
            if added not in places.setdefault(key, []):
                places[key].append(added)
    return [_together(group) for group in groups if group]


def _belong_together(ones: Sequence[FoundWork], others: Sequence[FoundWork]) -> bool:
    """Whether two groups of records are one work: by an identifier, or each record of one with each of the other."""
    pairs = [(one, other) for one in ones for other in others]
    if not pairs or any(one.arxiv_id and other.arxiv_id and one.arxiv_id != other.arxiv_id for one, other in pairs):
        return False
    return any(_identifiers(one) & _identifiers(other) for one, other in pairs) or all(
        _agree(one, other) for one, other in pairs
    )


def _keys(work: FoundWork) -> Iterator[tuple[str, ...]]:
    """Where the same work may be found: by an identifier or by a part of its title."""
    yield from _identifiers(work)
    yield from meeting_places(work.title)


def _identifiers(work: FoundWork) -> set[tuple[str, ...]]:
    named = (("arxiv", work.arxiv_id), ("doi", work.doi))
    return {(kind, value) for kind, value in named if value}


def _agree(one: FoundWork, other: FoundWork) -> bool:
    known = bool(one.authors and other.authors)
    same_people = known and share_one(one.authors, other.authors)
    apart = abs(one.year - other.year) if one.year and other.year else 0
    if (known and not same_people) or apart > _YEARS_APART:
        return False
    both = ((one.title, other.title), (other.title, one.title))
    return any(is_same_title(printed, title, whole=not same_people) for printed, title in both)


def _together(group: Sequence[FoundWork]) -> FoundWork:
    best, *rest = sorted(group, key=_poverty)
    filled = {name: next(filter(None, (getattr(work, name) for work in (best, *rest))), None) for name in _FILLED}
    filled["authors"] = filled["authors"] or ()
    return best.model_copy(update={**filled, "databases": tuple(_each(name for w in group for name in w.databases))})


def _poverty(work: FoundWork) -> tuple[bool, bool, bool, bool]:
    return work.abstract is None, not (work.arxiv_id or work.doi), not work.authors, work.year is None


def _each(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
