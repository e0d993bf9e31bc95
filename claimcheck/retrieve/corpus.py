"""The user's own papers as a database among the others: every file that can be read is a work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from claimcheck.identifiers import ArxivId
from claimcheck.model import BlockKind, DatabaseOutcome, Document, FoundWork
from claimcheck.retrieve.databases import Searched
from claimcheck.retrieve.folder import Entry, open_shelf
from claimcheck.retrieve.identity import front
from claimcheck.retrieve.shelf import stamp_of
from claimcheck.retrieve.texts import Read, Texts
from claimcheck.words import collapse

NAME = "papers"
_HEAD, _MOST_BLOCKS, _SHORTEST, _LONGEST = 8000, 200, 150, 2500
_ABSTRACT = re.compile(r"\babstract\b[\s.:—–-]*", re.IGNORECASE)
_AFTER = re.compile(r"\n\s*(?:(?:1|I)\b\.?\s*)?(?:introduction|keywords|index terms)\b", re.IGNORECASE)
# Files that cannot be read are named up to so many.
_FAULTS_TOLD = 5
# `2305` of an arXiv id is May 2023; ids of the old scheme begin with the year behind their slash.
_YEAR = re.compile(r"(?:^|/)(\d\d)\d\d")


def search_papers(papers: Sequence[Path], read: Read, jobs: int = 2) -> Searched | None:
    """All papers that lie under the paths given as `--papers`, with title and abstract out of their documents.

    None where no path is given. A file that cannot be read is counted in the outcome's error.

    Raises:
        InputError: as `open_shelf`.
    """
    if not papers:
        return None
    files = [(entry, entry.file) for entry in open_shelf(papers).entries if entry.file]
    works: list[FoundWork] = []
    faults: list[str] = []
    with Texts(read, jobs) as texts:
        texts.start(file for _, file in files)
        for entry, file in files:
            text = texts.of_file(file)
            if text.document is None:
                faults.append(text.fault or f"{entry.name} cannot be read")
            else:
                works.append(_work(entry, text.document))
    error = f"{len(faults)} of {len(files)} files cannot be read ({_listed(faults)})" if faults else None
    found = tuple(dict.fromkeys(works))
    return Searched(DatabaseOutcome(name=NAME, queries=0, answered=0, found=len(found), error=error), found)


def _listed(faults: Sequence[str]) -> str:
    rest = len(faults) - _FAULTS_TOLD
    return ", ".join([*faults[:_FAULTS_TOLD], *([f"and {rest} more"] if rest > 0 else [])])


def _work(entry: Entry, document: Document) -> FoundWork:
    known = entry.arxiv_id or (None if entry.doi else stamp_of(document))
    abstract = _abstract(document)
    return FoundWork(
        title=entry.title or front(document).title or entry.name,
        year=_year(known),
        arxiv_id=known.id if known else None,
        doi=entry.doi,
        abstract=abstract,
        abstract_from=NAME if abstract else None,
        databases=(NAME,),
    )


def _abstract(document: Document) -> str | None:
    """What stands behind the word, up to the introduction; else the longest paragraph before that."""
    blocks = [block for block in document.blocks if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}]
    head = "\n".join(block.text for block in blocks[:_MOST_BLOCKS])[:_HEAD]
    if found := _ABSTRACT.search(head):
        after = _AFTER.search(head, found.end())
        text = collapse(head[found.end() : after.start() if after else None])[:_LONGEST]
        if len(text) >= _SHORTEST:
            return text
    after = _AFTER.search(head)
    longest = max(head[: after.start() if after else None].split("\n"), key=len)
    return collapse(longest)[:_LONGEST] if len(longest) >= _SHORTEST else None


def _year(known: ArxivId | None) -> int | None:
    found = _YEAR.search(known.id) if known else None
    return (1900 if int(found[1]) > 90 else 2000) + int(found[1]) if found else None
