"""What `verify` gives: the verdict on a claim, with its evidence."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from claimcheck.model.base import Noun, Probability, Span


class VerdictName(StrEnum):
    """What the evidence says of a claim."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"
    UNCHECKED = "unchecked"


class UncheckedReason(StrEnum):
    """Why a claim could not be checked."""

    NO_CITATION = "no_citation"
    PAPER_MISSING = "paper_missing"
    PAPER_UNREADABLE = "paper_unreadable"
    WRONG_PAPER = "wrong_paper"
    UNSUPPORTED_LANGUAGE = "unsupported_language"


class Probabilities(Noun):
    """The calibrated probabilities of the three outcomes; they sum to 1."""

    support: Probability
    contradict: Probability
    neither: Probability

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        if abs(self.support + self.contradict + self.neither - 1.0) > 1e-3:
            raise ValueError("the three probabilities must sum to 1")
        return self


class Conflict(Noun):
    """Two things that differ between a claim and a passage: what kind, and both as they are printed."""

    kind: Literal["quantity", "direction", "negation", "partners", "scope"]
    claim: str
    source: str


class Disagreement(Noun):
    """Two claims of one report, by id, that contradict each other; `conflict` has what each of them says."""

    first: str
    second: str
    conflict: Conflict


class Evidence(Noun):
    """A passage that decides a claim, or the nearest one, with the scores that chose it.

    `scores` are by matcher, each 0 to 1; `unmatched` are the claim's words without a counterpart in the passage;
    `conflict` names the two things that differ where the stance is `contradict`; `gone_from` is a newer version of the
    paper in which the quotation no longer stands.
    """

    paper: str
    version: int | None = None
    page: int | None = None
    section: str | None = None
    quotation: str = Field(min_length=1)
    span: Span
    stance: Literal["support", "contradict", "nearest"]
    scores: dict[str, Probability] = Field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    conflict: Conflict | None = Field(default=None, exclude=True)
    gone_from: int | None = Field(default=None, exclude=True)


class Judgement(Noun):
    """What a language model says of a claim, read against numbered passages.

    `passages` are the places, from 0, of those that it decides by; `quotation` stands in one of them word for word, and
    is empty for `not_enough`; `why` is the model's own sentence.
    """

    verdict: Literal["supported", "contradicted", "not_enough"]
    passages: tuple[int, ...] = ()
    quotation: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _quoted(self) -> Self:
        if (self.verdict != "not_enough") != bool(self.quotation and self.passages):
            raise ValueError("a judgement that decides, and no other, has its passages and a quotation")
        return self


class Verdict(Noun):
    """What was found of one claim. See `../README.md` for when each verdict is given.

    Attributes:
        parts: the verdicts on the claim's parts, in order.
        idle: keys of cited references whose papers carry nothing of the claim, where another one carries it.
        silent: keys of cited references of which the claim says so by name, or as of each, and whose papers do not
            support it, where another one does.
        overstated: words of scope or strength that the claim adds to a passage which else supports it.
        unborne: numbers of the claim that such a passage does not have.
    """

    verdict: VerdictName
    confidence: Probability | None = None
    probabilities: Probabilities | None = None
    review: bool = False
    reason: UncheckedReason | None = None
    disagreement: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    completion: str | None = None
    parts: tuple[Verdict, ...] = ()
    supported_elsewhere: str | None = Field(default=None, exclude=True)
    idle: tuple[str, ...] = Field(default=(), exclude=True)
    silent: tuple[str, ...] = Field(default=(), exclude=True)
    overstated: tuple[str, ...] = Field(default=(), exclude=True)
    unborne: tuple[str, ...] = Field(default=(), exclude=True)

    @model_validator(mode="after")
    def _no_lie(self) -> Self:
        name = self.verdict
        if (name is VerdictName.UNCHECKED) != (self.reason is not None):
            raise ValueError("an unchecked claim, and no other, has a reason")
        if (name is VerdictName.UNCHECKED) != (self.confidence is None):
            raise ValueError("an unchecked claim, and no other, has no confidence")
        stance = {VerdictName.VERIFIED: "support", VerdictName.CONTRADICTED: "contradict"}.get(name)
        if stance and not (self.evidence and self.evidence[0].stance == stance):
            raise ValueError(f"a {name} claim needs its {stance} quotation first")
        if stance and self.review:
            raise ValueError(f"a {name} claim is never for review")
        return self
