import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.verify.numeric.agreement import agree, second_reading
from claimcheck.verify.numeric.numbers import find


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
    ("one", "other"),
    [
        ("48 hours", "2 days"),
        ("18 months", "1.5 years"),
        ("1.3 million", "1·3 million"),
        ("200 000 people", "200,000 people"),
        ("4.5×10^7 cells", "4.5×10<sup>7</sup> cells"),
        ("9 × 10^-17", "9 × 10(-17)"),
        ("three years", "3 years"),
        ("twice as fast", "2x as fast"),
        ("doubled", "two-fold"),
        ("5 mg/kg", "5 mg/kg"),
        ("n^{2}", "n^2"),
    ],
)
def test_units_of_one_kind_and_the_marks_of_databases_are_read_through(one, other):
    assert agreed(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 mg", "5 g"), ("12 months", "12 years"), ("n^2", "n^3"), ("type 1 diabetes", "type 2 diabetes"), ("2^n", "2")],
)
def test_another_unit_another_power_or_another_stage_is_another_number(one, other):
    assert not agreed(one, other)


@pytest.mark.parametrize(
    ("claim", "text", "there"),
    [
        ("10^-6", "a rate of 10-6", True),
        ("2 × 10^6", "about 2 × 106 cells", True),
        ("n^k", "a cost of O(nk)", True),
        ("n^k", "a cost of tank", False),
        ("2.5", "a gain of 2.57, as others say", False),
        ("0.6", "a macro-F1 of 0.68", False),
        ("2.5", "a gain of 2.57%", False),
        ("2.5", "a gain of 12.57", False),
        ("45", "457 bees", False),
        ("499,000", "about 499 000 bees", True),
        ("6", "10-6", False),
        ("10^-6", "10-7", False),
    ],
)
def test_a_lost_exponent_is_a_second_reading_and_a_further_digit_is_none(claim, text, there):
    (quantity,) = find(claim)
    assert second_reading(quantity, text) == there


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("41%", "41 tired nurses"), ("$300", "300 euros"),
        ("300 dollars", "€300"), ("2.57 milligrams", "2.57 grams"), ("40 milliwatts", "40 watts"), ("12 °F", "12 °C"),
        ("15 dollars per day", "15 dollars per hour"), ("a factor of 12", "12%"), ("3.1%", "3.1 percentage points"),
        ("12 hours", "12 probes"), ("12 hours", "twelve old probes"), ("5 miles", "5 km"), ("5 m/s", "5 km/h"),
        ("5 mg/kg", "5 mg"), ("12 degrees Celsius", "12 degrees Fahrenheit"), ("$300", "300 men"),
    ],
)  # fmt: skip
def test_a_number_in_another_unit_or_of_other_things_is_another_number(one, other):
    assert not agreed(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$300", "300 dollars"), ("US$300", "USD 300"), ("300 US dollars", "$ 300"), ("€1.2bn", "1.2 billion euros"),
        ("£300", "300 pounds"), ("300 lb", "300 pounds"), ("40 W", "40 watts"), ("2.57 g", "2570 milligrams"),
        ("5 miles", "8.05 km"), ("12 degrees C", "12 °C"), ("20 mg per day", "20 mg/d"), ("20 mg daily", "20 mg/day"),
        ("25 km/h", "25 kilometres per hour"), ("$15 an hour", "15 dollars per hour"), ("by a factor of 12", "12-fold"),
        ("3.1 points", "3.1 pp"), ("a speed-up of 12x", "a speed-up of 12"), ("12 weeks", "12 more weeks"),
        ("five dollars", "$5"), ("41%", "0.41 of the nurses"), ("62%", "accuracy was 62"), ("scored $62.4$", "62.4%"),
    ],
)  # fmt: skip
def test_a_unit_spelled_out_or_left_out_where_nothing_else_is_counted_is_the_same(one, other):
    assert agreed(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("r = 0.31", "r = -0.31", False),
        ("a correlation of 0.31", "a correlation of −0.31", False),
        ("an inverse correlation of 0.31", "a correlation of -0.31", True),
        ("fell by 19%", "a change of -19%", True),
        ("a loss of 2.5 kg", "-2.5 kg", True),
        ("rose by 19%", "a change of -19%", False),
        ("+5%", "5%", True),
        ("+5%", "-5%", False),
        ("35‰", "35%", False),
    ],
)
def test_a_minus_sign_counts_unless_a_word_tells_it(one, other, same):
    assert agreed(one, other) == same


@pytest.mark.parametrize("text", ["41 of 106 nurses", "41 out of 106", "41/106"])
def test_a_count_out_of_others_is_no_percentage(text):
    assert not agree(find("41%")[0], find(text)[0])


@pytest.mark.parametrize("text", ["4,100,000⁵² wheels", "9^99", "10^-99", "7" * 300])
def test_the_largest_numbers_are_looked_for_like_others(text):
    assert second_reading(find(text)[0], "nothing") is False
    assert agree(find(text)[0], find(text)[0])
