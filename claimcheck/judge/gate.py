"""The gate: which findings and which share of verified claims let a run pass, and the exit code that follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from claimcheck.errors import SettingsError
from claimcheck.judge.policy import NOT_HAD
from claimcheck.judge.rules import RULES
from claimcheck.judge.wording import plural
from claimcheck.model import VerdictName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.model import Audit, AuditedClaim, SuppressionKind

_LEVELS = ("error", "warning", "note")
_NEVER = "never"
_SUPPRESSED: dict[SuppressionKind, str] = {
    "inline": "waived in the report",
    "waiver": "waived",
    "baseline": "in the baseline",
    "unchanged": "untouched by the change",
}


class ExitCode(IntEnum):
    """What the process says when it ends."""

    OK = 0
    FINDINGS = 1
    ERROR = 2
    PARTIAL = 3
    INTERRUPTED = 130


@dataclass(frozen=True)
class Gate:
    """What a run must not have: findings of these levels and rules (none where empty), and too small a share verified.

    `min_verified` is a share of the checked claims, 0 to 1; each report must reach it. None asks for nothing. A claim
    that a language model found lowers the share where it is not verified, and never raises it: whoever writes a report
    could plant easy ones for it.
    Where the gate is limited to a change, the share is that of the touched claims, and holds where there are any.
    """

    fail_on: frozenset[str]
    min_verified: float | None = None

    @classmethod
    def parse(cls, fail_on: str, min_verified: float | None = None) -> Gate:
        """The gate of `--fail-on` and `--min-verified`.

        Args:
            fail_on: Levels and rule ids, separated by commas, or `never`. A level means that level and above.
            min_verified: A share, 0 to 1, or None.

        Raises:
            SettingsError: For an unknown level or rule, `never` beside others, or a share outside 0 to 1.
        """
        if min_verified is not None and not 0 <= min_verified <= 1:
            raise SettingsError(f"--min-verified is {min_verified:g}; give a share between 0 and 1, such as 0.9")
        names = [name.strip() for name in fail_on.split(",")]
        if names == [_NEVER]:
            return cls(frozenset(), min_verified)
        return cls(frozenset(word for name in names for word in _expand(name)), min_verified)


def exit_code(audits: Sequence[Audit], gate: Gate) -> ExitCode:
    """The exit code of a run over one or several reports.

    A report that could not be read (`Audit.error`) wins over findings, findings and a missed share win over claims that
    stayed unchecked because a paper could not be had or read.
    """
    if any(audit.error is not None for audit in audits):
        return ExitCode.ERROR
    if any(_offending(audit, gate) or _misses_share(audit, gate) for audit in audits):
        return ExitCode.FINDINGS
    if any(_left_unchecked(audit) for audit in audits):
        return ExitCode.PARTIAL
    return ExitCode.OK


def gate_reasons(audits: Sequence[Audit], gate: Gate) -> list[str]:
    """Why the exit code is not 0: one line a reason, each beginning with its report; empty where it is 0."""
    return [reason for audit in audits for reason in _reasons(audit, gate)]


def gate_notes(audits: Sequence[Audit], gate: Gate, idle: Mapping[str, str], levels: Mapping[str, str]) -> list[str]:
    """What a person should know of the gate, whatever the exit code: one line each.

    Args:
        audits: after the policy.
        gate: what they were held against.
        idle: why rules cannot act in this run; told of those that the gate or the levels name.
        levels: the levels that the user gave to rules.
    """
    named = gate.fail_on | {rule for rule, level in levels.items() if level != "off"}
    reasons: dict[str, list[str]] = {}
    for rule in sorted(named & set(idle)):
        reasons.setdefault(idle[rule], []).append(rule)
    notes = [f"{', '.join(rules)} {why}" for why, rules in reasons.items()]
    for audit in audits:
        if kinds := Counter(one.kind for one in audit.suppressed):
            listed = ", ".join(f"{kinds[kind]} {_SUPPRESSED[kind]}" for kind in _SUPPRESSED if kinds[kind])
            notes.append(f"{audit.report.path}: {plural(kinds.total(), 'finding')} not counted: {listed}")
        if gate.min_verified is not None and _not_held(audit):
            notes.append(f"{audit.report.path}: the change touches no claim, so --min-verified is not held")
    return notes


def suppressed_lines(audit: Audit) -> list[str]:
    """What was found and does not count, one line each, with the reason that was given."""
    return [
        f"{one.finding.location.file}:{one.finding.location.line} {one.finding.rule} {_SUPPRESSED[one.kind]}"
        f"{f' ({one.reason})' if one.reason else ''}: {one.finding.message}"
        for one in audit.suppressed
    ]


def _expand(name: str) -> tuple[str, ...]:
    if name in _LEVELS:
        return _LEVELS[: _LEVELS.index(name) + 1]
    if name.upper() in RULES:
        return (name.upper(),)
    if name == _NEVER:
        raise SettingsError("--fail-on has never beside other names; give never alone, or leave it out")
    choices = ", ".join((*_LEVELS, _NEVER, *RULES))
    raise SettingsError(f"--fail-on knows no {name!r}; choose from {choices}")


def _offending(audit: Audit, gate: Gate) -> Counter[str]:
    """The rules whose findings fail the gate, with how many findings each has."""
    return Counter(
        finding.rule for finding in audit.findings if finding.level in gate.fail_on or finding.rule in gate.fail_on
    )


def _misses_share(audit: Audit, gate: Gate) -> bool:
    if gate.min_verified is None or _not_held(audit):
        return False
    verified, checked = _checked(audit)
    return not checked or verified / checked < gate.min_verified


def _not_held(audit: Audit) -> bool:
    return audit.touched is not None and not audit.touched


def _checked(audit: Audit) -> tuple[int, int]:
    """How many of the claims that the gate is about are verified, and how many were checked."""
    verdicts = [claim.verdict for claim in _about(audit) if claim.verdict is not VerdictName.UNCHECKED]
    added = _verified_beyond_the_rules(audit)
    return verdicts.count(VerdictName.VERIFIED) - added, len(verdicts) - added


def _verified_beyond_the_rules(audit: Audit) -> int:
    """How many verified claims of the gate only a language model found: these do not count."""
    return sum(claim.verdict is VerdictName.VERIFIED for claim in _about(audit) if claim.passed_over)


def _left_unchecked(audit: Audit) -> int:
    """The claims that could not be checked for want of a paper; not those that a person accepted as such."""
    accepted = {one.finding.claim_id for one in audit.suppressed if one.finding.rule == "CC105"}
    return sum(claim.reason in NOT_HAD and claim.id not in accepted for claim in _about(audit))


def _about(audit: Audit) -> list[AuditedClaim]:
    """The claims that the gate is about."""
    return [claim for claim in audit.claims if audit.touched is None or claim.id in audit.touched]


def _reasons(audit: Audit, gate: Gate) -> Iterator[str]:
    if audit.error is not None:
        yield audit.error
        return
    path = audit.report.path
    if offending := _offending(audit, gate):
        rules = ", ".join(f"{count} × {rule}" for rule, count in sorted(offending.items()))
        yield f"{path}: {plural(offending.total(), 'finding')} at or above --fail-on: {rules}"
    if _misses_share(audit, gate):
        verified, checked = _checked(audit)
        which = "checked claim" if audit.touched is None else "touched and checked claim"
        found = f"{verified} of {plural(checked, which)} verified" if checked else "no claim checked"
        if added := _verified_beyond_the_rules(audit):
            found += f" (beside {added} that only a language model found)"
        yield f"{path}: {found}, --min-verified {gate.min_verified:g} is missed"
    if left := _left_unchecked(audit):
        yield f"{path}: {plural(left, 'claim')} unchecked because a paper could not be had or read"
