"""Numbers that a passage does not print but that follow from two that it does: 8.5 points of 52.7% and 61.2%."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.verify.agreement import agree
from claimcheck.verify.frames import NO_RESULT, Frame, apart
from claimcheck.verify.numbers import Quantity

_POINTS = frozenset(["pp", "%", ""])
_HALF, _PAIR = 0.5, 2


def follows(wanted: Frame, offered: Sequence[Frame]) -> bool:
    """Whether a number is the size of a change, and two numbers of a passage, and no others, can be its ends.

    A difference is told in the unit of the two, or in points; a change in percent is held against their ratio. The ends
    are those of a change that the passage tells, or the only two results of their unit there.
    """
    size = wanted.role == "by" or wanted.quantity.unit == "pp" or wanted.quantity.text.startswith(("+", "-"))
    return size and any(_apart_by(wanted.quantity, one, other) for one, other in _ends(wanted, offered))


def _ends(wanted: Frame, offered: Sequence[Frame]) -> list[tuple[Frame, Frame]]:
    changes = [(frame, offered[frame.partner]) for frame in offered if frame.role == "from"]
    if changes:
        return [(one, other) for one, other in changes if not apart(wanted, one)]
    results = [f for f in offered if not (f.role or f.quantity.weak or f.metrics & NO_RESULT or f.counted)]
    by_unit = [[f for f in results if f.quantity.unit == unit] for unit in {f.quantity.unit for f in results}]
    return [(f[0], f[1]) for f in by_unit if len(f) == _PAIR and not (apart(wanted, f[0]) or apart(wanted, f[1]))]


def _apart_by(size: Quantity, one: Frame, other: Frame) -> bool:
    start, end = one.quantity, other.quantity
    if agree(start, end):
        return False
    difference = abs(start.value - end.value)
    if size.unit == start.unit or (size.unit == "pp" and start.unit in _POINTS):
        exact = max(start.tolerance, end.tolerance, size.tolerance) * 1.001
        if abs(difference - abs(size.value)) <= exact:
            return True
    # A change begins with its first end; of two results either may be what the other is held against.
    bases = [start.value] if one.role else [start.value, end.value]
    shares = [100 * difference / abs(base) for base in bases if base and size.unit == "%"]
    return any(abs(share - abs(size.value)) <= (size.tolerance or _HALF) for share in shares)
