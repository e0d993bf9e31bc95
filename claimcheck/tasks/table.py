"""`claimcheck table`: the claims table made anew, printed, written into its report or compared with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.extract import BEGIN_MARK, END_MARK
from claimcheck.files import write_whole
from claimcheck.judge import stale_table
from claimcheck.model import Audit, Finding
from claimcheck.read import decode
from claimcheck.render import TableForm, claims_table
from claimcheck.tasks.audit import audit_report
from claimcheck.tasks.workplace import Workplace, load

_HEADING = "Extracted Claims"
# The form of the table in the formats that it can be written into.
_FORMS: dict[str, TableForm] = {"markdown": "markdown", "text": "text", "html": "html"}
_END_OF_PAGE = re.compile(r"(?:</body\s*>\s*)?(?:</html\s*>\s*)?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class TableResult:
    """The audit behind a table, the table itself, and whether the one in the report differs from it."""

    audit: Audit
    text: str
    stale: bool


def regenerate(path: Path, workplace: Workplace, *, write: bool = False, check: bool = False) -> TableResult:
    """Audits a report and makes its claims table; with `write` puts it into the report, touching no other byte.

    Raises:
        InputError: `write` or `check` was asked for a format that holds no such table, or the file cannot be written.
    """
    audit = audit_report(path, workplace)
    form = _FORMS.get(audit.report.format, "markdown")
    if audit.report.format not in _FORMS:
        if write or check:
            raise InputError(f"{path}: a table stands in Markdown, HTML and plain text, not in {audit.report.format}")
        return TableResult(audit, claims_table(audit.claims, form=form, newline="\n"), stale=True)
    data = load(path)
    if sha256(data).hexdigest() != audit.report.sha256:
        raise InputError(f"{path}: changed while it was audited; run again")
    decoded = decode(data, name=path.name)
    newline = _newline(decoded.text, audit)
    table = claims_table(audit.claims, form=form, newline=newline)
    text = _spliced(decoded.text, audit, table, newline)
    stale = text != decoded.text
    if stale and write:
        _replace(path, text, decoded.encoding)
    return TableResult(audit, claims_table(audit.claims, form=form, newline="\n"), stale)


def stale_finding(result: TableResult) -> Finding | None:
    """CC404, where the table in the report differs from the one just made."""
    return stale_table(result.audit) if result.stale else None


def _spliced(text: str, audit: Audit, table: str, newline: str) -> str:
    """The report's text with the new table in the place of the old one, or in a section of its own at the end."""
    if audit.table is None:
        gap = "" if text.endswith(newline * 2) else newline if text.endswith(("\n", "\r")) else newline * 2
        if audit.report.format == "text":
            return f"{text}{gap}{_HEADING}{newline}{newline}{table}"
        if audit.report.format == "html":
            closing = _END_OF_PAGE.search(text)
            at = closing.start() if closing else len(text)
            return f"{text[:at]}<h2>{_HEADING}</h2>{newline}{_marked(table, newline)}{text[at:]}"
        return f"{text}{gap}## {_HEADING}{newline}{newline}{_marked(table, newline)}"
    start, end = audit.table.span
    if not text[start:end].endswith(("\n", "\r")):
        table = table.removesuffix(newline)
    if audit.report.format != "text" and not audit.table.generated:
        table = _marked(table, newline)
    return text[:start] + table + text[end:]


def _marked(table: str, newline: str) -> str:
    ending = "" if table.endswith(newline) else newline
    return f"{BEGIN_MARK}{newline}{newline}{table}{ending}{newline}{END_MARK}{newline if not ending else ''}"


def _newline(text: str, audit: Audit) -> str:
    """The line end in use where the table stands, else the file's first."""
    start = audit.table.span[0] if audit.table else 0
    found = re.compile(r"\r\n|\n|\r").search(text, start) or re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"


def _replace(path: Path, text: str, encoding: str) -> None:
    try:
        write_whole(path, text.encode(encoding))
    except UnicodeEncodeError as error:
        raise InputError(
            f"{path}: the table's signs do not exist in {encoding}; save the report as UTF-8 first"
        ) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error})") from error
