import pytest

from claimcheck.verify.numeric.changes import is_range, role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heat rose by about 5", "by"), ("There was a fall in heat of 5", "by"), ("It was 5 higher than that", "by"),
        ("It beats them, and costs rose to 5", "to"), ("Loss on GSM8K was reduced to 5", "to"), ("It took up to 5", ""),
        ("It improved compared to 5", ""), ("It rose from 3 to 5", ""), ("It was read by 5", ""), ("It was 5", ""),
    ],
)  # fmt: skip
def test_a_number_is_the_size_of_a_change_or_its_end_or_neither(text, expected):
    start = text.index("5")
    assert role(text, start, start + 1) == expected


@pytest.mark.parametrize(("between", "whether"), [("-", True), (" to ", True), (" ± ", True), (" of them ", False)])
def test_what_joins_the_ends_of_a_range(between, whether):
    assert is_range(between) == whether
