"""The reliability diagram of an evaluation as an SVG picture, written by hand: it needs no plotting library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from claimcheck.render.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.model.evaluation import Evaluation, Reliability

_COLUMNS = 3
# A panel: its field is a square of 1 by 1, with room for the title above and the axis below and beside it.
_WIDE, _HIGH, _FIELD, _LEFT, _TOP = 260, 290, 190, 52, 44
_LONGEST_NAME = 28
# Characters that XML 1.0 has no way to write, beside those that `clean` replaces.
_NOT_XML = re.compile("[\ufffe\uffff]")
# As attributes, not as a style sheet: some viewers know none.
_FRAME, _DIAGONAL = 'fill="none" stroke="#888"', 'stroke="#888" stroke-dasharray="4 3"'
_TYPE = 'font-family="sans-serif" font-size="11" fill="#222"'
_LINE, _POINT = 'fill="none" stroke="#0a58a8" stroke-width="1.5"', 'fill="#0a58a8"'


def reliability_svg(evaluation: Evaluation) -> str:
    """One panel a set of labelled pairs, and one of all together: predicted against observed share of support.

    A point is a bin of a tenth of the rows; on the dashed line the probabilities are what they claim to be.
    """
    panels = [(name, one.reliability) for name, one in evaluation.sets.items() if one.reliability is not None]
    if len(panels) != 1:
        panels.insert(0, ("all sets", evaluation.pooled))
    columns = min(_COLUMNS, len(panels))
    wide, high = _WIDE * columns, _HIGH * (-(-len(panels) // columns))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" role="img">',
        "<title>Reliability diagram: predicted probability of support against the share that is supported</title>",
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
    ]
    for number, (name, found) in enumerate(panels):
        row, column = divmod(number, columns)
        lines.append(f'<g transform="translate({column * _WIDE} {row * _HIGH})" {_TYPE}>')
        lines += _panel(name, found)
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def _panel(name: str, found: Reliability) -> Iterator[str]:
    right, bottom = _LEFT + _FIELD, _TOP + _FIELD
    middle = _LEFT + _FIELD // 2
    error = "no rows" if found.ece is None else f"n = {found.rows}, calibration error {found.ece:.3f}"
    yield f'<text font-size="13" font-weight="bold" x="{_LEFT}" y="18">{_text(name)}</text>'
    yield f'<text x="{_LEFT}" y="35">{error}</text>'
    yield f'<rect {_FRAME} x="{_LEFT}" y="{_TOP}" width="{_FIELD}" height="{_FIELD}"/>'
    yield f'<line {_DIAGONAL} x1="{_LEFT}" y1="{bottom}" x2="{right}" y2="{_TOP}"/>'
    for share in (0.0, 0.5, 1.0):
        yield f'<text x="{_x(share)}" y="{bottom + 16}" text-anchor="middle">{share:g}</text>'
        yield f'<text x="{_LEFT - 6}" y="{_y(share)}" dy="4" text-anchor="end">{share:g}</text>'
    yield f'<text x="{middle}" y="{bottom + 34}" text-anchor="middle">predicted</text>'
    across = _TOP + _FIELD // 2
    yield f'<text x="14" y="{across}" text-anchor="middle" transform="rotate(-90 14 {across})">supported</text>'
    points = [(_x(one.predicted), _y(one.observed), one) for one in found.bins]
    if points:
        yield f'<polyline {_LINE} points="{" ".join(f"{x},{y}" for x, y, _ in points)}"/>'
    for x, y, one in points:
        what = f"{one.rows} rows: predicted {one.predicted:.3f}, supported {one.observed:.3f}"
        yield f'<circle {_POINT} cx="{x}" cy="{y}" r="3.5"><title>{what}</title></circle>'


def _text(name: str) -> str:
    shown = clean(name)
    shown = shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"
    return escape(_NOT_XML.sub("�", shown))


def _x(share: float) -> str:
    return f"{_LEFT + _FIELD * share:.2f}"


def _y(share: float) -> str:
    return f"{_TOP + _FIELD * (1 - share):.2f}"
