"""The rules of the contract: which verdict follows from what was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.model import Conflict, Evidence, Judgement, Probabilities, UncheckedReason
from claimcheck.verify.decide import Read, at_stake, decide, together
from claimcheck.verify.head import Head
from claimcheck.verify.views import View, Weighed

HEAD = Head()
T = HEAD.thresholds
# The shipped head contradicts by no probability alone; one that may is tried too.
MAY = Head()
MAY.__dict__["thresholds"] = replace(T, contradicted=0.8)
OBJECTION = ("contradiction",)
SURE, LIKELY, UNLIKELY = T.verified, round((T.review + T.verified) / 2, 4), round(T.review - 0.1, 4)


def view(
    support=SURE,
    contradict=0.0,
    *,
    objections=(),
    conflict=None,
    missing=(),
    overstated=(),
    quotation="What the paper says.",
    span=(0, 20),
    **scores,
):
    scores = {"alignment": 0.9, "embedding": 0.8, "lexical": 0.8, "quantities": 1.0, "polarity": 1.0} | scores
    evidence = Evidence(paper="2401.00001", page=3, quotation=quotation, span=span, stance="nearest", scores=scores)
    return View(
        probabilities=Probabilities(support=support, contradict=contradict, neither=round(1 - support - contradict, 4)),
        objections=objections,
        weighed=(Weighed(evidence=evidence, conflict=conflict, unborne=missing, overstated=overstated),),
        missing=missing,
    )


def against(**kwargs):
    return view(0.0, 0.8, objections=OBJECTION, **kwargs)


def conflict(kind):
    return Conflict(kind=kind, claim="61%", source="31%")


def test_support_at_the_threshold_verifies_with_its_quotation_first():
    verdict = decide([Read(view())], None, HEAD)
    assert (verdict.verdict, verdict.evidence[0].stance, verdict.confidence) == ("verified", "support", SURE)


def test_however_likely_nothing_is_verified_over_an_objection():
    verdict = decide([Read(view(0.99, objections=OBJECTION))], None, HEAD)
    assert (verdict.verdict, verdict.review) == ("unverified", True)


def test_a_likely_contradiction_is_given_with_what_differs():
    verdict = decide([Read(against(conflict=conflict("quantity"), missing=("61%",)))], None, MAY)
    assert verdict.verdict == "contradicted"
    assert verdict.evidence[0].conflict == conflict("quantity")


def test_a_number_that_another_passage_has_is_not_shown_as_what_differs():
    found = against(conflict=conflict("quantity"), missing=(), contradiction=0.9)
    verdict = decide([Read(found)], None, MAY)
    assert verdict.verdict == "contradicted"
    assert verdict.evidence[0].conflict is None


def beside(first, *others):
    """A view of the passages of several views, the first of which says the rest."""
    return first.model_copy(update={"weighed": tuple(one.weighed[0] for one in (first, *others))})


@pytest.mark.parametrize("kind", ["direction", "partners"])
def test_what_a_closer_passage_says_too_another_does_not_contradict(kind):
    held = view(SURE, objections=("scope",), alignment=0.95, entailment=0.9)
    otherwise = view(conflict=conflict(kind), alignment=0.9)
    assert decide([Read(beside(held, otherwise))], None, HEAD).verdict == "unverified"
    for other in (
        view(SURE, objections=("scope",), alignment=0.85, entailment=0.9),
        view(SURE, objections=("scope",), alignment=0.95, entailment=0.4),
        view(SURE, objections=("scope",), alignment=0.95, entailment=0.9, conflict=conflict("negation")),
    ):
        assert decide([Read(beside(other, otherwise))], None, HEAD).verdict == "contradicted"


def test_a_conflict_that_is_shown_contradicts_with_the_rates_that_were_counted():
    found = view(SURE, objections=OBJECTION, conflict=conflict("direction"))
    verdict = decide([Read(found)], None, HEAD)
    assert verdict.verdict == "contradicted"
    assert verdict.confidence == HEAD.conflicting.support < 0.5


def test_a_negation_on_one_side_contradicts_nothing_by_itself():
    assert (
        decide([Read(view(SURE, objections=OBJECTION, conflict=conflict("negation")))], None, HEAD).verdict
        == "unverified"
    )


def test_a_contradiction_that_no_passage_shows_calls_for_a_person():
    for head in (HEAD, MAY):
        verdict = decide([Read(against(contradiction=0.1))], None, head)
        assert (verdict.verdict, verdict.review) == ("unverified", True)


def test_where_no_promise_is_kept_no_probability_contradicts_by_itself():
    assert T.contradicted == 1.0
    assert decide([Read(against(contradiction=0.95))], None, HEAD).verdict == "unverified"
    assert decide([Read(against(contradiction=0.95))], None, MAY).verdict == "contradicted"


def test_a_negation_counts_where_the_entailment_model_reads_a_contradiction_too():
    found = against(conflict=conflict("negation"), contradiction=0.9)
    assert decide([Read(found)], None, HEAD).verdict == "contradicted"


def test_a_passage_about_something_else_contradicts_nothing():
    found = against(conflict=conflict("direction"), alignment=0.4, contradiction=0.9)
    assert decide([Read(found)], None, MAY).verdict == "unverified"


def test_a_claim_that_fell_back_to_the_whole_list_is_never_contradicted():
    verdict = decide([Read(against(conflict=conflict("direction")))], None, HEAD, whole_list=True)
    assert verdict.verdict == "unverified"


def test_support_in_any_paper_that_was_read_verifies_though_another_is_missing():
    reads = [Read(view(UNLIKELY)), Read(view())]
    assert decide(reads, UncheckedReason.PAPER_MISSING, HEAD).verdict == "verified"


def test_no_support_and_a_missing_paper_leaves_the_claim_unchecked():
    verdict = decide([Read(view(UNLIKELY))], UncheckedReason.WRONG_PAPER, HEAD)
    assert (verdict.verdict, verdict.reason, verdict.confidence) == ("unchecked", "wrong_paper", None)


def test_the_silence_of_an_abstract_leaves_the_claim_unchecked_but_its_support_verifies():
    assert decide([Read(view(UNLIKELY), abstract=True)], None, HEAD).verdict == "unchecked"
    assert decide([Read(view(), abstract=True)], None, HEAD).verdict == "verified"


def test_the_band_below_the_threshold_is_for_review():
    assert decide([Read(view(LIKELY))], None, HEAD).review
    assert not decide([Read(view(UNLIKELY))], None, HEAD).review


def test_matchers_that_speak_against_a_verdict_are_named():
    verdict = decide([Read(view(lexical=0.2, entailment=0.4))], None, HEAD)
    assert verdict.disagreement == ("lexical", "entailment")


def test_a_likely_claim_that_is_withheld_says_by_whom():
    assert decide([Read(view(0.99, objections=OBJECTION))], None, HEAD).disagreement == OBJECTION
    faint = view(0.99, objections=("quantities", "scope"), lexical=0.2)
    assert decide([Read(faint)], None, HEAD).disagreement == ("quantities", "scope", "lexical")
    assert decide([Read(view(LIKELY))], None, HEAD).disagreement == ()


def test_what_a_claim_says_of_each_paper_must_be_in_each():
    found, silent = Read(view(), key="a", must=True), Read(view(UNLIKELY, quotation="Else."), key="b", must=True)
    verdict = decide([found, silent], None, HEAD)
    assert (verdict.verdict, verdict.review, verdict.confidence) == ("unverified", True, UNLIKELY)
    assert (verdict.evidence[0].quotation, verdict.silent) == ("Else.", ("b",))
    assert decide([found, replace(silent, view=view())], None, HEAD).verdict == "verified"


def test_who_is_named_as_saying_so_must_say_so_and_no_other():
    other, named = Read(view(SURE + 0.01)), Read(view(quotation="So we say."), must=True)
    verdict = decide([other, named], None, HEAD)
    assert (verdict.verdict, verdict.evidence[0].quotation) == ("verified", "So we say.")
    assert decide([replace(other, view=view(UNLIKELY)), named], None, HEAD).verdict == "verified"
    assert decide([other, replace(named, view=view(UNLIKELY))], None, HEAD).review


def test_a_claim_about_a_paper_that_was_not_read_stays_unchecked_though_another_supports_it():
    verdict = decide([Read(view())], UncheckedReason.WRONG_PAPER, HEAD, lacking_must=UncheckedReason.WRONG_PAPER)
    assert (verdict.verdict, verdict.reason) == ("unchecked", "wrong_paper")
    abstract = Read(view(UNLIKELY), abstract=True, must=True)
    assert decide([Read(view()), abstract], None, HEAD).reason == "paper_missing"


def test_support_in_one_paper_keeps_what_another_says_otherwise_from_contradicting():
    opposed = Read(against(conflict=conflict("direction")), must=True)
    verdict = decide([Read(view(), must=True), opposed], None, HEAD)
    assert (verdict.verdict, verdict.review) == ("unverified", True)


def verdicts(*views):
    return [decide([Read(one)], None, HEAD) for one in views]


def test_a_claim_of_several_parts_is_verified_only_where_each_is_with_a_quotation_for_each():
    first, second = view(SURE, quotation="A rises.", span=(0, 8)), view(SURE + 0.01, quotation="B falls.")
    verdict = together(verdicts(first, second))
    assert (verdict.verdict, verdict.confidence) == ("verified", SURE)
    assert [(e.quotation, e.stance) for e in verdict.evidence] == [("A rises.", "support"), ("B falls.", "support")]
    assert [part.verdict for part in verdict.parts] == ["verified", "verified"]


def test_one_contradicted_part_contradicts_the_claim_with_its_quotation():
    wrong = against(conflict=conflict("quantity"), missing=("61%",), quotation="It is 31%.")
    verdict = together([*verdicts(view()), decide([Read(wrong)], None, MAY)])
    assert (verdict.verdict, verdict.evidence[0].quotation) == ("contradicted", "It is 31%.")


def test_a_claim_supported_in_its_main_part_alone_is_for_review():
    verdict = together(verdicts(view(), view(UNLIKELY)))
    assert (verdict.verdict, verdict.review, verdict.confidence) == ("unverified", True, UNLIKELY)
    verdict = together(verdicts(view(UNLIKELY), view()))
    assert (verdict.verdict, verdict.review) == ("unverified", False)


def test_a_part_that_could_not_be_checked_leaves_the_claim_unchecked():
    verdict = together([*verdicts(view()), decide([], UncheckedReason.PAPER_MISSING, HEAD)])
    assert (verdict.verdict, verdict.reason) == ("unchecked", "paper_missing")


def test_every_cited_paper_that_supports_a_claim_is_quoted():
    reads = [Read(view(SURE, quotation="One."), key="a"), Read(view(SURE + 0.01, quotation="Two."), key="b")]
    verdict = decide(reads, None, HEAD)
    assert [(e.quotation, e.stance) for e in verdict.evidence] == [("Two.", "support"), ("One.", "support")]
    assert verdict.idle == ()


def test_a_cited_paper_that_says_nothing_of_a_supported_claim_is_idle():
    silent = Read(view(UNLIKELY, alignment=0.3), key="b")
    assert decide([Read(view(), key="a"), silent], None, HEAD).idle == ("b",)
    near = Read(view(UNLIKELY, alignment=0.8), key="b")
    assert decide([Read(view(), key="a"), near], None, HEAD).idle == ()
    abstract = Read(view(UNLIKELY, alignment=0.3), abstract=True, key="b")
    assert decide([Read(view(), key="a"), abstract], None, HEAD).idle == ()
    assert decide([silent], None, HEAD).idle == ()


def test_what_held_a_likely_verdict_back_is_told():
    held = decide([Read(view(SURE, objections=OBJECTION, missing=("31",), overstated=("first",)))], None, HEAD)
    assert (held.unborne, held.overstated) == (("31",), ("first",))
    unlikely = decide([Read(view(LIKELY, objections=OBJECTION, missing=("31",), overstated=("first",)))], None, HEAD)
    assert (unlikely.unborne, unlikely.overstated) == ((), ())


def heard(found, verdict):
    quoted = {} if verdict == "not_enough" else {"passages": (0,), "quotation": "What the paper says."}
    said = Judgement(verdict=verdict, **quoted)
    return found.model_copy(update={"judgement": said})


@pytest.mark.parametrize("says", ["contradicted", "not_enough"])
def test_a_judge_that_does_not_agree_withholds_a_verified_verdict(says):
    verdict = decide([Read(heard(view(), says))], None, HEAD)
    assert (verdict.verdict, verdict.review, verdict.disagreement) == ("unverified", True, ("judge",))
    assert verdict.confidence == SURE, "the confidence stays the calibrated one"


@pytest.mark.parametrize("says", ["supported", "not_enough"])
def test_a_contradiction_stays_whatever_a_judge_says_which_is_named(says):
    found = view(SURE, objections=OBJECTION, conflict=conflict("direction"))
    alone = decide([Read(found)], None, HEAD)
    verdict = decide([Read(heard(found, says))], None, HEAD)
    assert (alone.verdict, verdict.verdict) == ("contradicted", "contradicted")
    assert verdict.disagreement == (*alone.disagreement, "judge")


def test_a_judge_that_agrees_or_is_silent_changes_nothing():
    assert decide([Read(heard(view(), "supported"))], None, HEAD) == decide([Read(view())], None, HEAD)
    found = view(SURE, objections=OBJECTION, conflict=conflict("direction"))
    assert decide([Read(heard(found, "contradicted"))], None, HEAD) == decide([Read(found)], None, HEAD)


@pytest.mark.parametrize(
    "found", [view(LIKELY), view(UNLIKELY), view(0.99, objections=OBJECTION), against(contradiction=0.9)]
)
@pytest.mark.parametrize("says", ["supported", "contradicted", "not_enough"])
def test_a_judge_makes_no_verdict(found, says):
    for head in (HEAD, MAY):
        alone = decide([Read(found)], None, head).verdict
        assert decide([Read(heard(found, says))], None, head).verdict in {alone, "unverified"}


def test_support_withheld_in_one_paper_does_not_become_another_papers_contradiction():
    opposed = against(conflict=conflict("direction"), contradiction=0.9)
    reads = [Read(heard(view(), "not_enough"), key="a"), Read(heard(opposed, "contradicted"), key="b")]
    verdict = decide(reads, None, HEAD)
    assert (verdict.verdict, verdict.review) == ("unverified", True)


def test_another_paper_that_the_judge_finds_to_support_the_claim_verifies_it():
    reads = [Read(heard(view(quotation="One."), "not_enough")), Read(heard(view(quotation="Two."), "supported"))]
    verdict = decide(reads, None, HEAD)
    assert (verdict.verdict, [e.quotation for e in verdict.evidence if e.stance == "support"]) == ("verified", ["Two."])


def test_a_verdict_withheld_where_a_paper_is_missing_leaves_the_claim_unchecked():
    verdict = decide([Read(heard(view(), "not_enough"))], UncheckedReason.PAPER_MISSING, HEAD)
    assert (verdict.verdict, verdict.review, verdict.disagreement) == ("unchecked", False, ("judge",))


def test_a_judge_is_asked_only_where_its_word_can_matter():
    assert at_stake(view(), T)
    assert at_stake(view(LIKELY), T)
    assert at_stake(against(conflict=conflict("direction"), contradiction=0.9), T)
    assert not at_stake(view(UNLIKELY), T)


def test_in_the_band_a_judge_that_sees_it_otherwise_is_named():
    assert "judge" in decide([Read(heard(view(LIKELY), "not_enough"))], None, HEAD).disagreement
    assert "judge" not in decide([Read(heard(view(LIKELY), "supported"))], None, HEAD).disagreement
