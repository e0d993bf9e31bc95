"""Which thing of a list a number is given to."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.listed import given_to_another
from claimcheck.verify.numeric.numbers import find
from claimcheck.verify.quantities import quantities

CAUSES = "Of 200 errors, 46% were due to wrong tables, 24% to mixed-up amounts (millions), and the other 13% to noise."
DOSES = (
    "The weight fell by 1.4 kg (1.2 to 1.6) in the 10 mg group, by 0.9 kg in the 5 mg group and by 0.2 kg on placebo."
)
PLACES = "Survival was 41% in meadows, 58% in orchards and 63% in towns."


def value(claim: str, text: str) -> float:
    (found,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return found.value


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (CAUSES, "46% of the errors were due to wrong tables."),
        (CAUSES, "Of the errors, 46% came from tables and 24% from mixed-up amounts."),
        (CAUSES, "Mixed-up amounts caused 24% of the errors."),
        (PLACES, "In towns 63% survived."),
        (DOSES, "The weight fell by 1.4 kg with 10 mg and by 0.9 kg with 5 mg."),
        (PLACES, "Survival rose from 41% to 63%."),
        ("On 3 September, 1609 when bees came, 40 hives stood.", "In 1609 bees came and hives stood."),
        ("They saved three bees, two of which danced.", "Two bees were saved."),
    ],
)
def test_a_number_with_its_own_thing_stands(text, claim):
    assert value(claim, text) == 1.0


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (CAUSES, "46% of the errors were due to mixed-up amounts."),
        (CAUSES, "Wrong tables caused 24% of the errors."),
        (PLACES, "In towns 41% survived."),
        (DOSES, "The weight fell by 1.4 kg with 5 mg, against 0.2 kg on placebo."),
        (PLACES, "Survival was 58% in meadows."),
    ],
)
def test_a_number_that_is_given_to_its_neighbour_does_not(text, claim):
    assert value(claim, text) < 1.0


@pytest.mark.parametrize("text", ["", "46%", "46%, 24%", "46%, 24% and 13%", "46% to bees"])
def test_where_nothing_is_listed_nothing_is_said(text):
    assert not given_to_another("46% to ants", text, 0, find("46%"))


@pytest.mark.parametrize("piece", ["4% to a, ", "4%, ", "4% (", "4% to ", ", and "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    given_to_another("4% to b", piece * (20_000 // len(piece)), 0, find("4%"))
    assert time.process_time() - begin < 3
