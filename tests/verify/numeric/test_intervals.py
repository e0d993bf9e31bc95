"""Ends of intervals that are printed without their name, and the result that an interval is of."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.intervals import statistic
from claimcheck.verify.quantities import quantities


def value(claim: str, text: str) -> float:
    (found,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return found.value


@pytest.mark.parametrize("printed", ["0.74 (0.61, 0.90)", "0.74 [0.61; 0.90]", "0.74 (95% CI 0.61-0.90)"])
def test_an_interval_is_one_with_and_without_its_name(printed):
    text = f"Wax lowered mould (risk ratio {printed})."
    for other in ("0.74 (0.61, 0.90)", "0.74 [0.61; 0.90]", "0.74 (0.61-0.90)", "0.74, 95% CI 0.61 to 0.90"):
        assert value(f"Wax lowered mould: risk ratio {other}.", text) == 1.0
    for wrong in ("0.74 (0.61, 0.95)", "0.74 [0.51; 0.90]", "0.61", "0.90"):
        assert value(f"Wax lowered mould: risk ratio {wrong}.", text) < 1.0


@pytest.mark.parametrize("text", ["We got 0.95 (0.61, 0.90) on three sets.", "We got sets (0.61, 0.90)."])
def test_two_numbers_in_brackets_with_no_result_inside_are_no_interval(text):
    start = text.index("0.61")
    assert statistic(text, start, start + 4) == ""


def test_an_interval_is_that_of_its_own_result():
    text = "The odds ratio was 1.62 (1.21, 2.17) in smokers and 1.18 (0.97, 1.44) in drinkers."
    assert value("The odds ratio was 1.62 (1.21-2.17) in smokers.", text) == 1.0
    assert value("In drinkers it was 1.18 (95% CI 0.97 to 1.44).", text) == 1.0
    assert value("The odds ratio was 1.62 (0.97-1.44) in smokers.", text) < 1.0
    assert value("The 95% CI of the odds ratio in drinkers was 0.97 to 1.44.", text) == 1.0
    assert value("In 40 drinkers (95% CI 0.97-1.44) it was 1.18.", f"40 were asked. {text}") == 1.0


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("The median wait was 4.2 years (IQR 3.1-5.6).", "The wait was 4.2 years.", "The wait was 5.6 years."),
        (
            "The median wait was 4.2 years (IQR 3.1-5.6).",
            "The median wait was 4.2 years (interquartile range 3.1 to 5.6).",
            "The median wait was 3.1 years.",
        ),
        ("It worked in 94.1% (95% CI, 89.3 to 96.8).", "It worked in 89.3 to 96.8%.", "It worked in 96.8%."),
        ("It worked in 94.1% (95% CI, 89.3 to 96.8).", "It worked in over 89.3%.", "It worked in 89.3%."),
    ],
)
def test_one_end_of_an_interval_alone_is_no_result(text, right, wrong):
    assert value(right, text) == 1.0
    assert value(wrong, text) < 1.0


@pytest.mark.parametrize("piece", ["0.7 (0.6, 0.9) ", "0.7 (", "0.7 [0.6; ", "1"])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    value(piece * (8_000 // len(piece)), piece * (8_000 // len(piece)) + ".")
    assert time.process_time() - begin < 3
