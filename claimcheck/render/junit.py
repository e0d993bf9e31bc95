"""The `junit` format: a test suite a report and a test case a claim, for the test views of CI."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from claimcheck.model import VerdictName
from claimcheck.render import wording
from claimcheck.render.annotations import of_audit, place_of
from claimcheck.render.clean import clean, clean_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Audit, AuditedClaim, AuditFile
    from claimcheck.render.annotations import Annotation

_LONGEST_NAME = 200
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render_junit(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    """The audits as JUnit XML.

    A claim with a finding of level `error` has failed, an unchecked one was skipped, a report that could not be audited
    is an error; findings of lower levels stand in `system-out`. A finding that is of no claim is a case of its own.
    """
    root = Element("testsuites", name="claimcheck")
    for audit in file.audits:
        suite = SubElement(root, "testsuite", name=clean_path(audit.report.path))
        suite.extend(_cases(audit))
        _count(suite)
    _count(root)
    indent(root)
    return f"{_HEAD}{tostring(root, encoding='unicode')}\n"


def _cases(audit: Audit) -> Iterable[Element]:
    if audit.error is not None:
        case = _case(audit, "report", clean_path(audit.report.path), None)
        SubElement(case, "error", message=clean(audit.error), type="unreadable")
        yield case
        return
    found: dict[str | None, list[Annotation]] = defaultdict(list)
    for annotation in of_audit(audit):
        found[annotation.finding.claim_id].append(annotation)
    for claim in audit.claims:
        yield _of_claim(audit, claim, found.pop(claim.id, []))
    for annotation in chain.from_iterable(found.values()):
        line = annotation.region.line if annotation.region else None
        case = _case(audit, f"{annotation.finding.rule} {annotation.message}", annotation.path, line)
        _tell(case, [annotation])
        yield case


def _of_claim(audit: Audit, claim: AuditedClaim, found: list[Annotation]) -> Element:
    """The name has the claim's words and its id, not its number, so that it outlives edits elsewhere."""
    text = clean(claim.text)
    shown = text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
    case = _case(audit, f"{shown} ({claim.id})", *place_of(audit, claim.location))
    if not _tell(case, found) and claim.verdict is VerdictName.UNCHECKED:
        case.insert(0, Element("skipped", message=wording.qualification(claim)))
    return case


def _case(audit: Audit, name: str, path: str, line: int | None) -> Element:
    case = Element("testcase", classname=clean_path(audit.report.path), name=name, file=path)
    if line is not None:
        case.set("line", str(line))
    return case


def _tell(case: Element, found: list[Annotation]) -> bool:
    """Writes the findings into the case, and says whether it failed."""
    failed = [annotation for annotation in found if annotation.finding.level == "error"]
    if failed:
        first = failed[0]
        failure = SubElement(case, "failure", message=first.message, type=first.finding.rule)
        failure.text = "\n".join(map(_line, failed))
    if told := [annotation for annotation in found if annotation.finding.level != "error"]:
        SubElement(case, "system-out").text = "\n".join(map(_line, told))
    return bool(failed)


def _line(annotation: Annotation) -> str:
    finding = annotation.finding
    return f"{wording.place(finding)} {finding.rule} {finding.level} {clean(finding.message)} {finding.help}"


def _count(suite: Element) -> None:
    suite.set("tests", str(len(list(suite.iter("testcase")))))
    for name, tag in _COUNTED.items():
        suite.set(name, str(len(list(suite.iter(tag)))))
