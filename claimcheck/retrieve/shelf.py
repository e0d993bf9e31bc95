"""References looked for among the user's own papers: by identifier, and by title where that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.identifiers import ArxivId, parse_arxiv_id
from claimcheck.model import Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.folder import Entry, Shelf
from claimcheck.retrieve.identity import Front, front, has_title
from claimcheck.retrieve.outcome import Candidate, settle, without
from claimcheck.retrieve.texts import Text, Texts

# The stamp that arXiv prints into the margin of a first page: "arXiv:2311.01460v1 [cs.CL] 2 Nov 2023".
_STAMP = re.compile(r"arXiv:(\S{9,20}v\d{1,2})\s{1,3}\[[\w.-]{2,20}\]\s{1,3}\d{1,2} [A-Z][a-z]{2} \d{4}")


def find_on_shelf(references: Mapping[int, Reference], shelf: Shelf, texts: Texts) -> dict[int, Retrieved]:
    """What the user's own papers give for each reference; references that nothing there fits are left out."""
    found: dict[int, Retrieved] = {}
    entries = {number: shelf.by_identifier(reference) for number, reference in references.items()}
    texts.start(entry.file for candidates in entries.values() for entry in candidates[:1] if entry.file)
    for number, candidates in entries.items():
        if candidates:
            found[number] = _first_read(references[number], candidates, texts)
    rest = {number: reference for number, reference in references.items() if number not in found}
    return found | _by_title(rest, shelf, texts)


def _first_read(reference: Reference, candidates: Sequence[Entry], texts: Texts) -> Retrieved:
    """The first of several files of the same paper that can be read, or what is wrong with the first."""
    tried = []
    for entry in candidates:
        tried.append(_take(reference, entry, texts))
        if tried[-1].paper:
            return tried[-1]
    return tried[0]


def _take(reference: Reference, entry: Entry, texts: Texts) -> Retrieved:
    if entry.file is None:
        return without(reference, ReferenceStatus.MISSING, "papers.json lists it without a file")
    text = texts.of_file(entry.file)
    if text.document is None:
        return without(reference, ReferenceStatus.UNREADABLE, text.fault or "it cannot be read")
    itself = front(text.document)
    known = entry.arxiv_id or _stamped(itself)
    candidate = Candidate(
        called=entry.name,
        id=_paper_id(reference, entry, text),
        document=text.document,
        sha256=text.sha256,
        source="folder",
        version=known.version if known else None,
    )
    return settle(reference, candidate)


def _by_title(references: Mapping[int, Reference], shelf: Shelf, texts: Texts) -> dict[int, Retrieved]:
    """Matches the rest by title; whole papers are read for it only where something is left to be found."""
    if not any(reference.title for reference in references.values()):
        return {}
    anonymous = [entry for entry in shelf.entries if not entry.identified]
    nameless = any(not (reference.arxiv_id or reference.doi) for reference in references.values())
    candidates = list(shelf.entries) if nameless else anonymous
    texts.start(entry.file for entry in candidates if entry.file and not entry.title)
    found = {}
    for number, reference in references.items():
        fitting = [
            entry
            for entry in (anonymous if reference.arxiv_id else candidates)
            if reference.title and has_title(reference.title, _front_of(entry, texts))
        ]
        if fitting:
            found[number] = _first_read(reference, sorted(fitting, key=lambda entry: entry.file is None), texts)
    return found


def _front_of(entry: Entry, texts: Texts) -> Front:
    """Title and first page of a file; the title in a papers.json is the user's own word and spares the reading."""
    if entry.title or entry.file is None:
        return Front(entry.title, "")
    document = texts.of_file(entry.file).document
    return front(document) if document else Front(None, "")


def _stamped(itself: Front) -> ArxivId | None:
    stamp = _STAMP.search(itself.head)
    return parse_arxiv_id(stamp[1]) if stamp else None


def _paper_id(reference: Reference, entry: Entry, text: Text) -> str:
    printed = parse_arxiv_id(reference.arxiv_id) if reference.arxiv_id else None
    known = entry.arxiv_id or printed
    return (known.id if known else None) or entry.doi or reference.doi or entry.key or f"sha256:{text.sha256[:12]}"
