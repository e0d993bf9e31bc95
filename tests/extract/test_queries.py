from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract import plan
from claimcheck.words import words


def _texts(question, form):
    return [query.text for query in plan(question).queries if query.form == form]


def test_the_question_is_asked_as_it_stands_then_narrower_in_other_forms_and_wider():
    planned = plan("What is the effect of sleep on memory consolidation in older adults?")

    assert [query.form for query in planned.queries] == ["exact", "narrower", "synonym", *["wider"] * 4]
    assert planned.queries[0].text == "sleep memory consolidation older adults"
    assert planned.queries[1].text == 'sleep "memory consolidation" "older adults"'
    assert planned.queries[2].text == 'sleep memory consolidation "older adult"'
    assert [query.text for query in planned.queries[3:]] == [
        "sleep memory consolidation",
        "memory consolidation older adults",
        "memory consolidation",
        "sleep older adults",
    ]
    assert [concept[0] for concept in planned.concepts] == ["sleep", "memory consolidation", "older adults"]


def test_an_acronym_and_its_long_form_are_one_concept_either_way_round():
    for question in ("Do CoT (chain of thought) prompts help bees?", "Does chain of thought (CoT) help bees?"):
        assert plan(question).concepts[0][:2] == ("chain of thought", "cot")
        assert any(text.startswith("cot") for text in _texts(question, "synonym"))
    assert plan("Do retrieval-augmented generators (RAG) help bees?").concepts[0][:2] == (
        "retrieval augmented generators",
        "rag",
    )


def test_what_stands_in_brackets_and_is_no_acronym_is_asked_for_too():
    assert [concept[0] for concept in plan("Do bees (mostly bumblebees) count?").concepts] == [
        "bees",
        "mostly bumblebees",
        "count",
    ]


def test_a_question_of_many_things_is_asked_two_at_a_time_with_what_tells_most():
    question = "Does chain-of-thought prompting give explanations that are faithful to the answers of language models?"
    assert _texts(question, "wider") == [
        '"chain of thought" prompting explanations',
        '"chain of thought" prompting faithful',
        '"chain of thought" prompting answers language models',
        '"chain of thought" prompting',
    ]


def test_where_there_is_room_each_of_two_things_is_asked_for_alone_and_the_longer_one_shortened():
    assert _texts("Can byte-level language models do without tokenization?", "wider") == [
        '"byte level" language models',
        "language models tokenization",
        "tokenization",
    ]


def test_quotes_and_hyphens_hold_a_phrase_together():
    assert _texts('Can "tree of thoughts" beat self-consistency?', "exact") == ['"tree of thoughts" "self consistency"']


def test_other_written_forms_come_from_rules():
    assert "selfconsistency" in plan("Why is self-consistency useful?").concepts[0]
    assert plan("Is there plasticity in colonies?").concepts[1] == ("colonies", "colony")
    assert plan("What is optimisation?").concepts[0] == ("optimisation", "optimization")
    assert "llm" in plan("Are large language models useful?").concepts[0]
    assert plan("Is there bias in this analysis?").concepts == (("bias",), ("analysis",))


@pytest.mark.parametrize("question", ["", "?!", "   ", "(((", '"', "a" * 5000, "2020"])
def test_a_question_without_words_asks_nothing(question):
    assert plan(question).queries == ()


def test_a_question_of_words_that_tell_nothing_is_asked_all_the_same():
    assert _texts("What are the effects?", "exact") == ["effects"]


def test_words_of_every_question_and_years_are_not_searched_for():
    question = "What recent evidence since 2019 shows that the role of sleep in learning improves results?"
    assert _texts(question, "exact") == ["sleep learning"]


def test_no_more_than_eight_queries_of_ten_words_whatever_is_asked():
    question = " and ".join(
        f"{colour} {thing}s" for colour in ("red", "blue", "grey") for thing in ("bird", "bee", "ant")
    )
    planned = plan(question)

    assert len(planned.queries) == 8
    assert all(len(words(query.text)) <= 10 for query in planned.queries)
    assert len({query.text for query in planned.queries}) == 8


def test_a_long_phrase_in_quotes_is_asked_for_whole():
    phrase = "one two three four five six seven eight nine ten eleven"
    assert _texts(f'Who says "{phrase}"?', "exact") == [f'"{phrase}"']


@given(st.text(max_size=300))
def test_any_text_gives_queries_of_bare_words_and_whole_phrases(question):
    for query in plan(question).queries:
        assert query.text.count('"') % 2 == 0
        assert all(term == " ".join(words(term)) for term in query.terms)
        assert query.terms
