"""The overall score: it can be done again by hand, and no report without support is a good one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.judge import REVIEWERS, judge, review
from claimcheck.judge.reviewers.base import wilson
from claimcheck.model import ReferenceStatus


def reviewed(audit):
    return review(audit.model_copy(update={"findings": judge(audit)}))


def by_name(found):
    return {score.reviewer: score for score in found.scores}


def report(make, verified, contradicted=0, unverified=0):
    """A report that is without fault but for its support."""
    numbers = {"verified": verified, "contradicted": contradicted, "unverified": unverified}
    verdicts = [verdict for verdict, number in numbers.items() for _ in range(number)]
    claims, references = [], []
    for n, verdict in enumerate(verdicts):
        stance = {"verified": "support", "contradicted": "contradict"}.get(verdict, "nearest")
        evidence = (make.evidence(paper=f"p{n}", stance=stance),)
        claims.append(
            make.claim(verdict, id=f"c{n}", text=f"Rain fails on day {n}.", cites=(f"p{n}",), evidence=evidence)
        )
        references.append(make.reference(f"p{n}", paper=f"p{n}", doi=f"10.1/{n}"))
    return make.audit(*claims, references=tuple(references))


def test_the_value_and_interval_can_be_done_again_from_what_is_printed(make):
    found = reviewed(report(make, verified=7, contradicted=1, unverified=2))
    scores = [score for score in found.scores if score.value is not None]
    assert {score.reviewer for score in found.scores} - {score.reviewer for score in scores} == {"coverage"}
    total = sum(score.weight for score in scores)
    value = sum(score.weight * score.value for score in scores) / total
    low = value - math.hypot(*(score.weight * (score.value - score.interval[0]) / total for score in scores))
    high = value + math.hypot(*(score.weight * (score.interval[1] - score.value) / total for score in scores))
    grounding = by_name(found)["grounding"]
    capped = [
        min(one, top + 2) for one, top in zip((value, low, high), (grounding.value, *grounding.interval), strict=True)
    ]
    assert (found.value, *found.interval) == pytest.approx(capped, abs=0.0501)


def test_every_score_is_a_function_of_its_printed_counts(make):
    found = reviewed(report(make, verified=7, contradicted=1, unverified=2))
    for reviewer, score in zip(REVIEWERS, found.scores, strict=True):
        again = reviewer.estimate(score.counts)
        assert (again is None) == (score.value is None)
        if again:
            assert (score.value, *score.interval) == pytest.approx([10 * end for end in again], abs=0.0501)
            assert score.value == round(score.value, 1)


def test_the_scores_of_this_report_by_hand(make):
    scores = by_name(reviewed(report(make, verified=7, contradicted=1, unverified=2)))
    assert scores["grounding"].value == 6.0  # (7 − 1) / 10
    assert scores["citation accuracy"].value == 10.0
    assert scores["independence"].value == 10.0
    assert scores["balance"].value == 10.0
    assert scores["clarity"].value == 10.0
    assert scores["reproducibility"].value == 1.1  # the references, of nine questions
    assert scores["clarity"].interval == tuple(round(10 * end, 1) for end in wilson(10, 10)[1:])


def test_a_report_without_support_is_no_good_one_whatever_else_it_has(make):
    found = reviewed(report(make, verified=0, unverified=10))
    assert found.value == 2.0
    assert by_name(found)["clarity"].value == 10.0


def test_more_support_is_a_better_report(make):
    values = [reviewed(report(make, verified=n, unverified=10 - n)).value for n in range(11)]
    assert values == sorted(values)
    assert values[-1] > values[0] + 5


def test_what_would_raise_it_comes_of_the_formula_one_after_the_other(make):
    found = reviewed(report(make, verified=3, contradicted=2, unverified=5))
    whats = [mend.what for mend in found.raise_by]
    assert whats[:2] == [
        "find support for 5 claims that the cited papers do not bear out",
        "correct 2 contradicted claims to what the papers say",
    ]
    assert found.raise_by[0].value == reviewed(report(make, verified=8, contradicted=2)).value
    assert found.raise_by[1].value == reviewed(report(make, verified=10)).value
    assert found.raise_by[2].reviewer == "reproducibility"
    values = [found.value, *(mend.value for mend in found.raise_by)]
    assert values == sorted(set(values))


def test_of_a_report_that_could_not_be_checked_there_is_no_overall_score(make):
    found = reviewed(make.audit(make.claim("unchecked", reason="paper_missing")))
    assert (found.value, found.interval, found.raise_by) == (None, None, ())
    assert by_name(found)["clarity"].value == 10.0


def test_a_report_that_could_not_be_read_has_no_scores(make):
    found = review(make.audit().model_copy(update={"error": "evil.pdf: no PDF"}))
    assert (found.error, found.scores, found.value) == ("evil.pdf: no PDF", (), None)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("A review produced a quality score of 4.5/10.", 4.5),
        ("Quality review score: 10 / 10.", 10.0),
        ("Quality: 45/10.", None),
        ("The answers of the model were rated 8/10.", None),
        ("The score was 7 of 10.", None),
    ],
)
def test_the_score_that_a_report_prints_of_itself_is_shown_beside(read, text, printed):
    assert review(read(f"# Rain\n\n## Abstract\n\n{text}\n")).printed == printed


def test_an_empty_report_is_no_crash(make):
    found = reviewed(make.audit())
    assert found.value is None
    assert by_name(found)["reproducibility"].value == 0.0


_CLAIM = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(["verified", "contradicted", "unverified", "unchecked"]),
        "cited_by": st.sampled_from(["marker", "row", "heading", "list", "none"]),
        "text": st.sampled_from(["It rains.", "It fails.", "word " * 50]),
        "cites": st.sampled_from([(), ("a",), ("a", "b"), ("b", "c")]),
        "truncated": st.booleans(),
        "idle": st.sampled_from([(), ("a",)]),
    }
)
_REFERENCE = st.fixed_dictionaries(
    {
        "status": st.sampled_from(ReferenceStatus),
        "arxiv_id": st.sampled_from([None, "2305.10601", "2305.10601v2"]),
        "withdrawn": st.sampled_from([None, "by the authors"]),
        "in_list": st.booleans(),
    }
)


@given(st.lists(_CLAIM, max_size=12), st.lists(_REFERENCE, max_size=3))
def test_whatever_an_audit_holds_its_review_holds_together(make, claims, references):
    built = []
    for number, fields in enumerate(claims):
        reason = {"reason": "paper_missing"} if fields["verdict"] == "unchecked" else {}
        built.append(make.claim(**fields, **reason, id=f"c{number}"))
    listed = tuple(make.reference(key, **fields) for key, fields in zip("abc", references, strict=False))
    found = reviewed(make.audit(*built, references=listed))
    assert (found.value is None) == (by_name(found)["grounding"].value is None)
    if found.value is not None:
        assert found.value <= by_name(found)["grounding"].value + 2
        values = [found.value, *(mend.value for mend in found.raise_by)]
        assert values == sorted(set(values))
    for score in found.scores:
        assert all(mend.value > score.value for mend in score.raise_by)
        assert score.value is not None or score.notes


@pytest.mark.parametrize("verdict", ["verified", "unverified", "contradicted"])
def test_claims_that_a_language_model_found_move_no_score(make, verdict):
    own = report(make, verified=3, contradicted=1, unverified=2)
    evidence = (make.evidence(paper="p0", stance="contradict" if verdict == "contradicted" else "support"),)
    more = {"text": "Rain did not fall as a limitation.", "cites": ("p0",), "evidence": evidence}
    added = (make.claim(verdict, id=f"m{n}", passed_over="plan", **more) for n in range(9))
    found, alone = reviewed(own.model_copy(update={"claims": (*own.claims, *added)})), reviewed(own)
    assert found == alone
