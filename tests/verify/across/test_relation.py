"""What a question asks of its subject, and which sentences say it."""

import pytest

from claimcheck.extract import plan
from claimcheck.verify.across.relation import relation

FAITHFUL = "Is chain-of-thought reasoning faithful to how models reach answers?"
POLITE = "Do polite prompts improve the answers of models?"


def asked(question):
    return relation(question, plan(question).concepts)


def near(word, others):
    return 0.75 if word == "polite" and "rude" in others else 0.0


@pytest.mark.parametrize(
    ("question", "attribute", "effect", "subject"),
    [
        (FAITHFUL, "faith", False, "chain of thought reasoning"),
        ("Is the reasoning of models in long dialogues faithful?", "faith", False, "reasoning of models"),
        ("Is there evidence that vitamin D prevents falls?", "", True, "vitamin d"),
        ("How faithful are explanations of models?", "faith", False, "explanations of models"),
        ("Are language models well calibrated?", "calibr", False, "language models"),
        (POLITE, "", True, "polite prompts"),
        ("Does a faster speaking rate lower what listeners recall?", "", True, "faster speaking rate"),
        ("Is background music harmful for readers?", "", True, "background music"),
        ("What is the effect of sleep on memory?", "", True, "sleep"),
        ("Which tokenizer is best for rare languages?", "", True, "tokenizer"),
        ("Can bees count landmarks?", "", False, "bees count landmarks"),
    ],
)
def test_a_question_asks_for_an_effect_or_an_attribute_of_what_stands_before_it(question, attribute, effect, subject):
    found = asked(question)
    assert (found.attribute, found.effect, found.forms[0]) == (attribute, effect, subject)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chain-of-thought reasoning can be systematically unfaithful.", 1.0),
        ("The reasoning is not always faithful to the answer.", 1.0),
        ("Unfaithful explanations follow the bias in 73% of the cases.", 0.8),
        ("In our tests Faithful CoT outperforms standard prompting.", 0.0),
        ("Chain-of-thought reasoning is elicited simply by prompting.", 0.0),
        ("Chain-of-thought prompting improves performance on arithmetic.", 0.0),
    ],
)
def test_that_something_is_so_says_more_than_to_name_the_attribute_and_a_method_of_that_name_says_nothing(text, said):
    assert asked(FAITHFUL).said_by(text) == said


def test_whoever_says_no_or_the_contrary_says_something_of_the_effect():
    for text in (
        "Polite prompts do not improve answers.",
        "Rude prompts outperform polite ones.",
        "It made no difference.",
    ):
        assert asked(POLITE).said_by(text) == 1
    assert asked(POLITE).said_by("Polite prompts are written with please and thanks.") == 0
    assert asked("Can bees count landmarks?").said_by("Bees know four of them.") == 1


def test_a_subject_is_named_by_its_rarer_words_by_what_is_near_to_it_and_inside_a_methods_name():
    def rarity(word):
        return 0.5 if word.startswith("prompt") else 1.0

    emotional = asked("Do emotional prompts improve answers?")
    assert emotional.names("EmotionPrompt improves answers.", near, rarity)
    assert emotional.names("Emotional stimuli improve answers.", near, rarity)
    assert not emotional.names("Longer prompts improve answers.", near, rarity)
    assert asked(POLITE).names("Rude tones lead to better answers.", near, rarity)
    assert not asked(POLITE).names("Longer tones lead to better answers.", near, rarity)
