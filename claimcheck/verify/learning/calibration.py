"""Readings with labels → a calibrated head with its thresholds. Needs the extra `train` (scikit-learn).

Multinomial logistic regression gives the probabilities. A threshold is a promise ("of what passes, at most this share
is wrong") and is chosen by fixed-sequence testing: from the strictest candidate downwards, each is tested by the
Clopper-Pearson upper bound, and the walk ends before the first one that fails. So the bound holds for the threshold
that was chosen, although many were looked at (Learn then Test: Angelopoulos, Bates, Candès, Jordan and Lei, 2021).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.verify.features import FEATURES, Models, one_thread, read
from claimcheck.verify.search import DEPTH, Index

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SUPPORT, REFUTE, NOINFO = 0, 1, 2
# At most such a share of what is called verified, or contradicted, may be wrong, as an upper 95% bound: the first is
# what is wanted, and where the rows do not allow it, the next. Not more than one in ten of what is verified: to promise
# 15% costs most verdicts and says little.
WRONG_VERIFIED, WRONG_CONTRADICTED = (0.05, 0.10), (0.15,)
# From here on one outcome is likelier than both others: a person should look. Not fitted.
REVIEW = 0.5
# Alignment from which on a passage with a shown conflict is taken to speak of the same thing: from here on three in
# four such readings are refuted, over the rows that the head is fitted and checked on.
SAME_TOPIC = 0.7
_CONFIDENCE = 0.95
_STEP = 0.01
_STRENGTH = 0.3
# The log-odds of a label that no row has.
_ABSENT = -30.0
# A threshold that nothing reaches: where the data do not allow a promise, none is made.
NEVER = 1.0
# Without a promise, what is called verified must be this likely: four in five. Not fitted.
WITHOUT_PROMISE = 0.8


class Seen(NamedTuple):
    """What a fit needs to know of one reading.

    Attributes:
        vector: the features [len(FEATURES)].
        clear: nothing but its probability keeps it from being verified.
        conflict: a passage about the same thing shows a number, a direction or an order of partners that differs.
    """

    vector: Matrix
    clear: bool
    conflict: bool


@dataclass(frozen=True)
class Sample:
    """Labelled readings, a row each: `Seen` as arrays [n, features], [n], [n], and the labels [n]."""

    x: Matrix
    clear: Flags
    conflict: Flags
    y: Labels

    @staticmethod
    def of(seen: Sequence[Seen], labels: Sequence[int]) -> Sample:
        """Readings and their labels (0 support, 1 contradict, 2 neither)."""
        x, clear, conflict = (np.array(column) for column in zip(*seen, strict=True))
        return Sample(x, clear, conflict, np.array(labels))

    @staticmethod
    def joined(samples: Sequence[Sample]) -> Sample:
        """Several samples as one."""
        return Sample(*(np.concatenate(parts) for parts in zip(*map(astuple, samples), strict=True)))

    def rows(self, which: Flags) -> Sample:
        """Some of the rows."""
        return Sample(*(part[which] for part in astuple(self)))


def seen(claim: str, offered: Sequence[Passage], models: Models) -> Seen:
    """A claim and the passages of its paper, searched and read as in use."""
    if not offered:
        return Seen(np.zeros(len(FEATURES)), clear=False, conflict=False)
    with one_thread():
        chosen = list(offered)
        if len(chosen) > DEPTH:
            chosen = [offered[i] for i, _ in Index(offered, models.encoder).search(claim)]
        reading = read(claim, chosen, models)
    number, sense, about = (reading.scores[name][0] for name in ("quantities", "polarity", "alignment"))
    differ = [one.conflict.kind for one in (number, sense) if one and one.conflict]
    same_topic = about is not None and about.value >= SAME_TOPIC
    return Seen(
        reading.vector,
        clear=not reading.objections,
        conflict=same_topic and any(kind != "negation" for kind in differ),
    )


def fit(x: Matrix, y: Labels, weights: Matrix | None = None) -> dict[str, Any]:
    """The head of readings `x` [n, features] with labels `y` [n] (0 support, 1 contradict, 2 neither).

    Returns:
        Coefficients [3, features] and intercepts [3] over standardised features, with their means and scales. A label
        that does not occur gets no probability.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the extra `train`

    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit((x - mean) / scale, y, sample_weight=weights)
    # Of two labels scikit-learn gives one row, for the second of them.
    present = model.classes_ if len(model.coef_) > 1 else model.classes_[1:]
    coefficients, intercepts = np.zeros((3, x.shape[1])), np.full(3, _ABSENT)
    intercepts[model.classes_] = 0.0
    coefficients[present], intercepts[present] = model.coef_, model.intercept_
    return {
        "features": list(FEATURES),
        "mean": mean.round(6).tolist(),
        "scale": scale.round(6).tolist(),
        "coefficients": coefficients.round(6).tolist(),
        "intercepts": intercepts.round(6).tolist(),
    }


