"""What `read` gives: a document with its blocks, spans and places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from pydantic import Field

from claimcheck.model.base import Noun, Span


class BlockKind(StrEnum):
    """What part a block plays on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    QUOTE = "quote"
    CODE = "code"
    MARKER = "marker"


class Piece(Noun):
    """A run of a block's text that stands in the document's text as it is, from `source` on."""

    plain: int
    source: int
    length: int


class Link(Noun):
    """A link inside a block; `start` and `end` are offsets into the block's text."""

    start: int
    end: int
    target: str


class Location(Noun):
    """A place in a report: 1-based lines and columns, the end exclusive; `page` (1-based) for paged documents.

    `file` is the name of another file that the report includes, relative to it, where the place lies in one.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None
    file: str | None = Field(default=None, exclude=True)


class Part(Noun):
    """From `start` on, a document's text stands in `file` (empty: the report itself) from its line and column on."""

    start: int
    file: str
    line: int
    column: int


class Block(Noun):
    """One heading, paragraph, list item, table row, caption or code block of a document.

    `text` is for reading and matching: markup removed, ligatures and line-end hyphens mended. `pieces` lead from any
    place in it back to the document's verbatim text, `sentences` are spans into `text`. `level` is the rank of a
    heading (1 to 6) or the depth of an item (0 is the outermost); of anything else it tells how many items it stands
    in. `number` is what an ordered list prints before its item and `text` leaves out. A row has its `cells` and the
    `header` of its table. A `MARKER` is an HTML comment.
    """

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0
    number: int | None = None
    page: int | None = None
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()

    def source(self, start: int, end: int) -> Span:
        """The span of the document's text that `text[start:end]` was made from."""
        if not self.pieces:
            return (0, 0)
        return self._point(start), max(self._point(start), self._behind(max(start, end - 1)))

    @property
    def span(self) -> Span:
        """The span of the document's text that the whole block was made from."""
        return self.source(0, len(self.text))

    def within(self, start: int, end: int) -> Span | None:
        """The span of `text` that was made from the document's `[start, end)`; None where nothing of it was."""
        places = [
            (p.plain + min(said, max(0, start - p.source)), p.plain + min(said, p.length, end - p.source))
            for p, said in self.said()
            if p.source < end and start < p.source + p.length
        ]
        return (min(a for a, _ in places), max(b for _, b in places)) if places else None

    def said(self) -> Iterator[tuple[Piece, int]]:
        """Each piece with how many characters of `text` it stands for, what was mended behind it among them.

        These are fewer than it has in the document where it is an entity there (`&lt;`).
        """
        ends = [*(piece.plain for piece in self.pieces[1:]), len(self.text)]
        return ((piece, end - piece.plain) for piece, end in zip(self.pieces, ends, strict=False))

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.plain) - 1)

    def _point(self, offset: int) -> int:
        piece = self.pieces[self._index(offset)]
        # A mended place (a ligature, a dropped hyphen) has no twin in the source: it maps to the end of its piece.
        return piece.source + max(0, min(offset - piece.plain, piece.length - 1))

    def _behind(self, offset: int) -> int:
        """Where the source goes on behind a character: what ends with an entity ends behind all of it."""
        index = self._index(offset)
        piece = self.pieces[index]
        end = self.pieces[index + 1].plain if index + 1 < len(self.pieces) else len(self.text)
        return piece.source + piece.length if piece.length > end - piece.plain else self._point(offset) + 1


# Between two runs of one block stand at most a line end and a hyphen; more is something else.
_GAP = 4


