"""`claimcheck audit --self-test`: faults put into copies of a report, and how many of them its audit catches.

The idea is mutation testing (DeMillo, Lipton and Sayward, 1978), with a report in the place of a program and its audit
in that of the tests: what the audit says of a report is worth as much as it notices when the report is made worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from claimcheck.model import VerdictName
from claimcheck.model.self_test import (
    FAULT_KINDS,
    Alteration,
    AlterationKind,
    Control,
    FaultFigures,
    FaultKind,
    SelfTest,
    SelfTestFile,
)
from claimcheck.tasks.audit import audit_document, provenance
from claimcheck.tasks.faults import Copied, Planned, copied, plan
from claimcheck.tasks.workplace import Workplace, load, shown

MOST = 20
_KINDS: tuple[AlterationKind, ...] = (*FAULT_KINDS, "harmless")
_TAIL = 0.025


def self_test(paths: Sequence[Path], workplace: Workplace, seed: int) -> SelfTestFile:
    """Tests the audit of each report with at most 20 faults of a kind, and as many harmless changes.

    Raises:
        InputError: a report cannot be used; or a folder named by `--papers` cannot.
        DocumentError: a report cannot be read.
        ModelError: a model is missing or damaged.
    """
    tests = tuple(_of_report(path, workplace, seed) for path in paths)
    return SelfTestFile(claimcheck=provenance(workplace), self_tests=tests)


def _of_report(path: Path, workplace: Workplace, seed: int) -> SelfTest:
    """Audits a report, then its copies: one for each kind of fault, with a fault in each of several claims."""
    data = load(path)
    document = workplace.read_report(path, data)
    audit, retrieved = audit_document(path, data, document, workplace)
    planned: list[Planned] = []
    copies: list[Copied] = []
    for kind in _KINDS:
        of_kind = plan(kind, audit, seed, MOST)
        workplace.progress(f"{shown(path)}: {len(of_kind)} changes, {kind}")
        planned += of_kind
        copies += copied(path.name, data, document, of_kind)
    verdicts = iter(workplace.verifier.verify([copy.claim for copy in copies if copy.claim], retrieved))
    changes = tuple(
        Alteration(
            kind=fault.kind,
            claim_id=fault.claim.id,
            number=fault.claim.number,
            before=fault.claim.text,
            after=fault.changed.text,
            cites=fault.changed.cites,
            was=fault.claim.verdict,
            now=next(verdicts).verdict if copy.claim else None,
            in_copy=copy.in_copy,
        )
        for fault, copy in zip(planned, copies, strict=True)
    )
    summary = audit.summary
    return SelfTest(
        path=shown(path),
        sha256=sha256(data).hexdigest(),
        seed=seed,
        verified=summary.verified,
        checked=summary.verified + summary.contradicted + summary.unverified,
        figures=(*(_figures(kind, changes) for kind in FAULT_KINDS), _figures("all", changes)),
        control=_control(changes),
        changes=changes,
    )


def _figures(kind: FaultKind | Literal["all"], changes: Sequence[Alteration]) -> FaultFigures:
    of_kind = [c for c in changes if c.kind == kind or (kind == "all" and c.kind != "harmless")]
    vouched = [fault for fault in of_kind if fault.was is VerdictName.VERIFIED]
    others = [fault for fault in of_kind if fault.was is not VerdictName.VERIFIED]
    caught = sum(not fault.missed for fault in vouched)
    share, interval = _share(caught, len(vouched))
    return FaultFigures(
        kind=kind,
        faults=len(vouched),
        caught=caught,
        share=share,
        interval=interval,
        contradicted=sum(fault.now is VerdictName.CONTRADICTED for fault in vouched),
        others=len(others),
        others_verified=sum(fault.now is VerdictName.VERIFIED for fault in others),
        others_contradicted=sum(
            fault.now is VerdictName.CONTRADICTED and fault.was is not VerdictName.CONTRADICTED for fault in others
        ),
    )


def _control(changes: Sequence[Alteration]) -> Control:
    # What the copy no longer takes for a claim says nothing of the verdict on it.
    harmless = [change for change in changes if change.kind == "harmless" and change.now]
    kept = sum(change.now is VerdictName.VERIFIED for change in harmless)
    share, interval = _share(kept, len(harmless))
    return Control(changed=len(harmless), kept=kept, share=share, interval=interval)


def _share(hits: int, of: int) -> tuple[float | None, tuple[float, float] | None]:
    """A share and its exact 95% interval (Clopper and Pearson, 1934), rounded to four places; None of nothing."""
    from scipy.stats import beta  # noqa: PLC0415 - slow to import

    if not of:
        return None, None
    low = 0.0 if hits == 0 else float(beta.ppf(_TAIL, hits, of - hits + 1))
    high = 1.0 if hits == of else float(beta.ppf(1 - _TAIL, hits + 1, of - hits))
    return round(hits / of, 4), (round(low, 4), round(high, 4))
