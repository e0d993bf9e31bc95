"""The rules about claims, CC101 to CC110, CC201 and CC204: one function a rule, in the order of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.judge.breach import Breach, of_claim
from claimcheck.judge.wording import cited_papers, listing, named, nearest, quoted, source
from claimcheck.model import ReferenceStatus, UncheckedReason, VerdictName
from claimcheck.words import two_decimals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.model import Audit, AuditedClaim

# Printed confidences are mostly rounded or guessed to one decimal: less than this apart is agreement.
_CONFIDENCE_APART = 0.1

_WHY_UNCHECKED = {
    UncheckedReason.PAPER_MISSING: "a paper it cites could not be had",
    UncheckedReason.PAPER_UNREADABLE: "a paper it cites could not be read",
    UncheckedReason.WRONG_PAPER: "the text at hand is another paper's",
    UncheckedReason.UNSUPPORTED_LANGUAGE: "it is mostly not in Latin letters",
}


def no_support(audit: Audit) -> Iterator[Breach]:
    """CC101: all cited papers were read and none supports the claim."""
    for claim in audit.claims:
        if claim.verdict is VerdictName.UNVERIFIED and not claim.review:
            yield of_claim(
                claim, f"no support in {cited_papers(claim, audit)} for {quoted(claim.text)}{nearest(claim)}"
            )


def contradicted(audit: Audit) -> Iterator[Breach]:
    """CC102: a cited paper says otherwise, and not just by a quantity."""
    for claim in audit.claims:
        if claim.verdict is VerdictName.CONTRADICTED and not _differs_by_quantity(claim):
            first = claim.evidence[0]
            ours, theirs = (first.conflict.claim, first.conflict.source) if first.conflict else ("", "")
            yield of_claim(
                claim,
                f"{source(first)} contradicts {quoted(claim.text, ours)}; it says {quoted(first.quotation, theirs)}",
            )


def quantity_differs(audit: Audit) -> Iterator[Breach]:
    """CC103: a quantity in the claim is another one in the source."""
    for claim in audit.claims:
        if claim.verdict is VerdictName.CONTRADICTED and _differs_by_quantity(claim):
            first = claim.evidence[0]
            ours, theirs = (first.conflict.claim, first.conflict.source) if first.conflict else ("", "")
            yield of_claim(
                claim,
                f"{quoted(ours)} here, {quoted(theirs)} in {source(first)}: "
                f"the claim {quoted(claim.text, ours)}; the source {quoted(first.quotation, theirs)}",
            )


def review(audit: Audit) -> Iterator[Breach]:
    """CC104: the verdict lies in the band where a person should look."""
    for claim in audit.claims:
        if claim.review:
            against = f", {listing(claim.disagreement)} against it" if claim.disagreement else ""
            confidence = "" if claim.confidence is None else f" (confidence {two_decimals(claim.confidence)}{against})"
            silent = listing([named(key, audit) for key in claim.silent])
            why = f"supported, but not by {silent}, of which it says so" if silent else f"too close to call{confidence}"
            yield of_claim(claim, f"{why}: {quoted(claim.text)}{nearest(claim)}")


def unchecked(audit: Audit) -> Iterator[Breach]:
    """CC105: the claim could not be checked, for another reason than that it cites nothing."""
    statuses = {reference.key: reference.status for reference in audit.references}
    papers = {reference.key: reference.paper for reference in audit.references}
    abstracts = {paper.id for paper in audit.papers if paper.text == "abstract"}
    for claim in audit.claims:
        if claim.reason is None or claim.reason is UncheckedReason.NO_CITATION:
            continue
        why, at_fault = _WHY_UNCHECKED[claim.reason], []
        if claim.reason is not UncheckedReason.UNSUPPORTED_LANGUAGE:
            at_fault = [key for key in claim.cites if statuses.get(key) is not ReferenceStatus.READ]
            if not at_fault:
                at_fault = [key for key in claim.cites if papers.get(key) in abstracts]
                why = "only an abstract could be had, and it is silent" if at_fault else why
        named = f" ({listing(at_fault)})" if at_fault else ""
        yield of_claim(claim, f"not checked, {why}{named}: {quoted(claim.text)}")


def truncated(audit: Audit) -> Iterator[Breach]:
    """CC106: the claim breaks off in the report."""
    for claim in audit.claims:
        if claim.truncated:
            completion = f"; in the source {quoted(claim.completion)}" if claim.completion else ""
            # The end is what shows that it is cut off.
            yield of_claim(claim, f"cut off: {quoted(claim.text, claim.text[-60:])}{completion}")


def printed_differs(audit: Audit) -> Iterator[Breach]:
    """CC107: what the report's own table says of the claim is not what was found."""
    for claim in audit.claims:
        if claim.printed is None:
            continue
        verified = claim.verdict is VerdictName.VERIFIED
        verdict_differs = claim.printed.verified is not None and claim.printed.verified != verified
        if not (verdict_differs or _confidence_differs(claim)):
            continue
        found = "it could not be checked" if claim.verdict is VerdictName.UNCHECKED else f"it is {claim.verdict.value}"
        if claim.confidence is not None:
            found += f" with confidence {two_decimals(claim.confidence)}"
        yield of_claim(claim, f"printed as {_as_printed(claim)}, but {found}: {quoted(claim.text)}")


