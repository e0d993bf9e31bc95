"""The report's own text, block by block, with each claim marked in its place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.model import BlockKind
from claimcheck.render.clean import clean, clean_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from claimcheck.model import Audit, AuditedClaim, Block, Document, Span
    from claimcheck.render.page.cards import Card

# Of a longer report the page shows the beginning: browsers are slow with more, and nobody reads it there.
_MOST_TEXT = 3_000_000
_BLOCKS_A_CHUNK = 40


class Piece(NamedTuple):
    """A run of the report's text: within a claim if `cards` says whose, which begins here where `first` is set."""

    text: str
    cards: tuple[Card, ...] = ()
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Line:
    """A block as it is shown: `cells` for a row, else its pieces."""

    level: int
    pieces: tuple[Piece, ...] = ()
    cells: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Blocks of one kind that belong together: a heading, a paragraph, a list, a table with its header."""

    kind: str
    lines: tuple[Line, ...]
    header: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chunk:
    """Some stretches that a browser draws together; a page of a paged report, or a part of a long one."""

    page: int | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class ReportText:
    """The whole; `marked` are the ids of the cards whose claims stand in it, `cut` says that the end is left out."""

    chunks: tuple[Chunk, ...]
    marked: frozenset[str] = field(default_factory=frozenset)
    cut: bool = False


class _Place(NamedTuple):
    span: Span
    card: Card


def report_text(audit: Audit, cards: Mapping[str, Card]) -> ReportText:
    """The text of an audit's report with its claims marked.

    Args:
        audit: an audit; without its document there is no text.
        cards: the card of each claim, by the claim's id.
    """
    document = audit.document
    if document is None:
        return ReportText(())
    places = sorted(_places(document, audit.claims, cards), key=lambda place: place.span)
    marker = _Marker(places)
    blocks, length, depth = [], 0, 0
    for block in document.blocks:
        if block.kind is not BlockKind.MARKER and length < _MOST_TEXT:
            line = marker.line(block)
            if block.kind is BlockKind.HEADING:
                # Reports skip ranks of headings; a screen reader's list of them must not.
                depth = min(max(1, block.level), depth + 1)
                line = replace(line, level=depth)
            blocks.append((block, line))
        length += len(block.text)
    return ReportText(tuple(_chunks(blocks)), frozenset(marker.seen), cut=length > _MOST_TEXT)


def _places(document: Document, claims: Sequence[AuditedClaim], cards: Mapping[str, Card]) -> Iterator[_Place]:
    for claim in claims:
        span = document.span(claim.location)
        if span[0] < span[1]:
            yield _Place(span, cards[claim.id])


class _Marker:
    """Cuts blocks into pieces at the claims that stand in them."""

    def __init__(self, places: list[_Place]) -> None:
        self._places = places
        self._starts = [place.span[0] for place in places]
        # Spans are sorted by where they begin; one of them may be long enough to reach into later blocks.
        self._longest = max((place.span[1] - place.span[0] for place in places), default=0)
        self.seen: set[str] = set()

    def line(self, block: Block) -> Line:
        show = clean_lines if block.kind is BlockKind.CODE else _inner
        marks = self._marks(block)
        if block.kind is not BlockKind.ROW:
            return Line(block.level, tuple(self._pieces(block.text, (0, len(block.text)), marks, show)))
        cells, at = [], 0
        for cell in block.cells:
            start = max(at, block.text.find(cell, at))
            cells.append(tuple(self._pieces(block.text, (start, start + len(cell)), marks, show)))
            at = start + len(cell)
        return Line(0, cells=tuple(cells))

    def _marks(self, block: Block) -> list[tuple[Span, list[Card]]]:
        """The claims of a block as spans of its text that do not overlap, in order."""
        if not block.pieces:
            return []
        start = min(piece.source for piece in block.pieces)
        end = max(piece.source + piece.length for piece in block.pieces)
        low, high = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        found = [
            (span, p.card) for p in self._places[low:high] if (span := block.within(*p.span)) and span[0] < span[1]
        ]
        marks: list[tuple[Span, list[Card]]] = []
        for (a, b), card in sorted(found, key=lambda mark: mark[0]):
            if marks and a < marks[-1][0][1]:
                last, cards = marks[-1]
                marks[-1] = (last[0], max(last[1], b)), [*cards, card]
            else:
                marks.append(((a, b), [card]))
        return marks

    def _pieces(
        self, text: str, span: Span, marks: list[tuple[Span, list[Card]]], show: Callable[[str], str]
    ) -> Iterator[Piece]:
        at, stop = span
        for (start, end), cards in marks:
            a, b = max(start, at), min(end, stop)
            if a >= b:
                continue
            if a > at:
                yield Piece(show(text[at:a]))
            new = not any(card.id in self.seen for card in cards)
            self.seen.update(card.id for card in cards)
            yield Piece(show(text[a:b]), tuple(cards), first=new, last=b == end)
            at = b
        if at < stop:
            yield Piece(show(text[at:stop]))


def _inner(text: str) -> str:
    """A piece of a line made safe to show; the blanks at its ends are kept, as it has neighbours."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{clean(text)}{' ' if after else ''}"


def _chunks(blocks: list[tuple[Block, Line]]) -> Iterator[Chunk]:
    for page, group in groupby(blocks, key=lambda pair: pair[0].page):
        own = list(group)
        for start in range(0, len(own), _BLOCKS_A_CHUNK):
            yield Chunk(page if start == 0 else None, tuple(_stretches(own[start : start + _BLOCKS_A_CHUNK])))


def _stretches(blocks: Iterable[tuple[Block, Line]]) -> Iterator[Stretch]:
    def together(pair: tuple[int, tuple[Block, Line]]) -> object:
        number, (block, _) = pair
        if block.kind is BlockKind.ROW:
            return (block.kind, block.header)
        return block.kind if block.kind is BlockKind.ITEM else number

    for _, group in groupby(enumerate(blocks), key=together):
        own = [pair for _, pair in group]
        block = own[0][0]
        # Without a heading row of its own in the text, a table shows the header that its reader found.
        lines = [line for b, line in own if not (b.kind is BlockKind.ROW and b.cells == b.header)]
        if lines or block.header:
            yield Stretch(block.kind.value, tuple(lines), tuple(map(clean, block.header)))
