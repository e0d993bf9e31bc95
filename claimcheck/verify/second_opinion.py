"""The judge: a language model as one more matcher, which may take a "verified" back and never gives a verdict.

The head was calibrated without it, a paper may try to talk to it, and a wrong "verified" is the worst that can be said.
So a judgement never makes a claim verified or contradicted, and never moves a probability: where it does not agree with
support that the calibrated verifier found, that verdict is withheld and a person is asked to look. A contradiction
stays, with the judge named among those who see it otherwise: what a paper says to a model must not open a gate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from claimcheck.model import Judgement
from claimcheck.verify.views import View, Weighed

MATCHER = "judge"
_SCORES = {"supported": 1.0, "contradicted": 0.0, "not_enough": 0.5}


class LanguageJudge(Protocol):
    """What is handed in: the claim and the words of passages, best first, give a judgement or None."""

    def __call__(self, claim: str, passages: Sequence[str], /) -> Judgement | None:
        """The judgement; None where there is none that can be used."""


def with_judgement(view: View, claim: str, judge: LanguageJudge) -> View:
    """A view with what the judge says of its claim; unchanged where the judge says nothing.

    It reads the passages that the entailment model read. Each gets the score `judge`: 1 where the judge goes by it for
    support, 0 where it goes by it for contradiction, 0.5 where it decides nothing.
    """
    read = [w for w in view.weighed if "entailment" in w.evidence.scores]
    judgement = judge(claim, [w.evidence.quotation for w in read])
    if judgement is None:
        return view
    decided = dict.fromkeys(judgement.passages, _SCORES[judgement.verdict])
    scored = {id(w): _scored(w, decided.get(place, _SCORES["not_enough"])) for place, w in enumerate(read)}
    weighed = tuple(scored.get(id(w), w) for w in view.weighed)
    return view.model_copy(update={"weighed": weighed, "judgement": judgement})


def _scored(weighed: Weighed, score: float) -> Weighed:
    scores = weighed.evidence.scores | {MATCHER: score}
    return weighed.model_copy(update={"evidence": weighed.evidence.model_copy(update={"scores": scores})})


def agrees(view: View, verdict: str) -> bool:
    """Whether the judge says so too, or says nothing."""
    return view.judgement is None or view.judgement.verdict == verdict
