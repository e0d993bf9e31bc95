"""The words in which all formats speak of verdicts, evidence and audits: plain text, cleaned, not yet escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import ReferenceStatus, UncheckedReason, VerdictName
from claimcheck.render.clean import clean
from claimcheck.words import two_decimals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimcheck.model import Audit, AuditedClaim, Evidence, Finding, Paper, Printed

_ADDED = re.compile(r"\[[^\[\]]+\]")
NOTHING = "–"

SIGNS = {
    VerdictName.VERIFIED: "✓",
    VerdictName.CONTRADICTED: "✗",
    VerdictName.UNVERIFIED: "?",
    VerdictName.UNCHECKED: NOTHING,
}

REASONS = {
    UncheckedReason.NO_CITATION: "cites nothing",
    UncheckedReason.PAPER_MISSING: "paper missing",
    UncheckedReason.PAPER_UNREADABLE: "paper unreadable",
    UncheckedReason.WRONG_PAPER: "wrong paper",
    UncheckedReason.UNSUPPORTED_LANGUAGE: "language not supported",
}


CITED_BY = {
    "marker": "named in the claim itself",
    "row": "named in its table row",
    "heading": "named in the heading above it",
    "paragraph": "named in its paragraph",
    "list": "it names no paper, so every paper of the list was looked at",
    "none": "it names no paper",
}
_VERDICTS = {
    VerdictName.VERIFIED: "A paper that it cites supports it, above the threshold.",
    VerdictName.CONTRADICTED: "A paper that it cites says otherwise, above the threshold.",
    VerdictName.UNVERIFIED: "All papers that it cites were read, and none supports it.",
}
_UNCHECKED = {
    UncheckedReason.NO_CITATION: "It cites no paper to check it against.",
    UncheckedReason.PAPER_MISSING: (
        "A paper that it cites could not be had, or only its abstract, and nothing read settles it."
    ),
    UncheckedReason.PAPER_UNREADABLE: "A paper that it cites could not be read, and nothing read settles it.",
    UncheckedReason.WRONG_PAPER: "The text at hand is another paper's.",
    UncheckedReason.UNSUPPORTED_LANGUAGE: "It is mostly not in Latin letters, which the matchers cannot read.",
}
_REVIEW = " It lies in the band below a threshold: a person should look."


def verdict(claim: AuditedClaim) -> str:
    """Sign and word: `✓ verified`."""
    return f"{SIGNS[claim.verdict]} {claim.verdict.value}"


def qualification(claim: AuditedClaim) -> str:
    """What stands beside a verdict: `review`, why it was not checked, or nothing."""
    if claim.reason is not None:
        return REASONS[claim.reason]
    return "review" if claim.review else ""


def confidence(claim: AuditedClaim) -> str:
    """Two decimals, or a dash where nothing was checked."""
    return NOTHING if claim.confidence is None else two_decimals(claim.confidence)


_SILENT = "A paper that it cites supports it, and another one, of which it says so, does not: a person should look."


def meaning(claim: AuditedClaim) -> str:
    """What the verdict says, in a sentence or two."""
    if claim.silent:
        return _SILENT
    sentence = _UNCHECKED[claim.reason] if claim.reason else _VERDICTS[claim.verdict]
    return sentence + (_REVIEW if claim.review else "")


def status(reached: ReferenceStatus) -> str:
    """How far a reference got: `wrong paper`."""
    return reached.value.replace("_", " ")


def printed(said: Printed) -> str:
    """What the report's own table says of a claim: `verified, confidence 0.91`."""
    parts = []
    if said.verified is not None:
        parts.append("verified" if said.verified else "not verified")
    if said.confidence is not None:
        parts.append(f"confidence {said.confidence:.2f}")
    return ", ".join(parts) or "neither a verdict nor a confidence"


# From `floor` on, a probability is spoken of like this. After the scale of the IPCC's guidance note on uncertainty
# (Mastrandrea et al., 2010).
_LIKELIHOODS = (
    (0.9, "very likely supported"),
    (0.66, "likely supported"),
    (0.33, "about as likely supported as not"),
    (0.1, "unlikely to be supported"),
    (0.0, "very unlikely to be supported"),
)


