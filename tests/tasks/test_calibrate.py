"""A fit is measured on claims that took no part in it, and what is written rests on all rows."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from claimcheck.errors import InputError
from claimcheck.settings import Settings
from claimcheck.tasks.calibrate import calibrate
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify.shipped import shipped


def _row(number, label="SUPPORT", claim=None):
    grown = "rose" if label == "SUPPORT" else "fell"
    return {
        "claim": claim or f"In field {number} the yield {grown} to {number + 30} tonnes [2].",
        "evidence": [f"The yield of field {number} rose to {number + 30} tonnes.", "Rain was scarce in that summer."],
        "label": label,
    }


def _file(folder, rows, name="fields.jsonl"):
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


class _Fit:
    """Gives a head that doubts everything, and remembers what it was fitted on."""

    def __init__(self):
        self.on = []

    def __call__(self, examples, verifier):  # noqa: ARG002 - the signature of a fit
        self.on.append(list(examples))
        head = json.loads(shipped("head.json"))
        head["intercepts"][0] -= 4.0
        head["thresholds"]["verified"] = 0.9 + len(examples) / 10_000
        head["promised"] = {"verified": None, "contradicted": None}
        return json.dumps(head).encode()


@pytest.fixture
def workplace(tmp_path):
    with Workplace(Settings(cache=tmp_path / "cache", offline=True)) as found:
        yield found


def test_the_fit_that_is_measured_never_saw_the_claims_it_is_measured_on(tmp_path, workplace):
    rows = [_row(i, label) for i in range(50) for label in ("SUPPORT", "REFUTE")]
    fit = _Fit()
    found = calibrate([_file(tmp_path, rows)], workplace, fit)
    half, whole = fit.on
    assert len(whole) == 100
    assert 30 < len(half) < 70
    assert found.worth.measured == 100 - len(half)
    assert [(one.claim, one.label) for one in whole[:2]] == [
        ("In field 0 the yield rose to 30 tonnes.", 0),
        ("In field 0 the yield fell to 30 tonnes.", 1),
    ]
    assert [passage.text for passage in whole[0].passages] == rows[0]["evidence"]
    assert (found.worth.rows, found.worth.supported) == (100, 50)
    # What is written is the second fit, and what was measured the first: one that doubts everything.
    assert json.loads(found.head)["thresholds"]["verified"] == found.worth.thresholds["verified"] == 0.91
    assert found.worth.after["brier"] != found.worth.before["brier"]
    assert set(found.worth.after) == {"auroc", "brier", "ece"}


def test_a_claim_with_several_sources_is_on_one_side_alone(tmp_path, workplace):
    rows = [_row(i, label, claim=f"Field {i % 40} did well.") for i in range(60) for label in ("SUPPORT", "NOINFO")]
    fit = _Fit()
    found = calibrate([_file(tmp_path, rows)], workplace, fit)
    fitted = {one.claim for one in fit.on[0]}
    assert sum(one.claim not in fitted for one in fit.on[1]) == found.worth.measured


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([_row(i) for i in range(60)], "60 rows with support and 0 without"),
        ([_row(i) for i in range(49)] + [_row(i, "NOINFO") for i in range(60)], "49 rows with support and 60 without"),
        ([_row(i, label, claim="It grew.") for i in range(60) for label in ("SUPPORT", "REFUTE")], "different claims"),
        ([{"query": "a", "sentences": ["b"], "gold": [0]}], "queries"),
    ],
)
def test_too_little_to_learn_from_is_refused_before_any_work(tmp_path, workplace, rows, said):
    fit = _Fit()
    with pytest.raises(InputError, match=said):
        calibrate([_file(tmp_path, rows)], workplace, fit)
    assert fit.on == []


def test_rows_of_several_files_count_together(tmp_path, workplace):
    files = [
        _file(tmp_path, [_row(i) for i in range(49)], "one.jsonl"),
        _file(tmp_path, [_row(i, "NOINFO") for i in range(60)], "two.jsonl"),
    ]
    with pytest.raises(InputError, match=r"one\.jsonl, two\.jsonl: 49 rows with support and 60 without"):
        calibrate(files, workplace, _Fit())


def test_a_fold_that_has_all_rows_of_a_kind_is_too_little_to_fit(tmp_path, workplace):
    claims = [f"In field {number} the yield rose." for number in range(40)]
    halves = {}
    for claim in claims:
        halves.setdefault(sha256(claim.encode()).digest()[-1] % 2, claim)
    supported = [_row(i, "SUPPORT", halves[i % 2]) for i in range(60)]
    others = [_row(i, "REFUTE") for i in range(60)]
    with pytest.raises(InputError, match="too few different claims"):
        calibrate([_file(tmp_path, [*supported, *others])], workplace, _Fit())
