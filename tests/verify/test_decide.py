"""The rules of the contract: which verdict follows from what was found."""

from __future__ import annotations

import pytest

from claimcheck.model import Conflict, Evidence, Probabilities, UncheckedReason
from claimcheck.verify.decide import Read, decide
from claimcheck.verify.head import Head
from claimcheck.verify.views import View, Weighed

HEAD = Head()


def view(support=0.9, *, alignment=0.9, quantities=1.0, conflict=None, missing=(), quotation="What the paper says."):
    scores = {"alignment": alignment, "embedding": 0.8, "lexical": 0.8, "quantities": quantities, "polarity": 1.0}
    evidence = Evidence(paper="2401.00001", page=3, quotation=quotation, span=(0, 20), stance="nearest", scores=scores)
    rest = round(1 - support, 4)
    return View(
        probabilities=Probabilities(
            support=support, contradict=round(rest / 2, 4), neither=round(rest - round(rest / 2, 4), 4)
        ),
        weighed=(Weighed(evidence=evidence, conflict=conflict),),
        missing=missing,
    )


def read(*args, abstract=False, **kwargs):
    return Read(view(*args, **kwargs), abstract=abstract)


def conflict(kind):
    return Conflict(kind=kind, claim="61%", source="31%")


def test_support_above_the_threshold_verifies_with_its_quotation_first():
    verdict = decide([read(0.9)], None, HEAD)
    assert (verdict.verdict, verdict.evidence[0].stance, verdict.confidence) == ("verified", "support", 0.9)


@pytest.mark.parametrize(
    "weak",
    [{"quantities": 0.5, "missing": ("61%",)}, {"alignment": 0.4}, {"conflict": conflict("negation")}],
    ids=["a number is missing", "the passage speaks of something else", "a negation on one side"],
)
def test_however_likely_nothing_is_verified_by_a_passage_that_lacks_a_number_the_topic_or_agreement(weak):
    assert decide([read(0.99, **weak)], None, HEAD).verdict == "unverified"


def test_a_shown_conflict_contradicts_and_takes_the_probabilities_that_were_measured_for_such():
    verdict = decide([read(0.5, conflict=conflict("quantity"), missing=("61%",), quantities=0.0)], None, HEAD)
    assert verdict.verdict == "contradicted"
    assert verdict.evidence[0].conflict == conflict("quantity")
    assert verdict.confidence == HEAD.conflicting.support < 0.5


def test_a_number_that_another_passage_has_is_not_contradicted():
    assert decide([read(0.5, conflict=conflict("quantity"), missing=())], None, HEAD).verdict == "unverified"


def test_a_negation_on_one_side_calls_for_a_person_and_contradicts_nothing():
    verdict = decide([read(0.2, conflict=conflict("negation"))], None, HEAD)
    assert (verdict.verdict, verdict.review) == ("unverified", True)


def test_a_conflict_in_a_passage_about_something_else_counts_for_nothing():
    verdict = decide([read(0.5, alignment=0.4, conflict=conflict("direction"))], None, HEAD)
    assert verdict.verdict == "unverified"


def test_a_claim_that_fell_back_to_the_whole_list_is_never_contradicted():
    verdict = decide([read(0.5, conflict=conflict("direction"))], None, HEAD, whole_list=True)
    assert (verdict.verdict, verdict.review) == ("unverified", True)


def test_support_in_any_paper_that_was_read_verifies_though_another_is_missing():
    assert decide([read(0.2), read(0.9)], UncheckedReason.PAPER_MISSING, HEAD).verdict == "verified"


def test_no_support_and_a_missing_paper_leaves_the_claim_unchecked():
    verdict = decide([read(0.2)], UncheckedReason.WRONG_PAPER, HEAD)
    assert (verdict.verdict, verdict.reason, verdict.confidence) == ("unchecked", "wrong_paper", None)


def test_the_silence_of_an_abstract_leaves_the_claim_unchecked_but_its_support_verifies():
    assert decide([read(0.2, abstract=True)], None, HEAD).verdict == "unchecked"
    assert decide([read(0.9, abstract=True)], None, HEAD).verdict == "verified"


def test_the_band_below_the_threshold_is_for_review():
    threshold = HEAD.thresholds
    inside, outside = round(threshold.review + 0.01, 4), round(threshold.review - 0.05, 4)
    assert decide([read(inside)], None, HEAD).review
    assert not decide([read(outside)], None, HEAD).review
