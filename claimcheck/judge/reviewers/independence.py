"""Independence of evidence: does the report rest on many papers, or say again and again what one of them says?

How spread the claims are is the chance that two of them, drawn at random, rest on different papers (Simpson, 1949).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer, wilson
from claimcheck.judge.wording import plural, quoted
from claimcheck.model import VerdictName
from claimcheck.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit, AuditedClaim

_TIES, _PAIRS, _SAME = "times that a claim rests on a paper", "pairs of these", "pairs at one paper"
_RESTING, _VERIFIED, _TWICE = "claims that rest on a paper", "verified claims", "verified by two papers or more"
_CLAIMS, _REPEATS = "claims", "claims that repeat another"


def count(audit: Audit) -> Counted:
    """What the claims rest on: the papers that verify them, else those that they cite by themselves."""
    papers = {one.key: one.paper or one.key for one in audit.references}
    once = list({tuple(words(claim.text)): claim for claim in reversed(audit.claims)}.values())
    bases = [_rests_on(claim, papers) for claim in once]
    rests = Counter(paper for basis in bases for paper in basis)
    verified = [claim for claim in once if claim.verdict is VerdictName.VERIFIED]
    counts = {
        _TIES: rests.total(),
        _PAIRS: _pairs(rests.total()),
        _SAME: sum(map(_pairs, rests.values())),
        _RESTING: sum(map(bool, bases)),
        _VERIFIED: len(verified),
        _TWICE: sum(_supporting(claim) > 1 for claim in verified),
        _CLAIMS: len(audit.claims),
        _REPEATS: len(audit.claims) - len(once),
    }
    return Counted(counts, _notes(rests, counts))


def _notes(rests: Counter[str], counts: Counts) -> tuple[str, ...]:
    if not counts[_PAIRS]:
        return ("fewer than two claims rest on a paper of their own",)
    paper, most = max(rests.items(), key=lambda pair: (pair[1], pair[0]))
    effective = rests.total() ** 2 / sum(number**2 for number in rests.values())
    spread = f"{plural(len(rests), 'paper')}, as spread as {effective:.1f} used alike (inverse Simpson)"
    return (f"{spread}; most rests on {quoted(paper)}: {most} of {rests.total()}",)


def _rests_on(claim: AuditedClaim, papers: Mapping[str, str]) -> set[str]:
    if claim.verdict is VerdictName.VERIFIED:
        return {found.paper for found in claim.evidence if found.stance == "support"}
    if claim.cited_by in ("list", "none"):
        return set()
    return {papers.get(key, key) for key in claim.cites}


def _supporting(claim: AuditedClaim) -> int:
    """How many papers support a claim; of a claim of parts, its weakest part."""
    if claim.parts:
        return min(_supporting(part) for part in claim.parts)
    return len({found.paper for found in claim.evidence if found.stance == "support"})


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def estimate(counts: Counts) -> Estimate | None:
    """A second paper behind a claim makes up for what it shares with others; repeats count for nothing."""
    if not counts[_PAIRS]:
        return None
    apart = wilson((1 - counts[_SAME] / counts[_PAIRS]) * counts[_TIES], counts[_TIES])
    twice = counts[_TWICE] / counts[_RESTING]
    own = 1 - counts[_REPEATS] / counts[_CLAIMS]
    return Estimate(*((1 - (1 - share) * (1 - twice)) * own for share in apart))


def changes(counts: Counts) -> Iterator[Change]:
    """Second papers, and repeats dropped."""
    if single := counts[_VERIFIED] - counts[_TWICE]:
        yield (
            f"cite a second paper for {plural(single, 'verified claim')} of one",
            {**counts, _TWICE: counts[_VERIFIED]},
        )
    if again := counts[_REPEATS]:
        what = f"drop {plural(again, 'claim')} that the report makes elsewhere too"
        yield what, {**counts, _CLAIMS: counts[_CLAIMS] - again, _REPEATS: 0}


INDEPENDENCE = Reviewer(
    name="independence",
    weight=1,
    formula=(
        "10 × (1 − pairs at one paper / pairs × (1 − by two or more / claims that rest on a paper))"
        " × (1 − repeats / claims)"
    ),
    ends="that of pairs at different papers at 95% (Wilson, 1927), each time a draw",
    count=count,
    estimate=estimate,
    changes=changes,
)
