"""What all reviewers are made of: counts, a formula over them, an interval, and counts that could be mended."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimcheck.model import Audit

# What was counted, in words, in the order of the formula; True and False for what is or is not.
Counts = Mapping[str, int]
# One thing to mend, in words, and the counts as they would be then.
Change = tuple[str, Counts]

# The normal quantile of a 95% interval.
_Z = 1.959964


class Counted(NamedTuple):
    """The counts of one report, with what a reader should know beside them."""

    counts: Counts
    notes: tuple[str, ...] = ()


# A score's value and the ends of its interval, 0 to 10 with one decimal, as they are printed.
Points = tuple[float, float, float]


class Estimate(NamedTuple):
    """A share, 0 to 1, with the ends of its 95% interval; the ends are the value where there is nothing unknown."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Reviewer:
    """One reviewer: it counts, and all else is a function of its counts.

    Attributes:
        name: what it scores.
        weight: of its score in the overall mean.
        formula: the estimate in words; a reader can follow it with the counts at hand.
        ends: what its interval is, in words.
        count: what it looks at in an audit.
        estimate: the share that the counts come to; None where they say nothing.
        changes: what a writer could mend, each with the counts that would follow.
    """

    name: str
    weight: int
    formula: str
    ends: str
    count: Callable[[Audit], Counted]
    estimate: Callable[[Counts], Estimate | None]
    changes: Callable[[Counts], Iterable[Change]]


def wilson(hits: float, of: int) -> Estimate:
    """A share of `of` (1 or more) with its score interval (Wilson, 1927), which a pocket calculator can follow."""
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return Estimate(share, min(share, max(0.0, middle - reach)), max(share, min(1.0, middle + reach)))


def points(share: Estimate | None) -> Points | None:
    """A share out of ten."""
    return share and (rounded(10 * share.value), rounded(10 * share.low), rounded(10 * share.high))


def rounded(value: float) -> float:
    """One decimal, 0 to 10; halves up, as by hand, whatever the last bit of a sum is."""
    return min(10.0, max(0.0, int(value * 10 + 0.5 + 1e-9) / 10))


def parted(found: Points | None) -> tuple[float | None, tuple[float, float] | None]:
    """A value and its interval, each None where nothing was found."""
    return (found[0], (found[1], found[2])) if found else (None, None)


def exact(share: float) -> Estimate:
    """A share that is counted in full: there is nothing to be unsure of."""
    return Estimate(share, share, share)


def product(*parts: Estimate) -> Estimate:
    """The product of shares, its ends those of all parts at once: wider than 95%, and easy to follow."""
    return Estimate(*(math.prod(ends) for ends in zip(*parts, strict=True)))


def mean(parts: Sequence[tuple[int, Estimate]]) -> Estimate:
    """The weighted mean of estimates, their intervals carried through as if they were independent.

    Each end lies as far from the mean as the root of the sum of the parts' squared distances (Zou and Donner, 2008).
    """
    total = sum(weight for weight, _ in parts)
    value = sum(weight * part.value for weight, part in parts) / total
    down = math.hypot(*(weight * (part.value - part.low) / total for weight, part in parts))
    up = math.hypot(*(weight * (part.high - part.value) / total for weight, part in parts))
    return Estimate(value, value - down, value + up)


def found(audit: Audit, *rules: str) -> tuple[set[str], set[str]]:
    """The ids of the claims, and the keys of the references, that findings of these rules are about."""
    findings = [finding for finding in audit.findings if finding.rule in rules]
    return {f.claim_id for f in findings if f.claim_id}, {f.reference_key for f in findings if f.reference_key}
