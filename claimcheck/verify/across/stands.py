"""A claim drawn from a paper: what the rest of that paper says to it, and what each other paper does.

That the sentence stands in its paper proves nothing about it; so its own passage is left out, and with it every other
one that says the very same words. The rest, and each of the other papers, is read and judged as in an audit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.model import PaperClaim, Stand
from claimcheck.verify.decide import opposing, supports
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.head import Thresholds
from claimcheck.verify.quantities import find
from claimcheck.verify.views import Shelved, View, Viewer, Weighed


class Means(NamedTuple):
    """What decides: the thresholds of the head, and the encoder by which a paper's rest is searched anew."""

    encoder: Encoder
    thresholds: Thresholds


def stands(claim: PaperClaim, own: Shelved, others: Sequence[Shelved], viewer: Viewer, means: Means) -> PaperClaim:
    """The claim with what its own paper's rest and the other papers say to it. To be called under `one_thread`."""
    rest = own.without(claim.candidate.span, claim.candidate.quotation, means.encoder)
    numbers = sum(not quantity.weak for quantity in find(claim.statement))
    said = [_stand(other, viewer.view(claim.statement, [other]), means, alike=True) for other in others]
    own_rest = _stand(rest, viewer.view(claim.statement, [rest]), means, alike=numbers > 1)
    return claim.model_copy(update={"rest": own_rest, "others": tuple(said)})


def _stand(shelved: Shelved, view: View | None, means: Means, *, alike: bool) -> Stand:
    if view is None:
        return Stand(paper=shelved.paper.id, says="nothing")
    support = view.probabilities.support
    if supports(view, means.thresholds):
        evidence = view.weighed[0].evidence.model_copy(update={"stance": "support"})
        return Stand(paper=shelved.paper.id, says="supports", support=support, evidence=evidence)
    weighed = tuple(w for found in view.weighed if (w := _of_its_own(found) if alike else found))
    if against := opposing(view.model_copy(update={"weighed": weighed}), means.thresholds):
        evidence = against.evidence.model_copy(update={"stance": "contradict", "conflict": against.conflict})
        return Stand(paper=shelved.paper.id, says="contradicts", support=support, evidence=evidence)
    return Stand(paper=shelved.paper.id, says="nothing", support=support)


def _of_its_own(weighed: Weighed) -> Weighed | None:
    """A passage without its numbers, where it has other ones throughout; None where nothing is left against the claim.

    Authors of another paper measured something of their own, and so did the next row of one's own results; only a
    passage that has a number of the claim, too, tells of the same measurement. Within a paper a claim of one number can
    be contradicted by that number alone. That something fell and rose is a disagreement whatever the numbers.
    """
    conflict = weighed.conflict
    if conflict is None or conflict.kind != "quantity" or weighed.evidence.scores["quantities"]:
        return weighed
    return weighed.model_copy(update={"conflict": weighed.sense, "sense": None}) if weighed.sense else None
