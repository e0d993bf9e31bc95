"""What is counted, for verdicts that are known; the real verifier is asked in `tests/end_to_end/test_evaluate.py`."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from claimcheck.model import Evidence, Probabilities, UncheckedReason, Verdict, VerdictName
from claimcheck.tasks import evaluate as module
from claimcheck.tasks.evaluate import reliability, score
from claimcheck.tasks.rows import check_files

EVIDENCE = ["The tower was built in 1900.", "It was painted white in spring.", "Gulls nest on its roof."]


def _verdict(name, support, contradict=0.0, sentence=0):
    if name == "unchecked":
        return Verdict(verdict=VerdictName.UNCHECKED, reason=UncheckedReason.PAPER_UNREADABLE)
    start = sum(len(text) + 1 for text in EVIDENCE[:sentence])
    stance = {"verified": "support", "contradicted": "contradict"}.get(name, "nearest")
    quotation = EVIDENCE[sentence]
    evidence = Evidence(paper="p", quotation=quotation, span=(start, start + len(quotation)), stance=stance)
    p = Probabilities(support=support, contradict=contradict, neither=round(1 - support - contradict, 4))
    return Verdict(verdict=VerdictName(name), confidence=support, probabilities=p, evidence=(evidence,))


class _Known:
    """A workplace whose verifier gives known verdicts, claim by claim."""

    def __init__(self, verdicts):
        self.left = list(verdicts)
        self.asked = []
        self.verifier = SimpleNamespace(verify=self.verify)

    def progress(self, line):
        pass

    def verify(self, claims, retrieved):
        self.asked.append((len(claims), len(retrieved)))
        found, self.left = self.left[: len(claims)], self.left[len(claims) :]
        return found


def _row(label, number=0, **fields):
    return {
        "id": f"r{number}", "claim": f"The tower has {number} doors.", "evidence": EVIDENCE, "title": None,
        "label": label, "rationale": [], "source": "towers", "orig_label": None,
    } | fields  # fmt: skip


def _set(tmp_path, rows, verdicts):
    path = tmp_path / "towers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (file,) = check_files([path])
    scored = score("towers", iter(rows), len(rows), _Known(verdicts))
    return module._figures(file, scored, seed=1)


def test_shares_among_the_verified_are_of_the_verified_and_shares_of_verdicts_of_all(tmp_path):
    rows = [_row(label, i) for i, label in enumerate(["SUPPORT", "SUPPORT", "REFUTE", "NOINFO", "SUPPORT"])]
    verdicts = [_verdict("verified", 0.9)] * 4 + [_verdict("contradicted", 0.1, 0.8)]
    found = _set(tmp_path, rows, verdicts)
    assert (found.rows, found.verified, found.unsupported_verified, found.refuted_verified) == (5, 0.8, 0.5, 0.25)
    assert found.unchecked == 0


def test_with_nothing_verified_and_nothing_refuted_there_are_no_such_shares(tmp_path):
    found = _set(tmp_path, [_row("SUPPORT", 1), _row("NOINFO", 2)], [_verdict("unverified", 0.3)] * 2)
    assert (found.verified, found.unsupported_verified, found.refuted_verified) == (0.0, None, None)
    assert (found.hit_at_1, found.hit_at_3, found.hit_at_10, found.mrr) == (None, None, None, None)


def test_what_could_not_be_checked_counts_as_neither_and_is_told(tmp_path):
    rows = [_row("SUPPORT", 1), _row("NOINFO", 2), _row("SUPPORT", 3)]
    found = _set(tmp_path, rows, [_verdict("unchecked", 0), _verdict("unchecked", 0), _verdict("verified", 1.0)])
    assert (found.unchecked, found.verified) == (2, round(1 / 3, 4))
    assert found.brier == round(1 / 3, 4)
    assert found.auroc == 0.75


def test_the_rationale_is_hit_by_the_sentence_in_which_the_evidence_begins_and_rows_without_one_do_not_count(tmp_path):
    rows = [_row("SUPPORT", i, rationale=place) for i, place in enumerate([[1], [0, 2], [2], []])]
    found = _set(tmp_path, rows, [_verdict("unverified", 0.4, sentence=1)] * 4)
    assert found.hit_at_3 == round(1 / 3, 4)


def test_the_labels_of_citint_are_read_through_its_finer_ones(tmp_path):
    rows = [
        _row("REFUTE", 1, source="citint", orig_label="NOT_SUBSTANTIATE"),
        _row("REFUTE", 2, source="citint", orig_label="CONTRADICT"),
        _row("SUPPORT", 3, source="citint"),
    ]
    found = _set(tmp_path, rows, [_verdict("verified", 0.9)] * 3)
    assert found.refuted_verified == round(1 / 3, 4)


def test_rows_go_to_the_verifier_by_the_hundred_and_every_row_comes_back(monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 4)
    workplace = _Known([_verdict("verified", 0.5 + i / 100) for i in range(10)])
    rows = [_row("SUPPORT", i) for i in range(10)]
    scored = score("towers", iter(rows), 10, workplace)
    # Rows with the same evidence cite one paper.
    assert workplace.asked == [(4, 1), (4, 1), (2, 1)]
    assert [one.id for one in scored.predictions] == [row["id"] for row in rows]
    assert scored.support == pytest.approx([0.5 + i / 100 for i in range(10)])


def test_the_diagram_shows_what_the_figures_say():
    scored = score("t", iter([_row("SUPPORT"), _row("NOINFO")]), 2, _Known([_verdict("unverified", 0.6)] * 2))
    found = reliability(scored)
    assert (found.rows, found.brier, found.ece) == (2, 0.26, 0.5)
    assert [(one.predicted, one.observed) for one in found.bins] == [(0.6, 1.0), (0.6, 0.0)]
    assert reliability(module.Scored()).ece is None
