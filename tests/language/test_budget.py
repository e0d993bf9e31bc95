"""Money: never more than was said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.language import Budget, Prices


def test_tokens_are_counted_and_priced():
    budget = Budget(Prices(1.0, 2.0))
    budget.settle(budget.reserve(300, 100), 1_000_000, 500_000)
    assert (budget.into, budget.out, budget.cost, budget.estimated) == (1_000_000, 500_000, 2.0, False)


def test_without_prices_nothing_is_known_of_the_cost():
    budget = Budget()
    budget.settle(budget.reserve(300, 100), 10, 10)
    assert budget.cost is None


def test_what_a_server_does_not_count_is_estimated_on_the_safe_side():
    budget = Budget(Prices(1.0, 1.0))
    budget.settle(budget.reserve(300, 100), None, None)
    assert (budget.into, budget.out, budget.estimated) == (101, 100, True)


def test_a_model_with_more_tokens_a_character_makes_the_next_estimate_dearer():
    budget = Budget(Prices(1.0, 0.0))
    first = budget.reserve(300, 0)
    budget.settle(first, 900, 0)
    assert budget.reserve(300, 0).into > first.into * 2


@given(st.floats(0, 0.01), st.lists(st.integers(0, 3_000), max_size=30))
def test_calls_that_keep_to_their_estimate_never_pass_the_limit(limit, sizes):
    budget = Budget(Prices(1.0, 3.0), limit)
    for size in sizes:
        if call := budget.reserve(size, 200):
            budget.settle(call, call.into, call.out)
    assert budget.cost <= limit + 1e-12


def test_calls_side_by_side_share_one_limit():
    budget = Budget(Prices(0.0, 1.0), 5e-6)
    with ThreadPoolExecutor(8) as pool:
        calls = list(pool.map(lambda _: budget.reserve(0, 1), range(20)))
    assert sum(call is not None for call in calls) == 5
