"""`claimcheck table`: the claims table made anew, printed, written into its report or compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from claimcheck.judge import stale_table
from claimcheck.render import claims_table
from claimcheck.tasks.audit import audit_document
from claimcheck.tasks.report_file import Report, Slot, check_format, put
from claimcheck.tasks.workplace import Workplace, load

_HEADING = "Extracted Claims"


@dataclass(frozen=True)
class TableResult:
    """A table, made anew.

    Attributes:
        text: the table.
        fault: what is wrong with the one in the report, if anything is.
        file: the file that was, or would be, written for it.
        notes: what a user should know beside it, a line each.
    """

    text: str
    fault: str | None
    file: Path
    notes: tuple[str, ...] = ()


def regenerate(path: Path, workplace: Workplace, *, write: bool = False, check: bool = False) -> TableResult:
    """Audits a report and makes its claims table; with `write` puts it into the report, touching no other byte.

    Raises:
        InputError: `write` or `check` was asked for a format that holds no such table, or the file cannot be written.
    """
    data = load(path)
    report = Report(path, data, workplace.read_report(path, data))
    if write or check:
        check_format(report)
    audit = audit_document(path, data, report.document, workplace)[0]
    make = partial(claims_table, audit.claims, form=report.form, source=report.document.text)
    slot = Slot(
        "table", _HEADING, audit.table.span if audit.table else None, bool(audit.table and audit.table.generated)
    )
    file = put(report, slot, lambda newline: make(newline=newline), write=write) if write or check else None
    finding = stale_table(audit)
    return TableResult(make(newline="\n"), f"{finding.message} ({finding.rule})" if file else None, file or path)
