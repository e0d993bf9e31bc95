"""Claimcheck's own marks in a report, and its own table of the papers' claims, which is none of the report's words.

A mark is a comment: `<!-- claimcheck:table -->` in Markdown and HTML, `% claimcheck:table` in LaTeX, and with a slash
before the name where the part ends. `table` holds the claims of the report, `papers` those of the cited papers. Rows of
the latter are known by their header and the line below by its words: in formats without comments too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from claimcheck.model import PAPERS_HEADER, PAPERS_LEGEND, Block, BlockKind, Document, Skipped, Span
from claimcheck.words import collapse

Name = Literal["table", "papers"]
_MARK = re.compile(r"(?:<!--|%)[ \t]*(?P<end>/?)claimcheck:(?P<name>table|papers)[ \t]*(?:-->)?")


class Mark(NamedTuple):
    """One mark, as it was read."""

    name: str
    end: bool


def read_mark(block: Block, name: Name) -> Mark | None:
    """The mark of a name that a comment is, if it is one."""
    found = _MARK.fullmatch(block.text.strip()) if block.kind is BlockKind.MARKER else None
    return Mark(found["name"], bool(found["end"])) if found and found["name"] == name else None


def mark(name: Name, report_format: str, *, end: bool = False) -> str:
    """The comment that marks where a part begins or ends."""
    said = f"{'/' if end else ''}claimcheck:{name}"
    return f"% {said}" if report_format == "latex" else f"<!-- {said} -->"


def between(document: Document, name: Name) -> Span | None:
    """The span between the first two marks of a name, without the marks themselves; None where they are no pair."""
    begin: int | None = None
    for block in document.blocks:
        if found := read_mark(block, name):
            if found.end and begin is not None:
                return begin, block.span[0]
            begin = None if found.end else block.span[1]
    return None


def of_the_papers(block: Block) -> bool:
    """Whether a block is a row of our own table of the papers' claims, or the line below it."""
    if block.kind is BlockKind.ROW:
        return tuple(collapse(cell) for cell in block.header or block.cells) == PAPERS_HEADER
    return collapse(block.text) == PAPERS_LEGEND


def papers_table(document: Document) -> Span | None:
    """Where a report's table of the papers' claims stands: between its marks, or, without them, its rows' lines."""
    if document.format != "text":
        return between(document, "papers")
    rows = [block.span for block in document.blocks if block.kind is BlockKind.ROW and of_the_papers(block)]
    if not rows:
        return None
    start = max(document.text.rfind("\n", 0, rows[0][0]), document.text.rfind("\r", 0, rows[0][0])) + 1
    end = re.compile(r"\r\n|\r|\n|$").search(document.text, rows[-1][1])
    return start, end.end() if end else len(document.text)


def skipped(document: Document) -> Iterator[Skipped]:
    """What the report holds of our own table of the papers' claims."""
    for block in document.blocks:
        if of_the_papers(block):
            yield Skipped(text=collapse(block.text), location=document.locate(*block.span), reason="generated")