def hundred(value: float) -> str:
    """A probability, 0 to 1, as a count in a hundred: `97 in 100`; never nothing, never certainty."""
    count = round(value * 100)
    if count in (0, 100):
        return "fewer than 1 in 100" if count == 0 else "more than 99 in 100"
    return f"{count} in 100"


def sureness(claim: AuditedClaim, thresholds: Mapping[str, float]) -> str:  # noqa: PLR0911 - a decision list
    """The confidence of a claim in plain words, and what it means at these thresholds; why, where there is none."""
    value, every = claim.confidence, claim.probabilities
    if value is None:
        return meaning(claim)
    likelihood = next(words for floor, words in _LIKELIHOODS if value >= floor)
    said = f"{likelihood[0].upper()}{likelihood[1:]}, {hundred(value)}"
    if claim.verdict is VerdictName.CONTRADICTED:
        return f"{said}; contradicted, {hundred(every.contradict)}." if every else f"{said}."
    if claim.silent:
        return f"{said}, by a paper of which it says so; another one supports it, so a person should look."
    least = thresholds.get("verified", 1.0)
    if claim.verdict is VerdictName.VERIFIED:
        return f"{said}; the threshold is {least * 100:g}."
    look = ", so a person should look" if claim.review else ""
    if value >= least:
        against = " and ".join(clean(name) for name in claim.disagreement) or "the matchers"
        return f"{said}; above the threshold of {least * 100:g}, but not without objection ({against}){look}."
    review = thresholds.get("review", 1.0)
    if claim.review and every and value < review <= every.contradict:
        return f"{said}; but perhaps contradicted, {hundred(every.contradict)}{look}."
    just = "just " if round(value * 100) >= least * 100 else ""
    return f"{said}; {just}below the threshold of {least * 100:g}{look}."


def paper_and_page(evidence: Evidence) -> str:
    """`2305.10601 p. 1`: where to look, as short as it can be said."""
    return clean(evidence.paper) + ("" if evidence.page is None else f" p. {evidence.page}")


def source(evidence: Evidence, papers: dict[str, Paper]) -> str:
    """`2305.10601v2 p. 1 (Abstract)`, as far as it is known, and whether only an abstract was read."""
    version = "" if evidence.version is None else f"v{evidence.version}"
    page = "" if evidence.page is None else f" p. {evidence.page}"
    section = f" ({clean(evidence.section)})" if evidence.section else ""
    paper = papers.get(evidence.paper)
    abstract = ", abstract only" if paper and paper.text == "abstract" else ""
    return f"{clean(evidence.paper)}{version}{page}{section}{abstract}"


def read_as(claim: AuditedClaim) -> str:
    """The statement of a claim to which a name was added in square brackets; empty where nothing was added."""
    added = any(part not in claim.text for part in _ADDED.findall(claim.statement))
    return clean(claim.statement) if added else ""


def found_by(claim: AuditedClaim) -> str:
    """How a claim came in that the rules took for none; empty for all others."""
    if claim.passed_over is None:
        return ""
    return f"found by the language model; the rules passed it over: {claim.passed_over.replace('_', ' ')}"


def differs(evidence: Evidence) -> str:
    """What differs between a claim and the passage that contradicts it; empty where that is not known."""
    if evidence.conflict is None:
        return ""
    return f"the claim has “{clean(evidence.conflict.claim)}”, the source “{clean(evidence.conflict.source)}”"


def summary(audit: Audit) -> str:
    """The counts of an audit on one line."""
    counts = audit.summary
    unverified = f"{counts.unverified} unverified"
    if counts.review:
        unverified += f" ({counts.review} for review)"
    read = sum(reference.status is ReferenceStatus.READ for reference in audit.references)
    verdicts = (
        f"{counts.verified} verified, {counts.contradicted} contradicted, {unverified}, {counts.unchecked} unchecked"
    )
    papers = f"{read} of {plural(len(audit.references), 'paper')} read"
    return f"{plural(counts.claims, 'claim')}: {verdicts}; {counts.skipped} skipped; {papers}"


def plural(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def place(finding: Finding) -> str:
    """`review.md:12:3`; for a paged report with the page behind, since its lines count from the top of each page."""
    spot = finding.location
    return f"{clean(spot.file)}:{spot.line}:{spot.column}" + (f" (page {spot.page})" if spot.page else "")
