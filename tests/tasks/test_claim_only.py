"""A shortcut in the claims shows; a set without one stays near one half."""

from __future__ import annotations

import random

from claimcheck.tasks.claim_only import claim_only

WORDS = (
    "bee",
    "wasp",
    "moth",
    "rain",
    "wind",
    "snow",
    "count",
    "sing",
    "swim",
    "fly",
    "stone",
    "river",
    "seven",
    "nine",
)


def _claims(count, seed=1):
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=8)) + f" {i}" for i in range(count)]


def _each(count):
    """A source of its own for every claim."""
    return [f"source {i}" for i in range(count)]


def test_a_word_that_gives_the_label_away_is_found():
    claims = _claims(200)
    truth = [i % 2 == 0 for i in range(200)]
    given_away = [claim + (" never" if not yes else "") for claim, yes in zip(claims, truth, strict=True)]
    assert claim_only(given_away, _each(200), truth) > 0.95
    assert abs(claim_only(claims, _each(200), truth) - 0.5) < 0.12


def test_a_claim_that_stands_under_both_labels_teaches_nothing_about_its_twin():
    claims = [claim for claim in _claims(150) for _ in range(2)]
    assert abs(claim_only(claims, _each(300), [i % 2 == 0 for i in range(300)]) - 0.5) < 0.05


def test_a_claim_that_differs_in_one_word_from_a_claim_about_the_same_source_is_not_learnt_by_heart():
    claims = [f"{claim} {number}" for claim in _claims(150) for number in ("three", "four")]
    random.Random(2).shuffle(claims)
    sources = [claim.rsplit(maxsplit=1)[0] for claim in claims]
    # Which of the two is true is chance: what is learnt of one says that the other is false.
    truth = [
        (sum(map(ord, source)) + claim.endswith("four")) % 2 == 0 for claim, source in zip(claims, sources, strict=True)
    ]
    assert abs(claim_only(claims, sources, truth) - 0.5) < 0.1
    assert claim_only(claims, _each(300), truth) < 0.3


def test_too_few_claims_or_one_label_give_no_figure():
    assert claim_only(["a", "b"], ["s", "t"], [True, False]) is None
    assert claim_only(_claims(40), _each(40), [True] * 40) is None
    assert claim_only([], [], []) is None


def test_the_order_of_the_rows_and_the_run_change_nothing():
    claims, truth = _claims(60), [i % 3 == 0 for i in range(60)]
    found = claim_only(claims, _each(60), truth)
    assert found == claim_only(claims, _each(60), truth)
    assert abs(claim_only(claims[::-1], _each(60)[::-1], truth[::-1]) - found) < 0.01
