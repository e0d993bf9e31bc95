"""Reviews as a table for a terminal, as Markdown and as JSON: every score beside the counts that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from claimcheck.render.clean import clean
from claimcheck.render.json_file import json_text
from claimcheck.render.markdown import escape
from claimcheck.render.terminal import bounded, printed
from claimcheck.render.wording import NOTHING, plural

if TYPE_CHECKING:
    from rich.console import RenderableType

    from claimcheck.model.review import Mend, Panel, ReaderScore, Review, ReviewFile, Score

FORMATS = ("table", "markdown", "json")
# Faults that a reader names and a terminal shows; the other formats have all.
_SHOWN = 3


def review_table(file: ReviewFile, *, width: int, color: bool) -> str:
    """A table of `width` columns (60 or more) a report: a row a reviewer; what would raise the whole stands below."""
    parts: list[RenderableType] = []
    for number, review in enumerate(file.reviews):
        gap = "\n" * bool(number)
        if review.error is not None:
            parts.append(Text(f"{gap}{clean(review.error)}", style="red"))
            continue
        parts += [Text(f"{gap}{clean(review.report.path)}: {_overall(review)}", style="bold"), _scores(review, width)]
        if review.raise_by:
            parts += [
                Text("What would raise it most, one after the other:"),
                *(Text(f"  {_mend(mend)}") for mend in review.raise_by),
            ]
        if review.panel:
            parts += [Text(f"\n{_heard(review.panel)}", style="bold"), _readers(review.panel, width)]
    if formulas := _formulas(file, intervals=False):
        parts.append(Text("\n".join(["", *formulas]), style="dim"))
    return printed(parts, width=width, color=color)


def review_markdown(file: ReviewFile) -> str:
    """The same as a document of GitHub's Markdown, a section a report."""
    lines: list[str] = []
    for review in file.reviews:
        lines += [f"# Review of {escape(review.report.title or review.report.path)}", ""]
        if review.error is not None:
            lines += [f"**Not reviewed:** {escape(review.error)}", ""]
            continue
        lines += [f"**{escape(_overall(review))}**", "", "| Reviewer | Score | Interval | Counts |"]
        lines += ["|---|--:|---|---|", *map(_row, review.scores), ""]
        if review.raise_by:
            lines += [
                "What would raise it most, one after the other:",
                "",
                *(f"- {escape(_mend(mend))}" for mend in review.raise_by),
                "",
            ]
        if review.panel:
            lines += _panel(review.panel)
    if formulas := _formulas(file, intervals=True):
        lines += [*(f"- {escape(formula)}" for formula in formulas), ""]
    return "\n".join(lines)


def review_json(file: ReviewFile) -> str:
    """Every score with its counts, formula and mends, and what made them, as one JSON object with a line end.

    A review has the key `panel` where there was one.
    """
    content = file.model_dump(mode="json")
    for review in content["reviews"]:
        if review["panel"] is None:
            del review["panel"]
    return json_text(content)


def _overall(review: Review) -> str:
    own = "" if review.printed is None else f"; the report prints {review.printed:g} of itself"
    if review.value is None:
        why = next((note for score in review.scores if score.value is None for note in score.notes), "")
        return f"no overall score: {clean(why)}{own}"
    return f"overall {_of_ten(review)} of 10 ({_interval(review)}){own}"


def _heard(panel: Panel) -> str:
    """What a panel comes to, in a sentence or two."""
    heard = sum(one.value is not None for one in panel.readers)
    said = f"Panel: {heard} of {len(panel.readers)} readers heard, each asked alone"
    if panel.median is not None and panel.spread:
        said += f"; median {panel.median:.1f}, from {panel.spread[0]:.1f} to {panel.spread[1]:.1f}"
    if panel.without is not None:
        said += f"; overall without them {panel.without:.1f}"
    return "; ".join([said, *map(clean, panel.notes)])


