"""Clarity: can a reader take each claim whole, at one reading, with its source, and believe the report's own counts?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.judge.report import held
from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer, found, wilson
from claimcheck.judge.wording import plural
from claimcheck.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit, AuditedClaim

# Words in a sentence that few readers hold together: twice what guides to plain English ask for.
_LONGEST = 40

_CLEAR, _CUT, _SOURCELESS = "clear claims", "only cut off (CC106)", "only without a source of its own"
_LONG, _ODD, _SEVERAL = (
    f"only longer than {_LONGEST} words",
    "only at odds with table or prose (CC402)",
    "several of these",
)
_STATED, _RIGHT = "counts stated", "of these right (not CC401)"
_MENDS = {
    _CUT: "print {} whole",
    _SOURCELESS: "let {} name the paper it is from",
    _LONG: f"part {{}} of more than {_LONGEST} words",
    _ODD: "bring {} of table and prose into agreement",
}


def count(audit: Audit) -> Counted:
    """Each claim under its fault, if it has one, and the counts that can be compared."""
    cut, odd = found(audit, "CC106")[0], found(audit, "CC402")[0]
    counts = dict.fromkeys((_CLEAR, *_MENDS, _SEVERAL), 0)
    for claim in audit.claims:
        faults = [name for name, holds in _faults(claim, cut, odd).items() if holds]
        counts[(faults or [_CLEAR])[0] if len(faults) < 2 else _SEVERAL] += 1
    here = held(audit)
    stated = {(one.what, one.value) for one in audit.counts if one.what in here}
    counts |= {_STATED: len(stated), _RIGHT: sum(here[what] == value for what, value in stated)}
    return Counted(counts, () if audit.claims or stated else ("no claims about sources were found",))


def _faults(claim: AuditedClaim, cut: set[str], odd: set[str]) -> dict[str, bool]:
    return {
        _CUT: claim.id in cut,
        _SOURCELESS: claim.cited_by in ("list", "none"),
        _LONG: len(words(claim.text)) > _LONGEST,
        _ODD: claim.id in odd,
    }


def estimate(counts: Counts) -> Estimate | None:
    """A stated count weighs as much as a claim."""
    every = sum(counts[name] for name in (_CLEAR, *_MENDS, _SEVERAL, _STATED))
    return wilson(counts[_CLEAR] + counts[_RIGHT], every) if every else None


def changes(counts: Counts) -> Iterator[Change]:
    """Each fault mended, then all of those that come together, and the counts."""
    for name, what in _MENDS.items():
        if faulty := counts[name]:
            yield what.format(plural(faulty, "claim")), {**counts, _CLEAR: counts[_CLEAR] + faulty, name: 0}
    if faulty := counts[_SEVERAL]:
        what = f"mend {plural(faulty, 'claim')} with several faults: cut off, too long, without a source"
        yield what, {**counts, _CLEAR: counts[_CLEAR] + faulty, _SEVERAL: 0}
    if wrong := counts[_STATED] - counts[_RIGHT]:
        yield f"correct {plural(wrong, 'count')} that the report states of itself", {**counts, _RIGHT: counts[_STATED]}


CLARITY = Reviewer(
    name="clarity",
    weight=1,
    formula="10 × (clear claims + counts right) / (claims + counts stated)",
    ends="the 95% interval of a share (Wilson, 1927)",
    count=count,
    estimate=estimate,
    changes=changes,
)
