"""The `table` format: one row a claim, the counts, and the findings one a line. For people at a terminal."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from claimcheck.model import VerdictName
from claimcheck.render import wording
from claimcheck.render.clean import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from claimcheck.model import Audit, AuditedClaim, Finding, Paper

# Below this the evidence stands under its claim: two columns of text side by side would be slivers.
_SIDE_BY_SIDE = 90
# More findings of one kind than this, all with one cause, bury the others.
_FEW = 5
# Characters in a cell.
_LONGEST = 5_000

VERDICT_STYLES = {
    VerdictName.VERIFIED: "green",
    VerdictName.CONTRADICTED: "bold red",
    VerdictName.UNVERIFIED: "yellow",
    VerdictName.UNCHECKED: "dim",
}
_LEVEL_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def render_terminal(audit: Audit, *, width: int, color: bool) -> str:
    """The audit as a table of `width` columns (60 or more), with ANSI colours where `color` is set.

    Text is folded, and cut only after thousands of characters. The lines of the findings are not folded, so that each
    stays one line for other programs.
    """
    title = Text(clean(audit.report.path), style="bold")
    if audit.error is not None:
        # Of an unreadable file its reader has said the name.
        error = clean(audit.error).removeprefix(f"{title.plain.rpartition('/')[2]}: ")
        return printed([Text.assemble(title, ": ", (error, "red"))], width=width, color=color)
    parts: list[RenderableType] = [title]
    if audit.claims:
        parts.append(_table(audit, width))
    parts.append(Text(wording.summary(audit)))
    output = printed(parts, width=width, color=color)
    if audit.findings:
        shown, folded = _fold(audit)
        output += "\n" + printed([_finding(finding) for finding in shown], width=None, color=color)
        output += printed([Text(folded, style="yellow")], width=None, color=color) if folded else ""
    return output


def printed(parts: list[RenderableType], *, width: int | None, color: bool) -> str:
    """What rich makes of the parts, one below the other, whatever the environment says; `width` None folds nothing."""
    file = StringIO()
    console = Console(
        file=file,
        width=width or 80,
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,
        legacy_windows=False,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for part in parts:
        console.print(part, soft_wrap=width is None)
    return "".join(f"{line.rstrip(' ')}\n" for line in file.getvalue().split("\n")[:-1])


def _table(audit: Audit, width: int) -> Table:
    side_by_side = width >= _SIDE_BY_SIDE
    papers = {paper.id: paper for paper in audit.papers}
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, leading=1, header_style="bold")
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("Claim" if side_by_side else "Claim and evidence", ratio=1, overflow="fold")
    table.add_column("Verdict", min_width=len("✗ contradicted"), max_width=len("✗ contradicted"), overflow="fold")
    table.add_column("Conf.", justify="right", no_wrap=True)
    if side_by_side:
        table.add_column("Evidence", ratio=1, overflow="fold")
    for claim in audit.claims:
        text, evidence = bounded(_claim(claim)), bounded(_evidence(claim, papers))
        cells = [text, evidence] if side_by_side else [Text("\n").join(filter(None, [text, evidence]))]
        table.add_row(str(claim.number), cells[0], _verdict(claim), wording.confidence(claim), *cells[1:])
    return table


def _claim(claim: AuditedClaim) -> Text:
    text = Text(clean(claim.text))
    if claim.truncated:
        text.append(" ⟨cut off⟩", style="yellow")
    if read_as := wording.read_as(claim):
        text.append(f" ⟨read as: {read_as}⟩", style="dim")
    if found_by := wording.found_by(claim):
        text.append(f" ⟨{found_by}⟩", style="dim")
    if claim.completion:
        text.append(f" [in the source: {clean(claim.completion)}]", style="dim")
    return text


def bounded(text: Text) -> Text:
    """Long enough for every sentence that a person reads; folding a megabyte takes half a minute."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].append(f"… ⟨{len(text) - _LONGEST} characters more⟩", style="yellow")


def _verdict(claim: AuditedClaim) -> Text:
    text = Text(wording.verdict(claim), style=VERDICT_STYLES[claim.verdict])
    if qualification := wording.qualification(claim):
        text.append(f"\n{qualification}")
    return text


def _evidence(claim: AuditedClaim, papers: dict[str, Paper]) -> Text:
    """The quotation that decided the claim, or the nearest one, and what differs from it."""
    if not claim.evidence:
        return Text()
    first = claim.evidence[0]
    text = Text()
    if first.stance == "nearest":
        text.append("nearest: ", style="dim")
    text.append(f"“{clean(first.quotation)}”", style="dim" if first.stance == "nearest" else "")
    text.append(f" {wording.source(first, papers)}", style="cyan")
    if differs := wording.differs(first):
        text.append(f"; {differs}", style="red")
    return text


def _fold(audit: Audit) -> tuple[list[Finding], str]:
    """The findings without those that only repeat, row by row, that papers are missing; and one line in their place."""
    unchecked = [finding for finding in audit.findings if finding.rule == "CC105"]
    if len(unchecked) <= _FEW:
        return list(audit.findings), ""
    shown = [finding for finding in audit.findings if finding.rule != "CC105"]
    return shown, (
        f"{clean(audit.report.path)}: CC105 warning {len(unchecked)} claims could not be checked; the table says why,"
        " --format json lists each. Papers at hand go behind --papers, as files named by their arXiv id."
    )


def _finding(finding: Finding) -> Text:
    return Text.assemble(
        wording.place(finding),
        f" {finding.rule} ",
        (finding.level, _LEVEL_STYLES[finding.level]),
        f" {clean(finding.message)}",
    )
