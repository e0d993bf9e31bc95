"""What reviewers are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.judge import judge
from claimcheck.judge.reviewers.base import exact, found, mean, product, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (1, 1, 0.2065, 1)],
)
def test_intervals_of_shares_are_those_of_the_tables(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((hits / of, low, high), abs=1e-4)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, 2 * of).map(lambda n: n / 2), st.just(of))))
def test_a_share_lies_in_its_interval_and_that_in_0_to_1(pair):
    share = wilson(*pair)
    assert 0 <= share.low <= share.value <= share.high <= 1


def test_more_of_the_same_is_surer():
    assert wilson(50, 100).low > wilson(5, 10).low


def test_means_and_products_by_hand():
    two = mean([(3, exact(0.5)), (1, wilson(0, 10))])
    assert two == pytest.approx((0.375, 0.375, 0.375 + 0.2775 / 4), abs=1e-4)
    both = mean([(1, wilson(0, 10)), (1, wilson(0, 10))])
    assert both.high == pytest.approx((2 * (0.2775 / 2) ** 2) ** 0.5, abs=1e-4)
    assert product(exact(0.5), wilson(0, 10)) == pytest.approx((0, 0, 0.2775 / 2), abs=1e-4)


def test_findings_are_found_by_what_they_are_about(make):
    audit = make.audit(make.claim(truncated=True), references=(make.reference("1234.5678", "malformed"),))
    audit = audit.model_copy(update={"findings": judge(audit)})
    assert found(audit, "CC106", "CC301") == ({"c1"}, {"1234.5678"})
    assert found(audit, "CC102") == (set(), set())
