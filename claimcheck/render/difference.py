"""A difference between two audits, as a table for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from claimcheck.model.difference import ChangeKind
from claimcheck.render.clean import clean, encodable
from claimcheck.render.markdown import escape
from claimcheck.render.terminal import VERDICT_STYLES, printed
from claimcheck.render.wording import NOTHING, REASONS, SIGNS, plural
from claimcheck.words import two_decimals

if TYPE_CHECKING:
    from rich.console import RenderableType

    from claimcheck.model.difference import ClaimChange, ClaimState, Difference

FORMATS = ("table", "markdown", "json")
NAMES = {
    ChangeKind.SUPPORT_LOST: "support lost",
    ChangeKind.VERIFIED_ANEW: "verified anew",
    ChangeKind.OTHERWISE: "changed otherwise",
    ChangeKind.APPEARED: "appeared",
    ChangeKind.GONE: "gone",
}


def difference_table(difference: Difference, *, width: int, color: bool) -> str:
    """A row a change, what is worst first, and the counts; `width` columns (60 or more)."""
    parts: list[RenderableType] = []
    if difference.changes:
        table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, leading=1, header_style="bold")
        table.add_column("Change", no_wrap=True)
        table.add_column("#", justify="right", style="dim", no_wrap=True)
        table.add_column("Claim", ratio=1, overflow="fold")
        table.add_column("Before", max_width=18, overflow="fold")
        table.add_column("After", max_width=18, overflow="fold")
        for change in difference.changes:
            cells = (_styled(change.old), _styled(change.new))
            table.add_row(NAMES[change.kind], _number(change), _claim(change), *cells)
        parts.append(table)
    parts.append(Text(difference_summary(difference)))
    return printed(parts, width=width, color=color)


def difference_markdown(difference: Difference) -> str:
    """The same as a table of GitHub's Markdown."""
    lines = [f"{escape(difference_summary(difference))}.", ""]
    if difference.changes:
        lines += ["| Change | # | Claim | Before | After |", "|---|--:|---|---|---|"]
    for change in difference.changes:
        cells = [NAMES[change.kind], _number(change), escape(_claim(change)), _state(change.old), _state(change.new)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""]) if difference.changes else f"{lines[0]}\n"


def difference_json(difference: Difference) -> str:
    """The changes as they are, with a count of each kind and of the claims whose verdict stayed."""
    content = difference.model_dump(mode="json")
    content["summary"] = {kind.value: difference.count(kind) for kind in ChangeKind} | {"same": content.pop("same")}
    return encodable(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)) + "\n"


def difference_summary(difference: Difference) -> str:
    """The counts on one line."""
    counts = [f"{difference.count(kind)} {name}" for kind, name in NAMES.items() if difference.count(kind)]
    return ", ".join([*counts, f"{plural(difference.same, 'claim')} as before"])


def _number(change: ClaimChange) -> str:
    """The claim's number now, or the one that it had."""
    claim = change.new or change.old
    return str(claim.number) if claim else NOTHING


def _claim(change: ClaimChange) -> str:
    """The claim as it reads now, and as it read where that is another wording."""
    texts = [clean(claim.text) for claim in (change.new, change.old) if claim]
    now, before = texts[0], texts[-1]
    return f"{clean(change.report)}: {now}" + (f" [before: {before}]" if before != now else "")


def _state(claim: ClaimState | None) -> str:
    if claim is None:
        return NOTHING
    beside = REASONS[claim.reason] if claim.reason else "review" if claim.review else ""
    confidence = "" if claim.confidence is None else f" {two_decimals(claim.confidence)}"
    return f"{SIGNS[claim.verdict]} {claim.verdict.value}{confidence}" + (f" ({beside})" if beside else "")


def _styled(claim: ClaimState | None) -> Text:
    return Text(_state(claim), style=VERDICT_STYLES[claim.verdict] if claim else "dim")
