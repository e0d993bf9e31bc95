"""What a report says of a paper (authors, year, title, venue, code) against what the paper, or a catalogue, says.

Cautious, for a report may spell, shorten and date a work in many right ways: a thing is a mismatch only where nothing
that is known bears it out. Titles are held against those of all versions, years against all dates of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.model import Document, Mismatch, Reference
from claimcheck.retrieve.arxiv_api import Record
from claimcheck.retrieve.identity import Front, front, is_misnamed
from claimcheck.retrieve.people import is_group, parts, squeeze, strangers
from claimcheck.retrieve.venues import venues_of
from claimcheck.retrieve.works import Work
from claimcheck.words import collapse, words

_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.]\d)")
# A work may be printed a year before it is on arXiv, and some years later in a journal of which arXiv is not told.
_BEFORE, _AFTER = 1, 2
_ABSTRACT = re.compile(r"\babstract\b", re.IGNORECASE)
_FARTHEST_ABSTRACT = 3000
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
_SHOWN_NAMES, _SHOWN = 3, 100

_NO_CODE = re.compile(r"(?:no|none|unavailable|not (?:publicly |yet )?(?:available|released|public))\b", re.IGNORECASE)
_REPOSITORY = r"(?:https?\s?:\s?/\s?/\s?)?(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)/\s?[\w-]+/\s?[\w.-]*\w"
_OWN_CODE = re.compile(rf"\bcode\b(?P<way>[^.]{{0,100}}?)(?P<link>{_REPOSITORY})", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:available|found|accessed|released?|provided?|shared?|open-sourced?)\b|^\s?:|\bat\s$", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:their|baselines?|originals?|official|authors|adopt\w*|borrow\w*|based on|et al|following|use[sd]?|using"
    r"|from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Known:
    """What is known of a paper beside its text.

    Attributes:
        record: what arXiv says of it.
        works: what catalogues say of it.
        titles: those of all its versions; None where they are not known.
    """

    record: Record | None = None
    works: tuple[Work, ...] = ()
    titles: tuple[str, ...] | None = None


def mismatches(reference: Reference, document: Document, arxiv_id: str | None, known: Known) -> tuple[Mismatch, ...]:
    """What the report says of a paper and the paper does not.

    Args:
        reference: as printed.
        document: the paper's text.
        arxiv_id: the paper's, where it has one.
        known: what arXiv and catalogues say of it.
    """
    itself = front(document)
    page = _first_page(document, itself)
    found = (
        _authors(reference, itself, page, known),
        _year(reference, arxiv_id, known),
        _title(reference, itself, known),
        _venue(reference, document, known),
        _code(reference, document),
    )
    return tuple(mismatch for mismatch in found if mismatch)


def _authors(reference: Reference, itself: Front, page: Page | None, known: Known) -> Mismatch | None:
    # Words in capitals are more often a shout ("RECENT") than a name; venues and words of the title are none.
    title = set(words(itself.title or ""))
    shouts = [
        name
        for name in reference.authors
        if (name.isupper() and len(name) > 3) or venues_of(name) or title.issuperset(words(name))
    ]
    printed = [name for name in reference.authors if parts(name) and name not in shouts]
    authors = _known_authors(known)
    people = [name for name in printed if not is_group(name)]
    unknown = strangers(people, authors) if authors else people if page else []
    # Whom a team is made of, metadata do not tell.
    unknown += [name for name in printed if is_group(name)] if page else []
    if page:
        unknown = [name for name in unknown if not _stands_on(page.bare if is_group(name) else page.above, name)]
        # In two columns the abstract may come before some of the names.
        if len(unknown) < len(printed):
            unknown = [name for name in unknown if not _stands_on(page.whole, name)]
    # One odd name among many right ones is more often a slip of reading than an invention.
    if not unknown or 2 * len(unknown) < len(printed):
        return None
    if authors:
        shown = ", ".join(authors[:_SHOWN_NAMES]) + (" and others" if len(authors) > _SHOWN_NAMES else "")
        source = "arXiv" if known.record else "a catalogue"
    else:
        shown, source = collapse(page.bare if page else "")[:_SHOWN], "its first page"
    return Mismatch(what="authors", printed=", ".join(printed), actual=shown, source=source)


def _known_authors(known: Known) -> list[str]:
    record = known.record.authors if known.record else ()
    return list(dict.fromkeys([*record, *(name for work in known.works for name in work.authors)]))


class Page(NamedTuple):
    """The first page of a PDF: what stands above its abstract, the same without the title's words, and all of it."""

    above: str
    bare: str
    whole: str


