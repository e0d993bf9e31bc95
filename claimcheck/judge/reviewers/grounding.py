"""Grounding: do the papers that a report cites say what it says?

A claim without a source counts as one that its source does not bear out, as in citation recall (Gao et al., 2023); one
whose paper could not be had counts neither way.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer, wilson
from claimcheck.judge.wording import plural
from claimcheck.model import ReferenceStatus, UncheckedReason, VerdictName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit, AuditedClaim


_NOTHING, _NO_PAPER = "that cite nothing", "only papers that do not exist (CC303)"


def count(audit: Audit) -> Counted:
    """The verdicts; of what is unchecked, what has no source for sure, whatever could be had of the others."""
    verdicts = Counter(claim.verdict for claim in audit.claims)
    left = verdicts[VerdictName.UNCHECKED]
    invented = {one.key for one in audit.references if one.status is ReferenceStatus.NONEXISTENT}
    counts = {
        "claims": len(audit.claims),
        "checked": len(audit.claims) - left,
        "verified": verdicts[VerdictName.VERIFIED],
        "contradicted": verdicts[VerdictName.CONTRADICTED],
        "in the review band": sum(claim.review for claim in audit.claims),
        _NOTHING: sum(claim.reason is UncheckedReason.NO_CITATION for claim in audit.claims),
        _NO_PAPER: sum(_rests_on_nothing(claim, invented) for claim in audit.claims),
    }
    unknown = left - counts[_NOTHING] - counts[_NO_PAPER]
    notes = []
    if not audit.claims:
        notes.append("no claims about sources were found")
    elif not _judged(counts):
        what = "none of the report's claims could be checked"
        notes.append(f"{what} ({len(audit.claims)}); give the papers with --papers, or run without --offline")
    elif unknown:
        notes.append(f"not checked, and neither for nor against: {unknown} of {plural(len(audit.claims), 'claim')}")
    return Counted(counts, tuple(notes))


def _rests_on_nothing(claim: AuditedClaim, invented: set[str]) -> bool:
    return claim.reason is UncheckedReason.PAPER_MISSING and bool(claim.cites) and invented.issuperset(claim.cites)


def _judged(counts: Counts) -> int:
    return counts["checked"] + counts[_NOTHING] + counts[_NO_PAPER]


def estimate(counts: Counts) -> Estimate | None:
    """A claim in the review band is not verified; that it may be one for whoever looks raises the upper end alone."""
    judged = _judged(counts)
    if not judged:
        return None
    verified, against = wilson(counts["verified"], judged), wilson(counts["contradicted"], judged)
    perhaps = wilson(counts["verified"] + counts["in the review band"], judged).high
    value = verified.value - against.value
    down = math.hypot(verified.value - verified.low, against.high - against.value)
    up = math.hypot(perhaps - verified.value, against.value - against.low)
    return Estimate(max(0.0, value), max(0.0, value - down), min(1.0, max(0.0, value + up)))


def changes(counts: Counts) -> Iterator[Change]:
    """Claims put right, reworded, given a source, or dropped."""
    verified, wrong, band = counts["verified"], counts["contradicted"], counts["in the review band"]
    if wrong:
        mended = {"verified": verified + wrong, "contradicted": 0}
        yield f"correct {plural(wrong, 'contradicted claim')} to what the papers say", {**counts, **mended}
    if band:
        mended = {"verified": verified + band, "in the review band": 0}
        yield f"bring {plural(band, 'claim')} in the review band closer to the source", {**counts, **mended}
    if silent := counts["checked"] - verified - wrong - band:
        what = f"find support for {plural(silent, 'claim')} that the cited papers do not bear out"
        yield what, {**counts, "verified": verified + silent}
    for name, why in ((_NOTHING, "that cites nothing"), (_NO_PAPER, "whose papers do not exist")):
        if without := counts[name]:
            mended = {"checked": counts["checked"] + without, "verified": verified + without, name: 0}
            yield f"find support for {plural(without, 'claim')} {why}", {**counts, **mended}


GROUNDING = Reviewer(
    name="grounding",
    weight=3,
    formula="10 × (verified − contradicted) / (checked + that cite nothing + only papers that do not exist), or 0",
    ends=(
        "that of a difference of shares at 95% (Wilson, 1927; Zou and Donner, 2008), its upper end as if the"
        " review band were verified"
    ),
    count=count,
    estimate=estimate,
    changes=changes,
)
