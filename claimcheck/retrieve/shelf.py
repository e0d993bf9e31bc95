"""References looked for among the user's own papers: by identifier, and by title where that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.identifiers import ArxivId, parse_arxiv_id
from claimcheck.model import Document, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.folder import Entry, Shelf
from claimcheck.retrieve.identity import Front, front, has_title, is_named_in
from claimcheck.retrieve.outcome import Candidate, name_of_bytes, settle, without
from claimcheck.retrieve.texts import Texts
from claimcheck.words import words

# The stamp that arXiv prints into the margin of a first page: "arXiv:2311.01460v1 [cs.CL] 2 Nov 2023".
_STAMP = re.compile(r"arXiv:(\S{9,20}v\d{1,2})\s{1,3}\[[\w.-]{2,20}\]\s{1,3}\d{1,2} [A-Z][a-z]{2} \d{4}")
_FIRST_PAGE = 8000


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
    text = texts.of_files(entry.file, entry.source)
    if text.document is None:
        return without(reference, ReferenceStatus.UNREADABLE, text.fault or "it cannot be read")
    stamp = stamp_of(texts.of_file(entry.file).document or text.document)
    known = entry.arxiv_id or (None if entry.doi else stamp)
    name = (known.id if known else None) or entry.doi or name_of_bytes(text.sha256)
    candidate = Candidate(
        called=entry.name,
        id=name,
        document=text.document,
        sha256=text.sha256,
        source="folder",
        note=text.note,
        pdf=texts.of_file(entry.file).sha256 or None,
        version=(known.version if known else None) or (stamp.version if stamp and stamp.id == name else None),
    )
    return settle(reference, candidate)


def _by_title(references: Mapping[int, Reference], shelf: Shelf, texts: Texts) -> dict[int, Retrieved]:
    """Matches the rest by title; whole papers are read for it only where something is left to be found."""
    if not references:
        return {}
    anonymous = [entry for entry in shelf.entries if not entry.identified]
    # A file that is known by its id is never taken for another id, only for a reference that prints none.
    all_printed = all(reference.arxiv_id for reference in references.values())
    candidates = anonymous if all_printed else list(shelf.entries)
    texts.start(entry.file for entry in candidates if entry.file and not entry.title)
    fronts = [(entry, _front_of(entry, texts)) for entry in candidates]
    found = {}
    for number, reference in references.items():
        fitting = [
            (entry, itself)
            for entry, itself in fronts
            if not (reference.arxiv_id and entry.identified) and _names_it(reference, itself)
        ]
        if fitting:
            exact = words(reference.title or "")
            fitting.sort(key=lambda pair: (pair[0].file is None, words(pair[1].title or "") != exact))
            found[number] = _first_read(reference, [entry for entry, _ in fitting], texts)
    return found


def _names_it(reference: Reference, paper: Front) -> bool:
    return has_title(reference.title, paper) if reference.title else is_named_in(reference.raw, paper)


def _front_of(entry: Entry, texts: Texts) -> Front:
    """Title and first page of a file; the title in a papers.json is the user's own word and spares the reading."""
    if entry.title or entry.file is None:
        return Front(entry.title, "")
    document = texts.of_file(entry.file).document
    return front(document) if document else Front(None, "")


def stamp_of(document: Document) -> ArxivId | None:
    """The id and version that arXiv stamped on the first page; never a word of the report names a paper."""
    stamp = _STAMP.search(document.text, 0, _FIRST_PAGE)
    return parse_arxiv_id(stamp[1]) if stamp else None
