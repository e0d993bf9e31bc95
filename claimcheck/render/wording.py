"""The words in which all formats speak of verdicts, evidence and audits: plain text, cleaned, not yet escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import ReferenceStatus, UncheckedReason, VerdictName
from claimcheck.render.clean import clean
from claimcheck.words import two_decimals

if TYPE_CHECKING:
    from claimcheck.model import Audit, AuditedClaim, Evidence, Finding, Paper

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
