"""The policy: what a person has accepted of an audit's findings, and which of them a change at hand is about.

Findings get the levels that the user gave them ("off" drops them); what a waiver in the report or in the waiver file
accepts, what the baseline has, and what a limited gate is not about moves to `Audit.suppressed`, each with its kind and
reason: it fails no gate and is counted. Waivers that waive nothing and baseline entries that are gone become findings
(CC501, CC502), which can be given a level but not be waived. What this run cannot decide, since the paper was not at
hand or the rule cannot act, is called neither unused nor gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from claimcheck.errors import SettingsError
from claimcheck.judge.baseline import Baseline, Entry, Ledger, gone_finding
from claimcheck.judge.breach import of_claim, of_reference
from claimcheck.judge.changes import Change, Touched
from claimcheck.judge.ignores import inline_waivers
from claimcheck.judge.rules import RULES, fingerprint, of_policy
from claimcheck.model import Mismatch, ReferenceStatus, Suppressed, UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.judge.waivers import Waiver
    from claimcheck.model import Audit, AuditedClaim, Finding

NOT_HAD = frozenset({UncheckedReason.PAPER_MISSING, UncheckedReason.PAPER_UNREADABLE, UncheckedReason.WRONG_PAPER})


# What a paper must be read for, of all that is said of a reference; and what of its description can be wrong.
_READ_FOR = ("CC304", "CC305", "CC306", "CC307", "CC308", "CC309")
_DESCRIBED = get_args(Mismatch.model_fields["what"].annotation)
# What only arXiv can say of a paper.
_ASKED = ("CC303", "CC305", "CC306")


@dataclass(frozen=True)
class Policy:
    """What holds beside the rules.

    Attributes:
        levels: other levels than the rules' own, or `off`, by rule.
        waivers: those of the waiver file; the report's own are read from it.
        baseline: what was there before; None without one.
        baseline_file: its name and content, which CC502 points into.
        renew: leave what is gone out of the next baseline instead of reporting it.
        add: take what is new into the next baseline.
        changes: by report, what the gate is limited to; None where it is not limited.
        idle: rules that cannot act in this run.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    baseline_file: tuple[str, str] = ("", "")
    renew: bool = False
    add: bool = False
    changes: Mapping[str, Change] | None = None
    idle: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ruling:
    """The audits after the policy, and the baseline that they leave: how many findings it gained and lost."""

    audits: tuple[Audit, ...]
    baseline: Baseline | None = None
    added: int = 0
    gone: int = 0


def check_levels(levels: Mapping[str, str]) -> None:
    """Looks whether all rules that are given levels exist.

    Raises:
        SettingsError: one does not.
    """
    if unknown := sorted(set(levels) - set(RULES)):
        raise SettingsError(f"levels: there is no rule {unknown[0]!r}; choose from {', '.join(RULES)}")


def idle_rules(levels: Mapping[str, str], *, offline: bool, baseline: bool) -> dict[str, str]:
    """The rules that cannot act in a run, or not fully, each with the reason."""
    idle = {"CC404": "cannot act here; `claimcheck table --check` finds it"}
    if offline:
        idle |= dict.fromkeys(_ASKED, "can act under --offline only on what arXiv said in an earlier run")
    if not baseline:
        idle["CC502"] = "cannot act without --baseline"
    idle |= {rule: "cannot act, its level is off" for rule, level in levels.items() if level == "off"}
    return {rule: why for rule, why in idle.items() if rule in RULES}


def apply_policy(audits: Sequence[Audit], policy: Policy) -> Ruling:
    """Sorts the findings of audits into those that count and those that do not.

    Args:
        audits: as `judge` left them, several reports of one run.
        policy: what holds.
    """
    return _Session(audits, policy).ruling()


