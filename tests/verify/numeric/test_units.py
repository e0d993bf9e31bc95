import pytest

from claimcheck.verify.numeric import units


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("%", "%"), (" percent", "%"), (" percentage points", "pp"), ("% points", "pp"), (" pp", "pp"), ("-fold", "x"),
        (" times", "x"), (" milligrams", "mg"), (" US dollars", "$"), ("€", "€"), (" °F", "°F"), ("°C", "°C"),
        (" ppm", "ppm"), (" ppb", "ppb"), (" yuan", "yuan"), (" yen", "yen"), ("¥", "¥"),
        (" degrees Fahrenheit", "°F"), (" degrees Celsius", "°C"), ("-week", "week"), (None, ""), ("", ""),
    ],
)  # fmt: skip
def test_the_spellings_of_a_unit_are_one(printed, unit):
    assert units.unit(printed) == unit


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("/kg", "kg"), (" per hour", "h"), (" an hour", "h"), (" a cellar", ""), (" per QALY", "qaly"), ("/d", "day"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_unit_is_by_is_read_behind_it(text, by):
    assert units.by(text, 0) == by


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mg", "mg", True), ("mg", "g", False), ("mg/day", "mg", True), ("mg/kg", "mg", False), ("$/day", "$/h", False),
        ("$/qaly", "$", True), ("pound", "£", True), ("pound", "lb", True), ("£", "lb", False), ("%", "pp", False),
    ],
)  # fmt: skip
def test_two_units_are_one_only_where_they_cannot_be_two(one, other, same):
    assert units.one_unit(one, other) == same == units.one_unit(other, one)


def test_units_of_a_kind_are_told_in_each_other_and_currencies_are_not():
    assert units.comparable("mile", "km")
    assert units.told(5, "mile") == pytest.approx(units.told(8.04672, "km"))
    assert not units.comparable("$", "€")
    assert units.told(5, "$") is None
