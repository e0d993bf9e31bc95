"""The `rdjson` format: reviewdog's, for `reviewdog -f=rdjson`, which comments on the changed lines of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimcheck.render.annotations import by_weight, failures
from claimcheck.render.json_file import json_text

if TYPE_CHECKING:
    from claimcheck.model import Audit, AuditFile
    from claimcheck.render.annotations import Annotation

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render_rdjson(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """One diagnostic a finding, and one without a rule for each report that could not be audited."""
    lines = {id(audit): _lines(audit) for audit in file.audits}
    diagnostics = [
        {"message": reason, "location": {"path": path}, "severity": "ERROR"} for path, reason in failures(file)
    ]
    diagnostics += [_diagnostic(annotation, lines[id(annotation.audit)]) for annotation in by_weight(file)]
    return json_text({"source": {"name": "claimcheck"}, "diagnostics": diagnostics})


def _diagnostic(annotation: Annotation, lines: list[str]) -> dict[str, Any]:
    location: dict[str, Any] = {"path": annotation.path}
    if annotation.region:
        location["range"] = {
            "start": _position(annotation.region.line, annotation.region.column, lines),
            "end": _position(annotation.region.end_line, annotation.region.end_column, lines),
        }
    return {
        "message": annotation.message,
        "location": location,
        "severity": _SEVERITIES[annotation.finding.level],
        "code": {"value": annotation.finding.rule},
    }


def _position(line: int, column: int, lines: list[str]) -> dict[str, int]:
    """Columns count bytes of UTF-8 here; without the text of the line there is none, which means the whole line."""
    if line > len(lines):
        return {"line": line}
    before = lines[line - 1][: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "replace")) + 1}


def _lines(audit: Audit) -> list[str]:
    """The report's lines, where its document is one text file."""
    document = audit.document
    return document.text.split("\n") if document and not document.parts else []
