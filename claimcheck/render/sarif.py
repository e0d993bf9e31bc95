"""The `sarif` format: SARIF 2.1.0, for code scanning on GitHub and for every viewer of the standard.

GitHub wants more than the schema does: an explicit description, help and level of each rule, a region with all four
borders, one run a tool, at most 25,000 results. Of many results it keeps 5,000, so that errors come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from claimcheck.render.annotations import Annotation, accepted, by_weight
from claimcheck.render.clean import clean, encodable
from claimcheck.render.json_file import json_text

if TYPE_CHECKING:
    from claimcheck.model import AuditFile, FindingLocation, RuleInfo, Suppressed

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
# GitHub refuses a whole file that has more.
_MOST = 25_000


def render_sarif(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """All findings of all reports as one run; a report that could not be audited is a notification of its invocation.

    What a person or the baseline accepted is a result too, with its suppression, behind those that count.
    Results have our fingerprint as `claimcheck/v1`. GitHub's own, `primaryLocationLineHash`, is left to its upload
    action, which warns of every one that it did not make itself; but of a file without lines it makes none.
    """
    index = {rule.id: number for number, rule in enumerate(file.rules)}
    found = by_weight(file)
    shown = [_result(annotation, index) for annotation in found]
    shown += [_result(annotation, index) | _suppression(one) for annotation, one in accepted(file)]
    driver = {
        "name": "claimcheck",
        "version": file.claimcheck.version,
        "rules": [_rule(rule) for rule in file.rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(file, left_out=len(shown[_MOST:]))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that claimcheck was run in."}}},
        "columnKind": "unicodeCodePoints",
        "results": shown[:_MOST],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleInfo) -> dict[str, Any]:
    sentence = f"{rule.title[:1].upper()}{rule.title[1:]}."
    return {
        "id": rule.id,
        "name": _name(rule.title),
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": f"{sentence} {rule.help}"},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": rule.level},
    }


def _name(title: str) -> str:
    """`NoSupportForClaimFoundInPapersItCites`: one word of the title's first part, as viewers want it."""
    words = re.findall(r"\w+", title.partition(":")[0].replace("'s", ""))
    return "".join(word.capitalize() for word in words if word not in ("a", "an", "the"))


def _result(annotation: Annotation, index: dict[str, int]) -> dict[str, Any]:
    finding = annotation.finding
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(finding.location.file)}}
    fingerprints = {"claimcheck/v1": finding.fingerprint}
    if annotation.region:
        location["physicalLocation"]["region"] = _region(annotation.region)
    else:
        fingerprints["primaryLocationLineHash"] = finding.fingerprint
    if finding.location.page:
        location["logicalLocations"] = [{"name": f"page {finding.location.page}", "kind": "page"}]
    return {
        "ruleId": finding.rule,
        **({"ruleIndex": index[finding.rule]} if finding.rule in index else {}),
        "level": finding.level,
        "message": _message(annotation.message),
        "locations": [location],
        "partialFingerprints": fingerprints,
    }


def _suppression(one: Suppressed) -> dict[str, Any]:
    said = {"justification": clean(one.reason)} if one.reason else {}
    return {"suppressions": [{"kind": "inSource" if one.kind == "inline" else "external", "status": "accepted"} | said]}


def _region(spot: FindingLocation) -> dict[str, int]:
    return {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(encodable(path), safe="/"), "uriBaseId": _ROOT}


def _message(text: str) -> dict[str, str]:
    """Plain text: `[words](target)` would be shown as a link, so that the two brackets must not touch."""
    return {"text": text.replace("](", "] (")}


def _invocation(file: AuditFile, *, left_out: int) -> dict[str, Any]:
    notes: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": _message(clean(audit.error)),
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(audit.report.path)}}],
        }
        for audit in file.audits
        if audit.error is not None
    ]
    successful = not notes
    if left_out:
        notes.append({"level": "warning", "message": _message(f"Left out: {left_out} findings, the least severe.")})
    return {"executionSuccessful": successful, "toolExecutionNotifications": notes}
