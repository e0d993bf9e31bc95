"""What a change touches, so that the gate can be limited to it.

A claim is touched where, as it reads now, it was not in the report before: other words, other papers cited, another
printed verdict, or another entry of the list behind what it cites; so a heading that names another paper touches the
claims below it, and moving or wrapping a claim touches nothing. A claim is touched too where the file of a paper that
it cites changed. The report as it was is read by the rules alone: what a language model takes for a claim is touched
where the same words were not passed over before, and what it adds to a claim for its reader touches nothing. A
reference is touched where its entry, or whether it is cited at all, changed; any other finding where it was not there
before. Without the report as it was (it is new, or only names of files are known), all that stands in a changed file is
touched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.judge.ignores import inline_waivers
from claimcheck.judge.rules import fingerprint, judge, located
from claimcheck.words import collapse

if TYPE_CHECKING:
    from claimcheck.model import Audit, Finding, Printed, Reference

# Findings that may be about more than one claim or about none: these are touched where they were not there before.
_OF_THE_WHOLE = frozenset({"CC401", "CC402", "CC403", "CC501"})


@dataclass(frozen=True)
class Change:
    """What is known of a change, for one report.

    Attributes:
        before: the report as it was, its claims extracted but not verified; None where it was not there or is unknown.
        files: the changed files, as outputs print their paths.
        papers: SHA-256 of the changed files that may be papers.
    """

    before: Audit | None = None
    files: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()


class Touched:
    """Tells which claims and findings of a report a change touches."""

    def __init__(self, audit: Audit, change: Change) -> None:
        self._report, self._files, self._before = audit.report.path, change.files, change.before
        changed = {paper.id for paper in audit.papers if change.papers & {paper.sha256, paper.pdf}}
        rereads = {one.key for one in audit.references if one.paper in changed}
        if change.before is None:
            places = {one.key: located(audit, one.location).file for one in audit.references if one.location}
            edited = {key for key, file in places.items() if file in self._files}
            self.references = edited | rereads
            self.claims = frozenset(
                claim.id
                for claim in audit.claims
                if located(audit, claim.location).file in self._files or self.references.intersection(claim.cites)
            )
            return
        known = {_of_reference(one) for one in change.before.references}
        self.references = {one.key for one in audit.references if _of_reference(one) not in known} | rereads
        before = Counter(_claims(change.before).values())
        passed_over = {collapse(one.text) for one in change.before.skipped}
        as_before = {one.id for one in audit.claims if one.passed_over and collapse(one.text) in passed_over}
        touched = set()
        for claim, itself in _claims(audit).items():
            if (before[itself] == 0 and claim not in as_before) or rereads & set(itself.cites):
                touched.add(claim)
            before[itself] -= 1
        self.claims = frozenset(touched)
        self._found = {finding.fingerprint for finding in judge(change.before)} | {
            fingerprint("CC501", *waiver.identity) for waiver in inline_waivers(change.before)
        }

    def has(self, finding: Finding) -> bool:
        """Whether a finding is about something that the change touches."""
        if finding.claim_id in self.claims or finding.reference_key in self.references:
            return True
        if self._before is None or finding.location.file != self._report:
            return finding.location.file in self._files and not (finding.claim_id or finding.reference_key)
        return finding.rule in _OF_THE_WHOLE and finding.fingerprint not in self._found


class _Reading(NamedTuple):
    """A claim as it reads: two of them are equal where nothing that could change the verdict did."""

    text: str
    judged: str
    cited_by: str
    printed: Printed | None
    cites: tuple[str, ...]
    entries: tuple[str | None, ...]


def _claims(audit: Audit) -> dict[str, _Reading]:
    raw = {one.key: collapse(one.raw) for one in audit.references}
    return {
        claim.id: _Reading(
            collapse(claim.text),
            collapse(claim.judged),
            claim.cited_by,
            claim.printed,
            claim.cites,
            tuple(raw.get(key) for key in claim.cites),
        )
        for claim in audit.claims
    }


def _of_reference(reference: Reference) -> tuple[object, ...]:
    again = len(reference.listed_again)
    return reference.key, collapse(reference.raw), reference.in_list, reference.cited, again
