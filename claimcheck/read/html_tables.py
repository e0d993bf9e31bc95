"""Rows of an HTML table while they are read: cells that span columns or rows, and the header."""

from __future__ import annotations

from typing import NamedTuple

_MOST_COLUMNS, _MOST_SPANNED = 100, 200


class _Cell(NamedTuple):
    text: str
    columns: int
    rows: int


class Row:
    """A row of a table while it is read."""

    def __init__(self) -> None:
        self.cells: list[_Cell] = []
        self.open: tuple[int, int, int] | None = None
        self.kinds: set[str] = set()

    def start(self, place: int, tag: str, columns: int, rows: int) -> None:
        """Begins a cell at a place in the row's text."""
        self.open = (place, columns, rows)
        self.kinds.add(tag)

    def end(self, text: str) -> None:
        """Ends the open cell, if there is one, with the row's text so far."""
        if self.open is not None:
            start, columns, rows = self.open
            self.cells.append(_Cell(text[start:].strip(), columns, rows))
            self.open = None

    @property
    def is_header(self) -> bool:
        """Whether all cells are headers."""
        return self.kinds == {"th"}


class Table:
    """What a table's rows pass on: the header, and cells that reach down into later rows."""

    def __init__(self) -> None:
        self.header: tuple[str, ...] = ()
        self.reaching: dict[int, tuple[str, int]] = {}

    def cells(self, row: Row) -> tuple[str, ...]:
        """The texts of a row by column, with those of cells that reach into it."""
        found: list[str] = []
        reaching: dict[int, tuple[str, int]] = {}
        left = list(reversed(row.cells))
        while (left or len(found) in self.reaching) and len(found) < _MOST_COLUMNS:
            if (kept := self.reaching.get(len(found))) is not None:
                if kept[1] > 1:
                    reaching[len(found)] = (kept[0], kept[1] - 1)
                found.append(kept[0])
                continue
            cell = left.pop()
            for _ in range(cell.columns):
                if cell.rows > 1:
                    reaching[len(found)] = (cell.text, cell.rows - 1)
                found.append(cell.text)
        self.reaching = reaching
        return tuple(found)


def span_of(given: dict[str, str], name: str) -> int:
    """How many columns or rows a cell spans, by its attribute; at least one."""
    text = given.get(name, "").strip()[:4]
    return max(1, min(int(text), _MOST_SPANNED)) if text.isascii() and text.isdigit() else 1
