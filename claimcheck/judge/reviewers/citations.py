"""Citation accuracy: is each entry printed right, is it the paper that it is said to be, and does it carry its claim?

The last part is citation precision (Gao et al., 2023): a citation beside a supported claim that supports nothing of it
is an idle one.
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

_ENTRIES = "entries"
_MISPRINTED = "malformed or unlisted (CC301, CC202)"
_TWICE = "listed twice (CC308)"
_SEEN = "entries looked into"
_FALSE = "false, withdrawn or of another title (CC303–CC305)"
_MISDESCRIBED = "misdescribed (CC309)"
_WEIGHED = "citations at supported claims"
_CARRYING = "citations that carry their claim (not CC108, CC204)"
_LOOKED_INTO = {ReferenceStatus.READ, ReferenceStatus.NONEXISTENT, ReferenceStatus.WRONG_PAPER}


def count(audit: Audit) -> Counted:
    """Entries as they are printed, those that were looked into, and citations at supported claims."""
    entries = [reference for reference in audit.references if reference.in_list or reference.cited]
    # What could not be had (CC302) is neither right nor false: the reason may be a slow server.
    seen = {one.key for one in entries if one.status in _LOOKED_INTO or one.withdrawn}
    misprinted, twice, false, misdescribed = (
        found(audit, *rules)[1] for rules in (("CC301", "CC202"), ("CC308",), ("CC303", "CC304", "CC305"), ("CC309",))
    )
    weighed, carrying = _citations(audit)
    counts = {
        _ENTRIES: len(entries),
        _MISPRINTED: sum(one.key in misprinted for one in entries),
        _TWICE: sum(one.key in twice - misprinted for one in entries),
        _SEEN: len(seen),
        _FALSE: len(seen & false),
        _MISDESCRIBED: len(seen & misdescribed - false),
        _WEIGHED: weighed,
        _CARRYING: carrying,
    }
    notes = []
    if not entries:
        notes.append("there are no references")
    elif unseen := len(entries) - len(seen):
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
    """Slight faults count half. Where no entry was looked into, nothing is said; without citations, entries decide."""
    entries, seen, weighed = counts[_ENTRIES], counts[_SEEN], counts[_WEIGHED]
    if not seen:
        return None
    return product(
        wilson(entries - counts[_MISPRINTED] - counts[_TWICE] / 2, entries),
        wilson(seen - counts[_FALSE] - counts[_MISDESCRIBED] / 2, seen),
        wilson(counts[_CARRYING], weighed) if weighed else exact(1.0),
    )


def changes(counts: Counts) -> Iterator[Change]:
    """Entries and citations put right."""
    for name, what in (
        (_MISPRINTED, "print {} with an identifier that can be one, in the list"),
        (_TWICE, "merge {} with the one that lists the same work"),
        (_FALSE, "replace {} that is no paper, another one or withdrawn"),
        (_MISDESCRIBED, "describe {} as the paper does"),
    ):
        if faulty := counts[name]:
            yield what.format(plural(faulty, "reference")), {**counts, name: 0}
    if idle := counts[_WEIGHED] - counts[_CARRYING]:
        what = f"move or take out {plural(idle, 'citation')} with nothing of the claim"
        yield what, {**counts, _CARRYING: counts[_WEIGHED]}


CITATIONS = Reviewer(
    name="citation accuracy",
    weight=2,
    formula=(
        "10 × (entries − malformed or unlisted − ½ listed twice) / entries"
        " × (looked into − false − ½ misdescribed) / looked into"
        " × carrying / citations at supported claims (1 where there are none)"
    ),
    ends="the products of the shares' ends at 95% (Wilson, 1927)",
    count=count,
    estimate=estimate,
    changes=changes,
)
