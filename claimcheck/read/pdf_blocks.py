"""From lines in reading order to blocks: headings, paragraphs, items, captions, table rows, bibliographic entries."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind
from claimcheck.read.pdf_headings import Headings
from claimcheck.read.pdf_layout import Zone
from claimcheck.read.pdf_tables import Cells, looks_tabular, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.read.pdf_layout import Line
    from claimcheck.read.pdf_lines import Fragment

_CAPTION = re.compile(
    r"(?:supplementary |extended data )?(?:figure|fig\.?|table|tab\.|algorithm|listing|box|chart|exhibit)\s*"
    r"[A-Z]{0,2}[.-]?\d{0,3}(?:\.\d{1,3})*\s?(?:\([a-z]\)|[a-z])?\s?[:.|–—](?:\s|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:figure|fig\.|table|algorithm)\s+(?:[A-Z]?\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5})(?=\s|$)", re.IGNORECASE
)
_BULLET = re.compile(r"[•▪◦‣●○■□►▶➢➤✓✗⤫✘]|(?:[∗*·–-]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|\[\d{1,3}\])(?:\s|$)")
_MARKED_ENTRY = re.compile(r"\[[^\]\s]{1,12}\](?:\s|$)|\d{1,3}\.(?:\s|$)")
_WORD = re.compile(r"[^\W\d_]{2}")
_SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]]*$")
_FULL_STOP = re.compile(r"[.?!:][\"”’')\]]*$")


@dataclass(slots=True)
class Draft:
    """A block before its text is mended.

    `cells` hold the parts of a table row, `header` their headings; `rest` marks the end of an entry of a bibliography
    that began in another column.
    """

    kind: BlockKind
    lines: list[Line]
    level: int = 0
    cells: list[Cells] = field(default_factory=list)
    header: tuple[str, ...] = ()
    rest: bool = False

    @property
    def parts(self) -> list[Fragment]:
        """All fragments, in reading order."""
        return [part for line in self.lines for part in line.parts]

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]


def draft_blocks(zones: list[Zone], headings: Headings) -> list[Draft]:
    """The blocks of a document, from its zones in reading order."""
    builder = _Builder(zones, headings)
    drafts: list[Draft] = []
    for zone in zones:
        drafts.extend(builder.zone(zone))
    return _joined(_floats_first(drafts))


class _Builder:
    """Cuts zones into drafts; remembers whether the bibliography is being read."""

    def __init__(self, zones: list[Zone], headings: Headings) -> None:
        self._headings = headings
        self._in_references = False
        diffs = Counter(
            round((b.main.baseline - a.main.baseline) / headings.body_size, 1)
            for zone in zones if not zone.table
            for a, b in pairwise(zone.lines)
            if abs(a.main.size - headings.body_size) < 0.6 and abs(b.main.size - headings.body_size) < 0.6
        )  # fmt: skip
        self._leading = max((ratio for ratio, _ in diffs.most_common(1)), default=1.2)

    def zone(self, zone: Zone) -> Iterator[Draft]:
        if zone.table:
            yield from self._table(zone)
            return
        run: list[Line] = []
        for line, rows in self._stretches(zone.lines):
            if rows:
                yield from self._text(run)
                run = []
                yield from self._table(Zone(rows))
            else:
                run.extend(line)
        yield from self._text(run)

    def _stretches(self, lines: list[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
        """Lines of text one by one, and runs of at least two lines with three or more parts: tables without rules."""
        run: list[Line] = []
        for line in lines:
            if len(line.parts) > 2 and not self._in_references:
                run.append(line)
                continue
            yield ([], run) if looks_tabular(run) else (run, [])
            run = []
            yield [line], []
        yield ([], run) if looks_tabular(run) else (run, [])

    def _table(self, zone: Zone) -> Iterator[Draft]:
        for row in table_rows(zone.lines, zone.rules):
            yield Draft(BlockKind.ROW, row.lines, cells=row.cells, header=row.header)

    def _text(self, lines: list[Line]) -> Iterator[Draft]:
        if not lines:
            return
        edges, entries = _edges(lines), _Entries(lines)
        draft: Draft | None = None
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            level = self._headings.level(line, in_references=self._in_references)
            if draft is not None and self._belongs(draft, line, following, level, edges, entries):
                draft.lines.append(line)
                continue
            if draft is not None:
                yield draft
            if level:
                self._in_references = self._headings.opens_references(line)
                draft = Draft(BlockKind.HEADING, [line], level)
            else:
                # An entry of a bibliography may begin like an item; all entries are to be of one kind.
                kind = _kind(line)
                entry = self._in_references and kind is not BlockKind.CAPTION
                rest = entry and draft is None and entries.goes_on(line)
                draft = Draft(BlockKind.PARAGRAPH if entry else kind, [line], rest=rest)
        if draft is not None:
            yield draft

    def _belongs(  # noqa: PLR0913 - what the decision rests on
        self,
        draft: Draft,
        line: Line,
        following: Line | None,
        level: int,
        edges: tuple[float, float],
        entries: _Entries,
    ) -> bool:
        """Whether a line goes on with the block at hand."""
        if draft.kind is BlockKind.HEADING:
            return self._goes_on(draft, line, level)
        if level:
            return False
        if self._in_references and draft.kind is not BlockKind.CAPTION:
            return not (_caption(line) or entries.starts(line, draft.lines[-1]))
        return not self._starts(draft.lines[-1], line, following, *edges)

    def _goes_on(self, draft: Draft, line: Line, level: int) -> bool:
        """Whether a line is the second or third line of a heading."""
        last = draft.lines[-1]
        if draft.level == level == 1:
            return True
        return (
            len(draft.lines) < 4
            and line.main.font == last.main.font
            and abs(line.main.size - last.main.size) < 0.6
            and line.main.baseline - last.main.baseline < 1.6 * line.main.size
            and not self._headings.begins(line)
            and not _BULLET.match(line.text)
            and line.bold == last.bold
            and not self._headings.opens_references(last)
            and self._headings.distinct(line)
        )

    def _starts(self, last: Line, line: Line, following: Line | None, left: float, right: float) -> bool:
        """Whether a line begins a new paragraph, item or caption."""
        size = line.main.size
        step = line.main.baseline - last.main.baseline
        if step > 1.25 * self._leading * size or step < 0 or abs(size - last.main.size) > 0.12 * size:
            return True
        if any(start == 0 for start, _ in line.parts[0].raised):
            return True  # the mark of a footnote
        stopped = bool(_FULL_STOP.search(last.text))
        if _caption(line) and (stopped or line.x0 < left + 2):
            return stopped or step > 1.1 * self._leading * size
        if _BULLET.match(line.text) and (stopped or line.x0 != last.x0):
            return not line.text[0].isdigit() or stopped
        if last.x1 < right - 0.25 * (right - left) and stopped:
            return True
        indent = line.x0 - last.x0
        back = following is None or following.x0 < line.x0 - 0.4 * size
        return 0.5 * size < indent < 5 * size and back and last.x0 < left + 0.4 * size and stopped


class _Entries:
    """Where one entry of a bibliography ends and the next begins: by marks, by hanging indent, else by gaps."""

    def __init__(self, lines: list[Line]) -> None:
        self._marked = sum(bool(_MARKED_ENTRY.match(line.text)) for line in lines) >= 2
        self._left = min(line.x0 for line in lines)
        indented = sum(line.x0 > self._left + 4 for line in lines)
        self._hanging = indented >= 0.25 * len(lines)

    def goes_on(self, line: Line) -> bool:
        """Whether the first line of a column ends an entry from the column before."""
        return not _MARKED_ENTRY.match(line.text) if self._marked else self._hanging and line.x0 > self._left + 4

    def starts(self, line: Line, last: Line) -> bool:
        if self._marked:
            return bool(_MARKED_ENTRY.match(line.text))
        if self._hanging:
            return line.x0 < self._left + 4
        return line.main.baseline - last.main.baseline > 1.35 * line.main.size and bool(_FULL_STOP.search(last.text))


def _edges(lines: list[Line]) -> tuple[float, float]:
    ends = sorted(line.x1 for line in lines)
    starts = sorted(line.x0 for line in lines)
    return starts[len(starts) // 20], ends[-1 - len(ends) // 20]


def _caption(line: Line) -> bool:
    """Whether a line opens a caption: "Table 2:", or the label in bold or capitals without a colon."""
    label = _LABEL.match(line.text)
    return bool(_CAPTION.match(line.text) or (label and (label[0].isupper() or line.parts[0].bold >= label.end() > 0)))


def _kind(line: Line) -> BlockKind:
    if _caption(line):
        return BlockKind.CAPTION
    return BlockKind.ITEM if _BULLET.match(line.text) else BlockKind.PARAGRAPH


# ── over breaks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _floats_first(drafts: list[Draft]) -> list[Draft]:
    """Puts tables and captions that float among the references before them: they belong to the paper's own text."""
    result: list[Draft] = []
    heading = -1
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            heading = len(result) if Headings.opens_references(draft.first) else -1
        if heading >= 0 and draft.kind in {BlockKind.ROW, BlockKind.CAPTION}:
            result.insert(heading, draft)
            heading += 1
        else:
            result.append(draft)
    return result


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Joins a paragraph to its first part, over the end of a column or page and what floats between.

    Scraps without a word, such as the numbers along an axis of a figure, are left out.
    """
    result: list[Draft] = []
    for draft in drafts:
        if draft.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and not any(
            _WORD.search(line.text) for line in draft.lines
        ):
            continue
        home = _home(result, draft) if draft.kind is BlockKind.PARAGRAPH else None
        if draft.rest and result and result[-1].kind is BlockKind.PARAGRAPH:
            home = result[-1]
        if home is None:
            result.append(draft)
        else:
            home.lines.extend(draft.lines)
    return result


def _home(done: list[Draft], draft: Draft) -> Draft | None:
    """The unfinished paragraph that a draft goes on with: it ends without a stop, the draft begins in lower case."""
    if not draft.first.text[:1].islower():
        return None
    size = draft.first.main.size
    for candidate in reversed(done[-60:]):
        last = candidate.lines[-1].main
        if candidate.kind is BlockKind.HEADING or draft.first.main.page - last.page > 1:
            return None
        if candidate.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and abs(last.size - size) < 0.4:
            near = len(candidate.lines[-1].text) > 15 and not _SENTENCE_END.search(candidate.lines[-1].text)
            return candidate if near else None
    return None
