"""`claimcheck audit` as a gate: the policy from its files and from git, the audit, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.errors import InputError, SettingsError
from claimcheck.files import write_whole
from claimcheck.judge import (
    Baseline,
    Change,
    Policy,
    Ruling,
    Waiver,
    apply_policy,
    check_levels,
    idle_rules,
    read_baseline,
    read_waivers,
)
from claimcheck.model import AuditFile
from claimcheck.tasks.audit import audit_reports, look_for_papers, provenance
from claimcheck.tasks.lock import Recorder, check_target, read_lock, write_lock
from claimcheck.tasks.since import changes_in, changes_since
from claimcheck.tasks.workplace import Workplace, load, shown

WAIVERS = Path("claimcheck-waivers.toml")


@dataclass(frozen=True)
class Asked:
    """What one call asks for beside the settings.

    Attributes:
        write: take what is new into the baseline, and what is gone out of it.
        update: take what is gone out of the baseline.
        changed: the files that changed; None where the gate is not limited to any.
        lock: write the lock file.
    """

    write: bool = False
    update: bool = False
    changed: tuple[Path, ...] | None = None
    lock: bool = False


@dataclass(frozen=True)
class Gated:
    """The audits after the policy, and a line on each file that was written beside the outputs."""

    file: AuditFile
    kept: tuple[str, ...]


def audit_under_policy(reports: Sequence[Path], workplace: Workplace, asked: Asked) -> Gated:
    """Audits reports, sorts the findings by the policy, and writes the baseline and the lock where that is asked for.

    Raises:
        InputError: a file or revision that the policy or the lock needs cannot be had, or a locked source changed.
        SettingsError: options that contradict each other, or a level for a rule that does not exist.
    """
    settings = workplace.settings
    policy = load_policy(reports, workplace, asked)
    if settings.locked and asked.lock:
        raise SettingsError("--lock and --locked: choose one of the two")
    locked = read_lock(settings.lock_file) if settings.locked else None
    if asked.lock:
        check_target(settings.lock_file)
    if locked:
        locked.check(provenance(workplace, locked.models))
    recorder = Recorder()
    find = locked.find if locked else recorder.find if asked.lock else look_for_papers
    file = audit_reports(reports, workplace, find)
    unsaid = workplace.language is not None and workplace.language.left_undone
    if locked and unsaid:
        raise InputError(
            f"{shown(settings.lock_file)}: the cache lacks answers of the language model that went into it;"
            " use the cache of the locked run, or make a new lock with audit --lock"
        )
    ruling = apply_policy(file.audits, policy)
    kept = []
    if settings.baseline and (asked.write or asked.update):
        kept.append(_keep_baseline(ruling, settings.baseline))
    if asked.lock and any(audit.error for audit in ruling.audits):
        kept.append(f"{shown(settings.lock_file)}: not written, since a report could not be audited")
    elif asked.lock and unsaid:
        kept.append(f"{shown(settings.lock_file)}: not written, since the language model left something undone")
    elif asked.lock:
        kept.append(write_lock(recorder.lock(file.claimcheck), settings.lock_file))
    return Gated(file.model_copy(update={"audits": ruling.audits}), tuple(kept))


def load_policy(reports: Sequence[Path], workplace: Workplace, asked: Asked) -> Policy:
    """The policy in force.

    Raises:
        InputError: a file or revision that it needs cannot be had or read.
        SettingsError: options that contradict each other, or a level for a rule that does not exist.
    """
    settings = workplace.settings
    check_levels(settings.levels)
    baseline, text = _baseline(settings.baseline, asked)
    idle = idle_rules(settings.levels, offline=settings.offline, baseline=baseline is not None)
    return Policy(
        levels=settings.levels,
        waivers=_waivers(workplace),
        baseline=baseline,
        baseline_file=(shown(settings.baseline) if settings.baseline else "", text),
        renew=asked.update,
        add=asked.write,
        changes=_changes(reports, workplace, asked),
        idle=frozenset(idle),
    )


def _baseline(file: Path | None, asked: Asked) -> tuple[Baseline | None, str]:
    if file is None:
        if asked.write or asked.update:
            raise SettingsError("--write-baseline and --update-baseline: name the file with --baseline FILE")
        return None, ""
    if asked.write and not file.exists():
        return Baseline(), ""
    if not file.exists():
        raise InputError(f"{shown(file)}: no such baseline; make one with --baseline {shown(file)} --write-baseline")
    text = _text(file)
    return read_baseline(text, shown(file)), text


def _waivers(workplace: Workplace) -> tuple[Waiver, ...]:
    settings = workplace.settings
    file = settings.waivers or (WAIVERS if WAIVERS.exists() else None)
    if file is None:
        return ()
    return read_waivers(_text(file), shown(file), settings.today or datetime.now(tz=UTC).date())


def _changes(reports: Sequence[Path], workplace: Workplace, asked: Asked) -> dict[str, Change] | None:
    since = workplace.settings.since
    if since is not None and asked.changed is not None:
        raise SettingsError("--since and --changed: choose one of the two")
    if since is not None:
        return changes_since(since, reports, workplace)
    return None if asked.changed is None else changes_in(asked.changed, reports)


def _text(file: Path) -> str:
    try:
        return load(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{shown(file)}: not in UTF-8; save it so") from error


def _keep_baseline(ruling: Ruling, file: Path) -> str:
    """Writes the baseline that a run leaves, and says in a line what became of it."""
    baseline = ruling.baseline or Baseline()
    try:
        write_whole(file, baseline.text().encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(f"{shown(file)}: cannot be written ({error.strerror or error})") from error
    total = sum(entry.count for entry in baseline.findings)
    return f"{shown(file)}: {total} findings, {ruling.added} of them new; {ruling.gone} gone and taken out"
