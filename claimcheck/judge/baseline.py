"""The baseline: findings that were there when it was made, so that a gate fails on new ones alone.

A JSON file, one finding a line, sorted, so that it reads well in a diff. Findings are known by their fingerprint and
the number of times that it occurs; the report's name only says where an entry belongs, so that an audit of other
reports does not call it gone, and a report that was renamed keeps its entries. A plain run never writes it;
`--update-baseline` takes out what is gone; only `--write-baseline` adds.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimcheck.errors import InputError
from claimcheck.judge.rules import of_policy
from claimcheck.model import FindingLocation
from claimcheck.words import collapse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimcheck.model import Finding

_LONGEST = 100
_Key = tuple[str, str]  # report and fingerprint


class Entry(BaseModel):
    """One finding that was there: `says` is for people, what it was about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    rule: str
    fingerprint: str
    count: int = Field(default=1, ge=1)
    says: str = ""


class Baseline(BaseModel):
    """All entries of a baseline file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    findings: tuple[Entry, ...] = ()

    def text(self) -> str:
        """The file: one entry a line, sorted by report, rule and fingerprint."""
        ordered = sorted(self.findings, key=lambda entry: (entry.report, entry.rule, entry.fingerprint))
        lines = ",\n".join(f"  {json.dumps(entry.model_dump(), ensure_ascii=False)}" for entry in ordered)
        return (
            f'{{\n "version": 1,\n "findings": [\n{lines}\n ]\n}}\n' if ordered else '{"version": 1, "findings": []}\n'
        )


def read_baseline(text: str, file: str) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: it is no file of `--write-baseline`.
    """
    try:
        return Baseline.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        said = f"{where + ': ' if where else ''}{collapse(fault['msg'])}"
        raise InputError(f"{file}: no baseline ({said}); make one with --write-baseline") from error


@dataclass
class Ledger:
    """What of a baseline occurs in a run.

    Attributes:
        baseline: what was there before.
        audited: the reports of the run that could be read.
        adding: whether what is new is taken in.
        added: how many findings were.
    """

    baseline: Baseline
    audited: frozenset[str]
    adding: bool = False
    added: int = 0
    _left: dict[str, list[Entry]] = field(init=False)
    _taken: Counter[_Key] = field(init=False, default_factory=Counter)
    _entries: dict[_Key, Entry] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._left = {}
        for entry in self.baseline.findings:
            self._left.setdefault(entry.fingerprint, []).append(entry)

    def has(self, finding: Finding, report: str, says: str) -> bool:
        """Whether the baseline has a finding (once more); one that is new is taken in, where that is asked for."""
        known = self._take(finding, report)
        if known or self.adding:
            self._keep(finding, report, says)
            self.added += not known
        return known or self.adding

    def occurs(self, finding: Finding, report: str, says: str) -> None:
        """Keeps the entry of a finding that is accepted otherwise, if there is one."""
        if self._take(finding, report):
            self._keep(finding, report, says)

    def gone(self, undecided: Callable[[Entry], bool]) -> Iterator[Entry]:
        """What no longer occurs in the reports of this run, with the number of times that it is missing.

        Args:
            undecided: whether this run can say nothing of an entry.
        """
        return (one for one in self._remaining() if one.report in self.audited and not undecided(one))

    def next(self, undecided: Callable[[Entry], bool]) -> Baseline:
        """The baseline after this run: without what is gone, and with what was taken in."""
        gone = set(self.gone(undecided))
        counts = Counter(self._taken)
        entries = dict(self._entries)
        for entry in self._remaining():
            if entry not in gone:
                key = (entry.report, entry.fingerprint)
                counts[key] += entry.count
                entries.setdefault(key, entry)
        return Baseline(findings=tuple(entries[key].model_copy(update={"count": counts[key]}) for key in entries))

    def _remaining(self) -> Iterator[Entry]:
        return (entry for entries in self._left.values() for entry in entries)

    def _keep(self, finding: Finding, report: str, says: str) -> None:
        key = (report, finding.fingerprint)
        self._taken[key] += 1
        short = collapse(says)[:_LONGEST]
        self._entries[key] = Entry(report=report, rule=finding.rule, fingerprint=finding.fingerprint, says=short)

    def _take(self, finding: Finding, report: str) -> bool:
        """Counts a finding against its own report's entry, else against one of a report that is not in this run."""
        entries = self._left.get(finding.fingerprint, [])
        own = [entry for entry in entries if entry.report == report]
        other = [entry for entry in entries if entry.report not in self.audited]
        for entry in (own + other)[:1]:
            at = entries.index(entry)
            entries[at : at + 1] = [entry.model_copy(update={"count": entry.count - 1})] if entry.count > 1 else []
            return True
        return False


def gone_finding(entry: Entry, file: str, text: str) -> Finding:
    """CC502: a baseline entry that no longer occurs, pointing to its line in the file."""
    line = text.count("\n", 0, max(0, text.find(entry.fingerprint))) + 1
    times = f" ({entry.count} times)" if entry.count > 1 else ""
    return of_policy(
        "CC502",
        f"{entry.rule} no longer occurs{times} in {entry.report}: “{entry.says}”",
        FindingLocation(file=file, line=line, column=1, end_line=line, end_column=1),
        (entry.report, entry.fingerprint),
    )
