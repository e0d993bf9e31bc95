"""How often something is given."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.often import other_frequency
from claimcheck.verify.quantities import quantities


@pytest.mark.parametrize(
    "told", ["twice daily", "twice a day", "two times per day", "2 times each day", "b.i.d.", "BID"]
)
def test_how_often_is_one_in_all_its_forms(told):
    text = f"Hens were given 5 mg of wax {told}."
    for said in ("twice daily", "two times a day", "b.i.d."):
        assert other_frequency(f"Hens got 5 mg {said}.", text) == ()
    for said in ("once daily", "three times a day", "twice weekly", "t.i.d"):
        claim = f"Hens were given 5 mg of wax {said}."
        assert other_frequency(claim, text) == (said,)
        (score,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, 9))])
        assert score.value < 1.0


def test_where_a_passage_says_it_among_others_or_not_at_all_nothing_is_said():
    claim = "Hens were given wax once daily."
    assert other_frequency(claim, "Hens were given wax.") == ()
    assert other_frequency(claim, "Wax was given once a day and chalk twice a day.") == ()
    assert other_frequency("Hens were given wax.", "Wax was given once a day.") == ()


@pytest.mark.parametrize("piece", ["twice daily ", "b.i.d.", "12 times ", "twice "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    other_frequency(piece * (20_000 // len(piece)), piece * (20_000 // len(piece)) + ".")
    assert time.process_time() - begin < 2
