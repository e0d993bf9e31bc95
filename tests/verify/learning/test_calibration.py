"""A threshold is a promise: it holds on the rows that chose it, and none is made where the rows do not allow it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from claimcheck.verify.features import FEATURES
from claimcheck.verify.learning import calibration


@pytest.mark.parametrize(("wrong", "rows", "bound"), [(0, 59, 0.0495), (1, 93, 0.0500), (5, 208, 0.0499), (3, 3, 1.0)])
def test_the_upper_bound_is_that_of_clopper_and_pearson(wrong, rows, bound):
    assert calibration.upper_bound(wrong, rows) == pytest.approx(bound, abs=1e-3)


def test_the_lowest_threshold_that_keeps_the_promise_is_chosen():
    score = np.linspace(0.2, 0.95, 1000)
    threshold, sweep = calibration.promise(score, score < 0.6, 0.05)
    passed = score >= threshold
    assert 0.5 < threshold < 0.61
    assert calibration.upper_bound(int((score[passed] < 0.6).sum()), int(passed.sum())) <= 0.05
    assert [point["threshold"] for point in sweep] == sorted((p["threshold"] for p in sweep), reverse=True)


def test_the_walk_ends_at_the_first_threshold_that_fails_though_lower_ones_would_pass():
    # Wrong rows at the very top: lower thresholds dilute them, and that is no promise kept.
    score = np.linspace(0.0, 1.0, 4000)
    threshold, sweep = calibration.promise(score, score > 0.97, 0.05)
    assert threshold == calibration.NEVER
    assert sweep[0]["bound"] > 0.05


def test_too_few_rows_make_no_promise():
    threshold, sweep = calibration.promise(np.full(58, 0.9), np.zeros(58, dtype=bool), 0.05)
    assert (threshold, sweep) == (calibration.NEVER, [])
    assert calibration.promise(np.full(59, 0.9), np.zeros(59, dtype=bool), 0.05)[0] < calibration.NEVER


def _sample(y: np.ndarray, *, clear: bool = True) -> calibration.Sample:
    """Readings of which nothing but the label is told."""
    rows = len(y)
    return calibration.Sample(np.zeros((rows, len(FEATURES))), np.full(rows, clear), np.zeros(rows, dtype=bool), y)


@pytest.mark.parametrize(("likely", "wrong", "verified", "promised"), [
    (0.95, 0, 0.01, 0.05), (0.95, 4, 0.01, 0.1), (0.95, 40, 0.8, None), (0.45, 40, 0.8, None),
])  # fmt: skip
def test_without_a_promise_four_in_five_must_be_right(likely, wrong, verified, promised):
    p = np.full((100, 3), (1 - likely) / 2)
    p[:, calibration.SUPPORT] = likely + 1e-9
    y = np.full(100, calibration.SUPPORT)
    y[:wrong] = calibration.NOINFO
    found = calibration.thresholds(p, _sample(y))
    assert found["thresholds"]["verified"] == verified
    assert found["promised"]["verified"] == promised


def test_what_something_objects_to_counts_for_no_promise():
    p, y = np.tile([0.96, 0.02, 0.02], (100, 1)), np.full(100, calibration.SUPPORT)
    assert calibration.thresholds(p, _sample(y))["promised"]["verified"] == 0.05
    assert calibration.thresholds(p, _sample(y, clear=False))["promised"]["verified"] is None


def test_shown_conflicts_are_counted_by_label_each_once_more():
    y = np.array([0, 1, 1, 1, 2, 1])
    sample = replace(_sample(y), conflict=np.array([True, True, True, True, False, True]))
    assert calibration.conflicting(sample) == [0.25, 0.625, 0.125]


def test_samples_are_joined_and_cut_row_by_row():
    one, two = _sample(np.array([0, 1])), _sample(np.array([2]), clear=False)
    both = calibration.Sample.joined([one, two])
    assert (both.y.tolist(), both.clear.tolist()) == ([0, 1, 2], [True, True, False])
    assert both.rows(both.y > 0).clear.tolist() == [True, False]


def test_a_fitted_head_gives_back_the_frequencies_that_it_saw():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(3000, len(FEATURES)))
    odds = np.exp(np.stack([x[:, 0], x[:, 1], np.zeros(len(x))], axis=1))
    y = np.array([rng.choice(3, p=row / row.sum()) for row in odds])
    p = calibration.predict(calibration.fit(x, y), x)
    assert np.allclose(p.sum(axis=1), 1)
    assert np.allclose(p.mean(axis=0), np.bincount(y) / len(y), atol=0.01)


def test_a_label_that_no_row_has_gets_no_probability():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(400, len(FEATURES)))
    y = np.where(x[:, 0] > 0, calibration.SUPPORT, calibration.NOINFO)
    p = calibration.predict(calibration.fit(x, y), x)
    assert p[:, calibration.REFUTE].max() < 1e-6
    assert (p.argmax(axis=1) == y).mean() > 0.95


def test_levelling_brings_the_mean_probabilities_to_those_of_the_rows_given():
    rng = np.random.default_rng(6)
    x = rng.normal(size=(2000, len(FEATURES)))
    y = np.where(x[:, 0] + rng.normal(size=2000) > 0, 0, np.where(rng.random(2000) < 0.5, 1, 2))
    often = np.concatenate([np.flatnonzero(y != 1), np.repeat(np.flatnonzero(y == 1), 4)])
    head = calibration.fit(x[often], y[often])
    before, after = calibration.predict(head, x), calibration.predict(calibration.levelled(head, x, y), x)
    truth = np.bincount(y) / len(y)
    assert np.abs(before.mean(axis=0) - truth).max() > 0.1
    assert np.abs(after.mean(axis=0) - truth).max() < 0.01