def _first_page(document: Document, itself: Front) -> Page | None:
    """Where the authors of a PDF stand; None where they are not clearly there."""
    found = _ABSTRACT.search(itself.head, 0, _FARTHEST_ABSTRACT)
    if document.format != "pdf" or not found:
        return None
    title = set(words(itself.title or ""))
    above = itself.head[: found.start()]
    bare = " ".join(word for word in above.split() if not set(words(word)) <= title)
    named = len(_CAPITALISED.findall(bare)) >= 2 and "anonymous" not in bare.lower()
    return Page(above, bare, itself.head) if named else None


def _stands_on(page: str, name: str) -> bool:
    letters = squeeze(page)
    there = {re.sub(r"\d", "", part) for part in parts(page)}
    return any(part in there or (len(part) > 4 and part in letters) for part in _telling(name))


def _telling(name: str) -> frozenset[str]:
    """The parts of a name; of a team's name without "team" and the like."""
    own = frozenset(part for part in parts(name) if not is_group(part))
    return own or parts(name)


def _year(reference: Reference, arxiv_id: str | None, known: Known) -> Mismatch | None:
    printed = {reference.year, *map(int, _YEAR.findall(reference.raw))} - {None} if reference.year else set()
    dated = list(_years(arxiv_id, known))
    if not printed or not dated:
        return None
    first, last = min(dated), max(dated)
    # Without the dates of the newest version, it may be a year younger.
    latest = last + _AFTER + (0 if known.record or known.works else 1)
    if any(year is not None and first - _BEFORE <= year <= latest for year in printed):
        return None
    source = "arXiv" if arxiv_id else "a catalogue"
    actual = str(first) if first == last else f"{first} to {last}"
    return Mismatch(what="year", printed=str(reference.year), actual=actual, source=source)


def _years(arxiv_id: str | None, known: Known) -> Iterator[int]:
    if record := known.record:
        yield from (int(record.published[:4]), int(record.updated[:4]))
        yield from map(int, _YEAR.findall(f"{record.journal_ref or ''} {record.comment or ''}"))
    yield from (work.year for work in known.works if work.year)
    paper = parse_arxiv_id(arxiv_id) if arxiv_id else None
    if paper and "/" not in paper.id:
        yield 2000 + int(paper.id[:2])


def _title(reference: Reference, itself: Front, known: Known) -> Mismatch | None:
    if known.titles is None or not reference.title or not is_misnamed(reference, itself, known.titles):
        return None
    return Mismatch(what="title", printed=reference.title, actual=known.titles[-1], source="arXiv")


def _venue(reference: Reference, document: Document, known: Known) -> Mismatch | None:
    printed = venues_of(reference.venue or "")
    if len(printed) != 1:
        return None
    record = known.record
    journal = f"published {record.journal_ref}; " if record and record.journal_ref else ""
    said = {
        "arXiv": f"{journal}{record.comment or ''}" if record else "",
        "its first page": document.text[:300] if document.format == "pdf" else "",
        "a catalogue": " ".join(work.venue or "" for work in known.works),
    }
    named = {source: venues_of(text, published=source != "a catalogue") for source, text in said.items()}
    every = frozenset[str]().union(*named.values())
    if len(every) != 1 or every == printed:
        return None
    source = next(source for source, venues in named.items() if venues)
    return Mismatch(what="venue", printed=reference.venue or "", actual=next(iter(every)), source=source)


def _code(reference: Reference, document: Document) -> Mismatch | None:
    if not _NO_CODE.match(reference.code or ""):
        return None
    for found in _OWN_CODE.finditer(document.text):
        lead = document.text[max(0, found.start() - 60) : found.start()].rpartition(".")[2]
        if _GIVEN.search(found["way"]) and not _OTHERS.search(f"{lead} {found['way']}"):
            link = re.sub(r"\s", "", found["link"])
            return Mismatch(what="code", printed=reference.code or "", actual=link, source="its own text")
    return None
