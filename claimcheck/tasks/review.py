"""`claimcheck review`: reports audited, and each scored by the reviewers, and with a language model by a panel."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from claimcheck.judge import ExitCode, Gate, Readable, exit_code, gate_reasons, readable, review
from claimcheck.language import READERS, Reviewer
from claimcheck.model import Audit
from claimcheck.model.review import Reading, Review, ReviewFile
from claimcheck.tasks.audit import audit_reports, provenance
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
        InputError: a folder named by `--papers`, or a reader's prompt, cannot be used.
        ModelError: a model is missing or damaged.
    """
    readers = [Reviewer(name, workplace.language) for name in READERS] if workplace.language else []
    audits = audit_reports(paths, workplace).audits
    reviews = tuple(_reviewed(audit, readers, workplace) for audit in audits)
    return Reviewed(
        # The readers' prompts are known once they were used.
        file=ReviewFile(claimcheck=provenance(workplace), reviews=reviews),
        code=exit_code(audits, _NO_GATE),
        reasons=tuple(gate_reasons(audits, _NO_GATE)),
    )


def _reviewed(audit: Audit, readers: Sequence[Reviewer], workplace: Workplace) -> Review:
    if not readers or audit.error is not None:
        return review(audit)
    text = readable(audit)
    return review(audit, _read(text, readers, workplace), (text.note,) if text.note else ())


def _read(text: Readable, readers: Sequence[Reviewer], workplace: Workplace) -> list[Reading]:
    """What the readers find, in their order; they are asked side by side, and none is told of another."""
    with ThreadPoolExecutor(workplace.settings.jobs, thread_name_prefix="claimcheck-read") as pool:
        found = []
        for number, reading in enumerate(pool.map(lambda reader: reader(text.about, text.parts), readers), 1):
            workplace.progress(f"heard reader {number} of {len(readers)}")
            found.append(reading)
        return found
