"""Text made safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.render.clean import clean, encodable


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
