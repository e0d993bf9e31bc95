"""What a user reads of a self-test: shares with intervals, what was missed, and what nothing can be said of."""

from __future__ import annotations

import json

import pytest

from claimcheck.model import ModelInfo, Provenance, VerdictName
from claimcheck.model.self_test import Alteration, Control, FaultFigures, SelfTest, SelfTestFile
from claimcheck.render.self_test import self_test_json, self_test_table


def _file(verified=3, *changes):
    row = FaultFigures(
        kind="number", faults=4, caught=3, share=0.75, interval=(0.1941, 0.9937), contradicted=1, others=6,
        others_verified=2, others_contradicted=0,
    )  # fmt: skip
    none = row.model_copy(update={"kind": "scope", "faults": 0, "caught": 0, "share": None, "interval": None})
    test = SelfTest(
        path="report.md",
        sha256="0" * 64,
        seed=7,
        verified=verified,
        checked=9,
        figures=(row, none),
        control=Control(changed=2, kept=1, share=0.5, interval=(0.0126, 0.9874)),
        changes=changes,
    )
    made_by = Provenance(version="1", models=(ModelInfo(name="m", digest="d"),), thresholds={}, settings_digest="s")
    return SelfTestFile(claimcheck=made_by, self_tests=(test,))


def _change(now, kind="number"):
    return Alteration(
        kind=kind, claim_id="x", number=12, before="It took 6 h.", after="It took \x1b[31m9 h.", cites=("2401.99004",),
        was=VerdictName.VERIFIED, now=now, in_copy=True,
    )  # fmt: skip


def _table(file, width=100):
    return self_test_table(file, width=width, color=False)


def test_a_share_stands_with_its_interval_and_nothing_has_none():
    lines = _table(_file()).splitlines()
    assert any("a number" in line and "3 = 75% (19–99%)" in line for line in lines)
    assert not any("a scope word" in line and "%" in line for line in lines)


def test_every_missed_fault_is_one_line_without_control_characters():
    shown = _table(_file(3, _change(VerdictName.VERIFIED), _change(None), _change(VerdictName.UNVERIFIED)))
    missed = [line for line in shown.splitlines() if "missed" in line and "claim 12" in line]
    assert len(missed) == 2
    assert "verified: It took" in missed[0]
    assert "no longer seen as a claim" in missed[1]
    assert "\x1b" not in shown


def test_the_paper_that_a_missed_citation_names_is_shown():
    assert "[cites 2401.99004]" in _table(_file(3, _change(VerdictName.VERIFIED, "citation")))


def test_a_harmless_change_that_stays_verified_is_no_miss():
    assert "missed a" not in _table(_file(3, _change(VerdictName.VERIFIED, "harmless")))


def test_without_verified_claims_it_is_said_that_nothing_is_known():
    assert "nothing here says how far" in _table(_file(0))
    assert "Control" not in _table(_file(0))


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_table_keeps_to_its_width(width):
    assert all(len(line) <= width for line in _table(_file(), width).splitlines())


def test_the_json_holds_every_change_and_both_verdicts():
    found = json.loads(self_test_json(_file(3, _change(VerdictName.CONTRADICTED))))
    (test,) = found["self_tests"]
    assert found["schema_version"] == 1
    assert test["figures"][0]["interval"] == [0.1941, 0.9937]
    assert (test["changes"][0]["was"], test["changes"][0]["now"]) == ("verified", "contradicted")
