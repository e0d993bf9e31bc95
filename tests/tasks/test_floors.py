"""Pinned figures hold, or it is said which did not."""

from __future__ import annotations

import json

import pytest

from claimcheck.errors import InputError
from claimcheck.model.evaluation import Evaluation, Reliability, SetFigures
from claimcheck.tasks.floors import Floors, load_floors, render_floors, shortfalls

FIGURES = {"auroc": 0.8, "macro_f1": 0.6, "brier": 0.2, "ece": 0.05, "verified": 0.3, "unsupported_verified": 0.04}


def _evaluation(**changes):
    one = SetFigures(rows=10, rows_per_second=1.0, sha256="ab", **(FIGURES | changes))
    queries = SetFigures(rows=5, rows_per_second=2.0, sha256="cd", hit_at_10=0.005, mrr=0.5)
    nothing = Reliability(rows=0, brier=None, ece=None, bins=())
    return Evaluation(sets={"towers": one, "search": queries}, models=(), thresholds={}, pooled=nothing)


def _pinned(evaluation=None):
    return Floors.model_validate_json(render_floors(evaluation or _evaluation()))


def test_floors_lie_a_hundredth_below_the_figures_and_ceilings_above():
    pinned = _pinned()
    assert pinned.data == {"towers": "ab", "search": "cd"}
    assert pinned.floors["towers"] == {
        "auroc": 0.79, "macro_f1": 0.59, "verified": 0.29, "brier": 0.21, "ece": 0.06, "unsupported_verified": 0.05,
    }  # fmt: skip
    assert pinned.floors["search"] == {"hit_at_10": 0.0, "mrr": 0.49}


def test_the_run_that_made_the_floors_and_one_just_at_them_hold():
    assert shortfalls(_pinned(), _evaluation()) == []
    assert shortfalls(_pinned(), _evaluation(auroc=0.79, brier=0.21, unsupported_verified=0.05)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"auroc": 0.7899}, "towers: auroc is 0.7899, pinned at least 0.7900"),
        ({"brier": 0.2101}, "towers: brier is 0.2101, pinned at most 0.2100"),
        ({"unsupported_verified": 0.2}, "unsupported_verified is 0.2000, pinned at most 0.0500"),
        ({"macro_f1": None}, "macro_f1 could not be measured"),
    ],
)
def test_each_figure_that_falls_short_is_told_alone(change, said):
    (line,) = shortfalls(_pinned(), _evaluation(**change))
    assert said in line


def test_another_file_under_the_name_or_none_falls_short_whatever_its_figures():
    pinned = _pinned().model_copy(update={"data": {"towers": "ff", "search": "cd", "gone": "00"}})
    lines = shortfalls(pinned, _evaluation(auroc=1.0))
    assert [line.split(":")[0] for line in lines] == ["gone", "towers"]
    assert "not measured" in lines[0]
    assert "SHA-256" in lines[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Invalid JSON"),
        ('{"floors": {}}', "data"),
        ('{"data": {}, "floors": {"a": {"auroc": "high"}}}', "floors.a.auroc"),
        ('{"data": {"a": "00"}, "floors": {"a": {"auroc": NaN}}}', "floors"),
        ('{"data": {"a": "00"}, "floors": {"a": {"speed": 3}}}', "'speed'"),
        ('{"data": {}, "floors": {"a": {"auroc": 0.5}}}', "'a'"),
    ],
)
def test_what_is_no_file_of_floors_is_refused_in_one_line(tmp_path, text, said):
    path = tmp_path / "floors.json"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        load_floors(path)
    assert str(error.value).startswith("floors.json: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_of_floors_reads_back_as_it_was_written(tmp_path):
    path = tmp_path / "floors.json"
    path.write_text(render_floors(_evaluation()), encoding="utf-8")
    assert load_floors(path) == _pinned()
    assert list(json.loads(path.read_text())) == ["data", "floors"]
