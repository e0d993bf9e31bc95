"""The reading order of a page: columns found by their gutters, tables by their rules.

A gutter is a vertical strip that the text of two columns keeps free. What lies across it (a title, a wide table)
cuts the page into zones from top to bottom; in each zone the left side is read before the right one, and each side
is searched for gutters again. This is the recursive XY-cut (Nagy and Seth, 1984) with the gutter chosen first, so
that a gap between paragraphs at one height in both columns does not tear the columns apart.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

from claimcheck.read.pdf_lines import Fragment, Page, Rule, split_at_gaps

_NARROWEST = 5.0  # points: the narrowest gutter
_DEEPEST = 6
_CAPTION = re.compile(r"(?:table|figure|fig\.|algorithm)\s+[A-Z]?\d", re.IGNORECASE)
_MANY = 4000  # fragments: beyond this a page is a picture made of letters, and is read from top to bottom


@dataclass(slots=True)
class Line:
    """Fragments side by side: one line of text, or one row of a table."""

    parts: list[Fragment]

    @property
    def x0(self) -> float:
        """The left end."""
        return self.parts[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(part.x1 for part in self.parts)

    @property
    def y0(self) -> float:
        """The top."""
        return min(part.y0 for part in self.parts)

    @property
    def main(self) -> Fragment:
        """The part with most text: its font and baseline stand for the line."""
        return max(self.parts, key=lambda part: len(part.text))

    @property
    def text(self) -> str:
        """The parts, joined by single blanks."""
        return " ".join(part.text for part in self.parts)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(part.bold >= 0.9 * len(part.text) for part in self.parts)


@dataclass(slots=True)
class Zone:
    """Lines that are read one after the other: a piece of one column, or a table with the heights of its rules."""

    lines: list[Line]
    rules: tuple[float, ...] = ()

    @property
    def table(self) -> bool:
        """Whether the lines are rows of a table."""
        return bool(self.rules)


@dataclass(slots=True, eq=False)
class _Table:
    """The box that a table's rules enclose, and the text in it. In the layout it is one piece."""

    x0: float
    y0: float
    x1: float
    y1: float
    fragments: list[Fragment]
    rules: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


_Unit = Fragment | _Table


def reading_order(pages: list[Page]) -> list[list[Zone]]:
    """The zones of each page, in reading order.

    A gutter that most pages share is taken on every page, even where one side holds nothing but a figure's labels.
    """
    units = [_units(page) for page in pages]
    gutters = sorted(gutter for items in units if (gutter := _gutter(items, None)) is not None)
    shared = statistics.median(gutters) if len(gutters) >= max(2, len(pages) / 3) else None
    return [_zones(items, shared) for items in units]


def _units(page: Page) -> list[_Unit]:
    tables = [] if len(page.fragments) > _MANY or len(page.rules) > _MANY else _tables(page)
    loose: list[Fragment] = []
    for fragment in page.fragments:
        middle = (fragment.x0 + fragment.x1) / 2
        home = next(
            (t for t in tables if t.y0 - 1 <= fragment.middle <= t.y1 + 1 and t.x0 - 4 <= middle <= t.x1 + 4), None
        )
        (loose if home is None else home.fragments).append(fragment)
    return [*loose, *(table for table in tables if table.fragments)]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tables(page: Page) -> list[_Table]:
    """Boxes between ruled lines of one width that hold rows of short pieces of text."""
    tables: list[_Table] = []
    rest = list(page.rules)
    while rest:
        first = rest[0]
        same = [rule for rule in rest if abs(rule.x0 - first.x0) < 4 and abs(rule.x1 - first.x1) < 4]
        taken = {id(rule) for rule in same}
        rest = [rule for rule in rest if id(rule) not in taken]
        tables.extend(_between(page, same))
    for table in tables:
        wide = 0.8 * (table.x1 - table.x0)
        inside = (rule.y for rule in page.rules if min(rule.x1, table.x1) - max(rule.x0, table.x0) > wide)
        table.rules = tuple(y for y in inside if table.y0 - 1 <= y <= table.y1 + 1)
    return tables


def _between(page: Page, rules: list[Rule]) -> list[_Table]:
    found: list[_Table] = []
    pending: list[float] = []
    for upper, lower in pairwise(rules):
        inside = [
            f for f in page.fragments
            if upper.y - 1 <= f.middle <= lower.y + 1 and upper.x0 - 4 <= (f.x0 + f.x1) / 2 <= upper.x1 + 4
        ]  # fmt: skip
        rows = _rows(inside)
        if not rows:
            pending = pending or [upper.y]
            continue
        split = [row for row in rows if len(row) > 1]
        mean = sum(len(f.text) for f in inside) / len(inside)
        tabular = len(split) >= 0.5 * len(rows) and (mean < 30 or any(len(row) > 2 for row in split))
        # A lone line between two rules of a table that has begun is a heading inside the table.
        lone = len(rows) == 1 and not inside[0].text.endswith(".") and not _CAPTION.match(inside[0].text)
        if not tabular and not (found and found[-1].y1 == upper.y and lone):
            pending = []
            continue
        if found and found[-1].y1 in (upper.y, *pending):
            found[-1].y1 = lower.y
        else:
            found.append(_Table(upper.x0, upper.y, upper.x1, lower.y, []))
        pending = []
    return found


