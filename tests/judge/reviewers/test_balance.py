"""The reviewer of balance."""

import pytest

from claimcheck.judge.reviewers.balance import BALANCE
from claimcheck.model import Conflict, Disagreement


def plain(make, number, **fields):
    return [make.claim(id=f"p{n}", text="It reaches 92%.", **fields) for n in range(number)]


@pytest.mark.parametrize(
    "text",
    [
        "The gains do not carry over.",
        "No significant effect was found.",
        "It fails on long texts.",
        "Results are inconsistent with earlier work.",
        "The authors warn of bias.",
        "It doesn't help.",
    ],
)
def test_limits_and_contrary_findings_are_seen(make, ask, text):
    assert ask(BALANCE, make.audit(make.claim(text=text)))[0]["on limits or contrary findings"] == 1


@pytest.mark.parametrize(
    "text", ["It reduces errors.", "It is not only faster.", "A notable gain.", "It is unlimited."]
)
def test_other_claims_are_no_limits(make, ask, text):
    assert ask(BALANCE, make.audit(make.claim(text=text)))[0]["on limits or contrary findings"] == 0


def test_one_claim_in_seven_is_enough_and_none_is_half_the_score(make, ask):
    _, share, mends = ask(BALANCE, make.audit(*plain(make, 6)))
    assert share.value == 0.5
    assert mends == {"report 1 more claim on limits or contrary findings": 1.0}
    _, share, mends = ask(BALANCE, make.audit(*plain(make, 6), make.claim(text="It fails.")))
    assert (share.value, mends) == (1, {})


def test_overstated_claims_count_against_the_checked_ones(make, ask):
    over = make.claim("unverified", id="o", text="It fails always.", overstated=("always",))
    _, share, mends = ask(BALANCE, make.audit(*plain(make, 3), over))
    assert share.value == pytest.approx(0.5 + 0.5 * 0.75)
    assert mends == {"say 1 claim as carefully as the source does": 1.0}


def test_where_nothing_was_checked_the_interval_has_it_both_ways(make, ask):
    _, share, _ = ask(BALANCE, make.audit(*plain(make, 7, verdict="unchecked", reason="paper_missing")))
    assert (share.value, share.low) == (0, 0)
    assert share.high > 0.5


def test_claims_that_contradict_each_other_count_both(make, ask):
    one, other = plain(make, 2)
    conflict = Conflict(kind="quantity", claim="1", source="2")
    audit = make.audit(
        one, other, *plain(make, 2, line=3), disagreements=(Disagreement(first="p0", second="p1", conflict=conflict),)
    )
    counts, share, mends = ask(BALANCE, audit)
    assert counts["in conflict with another claim (CC403)"] == 2
    assert share.value == pytest.approx(0.5 * 0.5)
    assert mends["settle 2 claims that contradict each other"] == 0.5


def test_without_claims_nothing_is_said(make, ask):
    assert ask(BALANCE, make.audit())[1] is None
