"""Whether a claim that somebody else drew from a paper may stand beside the paper's own sentences.

Every number in it stands in the sentence that it was drawn from or near it, every name there or in the paper's title.
And the paper, read whole as in an audit, supports it by what stands there, without any word of scope or strength added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model import PaperClaim, Passage
from claimcheck.verify.decide import supports
from claimcheck.verify.head import Thresholds
from claimcheck.verify.names import find as find_names
from claimcheck.verify.names import has
from claimcheck.verify.quantities import agree, find
from claimcheck.verify.views import Shelved, Viewer

# So many passages on either side of the sentence are near it.
_NEAR = 3
# Years, and digits of names, are no quantities; that they were printed can be asked of them, too.
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def grounded(claim: PaperClaim, own: Shelved, viewer: Viewer, thresholds: Thresholds) -> bool:
    """Whether its own paper bears a claim out. To be called under `one_thread`.

    Args:
        claim: with the sentence that it was drawn from.
        own: its paper, whole.
        viewer: holds claims against papers.
        thresholds: from where on a claim is supported.
    """
    passages = _near(own.passages, claim)
    near = [claim.candidate.quotation, *(passage.text for passage in passages)]
    if not _numbers_stand(claim.statement, near):
        return False
    titled = [*near, own.paper.title or ""]
    if not all(any(has(text, name, claim.statement) for text in titled) for name in find_names(claim.statement)):
        return False
    view = viewer.view(claim.statement, [own])
    if view is None or not supports(view, thresholds):
        return False
    deciding = view.weighed[0]
    return not deciding.overstated and any(passage.span == deciding.evidence.span for passage in passages)


def _near(passages: Sequence[Passage], claim: PaperClaim) -> Sequence[Passage]:
    start, end = claim.candidate.span
    touching = [i for i, p in enumerate(passages) if p.span[0] < end and start < p.span[1]]
    return passages[max(0, touching[0] - _NEAR) : touching[-1] + _NEAR + 1] if touching else ()


def _numbers_stand(statement: str, texts: Sequence[str]) -> bool:
    offered = [quantity for text in texts for quantity in find(text)]
    wanted = find(statement)
    if not all(any(agree(quantity, other) for other in offered) for quantity in wanted):
        return False
    printed = {digits for text in texts for digits in _DIGITS.findall(text)}
    counted = {digits for quantity in wanted for digits in _DIGITS.findall(quantity.text)}
    return set(_DIGITS.findall(statement)) <= printed | counted
