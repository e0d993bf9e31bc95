"""The reviewer of citation accuracy."""

import pytest

from claimcheck.judge.reviewers.citations import CITATIONS
from claimcheck.model import Mismatch, ReferenceStatus


def test_sound_entries_and_citations_are_a_ten(make, ask):
    _, share, mends = ask(CITATIONS, make.audit(make.claim(), references=(make.reference(),)))
    assert (share.value, share.high, mends) == (1, 1, {})
    assert share.low < 0.3


@pytest.mark.parametrize("status", ["nonexistent", "malformed", "wrong_paper", "unlisted"])
def test_each_grave_fault_takes_its_entry_away(make, ask, status):
    faulty = make.reference("other", ReferenceStatus(status), in_list=status != "unlisted")
    _, share, mends = ask(CITATIONS, make.audit(references=(make.reference(), faulty)))
    assert share.value == 0.5
    assert list(mends.values()) == [1.0]


def test_slight_faults_count_half(make, ask):
    year = Mismatch(what="year", printed="2020", actual="2021", source="arXiv")
    withdrawn = make.reference("2", withdrawn="By the authors.", mismatches=(year,))
    again = make.reference("4", listed_again=(make.place(9),))
    references = (withdrawn, make.reference("3", mismatches=(year,)), again, make.reference("5"))
    counts, share, mends = ask(CITATIONS, make.audit(references=references))
    assert list(counts.values())[:6] == [4, 0, 1, 4, 1, 1]
    assert share.value == pytest.approx(3.5 / 4 * 2.5 / 4)
    assert list(mends) == [
        "merge 1 reference with the one that lists the same work",
        "replace 1 reference that is no paper, another one or withdrawn",
        "describe 1 reference as the paper does",
    ]


def test_faults_of_entries_that_were_not_had_do_not_stand_for_the_others(make, ask):
    absent = [make.reference(f"a{n}", ReferenceStatus.MISSING) for n in range(8)]
    again = make.reference("again", ReferenceStatus.MISSING, listed_again=(make.place(9),))
    _, share, _ = ask(CITATIONS, make.audit(references=(*absent, again, make.reference())))
    assert share.value == pytest.approx(9.5 / 10)


@pytest.mark.parametrize("status", ["missing", "unreadable", "unidentified", "pending"])
def test_what_was_not_had_counts_neither_way(make, ask, status):
    absent = make.reference("other", ReferenceStatus(status))
    _, share, _ = ask(CITATIONS, make.audit(references=(make.reference(), absent)))
    assert share.value == 1
    _, share, _ = ask(CITATIONS, make.audit(references=(absent,)))
    assert share is None
    assert CITATIONS.count(make.audit(references=(absent,))).notes == (
        "not had, and neither for nor against: 1 of 1 reference",
    )


def test_idle_and_misplaced_citations_are_weighed_where_papers_were_read(make, ask):
    references = (make.reference("a"), make.reference("b"), make.reference("c", ReferenceStatus.MISSING))
    idle = make.claim(cites=("a", "b", "c"), idle=("b",))
    misplaced = make.claim("unverified", id="c2", cites=("a",), supported_elsewhere="b")
    whole_list = make.claim(id="c3", cites=("a", "b"), cited_by="list")
    counts, share, mends = ask(CITATIONS, make.audit(idle, misplaced, whole_list, references=references))
    assert list(counts.values())[-2:] == [3, 1]
    assert share.value == pytest.approx(1 / 3)
    assert mends == {"move or take out 2 citations with nothing of the claim": 1.0}


def test_without_references_nothing_is_said(make, ask):
    assert ask(CITATIONS, make.audit(make.claim()))[1] is None
