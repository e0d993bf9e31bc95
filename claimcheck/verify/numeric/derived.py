"""Sizes of changes that a passage does not print, but that follow from the two ends which it does: 52 to 68, +16."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.verify.numeric.frames import Frame, apart
from claimcheck.verify.numeric.numbers import FORMULA, Quantity
from claimcheck.verify.opposites import POLES
from claimcheck.verify.score import stem

_POINTS = frozenset(["pp", "%", ""])
_HALF = 0.5
_DIRECTIONS = frozenset(map(stem, (*POLES, "relative", "absolute", "terms")))


def follows(wanted: Frame, offered: Sequence[Frame]) -> bool:
    """Whether a number is the size of a change of the same thing, in the same direction, that a passage tells.

    A difference is told in the unit of the ends, or in points; a change in percent as a share of the first end. What
    two results differ by, of which no passage says that one became the other, does not count.
    """
    if not _is_a_size(wanted):
        return False
    thing = wanted.around - _DIRECTIONS
    if wanted.quantity.unit == "%" and any(_is_the_ratio(wanted, one) and thing & one.around for one in offered):
        return True
    return ends(wanted, offered) is not None


def ends(wanted: Frame, offered: Sequence[Frame]) -> tuple[Frame, Frame] | None:
    """The two ends of the change in a passage whose size a number of a claim is; None where it tells no such change."""
    thing = wanted.around - _DIRECTIONS
    if not thing or not _is_a_size(wanted):
        return None
    changes = ((start, offered[start.partner]) for start in offered if start.role == "from")
    return next(
        (
            (start, end)
            for start, end in changes
            if thing <= start.around | end.around
            and not apart(wanted, start)
            and _apart_by(wanted.quantity, start.quantity, end.quantity)
        ),
        None,
    )


def told_twice(wanted: Frame, claimed: Sequence[Frame]) -> bool:
    """Whether a claim has the ends of the change, too, whose size a number is: "from 52 to 68 (+16)"."""
    changes = ((start.quantity, claimed[start.partner].quantity) for start in claimed if start.role == "from")
    return any(wanted.quantity not in pair and _apart_by(wanted.quantity, *pair) for pair in changes)


def _is_a_size(wanted: Frame) -> bool:
    size = wanted.quantity
    return wanted.role == "by" or size.unit == "pp" or (size.text.startswith("+") and size.unit == "%")


def _is_the_ratio(wanted: Frame, other: Frame) -> bool:
    """Whether a share is what a ratio says: 38% less for a risk ratio of 0.62, 62% more for one of 1.62."""
    size, ratio = wanted.quantity, other.quantity
    if "ratio" not in other.metrics or ratio.unit or apart(wanted._replace(metrics=other.metrics), other):
        return False
    more = 100 * (ratio.value - 1)
    return size.falls == (more < 0) and abs(abs(more) - abs(size.value)) <= (size.tolerance or _HALF) * 1.001


def _apart_by(size: Quantity, start: Quantity, end: Quantity) -> bool:
    if FORMULA in {start.unit, end.unit} or start.value == end.value or size.falls != (end.value < start.value):
        return False
    difference = abs(start.value - end.value)
    if size.unit == start.unit or (size.unit == "pp" and start.unit in _POINTS):
        exact = max(start.tolerance, end.tolerance, size.tolerance) * 1.001
        if abs(difference - abs(size.value)) <= exact:
            return True
    share = 100 * difference / abs(start.value) if start.value else 0.0
    return size.unit == "%" and abs(share - abs(size.value)) <= (size.tolerance or _HALF)