def levelled(head: dict[str, Any], x: Matrix, y: Labels, weights: Matrix | None = None) -> dict[str, Any]:
    """The same head with its logits scaled and shifted (4 parameters) so that the probabilities fit the rows given.

    For a head that was fitted on rows among which some outcome is commoner than in use (Platt, 1999; Guo et al., 2017).
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - takes half a second

    logits = (x - head["mean"]) / head["scale"] @ np.array(head["coefficients"]).T + head["intercepts"]
    weight = np.ones(len(y)) if weights is None else weights

    def loss(parameters: Matrix) -> float:
        z = logits * np.exp(parameters[0]) + parameters[1:]
        z -= z.max(axis=1, keepdims=True)
        picked = z[np.arange(len(y)), y] - np.log(np.exp(z).sum(axis=1))
        return float(-(weight * picked).sum() / weight.sum())

    found = minimize(loss, np.zeros(4), method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-6, "fatol": 1e-9}).x
    scale, shift = float(np.exp(found[0])), found[1:] - found[1:].mean()
    return head | {
        "coefficients": (np.array(head["coefficients"]) * scale).round(6).tolist(),
        "intercepts": (np.array(head["intercepts"]) * scale + shift).round(6).tolist(),
    }


def calibrated(sample: Sample, folds: Labels) -> dict[str, Any]:
    """A head with its thresholds, both from the same rows: thresholds are chosen on rows that a fold's fit never saw.

    Args:
        sample: labelled readings [n].
        folds: the number of the fold [n] of each row; rows of one claim belong into one fold.
    """
    x, y = sample.x, sample.y
    p = np.zeros((len(y), 3))
    for fold in np.unique(folds):
        p[folds == fold] = predict(fit(x[folds != fold], y[folds != fold]), x[folds == fold])
    return fit(x, y) | thresholds(p, sample)


def thresholds(p: Matrix, sample: Sample) -> dict[str, Any]:
    """Thresholds, and the sweeps that chose them, for the probabilities `p` [n, 3] of readings that fitted nothing.

    Where no promise can be kept, nothing is contradicted by its probability alone, and `verified` is 0.8: the sweep
    says what that is worth on these rows. `promised` has the share that is promised, None where none is.
    """
    clear, y = sample.clear, sample.y
    verified, verifying, kept = best_promise(np.where(clear, p[:, SUPPORT], -1.0), y != SUPPORT, WRONG_VERIFIED)
    verified = WITHOUT_PROMISE if kept is None else verified
    left = ~clear | (p[:, SUPPORT] < verified)
    against = np.where(left, p[:, REFUTE], -1.0)
    contradicted, contradicting, kept_too = best_promise(against, y != REFUTE, WRONG_CONTRADICTED)
    return {
        "thresholds": {"verified": verified, "contradicted": contradicted, "review": REVIEW, "same_topic": SAME_TOPIC},
        "promised": {"verified": kept, "contradicted": kept_too},
        "conflicting": conflicting(sample),
        "sweep": {"verified": verifying, "contradicted": contradicting},
    }


def predict(head: dict[str, Any], x: Matrix) -> Matrix:
    """Probabilities [n, 3] of support, contradiction and neither."""
    logits = (x - head["mean"]) / head["scale"] @ np.array(head["coefficients"]).T + head["intercepts"]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def upper_bound(wrong: int, rows: int) -> float:
    """Clopper-Pearson: the share of wrong rows is below this with 95% confidence, when `wrong` of `rows` were seen."""
    from scipy.stats import beta  # noqa: PLC0415 - takes half a second

    return 1.0 if wrong >= rows else float(beta.ppf(_CONFIDENCE, wrong + 1, rows - wrong))


def conflicting(sample: Sample) -> list[float]:
    """Shares [3] of the labels among readings that show a conflict in a passage about the same thing.

    Each label is counted once more than it occurs (Laplace), as such readings are few.
    """
    counts = np.bincount(sample.y[sample.conflict], minlength=3) + 1
    return [round(float(share), 4) for share in counts / counts.sum()]


def best_promise(
    score: Matrix, wrong: Flags, wanted: Sequence[float]
) -> tuple[float, list[dict[str, float]], float | None]:
    """As `promise`, for the first share of those wanted that can be promised; each is tested at 95% by itself.

    Returns:
        The threshold, the sweep (that of the last share where none can be promised), and the share or None.
    """
    sweep: list[dict[str, float]] = []
    for most in wanted:
        threshold, sweep = promise(score, wrong, most)
        if threshold < NEVER:
            return threshold, sweep, most
    return NEVER, sweep, None


def promise(score: Matrix, wrong: Flags, most: float) -> tuple[float, list[dict[str, float]]]:
    """The lowest threshold at which the share of wrong rows is at most `most`, as an upper 95% bound.

    Args:
        score: what is held against the threshold [n]; rows that may not pass at all have less than 0.
        wrong: which rows would be wrong to pass [n].
        most: the share that is promised, 0 to 1.

    Returns:
        The threshold (1.0 where no promise can be kept) and the sweep: threshold, rows, wrong ones, upper bound.
    """
    # The strictest threshold that is tested lets so many rows pass that the promise could be kept, were none wrong.
    fewest = math.ceil(math.log(1 - _CONFIDENCE) / math.log(1 - most))
    candidates = [t for t in np.arange(0.99, 0.0, -_STEP).round(4) if (score >= t).sum() >= fewest]
    chosen, sweep, holds = NEVER, [], True
    for threshold in candidates:
        passed = score >= threshold
        rows, bad = int(passed.sum()), int(wrong[passed].sum())
        bound = upper_bound(bad, rows)
        sweep.append({"threshold": float(threshold), "rows": rows, "wrong": bad, "bound": round(bound, 4)})
        holds = holds and bound <= most
        if holds:
            chosen = float(threshold)
    return chosen, sweep
