"""The `csv` format: a row a claim, for spreadsheets. RFC 4180, in UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.render import wording
from claimcheck.render.annotations import place_of
from claimcheck.render.clean import clean
from claimcheck.words import two_decimals

if TYPE_CHECKING:
    from claimcheck.model import Audit, AuditedClaim, AuditFile

_MARK = "\ufeff"
# What makes a spreadsheet take a cell for a formula, in the wide forms of East Asia too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")

# Excel breaks a longer cell into several.
_LONGEST = 32_767
_YES_NO = {True: "yes", False: "no"}
_HEADER = (
    *("report", "number", "id", "file", "page", "line", "claim", "cut_off", "cites"),
    *("verdict", "review", "reason", "confidence", "findings"),
    *("stance", "paper", "version", "paper_page", "section", "quotation", "differs"),
)


def render_csv(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """All claims of all reports that could be audited, each with its first evidence and the rules that it breaks."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for audit in file.audits:
        rules: dict[str | None, list[str]] = {}
        for finding in audit.findings:
            rules.setdefault(finding.claim_id, []).append(finding.rule)
        for claim in audit.claims:
            writer.writerow([_cell(value) for value in _row(audit, claim, rules.get(claim.id, []))])
    return _MARK + output.getvalue()


def _row(audit: Audit, claim: AuditedClaim, rules: list[str]) -> tuple[object, ...]:
    path, line = place_of(audit, claim.location)
    confidence = None if claim.confidence is None else two_decimals(claim.confidence)
    cites = "; ".join(map(_named, claim.cites))
    return (
        *(audit.report.path, claim.number, claim.id, path, claim.location.page, line, claim.text),
        *(_YES_NO[claim.truncated], cites, claim.verdict.value, _YES_NO[claim.review]),
        *(claim.reason and claim.reason.value, confidence, " ".join(rules)),
        *_evidence(claim),
    )


def _evidence(claim: AuditedClaim) -> tuple[object, ...]:
    if not claim.evidence:
        return (None,) * 7
    first = claim.evidence[0]
    where = (first.stance, _named(first.paper), first.version, first.page, first.section)
    return (*where, first.quotation, wording.differs(first))


def _named(key: str) -> str:
    """`arXiv:2305.10600`: bare, a spreadsheet would take it for a number, and cut off its last zeros."""
    return f"arXiv:{key}" if parse_arxiv_id(key) else key


def _cell(value: object) -> str:
    """An apostrophe before what would be a formula: the spreadsheet then shows it as the text that it is."""
    text = "" if value is None else clean(str(value))
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 2]}…"
    return f"'{text}" if text.startswith(_FORMULA) else text
