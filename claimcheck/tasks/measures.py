"""Figures of a set of labelled rows, in numpy alone, with bootstrap intervals.

Every figure is computed for many draws of the rows at once: `draws` [b, n] holds, for each of b draws, n row numbers in
the order of the probability of support. The set itself is the draw of every row once, and the intervals are those of
the seeded bootstrap over rows (Efron, 1979; percentiles). Rows that share a claim or a source count as independent,
which they are not quite; and a resample always looks a little worse calibrated than the set, so that the interval of
the expected calibration error lies rather high.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

SUPPORT, REFUTE, NOINFO = 0, 1, 2
BINS = 10
RESAMPLES = 1_000
_SEED = 7
_INTERVAL = (2.5, 97.5)
# How many numbers a block of draws may hold: bounds the memory for large sets.
_BLOCK = 2_000_000


class Figure(NamedTuple):
    """A figure and the ends of its 95% interval."""

    value: float
    low: float
    high: float


class Bin(NamedTuple):
    """One bin of a reliability diagram: mean probability of support, share that is supported, rows."""

    predicted: float
    observed: float
    rows: int


def figures(
    labels: Sequence[int] | Labels,
    probabilities: Sequence[Sequence[float]] | Matrix,
    *,
    resamples: int = RESAMPLES,
    seed: int = _SEED,
) -> dict[str, Figure | None]:
    """AUROC, macro-F1, balanced accuracy, Brier score and expected calibration error, each with its 95% interval.

    A row is called by the likeliest of its three labels (support before contradiction before neither where two are
    alike); in sets of two labels the absent one counts as the set's negative. Balanced accuracy asks whether support is
    that label. Brier score and calibration error are of the probability of support against "is SUPPORT"; the ten bins
    hold equally many rows, rows of equal probability in the order in which they were given.

    Args:
        labels: [n], 0 support, 1 refute, 2 neither.
        probabilities: [n, 3] in that order, each 0 to 1.
        resamples: how many draws the intervals rest on.
        seed: of the draws.

    Returns:
        By name; None where a figure says nothing (no rows, or a single label where two are needed).
    """
    truth = np.asarray(labels, dtype=np.int64).reshape(-1)
    if not len(truth):
        return dict.fromkeys(("auroc", "macro_f1", "balanced_accuracy", "brier", "ece"))
    rows = _Rows(truth, np.asarray(probabilities, dtype=np.float64).reshape(-1, 3))
    whole = rows.measure(np.arange(len(truth))[None, :])
    blocks = [rows.measure(draws) for draws in _draws(len(truth), resamples, seed)]
    found: dict[str, Figure | None] = {}
    for name, values in whole.items():
        value = float(values[0])
        found[name] = None
        if not np.isnan(value):
            drawn = np.concatenate([block[name] for block in blocks])
            # In a small set a draw can lack a label, and with it the figure.
            low, high = np.percentile(drawn[~np.isnan(drawn)] if not np.isnan(drawn).all() else [value], _INTERVAL)
            found[name] = Figure(value, float(low), float(high))
    return found


def called(labels: Sequence[int] | Labels, probabilities: Sequence[Sequence[float]] | Matrix) -> Labels:
    """The label [n] that each row is called by: the likeliest; what a set of two labels lacks is its negative."""
    likeliest: Labels = np.asarray(probabilities, dtype=np.float64).reshape(-1, 3).argmax(axis=1).astype(np.int64)
    present = set(np.unique(np.asarray(labels, dtype=np.int64)).tolist())
    if present in ({SUPPORT, REFUTE}, {SUPPORT, NOINFO}):
        likeliest[likeliest != SUPPORT] = max(present)
    return likeliest


def auroc(truth: Sequence[bool] | npt.NDArray[np.bool_], score: Sequence[float] | Matrix) -> float:
    """Area under the ROC curve, ties counting half; nan where only one of the two classes is there."""
    values, positive = np.asarray(score, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    if not len(values):
        return float("nan")
    order = np.argsort(values, kind="stable")
    return float(_auroc(positive[order][None], 1.0 - positive[order][None], _starts(values[order]))[0])


def reliability(supported: Sequence[bool] | npt.NDArray[np.bool_], score: Sequence[float] | Matrix) -> list[Bin]:
    """Ten bins of equally many rows (fewer where there are fewer rows), by rising probability of support."""
    values, truth = np.asarray(score, dtype=np.float64), np.asarray(supported, dtype=np.float64)
    parts = np.array_split(np.argsort(values, kind="stable"), BINS)
    return [Bin(float(values[p].mean()), float(truth[p].mean()), len(p)) for p in parts if len(p)]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error over the bins: mean distance of predicted and observed; None without rows."""
    rows = sum(one.rows for one in bins)
    return sum(one.rows * abs(one.predicted - one.observed) for one in bins) / rows if rows else None


