"""Findings as code hosts and CI want them: by weight, each with a file and, where that has lines, a region."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.render.clean import clean, clean_path

if TYPE_CHECKING:
    from claimcheck.model import Audit, AuditFile, Finding, FindingLocation, Location, Suppressed

# What a host counts as lines of these files has nothing to do with the lines that a reader sees.
_WITHOUT_LINES = frozenset({"pdf", "docx"})
_WEIGHT = {"error": 0, "warning": 1, "note": 2}


class Annotation(NamedTuple):
    """A finding with its place: `region` is None where the report is no text file; then the message has the page."""

    audit: Audit
    finding: Finding
    path: str
    region: FindingLocation | None
    message: str


def by_weight(file: AuditFile) -> list[Annotation]:
    """All findings, errors before warnings before notes and else in reading order: hosts show the first few alone."""
    found = (annotation for audit in file.audits for annotation in of_audit(audit))
    return sorted(found, key=lambda annotation: _WEIGHT[annotation.finding.level])


def of_audit(audit: Audit) -> list[Annotation]:
    """The findings of one report, in reading order."""
    return [_annotation(audit, finding) for finding in audit.findings]


def accepted(file: AuditFile) -> list[tuple[Annotation, Suppressed]]:
    """The findings of all reports that a person or the baseline accepted; not those that a change does not touch."""
    return [
        (_annotation(audit, one.finding), one)
        for audit in file.audits
        for one in audit.suppressed
        if one.kind != "unchanged"
    ]


def failures(file: AuditFile) -> list[tuple[str, str]]:
    """Path and reason of each report that could not be audited."""
    return [(clean_path(audit.report.path), clean(audit.error)) for audit in file.audits if audit.error is not None]


def place_of(audit: Audit, location: Location) -> tuple[str, int | None]:
    """The file of a place in a report, and its line there; None where the report is no text file."""
    path = audit.report.path
    if location.file:
        path = (PurePosixPath(path).parent / location.file).as_posix()
    return clean_path(path), None if audit.report.format in _WITHOUT_LINES else location.line


def _annotation(audit: Audit, finding: Finding) -> Annotation:
    spot = finding.location
    page = f"page {spot.page}: " if spot.page else ""
    return Annotation(
        audit=audit,
        finding=finding,
        path=clean_path(spot.file),
        region=None if audit.report.format in _WITHOUT_LINES else spot,
        message=page + clean(finding.message),
    )
