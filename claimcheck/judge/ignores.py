"""Waivers inside a report: comments `claimcheck: ignore[CC102] reason`, in Markdown, HTML and LaTeX.

A comment waives its rules (several with commas between them) for the claims and references on its own line, in the
block that it stands in or behind; between two of them, for the one that it follows. Where its line has none, it is
about the next ones, up to the next heading: those on the line where the first of them begins. So it can stand at the
end of a sentence, in the cell of a row, or on a line of its own above.
A comment is what no block shows: what stands in a code block or between backticks is text, and waives nothing.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right, insort
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.judge.rules import located
from claimcheck.judge.waivers import Place, Waiver, fault_of
from claimcheck.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimcheck.model import Audit, Block, Document, Location

_OPENING = r"[ \t]{0,9}claimcheck:[ \t]{0,9}ignore\b"
_HTML = re.compile(rf"<!--\s{{0,99}}{_OPENING}")
_LATEX = re.compile(rf"(?<!\\)(?:\\\\)*%{{1,9}}{_OPENING}(?P<said>[^\n]*)")
_SAID = re.compile(r"\s*(?:\[(?P<rules>[^\[\]]{0,200})\])?[\s:–—-]*(?P<reason>.*)", re.DOTALL)
_MOST = 2000


class _Comment(NamedTuple):
    """A comment that wants to waive something: where it stands, and what follows the word `ignore`."""

    start: int
    end: int
    said: str


class _Subject(NamedTuple):
    """A claim, reference or printed count, which findings point to."""

    file: str
    line: int
    column: int
    end_line: int


def inline_waivers(audit: Audit) -> tuple[Waiver, ...]:
    """The waivers that stand in a report, one for each rule of each comment; at most 2000 comments are read."""
    document = audit.document
    comments = list(islice(_comments(document), _MOST)) if document else []
    if document is None or not comments:
        return ()
    layout = _Layout(audit, document)
    found = []
    for comment in comments:
        match = _SAID.match(comment.said)
        named, said = (match["rules"] or "", match["reason"]) if match else ("", "")
        reason = " ".join(said.split())
        location = located(audit, document.locate(comment.start, comment.end))
        about = layout.about(comment)
        for rule in [name.strip().upper() for name in named.split(",")]:
            fault = fault_of(rule, reason)
            found.append(Waiver("inline", rule, reason, location, places=about, fault=fault))
    return tuple(found)


def _comments(document: Document) -> Iterator[_Comment]:
    if document.format not in _IN:
        return
    found = list(_IN[document.format](document.text))
    shown = _Shown(document.blocks) if found else None
    # The middle of the comment is looked up: what stands beside it may end or begin with the mark of the comment.
    yield from (c for c in found if shown and not shown.has(document.text.index("claimcheck", c.start)))


def _in_html(text: str) -> Iterator[_Comment]:
    at = 0
    while (opening := _HTML.search(text, at)) and (close := text.find("-->", opening.end())) >= 0:
        yield _Comment(opening.start(), close + 3, text[opening.end() : close])
        at = close


def _in_latex(text: str) -> Iterator[_Comment]:
    for match in _LATEX.finditer(text):
        yield _Comment(match.start(), match.end(), match["said"])


_IN = {"markdown": _in_html, "html": _in_html, "latex": _in_latex}


class _Shown:
    """Which characters of a document a reader sees."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        pieces = (piece for block in blocks if block.kind is not BlockKind.MARKER for piece in block.pieces)
        self._runs = sorted((piece.source, piece.source + piece.length) for piece in pieces)

    def has(self, place: int) -> bool:
        index = bisect_right(self._runs, (place, sys.maxsize)) - 1
        return index >= 0 and place < self._runs[index][1]


class _Layout:
    """The blocks of a document in the order of its text, each with the subjects that begin in it."""

    def __init__(self, audit: Audit, document: Document) -> None:
        self._report, self._document = audit, document
        shown = [block for block in document.blocks if block.kind is not BlockKind.MARKER and block.pieces]
        self._blocks = sorted(shown, key=lambda block: block.span)
        self._spans = [block.span for block in self._blocks]
        places = [located(audit, document.locate(*span)) for span in self._spans]
        self._last_lines = [(place.file, place.end_line) for place in places]
        starts = sorted((place.file, place.line, place.column, index) for index, place in enumerate(places))
        self._subjects: list[list[_Subject]] = [[] for _ in self._blocks]
        for location in _locations(audit):
            spot = located(audit, location)
            at = bisect_right(starts, (spot.file, spot.line, spot.column, len(starts))) - 1
            if at >= 0 and starts[at][0] == spot.file:
                subject = _Subject(spot.file, spot.line, spot.column, spot.end_line)
                insort(self._subjects[starts[at][3]], subject)
        # What the first block with subjects has, from each block on, unless a heading comes before.
        self._next: list[list[_Subject]] = [[] for _ in range(len(self._blocks) + 1)]
        for index in reversed(range(len(self._blocks))):
            if self._blocks[index].kind is not BlockKind.HEADING:
                self._next[index] = self._subjects[index] or self._next[index + 1]

    def about(self, comment: _Comment) -> frozenset[Place]:
        """The places of what a comment is about."""
        spot = located(self._report, self._document.locate(comment.start, comment.end))
        index = bisect_right(self._spans, (comment.start, sys.maxsize)) - 1
        behind: list[_Subject] = []
        if index >= 0:
            inside = comment.start < self._spans[index][1]
            file, last = self._last_lines[index]
            here = self._subjects[index] if inside or (file == spot.file and last >= spot.line) else []
            row = inside and self._blocks[index].kind is BlockKind.ROW
            own = [one for one in here if row or one.line <= spot.line <= one.end_line]
            before = [one for one in own if (one.line, one.column) < (spot.line, spot.column)]
            if own:
                # Between two claims of a line, it is about the one that it stands behind.
                return _places(before[-1:] if before and len(before) < len(own) else own)
            behind = [one for one in here if (one.line, one.column) > (spot.line, spot.column)]
        behind = behind or self._next[index + 1]
        return _places(one for one in behind if one.line == min(other.line for other in behind))


def _places(subjects: Iterable[_Subject]) -> frozenset[Place]:
    return frozenset((one.file, one.line, one.column) for one in subjects)


def _locations(audit: Audit) -> Iterator[Location]:
    yield from (claim.location for claim in audit.claims)
    yield from (count.location for count in audit.counts)
    for reference in audit.references:
        yield from filter(None, (reference.location, *reference.listed_again))
