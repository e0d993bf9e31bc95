import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Passage
from claimcheck.verify.quantities import agree, find, missing, quantities


def passage(text: str) -> Passage:
    return Passage(text=text, quotation=text, span=(0, len(text)))


def values(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in find(text)]


def agreed(one: str, other: str) -> bool:
    (first,), (second,) = find(one), find(other)
    return agree(first, second) and agree(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("34.3", "34.30"),
        ("0.19", "0.1913"),
        ("30%", "0.304"),
        ("30 %", "30 percent"),
        ("100k images", "100,240 images"),
        ("0.5M", "500 thousand"),
        ("1.5 billion", "1.5B"),
        ("three quarters of all", "75%"),
        ("a third of them", "33.3%"),
        ("half of the bees", "50%"),
        ("p<0.001", "P<.001"),
        ("twenty-one bees", "21 bees"),
        ("a two-fold gain", "a gain of 2x"),
        ("2× faster", "2.0x faster"),
        ("about 300 bees", "298 bees"),
        ("5 percentage points", "5 pp"),
        ("1,000,000", "1M"),
        ("−5%", "-5%"),
    ],
)
def test_two_ways_to_print_one_number_agree(one, other):
    assert agreed(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("34.3", "34.4"),
        ("0.19", "0.1963"),
        ("30%", "0.312"),
        ("100k", "101,240"),
        ("300 bees", "298 bees"),
        ("three quarters", "70%"),
        ("1,000", "1"),
        ("2x", "2%"),
        ("340M", "110M"),
        ("0.5%", "0.5x"),
    ],
)
def test_different_numbers_do_not_agree(one, other):
    assert not agreed(one, other)


@given(st.floats(0.001, 999), st.integers(0, 4), st.integers(0, 4))
def test_a_number_agrees_with_itself_at_any_rounding(value, digits, more):
    assert agreed(f"{value:.{digits + more + 1}f} units", f"{value:.{digits + 1}f} units")


@given(st.integers(2_050, 10**9))  # below, a bare number can be a year
def test_commas_between_thousands_change_nothing(value):
    assert agreed(f"{value:,} bees", f"{value} bees")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28-100%", [(28, "%"), (100, "%")]),
        ("28–100 %", [(28, "%"), (100, "%")]),
        ("from 17 to 23 percent", [(17, "%"), (23, "%")]),
        ("2-3 times", [(2, "x"), (3, "x")]),
        ("12 ± 3", [(12, ""), (3, "")]),
        ("57%→74%", [(57, "%"), (74, "%")]),
        ("1,234,567 bees", [(1_234_567, "")]),
        ("$3.5M", [(3_500_000, "")]),
        ("one to one", []),
    ],
)
def test_ranges_signs_and_thousands_are_read_whole_and_the_unit_at_the_end_is_for_both(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "as others found [12]",
        "as others found [3, 5–7]",
        "as others found (3)",
        "in 2021",
        "since the 1990s",
        "on 12 March 2024",
        "on March 2, 2026",
        "arXiv:2404.08335v2",
        "https://example.org/12/34",
        "10.1000/182",
        "GPT-4 and GPT-3.5",
        "Sentinel-2",
        "Qwen2.5",
        "version 3.5",
        "v2",
        "Table 3",
        "Fig. 2",
        "Section 4.2",
        "Theorem 3",
        "release 1.2.3",
        "the 3rd of them",
    ],
)
def test_marks_years_dates_identifiers_and_names_are_no_quantities(text):
    assert find(text) == ()


def test_the_number_of_a_list_item_is_none_of_its_quantities():
    assert values("1. Bees count 12 trees") == [(12, "")]


def test_the_difference_of_two_printed_numbers_need_not_be_found():
    *_, gain = find("36.4 → 55.9 (+19.5)")
    assert gain.weak
    assert missing("rose from 36.4 to 55.9 (+19.5)", [passage("rose from 36.4 to 55.9")]) == ()


def test_a_signed_number_that_is_no_difference_must_be_found():
    assert missing("rose from 36.4 to 55.9 (+12.5)", [passage("rose from 36.4 to 55.9")]) == ("+12.5",)


def test_number_words_and_digits_of_compounds_need_not_be_found():
    assert missing("two bees of a 3-kinase in MEK 1/2", [passage("bees")]) == ()


def test_what_is_missing_may_stand_in_any_of_the_passages():
    claim = "It rose from 12% to 34% in 56 days."
    assert missing(claim, [passage("It was 12%."), passage("In 56 days it changed.")]) == ("34%",)


@pytest.mark.parametrize(
    ("claim", "text", "value", "conflict"),
    [
        ("Accuracy reached 81%.", "Accuracy reached 81.2%.", 1.0, None),
        ("Accuracy reached 81%.", "Accuracy reached 79%.", 0.0, ("81%", "79%")),
        ("BERT has 340M parameters.", "The small one has 110M parameters.", 0.0, ("340M", "110M")),
        ("Bees count four landmarks.", "Bees count five landmarks.", 1.0, ("four", "five")),
        ("It has 12 layers.", "It has 12 layers and 24 heads.", 1.0, None),
        ("12 layers were trained.", "24 heads were learned.", 0.0, None),
        ("Accuracy reached 81%.", "Accuracy reached 3x.", 0.0, None),
        ("Accuracy rose.", "Accuracy reached 79%.", 1.0, None),
        ("It rose from 12% to 34%.", "It rose from 12%.", 0.5, None),
    ],
)
def test_a_conflict_is_another_number_of_the_same_unit_and_noun_and_nothing_else(claim, text, value, conflict):
    (score,) = quantities(claim, [passage(text)])
    assert score.value == pytest.approx(value)
    assert (score.conflict and (score.conflict.claim, score.conflict.source)) == conflict
    assert score.conflict is None or score.conflict.kind == "quantity"


def test_a_score_names_the_numbers_without_counterpart_as_printed():
    (score,) = quantities("It rose from 12% to 34.0% of 1,234.", [passage("It was 12%.")])
    assert score.unmatched == ("34.0%", "1,234")


def test_there_is_one_score_a_passage_in_order():
    scores = quantities("81% of bees", [passage("81% of bees"), passage("nothing"), passage("0.81 of bees")])
    assert [score.value for score in scores] == [1.0, 0.0, 1.0]


@pytest.mark.parametrize("piece", ["1,", "1,234", "12 to ", "[1, ", "a half ", ".5", "-", "12 March "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.perf_counter()
    find(piece * (4_000 // len(piece)))
    assert time.perf_counter() - begin < 2
