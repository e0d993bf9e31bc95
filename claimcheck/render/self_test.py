"""A self-test as a table for a terminal, with every fault that was missed below it, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from claimcheck.render.clean import clean, encodable
from claimcheck.render.terminal import printed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from claimcheck.model.self_test import Alteration, SelfTest, SelfTestFile

_KINDS = {
    "number": "a number",
    "direction": "a direction",
    "negation": "a negation",
    "scope": "a scope word",
    "citation": "the paper cited",
    "all": "all",
}
_NOTE = (
    "Caught: of the faults put into verified claims, those whose claim is not verified any more; in brackets the exact "
    "95% interval, as if each change stood for itself. Of these, contradicted: called so. Other claims: checked, "
    "and not verified before. A change can leave a claim true: what was missed is a place to look."
)


def self_test_table(file: SelfTestFile, *, width: int, color: bool) -> str:
    """Tables of `width` columns (60 or more), one a report; what was missed stands below, one line each."""
    return "\n".join(_of_report(test, width, color=color) for test in file.self_tests)


def self_test_json(file: SelfTestFile) -> str:
    """Every change with its verdicts, the figures and the models as one JSON object with a line end behind it."""
    return encodable(json.dumps(file.model_dump(mode="json"), indent=1, ensure_ascii=False, allow_nan=False)) + "\n"


def _of_report(test: SelfTest, width: int, *, color: bool) -> str:
    head = (
        f"{clean(test.path)}: self-test, seed {test.seed}; verified: {test.verified} of {test.checked} checked claims"
    )
    parts: list[RenderableType] = [Text(head, style="bold"), _table(test, width), Text(_control(test))]
    parts.append(Text(_notes(test), style="dim"))
    missed: list[RenderableType] = [
        _missed(test, change) for change in test.changes if change.missed and change.kind != "harmless"
    ]
    return printed(parts, width=width, color=color) + printed(missed, width=None, color=color)


def _table(test: SelfTest, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column("Changed", ratio=1)
    for column in ("Verified\nclaims", "\nCaught", "of these\ncontradicted", "Other\nclaims", "\nVerified now"):
        table.add_column(column, justify="right", no_wrap=True)
    for row in test.figures:
        caught = f"{row.caught}{_share(row.share, row.interval)}"
        cells = [str(row.faults), caught, str(row.contradicted), str(row.others), str(row.others_verified)]
        table.add_row(_KINDS[row.kind], *cells, style="bold" if row.kind == "all" else None)
    return table


def _share(share: float | None, interval: tuple[float, float] | None) -> str:
    if share is None or interval is None:
        return ""
    return f" = {share:.0%} ({100 * interval[0]:.0f}–{100 * interval[1]:.0f}%)"


def _control(test: SelfTest) -> str:
    if not test.verified:
        return "No claim of this report is verified, so nothing here says how far a ✓ can be trusted."
    control = test.control
    return (
        f"Control: {control.changed} verified claims shortened without harm, {control.kept} of them still verified"
        f"{_share(control.share, control.interval)}."
    )


def _notes(test: SelfTest) -> str:
    copied = sum(change.in_copy for change in test.changes)
    return (
        f"{_NOTE} {copied} of {len(test.changes)} changes were made in a copy of the report that was read anew, the "
        "others in the claim alone."
    )


def _missed(test: SelfTest, change: Alteration) -> Text:
    now = "no longer seen as a claim" if change.now is None else "verified"
    cites = f" [cites {clean(', '.join(change.cites))}]" if change.kind == "citation" else ""
    return Text.assemble(
        f"{clean(test.path)}: missed {_KINDS[change.kind]} in claim {change.number} ",
        (now, "yellow"),
        f": {clean(change.after)}{cites}",
    )