def supported_elsewhere(audit: Audit) -> Iterator[Breach]:
    """CC108: not the paper that the claim cites but another one of the list supports it."""
    for claim in audit.claims:
        if claim.supported_elsewhere is not None and claim.cited_by not in ("list", "none"):
            yield of_claim(
                claim,
                f"supported by {claim.supported_elsewhere}, not by {cited_papers(claim, audit)}: {quoted(claim.text)}",
            )


def overstated(audit: Audit) -> Iterator[Breach]:
    """CC109: but for a word of scope or strength, or a hedge that it drops, the source would support the claim."""
    for claim in audit.claims:
        for part in claim.parts or (claim,):
            if part.overstated:
                first, added = part.evidence[0], listing([quoted(word) for word in part.overstated])
                yield of_claim(
                    claim,
                    f"{source(first)} does not bear out {added}: the claim {quoted(claim.text, part.overstated[0])}; "
                    f"the source {quoted(first.quotation)}",
                )


def partly_supported(audit: Audit) -> Iterator[Breach]:
    """CC110: the main part of the claim is supported, and another part, or a number in it, is not."""
    for claim in audit.claims:
        if claim.verdict is not VerdictName.UNVERIFIED:
            continue
        if claim.parts and claim.parts[0].verdict is VerdictName.VERIFIED:
            lacking = [quoted(part.text) for part in claim.parts if part.verdict is not VerdictName.VERIFIED]
            yield of_claim(claim, f"supported in its main part only, not in {listing(lacking)}: {quoted(claim.text)}")
        for part in claim.parts or (claim,):
            if part.unborne:
                numbers = listing([quoted(number) for number in part.unborne])
                yield of_claim(
                    claim, f"supported but for {numbers}: {quoted(claim.text, part.unborne[0])}{nearest(part)}"
                )


def idle_citation(audit: Audit) -> Iterator[Breach]:
    """CC204: of several cited papers one says nothing of what the claim says."""
    for claim in audit.claims:
        if claim.idle and claim.cited_by in ("marker", "row"):
            idle = listing([named(key, audit) for key in claim.idle])
            yield of_claim(claim, f"{idle} carries no part of {quoted(claim.text)}")


def cites_nothing(audit: Audit) -> Iterator[Breach]:
    """CC201: a claim about a source that cites none."""
    for claim in audit.claims:
        if claim.cited_by == "none" or claim.reason is UncheckedReason.NO_CITATION:
            yield of_claim(claim, f"no source is cited for {quoted(claim.text)}")


def _differs_by_quantity(claim: AuditedClaim) -> bool:
    conflict = claim.evidence[0].conflict
    return conflict is not None and conflict.kind == "quantity"


def _confidence_differs(claim: AuditedClaim) -> bool:
    if claim.confidence is None or claim.printed is None or claim.printed.confidence is None:
        return False
    # Rounded, so that 0.30 against 0.20 is exactly 0.1 apart and not a hair more.
    return round(abs(claim.printed.confidence - claim.confidence), 6) > _CONFIDENCE_APART


def _as_printed(claim: AuditedClaim) -> str:
    parts = []
    if claim.printed and claim.printed.verified is not None:
        parts.append("verified" if claim.printed.verified else "not verified")
    if claim.printed and claim.printed.confidence is not None:
        parts.append(f"confidence {claim.printed.confidence:.2f}")
    return " with ".join(parts)
