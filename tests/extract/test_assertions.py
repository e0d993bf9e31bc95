"""Which sentences of a paper assert something about its results."""

import pytest

from claimcheck.extract.assertions import is_limitation, is_own_result, kind_of, stands, weight
from claimcheck.extract.paper_sentence import alone


def asserted(sentence: str, part: str = "results"):
    text = alone(sentence)
    return kind_of(text, part) if stands(sentence, text) else None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The spelling corrector reduced the share of searches without a result from 11.8% to 4.2%.", "number"),
        ("We find that larger models are better calibrated than smaller ones on every task.", "finding"),
        ("The gains may not carry over to larger libraries, whose records are longer.", "limit"),
        ("The recordings and the anonymous answers are published at https://zenodo.org/records/1.", "release"),
        ("As shown in Table 3, the hybrid outperforms the baseline of Harrowgate [3] in our test by 2.1%.", "number"),
    ],
)
def test_findings_numbers_limits_and_releases_are_told_apart(sentence, kind):
    assert asserted(sentence) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Does a slower voice lead to better recall in all of the listeners?",
        "This shows that recall is much better at the middle rate than at others.",
        "It reduced the error by 4.2% compared with the baseline of the year before.",
        "In the six other gardens it rose by 2% in the same months of the year.",
        "We find that this difference is larger than 4.2% for all of the voices.",
        "Smith et al. [4] showed that the error falls by 4.2% with a larger model.",
        "Previous work has found that models improve by 4.2% with more training data.",
        "Recall is defined as the share of the questions that are answered correctly.",
        "Table 1 holds the results, with 4.2% for the best of the twelve systems.",
        "Future work could show whether the gain of 4.2% holds in larger gardens.",
        "We believe that the gain of 4.2% holds in larger gardens and on clay.",
        "reaches a macro-F1 of 0.68, which is better than training from scratch.",
        "The fine-tuned model reaches a macro-F1 of 0.68 on the test set of",
        "The fine-tuned model rea- ches a macro-F1 of 0.68 on the whole test set.",
        "The loss is L = x + y z with k = 0.5 and n = 10 for a b c d of them.",
        "Vicuna-7B: The answer is 12, which is more than the 10 that were given.",
        "If you answer 4.2% more questions, your score improves by a lot more.",
        "Lack of Transparency Our approach is 4.2% less accurate than the explicit one.",
        "We will release the code and the data at https://github.com/x/y soon.",
        "Results improved.",
    ],
)
def test_what_needs_its_neighbours_or_asserts_nothing_of_its_own_is_left_out(sentence):
    assert asserted(sentence) is None


def test_a_result_with_numbers_in_the_abstract_weighs_most_and_vague_words_and_procedures_little():
    result = "Pauses of 400 ms raised recall by 3.1 points, more than any other change."
    vague = "The second voice may be better than its twin in such rooms at all times."
    procedure = "We use a voice with 3 rates, which were selected by the 2 authors."
    assert weight(result, "number", "abstract") > weight(result, "number", "results") > 0.5
    assert max(weight(vague, "finding", "results"), weight(procedure, "number", "results")) < 0.5


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Contrary to expectations, they found that rude prompts won.", "Results"),
        ("Rude prompts won by 4 points [12].", "Results"),
        ("Lee et al. [3] report that rude prompts won by 4 points.", "Results"),
        ("Rude prompts improve the answers of models.", "2 Related Work"),
        ("Rude prompts improve the answers of models.", "1. Introduction"),
        ("Prior work has shown that rude prompts win.", "Results"),
        ("We tested the hypothesis that rude prompts affect the answers.", "Results"),
        ("Large language models have shown remarkable success.", "Conclusion"),
    ],
)
def test_what_others_found_and_what_was_only_expected_is_no_result_of_the_papers_own(sentence, section):
    assert not is_own_result(sentence, section)


def test_a_result_that_says_no_is_no_limitation():
    assert is_limitation("Our tests may not generalize to wasps.", "Discussion")
    assert is_limitation("Bees were watched by day.", "7 Limitations")
    assert is_limitation("We only watched bees by day.", None)
    assert not is_limitation("Landmarks do not improve counting, and bees cannot count beyond four.", "Results")


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Rude prompts improved the answers by 4 points.", "Results"),
        ("We find that rude prompts improve the answers.", "1 Introduction"),
        ("Rude prompts improved the answers by 4 points.", None),
    ],
)
def test_what_was_measured_is(sentence, section):
    assert is_own_result(sentence, section)
