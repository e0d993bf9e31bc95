"""Words that somebody else has for what a question asks about, behind the queries that the rules made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract import plan, widen
from claimcheck.model import ModelInfo, Term
from claimcheck.words import words

QUESTION = "Does aspirin prevent heart attack in older adults?"
PLANNED = plan(QUESTION)
BY = (ModelInfo(name="small", digest="a"), ModelInfo(name="prompts/plan.md", digest="b"))


def widened(*terms, question=QUESTION):
    return widen(plan(question), [Term(text=t, form=form, of=of) for t, form, of in terms], BY)


def added(planned):
    return [query.text for query in planned.queries if query.proposed]


def test_a_term_is_asked_for_in_place_of_the_words_that_it_stands_for_behind_the_queries_of_the_rules():
    found = widened(("myocardial infarction", "synonym", "heart attack"), ("The Elderly", "synonym", "older adults"))
    assert found.queries[: len(PLANNED.queries)] == PLANNED.queries
    assert added(found) == ['"myocardial infarction" older adults', '"the elderly" heart attack']
    assert [query.form for query in found.queries if query.proposed] == ["synonym", "synonym"]
    assert (found.concepts, found.proposed_by) == (PLANNED.concepts, BY)


def test_synonyms_and_narrower_terms_are_forms_of_their_concept_and_wider_ones_are_not():
    found = widened(
        ("STEMI", "narrower", "heart attacks"), ("seniors", "synonym", "older adults"), ("cardiology", "wider", "heart")
    )
    assert found.added == (("stemi",), ("seniors",))
    assert found.widened[1] == (*PLANNED.concepts[1], "seniors")
    assert added(found) == ["seniors heart attack", "stemi older adults", "cardiology older adults"]


def test_where_one_thing_alone_was_named_a_term_stands_beside_the_rest_of_the_question():
    found = widened(("myocardial infarction", "synonym", "heart attack"))
    assert added(found) == ['"myocardial infarction" aspirin prevent older adults']
    assert found.added == (("myocardial infarction aspirin prevent",), ())


def test_words_that_a_small_word_holds_together_are_found_as_one():
    question = "Is chain-of-thought faithful in large language models?"
    assert added(widened(("CoT", "synonym", "chain-of-thought"), question=question)) == [
        "cot faithful large language models"
    ]


def test_words_for_the_whole_question_are_asked_for_by_themselves_wherever_they_stand():
    found = widened(
        ("acetylsalicylic acid", "synonym", ""),
        ("cardiovascular events of the elderly", "wider", ""),
        ("cardioprotection", "wider", ""),
    )
    assert added(found) == [
        "acetylsalicylic acid",
        "cardiovascular events elderly",
        "cardioprotection",
    ]
    assert found.added == ((), ())


@pytest.mark.parametrize("text", ["older adults", "Older Adult", "studies", "the", "new results", "--"])
def test_what_the_plan_knows_and_what_tells_nothing_is_left_out(text):
    assert widened((text, "synonym", "older adults")) == PLANNED


@pytest.mark.parametrize("of", ["attack heart", "insulin", "heart adults", "the"])
def test_a_term_that_stands_for_nothing_in_the_question_is_left_out(of):
    assert widened(("myocardial infarction", "synonym", of)) == PLANNED


def test_of_many_terms_each_thing_has_its_best_one_asked_for_first_and_no_more_than_six_are():
    things = ("aspirin", "heart attack", "older adults")
    many = [
        (f"{word}{number} term", "synonym", of) for of, word in zip(things, "abc", strict=True) for number in range(4)
    ]
    assert [text.split('"')[1][:2] for text in added(widened(*many))] == ["a0", "b0", "c0", "a1", "b1", "c1"]


def test_the_same_words_in_another_form_are_asked_for_once():
    found = widened(("heart-attacks prevention", "synonym", "aspirin"), ("Heart attack prevention", "wider", "aspirin"))
    assert len(added(found)) == 1


def test_a_term_is_asked_for_beside_two_other_things_at_most():
    found = widened(
        ("legal", "synonym", "law"), ("CoT", "synonym", "chain of thought"), ("medical", "synonym", "medicine"),
        ("physical", "synonym", "physics"),
        question="Is chain-of-thought faithful in medicine, law, physics and chemistry?",
    )  # fmt: skip
    assert added(found)[0] == "legal chain thought medicine"


@given(
    st.lists(
        st.tuples(
            st.text(max_size=60),
            st.sampled_from(["synonym", "narrower", "wider"]),
            st.sampled_from(
                ["", "aspirin", "heart attack", "attack in older", "aspirin prevent heart attack in older adults"]
            ),
        )
    )
)
def test_any_text_gives_queries_of_bare_words_and_whole_phrases_and_takes_none_away(terms):
    found = widened(*terms)
    assert found.queries[: len(PLANNED.queries)] == PLANNED.queries
    assert len(found.queries) <= len(PLANNED.queries) + 6
    for query in found.queries:
        assert query.text.count('"') % 2 == 0
        assert all(term == " ".join(words(term)) for term in query.terms)
        assert query.terms