def _rows(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments gathered by baseline, top to bottom, each row from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.baseline, f.x0)):
        if rows and _level(rows[-1], fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    for row in rows:
        row.sort(key=lambda f: f.x0)
    return rows


def _level(row: list[Fragment], fragment: Fragment) -> bool:
    """Whether a fragment stands on the row's line: same baseline, and no figure label beside a line of text."""
    anchor = max(row, key=lambda f: f.size)
    if abs(anchor.baseline - fragment.baseline) > 0.4 * max(anchor.size, fragment.size):
        return False
    if any(f.x0 < fragment.x1 - 1 and fragment.x0 < f.x1 - 1 and abs(f.baseline - fragment.baseline) > 2 for f in row):
        return False
    far = min(max(fragment.x0 - f.x1, f.x0 - fragment.x1) for f in row) > 2 * anchor.size
    return not far or 0.75 < anchor.size / max(fragment.size, 0.1) < 1.34


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _zones(units: list[_Unit], shared: float | None, depth: int = 0) -> list[Zone]:
    gutter = _gutter(units, shared) if depth < _DEEPEST and len(units) <= _MANY else None
    if gutter is None:
        return _column(units)
    zones: list[Zone] = []
    for across, band in _bands(units, gutter):
        if across:
            # What lies across this gutter may hold others: two boxes side by side under a wide heading.
            zones.extend(_zones(band, None, depth + 1) if len(band) < len(units) else _column(band))
            continue
        left = [unit for unit in band if unit.x0 + unit.x1 < 2 * gutter]
        right = [unit for unit in band if unit.x0 + unit.x1 >= 2 * gutter]
        for side in (left, right):
            zones.extend(_zones(side, None, depth + 1) if side else [])
    return zones


def _column(units: list[_Unit]) -> list[Zone]:
    """A piece of one column, cut where tables stand in it."""
    tables = sorted((unit for unit in units if isinstance(unit, _Table)), key=lambda table: table.y0)
    text = [unit for unit in units if isinstance(unit, Fragment)]
    zones: list[Zone] = []
    for table in tables:
        zones.append(Zone([Line(row) for row in _rows([f for f in text if f.middle < table.middle])]))
        cells = [piece for fragment in table.fragments for piece in split_at_gaps(fragment)]
        zones.append(Zone([Line(row) for row in _rows(cells)], table.rules))
        text = [f for f in text if f.middle >= table.middle]
    zones.append(Zone([Line(row) for row in _rows(text)]))
    return [zone for zone in zones if zone.lines]


def _crosses(unit: _Unit, gutter: float) -> bool:
    """Whether a unit lies across a gutter; a line that merely sticks out of its column does not."""
    out = min(gutter - unit.x0, unit.x1 - gutter)
    return out > min(25.0, max(3.0, 0.15 * (unit.x1 - unit.x0)))


def _bands(units: list[_Unit], gutter: float) -> list[tuple[bool, list[_Unit]]]:
    """The units from top to bottom in bands that lie across the gutter, or on its two sides, in turn."""
    across = [unit for unit in units if _crosses(unit, gutter)]
    marked = []
    for unit in sorted(units, key=lambda unit: (unit.middle, unit.x0)):
        level = any(other.y0 - 1 <= unit.middle <= other.y1 + 1 for other in across)
        marked.append((level, unit))
    return [(flag, [unit for _, unit in group]) for flag, group in groupby(marked, key=lambda pair: pair[0])]


def _gutter(units: list[_Unit], shared: float | None) -> float | None:
    """The gutter with most lines of text on both sides of it, or None in a single column."""
    text = [unit for unit in units if isinstance(unit, Fragment) and len(unit.text) >= 10]
    edges = Counter(round(unit.x0 / 2) for unit in text)
    near = {edge: edges[edge - 1] + times + edges[edge + 1] for edge, times in edges.items()}
    candidates = {
        min(u.x0 for u in text if abs(round(u.x0 / 2) - edge) <= 1) - 2.5 for edge, n in near.items() if n >= 3
    }
    if shared is not None:
        near_shared = {shared, *(x for x in candidates if abs(x - shared) < 9)}
        score, gutter = max((_worth(units, x, 1), x) for x in near_shared)
        if score >= 1:
            return gutter
    worths = {x: _worth(units, x, 12) for x in candidates}
    # Of those that part columns at all, the one that fewest lines run across: the columns of a poster hold others.
    return max(
        (x for x in candidates if worths[x] >= 3),
        key=lambda x: (worths[x] / (1 + sum(_crosses(unit, x) for unit in units)), x),
        default=None,
    )


def _worth(units: list[_Unit], gutter: float, letters: int) -> float:
    """How many lines stand side by side at a gutter, where they are `letters` long in the mean on both sides."""
    total = 0.0
    for across, band in _bands(units, gutter):
        if across:
            continue
        sides = ([u for u in band if u.x0 + u.x1 < 2 * gutter], [u for u in band if u.x0 + u.x1 >= 2 * gutter])
        lines = [[u for u in side if isinstance(u, Fragment)] for side in sides]
        if not all(lines) or not all(_prose(side, letters) for side in lines):
            continue
        edge = sorted(u.x1 for u in lines[0])[-1 - len(lines[0]) // 10]
        if sorted(u.x0 for u in lines[1])[len(lines[1]) // 10] - edge >= _NARROWEST:
            total += min(len(side) for side in lines)
    return total


def _prose(side: list[Fragment], letters: int) -> bool:
    """Whether a side holds text rather than the cells of a table: long in the mean, or with some long lines."""
    return sum(len(u.text) for u in side) >= letters * len(side) or sum(len(u.text) > 2 * letters for u in side) >= 3
