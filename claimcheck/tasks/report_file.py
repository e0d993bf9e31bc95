"""A table put into the report's own file: in the place of the old one, or in a section at the end; no other byte moves.

The file may be one that a LaTeX report includes: there the table goes where the old one stands, and nowhere else than
in the report's own folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimcheck.errors import InputError
from claimcheck.extract import mark
from claimcheck.files import write_whole
from claimcheck.model import Document, Span
from claimcheck.read import decode
from claimcheck.render import TableForm
from claimcheck.tasks.workplace import included, load, shown

# The form of a table in the formats that it can be written into.
FORMS: dict[str, TableForm] = {"markdown": "markdown", "text": "text", "html": "html", "latex": "latex"}
_END_OF_PAGE = re.compile(r"(?:</body\s*>\s*)?(?:</html\s*>\s*)?\Z", re.IGNORECASE)
_END_OF_DOCUMENT = r"\end{document}"


@dataclass(frozen=True)
class Slot:
    """Where a table belongs in a report.

    Attributes:
        name: of its marks.
        heading: of its section, where it gets one.
        old: the span of the old table in the document's text; None where there is none.
        marked: whether the old one stands between its marks.
    """

    name: Literal["table", "papers"]
    heading: str
    old: Span | None
    marked: bool


@dataclass(frozen=True)
class _File:
    """The file that a table goes into, what users call it, its text, and the span in it that the table replaces."""

    path: Path
    name: Path
    text: str
    encoding: str
    old: Span | None


@dataclass(frozen=True)
class Report:
    """A report: where it lies, its bytes as they were read, and what was read."""

    path: Path
    data: bytes
    document: Document

    @property
    def form(self) -> TableForm:
        """The form that a table about it is printed in."""
        return FORMS.get(self.document.format, "markdown")


def put(report: Report, slot: Slot, table: Callable[[str], str], *, write: bool) -> Path | None:
    """Puts a table into a report.

    Args:
        report: the report.
        slot: where the table belongs.
        table: makes the table, given the line end.
        write: change the file; else it is only said which one would change.

    Returns:
        The file that changes: the report, or one that it includes; None where the very same table is there already.

    Raises:
        InputError: the format holds no table; the report changed meanwhile; the old table is spread over files, or lies
            in one that cannot be written.
    """
    check_format(report)
    path, document = report.path, report.document
    if load(path) != report.data:
        raise InputError(f"{shown(path)}: changed while it was audited; run again")
    file = _file(report, slot.old)
    newline = _newline(file)
    text = _spliced(file, document.format, slot, table(newline), newline)
    if text == file.text:
        return None
    if write:
        _replace(file, text)
    return file.name


def check_format(report: Report) -> None:
    """Makes sure that a table can be written into a report.

    Raises:
        InputError: it is of a format that holds none.
    """
    document = report.document
    if document.format not in FORMS:
        raise InputError(
            f"{shown(report.path)}: a table stands in Markdown, HTML, LaTeX and plain text, not in {document.format}"
        )


def _file(report: Report, old: Span | None) -> _File:
    path, document = report.path, report.document
    decoded = decode(report.data, name=path.name)
    if not document.parts or old is None:
        return _File(path, path, decoded.text, decoded.encoding, old)
    last = max(old[0], old[1] - 1)
    begin, end = document.locate(old[0], old[0]), document.locate(last, last)
    if begin.file != end.file:
        both = " and ".join(name or path.name for name in (begin.file, end.file))
        raise InputError(f"{shown(path)}: its table is spread over {both}; bring it into one of them")
    name = path.parent / begin.file if begin.file else path
    if begin.file:
        path = included(path, begin.file) or path
        decoded = decode(load(path), name=begin.file)
    start = _offset(decoded.text, begin.line, begin.column)
    span = start, start + old[1] - old[0]
    if decoded.text[slice(*span)] != document.text[slice(*old)]:
        raise InputError(f"{shown(report.path)}: its table includes other files; bring them into this one")
    return _File(path, name, decoded.text, decoded.encoding, span)


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return starts[min(line, len(starts)) - 1] + column - 1


def _spliced(file: _File, report_format: str, slot: Slot, table: str, newline: str) -> str:
    text = file.text
    if file.old is None:
        return _appended(text, report_format, slot, table, newline)
    start, end = file.old
    if slot.marked and _whole_inside(report_format, slot):
        return f"{text[:start]}{newline}{newline}{table}{newline}{text[end:]}"
    if report_format == "latex":
        # The end of the mark's line is the end of the comment: what stands behind the old table goes on below.
        behind = text[end:] if text[end:].startswith(("\n", "\r")) else newline + text[end:]
        return f"{text[:start]}{_marked(slot, report_format, table, newline)}".rstrip("\r\n") + behind
    if not text[start:end].endswith(("\n", "\r")):
        table = table.removesuffix(newline)
    if report_format != "text" and not slot.marked:
        table = _marked(slot, report_format, table, newline)
    return text[:start] + table + text[end:]


def _whole_inside(report_format: str, slot: Slot) -> bool:
    """Whether the old span is all that stands between the marks; else it is the rows alone."""
    return report_format == "latex" or (slot.name == "papers" and report_format != "text")


def _appended(text: str, report_format: str, slot: Slot, table: str, newline: str) -> str:
    gap = "" if text.endswith(newline * 2) else newline if text.endswith(("\n", "\r")) else newline * 2
    if report_format == "text":
        return f"{text}{gap}{slot.heading}{newline}{newline}{table}"
    marked = _marked(slot, report_format, table, newline)
    if report_format == "html":
        closing = _END_OF_PAGE.search(text)
        at = closing.start() if closing else len(text)
        return f"{text[:at]}<h2>{slot.heading}</h2>{newline}{marked}{text[at:]}"
    if report_format == "latex":
        at = text.rfind(_END_OF_DOCUMENT)
        at = at if at >= 0 else len(text)
        line = "" if not at or text[at - 1] in "\r\n" else newline
        return f"{text[:at]}{line}\\section{{{slot.heading}}}{newline}{newline}{marked}{text[at:]}"
    return f"{text}{gap}## {slot.heading}{newline}{newline}{marked}"


def _marked(slot: Slot, report_format: str, table: str, newline: str) -> str:
    begin, end = mark(slot.name, report_format), mark(slot.name, report_format, end=True)
    ending = "" if table.endswith(newline) else newline
    return f"{begin}{newline}{newline}{table}{ending}{newline}{end}{newline if not ending else ''}"


def _newline(file: _File) -> str:
    """The line end in use where the table stands, else the file's first."""
    start = file.old[0] if file.old else 0
    found = re.compile(r"\r\n|\n|\r").search(file.text, start) or re.search(r"\r\n|\n|\r", file.text)
    return found[0] if found else "\n"


def _replace(file: _File, text: str) -> None:
    try:
        write_whole(file.path, text.encode(file.encoding))
    except UnicodeEncodeError as error:
        raise InputError(
            f"{shown(file.name)}: the table's signs do not exist in {file.encoding}; save the report as UTF-8 first"
        ) from error
    except OSError as error:
        raise InputError(f"{shown(file.name)}: cannot be written ({error.strerror or error})") from error
