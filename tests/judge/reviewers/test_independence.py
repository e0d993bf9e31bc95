"""The reviewer of independence."""

import pytest

from claimcheck.judge.reviewers.independence import INDEPENDENCE


def on(make, *papers, number=0):
    evidence = tuple(make.evidence(paper=paper) for paper in papers)
    return make.claim(text=f"Claim {number}.", evidence=evidence, cites=papers)


def test_claims_on_one_paper_depend_on_it_and_claims_on_many_do_not(make, ask):
    one = [on(make, "a", number=n) for n in range(4)]
    _, share, mends = ask(INDEPENDENCE, make.audit(*one))
    assert share.value == 0
    assert mends == {"cite a second paper for 4 verified claims of one": 1.0}
    many = [on(make, paper, number=n) for n, paper in enumerate("abcd")]
    assert ask(INDEPENDENCE, make.audit(*many))[1].value == 1


def test_the_share_can_be_done_by_hand(make, ask):
    audit = make.audit(*(on(make, paper, number=n) for n, paper in enumerate("aab")), on(make, "a", "b", number=9))
    counts, share, _ = ask(INDEPENDENCE, audit)
    # Five ties, a three times and b twice: of ten pairs 3 + 1 are at one paper; one claim of four has two papers.
    assert list(counts.values()) == [5, 10, 4, 4, 4, 1, 4, 0]
    assert share.value == pytest.approx(1 - 0.4 * 0.75)
    (note,) = INDEPENDENCE.count(audit).notes
    assert note == "2 papers, as spread as 1.9 used alike (inverse Simpson); most rests on “a”: 3 of 5"


def test_one_claim_with_two_papers_does_not_make_up_for_many_with_one(make, ask):
    others = [make.claim("unverified", text=f"{n}", cites=("a",)) for n in range(9)]
    _, share, _ = ask(INDEPENDENCE, make.audit(on(make, "a", "b"), *others))
    assert share.value < 0.3


def test_what_is_said_twice_counts_once_and_against(make, ask):
    twice = [on(make, "a", number=1), on(make, "a", number=1), on(make, "b", number=2)]
    counts, share, mends = ask(INDEPENDENCE, make.audit(*twice))
    assert counts["claims that repeat another"] == 1
    assert share.value == pytest.approx(2 / 3)
    assert mends["drop 1 claim that the report makes elsewhere too"] == 1


def test_the_order_of_words_makes_another_claim(make, ask):
    claims = [make.claim(text="A beats B."), make.claim(text="B beats A.")]
    assert ask(INDEPENDENCE, make.audit(*claims))[0]["claims that repeat another"] == 0


def test_unverified_claims_rest_on_what_they_cite_by_themselves(make, ask):
    own = [make.claim("unchecked", text=f"{n}", reason="paper_missing", cites=(key,)) for n, key in enumerate("ab")]
    by_list = make.claim("unchecked", text="list", reason="paper_missing", cites=("a", "b"), cited_by="list")
    counts, share, _ = ask(INDEPENDENCE, make.audit(*own, by_list))
    assert (counts["times that a claim rests on a paper"], share.value) == (2, 1)
    assert ask(INDEPENDENCE, make.audit(by_list))[1] is None


def test_two_entries_of_one_paper_are_one(make, ask):
    references = tuple(make.reference(key, paper="p") for key in "ab")
    claims = [make.claim("unverified", text=f"{n}", cites=(key,)) for n, key in enumerate("ab")]
    assert ask(INDEPENDENCE, make.audit(*claims, references=references))[1].value == 0


def test_a_claim_of_parts_has_as_many_papers_as_its_weakest_part(make, ask):
    parts = (on(make, "a", "b"), on(make, "b"))
    claim = make.claim(evidence=(make.evidence(paper="a"), make.evidence(paper="b")), parts=parts)
    assert ask(INDEPENDENCE, make.audit(claim))[0]["verified by two papers or more"] == 0
