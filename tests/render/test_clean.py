"""Text made safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.render.clean import clean, clean_path, encodable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x9b2Jgone", "�2Jgone"),
        ("bell\x07, back\x08", "bell�, back�"),
        ("one\r\ntwo\tthree\u2028four", "one two three four"),
        ("abc\u202edef\u2066", "abc�def�"),
        ("lone \ud800", "lone �"),
        ("naïve 汉字 👩‍🔬 −3 °C", "naïve 汉字 👩‍🔬 −3 °C"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_a_replacement(text, shown):
    assert clean(text) == shown


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_is_one_line_without_controls_and_can_be_written(text):
    cleaned = clean(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text(st.characters(codec=None)))
def test_only_surrogates_are_replaced_for_writing(text):
    text_written = encodable(text)
    text_written.encode("utf-8")
    assert len(text_written) == len(text)
    assert all(new == old for new, old in zip(text_written, text, strict=True) if not "\ud800" <= old <= "\udfff")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", ": :error::x"),
        ("std::vector::iterator", "std::vector::iterator"),
        ("a::Add-Mask::b", "a: :Add-Mask::b"),
        (":::warning file=a::b", ":: :warning file=a::b"),
        ("##[error]x", "# #[error]x"),
        ("x ##vso[task.setvariable]", "x # #vso[task.setvariable]"),
        ("## Heading [1]", "## Heading [1]"),
        ("###[group]", "## #[group]"),
    ],
)
def test_what_a_build_service_obeys_is_parted_by_a_blank(text, shown):
    assert clean(text) == shown


def test_the_blanks_of_a_path_stay():
    assert clean_path("my  reports /a\tb.md\u2028") == "my  reports /a�b.md�"