def _readers(panel: Panel, width: int) -> Table:
    table = _columns("Reader", width)
    for one in panel.readers:
        said = [Text(_counts(one))] if one.value is not None else []
        said += [Text(clean(note), style="yellow") for note in one.notes]
        said += [Text(f"no: {clean(question)}") for question in _unanswered(one)]
        said += [Text(fault) for fault in _faults(one)[:_SHOWN]]
        if len(one.faults) > _SHOWN:
            said.append(Text(f"and {plural(len(one.faults) - _SHOWN, 'more fault')}"))
        table.add_row(
            clean(one.reader), Text(_of_ten(one), style="bold"), _interval(one), bounded(Text("\n").join(said))
        )
    return table


def _panel(panel: Panel) -> list[str]:
    lines = [f"**{escape(_heard(panel))}**", "", "| Reader | Score | Interval | Counts |", "|---|--:|---|---|"]
    for one in panel.readers:
        said = ([] if one.value is None else [_counts(one)]) + list(one.notes)
        lines.append(f"| {escape(one.reader)} | {_of_ten(one)} | {_interval(one)} | {'<br>'.join(map(escape, said))} |")
    lines.append("")
    for one in (one for one in panel.readers if one.value is not None):
        shown = [f"yes: {a.question} “{clean(a.quotation)}”" for a in one.answers if a.quotation is not None]
        said = [*shown, *(f"no: {question}" for question in _unanswered(one)), *_faults(one)]
        lines += [f"What the {escape(one.reader)} says:", "", *(f"- {escape(line)}" for line in said), ""]
    return lines


def _unanswered(one: ReaderScore) -> list[str]:
    return [answer.question for answer in one.answers if answer.quotation is None]


def _faults(one: ReaderScore) -> list[str]:
    worst_first = sorted(one.faults, key=lambda fault: fault.severity != "serious")
    return [f"{fault.severity}: “{clean(fault.quotation)}” {clean(fault.why)}" for fault in worst_first]


def _scores(review: Review, width: int) -> Table:
    table = _columns("Reviewer", width)
    for score in review.scores:
        said = [Text(_counts(score))] if score.value is not None else []
        said += [Text(clean(note), style="yellow") for note in score.notes]
        table.add_row(
            score.reviewer, Text(_of_ten(score), style="bold"), _interval(score), bounded(Text("\n").join(said))
        )
    return table


def _columns(first: str, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, leading=1, header_style="bold")
    table.add_column(first, max_width=15, overflow="fold")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Interval", no_wrap=True)
    table.add_column("Counts", ratio=1, overflow="fold")
    return table


def _row(score: Score) -> str:
    said = "<br>".join(map(escape, ([] if score.value is None else [_counts(score)]) + list(score.notes)))
    return f"| {score.reviewer} | {_of_ten(score)} | {_interval(score)} | {said} |"


def _counts(score: Score | ReaderScore) -> str:
    return "; ".join(f"{what} {_number(found)}" for what, found in score.counts.items())


def _number(found: bool | int) -> str:  # noqa: FBT001 - one of the two kinds of counts
    return ("yes" if found else "no") if isinstance(found, bool) else str(found)


def _of_ten(scored: Score | ReaderScore | Review) -> str:
    return NOTHING if scored.value is None else f"{scored.value:.1f}"


def _interval(scored: Score | ReaderScore | Review) -> str:
    return NOTHING if scored.interval is None else f"{scored.interval[0]:.1f}–{scored.interval[1]:.1f}"


def _mend(mend: Mend) -> str:
    return f"{clean(mend.what)} → {mend.value:.1f} ({mend.reviewer})"


def _formulas(file: ReviewFile, *, intervals: bool) -> list[str]:
    """How the scores come of the counts, once for all reports."""
    review = next((review for review in file.reviews if review.scores), None)
    if review is None:
        return []
    formulas = [
        f"{score.reviewer} = {score.formula}" + f"; interval: {score.ends}" * intervals for score in review.scores
    ]
    with_panel = next((review for review in file.reviews if review.panel), None)
    if with_panel and (panel := with_panel.panel):
        formulas.append(f"a reader = {panel.formula}" + f"; interval: {panel.ends}" * intervals)
    return [*formulas, (with_panel or review).formula]