class _Rows:
    """The rows of a set in the order of their probability of support, and what every figure needs of them."""

    def __init__(self, truth: Labels, probabilities: Matrix) -> None:
        order = np.argsort(probabilities[:, SUPPORT], kind="stable")
        score = probabilities[order, SUPPORT]
        self._present = np.unique(truth)
        # Truth and call in one number, so that a draw's confusion matrix is a count.
        self._pair = 3 * truth[order] + called(truth, probabilities)[order]
        self._supported = (truth[order] == SUPPORT).astype(np.float64)
        self._gap = score - self._supported
        self._ties = _starts(score)
        sizes = [len(part) for part in np.array_split(order, BINS)]
        self._bins = np.cumsum([0, *sizes[:-1]])[: min(BINS, len(order))]

    def measure(self, draws: npt.NDArray[np.int64]) -> dict[str, Matrix]:
        """Every figure for every draw [b, n]: name to [b]; nan where a draw lacks what a figure needs."""
        rows = draws.shape[1]
        counts = _counts(draws, rows).astype(np.float64)
        confusion = _counts(self._pair[draws], 9).reshape(-1, 3, 3).astype(np.float64)
        gaps = self._gap[draws]
        return {
            "auroc": _auroc(counts * self._supported, counts * (1.0 - self._supported), self._ties),
            "macro_f1": _macro_f1(confusion, self._present),
            "balanced_accuracy": _balanced(confusion),
            "brier": (gaps**2).mean(axis=1),
            "ece": np.abs(np.add.reduceat(gaps, self._bins, axis=1)).sum(axis=1) / rows,
        }


def _draws(rows: int, resamples: int, seed: int) -> Iterator[npt.NDArray[np.int64]]:
    rng = np.random.default_rng(seed)
    block = max(1, _BLOCK // rows)
    for start in range(0, resamples, block):
        yield np.sort(rng.integers(0, rows, (min(block, resamples - start), rows)), axis=1)


def _counts(values: npt.NDArray[np.int64], kinds: int) -> npt.NDArray[np.int64]:
    """How often each of the numbers 0 to `kinds` - 1 stands in each row of [b, n]: [b, kinds]."""
    moved = values + kinds * np.arange(len(values))[:, None]
    return np.asarray(np.bincount(moved.ravel(), minlength=kinds * len(values)).reshape(len(values), kinds))


def _starts(ordered: Matrix) -> npt.NDArray[np.intp]:
    """Where the runs of equal values begin."""
    return np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))


def _auroc(positive: Matrix, negative: Matrix, ties: npt.NDArray[np.intp]) -> Matrix:
    """From counts [b, n] by rising score: the share of pairs in which the positive one scores higher, ties half."""
    above, below = np.add.reduceat(positive, ties, axis=1), np.add.reduceat(negative, ties, axis=1)
    won = (above * (np.cumsum(below, axis=1) - below / 2)).sum(axis=1)
    return _share(won, above.sum(axis=1) * below.sum(axis=1))


def _macro_f1(confusion: Matrix, present: Labels) -> Matrix:
    """Mean F1 over the set's labels; a label that a draw neither has nor calls is left out of its mean."""
    if len(present) < 2:
        return np.full(len(confusion), np.nan)
    hits = np.diagonal(confusion, axis1=1, axis2=2)
    f1 = _share(2 * hits, confusion.sum(axis=1) + confusion.sum(axis=2))
    return np.asarray(np.nanmean(f1[:, present], axis=1))


def _balanced(confusion: Matrix) -> Matrix:
    supported, others = confusion[:, SUPPORT, :], confusion[:, 1:, :]
    found = _share(supported[:, SUPPORT], supported.sum(axis=1))
    spared = _share(others[:, :, 1:].sum(axis=(1, 2)), others.sum(axis=(1, 2)))
    return (found + spared) / 2


def _share(part: Any, whole: Any) -> Matrix:
    """Part by whole; nan where there is no whole."""
    return np.asarray(np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0))