class _Session:
    """One run through the audits."""

    def __init__(self, audits: Sequence[Audit], policy: Policy) -> None:
        self.audits, self.policy = audits, policy
        audited = frozenset(audit.report.path for audit in audits if audit.error is None)
        self.ledger = Ledger(policy.baseline or Baseline(), audited, adding=policy.add)
        self.used: set[Waiver] = set()
        # The fingerprints of what nothing can be said of.
        asked = policy.baseline or policy.waivers
        self.unknown = frozenset(one for audit in audits for one in _unknown(audit)) if asked else frozenset()

    def ruling(self) -> Ruling:
        judged = [self.accepted(audit) for audit in self.audits]
        late = self.late()
        audits = []
        for audit in judged:
            added = tuple(one for path, finding in late if path == audit.report.path for one in self.levelled(finding))
            audits.append(self.limited(audit.model_copy(update={"findings": audit.findings + added})))
        if self.policy.baseline is None:
            return Ruling(tuple(audits))
        gone = sum(entry.count for entry in self.ledger.gone(self.undecided))
        return Ruling(tuple(audits), self.ledger.next(self.undecided), self.ledger.added, gone)

    def undecided(self, what: Entry | Waiver) -> bool:
        """Whether this run can tell nothing about what a waiver or an entry of the baseline is about."""
        off = self.policy.levels.get(what.rule) == "off"
        return off or what.rule in self.policy.idle or what.fingerprint in self.unknown

    def accepted(self, audit: Audit) -> Audit:
        """The audit, its findings levelled and without those that are waived or in the baseline."""
        inline = inline_waivers(audit)
        waivers = [*inline, *(one for one in self.policy.waivers if one.report in ("", audit.report.path))]
        claims = {claim.id: claim for claim in audit.claims}
        counting, suppressed = [], []
        for finding in (one for given in audit.findings for one in self.levelled(given)):
            claim = claims.get(finding.claim_id or "")
            report, says = audit.report.path, claim.text if claim else finding.reference_key or finding.message
            waiving = [waiver for waiver in waivers if waiver.waives(finding, claim)]
            self.used.update(waiving)
            if waiving:
                first = waiving[0]
                suppressed.append(Suppressed(finding=finding, kind=first.kind, reason=first.reason))
                # What is waived occurs all the same: an entry of the baseline is not gone for it, nor is it added.
                self.ledger.occurs(finding, report, says)
            elif self.policy.baseline is not None and self.ledger.has(finding, report, says):
                suppressed.append(Suppressed(finding=finding, kind="baseline"))
            else:
                counting.append(finding)
        counting += [one for waiver in inline for one in self.levelled_all(self.unused(waiver, [audit]))]
        return audit.model_copy(update={"findings": tuple(counting), "suppressed": tuple(suppressed)})

    def levelled(self, finding: Finding) -> tuple[Finding, ...]:
        """The finding under its configured level; nothing where the rule is off."""
        level = self.policy.levels.get(finding.rule, finding.level)
        return () if level == "off" else (finding.model_copy(update={"level": level}),)

    def levelled_all(self, findings: Sequence[Finding]) -> list[Finding]:
        return [one for finding in findings for one in self.levelled(finding)]

    def late(self) -> list[tuple[str, Finding]]:
        """What is known only when all reports were gone through, with the report that it is told in."""
        read = [audit for audit in self.audits if audit.error is None]
        found = []
        for waiver in self.policy.waivers:
            about = [audit for audit in read if waiver.report in ("", audit.report.path)]
            found += [(about[0].report.path, finding) for finding in self.unused(waiver, about)] if about else []
        if not (self.policy.renew or self.policy.add):
            entries = self.ledger.gone(self.undecided)
            found += [(entry.report, gone_finding(entry, *self.policy.baseline_file)) for entry in entries]
        return found

    def unused(self, waiver: Waiver, audits: Sequence[Audit]) -> list[Finding]:
        """CC501 for a waiver that is at fault or waived nothing, unless this run cannot tell."""
        if waiver in self.used:
            return []
        claims = [claim for audit in audits for claim in audit.claims if _about(waiver, audit, claim)]
        if not waiver.fault and (self.undecided(waiver) or any(claim.reason in NOT_HAD for claim in claims)):
            return []
        what = f"the waiver of {waiver.rule}" if waiver.rule else "the waiver"
        message = f"{what} waives nothing: {waiver.fault or 'there is no such finding'}"
        return [of_policy("CC501", message, waiver.location, waiver.identity, claims[0].id if claims else None)]

    def limited(self, audit: Audit) -> Audit:
        """The audit without what the change at hand does not touch."""
        if self.policy.changes is None or audit.error is not None:
            return audit
        touched = Touched(audit, self.policy.changes.get(audit.report.path, Change()))
        apart = tuple(Suppressed(finding=one, kind="unchanged") for one in audit.findings if not touched.has(one))
        return audit.model_copy(
            update={
                "findings": tuple(one for one in audit.findings if touched.has(one)),
                "suppressed": audit.suppressed + apart,
                "touched": touched.claims,
            }
        )


def _unknown(audit: Audit) -> Iterator[str]:
    """The fingerprints that findings about claims and references whose paper is not at hand would have."""
    for claim in audit.claims:
        if claim.reason in NOT_HAD:
            yield from (fingerprint(rule, *of_claim(claim, "").identity) for rule in RULES)
    for reference in audit.references:
        if reference.status is not ReferenceStatus.READ:
            yield from (fingerprint(rule, *of_reference(reference, "").identity) for rule in _READ_FOR)
            yield from (fingerprint("CC309", reference.key, what) for what in _DESCRIBED)


def _about(waiver: Waiver, audit: Audit, claim: AuditedClaim) -> bool:
    spot = claim.location
    if waiver.kind == "inline":
        return waiver.location.file == audit.report.path and any(
            (line, column) == (spot.line, spot.column) for _, line, column in waiver.places
        )
    return waiver.names(claim)
