"""One claim in plain words: what it says and cites, what was found, and every passage that was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from claimcheck.render import wording
from claimcheck.render.clean import clean
from claimcheck.render.terminal import VERDICT_STYLES, printed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.model import Audit, AuditedClaim, Evidence, Judgement, Paper


def render_explain(  # noqa: PLR0913 (what one page needs, and each by its own name)
    audit: Audit,
    claim: AuditedClaim,
    considered: Sequence[tuple[str, Sequence[Evidence]]],
    *,
    thresholds: Mapping[str, float],
    judgements: Sequence[Judgement] = (),
    width: int,
    color: bool,
) -> str:
    """One claim of an audit explained, in `width` columns.

    Args:
        audit: Where the claim stands, with its references and papers.
        claim: The claim.
        considered: Every passage that was scored for the claim, or for each of its parts, the best first; beside them
            the words that were held against them.
        thresholds: The probabilities at which verdicts begin, by name.
        judgements: What a language model said of the claim and its parts.
        width: Columns, 60 or more.
        color: Whether to write ANSI colours.
    """
    papers = {paper.id: paper for paper in audit.papers}
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="bold", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, text in (*_claim(audit, claim), *_references(audit, claim), *_verdict(claim, thresholds)):
        facts.add_row(label, text)
    for judgement in judgements:
        facts.add_row("Judge", _judgement(judgement))
    shown: list[RenderableType] = [facts]
    for statement, passages in considered:
        held = f" for “{clean(statement)}”" if len(considered) > 1 else ""
        shown.append(Text(f"\n{wording.plural(len(passages), 'passage')} considered{held}", style="bold"))
        shown.append(_passages(passages, papers))
    return printed(shown, width=width, color=color)


def _claim(audit: Audit, claim: AuditedClaim) -> list[tuple[str, Text]]:
    where = claim.location
    page = f" (page {where.page})" if where.page else ""
    rows = [
        (f"Claim {claim.number}", Text(clean(claim.text))),
        ("Place", Text(f"{clean(audit.report.path)}:{where.line}:{where.column}{page}, id {clean(claim.id)}")),
    ]
    if clean(claim.statement) != clean(claim.text):
        rows.append(("Read as", Text(clean(claim.statement))))
    if claim.reading and claim.reading.judged != claim.judged:
        rows.append(("And as", Text(f"{clean(claim.reading.judged)} (by the language model)")))
    if found_by := wording.found_by(claim):
        rows.append(("Found", Text(f"{found_by[0].upper()}{found_by[1:]}.")))
    if claim.truncated:
        rows.append(("Cut off", Text("The claim breaks off in the report; its printed words alone were judged.")))
    if claim.completion:
        rows.append(("In the source", Text(clean(claim.completion))))
    return rows


def _references(audit: Audit, claim: AuditedClaim) -> list[tuple[str, Text]]:
    references = {reference.key: reference for reference in audit.references}
    lines = [wording.CITED_BY[claim.cited_by]]
    for key in claim.cites:
        reference = references.get(key)
        line = clean(key)
        if reference and reference.title:
            line += f" “{clean(reference.title)}”"
        if reference:
            detail = f", {clean(reference.detail)}" if reference.detail else ""
            line += f": {wording.status(reference.status)}{detail}"
        lines.append(line)
    return [("Cites", Text("\n".join(lines)))]


def _verdict(claim: AuditedClaim, thresholds: Mapping[str, float]) -> list[tuple[str, Text]]:
    sentence = wording.meaning(claim)
    verdict = Text.assemble((wording.verdict(claim), VERDICT_STYLES[claim.verdict]), f"  {sentence}")
    rows = [("Verdict", verdict)]
    rows += [
        (
            f"Part {part.number}",
            Text.assemble((wording.verdict(part), VERDICT_STYLES[part.verdict]), f"  {clean(part.statement)}"),
        )
        for part in claim.parts
    ]
    if claim.evidence and (differs := wording.differs(claim.evidence[0])):
        rows.append(("Differs", Text(differs)))
    if claim.probabilities:
        rows.append(("Probabilities", Text(_numbers(claim.probabilities.model_dump(), digits=3))))
    rows.append(("Thresholds", Text(_numbers(thresholds, digits=3))))
    if claim.disagreement:
        rows.append(("Disagreement", Text(", ".join(clean(name) for name in claim.disagreement))))
    if claim.printed is not None:
        rows.append(("Printed", Text(wording.printed(claim.printed))))
    return rows


def _judgement(judgement: Judgement) -> Text:
    quoted = f" “{clean(judgement.quotation)}”" if judgement.quotation else ""
    return Text(f"{judgement.verdict.replace('_', ' ')}:{quoted} {clean(judgement.why) or 'no reason given'}")


def _numbers(numbers: Mapping[str, float], digits: int = 2) -> str:
    return ", ".join(f"{clean(name).replace('_', ' ')} {value:.{digits}f}" for name, value in numbers.items())


def _passages(considered: Sequence[Evidence], papers: dict[str, Paper]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, evidence in enumerate(considered, start=1):
        lines = [
            Text.assemble(f"“{clean(evidence.quotation)}” ", (wording.source(evidence, papers), "cyan")),
            Text(f"{_STANCES[evidence.stance]}; {_numbers(evidence.scores) or 'no scores'}", style="dim"),
        ]
        if evidence.unmatched:
            words = ", ".join(clean(word) for word in evidence.unmatched)
            lines.append(Text(f"without a counterpart: {words}", style="dim"))
        if differs := wording.differs(evidence):
            lines.append(Text(differs, style="red"))
        table.add_row(str(number), Text("\n").join(lines))
    return table


_STANCES = {"support": "supports the claim", "contradict": "contradicts the claim", "nearest": "decides nothing"}
