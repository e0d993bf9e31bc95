"""What a judge says of a view, written down passage by passage."""

from __future__ import annotations

import pytest

from claimcheck.model import Evidence, Judgement, Probabilities
from claimcheck.verify.second_opinion import with_judgement
from claimcheck.verify.views import View, Weighed


def weighed(quotation, *, read=True):
    scores = {"lexical": 0.4} | ({"entailment": 0.7} if read else {})
    evidence = Evidence(paper="2401.00001", quotation=quotation, span=(0, 9), stance="nearest", scores=scores)
    return Weighed(evidence=evidence, conflict=None)


VIEW = View(
    probabilities=Probabilities(support=0.8, contradict=0.1, neither=0.1),
    objections=(),
    weighed=(weighed("One."), weighed("Two."), weighed("Three.", read=False)),
    missing=(),
)


@pytest.mark.parametrize(("verdict", "score"), [("supported", 1.0), ("contradicted", 0.0)])
def test_the_passages_that_it_goes_by_get_its_score_and_those_it_read_besides_say_nothing(verdict, score):
    read = []

    def judge(claim, passages):
        read.append((claim, passages))
        return Judgement(verdict=verdict, passages=(1,), quotation="Two.")

    found = with_judgement(VIEW, "A claim.", judge)
    assert read == [("A claim.", ["One.", "Two."])]
    assert [w.evidence.scores.get("judge") for w in found.weighed] == [0.5, score, None]
    assert found.judgement.verdict == verdict
    assert found.probabilities == VIEW.probabilities


def test_where_it_finds_not_enough_no_passage_says_anything():
    found = with_judgement(VIEW, "A claim.", lambda *_: Judgement(verdict="not_enough"))
    assert [w.evidence.scores.get("judge") for w in found.weighed] == [0.5, 0.5, None]


def test_a_silent_judge_leaves_the_view_as_it_was():
    assert with_judgement(VIEW, "A claim.", lambda *_: None) == VIEW
