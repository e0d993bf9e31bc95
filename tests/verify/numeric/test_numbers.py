import time

import pytest

from claimcheck.verify.numeric.numbers import find


def values(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in find(text)]


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
        ("$3.5M", [(3_500_000, "$")]),
        ("4.9 t/ha, t = 2.1", [(4.9, "tonne/ha"), (2.1, "")]),
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
        "By May 2020 patients came",
    ],
)
def test_marks_years_dates_identifiers_and_names_are_no_quantities(text):
    assert find(text) == ()


def test_the_number_of_a_list_item_is_none_of_its_quantities():
    assert values("1. Bees count 12 trees") == [(12, "")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 40", ">"), ("at least $ 40", ">"), ("P < 40", "<"), ("fewer than forty", "<"),
        ("no more than 40", "<"), ("exactly 40", ""), ("40 or more", ">"), ("40 years and older", ">"), ("40+", ">"),
        ("40% or less", "<"), ("a maximum of 40", "<"), ("younger than 40", "<"), ("over 40 months", ""),
        ("aged over 40 years", ">"), ("over 40 seeds", ""), ("over 12 patients", ">"),
    ],
)  # fmt: skip
def test_a_bound_is_kept_with_its_number(text, bound):
    assert find(text)[0].bound == bound


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("Transporter 3 was liked", True),
        ("5G masts", True),
        ("severe coronavirus 2", True),
        ("phase 3 trial", True),
        ("a score of 3", False),
        ("SVAMP 72.5", False),
        ("In 12 patients", False),
    ],
)
def test_digits_that_are_as_likely_part_of_a_name_need_not_be_found(text, weak):
    assert [quantity.weak for quantity in find(text)] == [weak]


@pytest.mark.parametrize(
    "text",
    [
        "the 2020 pandemic",
        "the 2010-11 series",
        "ISO 9241-210",
        "CO<inf>2</inf>",
        "in 2019 patients were few",
        "the 2019 coronavirus",
        "The 2020 season was long",
    ],
)
def test_seasons_standards_and_indices_are_no_quantities(text):
    assert find(text) == ()


@pytest.mark.parametrize("text", ["2000 patients", "from 1614 wells", "2048 tokens"])
def test_what_looks_like_a_year_is_a_quantity_where_it_counts_something(text):
    assert len(find(text)) == 1


def test_places_are_those_in_the_prepared_text():
    (quantity,) = find("It  is 1·5 mm.")
    assert quantity.span == (6, 12)


@pytest.mark.parametrize(
    "piece",
    ["1,", "1,234", "12 to ", "[1, ", "a half ", ".5", "-", "12 March ", "$", "$1 ", "1, ", "1 a-", "1 per ", "less "],
)
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    find(piece * (4_000 // len(piece)))
    assert time.process_time() - begin < 2


def test_a_year_before_a_preposition_or_onwards_counts_nothing():
    assert values("between 2003 and 2017 at 12 centres") == [(12, "")]
    assert values("from 2003 onwards") == []
    assert values("with 2048 tokens") == [(2048, "")]


def test_the_dash_of_a_torn_range_is_no_sign():
    assert values("aged 10 -20 years") == [(10, "year"), (20, "year")]


def test_the_unit_behind_what_is_said_of_a_number_in_brackets_is_its_unit():
    assert values("54.2 (SD 11.0) years")[0] == (54.2, "year")
    assert values("14.2 [11.0; 17.9] months")[0] == (14.2, "month")
    assert values("14.2 (see text) months")[0] == (14.2, "")


def test_the_unit_at_the_end_of_a_list_is_for_all_of_it():
    assert values("62, 55 and 48 mg") == [(62, "mg"), (55, "mg"), (48, "mg")]
    assert values("n = 12, 30%") == [(12, ""), (30, "%")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4,100,000⁵² wheels", [(4_100_000, "")]),
        ("12.5⁷%", [(12.5, "%")]),
        ("12² wheels", [(12, "")]),
        ("10² wheels", [(100, "")]),
        ("2^-3", [(0.125, "")]),
        ("9^99", [(9.0**99, "")]),
        ("7" * 400 + " wheels", []),
        ("9" * 350 + "e99 wheels", []),
    ],
)
def test_a_raised_number_behind_a_long_one_is_a_mark_and_what_has_no_end_is_no_number(text, expected):
    assert values(text) == expected
    assert not any("^52" in quantity.text for quantity in find(text))


@pytest.mark.parametrize("text", ["a change of -" + "1" * 400, "level " + "9" * 400, "-" + "9" * 308 + ".5"])
def test_a_number_beyond_all_numbers_is_read_without_a_fault(text):
    assert all(abs(quantity.value) < float("inf") for quantity in find(text))
