"""Views → verdict: the rules of the contract, in one place.

A verdict is `verified` only where the calibrated probability of support reaches its threshold and nothing objects
(`features.objections`); `contradicted` only where a passage about the same thing shows what differs, or, under a head
whose promise for it is kept, where the probability of contradiction reaches its threshold. A judge that does not agree
withholds support; it makes no verdict, and takes no contradiction back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.model import Evidence, Span, UncheckedReason, Verdict, VerdictName
from claimcheck.verify.features import ABOUT
from claimcheck.verify.head import Head, Thresholds
from claimcheck.verify.second_opinion import MATCHER, agrees
from claimcheck.verify.views import View, Weighed

_SHOWN = 3
_MOST = 5
# What a matcher says clearly: for or against likeness, support or contradiction.
_STRONG, _FAINT = 0.85, 0.5
_SENSES = frozenset(["direction", "partners"])
# Matchers whose high value is agreement; the others are listed beside them where they speak.
_LIKENESS = ("alignment", "embedding", "lexical")


@dataclass(frozen=True)
class Read:
    """A cited paper that was read, with what was found; `abstract` where only its abstract was to be had.

    `key` is that of the reference; empty where several papers were read as one. `must` where the claim says so of this
    very paper: that another one supports it is not enough.
    """

    view: View
    abstract: bool = False
    key: str = ""
    must: bool = False


def unchecked(reason: UncheckedReason, completion: str | None = None) -> Verdict:
    """The verdict on a claim that could not be checked."""
    return Verdict(verdict=VerdictName.UNCHECKED, reason=reason, completion=completion)


def supports(view: View, thresholds: Thresholds) -> bool:
    """Whether a view verifies its claim: likely enough, and nothing objects."""
    return _likely(view, thresholds) and agrees(view, "supported")


def _likely(view: View, thresholds: Thresholds) -> bool:
    return not view.objections and view.probabilities.support >= thresholds.verified


def opposing(view: View, thresholds: Thresholds) -> Weighed | None:
    """The passage of a view that contradicts its claim, if any does: it shows what differs, or is read as saying so."""
    if _likely(view, thresholds):
        return None
    likely = view.probabilities.contradict >= thresholds.contradicted
    least = ABOUT if likely else thresholds.same_topic
    about = [w for w in view.weighed[:_SHOWN] if w.evidence.scores["alignment"] >= least]
    shown = [w for w in about if _counts(w, view)]
    read_so = [w for w in about if likely and w.evidence.scores.get("contradiction", 0.0) >= _FAINT]
    return max(shown or read_so, key=lambda w: w.evidence.scores.get("contradiction", 0.0), default=None)


def at_stake(view: View, thresholds: Thresholds) -> bool:
    """Whether a second opinion can matter: a view decides its claim, or is for a person to look at."""
    return supports(view, thresholds) or opposing(view, thresholds) is not None or _in_the_band(view, thresholds)


def _counts(weighed: Weighed, view: View) -> bool:
    # A number that another passage has is not wrong: this passage speaks of something else. Of negations seen on one
    # side only hardly more are contradictions than not: they need the entailment model to say so too.
    conflict = weighed.conflict
    if conflict is None:
        return False
    if conflict.kind == "negation":
        return weighed.evidence.scores.get("contradiction", 0.0) >= _FAINT
    if conflict.kind in _SENSES:
        return not any(_says_it(other, weighed) for other in view.weighed)
    return conflict.kind != "quantity" or not conflict.claim or conflict.claim in view.missing


def _says_it(other: Weighed, weighed: Weighed) -> bool:
    """Whether a passage says what a less close one says otherwise: in younger adults, in a later trial."""
    scores, its = other.evidence.scores, weighed.evidence.scores
    otherwise = other.sense is not None or (other.conflict is not None and other.conflict.kind != "quantity")
    closer = scores["alignment"] > its["alignment"]
    return closer and not otherwise and scores.get("entailment", 0.0) >= _FAINT


def decide(
    reads: Sequence[Read],
    lacking: UncheckedReason | None,
    head: Head,
    *,
    lacking_must: UncheckedReason | None = None,
    whole_list: bool = False,
) -> Verdict:
    """The verdict on one claim.

    Args:
        reads: the cited papers that were read (may be empty).
        lacking: why another cited paper was not read, if so.
        head: gives the thresholds.
        lacking_must: why a paper that the claim says so of by name was not read, if so.
        whole_list: the claim cites nothing itself and fell back to the list: it is never called contradicted.
    """
    verdict = _decided(reads, lacking, head, lacking_must=lacking_must, whole_list=whole_list)
    unheard = [replace(read, view=read.view.model_copy(update={"judgement": None})) for read in reads]
    alone = _decided(unheard, lacking, head, lacking_must=lacking_must, whole_list=whole_list)
    if verdict.verdict is alone.verdict:
        return verdict
    if verdict.verdict is VerdictName.CONTRADICTED:
        # What is left where support in one paper is withheld must not become another paper's contradiction.
        verdict = _decided(reads, lacking, head, lacking_must=lacking_must, whole_list=True)
    return withheld(alone, verdict, MATCHER)


def withheld(alone: Verdict, left: Verdict, by: str) -> Verdict:
    """A verdict that was taken back: for review, with its own evidence and confidence; or what is left of it.

    Args:
        alone: the verdict.
        left: what the verdict would be otherwise; where that is `unchecked`, so is the claim.
        by: who disagrees.
    """
    disagreement = tuple(dict.fromkeys((*alone.disagreement, by)))
    if left.verdict is VerdictName.UNCHECKED:
        return left.model_copy(update={"disagreement": disagreement})
    evidence = tuple(e.model_copy(update={"stance": "nearest", "conflict": None}) for e in alone.evidence)
    return alone.model_copy(
        update={
            "verdict": VerdictName.UNVERIFIED,
            "review": True,
            "disagreement": disagreement,
            "evidence": evidence,
            "idle": (),
        }
    )


def _decided(
    reads: Sequence[Read],
    lacking: UncheckedReason | None,
    head: Head,
    *,
    lacking_must: UncheckedReason | None,
    whole_list: bool,
) -> Verdict:
    thresholds = head.thresholds
    completion = next((read.view.completion for read in reads if read.view.completion), None)
    if not reads:
        return unchecked(lacking or UncheckedReason.PAPER_MISSING, completion)
    best = max(reads, key=lambda read: (supports(read.view, thresholds), read.must, read.view.probabilities.support))
    if supports(best.view, thresholds):
        return _not_of_each(reads, lacking_must, thresholds, completion) or _verified(best, reads, head, completion)
    if lacking is not None:
        return unchecked(lacking, completion)
    against = [(read, weighed) for read in reads if (weighed := opposing(read.view, thresholds))]
    if against and not whole_list:
        read, weighed = max(against, key=lambda pair: pair[0].view.probabilities.contradict)
        view = read.view
        if view.probabilities.contradict < thresholds.contradicted:
            # The head hardly ever saw such a conflict; how often one is right was counted.
            view = view.model_copy(update={"probabilities": head.conflicting})
        return _judged(VerdictName.CONTRADICTED, view, weighed, completion)
    if any(read.abstract for read in reads):
        return unchecked(UncheckedReason.PAPER_MISSING, completion)
    verdict = _judged(VerdictName.UNVERIFIED, best.view, best.view.weighed[0], completion)
    found: dict[str, Any] = {"review": any(_in_the_band(read.view, thresholds) for read in reads)}
    if best.view.probabilities.support >= thresholds.verified:
        # So likely that only an objection held it back: what the claim says and the passage does not.
        first = best.view.weighed[0]
        nowhere = tuple(number for number in first.unborne if number in best.view.missing)
        found |= {"unborne": nowhere, "overstated": first.overstated}
    return verdict.model_copy(update=found)


def together(parts: Sequence[Verdict]) -> Verdict:
    """The verdict on a claim of several parts: the weakest part decides, and a contradicted one before all.

    Args:
        parts: the verdicts on the parts, in order, at least two.

    Returns:
        `verified` only where every part is, each with its own quotation; else for `review` where the main part, which
        is the first, is verified or a part is for review itself.
    """
    names = [part.verdict for part in parts]
    if VerdictName.CONTRADICTED in names:
        return parts[names.index(VerdictName.CONTRADICTED)].model_copy(update={"parts": tuple(parts)})
    if VerdictName.UNCHECKED in names:
        return parts[names.index(VerdictName.UNCHECKED)].model_copy(update={"parts": tuple(parts)})
    weakest = min(parts, key=lambda part: (part.verdict is VerdictName.VERIFIED, part.confidence or 0.0))
    verified = weakest.verdict is VerdictName.VERIFIED
    in_order = parts if verified else [weakest, *(part for part in parts if part is not weakest)]
    quoted: dict[tuple[str, Span], Evidence] = {}
    for part in in_order:
        quoted.setdefault((part.evidence[0].paper, part.evidence[0].span), part.evidence[0])
    return weakest.model_copy(
        update={
            "parts": tuple(parts),
            "evidence": tuple(quoted.values()),
            "review": not verified and (names[0] is VerdictName.VERIFIED or any(part.review for part in parts)),
            "idle": tuple(key for key in parts[0].idle if all(key in part.idle for part in parts)),
            # That another paper supports one part does not say that it supports the claim.
            "supported_elsewhere": None,
        }
    )


def _verified(best: Read, reads: Sequence[Read], head: Head, completion: str | None) -> Verdict:
    """Verified by its best paper, with the quotations of others that support it too; who carries nothing is idle."""
    verdict = _judged(VerdictName.VERIFIED, best.view, best.view.weighed[0], completion)
    others = [read for read in reads if read is not best]
    also = [
        read.view.weighed[0].evidence.model_copy(update={"stance": "support"})
        for read in others
        if supports(read.view, head.thresholds)
    ]
    idle = tuple(read.key for read in others if read.key and not read.abstract and _carries_nothing(read.view, head))
    return verdict.model_copy(
        update={"evidence": (verdict.evidence[0], *also[: _SHOWN - 1], *verdict.evidence[1:])[:_MOST], "idle": idle}
    )


def _not_of_each(
    reads: Sequence[Read], lacking_must: UncheckedReason | None, thresholds: Thresholds, completion: str | None
) -> Verdict | None:
    """What a claim that one paper supports comes to where it says so of another that does not; None where all do."""
    silent = [read for read in reads if read.must and not supports(read.view, thresholds)]
    if lacking_must is not None or any(read.abstract for read in silent):
        return unchecked(lacking_must or UncheckedReason.PAPER_MISSING, completion)
    if not silent:
        return None
    weakest = min(silent, key=lambda read: read.view.probabilities.support)
    verdict = _judged(VerdictName.UNVERIFIED, weakest.view, weakest.view.weighed[0], completion)
    return verdict.model_copy(update={"review": True, "silent": tuple(read.key for read in silent)})


def _carries_nothing(view: View, head: Head) -> bool:
    """Whether no passage of a paper speaks of the claim at all: silence of one that does proves nothing."""
    about = any(weighed.evidence.scores["alignment"] >= ABOUT for weighed in view.weighed)
    return not about and view.probabilities.support < head.thresholds.review


def _in_the_band(view: View, thresholds: Thresholds) -> bool:
    """Whether support or contradiction is likely, though not enough so, or would be but for an objection."""
    return max(view.probabilities.support, view.probabilities.contradict) >= thresholds.review


def _judged(name: VerdictName, view: View, deciding: Weighed, completion: str | None) -> Verdict:
    return Verdict(
        verdict=name,
        confidence=view.probabilities.support,
        probabilities=view.probabilities,
        disagreement=_disagreement(name, deciding.evidence, view),
        evidence=tuple(_evidence(name, view, deciding)),
        completion=completion,
    )


def _evidence(name: VerdictName, view: View, deciding: Weighed) -> list[Evidence]:
    """The deciding passage first, then the other best ones, each with its stance."""
    stance = {VerdictName.VERIFIED: "support", VerdictName.CONTRADICTED: "contradict"}.get(name, "nearest")
    conflict = deciding.conflict if stance == "contradict" and _counts(deciding, view) else None
    first = deciding.evidence.model_copy(update={"stance": stance, "conflict": conflict})
    others = [w for w in view.weighed if w is not deciding][: _SHOWN - 1]
    return [first, *(w.evidence for w in others)]


def _disagreement(name: VerdictName, evidence: Evidence, view: View) -> tuple[str, ...]:
    """The matchers that speak against what the others say: for a reader who wants to know how clear the case is."""
    likely = view.probabilities.support >= _FAINT
    against = _matchers_against(name, evidence.scores, view.objections, likely=likely)
    otherwise = (
        not agrees(view, "contradicted")
        if name is VerdictName.CONTRADICTED
        else agrees(view, "supported") is not likely
    )
    return (*against, MATCHER) if otherwise and view.judgement else against


def _matchers_against(
    name: VerdictName, scores: Mapping[str, float], objections: tuple[str, ...], *, likely: bool
) -> tuple[str, ...]:
    if name is VerdictName.CONTRADICTED:
        return tuple(m for m in (*_LIKENESS, "entailment") if scores.get(m, 0.0) >= _STRONG)
    if not likely:
        return tuple(m for m in _LIKENESS if scores.get(m, 0.0) >= _STRONG)
    return (*objections, *(m for m in ("embedding", "lexical", "entailment") if scores.get(m, 1.0) < _FAINT))
