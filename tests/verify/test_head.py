"""The shipped weights: whole, small, and what the card says of them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from claimcheck.errors import InputError, ModelError
from claimcheck.verify import shipped
from claimcheck.verify.features import FEATURES
from claimcheck.verify.head import Head
from claimcheck.verify.learning import calibration
from tests.conftest import ROOT

WEIGHTS = ROOT / "claimcheck" / "verify" / "weights"
HEAD = json.loads((WEIGHTS / "head.json").read_bytes())


def test_probabilities_sum_to_one_for_any_features():
    rng = np.random.default_rng(7)
    for _ in range(200):
        p = Head().probabilities(rng.normal(size=len(FEATURES)) * 5)
        assert abs(p.support + p.contradict + p.neither - 1) < 1e-9


def test_more_agreement_never_means_less_support():
    values = dict(zip(FEATURES, HEAD["mean"], strict=True))
    weak, strong = dict(values), dict(values)
    for name in FEATURES:
        if name.startswith(("support", "alignment", "embedding", "lexical")):
            weak[name] -= 1.5 * HEAD["scale"][FEATURES.index(name)]
            strong[name] += 1.5 * HEAD["scale"][FEATURES.index(name)]
    low, high = (Head().probabilities(np.array([v[name] for name in FEATURES])).support for v in (weak, strong))
    assert low + 0.2 < high


def test_a_reading_of_contradiction_means_less_support():
    values = dict(zip(FEATURES, HEAD["mean"], strict=True))
    against = values | {name: values[name] + 3 for name in FEATURES if name.startswith("contradict")}
    before, after = (Head().probabilities(np.array([v[n] for n in FEATURES])) for v in (values, against))
    assert after.support < before.support
    assert after.contradict > before.contradict + 0.1


def test_weights_that_were_tampered_with_are_refused(monkeypatch):
    monkeypatch.setitem(shipped.DIGESTS, "head.json", "0" * 64)
    with pytest.raises(ModelError, match=r"head\.json"):
        _ = Head().thresholds


def test_the_weights_stay_small_and_hold_no_pickle():
    files = [path for path in WEIGHTS.iterdir() if path.is_file()]
    assert {path.suffix for path in files} == {".json", ".safetensors", ".onnx", ".md"}
    assert {path.name for path in files} == {*shipped.DIGESTS, "MODEL_CARD.md"}
    assert sum(path.stat().st_size for path in files) < 60_000_000


def test_a_users_own_head_is_used_and_known_by_its_digest(tmp_path):
    own = tmp_path / "own.json"
    own.write_text(json.dumps(HEAD | {"thresholds": HEAD["thresholds"] | {"verified": 0.9}}))
    assert Head(own).thresholds.verified == 0.9
    assert Head(own).digest != Head().digest


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"features": ["x"], "thresholds": {}}'])
def test_a_file_that_is_no_head_is_named_with_its_option(tmp_path, content):
    own = tmp_path / "own.json"
    own.write_text(content)
    with pytest.raises(InputError, match="--calibration"):
        _ = Head(own).thresholds
    with pytest.raises(InputError, match="--calibration"):
        _ = Head(tmp_path / "none.json").thresholds


def test_the_model_card_has_the_figures_that_stand_beside_the_weights():
    card = (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
    for part in ("dev", "dev_licensed_head"):
        for name, v in HEAD[part].items():
            row = (
                f"| {name} | {v['rows']} | {v['auroc']:.3f} | {v['macro_f1']:.3f} | {v['brier']:.3f} | {v['ece']:.3f} |"
            )
            assert row in card
    for name in ("verified", "contradicted"):
        assert f"{HEAD['thresholds'][name]:.2f}" in card


@pytest.mark.parametrize(
    ("name", "wanted", "instead"),
    [
        ("verified", calibration.WRONG_VERIFIED, calibration.WITHOUT_PROMISE),
        ("contradicted", calibration.WRONG_CONTRADICTED, calibration.NEVER),
    ],
)
def test_a_threshold_keeps_what_it_promises_on_the_sweep_that_chose_it(name, wanted, instead):
    threshold, sweep, promised = HEAD["thresholds"][name], HEAD["sweep"][name], HEAD["promised"][name]
    if promised is None:
        assert threshold == instead
    else:
        assert promised in wanted
        passed = [point for point in sweep if point["threshold"] >= threshold]
        assert passed
        assert all(point["bound"] <= promised for point in passed)
    for point in sweep:
        assert point["bound"] == pytest.approx(calibration.upper_bound(point["wrong"], point["rows"]), abs=1e-3)


@pytest.mark.parametrize(
    "change",
    [
        {"mean": HEAD["mean"][:-1]},
        {"scale": [0.0] * len(FEATURES)},
        {"intercepts": [0.0, float("nan"), 0.0]},
        {"coefficients": HEAD["coefficients"][:2]},
        {"conflicting": [0.5]},
        {"thresholds": HEAD["thresholds"] | {"verified": "much"}},
        {"thresholds": HEAD["thresholds"] | {"verified": 1.2}},
        {"mean": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_file_of_the_wrong_shape_is_named_before_anything_is_weighed(tmp_path, change):
    own = tmp_path / "own.json"
    own.write_text(json.dumps(HEAD | change))
    with pytest.raises(InputError, match=r"--calibration .*not a file of `claimcheck calibrate`"):
        _ = Head(own).thresholds
