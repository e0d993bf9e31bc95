"""What a model writes, and what of it counts."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.language.replies import Reply, ReplyError, Words, parse, places, schema_of


class Colour(Reply):
    name: Literal["red", "blue"]
    why: Words


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "red", "why": "It is."}',
        'Here it is:\n```json\n{"name": "red", "why": "It is."}\n```',
        '<think>{"name": "blue", "why": "Or this?"}</think>{"name": "red", "why": "It is."}',
        'The form {name} is met by {"name": "green"} or by {"name": "red", "why": "It is.", "x": 1} {"name": 1}',
    ],
)
def test_the_first_object_of_the_right_form_is_found(text):
    assert parse(text, Colour) == Colour(name="red", why="It is.")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no JSON object"),
        ("red", "no JSON object"),
        ('{"name": "red"', "no JSON object"),
        ('["red"]', "no JSON object"),
        ('{"name": "green", "why": ""}', "name: Input should be 'red' or 'blue'"),
        ('{"name": "red", "why": "\\ud800"}', "Invalid JSON"),
        ("{" * 100_000, "no JSON object"),
        ('{"a":' * 50_000, "no JSON object"),
        ('{"name": ' + "9" * 10_000 + "}", "no JSON object"),
    ],
)
def test_a_fault_is_named_for_the_model_to_mend(text, fault):
    with pytest.raises(ReplyError, match=fault):
        parse(text, Colour)


@given(st.text(max_size=300))
def test_no_text_breaks_the_parser(text):
    with suppress(ReplyError):
        assert isinstance(parse(text, Colour), Colour)


def test_long_words_for_people_are_cut_and_on_one_line():
    assert parse(f'{{"name": "red", "why": "a\\nb {"c" * 900}"}}', Colour).why == f"a b {'c' * 396}"


def test_the_schema_is_closed_and_asks_for_every_key():
    name = {"enum": ["red", "blue"], "type": "string"}
    assert schema_of(Colour) == {
        "type": "object",
        "properties": {"name": name, "why": {"type": "string"}},
        "required": ["name", "why"],
        "additionalProperties": False,
    }


def test_a_quotation_is_looked_up_word_for_word():
    texts = ["Recall rose by 3 points – in all tests.", "It fell."]
    assert places("“recall rose by  3 points - in all”", texts) == (0,)
    assert places("Recall rose by 4 points", texts) == ()
    assert places("It fell.", texts) == (), "two words stand anywhere"
    assert places("", texts) == ()
