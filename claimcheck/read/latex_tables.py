"""The nodes of a LaTeX table, sorted into rows and cells, with the rows above the first rule as its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

_RULES = frozenset({"hline", "midrule", "toprule", "specialrule", "Xhline", "bottomrule"})
_ENDS = frozenset({"\\", "tabularnewline"})
_MOST_HEAD_ROWS, _WIDEST = 3, 100
# Where the number stands among the arguments of the two commands.
_NUMBER = {"multicolumn": 0, "multirow": 1}


class Cell(NamedTuple):
    """The nodes of one cell, and how many columns and rows it spans."""

    nodes: list[Any]
    columns: int = 1
    rows: int = 1


class Said(NamedTuple):
    """What a cell says, and what it spans."""

    text: str
    columns: int
    rows: int


def rows_of(nodes: Iterable[Any], source: Callable[[Any], str]) -> tuple[list[list[Cell]], int]:
    """The rows of a table, and how many of them are its header.

    Args:
        nodes: what stands inside the environment.
        source: the source text of a node.
    """
    rows: list[list[Cell]] = []
    row: list[list[Any]] = [[]]
    head = 0
    for node in [*nodes, None]:
        name = getattr(node, "macroname", None)
        if getattr(node, "specials_chars", None) == "&":
            row.append([])
        elif node is None or name in _ENDS:
            if any(not _is_blank(child) for cell in row for child in cell):
                rows.append([_cell(cell, source) for cell in row])
            row = [[]]
        else:
            if name in _RULES and rows and not head:
                head = len(rows)
            row[-1].append(node)
    return rows, head if 0 < head <= _MOST_HEAD_ROWS and head < len(rows) else 1


def header_of(rows: Sequence[Sequence[Said]]) -> tuple[str, ...]:
    """What stands above each column, from top to bottom; a heading counts for every column that it spans."""
    wide = [[cell.text for cell in row for _ in range(cell.columns)] for row in rows]
    width = max(map(len, wide), default=0)
    return tuple(" ".join(row[i] for row in wide if i < len(row) and row[i]) for i in range(width))


class Carried:
    """Cells that reach down into the rows below them, which have nothing there of their own."""

    def __init__(self) -> None:
        self._down: dict[int, tuple[str, int]] = {}

    def row(self, said: Sequence[Said]) -> tuple[str, ...]:
        """One text a column: what the row says, and what is carried into it from above."""
        if len(said) == 1:
            return (said[0].text,)
        cells: list[str] = []
        for cell in said:
            text, left = self._down.pop(len(cells), ("", 0))
            if left and not cell.text:
                self._down[len(cells)] = (text, left - 1)
            elif cell.rows > 1:
                self._down[len(cells)] = (cell.text, cell.rows - 1)
            cells += [cell.text or (text if left else ""), *[""] * (cell.columns - 1)]
        return tuple(cells)


def _cell(nodes: list[Any], source: Callable[[Any], str]) -> Cell:
    spans = {"multicolumn": 1, "multirow": 1}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop(0)
        name = getattr(node, "macroname", None)
        if name in spans and node.nodeargd:
            arguments = node.nodeargd.argnlist
            number = re.sub(r"\D", "", source(arguments[_NUMBER[name]])) if arguments else ""
            spans[name] = min(int(number[:4] or 1), _WIDEST) or 1
            waiting += getattr(arguments[-1], "nodelist", None) or [] if arguments else []
        elif not _is_blank(node):
            break
    return Cell(nodes, spans["multicolumn"], spans["multirow"])


def _is_blank(node: Any) -> bool:
    """White space, a comment or a rule."""
    kind = type(node).__name__
    if kind == "LatexCharsNode":
        return not node.chars.strip()
    return kind == "LatexCommentNode" or getattr(node, "macroname", None) in _RULES