class Document(Noun):
    """A report or a paper, read: `text` is verbatim, `pages` the offsets at which pages begin (empty without pages).

    What stands before the first page is on none that is known.

    `parts` say which file each part of the text stands in, for a report of several files (empty for one file).
    """

    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    title: str | None = None
    parts: tuple[Part, ...] = ()

    def locate(self, start: int, end: int) -> Location:
        """Line, column and page of a span of `text`; lines count from the top of the page where there are pages."""
        if self.parts:
            return self._in_parts(start, end)
        page = self.page(start)
        origin = self.pages[page - 1] if page else 0
        starts = _line_starts(self.text)
        top, first, last = (bisect_right(starts, place) for place in (origin, start, end))
        return Location(
            line=first - top + 1,
            column=start - max(starts[first - 1], origin) + 1,
            end_line=last - top + 1,
            end_column=end - max(starts[last - 1], origin) + 1,
            page=page,
        )

    def page(self, place: int) -> int | None:
        """The page that an offset of `text` is on; None before the first, and in a report of several files."""
        return None if self.parts else bisect_right(self.pages, place) or None

    def span(self, location: Location) -> Span:
        """The span of `text` that `locate` gave a location for; empty, at the start, where the text has no such place.

        Args:
            location: from this document. A place that runs from one file into another ends with the first.
        """
        part = None
        if self.parts:
            part = self._part_of(location)
            if part is None:
                return (0, 0)
        start = self._offset(part, location.page, location.line, location.column)
        end = self._offset(part, location.page, location.end_line, location.end_column)
        return (start, end) if 0 <= start <= end <= len(self.text) else (0, 0)

    def _part_of(self, location: Location) -> Part | None:
        """The last part of the location's file that begins at or before it."""
        wanted = (location.line, location.column)
        own = [part for part in self.parts if part.file == (location.file or "")]
        return next((part for part in reversed(own) if (part.line, part.column) <= wanted), None)

    def _offset(self, part: Part | None, page: int | None, line: int, column: int) -> int:
        origin = part.start if part else 0
        if page:
            origin = self.pages[page - 1] if page <= len(self.pages) else len(self.text)
        starts = _line_starts(self.text)
        top = bisect_right(starts, origin)
        # The first line of a page or part may begin in the middle of a line of the text, at a column of its own.
        down = line - (part.line if part else 1)
        if down == 0:
            return origin + column - (part.column if part else 1)
        return starts[min(top + down, len(starts)) - 1] + column - 1

    def quote(self, block: Block, start: int, end: int) -> str:
        """The verbatim words of a part of a block's text, white space collapsed; empty where it has none of its own.

        Tags of HTML and commands of LaTeX are no words: what these say is quoted as it is read.
        What stands between them in the document and is none of the block (a footnote, a table, the foot of a page that
        the sentence runs over) is left out.
        """
        if self.format in {"html", "latex"}:
            return " ".join(block.text[start:end].split())
        runs: list[str] = []
        last = -1
        for piece, said in block.said():
            if piece.plain >= end or piece.plain + max(min(piece.length, said), 1) <= start:
                continue
            left = piece.source + max(0, start - piece.plain)
            right = piece.source + min(piece.length, max(0, end - piece.plain))
            words = self.text[left:right]
            if piece.length > said:  # an entity is quoted as it is read
                right, words = piece.source + piece.length, block.text[piece.plain : piece.plain + said]
            between = self.text[last:left] if 0 <= last <= left else " "
            runs += [between if len(between) <= _GAP else " ", words]
            last = right
        return " ".join("".join(runs).split())

    def _in_parts(self, start: int, end: int) -> Location:
        """As `locate`, in the file where the span begins; the end is where it ends in that file, if it ends there."""
        index = max(0, bisect_right(self.parts, start, key=lambda part: part.start) - 1)
        part = self.parts[index]
        stop = self.parts[index + 1].start if index + 1 < len(self.parts) else len(self.text)
        line, column = self._in_part(part, start)
        end_line, end_column = self._in_part(part, min(end, stop))
        return Location(line=line, column=column, end_line=end_line, end_column=end_column, file=part.file or None)

    def _in_part(self, part: Part, place: int) -> tuple[int, int]:
        breaks = self.text.count("\n", part.start, place)
        if not breaks:
            return part.line, part.column + place - part.start
        return part.line + breaks, place - self.text.rfind("\n", part.start, place)


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin: found once for all the places that are asked for in it."""
    return (0, *(match.end() for match in re.finditer("\n", text)))
