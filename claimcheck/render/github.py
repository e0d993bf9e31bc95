"""The `github` format: workflow commands, shown beside the lines of a pull request, and the step summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.render import wording
from claimcheck.render.annotations import by_weight, failures
from claimcheck.render.clean import clean
from claimcheck.render.markdown import render_markdown

if TYPE_CHECKING:
    from claimcheck.model import AuditFile, FindingLocation
    from claimcheck.render.annotations import Annotation

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_CUT = "\n… cut here: a step summary has its limit. The whole is in `--format markdown`.\n"


def render_github(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """One command a finding, errors first, as GitHub shows ten of each level; then the counts of each report."""
    titles = {rule.id: f": {rule.title}" for rule in file.rules}
    lines = [_command("error", {"file": path}, reason) for path, reason in failures(file)]
    lines += [_annotate(annotation, titles) for annotation in by_weight(file)]
    lines += [f"{clean(audit.report.path)}: {wording.summary(audit)}" for audit in file.audits if audit.error is None]
    return "".join(f"{line}\n" for line in lines)


def step_summary(file: AuditFile, limit: int) -> str:
    """The Markdown of all audits, cut at a line so that it takes at most `limit` bytes in UTF-8."""
    text = "\n".join(render_markdown(audit) for audit in file.audits)
    if len(text.encode()) <= limit:
        return text
    kept, room = [], limit - len(_CUT.encode())
    for line in text.splitlines(keepends=True):
        room -= len(line.encode())
        if room < 0:
            break
        kept.append(line)
    return "".join(kept) + _CUT if limit >= len(_CUT.encode()) else ""


def _annotate(annotation: Annotation, titles: dict[str, str]) -> str:
    finding = annotation.finding
    properties = {"file": annotation.path}
    if annotation.region:
        properties |= _place(annotation.region)
    properties["title"] = finding.rule + titles.get(finding.rule, "")
    return _command(_COMMANDS[finding.level], properties, f"{annotation.message}\n{finding.help}")


def _place(spot: FindingLocation) -> dict[str, str]:
    """Columns only where one line has them both: GitHub wants no others."""
    place = {"line": str(spot.line), "endLine": str(spot.end_line)}
    if spot.line == spot.end_line:
        place |= {"col": str(spot.column), "endColumn": str(spot.end_column)}
    return place


def _command(name: str, properties: dict[str, str], message: str) -> str:
    printed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {printed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
