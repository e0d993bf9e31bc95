"""The figures are those of scikit-learn, where it has them, and hold in the odd cases."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, f1_score, roc_auc_score

from claimcheck.tasks import measures

# Few different values: so there are ties, as probabilities rounded to four digits have them.
SCORES = st.integers(0, 20)
ROW = st.tuples(st.integers(0, 2), SCORES, SCORES, SCORES)
ROWS = st.lists(ROW, min_size=1, max_size=60)


def _arrays(rows):
    labels = np.array([row[0] for row in rows])
    raw = np.array([row[1:] for row in rows], dtype=float) + 0.5
    return labels, raw / raw.sum(axis=1, keepdims=True)


def _value(found, name):
    return None if found[name] is None else found[name].value


@given(ROWS)
def test_auroc_and_brier_are_those_of_scikit_learn(rows):
    labels, p = _arrays(rows)
    found = measures.figures(labels, p, resamples=1)
    truth = labels == measures.SUPPORT
    assert _value(found, "brier") == pytest.approx(((p[:, 0] - truth) ** 2).mean())
    if truth.all() or not truth.any():
        assert found["auroc"] is None
        assert np.isnan(measures.auroc(truth, p[:, 0]))
    else:
        assert _value(found, "auroc") == pytest.approx(roc_auc_score(truth, p[:, 0]))
        assert measures.auroc(truth, p[:, 0]) == pytest.approx(roc_auc_score(truth, p[:, 0]))
        assert _value(found, "brier") == pytest.approx(brier_score_loss(truth, p[:, 0]))


@given(ROWS)
def test_macro_f1_and_balanced_accuracy_are_those_of_scikit_learn(rows):
    labels, p = _arrays(rows)
    found = measures.figures(labels, p, resamples=1)
    present = sorted(set(labels.tolist()))
    truth, called = labels == measures.SUPPORT, measures.called(labels, p)
    if len(present) < 2:
        assert found["macro_f1"] is None
    else:
        wanted = f1_score(labels, called, labels=present, average="macro", zero_division=0)
        assert _value(found, "macro_f1") == pytest.approx(wanted)
    if truth.all() or not truth.any():
        assert found["balanced_accuracy"] is None
    else:
        wanted = balanced_accuracy_score(truth, called == measures.SUPPORT)
        assert _value(found, "balanced_accuracy") == pytest.approx(wanted)


@given(ROWS)
def test_the_calibration_error_is_the_one_that_the_bins_of_the_diagram_show(rows):
    labels, p = _arrays(rows)
    bins = measures.reliability(labels == measures.SUPPORT, p[:, 0])
    found = measures.figures(labels, p, resamples=1)
    assert sum(one.rows for one in bins) == len(rows)
    assert max(one.rows for one in bins) - min(one.rows for one in bins) <= 1
    assert [one.predicted for one in bins] == pytest.approx(sorted(one.predicted for one in bins))
    assert _value(found, "ece") == pytest.approx(measures.calibration_error(bins))


@settings(max_examples=25)
@given(ROWS, st.integers(0, 2**32))
def test_every_figure_of_a_resample_is_the_figure_of_the_rows_drawn(rows, seed):
    labels, p = _arrays(rows)
    order = np.argsort(p[:, 0], kind="stable")
    draw = np.sort(np.random.default_rng(seed).integers(0, len(rows), (1, len(rows))), axis=1)
    whole = measures._Rows(labels, p).measure(draw)
    drawn = order[draw[0]]
    alone = measures.figures(labels[drawn], p[drawn], resamples=1)
    for name in ("auroc", "brier", "ece"):
        wanted = float("nan") if alone[name] is None else alone[name].value
        assert whole[name][0] == pytest.approx(wanted, nan_ok=True), name
    if set(labels[drawn].tolist()) == set(labels.tolist()) and len(set(labels.tolist())) > 1:
        assert whole["macro_f1"][0] == pytest.approx(alone["macro_f1"].value)


def test_in_a_set_of_two_labels_the_absent_one_counts_as_the_negative():
    p = [[0.5, 0.4, 0.1], [0.2, 0.7, 0.1], [0.2, 0.1, 0.7]]
    assert measures.called([0, 2, 2], p).tolist() == [0, 2, 2]
    assert measures.called([0, 1, 1], p).tolist() == [0, 1, 1]
    assert measures.called([0, 1, 2], p).tolist() == [0, 1, 2]
    assert measures.figures([0, 2, 2], p)["macro_f1"].value == 1.0


def test_a_perfect_verifier_is_perfect_and_its_interval_has_no_width():
    found = measures.figures([0] * 30 + [1] * 30 + [2] * 30, np.repeat(np.eye(3), 30, axis=0))
    assert {name: tuple(figure) for name, figure in found.items()} == {
        "auroc": (1.0, 1.0, 1.0), "macro_f1": (1.0, 1.0, 1.0), "balanced_accuracy": (1.0, 1.0, 1.0),
        "brier": (0.0, 0.0, 0.0), "ece": (0.0, 0.0, 0.0),
    }  # fmt: skip


def test_no_rows_give_no_figures():
    assert set(measures.figures([], []).values()) == {None}
    assert measures.reliability([], []) == []
    assert measures.calibration_error([]) is None
    assert np.isnan(measures.auroc([], []))


def test_the_interval_holds_what_is_known_of_the_spread_of_an_auroc():
    rng = np.random.default_rng(3)
    truth = np.arange(400) % 2
    score = np.clip(0.5 + 0.2 * (0.5 - truth) + rng.normal(0, 0.15, 400), 0, 1)
    found = measures.figures(truth, np.stack([score, 1 - score, 0 * score], axis=1))["auroc"]
    a = found.value
    # Hanley and McNeil (1982): the standard error of an AUROC from 200 positives and 200 negatives.
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    error = ((a * (1 - a) + 199 * (q1 - a * a) + 199 * (q2 - a * a)) / 40_000) ** 0.5
    assert found.low == pytest.approx(a - 1.96 * error, abs=0.012)
    assert found.high == pytest.approx(a + 1.96 * error, abs=0.012)


def test_the_same_seed_gives_the_same_interval_and_another_one_another():
    rng = np.random.default_rng(1)
    labels, p = rng.integers(0, 3, 80), rng.dirichlet([1, 1, 1], 80)
    assert measures.figures(labels, p, seed=5) == measures.figures(labels, p, seed=5)
    assert measures.figures(labels, p, seed=5) != measures.figures(labels, p, seed=6)


def test_blocks_change_no_figure(monkeypatch):
    rng = np.random.default_rng(1)
    labels, p = rng.integers(0, 3, 80), rng.dirichlet([1, 1, 1], 80)
    whole = measures.figures(labels, p)
    monkeypatch.setattr(measures, "_BLOCK", 1000)
    assert measures.figures(labels, p) == whole


def test_two_thousand_rows_take_no_more_than_a_moment():
    rng = np.random.default_rng(1)
    start = time.process_time()
    measures.figures(rng.integers(0, 3, 2000), rng.dirichlet([1, 1, 1], 2000).round(4))
    assert time.process_time() - start < 20
