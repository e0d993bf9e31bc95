"""The `latex` format: a table of claims for a paper. It needs `longtable` and `booktabs` in the preamble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import VerdictName
from claimcheck.render import wording
from claimcheck.render.escape import escape_latex

if TYPE_CHECKING:
    from claimcheck.model import Audit, AuditedClaim, AuditFile

_PREAMBLE = r"% \usepackage{longtable,booktabs}; characters beyond Latin and Greek want LuaLaTeX or XeLaTeX."
_BEGIN = r"\begin{longtable}{r p{0.42\linewidth} p{0.17\linewidth} r p{0.16\linewidth}}"
_HEADER = r"\# & Claim & Verdict & Conf. & Source \\"


def render_latex(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """A `longtable` a report, to be read into a paper; the source is named where it decides the verdict."""
    tables = [_table(audit, number) for number, audit in enumerate(file.audits, start=1)]
    return "\n".join([_PREAMBLE, *tables])


def _table(audit: Audit, number: int) -> str:
    title = escape_latex(audit.report.title or audit.report.path)
    if audit.error is not None:
        return f"\\noindent {title}: not audited, {escape_latex(audit.error)}\n"
    lines = [
        _BEGIN,
        f"\\caption{{{title}. {escape_latex(wording.summary(audit))}.}}\\label{{tab:claims-{number}}} \\\\",
        *(r"\toprule", _HEADER, r"\midrule", r"\endfirsthead", r"\toprule", _HEADER, r"\midrule", r"\endhead"),
        *(r"\bottomrule", r"\endfoot"),
        *map(_row, audit.claims),
        r"\end{longtable}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _row(claim: AuditedClaim) -> str:
    qualification = wording.qualification(claim)
    verdict = claim.verdict.value + (f" ({qualification})" if qualification else "")
    decided = claim.verdict in (VerdictName.VERIFIED, VerdictName.CONTRADICTED)
    source = wording.paper_and_page(claim.evidence[0]) if decided else ""
    text = f"{claim.text} […]" if claim.truncated else claim.text
    cells = (str(claim.number), text, verdict, wording.confidence(claim), source)
    return f"{' & '.join(map(escape_latex, cells))} \\\\"
