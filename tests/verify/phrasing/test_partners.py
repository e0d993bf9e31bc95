"""Who is set above whom."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.phrasing.partners import comparisons, exchanged, kept, levelled
from claimcheck.verify.polarity import polarity


def pair(claim: str, text: str) -> tuple[str, str] | None:
    found = exchanged(claim, text)
    assert found is None or found.kind == "partners"
    return found and (found.claim, found.source)


@pytest.mark.parametrize(
    ("text", "left", "right", "sign"),
    [
        ("GPT-4 outperforms PaLM on maths.", {"gpt-4"}, {"palm"}, 1),
        ("PaLM is outperformed by GPT-4.", {"palm"}, {"gpt-4"}, -1),
        ("The wasp is inferior to the bee.", {"wasp"}, {"bee"}, -1),
        ("Bees are much better than wasps at dusk.", {"bee"}, {"wasp"}, 1),
        ("Recall is lower in mice than in rats.", {"mice"}, {"rat"}, -1),
        ("Recall was higher in mice compared with rats.", {"mice"}, {"rat"}, 1),
        ("Bees produce less honey than wasps.", {"bee"}, {"wasp"}, -1),
        ("As shown, bees exceed wasps.", {"bee"}, {"wasp"}, 1),
        ("Bees are 15.6 times faster than wasps.", {"bee"}, {"wasp"}, 1),
    ],
)
def test_a_comparison_has_two_parties_and_a_sign(text, left, right, sign):
    (found,) = comparisons(text)
    assert (found.left, found.right, found.sign, found.negated) == (left, right, sign, False)


def test_a_degree_that_has_its_than_is_not_that_of_the_next_one():
    found = comparisons("Bees are cheaper than wasps but as numerous as others than ants.")
    assert [one.right for one in found] == [{"wasp"}]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bees are cheaper than ants.", "Ants are more expensive than bees.", True),
        ("Bees are less costly than ants.", "Bees are dearer than ants.", False),
        ("Bees are more sensitive to smoke than ants.", "Ants are more resistant to smoke than bees.", True),
        ("Honey is more expensive in Rome than in Paris.", "Honey is cheaper in Rome than in Paris.", False),
        ("Bees are 3 times more effective in halls than ants.", "Bees are less effective than ants.", False),
    ],
)
def test_adjectives_of_one_axis_are_held_against_each_other(one, other, same):
    assert (exchanged(one, other) is None) is same
    assert bool(kept(one, other)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bees are faster than ants.", "Ants take longer than bees."),
        ("Bees had more men than ants.", "Bees had more women than ants."),
        ("Bees had more severe cases than ants.", "Bees had more mild cases than ants."),
    ],
)
def test_what_measures_another_thing_says_nothing(one, other):
    assert exchanged(one, other) is None


@pytest.mark.parametrize("text", ["", "Bees dance.", "More than 40 bees danced.", "Higher. Than bees.", "It is so."])
def test_what_sets_no_two_parties_against_each_other_is_no_comparison(text):
    assert comparisons(text) == ()


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("GPT-4 outperforms PaLM.", "On maths, PaLM beats GPT-4.", ("GPT-4 outperforms PaLM", "PaLM beats GPT-4")),
        ("Bees are better than wasps.", "Bees are worse than wasps.",
         ("Bees are better than wasps", "Bees are worse than wasps")),
        ("Recall is lower in mice than in rats.", "Recall is higher in mice than in rats.",
         ("lower in mice than in rats", "higher in mice than in rats")),
        ("Bees are not faster than wasps.", "Bees are faster than wasps.",
         ("Bees are not faster than wasps", "Bees are faster than wasps")),
        ("Acid is higher in wheels of goat milk than in those of cow milk.",
         "Acid is higher in wheels of cow milk than in those of goat milk.",
         ("higher in wheels of goat milk than in those of cow milk",
          "higher in wheels of cow milk than in those of goat milk")),
        ("Bees are 2.5 times faster than ants.", "Bees are 2.5 times faster than wasps but slower than ants.",
         ("Bees are 2.5 times faster than ants", "slower than ants")),
        ("Bees are 2.5 times faster than ants.",
         "Bees need 40 ms, which is 2.5 times faster than wasps but slower than ants.",
         ("Bees are 2.5 times faster than ants", "slower than ants")),
        ("Bees are 2.4 times cheaper than ants.", "Bees are 2.4 times cheaper than wasps but dearer than ants.",
         ("Bees are 2.4 times cheaper than ants", "dearer than ants")),
        ("Judges found songs of bees to be better than songs of wasps.",
         "Judges found songs of wasps to be better than songs of bees.",
         ("Judges found songs of bees to be better than songs of wasps",
          "Judges found songs of wasps to be better than songs of bees")),
    ],
)  # fmt: skip
def test_the_same_partners_the_other_way_are_a_conflict_with_both_comparisons(claim, text, words):
    assert pair(claim, text) == words


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("GPT-4 outperforms PaLM.", "GPT-4 beats PaLM."),
        ("GPT-4 outperforms PaLM.", "PaLM is outperformed by GPT-4."),
        ("GPT-4 outperforms PaLM.", "PaLM underperforms GPT-4."),
        ("Recall is lower in mice than in rats.", "Recall was higher in rats than in mice."),
        ("GPT-4 outperforms PaLM.", "Llama outperforms GPT-4."),
        ("Recall is lower in mice than in rats.", "Weight is higher in mice than in rats."),
        ("Bees are not faster than wasps.", "Bees are slower than wasps."),
        ("Bees are 2.5 times faster than wasps.", "Bees are 2.5 times faster than wasps but slower than ants."),
        ("Bees are slower than ants.", "Bees need 40 ms, which is faster than wasps but slower than ants."),
        ("Bees are better than wasps.", "Bees are better than wasps, though wasps are better than bees at dusk."),
        ("Bees are better than wasps.", ""),
        ("", "Bees are better than wasps."),
    ],
)
def test_the_same_order_other_parties_or_another_measure_is_no_conflict(claim, text):
    assert pair(claim, text) is None


@pytest.mark.parametrize(
    ("claim", "text", "found"),
    [
        ("Acid is lower in bees than in wasps.", "Acid is higher in wasps than in bees.", True),
        ("Acid is lower in bees than in wasps.", "Acid is higher in bees than in wasps.", False),
        ("Small bees gain less from rest than large bees.", "Large bees gain less from rest than small bees.", False),
    ],
)
def test_a_comparison_that_the_text_makes_too_is_kept(claim, text, found):
    assert ("lower" in kept(claim, text) or "less" in kept(claim, text)) is found


@pytest.mark.parametrize(
    ("claim", "text", "source"),
    [
        ("Bees outperform big wasps.", "Bees perform on par with big wasps.", "on par with big wasps"),
        (
            "Bees outperform wasps.",
            "Bees, with two wings, are fast. At dusk the swarm only matches wasps.",
            "matches wasps",
        ),
        ("Wasps are better than bees.", "Bees are comparable to wasps.", "comparable to wasps"),
        ("Bees clearly outperform wasps.", "The bees' performance is remarkably close to wasps.", "close to wasps"),
        ("Bees outperform wasps.", "Bees show results similar to wasps.", "similar to wasps"),
        ("Bees outperform wasps.", "Bees are similar to wasps in size.", None),
        ("Bees outperform wasps.", "Bees are comparable to wasps at dusk, but at noon bees outperform wasps.", None),
        ("Bees outperform wasps.", "Bees are not comparable to wasps.", None),
        ("Bees match wasps.", "Bees are on par with wasps.", None),
        ("Bees outperform wasps.", "Ants are on par with wasps.", None),
        ("Bees outperform wasps.", "", None),
    ],
)
def test_who_is_level_is_not_above(claim, text, source):
    found = levelled(claim, text)
    assert (found and found.source) == source
    (score,) = polarity(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    assert score.conflict == found
    assert found is None or found.kind == "partners"


SLOWER = "In dense woods, bees sleep but at a lower rate than in open ones."
LESS_SHY = "Bees in dense woods see more but are less shy than in open ones."


@pytest.mark.parametrize(
    ("claim", "text", "opposed"),
    [
        ("Bees sleep more in dense woods than in open ones.", SLOWER, True),
        ("Bees sleep less in dense woods than in open ones.", SLOWER, False),
        ("Wasps are faster than bees.", "Bees are faster than others, especially wasps.", True),
        ("Bees outperform ants and wasps.", "Bees are worse than ants but outperform wasps.", True),
        ("Bees outperform wasps.", "Bees are worse than ants but outperform wasps.", False),
        ("All but one of the bees are faster than wasps.", "The one wasp that is faster than bees is old.", False),
        # Without a rate it is something else that is less.
        ("Bees see more in dense woods than in open ones.", LESS_SHY, False),
    ],
)
def test_what_goes_on_at_a_lower_rate_is_compared_with_what_stands_before(claim, text, opposed):
    assert (exchanged(claim, text) is not None) is opposed


@pytest.mark.parametrize("piece", ["on par with ", "a matches b. ", "no better than "])
def test_hostile_levels_are_read_in_bounded_time(piece):
    begin = time.process_time()
    levelled("Bees outperform wasps.", piece * (20_000 // len(piece)))
    assert time.process_time() - begin < 3
