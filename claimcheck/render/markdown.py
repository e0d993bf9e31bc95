"""The `markdown` format, for pull requests and job summaries: GitHub's dialect."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.render import wording
from claimcheck.render.clean import clean

if TYPE_CHECKING:
    from claimcheck.model import Audit, AuditedClaim, Finding, Paper

_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>&~$|#"})
# GitHub makes links of bare addresses, mentions and issue numbers and images of emoji names, after all escaping: only
# inside code it does not. Pieces without blanks, bars, backticks and backslashes can stand inside code as they are.
_PIECES = re.compile(r"([\s|`\\]+)")
_LINKED = re.compile(r"://|www\.|@|mailto:|xmpp:|#\d|gh-\d|:[\w+-]+:", re.IGNORECASE)


def escape(text: str) -> str:
    """Text that GitHub shows as it is: no markup, HTML, link, mention or image can come of it. One line."""
    text = clean(text)
    if not _LINKED.search(text):
        return text.translate(_ESCAPED)
    return "".join(
        f"`{piece}`" if _LINKED.search(piece) else piece.translate(_ESCAPED) for piece in _PIECES.split(text)
    )


def render_markdown(audit: Audit) -> str:
    """The audit as a Markdown document: title, counts, a row a claim, findings, what was skipped."""
    head = [f"# {escape(audit.report.title or audit.report.path)}", ""]
    if audit.error is not None:
        return "\n".join([*head, f"**Not audited:** {escape(audit.error)}", ""])
    head += [f"{escape(wording.summary(audit))}.", ""]
    return "\n".join([*head, *_claims(audit), *_findings(audit), *_skipped(audit)])


def _claims(audit: Audit) -> list[str]:
    if not audit.claims:
        return []
    papers = {paper.id: paper for paper in audit.papers}
    rows = [_row(claim, papers) for claim in audit.claims]
    return ["| # | Claim | Verdict | Confidence | Evidence |", "|--:|---|---|--:|---|", *rows, ""]


def _row(claim: AuditedClaim, papers: dict[str, Paper]) -> str:
    text = escape(claim.text)
    if claim.truncated:
        text += " ⟨cut off⟩"
    if read_as := wording.read_as(claim):
        text += f" ⟨read as: {escape(read_as)}⟩"
    if found_by := wording.found_by(claim):
        text += f" ⟨{found_by}⟩"
    if claim.completion:
        text += f" \\[in the source: {escape(claim.completion)}\\]"
    qualification = wording.qualification(claim)
    verdict = wording.verdict(claim) + (f" ({qualification})" if qualification else "")
    cells = [str(claim.number), text, verdict, wording.confidence(claim), _evidence(claim, papers)]
    return f"| {' | '.join(cells)} |"


def _evidence(claim: AuditedClaim, papers: dict[str, Paper]) -> str:
    if not claim.evidence:
        return ""
    first = claim.evidence[0]
    near = "nearest: " if first.stance == "nearest" else ""
    differs = wording.differs(first)
    return f"{near}“{escape(first.quotation)}” {escape(wording.source(first, papers))}" + (
        f"; {escape(differs)}" if differs else ""
    )


def _findings(audit: Audit) -> list[str]:
    if not audit.findings:
        return []
    return ["## Findings", "", *(_finding(finding) for finding in audit.findings), ""]


_NO_SENTENCE = frozenset(["heading", "table_header", "code", "generated"])


def _finding(finding: Finding) -> str:
    return f"- {escape(wording.place(finding))} **{finding.rule}** {finding.level}: {escape(finding.message)}"


def _skipped(audit: Audit) -> list[str]:
    if not audit.skipped:
        return []
    reasons = Counter(skipped.reason.replace("_", " ") for skipped in audit.skipped)
    told = len(audit.claims) + sum(skipped.reason not in _NO_SENTENCE for skipped in audit.skipped)
    kept = f"{len(audit.claims)} of {wording.plural(told, 'sentence')} and rows are claims about sources. The rest:"
    return ["## Skipped", "", kept, "", *(f"- {reason}: {count}" for reason, count in sorted(reasons.items())), ""]
