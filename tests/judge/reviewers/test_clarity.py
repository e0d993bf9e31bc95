"""The reviewer of clarity."""

import pytest

from claimcheck.judge.reviewers.clarity import CLARITY
from claimcheck.model import Conflict, Disagreement, Printed, PrintedCount


def test_each_claim_stands_under_its_fault_and_the_share_is_of_the_clear_ones(make, ask):
    claims = (
        make.claim(id="clear"),
        make.claim(id="cut", truncated=True),
        make.claim(id="list", cited_by="list"),
        make.claim(id="long", text="word " * 41),
        make.claim(id="not long", text="word " * 40),
        make.claim(id="both", truncated=True, cited_by="none"),
    )
    counts, share, mends = ask(CLARITY, make.audit(*claims))
    assert list(counts.values()) == [2, 1, 1, 1, 0, 1, 0, 0]
    assert share.value == pytest.approx(2 / 6)
    assert list(mends) == [
        "print 1 claim whole",
        "let 1 claim name the paper it is from",
        "part 1 claim of more than 40 words",
        "mend 1 claim with several faults: cut off, too long, without a source",
    ]
    assert list(mends.values()) == pytest.approx([3 / 6] * 4)


def test_counts_that_can_be_compared_weigh_as_claims_do(make, ask):
    stated = [("claims", 2), ("claims", 2), ("papers", 15), ("verified", 4)]
    counts = tuple(PrintedCount(what=what, value=value, location=make.place()) for what, value in stated)
    audit = make.audit(make.claim(), make.claim(id="c2"), references=(make.reference(),), counts=counts)
    found, share, mends = ask(CLARITY, audit)
    # No claim is marked as verified, so that the 4 cannot be compared.
    assert (found["counts stated"], found["of these right (not CC401)"]) == (2, 1)
    assert share.value == 0.75
    assert mends == {"correct 1 count that the report states of itself": 1.0}


def test_a_row_that_the_prose_contradicts_is_at_odds(make, ask):
    row, prose = make.claim(id="row", printed=Printed(verified=True)), make.claim(id="prose")
    conflict = Conflict(kind="quantity", claim="1", source="2")
    audit = make.audit(row, prose, disagreements=(Disagreement(first="row", second="prose", conflict=conflict),))
    counts, share, _ = ask(CLARITY, audit)
    assert counts["only at odds with table or prose (CC402)"] == 1
    assert share.value == 0.5


def test_without_claims_and_counts_nothing_is_said(make, ask):
    assert ask(CLARITY, make.audit())[1] is None
