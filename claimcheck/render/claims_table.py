"""The regenerated claims table, as `claimcheck table` prints it and writes it into the report."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from claimcheck.model import VerdictName
from claimcheck.render import wording
from claimcheck.render.clean import clean
from claimcheck.render.latex import Latex
from claimcheck.render.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import AuditedClaim


TableForm = Literal["markdown", "text", "html", "latex"]

# Shares of the line that a column of a LaTeX table gets; the numbers of the confidence need no more than they take.
_WIDTHS = {"Claim": 0.4, "Verified": 0.16, "Confidence": None, "Evidence": 0.15, "Cites": 0.13}


def claims_table(claims: Sequence[AuditedClaim], *, form: TableForm, newline: str, source: str = "") -> str:
    """Claim, verdict and confidence, a row a claim; with paper and page of the evidence too, but not in plain text.

    Where rows of the old table named what they cite in a column of their own, a column `Cites` keeps that.

    The text form has its columns between tabs. Rows end with `newline`, the last one too. The verdict begins with its
    sign and an unknown confidence is a dash, so that the table can be read back. For LaTeX the report's own `source` is
    wanted (see `latex`).
    """
    header, rows = ["Claim", "Verified", "Confidence"], [_cells(claim) for claim in claims]
    if form != "text":
        header, rows = [*header, "Evidence"], [[*row, _where(claim)] for row, claim in zip(rows, claims, strict=True)]
    if any(claim.cited_by == "row" for claim in claims):
        header, rows = [*header, "Cites"], [[*row, _cites(claim)] for row, claim in zip(rows, claims, strict=True)]
    widths = [_WIDTHS[name] for name in header]
    return "".join(f"{line}{newline}" for line in lay_out(header, rows, form=form, source=source, widths=widths))


def lay_out(
    header: list[str], rows: list[list[str]], *, form: TableForm, source: str, widths: Sequence[float | None]
) -> list[str]:
    """The lines of a table in one of the forms; `source` and `widths` are for LaTeX."""
    return Latex(source).table(header, rows, widths) if form == "latex" else _FORMS[form](header, rows)


def _cells(claim: AuditedClaim) -> list[str]:
    return [claim.text, wording.verdict(claim), wording.confidence(claim)]


def _cites(claim: AuditedClaim) -> str:
    return ", ".join(claim.cites) if claim.cited_by == "row" else ""


def _markdown(header: list[str], rows: list[list[str]]) -> list[str]:
    rule = ["--:" if name in {"#", "Confidence"} else "---" for name in header]
    return [
        f"| {' | '.join(header)} |",
        f"|{'|'.join(rule)}|",
        *(f"| {' | '.join(map(escape, row))} |" for row in rows),
    ]


def _text(header: list[str], rows: list[list[str]]) -> list[str]:
    return ["\t".join(map(clean, row)) for row in [header, *rows]]


def _html(header: list[str], rows: list[list[str]]) -> list[str]:
    def row(cells: list[str], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{html.escape(clean(cell))}</{tag}>' for cell in cells)}</tr>"

    return [
        "<table>",
        f"<thead>{row(header, 'th')}</thead>",
        "<tbody>",
        *(row(cells, "td") for cells in rows),
        "</tbody>",
        "</table>",
    ]


_FORMS: dict[str, Callable[[list[str], list[list[str]]], list[str]]] = {
    "markdown": _markdown, "text": _text, "html": _html
}  # fmt: skip


def _where(claim: AuditedClaim) -> str:
    """Where the decisive passage stands; the nearest passage of an unverified claim decides nothing."""
    if claim.verdict not in (VerdictName.VERIFIED, VerdictName.CONTRADICTED):
        return ""
    return wording.paper_and_page(claim.evidence[0])
