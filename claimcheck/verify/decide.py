"""Views → verdict: the rules of the contract, in one place.

A verdict is `verified` only where the calibrated probability of support reaches its threshold, and one passage speaks
of the claim, has every number of it and says nothing against it; `contradicted` only where a concrete conflict (two
quantities, a direction) can be shown in a passage about the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.model import Evidence, UncheckedReason, Verdict, VerdictName
from claimcheck.verify.head import Head, Thresholds
from claimcheck.verify.views import View, Weighed

_SHOWN = 3
# What a matcher says clearly: for or against likeness.
_STRONG, _FAINT = 0.85, 0.5
# A passage may contradict only if hardly any other is closer to the claim.
_NEARLY = 0.03


@dataclass(frozen=True)
class Read:
    """A cited paper that was read, with what was found; `abstract` where only its abstract was to be had."""

    view: View
    abstract: bool = False


def unchecked(reason: UncheckedReason, completion: str | None = None) -> Verdict:
    """The verdict on a claim that could not be checked."""
    return Verdict(verdict=VerdictName.UNCHECKED, reason=reason, completion=completion)


def supports(view: View, thresholds: Thresholds) -> bool:
    """Whether a view verifies its claim: by one passage that has all its numbers, speaks of it, and opposes nothing."""
    deciding = view.weighed[0]
    scores = deciding.evidence.scores
    return (
        view.probabilities.support >= thresholds.verified
        and scores["quantities"] == 1
        and scores["alignment"] >= thresholds.about
        and deciding.conflict is None
    )


def opposing(view: View, thresholds: Thresholds) -> Weighed | None:
    """The passage of a view that contradicts its claim, if any does."""
    if supports(view, thresholds):
        return None
    closest = max(weighed.evidence.scores["alignment"] for weighed in view.weighed)
    for weighed in view.weighed[:_SHOWN]:
        likeness = weighed.evidence.scores["alignment"]
        if weighed.conflict is None or likeness < max(thresholds.same_topic, closest - _NEARLY):
            continue
        # A number that another passage has is not wrong: this passage speaks of something else. Of negations seen on
        # one side only, no more were contradictions than not (see the model card): they call for a person.
        if weighed.conflict.kind == "direction" or weighed.conflict.claim in view.missing:
            return weighed
    return None


def decide(reads: Sequence[Read], lacking: UncheckedReason | None, head: Head, *, whole_list: bool = False) -> Verdict:
    """The verdict on one claim.

    Args:
        reads: the cited papers that were read (may be empty).
        lacking: why another cited paper was not read, if so.
        head: gives the thresholds, and the probabilities where a conflict was shown.
        whole_list: the claim cites nothing itself and fell back to the list: it is never called contradicted.
    """
    thresholds = head.thresholds
    completion = next((read.view.completion for read in reads if read.view.completion), None)
    if not reads:
        return unchecked(lacking or UncheckedReason.PAPER_MISSING, completion)
    best = max(reads, key=lambda read: (supports(read.view, thresholds), read.view.probabilities.support))
    if supports(best.view, thresholds):
        return _judged(VerdictName.VERIFIED, best.view, best.view.weighed[0], completion)
    if lacking is not None:
        return unchecked(lacking, completion)
    against = [(read, weighed) for read in reads if (weighed := opposing(read.view, thresholds))]
    if against and not whole_list:
        read, weighed = max(against, key=lambda pair: pair[0].view.probabilities.contradict)
        view = read.view.model_copy(update={"probabilities": head.conflicting})
        return _judged(VerdictName.CONTRADICTED, view, weighed, completion)
    if any(read.abstract for read in reads):
        return unchecked(UncheckedReason.PAPER_MISSING, completion)
    verdict = _judged(VerdictName.UNVERIFIED, best.view, best.view.weighed[0], completion)
    nearest = best.view.weighed[0]
    clash = nearest.conflict is not None and nearest.evidence.scores["alignment"] >= thresholds.same_topic
    doubtful = bool(against) or clash
    return verdict.model_copy(update={"review": doubtful or best.view.probabilities.support >= thresholds.review})


def _judged(name: VerdictName, view: View, deciding: Weighed, completion: str | None) -> Verdict:
    return Verdict(
        verdict=name,
        confidence=view.probabilities.support,
        probabilities=view.probabilities,
        disagreement=_disagreement(name, deciding.evidence),
        evidence=tuple(_evidence(name, view, deciding)),
        completion=completion,
    )


def _evidence(name: VerdictName, view: View, deciding: Weighed) -> list[Evidence]:
    """The deciding passage first, then the other best ones, each with its stance."""
    stance = {VerdictName.VERIFIED: "support", VerdictName.CONTRADICTED: "contradict"}.get(name, "nearest")
    first = deciding.evidence.model_copy(
        update={"stance": stance, "conflict": deciding.conflict if stance == "contradict" else None}
    )
    others = [w for w in view.weighed if w is not deciding][: _SHOWN - 1]
    return [first, *(w.evidence for w in others)]


def _disagreement(name: VerdictName, evidence: Evidence) -> tuple[str, ...]:
    """The matchers that speak against the verdict: for a reader who wants to know how clear the case is."""
    scores = evidence.scores
    if name is VerdictName.VERIFIED:
        return tuple(matcher for matcher, score in scores.items() if score < _FAINT)
    likeness = ("alignment", "embedding", "lexical")
    return tuple(matcher for matcher in likeness if scores.get(matcher, 0.0) >= _STRONG)
