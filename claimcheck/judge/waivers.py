"""Waivers: findings that a person has accepted, in a file of their own.

`claimcheck-waivers.toml` holds `[[waiver]]` tables: `rule` and `reason`, both obligatory; what is waived, by the
`fingerprint` of the finding or by the `claim` (its id or its words; an ellipsis at their end stands for the rest);
and, as one likes, `who`, `expires` (the last day on which it holds) and `report` (where it holds; else everywhere).
A waiver that lacks something waives nothing and is a finding; a file of another form is an error.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from claimcheck.errors import InputError
from claimcheck.judge.rules import RULES
from claimcheck.model import FindingLocation
from claimcheck.words import words

if TYPE_CHECKING:
    from claimcheck.model import AuditedClaim, Finding

Place = tuple[str, int, int]
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", re.MULTILINE)
_ID = re.compile(r"[0-9a-f]{12}(?:-\d+)?")


@dataclass(frozen=True)
class Waiver:
    """One waiver of one rule; `fault` says why it can waive nothing, whatever is found.

    Attributes:
        kind: whether it stands in the report or in the waiver file.
        rule: the rule's id; empty where it names none.
        reason: why, and by whom.
        location: where it stands.
        fingerprint: of the finding that it is about, or empty.
        claim: id or words of the claim that it is about, or empty.
        places: file, line and column of what an inline one is about.
        report: the only report in which it holds, or empty.
        fault: what is wrong with it, or empty.
    """

    kind: Literal["inline", "waiver"]
    rule: str
    reason: str
    location: FindingLocation
    fingerprint: str = ""
    claim: str = ""
    places: frozenset[Place] = frozenset()
    report: str = ""
    fault: str = ""

    def waives(self, finding: Finding, claim: AuditedClaim | None) -> bool:
        """Whether a finding, with the claim that it is about, is what this waiver accepts."""
        if self.fault or finding.rule != self.rule:
            return False
        spot = finding.location
        if (spot.file, spot.line, spot.column) in self.places or finding.fingerprint == self.fingerprint:
            return True
        return claim is not None and self.names(claim)

    def names(self, claim: AuditedClaim) -> bool:
        """Whether a claim is the one that this waiver names by id or words."""
        if not self.claim or self.claim == claim.id:
            return bool(self.claim)
        said, whole = _words(self.claim), _words(claim.text)
        cut = self.claim.rstrip().endswith(("…", "..."))
        return bool(said) and said == (whole[: len(said)] if cut else whole)

    @property
    def identity(self) -> tuple[str, ...]:
        """What the fingerprint of a finding about this waiver is made of."""
        about = self.fingerprint or " ".join(words(self.claim))
        return (self.kind, self.rule, about, " ".join(words(self.reason)))


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    """Kept, since every waiver of a rule is held against every claim that breaks it."""
    return tuple(words(text))


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    rule: str = ""
    reason: str = ""
    fingerprint: str = ""
    claim: str = ""
    who: str = ""
    expires: date | str | None = None
    report: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    waiver: list[_Entry] = []


def read_waivers(text: str, file: str, today: date) -> tuple[Waiver, ...]:
    """The waivers of a file.

    Args:
        text: its content.
        file: its name, as outputs print it.
        today: the day by which waivers expire; the one thing that findings depend on beside the inputs.

    Raises:
        InputError: it is no TOML, or has keys or values that no waiver has.
    """
    try:
        entries = TypeAdapter(_File).validate_python(tomllib.loads(text)).waiver
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file}: no TOML ({error}); a waiver is a table [[waiver]] with {_FORM}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"][:3])
        raise InputError(f"{file}: {where}: {fault['msg'].lower()}; a waiver has {_FORM}") from error
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEAD.finditer(text)]
    lines += [1] * (len(entries) - len(lines))
    return tuple(_waiver(entry, file, line, today) for entry, line in zip(entries, lines, strict=False))


_FORM = "rule, reason, fingerprint or claim, and perhaps who, expires and report"


def fault_of(rule: str, reason: str) -> str:
    """What every waiver must have and this one lacks, for the middle of a sentence; empty where nothing is wrong."""
    if not rule:
        return "it lacks its rule id"
    if rule not in RULES:
        return f"there is no rule {rule!r}"
    if rule in {"CC501", "CC502"}:
        return f"{rule} cannot be waived"
    return "" if reason else "it lacks its reason"


def _waiver(entry: _Entry, file: str, line: int, today: date) -> Waiver:
    rule = entry.rule.strip().upper()
    expires = _day(entry.expires, file, line)
    fault = fault_of(rule, entry.reason.strip())
    if not fault and not (entry.fingerprint or words(entry.claim)):
        fault = "it names neither a fingerprint nor a claim"
    if not fault and expires and expires < today:
        fault = f"it expired after {expires.isoformat()}"
    who = f" ({entry.who.strip()})" if entry.who.strip() else ""
    return Waiver(
        kind="waiver",
        rule=rule,
        reason=f"{entry.reason.strip()}{who}",
        location=FindingLocation(file=file, line=line, column=1, end_line=line, end_column=1),
        fingerprint=entry.fingerprint.strip().lower(),
        claim=entry.claim.strip() if not _ID.fullmatch(entry.claim.strip().lower()) else entry.claim.strip().lower(),
        report=posixpath.normpath(entry.report.strip().replace("\\", "/")) if entry.report.strip() else "",
        fault=fault,
    )


def _day(expires: date | str | None, file: str, line: int) -> date | None:
    if not isinstance(expires, str):
        return expires
    try:
        return date.fromisoformat(expires.strip())
    except ValueError as error:
        raise InputError(f"{file}:{line}: expires is {expires!r}; write a day as 2027-01-31") from error
