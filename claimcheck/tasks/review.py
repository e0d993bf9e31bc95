"""`claimcheck review`: reports audited, and each scored by the reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.judge import ExitCode, Gate, exit_code, gate_reasons, review
from claimcheck.model.review import ReviewFile
from claimcheck.tasks.audit import audit_reports
from claimcheck.tasks.workplace import Workplace

# A review is no gate: what was found lowers scores, and fails nothing.
_NO_GATE = Gate.parse("never")


@dataclass(frozen=True)
class Reviewed:
    """The reviews, how the run ends, and why it does not end with 0: a line each."""

    file: ReviewFile
    code: ExitCode
    reasons: tuple[str, ...]


def review_reports(paths: Sequence[Path], workplace: Workplace) -> Reviewed:
    """Audits and scores reports; one that cannot be read becomes a review with an `error`, and the others go on.

    Raises:
        InputError: a folder named by `--papers` cannot be used.
        ModelError: a model is missing or damaged.
    """
    audited = audit_reports(paths, workplace)
    reviews = tuple(review(audit) for audit in audited.audits)
    return Reviewed(
        file=ReviewFile(claimcheck=audited.claimcheck, reviews=reviews),
        code=exit_code(audited.audits, _NO_GATE),
        reasons=tuple(gate_reasons(audited.audits, _NO_GATE)),
    )
