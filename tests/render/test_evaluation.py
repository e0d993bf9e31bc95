"""Figures as people and programs read them."""

from __future__ import annotations

import json

import pytest

from claimcheck.model import ModelInfo, Probabilities, VerdictName
from claimcheck.model.evaluation import Calibration, Evaluation, Prediction, Reliability, ReliabilityBin, SetFigures
from claimcheck.render.evaluation import calibration_table, evaluation_json, evaluation_table, predictions_lines

CONTRACT = [
    "rows", "auroc", "macro_f1", "balanced_accuracy", "brier", "ece", "verified", "unsupported_verified",
    "refuted_verified", "hit_at_1", "hit_at_3", "hit_at_10", "mrr", "rows_per_second",
]  # fmt: skip
BINS = tuple(ReliabilityBin(predicted=0.1 * i, observed=0.09 * i, rows=4) for i in range(10))
CURVE = Reliability(rows=40, brier=0.171, ece=0.045, bins=BINS)


def _pairs(**fields):
    return SetFigures(
        rows=40, auroc=0.8123, macro_f1=0.5, balanced_accuracy=0.7, brier=0.171, ece=0.045, verified=0.25,
        unsupported_verified=0.1, rows_per_second=12.5, unchecked=2, hit_at_3=0.9, claim_only=0.55, sha256="ab",
        intervals={"auroc": (0.71, 0.9)}, reliability=CURVE,
    ).model_copy(update=fields)  # fmt: skip


@pytest.fixture
def evaluation():
    queries = SetFigures(rows=9, hit_at_1=0.3, hit_at_3=0.5, hit_at_10=0.8, mrr=0.4, rows_per_second=3.0, sha256="cd")
    said = [
        Prediction(
            id="a", verdict=VerdictName.VERIFIED, confidence=0.9,
            probabilities=Probabilities(support=0.9, contradict=0.04, neither=0.06),
        ),
        Prediction(id="b ✓", verdict=VerdictName.UNCHECKED, confidence=None, probabilities=None),
    ]  # fmt: skip
    return Evaluation(
        sets={"towers": _pairs(), "search": queries, "more": _pairs(auroc=None, intervals={})},
        models=(ModelInfo(name="head", digest="0123456789abcdef"),),
        thresholds={"verified": 0.9},
        pooled=CURVE,
        predictions=tuple(said),
    )


def test_the_json_has_the_keys_of_the_contract_and_null_for_what_does_not_apply(evaluation):
    found = json.loads(evaluation_json(evaluation))
    assert list(found) == ["sets", "models", "thresholds"]
    assert list(found["sets"]) == ["towers", "search", "more"]
    for one in found["sets"].values():
        assert list(one)[: len(CONTRACT)] == CONTRACT
        assert set(one) - set(CONTRACT) == {"unchecked", "intervals", "claim_only", "sha256"}
    assert found["sets"]["search"]["auroc"] is None
    assert found["sets"]["towers"]["mrr"] is None
    assert found["sets"]["towers"]["intervals"] == {"auroc": [0.71, 0.9]}
    assert found["models"] == [{"name": "head", "digest": "0123456789abcdef"}]
    assert found["thresholds"] == {"verified": 0.9}


def test_a_prediction_is_a_line_with_four_keys(evaluation):
    lines = [json.loads(line) for line in predictions_lines(evaluation).splitlines()]
    assert [list(line) for line in lines] == [["id", "verdict", "confidence", "probabilities"]] * 2
    assert lines[0]["probabilities"] == {"support": 0.9, "contradict": 0.04, "neither": 0.06}
    assert (lines[1]["id"], lines[1]["verdict"], lines[1]["confidence"]) == ("b ✓", "unchecked", None)
    assert predictions_lines(evaluation.model_copy(update={"predictions": ()})) == ""


@pytest.mark.parametrize("width", [60, 100, 160])
def test_the_table_has_every_figure_and_stays_within_its_width(evaluation, width):
    text = evaluation_table(evaluation, width=width, color=False)
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.split())
    for figure in ("towers", "0.812", "0.171", "0.045", "25.0%", "10.0%", "0.900", "0.550", "0.400"):
        assert figure in flat, figure
    assert ("0.71–0.90" in flat) == ("interval" in flat) == (width >= 90)
    assert "–" in flat
    assert "\x1b" not in text


def test_sets_without_claims_show_no_empty_tables(evaluation):
    queries = evaluation.model_copy(update={"sets": {"search": evaluation.sets["search"]}})
    text = evaluation_table(queries, width=100, color=False)
    assert "hit@10" in text
    assert "AUROC" not in text
    assert "Verified" not in text


def test_a_hostile_name_cannot_steer_the_terminal(evaluation):
    hostile = evaluation.model_copy(update={"sets": {"\x1b]0;x\x07\u202e[bold]": _pairs()}})
    text = evaluation_table(hostile, width=160, color=False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]" in text
    # A file name that is no text of its system comes as lone surrogates.
    evaluation_json(hostile.model_copy(update={"sets": {"\udcff": _pairs()}})).encode()


def test_a_calibration_shows_both_heads_side_by_side():
    known = {"auroc": (0.7, 0.6, 0.8), "brier": (0.2, 0.1, 0.3), "ece": None}
    worth = Calibration(
        rows=240, supported=120, measured=118, before=known, after=known | {"auroc": (0.75, 0.65, 0.85)},
        thresholds={"verified": 0.91}, promised=0.1,
    )  # fmt: skip
    text = calibration_table(worth, width=100, color=False)
    assert "0.700 (0.60–0.80)" in text
    assert "0.750 (0.65–0.85)" in text
    for part in ("118 rows", "240 rows", "120 supported", "verified 0.91", "At most 10%"):
        assert part in " ".join(text.split())
    broken = calibration_table(worth.model_copy(update={"promised": None}), width=100, color=False)
    assert "too few or too mixed to promise" in " ".join(broken.split())
