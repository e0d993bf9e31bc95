"""The `gitlab` format: a Code Quality report, for the artifact `reports: codequality` of a GitLab job."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from claimcheck.render.annotations import by_weight, failures
from claimcheck.render.json_file import json_text

if TYPE_CHECKING:
    from claimcheck.model import AuditFile
    from claimcheck.render.annotations import Annotation

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render_gitlab(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """One entry a finding, and one of severity `blocker` for each report that could not be audited.

    GitLab shows one of all entries that share a fingerprint: each is made of the file, our fingerprint and a counter.
    A line is demanded: where the report has none, it is the first.
    """
    seen: Counter[tuple[str, str]] = Counter()
    entries = [
        _entry(reason, "unreadable-report", "blocker", path, (1, 1), _digest(path, "error"))
        for path, reason in failures(file)
    ]
    for annotation in by_weight(file):
        finding = annotation.finding
        key = (annotation.path, finding.fingerprint)
        fingerprint = _digest(*key, str(seen[key]))
        seen[key] += 1
        severity = _SEVERITIES[finding.level]
        entries.append(
            _entry(annotation.message, finding.rule, severity, annotation.path, _lines(annotation), fingerprint)
        )
    return json_text(entries)


def _entry(  # noqa: PLR0913 (the fields of an entry)
    description: str, check: str, severity: str, path: str, lines: tuple[int, int], fingerprint: str
) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
    }


def _lines(annotation: Annotation) -> tuple[int, int]:
    return (annotation.region.line, annotation.region.end_line) if annotation.region else (1, 1)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
