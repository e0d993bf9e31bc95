"""The shipped weights: whole, small, and what the card says of them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.verify import head as module
from claimcheck.verify.features import FEATURES
from claimcheck.verify.head import Head
from tests.conftest import ROOT

WEIGHTS = ROOT / "claimcheck" / "verify" / "weights"


def test_probabilities_sum_to_one_for_any_features():
    rng = np.random.default_rng(7)
    for _ in range(200):
        p = Head().probabilities(rng.normal(size=len(FEATURES)) * 5)
        assert abs(p.support + p.contradict + p.neither - 1) < 1e-9


def test_more_agreement_never_means_less_support():
    weak, strong = dict.fromkeys(FEATURES, 0.0), dict.fromkeys(FEATURES, 0.0)
    for name in (
        "alignment",
        "alignment_joint",
        "alignment_joint_squared",
        "alignment_second",
        "embedding",
        "lexical",
        "lexical_max",
    ):
        weak[name], strong[name] = 0.3, 0.95
    weak["unmatched_share"] = 0.8
    vectors = [np.array([values[name] for name in FEATURES]) for values in (weak, strong)]
    low, high = (Head().probabilities(vector).support for vector in vectors)
    assert low + 0.2 < high


def test_weights_that_were_tampered_with_are_refused(monkeypatch):
    monkeypatch.setitem(shipped.DIGESTS, "head.json", "0" * 64)
    with pytest.raises(ModelError, match=r"head\.json"):
        _ = Head().thresholds


def test_the_weights_stay_small_and_hold_no_pickle():
    files = [path for path in WEIGHTS.iterdir() if path.is_file()]
    assert {path.suffix for path in files} == {".json", ".safetensors", ".md"}
    assert sum(path.stat().st_size for path in files) < 1_000_000


def test_the_model_card_has_the_figures_that_stand_beside_the_weights():
    card, weights = (
        (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8"),
        json.loads((WEIGHTS / "head.json").read_bytes()),
    )
    for part in ("dev", "dev_licensed_only"):
        for name, v in weights[part].items():
            row = (
                f"| {name} | {v['rows']} | {v['auroc']:.3f} | {v['macro_f1']:.3f} | {v['brier']:.3f} | {v['ece']:.3f} |"
            )
            assert row in card
    for name in ("verified", "same_topic"):
        assert f"{weights['thresholds'][name]:.2f}" in card


def test_the_threshold_keeps_what_it_promises_on_the_curve_that_chose_it():
    weights = json.loads((WEIGHTS / "head.json").read_bytes())
    point = next(p for p in weights["sweep"]["verified"] if p["threshold"] == weights["thresholds"]["verified"])
    assert point["wrong"] <= 0.15
