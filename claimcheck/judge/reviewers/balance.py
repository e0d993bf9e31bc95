"""Balance: are limits and contrary findings reported, hedges kept, and claims at peace with each other?

Of the papers of 2007 that tested a hypothesis 14% reported to have found no support for it (Fanelli, 2012): a report of
which one claim in seven is of that kind is asked for no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer, exact, found, mean, product, wilson
from claimcheck.judge.wording import plural
from claimcheck.model import VerdictName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit

_CLAIMS, _CONTRARY = "claims", "on limits or contrary findings"
_CHECKED, _OVER = "checked", "that say more than the source (CC109)"
_AGAINST = "in conflict with another claim (CC403)"
_ENOUGH = 7
_LIMITS = re.compile(
    r"\b(?:limit(?:s|ed|ation|ations|ing)?|fail(?:s|ed|ing|ure|ures)?|however|despite|contrary|contradict\w*|conflict\w*"
    r"|inconsisten\w*|inconclusive|mixed (?:results|evidence|findings)|unclear|disagree\w*|warn(?:s|ed)?|caveats?"
    r"|not(?! only)|cannot|neither|\w+n't|no (?:\w+ )?(?:effect|evidence|difference|gains?|improvements?|benefits?)"
    r"|wors(?:e|en|ens|ened|ening)|degrad\w+|deteriorat\w+|suffer(?:s|ed)?|struggl\w+|drawbacks?|shortcomings?"
    r"|weakness(?:es)?|vulnerab\w+|problems?|poor(?:ly|er)?|lack(?:s|ed|ing)?|never|(?:non-?|in)significant|insufficien\w+"
    r"|diminish\w*|disappear\w*|attenuat\w+|harm(?:s|ed|ful)?|remain(?:s|ed|ing)? (?:errors?|open|unsolved))\b",
    re.IGNORECASE,
)


def count(audit: Audit) -> Counted:
    """Claims by what they speak of, and by what was found of them."""
    over, against = found(audit, "CC109")[0], _in_conflict(audit)
    counts = {
        _CLAIMS: len(audit.claims),
        _CONTRARY: sum(bool(_LIMITS.search(claim.text)) for claim in audit.claims),
        _CHECKED: sum(claim.verdict is not VerdictName.UNCHECKED for claim in audit.claims),
        _OVER: sum(claim.id in over for claim in audit.claims),
        _AGAINST: len(against),
    }
    if not audit.claims:
        return Counted(counts, ("no claims about sources were found",))
    unread = "no claim was checked, so whether hedges are kept is not known"
    return Counted(counts, () if counts[_CHECKED] else (unread,))


def _in_conflict(audit: Audit) -> set[str]:
    """The claims of the prose, or of the table, that contradict each other: CC403 is raised at the later one."""
    later = found(audit, "CC403")[0]
    pairs = [{one.first, one.second} for one in audit.disagreements]
    return set().union(*(pair for pair in pairs if pair & later), later)


def estimate(counts: Counts) -> Estimate | None:
    """The half on hedges is left out where no claim was checked, and the interval has it both ways."""
    claims, checked = counts[_CLAIMS], counts[_CHECKED]
    if not claims:
        return None
    limits = Estimate(*(min(1.0, _ENOUGH * share) for share in wilson(counts[_CONTRARY], claims)))
    peace = exact(1 - counts[_AGAINST] / claims)
    if not checked:
        return product(Estimate(limits.value, limits.low / 2, limits.high / 2 + 0.5), peace)
    return product(mean([(1, limits), (1, wilson(checked - counts[_OVER], checked))]), peace)


def changes(counts: Counts) -> Iterator[Change]:
    """Limits reported, overstatements taken back, conflicts resolved."""
    # Each claim more on limits is one of more claims in all.
    lacking = -(-(counts[_CLAIMS] - _ENOUGH * counts[_CONTRARY]) // (_ENOUGH - 1))
    if lacking > 0:
        more = {name: counts[name] + lacking for name in (_CLAIMS, _CONTRARY)}
        checked = counts[_CHECKED] + lacking if counts[_CHECKED] else 0
        what = f"report {plural(lacking, 'more claim')} on limits or contrary findings"
        yield what, {**counts, **more, _CHECKED: checked}
    if over := counts[_OVER]:
        yield f"say {plural(over, 'claim')} as carefully as the source does", {**counts, _OVER: 0}
    if against := counts[_AGAINST]:
        yield f"settle {plural(against, 'claim')} that contradict each other", {**counts, _AGAINST: 0}


BALANCE = Reviewer(
    name="balance",
    weight=1,
    formula=(
        "10 × ½ × (7 × on limits / claims, at most 1, + (checked − that say more) / checked) × (1 − in conflict"
        " / claims); without the ½ and the second share where none was checked"
    ),
    ends=(
        "that of a mean of shares at 95% (Wilson, 1927; Zou and Donner, 2008), with 0 and with 1 for the second share"
        " where none was checked"
    ),
    count=count,
    estimate=estimate,
    changes=changes,
)
