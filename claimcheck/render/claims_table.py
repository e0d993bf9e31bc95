"""The regenerated claims table, as `claimcheck table` prints it and writes it into the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from claimcheck.model import VerdictName
from claimcheck.render import wording
from claimcheck.render.clean import clean
from claimcheck.render.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import AuditedClaim


def claims_table(claims: Sequence[AuditedClaim], *, form: Literal["markdown", "text"], newline: str) -> str:
    """Claim, verdict and confidence, a row a claim; in Markdown with paper and page of the evidence too.

    The text form has its columns between tabs. Rows end with `newline`, the last one too. The verdict begins with its
    sign and an unknown confidence is a dash, so that the table can be read back.
    """
    rows = _markdown(claims) if form == "markdown" else _text(claims)
    return "".join(f"{row}{newline}" for row in rows)


def _markdown(claims: Sequence[AuditedClaim]) -> list[str]:
    rows = (
        f"| {escape(claim.text)} | {wording.verdict(claim)} | {wording.confidence(claim)} | {escape(_where(claim))} |"
        for claim in claims
    )
    return ["| Claim | Verified | Confidence | Evidence |", "|---|---|--:|---|", *rows]


def _text(claims: Sequence[AuditedClaim]) -> list[str]:
    rows = (f"{clean(claim.text)}\t{wording.verdict(claim)}\t{wording.confidence(claim)}" for claim in claims)
    return ["Claim\tVerified\tConfidence", *rows]


def _where(claim: AuditedClaim) -> str:
    """Where the decisive passage stands; the nearest passage of an unverified claim decides nothing."""
    if claim.verdict not in (VerdictName.VERIFIED, VerdictName.CONTRADICTED):
        return ""
    return wording.paper_and_page(claim.evidence[0])
