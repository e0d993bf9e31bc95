"""Citation accuracy: is each entry a paper that exists and is what it is said to be, and does it carry its claim?

The second half is citation precision (Gao et al., 2023): a citation beside a supported claim that supports nothing of
it is an idle one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer, exact, found, product, wilson
from claimcheck.judge.wording import plural
from claimcheck.model import ReferenceStatus, VerdictName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit

_GRAVE = ("CC202", "CC301", "CC303", "CC304", "CC305")
_SLIGHT = ("CC308", "CC309")
_SOUND = "entries without fault"
_MINOR = "entries with a slight fault (CC308, CC309)"
_MAJOR = "entries with a grave fault (CC202, CC301, CC303–CC305)"
_UNSEEN = "entries not had"
_WEIGHED = "citations at supported claims"
_CARRYING = "citations that carry their claim (not CC108, CC204)"


def count(audit: Audit) -> Counted:
    """Entries by their faults, and citations at claims that a paper of the list supports."""
    entries = [reference for reference in audit.references if reference.in_list or reference.cited]
    grave, slight = (found(audit, *rules)[1] for rules in (_GRAVE, _SLIGHT))
    # What could not be had (CC302) is neither sound nor false: the reason may be a slow server.
    faultless = [one for one in entries if one.key not in grave | slight]
    sound = sum(one.status is ReferenceStatus.READ for one in faultless)
    unseen = len(faultless) - sound
    weighed, carrying = _citations(audit)
    counts = {
        _SOUND: sound,
        _MINOR: sum(one.key in slight - grave for one in entries),
        _MAJOR: sum(one.key in grave for one in entries),
        _UNSEEN: unseen,
        _WEIGHED: weighed,
        _CARRYING: carrying,
    }
    notes = []
    if not entries:
        notes.append("there are no references")
    elif unseen:
        notes.append(f"not had, and neither for nor against: {unseen} of {plural(len(entries), 'reference')}")
    return Counted(counts, tuple(notes))


def _citations(audit: Audit) -> tuple[int, int]:
    """Citations of papers that were read, at claims that one of the list supports; and those that carry theirs."""
    read = {one.key for one in audit.references if one.status is ReferenceStatus.READ}
    elsewhere = found(audit, "CC108")[0]
    weighed = carrying = 0
    for claim in audit.claims:
        cites = read.intersection(claim.cites)
        if claim.id in elsewhere:
            weighed += len(cites)
        elif claim.verdict is VerdictName.VERIFIED and claim.cited_by in ("marker", "row"):
            weighed += len(cites)
            carrying += len(cites.difference(claim.idle))
    return weighed, carrying


def estimate(counts: Counts) -> Estimate | None:
    """A slight fault counts half. Without a citation to weigh, the entries decide alone."""
    looked_at = counts[_SOUND] + counts[_MINOR] + counts[_MAJOR]
    if not looked_at:
        return None
    entries = wilson(counts[_SOUND] + counts[_MINOR] / 2, looked_at)
    return product(entries, wilson(counts[_CARRYING], counts[_WEIGHED]) if counts[_WEIGHED] else exact(1.0))


def changes(counts: Counts) -> Iterator[Change]:
    """Entries and citations put right."""
    for name, how in ((_MAJOR, "grave"), (_MINOR, "slight")):
        if faulty := counts[name]:
            what = f"correct or take out {plural(faulty, 'reference')} with a {how} fault"
            yield what, {**counts, _SOUND: counts[_SOUND] + faulty, name: 0}
    if idle := counts[_WEIGHED] - counts[_CARRYING]:
        yield (
            f"move or take out {plural(idle, 'citation')} with nothing of the claim",
            {**counts, _CARRYING: counts[_WEIGHED]},
        )


CITATIONS = Reviewer(
    name="citation accuracy",
    weight=2,
    formula=(
        "10 × (without fault + ½ slight) / (without fault + slight + grave)"
        " × carrying / citations at supported claims (1 where there are none)"
    ),
    ends="the products of both shares' ends at 95% (Wilson, 1927)",
    count=count,
    estimate=estimate,
    changes=changes,
)
