"""The picture of an audit: its claims by paper and verdict, and how their confidence is spread, ready to be drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.render import wording
from claimcheck.render.clean import clean
from claimcheck.render.page.standing import STANDINGS, standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.model import Audit, AuditedClaim

# The field of the histogram, in units of its drawing, and how many bars it has.
_LEFT, _TOP, _WIDE, _HIGH, _BINS = 30, 24, 360, 120, 20
_MOST_PAPERS = 15


@dataclass(frozen=True)
class Part:
    """A piece of a bar: `standing` names its colour, `start` and `count` are claims."""

    standing: str
    sign: str
    start: int
    count: int


@dataclass(frozen=True)
class PaperBar:
    """One paper's claims: what it is called, its bar in parts, and how many claims cite it."""

    name: str
    title: str
    parts: tuple[Part, ...]
    total: int


@dataclass(frozen=True)
class Box:
    """A rectangle of the histogram with the words for it."""

    standing: str
    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True)
class Line:
    """A threshold: where it stands, and its name; `anchor` is the side of it on which there is room for the name."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Picture:
    """Both drawings. `most` is the number of claims of the longest bar, `highest` that of the highest column."""

    papers: tuple[PaperBar, ...]
    most: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    highest: int
    words: str


def draw(audit: Audit, thresholds: Mapping[str, float]) -> Picture:
    """Lays both drawings out."""
    papers = _papers(audit)
    checked = [claim for claim in audit.claims if claim.confidence is not None]
    columns = _columns(checked)
    highest = max((sum(column.values()) for column in columns), default=0)
    boxes = [box for number, column in enumerate(columns) for box in _boxes(number, column, highest)]
    return Picture(
        papers=papers,
        most=max((paper.total for paper in papers), default=1),
        boxes=tuple(boxes),
        lines=_lines(thresholds),
        highest=highest,
        words=_words(checked, thresholds),
    )


def _papers(audit: Audit) -> tuple[PaperBar, ...]:
    counts: dict[str, Counter[str]] = {}
    for claim in audit.claims:
        keys = ("",) if claim.cited_by in ("list", "none") or not claim.cites else dict.fromkeys(claim.cites)
        for key in keys:
            counts.setdefault(key, Counter())[standing(claim)] += 1
    titles = {reference.key: reference.title for reference in audit.references}
    order = sorted((key for key in counts if key), key=lambda key: -counts[key].total())
    rows = [_bar(clean(key), clean(titles.get(key) or ""), counts[key]) for key in order[:_MOST_PAPERS]]
    if rest := order[_MOST_PAPERS:]:
        together = sum((counts[key] for key in rest), Counter())
        rows.append(_bar(f"{len(rest)} other papers", "", together))
    if "" in counts:
        rows.append(_bar("no paper named", "", counts[""]))
    return tuple(rows)


def _bar(name: str, title: str, count: Counter[str]) -> PaperBar:
    parts, at = [], 0
    for one in STANDINGS:
        if count[one.name]:
            parts.append(Part(one.name, one.sign, at, count[one.name]))
            at += count[one.name]
    return PaperBar(name, title, tuple(parts), at)


def _columns(claims: Sequence[AuditedClaim]) -> list[Counter[str]]:
    columns: list[Counter[str]] = [Counter() for _ in range(_BINS)]
    for claim in claims:
        columns[min(_BINS - 1, int((claim.confidence or 0.0) * _BINS + 1e-9))][standing(claim)] += 1
    return columns


def _boxes(number: int, column: Counter[str], highest: int) -> list[Box]:
    wide, boxes, top = _WIDE / _BINS, [], float(_TOP + _HIGH)
    span = f"{number * 100 // _BINS} to {(number + 1) * 100 // _BINS} in 100"
    for one in reversed(STANDINGS):
        if count := column[one.name]:
            high = _HIGH * count / highest
            top -= high
            label = f"{span}: {wording.plural(count, 'claim')} {one.label}"
            boxes.append(
                Box(one.name, round(_LEFT + number * wide + 1, 2), round(top, 2), wide - 2, round(high, 2), label)
            )
    return boxes


def _lines(thresholds: Mapping[str, float]) -> tuple[Line, ...]:
    names = {"review": "review from", "verified": "verified from"}
    found = [(thresholds[key], name) for key, name in names.items() if key in thresholds]
    return tuple(
        Line(round(_LEFT + _WIDE * at, 2), f"{name} {at * 100:g}", "end" if at > 0.3 else "start") for at, name in found
    )


def _words(claims: Sequence[AuditedClaim], thresholds: Mapping[str, float]) -> str:
    """The histogram in a sentence, for those who do not see it."""
    edges = sorted({0.0, *(thresholds[key] for key in ("review", "verified") if key in thresholds)})
    parts = []
    for low, high in zip(edges, [*edges[1:], 1.01], strict=True):
        number = sum(low <= (claim.confidence or 0.0) < high for claim in claims)
        parts.append(f"{wording.plural(number, 'claim')} from {low * 100:g} to {min(high, 1.0) * 100:g} in 100")
    return "; ".join(parts)
