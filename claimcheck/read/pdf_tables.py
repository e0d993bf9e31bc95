"""Rows and cells of a table, from lines whose parts stand apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from claimcheck.read.pdf_lines import Fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.read.pdf_layout import Line

_NUMBER = re.compile(r"[-–−+±~<>≈$€£(]*\d[\d.,±%×xkKMB()∗*†‡/ +−–:-]*\S{0,3}")

Cells = list[Fragment]


@dataclass(slots=True)
class Row:
    """One row: its lines (several where a cell is wrapped), the fragments of each cell, the headings of each cell."""

    lines: list[Line]
    cells: list[Cells]
    header: tuple[str, ...] = ()


def table_rows(lines: list[Line], rules: Sequence[float]) -> list[Row]:
    """The rows of a table, from top to bottom.

    Between two rules (given by their heights) a row is one line, but where the cells hold running text all lines are
    one row, read cell by cell. The first rows without numbers are the header; they end at the second rule.
    """
    rows: list[Row] = []
    head = 0
    bands = [list(band) for _, band in groupby(lines, key=lambda line: bisect_right(rules, line.main.middle))]
    for index, band in enumerate(bands):
        found = _wordy(band) or _by_line(band)
        if index == 0:
            plain = takewhile(lambda row: not any(_is_number(cell) for cell in row.cells), found)
            head = min(4, sum(1 for _ in plain))
        rows.extend(found)
    if 0 < head < len(rows):
        for row in rows[head:]:
            row.header = tuple(_heading(i, cell, rows[:head], len(row.cells)) for i, cell in enumerate(row.cells))
    return rows


def _by_line(lines: list[Line]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        cells = _cells(line)
        if rows and (targets := _wrapped(rows[-1], cells)):
            rows[-1].lines.append(line)
            for cell, target in zip(cells, targets, strict=True):
                rows[-1].cells[target].extend(cell)
        else:
            rows.append(Row([line], cells))
    return rows


def _wordy(lines: list[Line]) -> list[Row]:
    """One row of cells with running text in several lines each, or nothing."""
    parts = [part for line in lines for part in line.parts]
    numbers = sum(_is_number([part]) for part in parts)
    if len(lines) < 3 or numbers > 0.15 * len(parts) or sum(len(part.text) for part in parts) < 15 * len(parts):
        return []
    columns: list[Cells] = []
    edge = 0.0
    for part in sorted(parts, key=lambda part: part.x0):
        if not columns or part.x0 > edge + 1:
            columns.append([])
        columns[-1].append(part)
        edge = max(edge, part.x1)
    return [Row(lines, [sorted(column, key=lambda part: part.baseline) for column in columns])]


def looks_tabular(lines: list[Line]) -> bool:
    """Whether lines of several parts are rows of a table: two or more, with a number in every third cell."""
    parts = [part for line in lines for part in line.parts]
    return len(lines) > 1 and sum(_is_number([part]) for part in parts) >= len(parts) / 3


def _cells(line: Line) -> list[Cells]:
    """The parts of a line; raised or lowered bits that overlap a part belong to it."""
    cells: list[Cells] = []
    for part in line.parts:
        if cells and part.x0 < cells[-1][-1].x1 + 0.15 * part.size:
            cells[-1].append(part)
        else:
            cells.append([part])
    return cells


def _wrapped(row: Row, cells: list[Cells]) -> list[int] | None:
    """Where a line goes on with cells of the row above it: the places of those cells; None for a row of its own.

    It goes on where it has fewer cells, none of them the first or a number, each under a cell with words.
    """
    last = row.lines[-1].main
    first = cells[0][0]
    if len(cells) >= len(row.cells) or first.baseline - last.baseline > 1.45 * last.size:
        return None
    targets: list[int] = []
    for cell in cells:
        under = [i for i, other in enumerate(row.cells) if other[0].x0 - 3 <= cell[0].x0 < other[0].x1 + 3]
        if len(under) != 1 or _is_number(cell) or _is_number(row.cells[under[0]]):
            return None
        targets.append(under[0])
    return targets if targets[0] > 0 and len(set(targets)) == len(targets) else None


def _is_number(cell: Cells) -> bool:
    return bool(_NUMBER.fullmatch(_text(cell)[:40]))


def _text(cell: Cells) -> str:
    return " ".join(part.text for part in cell)


def _heading(index: int, cell: Cells, head: list[Row], width: int) -> str:
    """The headings over a cell, from top to bottom; one that spans several columns counts for the columns near it."""
    x0, x1 = cell[0].x0, max(part.x1 for part in cell)
    names: list[str] = []
    for row in head:
        over = [other for other in row.cells if other[0].x0 < x1 + 1 and max(p.x1 for p in other) > x0 - 1]
        if not over and index > 0 and len(row.cells) < width:
            over = [min(row.cells, key=lambda other: abs(other[0].x0 + other[-1].x1 - x0 - x1))]
        names.extend(_text(other) for other in over)
    return " ".join(names)
