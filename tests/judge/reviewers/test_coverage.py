"""The reviewer of coverage."""

import pytest

from claimcheck.judge.reviewers.coverage import COVERAGE


def asked(make, question, *claims, **fields):
    audit = make.audit(*claims, **fields)
    return audit.model_copy(update={"report": audit.report.model_copy(update={"question": question})})


def test_words_in_verified_claims_count_whole_and_others_half(make, ask):
    good = make.claim(text="Captions with higher entropy were kept.")
    other = make.claim("unverified", text="Generalisation across domains: cross-domain gaps shrink.")
    audit = asked(make, "Does caption entropy shrink the cross-domain gap on robots?", good, other)
    counts, share, mends = ask(COVERAGE, audit)
    assert list(counts.values()) == [6, 2, 3]
    assert share == pytest.approx((3.5 / 6, 2 / 6, 5 / 6))
    assert COVERAGE.count(audit).notes == (
        "in no claim: “robots”",
        "in no verified claim: “shrink”, “cross-domain” and “gap”",
    )
    assert sorted(mends.values()) == pytest.approx([4.5 / 6, 5 / 6])


def test_a_word_with_hyphens_wants_its_parts_in_one_claim(make, ask):
    claims = [make.claim(text="It is a cross."), make.claim(text="A domain was added.")]
    assert ask(COVERAGE, asked(make, "cross-domain?", *claims))[1].value == 0


def test_titles_of_cited_papers_count_as_other_claims_do(make, ask):
    reference = make.reference(title="On robots")
    assert ask(COVERAGE, asked(make, "What of robots?", references=(reference,)))[1].value == 0.5


@pytest.mark.parametrize("question", [None, "", "What is it?", "???"])
def test_without_a_question_that_asks_for_something_nothing_is_said(make, ask, question):
    assert ask(COVERAGE, asked(make, question, make.claim()))[1] is None
