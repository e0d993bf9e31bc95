"""A paper's LaTeX source laid beside its PDF: the words and cells of the source, on the pages where they are printed.

A sentence or table row of the source counts where the PDF prints all of its words and numbers, together. So what was
commented out, cut or garbled by a command that nobody knows is no evidence. What only the PDF has is taken from there,
in its place; if that is most of it, the source is not this paper's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.model import Block, BlockKind, Document
from claimcheck.read.eprint_layout import Draft, lay_out
from claimcheck.read.latex_walk import HOLE
from claimcheck.read.sentences import sentence_spans
from claimcheck.read.word_alignment import Word, align, words_of

_FLOATS = frozenset({BlockKind.ROW, BlockKind.CAPTION})
_WHOLE = frozenset({BlockKind.ROW, BlockKind.HEADING, BlockKind.CODE})
# Shares, 0 to 1: of a sentence's words that decide its page, of the PDF's words that the source must account for,
# and of a PDF's sentence below which it is taken from there.
_DECIDES, _SAME_PAPER, _MISSING = 0.2, 0.6, 0.5
# In words: what may lie between the parts of a sentence (a table, say), and the shortest sentence taken from the PDF.
_ASTRAY, _LEAST = 150, 6
_MOST_FILL, _MOST_LEAD = 40, 4
_SENTENCE_END = re.compile(r"[.!?][\"”')\]]*(?=\s|$)")
_EMPTY = re.compile(r"\s*\(\s*\)|\s*\[\s*\]")


class NotThePaper(Exception):  # noqa: N818 - an answer, not a fault
    """The source holds too little of what the PDF prints: a stub, or another paper."""


def beside_page(source: Document, pdf: Document | None) -> Document:
    """The document of a paper from its source, with the pages of its PDF.

    Args:
        source: as `eprint_document` reads it, with holes.
        pdf: the PDF as read; None where there is none, which leaves all pages unknown.

    Returns:
        A document whose text is what a reader sees; see `lay_out`.

    Raises:
        NotThePaper: less than 60% of the PDF's words have their twin in the source.
    """
    if pdf is None:
        drafts = [_draft(block, [(text, None) for text in _plain(block)]) for block in source.blocks]
        return lay_out(drafts, 0, source.title)
    twins = _Twins(source.blocks, pdf)
    if twins.share < _SAME_PAPER:
        raise NotThePaper
    return lay_out(list(twins.drafts()), len(pdf.pages), source.title or pdf.title)


def _plain(block: Block) -> list[str]:
    return [_without_holes(block.text[start:end]) for start, end in _units(block)]


def _units(block: Block) -> tuple[tuple[int, int], ...]:
    return ((0, len(block.text)),) if block.kind in _WHOLE else sentence_spans(block.text)


def _draft(block: Block, sentences: Sequence[tuple[str, int | None]], cells: tuple[str, ...] | None = None) -> Draft:
    cells, header = (tuple(map(_without_holes, row)) for row in (cells or block.cells, block.header))
    return Draft(block.kind, block.level, tuple(pair for pair in sentences if pair[0]), cells, header)


def _without_holes(text: str) -> str:
    return _EMPTY.sub("", re.sub(rf"[ \xa0]*{HOLE}", "", text)).strip() if HOLE in text else text


class _Twins:
    """The words of source and PDF, paired."""

    def __init__(self, source: Sequence[Block], pdf: Document) -> None:
        self.source, self.pdf = source, pdf
        self.here, self.there = words_of([b.text for b in source]), words_of([b.text for b in pdf.blocks])
        self.pages = [self._page_of(word) for word in self.there]
        self.found = align([word.key for word in self.here], [word.key for word in self.there])
        self.number = {id(block): number for number, block in enumerate(source)}
        self.of_block, self.of_printed = _by_block(self.here), _by_block(self.there)
        self._pair_tables()
        # Places of the words that the last sentence took from the PDF for its holes.
        self.borrowed: set[int] = set()

    @property
    def share(self) -> float:
        """The share of the PDF's words that have a twin."""
        return sum(place is not None for place in self.found) / max(1, len(self.there))

    def drafts(self) -> Iterator[Draft]:
        """The blocks of the source as far as they are printed, and between them what only the PDF has."""
        used: list[Draft] = []
        owner: dict[int, int] = {}
        for number, block in enumerate(self.source):
            sentences: list[tuple[str, int | None]] = []
            for start, end in _units(block):
                first, last = self._range(number, start, end)
                page = self._page(first, last)
                if page is not None or block.kind is BlockKind.HEADING:
                    sentences.append((self._filled(block, (start, end)), page))
                    own = {place for place in self.found[first:last] if place is not None}
                    owner |= dict.fromkeys(own | self.borrowed, len(used))
                elif sentences:
                    # What is left out parts a paragraph: nobody shall read over the gap.
                    used.append(_draft(block, sentences))
                    sentences = []
            used.append(_draft(block, sentences, self._cells(block)))
        rest = defaultdict(list)
        for place, draft in self._rest(owner):
            rest[place].append(draft)
        yield from rest[-1]
        for number, draft in enumerate(used):
            yield draft
            yield from rest[number]

    # ── where a stretch of the source is printed ─────────────────────────────────────────────────────────────────────

    def _page_of(self, word: Word) -> int:
        return bisect_right(self.pdf.pages, self.pdf.blocks[word.block].source(word.start, word.end)[0])

    def _range(self, block: int, start: int, end: int) -> tuple[int, int]:
        """The words of the source between two places of a block."""
        return _inside(self.here, self.of_block.get(block, (0, 0)), start, end)

    def _page(self, first: int, last: int) -> int | None:
        """The page on which words of the source begin; None where they are not printed as they stand."""
        places = sorted(place for place in self.found[first:last] if place is not None)
        if not places or len(places) < last - first:
            return None
        middle = places[len(places) // 2]
        if max(places[-1] - middle, middle - places[0]) > len(places) + _ASTRAY:
            return None
        count = Counter(self.pages[place] for place in places)
        return min(page for page, words in count.items() if words >= _DECIDES * len(places))

    def _pair_tables(self) -> None:
        """Pairs what is left of a table with what is left on its page, whatever the order: a PDF's cells have none."""
        free: dict[tuple[int, str], list[int]] = defaultdict(list)
        taken = {place for place in self.found if place is not None}
        for place, word in enumerate(self.there):
            if place not in taken and self.pdf.blocks[word.block].kind is BlockKind.ROW:
                free[self.pages[place], word.key].append(place)
        for first, last in self._tables():
            count = Counter(self.pages[place] for place in self.found[first:last] if place is not None)
            page = count.most_common(1)[0][0] if count else 0
            for i in range(first, last):
                if self.found[i] is None and (places := free[page, self.here[i].key]):
                    self.found[i] = places.pop(0)

    def _tables(self) -> Iterator[tuple[int, int]]:
        """The words of each run of captions and rows."""
        begun: int | None = None
        for number, block in enumerate(self.source):
            first, last = self.of_block.get(number, (0, 0))
            if block.kind in _FLOATS and first < last:
                begun = first if begun is None else begun
                end = last
            elif block.kind not in _FLOATS and begun is not None:
                yield begun, end
                begun = None
        if begun is not None:
            yield begun, end

    # ── citations and references to sections, as the PDF prints them ─────────────────────────────────────────────────

    def _cells(self, block: Block) -> tuple[str, ...]:
        """The cells of a row with their holes filled: a citation may be what a row is about."""
        if not any(HOLE in cell for cell in block.cells):
            return block.cells
        filled, at = [], 0
        for cell in block.cells:
            found = block.text.find(cell, at)
            at = max(at, found + len(cell))
            filled.append(self._filled(block, (found, at)) if cell and found >= 0 else cell)
        return tuple(filled)

    def _filled(self, block: Block, span: tuple[int, int]) -> str:
        """A stretch of the source with its holes filled from between the twins of the words around them."""
        self.borrowed.clear()
        start, end = span
        text = block.text
        first, last = self._range(self.number[id(block)], start, end)
        if HOLE not in text[start:end] or first == last:
            return _without_holes(text[start:end])
        parts: list[str] = []
        edges = [start, *(edge for word in self.here[first:last] for edge in (word.start, word.end)), end]
        for number, (left, right) in enumerate(pairwise(edges)):
            between = text[left:right]
            if HOLE in between:
                between = self._fill(first + number // 2, first, last) or between
            parts.append(between)
        return _without_holes("".join(parts).strip())

    def _fill(self, i: int, first: int, last: int) -> str | None:
        """What the PDF prints before word `i` of the source, as far as it belongs to the sentence `first` to `last`."""
        begins, ends = self.of_block[self.here[first].block]
        fill = self._between(i - 1 if i > begins else None, i if i < ends else None)
        if fill and i == last and (found := list(_SENTENCE_END.finditer(fill))):
            return fill[: found[-1].end()]
        if fill and begins < i == first and (ended := _SENTENCE_END.search(fill)):
            return fill[ended.end() :]
        return fill

    def _between(self, before: int | None, after: int | None) -> str | None:
        """What the PDF prints between the twins of two words, or from one to the edge of its block; None if much."""
        one, other = (self.found[i] if i is not None else None for i in (before, after))
        place = other if one is None else one
        if place is None or (one is None and before is not None) or (other is None and after is not None):
            return None
        block = self.there[place].block
        begins, ends = self.of_printed[block]
        most = _MOST_LEAD if before is None else _MOST_FILL
        start = begins - 1 if one is None else one
        stop = ends if other is None else other
        if not start < stop <= min(start + most + 1, ends):
            return None
        self.borrowed.update(range(start + 1, stop))
        text = self.pdf.blocks[block].text
        return text[0 if one is None else self.there[one].end : len(text) if other is None else self.there[other].start]

    # ── what only the PDF has ────────────────────────────────────────────────────────────────────────────────────────

    def _rest(self, owner: dict[int, int]) -> Iterator[tuple[int, Draft]]:
        """Sentences and rows that nothing in the source accounts for, with the number of the draft that they follow."""
        after, heading = -1, None
        for number, block in enumerate(self.pdf.blocks):
            first, last = self.of_printed.get(number, (0, 0))
            covered = [owner[i] for i in range(first, last) if i in owner]
            if block.kind is BlockKind.HEADING:
                heading = None if covered else block
            else:
                sentences = list(self._unaccounted(block, (first, last), owner))
                if sentences and heading is not None:
                    yield after, _draft(heading, [(heading.text, heading.page)])
                if sentences:
                    yield after, _draft(block, sentences)
                heading = None
            after = covered[-1] if covered else after

    def _unaccounted(self, block: Block, inside: tuple[int, int], owner: dict[int, int]) -> Iterator[tuple[str, int]]:
        for start, end in _units(block):
            words = range(*_inside(self.there, inside, start, end))
            if len(words) >= _LEAST and sum(i in owner for i in words) < _MISSING * len(words):
                yield block.text[start:end], self.pages[words[0]]


def _inside(words: Sequence[Word], block: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The first and behind the last of a block's words that begin between two places of its text."""
    first, last = (bisect_left(words, place, *block, key=lambda word: word.start) for place in (start, end))
    return first, last


def _by_block(words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    """The first and behind the last word of each block."""
    found: dict[int, tuple[int, int]] = {}
    for i, word in enumerate(words):
        found[word.block] = (found.get(word.block, (i, i))[0], i + 1)
    return found
