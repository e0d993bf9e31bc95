"""`claimcheck calibrate`: the head and the thresholds fitted to one's own labelled pairs, for `audit --calibration`.

The file that is written rests on all rows. What it is worth is measured honestly beforehand: a head fitted on one half
of the claims (by digest, so that a claim is never on both sides) is held against the shipped one on the other half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from claimcheck.errors import InputError, SettingsError
from claimcheck.model import Passage
from claimcheck.model.evaluation import Calibration
from claimcheck.tasks import measures
from claimcheck.tasks.claim_only import is_installed
from claimcheck.tasks.evaluate import score
from claimcheck.tasks.pairs import as_document, statement
from claimcheck.tasks.rows import Row, check_files
from claimcheck.tasks.workplace import Workplace, shown
from claimcheck.verify import Chosen, Verifier
from claimcheck.verify.learning import calibration
from claimcheck.verify.learning.lessons import LABELS, label
from claimcheck.verify.passages import passages

FEWEST, MOST = 50, 20_000
# Of both kinds in either half: below it, neither a fit nor a figure says anything.
_FEWEST_IN_A_HALF = 10
_SEED = 7
_FOLDS = 5
_FIGURES = ("auroc", "brier", "ece")


class Example(NamedTuple):
    """A labelled pair to learn from; the label is 0 support, 1 refute, 2 neither."""

    claim: str
    passages: tuple[Passage, ...]
    label: int


# Examples in, the bytes of a `head.json` with its thresholds out.
Fit = Callable[[Sequence[Example], Verifier], bytes]


@dataclass(frozen=True)
class Calibrated:
    """The new head as the bytes of its file, and what it is worth."""

    head: bytes
    worth: Calibration


def calibrate(paths: Sequence[Path], workplace: Workplace, fit: Fit | None = None) -> Calibrated:
    """Fits a head to labelled pairs and measures it.

    Args:
        paths: files of JSON Lines with `claim`, `evidence`, `label`.
        workplace: the settings, the store and the models.
        fit: another way of fitting than the one of `claimcheck.verify`.

    Raises:
        InputError: a file or line cannot be used; it holds queries; there are fewer than 50 rows with support or
            fewer than 50 without, more than 20,000 in all, or nearly all of a kind are of the same claims.
        ModelError: a model is missing or damaged.
        SettingsError: scikit-learn, which the fit needs, is not installed.
    """
    if fit is None and not is_installed():
        raise SettingsError("calibrate needs scikit-learn: pip install 'claimcheck-papers[train]'")
    fit = fit or _Fitting()
    rows = _pairs(paths)
    first, second = _halves(rows)
    workplace.progress(f"fitting on {len(first)} rows")
    half = fit([_example(row) for row in first], workplace.verifier)
    before = _measured(second, workplace, workplace.verifier)
    with TemporaryDirectory(prefix="claimcheck-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "head.json"
        file.write_bytes(half)
        after = _measured(second, workplace, _verifier(file, workplace))
    workplace.progress(f"fitting on {len(rows)} rows")
    whole = fit([_example(row) for row in rows], workplace.verifier)
    worth = Calibration(
        rows=len(rows),
        supported=sum(label(row) == "SUPPORT" for row in rows),
        measured=len(second),
        before=before,
        after=after,
        thresholds=json.loads(whole)["thresholds"],
        promised=json.loads(whole)["promised"]["verified"],
    )
    return Calibrated(whole, worth)


class _Fitting:
    """The fit of the room; every pair is read once, however often it is fitted to."""

    def __init__(self) -> None:
        self._seen: dict[Example, calibration.Seen] = {}

    def __call__(self, examples: Sequence[Example], verifier: Verifier) -> bytes:
        """The bytes of a `head.json`."""
        found = [self._read(example, verifier) for example in examples]
        sample = calibration.Sample.of(found, [example.label for example in examples])
        folds = np.array([_fold(example.claim) for example in examples])
        return json.dumps(calibration.calibrated(sample, folds), indent=1).encode() + b"\n"

    def _read(self, example: Example, verifier: Verifier) -> calibration.Seen:
        if example not in self._seen:
            self._seen[example] = calibration.seen(example.claim, example.passages, verifier.models)
        return self._seen[example]


def _pairs(paths: Sequence[Path]) -> list[Row]:
    rows: list[Row] = []
    for file in check_files(paths):
        if file.queries:
            raise InputError(f"{shown(file.path)}: holds queries; a head is fitted to rows with claim, evidence, label")
        rows.extend(file.read(range(file.rows)))
    if len(rows) > MOST:
        raise InputError(f"{len(rows)} rows are more than a fit needs; name at most {MOST}")
    supported = sum(label(row) == "SUPPORT" for row in rows)
    if min(supported, len(rows) - supported) < FEWEST:
        raise InputError(
            f"{', '.join(shown(path) for path in paths)}: {supported} rows with support and {len(rows) - supported} "
            f"without; at least {FEWEST} of each are needed for a fit"
        )
    return rows


def _halves(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows in two, by the digest of the claim."""
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        halves[sha256(statement(row["claim"]).encode()).digest()[-1] % 2].append(row)
    for half in halves:
        supported = [row for row in half if label(row) == "SUPPORT"]
        others = [row for row in half if label(row) != "SUPPORT"]
        # A fold is fitted to the others: what all lies in one fold leaves nothing to fit it to.
        folds = [{_fold(statement(row["claim"])) for row in kind} for kind in (supported, others)]
        if min(len(supported), len(others)) < _FEWEST_IN_A_HALF or min(map(len, folds)) < 2:
            raise InputError("the rows are of too few different claims for a fit and a measurement; add other claims")
    return halves


def _fold(claim: str) -> int:
    return sha256(claim.encode()).digest()[0] % _FOLDS


def _example(row: Row) -> Example:
    return Example(statement(row["claim"]), passages(as_document(row["evidence"])), LABELS.index(label(row)))


def _verifier(file: Path, workplace: Workplace) -> Verifier:
    """A verifier like the workplace's, with the head of a file."""
    settings = workplace.settings
    chosen = Chosen(settings.embedder, settings.entailment, file, offline=settings.offline)
    return Verifier(workplace.store, chosen, jobs=settings.jobs, progress=workplace.progress)


def _measured(
    rows: Sequence[Row], workplace: Workplace, verifier: Verifier
) -> dict[str, tuple[float, float, float] | None]:
    scored = score("measuring", iter(rows), len(rows), workplace, verifier)
    found = measures.figures(scored.labels, scored.probabilities, seed=_SEED)
    return {name: figure and (figure.value, figure.low, figure.high) for name in _FIGURES for figure in [found[name]]}
