"""The reviewer of grounding."""

import pytest

from claimcheck.judge.reviewers.base import wilson
from claimcheck.judge.reviewers.grounding import GROUNDING
from claimcheck.model import ReferenceStatus


def claims(make, **numbers):
    return [make.claim(verdict) for verdict, number in numbers.items() for _ in range(number)]


def test_contradicted_claims_take_verified_ones_away(make, ask):
    counts, share, mends = ask(GROUNDING, make.audit(*claims(make, verified=6, contradicted=2, unverified=2)))
    assert (counts["checked"], counts["verified"], counts["contradicted"]) == (10, 6, 2)
    assert share.value == pytest.approx(0.4)
    assert list(mends) == [
        "correct 2 contradicted claims to what the papers say",
        "find support for 2 claims that the cited papers do not bear out",
    ]
    assert list(mends.values()) == pytest.approx([0.8, 0.6])


def test_more_contradicted_than_verified_is_nothing_and_not_less(make, ask):
    _, share, _ = ask(GROUNDING, make.audit(*claims(make, verified=1, contradicted=5)))
    assert share.value == share.low == 0


def test_the_review_band_raises_the_upper_end_alone(make, ask):
    band = [make.claim("unverified", review=True) for _ in range(4)]
    _, with_band, mends = ask(GROUNDING, make.audit(*claims(make, verified=6), *band))
    _, without, _ = ask(GROUNDING, make.audit(*claims(make, verified=6, unverified=4)))
    assert (with_band.value, with_band.low) == (without.value, without.low)
    assert with_band.high > without.high
    assert with_band.high <= 1
    assert mends == {"bring 4 claims in the review band closer to the source": 1.0}


def test_what_could_not_be_had_counts_neither_way(make, ask):
    missing = [make.claim("unchecked", reason="paper_missing") for _ in range(30)]
    counts, share, _ = ask(GROUNDING, make.audit(*claims(make, verified=6, unverified=4), *missing))
    assert counts["claims"] == 40
    assert share == ask(GROUNDING, make.audit(*claims(make, verified=6, unverified=4)))[1]


def test_the_ends_are_those_of_a_difference_of_shares(make, ask):
    _, share, _ = ask(GROUNDING, make.audit(*claims(make, verified=6, contradicted=1, unverified=3)))
    six, one = wilson(6, 10), wilson(1, 10)
    assert share.low == pytest.approx(0.5 - ((0.6 - six.low) ** 2 + (one.high - 0.1) ** 2) ** 0.5)
    assert share.high == pytest.approx(0.5 + ((six.high - 0.6) ** 2 + (0.1 - one.low) ** 2) ** 0.5)


def test_of_a_report_that_could_not_be_checked_nothing_is_said(make, ask):
    _, share, mends = ask(GROUNDING, make.audit(make.claim("unchecked", reason="paper_missing")))
    assert (share, mends) == (None, {})
    counted = GROUNDING.count(make.audit(make.claim("unchecked", reason="paper_missing")))
    (note,) = counted.notes
    assert note.startswith("none of the report's claims could be checked (1); give the papers with --papers")
    assert GROUNDING.count(make.audit()).notes == ("no claims about sources were found",)


def test_claims_without_a_source_and_with_an_invented_one_count_against(make, ask):
    missing = make.claim("unchecked", reason="paper_missing")
    uncited = make.claim("unchecked", reason="no_citation", cited_by="none", cites=())
    invented = make.claim("unchecked", reason="paper_missing", cites=("2401.00001",))
    half = make.claim("unchecked", reason="paper_missing", cites=("2401.00001", "2305.10601"))
    references = (
        make.reference("2401.00001", ReferenceStatus.NONEXISTENT),
        make.reference("2305.10601", ReferenceStatus.MISSING),
    )
    audit = make.audit(*claims(make, verified=2), missing, uncited, invented, half, references=references)
    counts, share, mends = ask(GROUNDING, audit)
    assert counts["that cite nothing"] == counts["only papers that do not exist (CC303)"] == 1
    assert share.value == 0.5
    assert list(mends.values()) == [0.75, 0.75]
