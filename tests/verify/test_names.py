"""The names of a claim, and which of them a passage has."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.names import find, has, kinds, missing_names, names


def passage(text: str) -> Passage:
    return Passage(text=text, quotation=text, span=(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-4 beats PaLM 540B on GSM8K.", ("GPT-4", "PaLM", "540B", "GSM8K")),
        ("We use text-davinci-002 and Llama 2.", ("text-davinci-002", "Llama 2")),
        ("It is tested in German and Hindi.", ("German", "Hindi")),
        ("Llama 2 was used.", ("Llama 2",)),
        ("Bees dance.", ()),
        ("Then the Bees dance in May.", ("Bees",)),
        ("A 5-year study of the 19th of them.", ()),
        ("An AI-driven method.", ("AI",)),
        ("In Table 3 and Figure 2.", ()),
        ("Disaster Management: it helps RNNs.", ("RNNs",)),
        ("Hydroxychloroquine Is Not Effective In Most Patients", ()),
        ("It helps [SMITH, 3] TNF-α.", ("TNF-α",)),
    ],
)
def test_names_are_words_with_capitals_inside_the_sentence_or_digits(text, expected):
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wei et al. (2022) show that it helps.", ()),
        ("Later Barzilai et al suggested that it helps.", ()),
        ("A study by Menni et al4 found it.", ()),
        ("It helps (Smith et al., 2020).", ()),
        ("Unlike the method that Smith et al. had, it helps.", ("Smith",)),
    ],
)
def test_who_wrote_a_paper_is_no_name_that_its_text_should_have(text, expected):
    assert find(text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("GPT-4", "gpt 4"),
        ("GPT-4", "the GPT4s"),
        ("GPT-4", "GPT-4-turbo"),
        ("GSM8K", "GSM-8K"),
        ("CoT", "chain-of-thought prompting"),
        ("LLMs", "large language models"),
        ("RNNs", "an RNN"),
        ("TNF-α", "TNF-alpha"),
        ("Germany", "German hospitals"),
        ("Sentinel-2", "Sentinel-27 images"),
        ("COVID-19", "the novel coronavirus"),
    ],
)
def test_a_name_is_known_in_another_spelling_or_in_full(name, text):
    assert has(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("GPT-4", "GPT-3.5"),
        ("GPT-3", "GPT-3.5"),
        ("GPT-4", "GPT-4o"),
        ("BERT", "RoBERTa"),
        ("IL-1", "IL-12"),
        ("Caspase-1", "Caspase-8"),
        ("Hindi", "Spanish"),
        ("CoT", "a chain of events"),
        ("DNA", "delivery and NICU admission"),
        ("Llama 2", "Llama 3"),
    ],
)
def test_a_name_is_no_other_name(name, text):
    assert not has(text, name)


def test_the_claim_itself_may_say_what_an_acronym_means():
    claim = "They use chain of thought (CoT) and in-context learning (ICL)."
    (score,) = names(claim, [passage("Chains of thought help.")])
    assert score.unmatched == ("ICL",)
    (short,) = names("It uses a Chain of Thought.", [passage("CoT helps.")])
    assert short.value == 1.0


def test_the_score_is_the_share_of_the_names_that_a_passage_has():
    first, second, third = names("GPT-4 beats PaLM.", [passage("GPT-4"), passage("bees"), passage("PaLM and GPT-4")])
    assert (first.value, first.unmatched) == (0.5, ("PaLM",))
    assert (second.value, second.unmatched) == (0.0, ("GPT-4", "PaLM"))
    assert (third.value, third.unmatched) == (1.0, ())
    assert names("Bees dance.", [passage("wasps")])[0].value == 1.0


def test_over_a_set_of_passages_a_name_is_missing_where_none_has_it():
    assert missing_names("GPT-4 beats PaLM on SVAMP.", [passage("GPT-4"), passage("PaLM")]) == ("SVAMP",)
    assert missing_names("GPT-4 dances.", []) == ("GPT-4",)


def test_names_of_known_kinds_are_told_apart_from_everyday_words():
    assert [(k.kind, k.name) for k in kinds("GPT-4 and RoBERTa on GSM8K in German")] == [
        ("model", "gpt4"),
        ("model", "roberta"),
        ("dataset", "gsm8k"),
        ("language", "german"),
    ]
    assert [k.name for k in kinds("RoBERTa 84.0%, Llama 3.1 and GPT-4 74 %")] == ["roberta", "llama3.1", "gpt4"]
    assert kinds("a falcon did the math and opted for a drop in the race") == ()


@pytest.mark.parametrize("piece", ["AB-", "Aa-", "A ", "Smith et al. ", "A: ", "Chain of ", "GPT-4 ", "x" * 50])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    names(text, [passage(text)])
    assert time.process_time() - begin < 2
