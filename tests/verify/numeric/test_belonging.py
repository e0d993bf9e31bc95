"""Whether a number stands in a passage for what the claim says."""

from __future__ import annotations

import pytest

from claimcheck.model import Passage
from claimcheck.verify.quantities import quantities


def value(claim: str, text: str) -> float:
    (found,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return found.value


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("The baseline reached 71% and our system 78%.", "The baseline reached 71%.", "The baseline reached 78%."),
        (
            "The kettle needed 12 minutes, the stove 20 minutes.",
            "The stove needed 20 minutes.",
            "The kettle needed 20 minutes.",
        ),
        (
            "A letter costs 2.10 euros per pupil, the visit 41.60 euros.",
            "The visit costs 41.60 euros per pupil.",
            "A letter costs 41.60 euros per pupil.",
        ),
        ("Bees found 71% and wasps 78% of the flowers.", "Wasps found 78% of them.", "Wasps found 71% of them."),
        ("Women scored 64 points on average, men 58.", "Men scored 58 on average.", "Men scored 64 points on average."),
        (
            "The pump gave a 44.6% cut in noise at a 49.5% drop in hive size.",
            "The pump cuts noise by 44.6% at a 49.5% drop in hive size.",
            "The pump cuts noise by 49.5% at a 44.6% drop in hive size.",
        ),
        ("It fell from 0.31 with two layers to 0.12.", "It fell from 0.31 to 0.12.", "It fell from 0.12 to 0.31."),
        ("The rate was 0.5 in 2010 and 0.9 in 2020.", "The rate was 0.9 in 2020.", "The rate was 0.9 in 2010."),
        (
            "On GSM8K, Orion-13B reaches 61.4% exact match and Orion-7B 52.8%.",
            "Orion-7B scores 52.8% exact match on GSM8K.",
            "Orion-7B scores 61.4% exact match on GSM8K.",
        ),
        (
            "Mistral-7B solves 41% and Mistral-8x7B 58% of the tasks.",
            "Mistral-8x7B solves 58% of the tasks.",
            "Mistral-8x7B solves 41% of the tasks.",
        ),
        (
            "It helps Uyghur (+4.3 F1) and Kazakh (+3.9 F1) most; the gain for Turkish is 0.5 F1 on the NER task.",
            "Uyghur gains most on the NER task (+4.3 F1).",
            "Kazakh gains most on the NER task (+4.3 F1).",
        ),
        (
            "Stocks fell from 62 to 51 Mg C per hectare within 15 years.",
            "Stocks of C per hectare dropped from 62 to 51 Mg.",
            "Stocks of C per hectare dropped from 51 to 62 Mg.",
        ),
        (
            "Across five seeds, the accuracy varied between 54.0% and 71.5%.",
            "The accuracy ranged from 54.0% to 71.5% over five seeds.",
            "The accuracy ranged from 54.0% to 75.1% over five seeds.",
        ),
        (
            "For books of under 100 pages, the reader reaches 70%, but for books of over 300 pages it reaches 53%.",
            "The reader drops from 70% on books under 100 pages to 53% on books over 300 pages.",
            "The reader drops from 70% on books under 100 pages to 35% on books over 300 pages.",
        ),
        ("Speedups of up to 3.2x are seen.", "Speedups of at most 3.2x are seen.", "Speedups of 3.2x are seen."),
        ("A call takes 142 ms, a batch 11 ms.", "It takes 142 ms per call.", "It takes 142 ms per batch of calls."),
        (
            "Only 120 of the 600 households surveyed knew of the rebate; 72% of those who knew of it got it.",
            "Of 600 surveyed households 120 knew of the tax rebate.",
            "Of 720 surveyed households 120 knew of the tax rebate.",
        ),
        ("It is up to 3.2x faster.", "It is up to 3.2x faster.", "It is at least 3.2x faster."),
        (
            "Risk was 3.0 in nurses and 4.1 (95% CI 3.5-5.2) in doctors.",
            "Risk was 4.1 in doctors.",
            "Risk was 3.0 in doctors.",
        ),
        ("It used LLaMA-2-13B.", "It used LLaMA-2-13B.", "It used LLaMA-2-70B."),
        ("We ran 45 tasks with 6 models.", "It tests 6 models on 45 tasks.", "It tests 45 models on 6 tasks."),
        (
            "We estimated that 1·7 billion (UI 1·0–2·4) people, 22% (UI 15–28) of all, are at risk.",
            "Some 1.7 billion people are at risk.",
            "Some 2.4 billion people are at risk.",
        ),
        (
            "It has a rating of 13%, based on reviews from 114 critics.",
            "It has a rating of 13% based on reviews from 114 critics.",
            "It has a rating of 114% based on reviews from 13 critics.",
        ),
        (
            "Turnout was 71% among owners, compared with 49% among tenants.",
            "Turnout among tenants was 49%.",
            "Turnout among tenants was 71%.",
        ),
        (
            "Retrieval raises it from 55% to 61%, and reranking from 61% to 64%.",
            "Reranking raises it from 61% to 64%.",
            "Reranking raises it from 55% to 61%.",
        ),
        (
            "The error falls from 0.12 (base) to 0.08 (large).",
            "The error of large is 0.08.",
            "The error of base is 0.08.",
        ),
        (
            "Model A reached 81%, while model B reached 74%, which is lower than the human score of 90%.",
            "Model B reached 74%.",
            "Model B reached 81%.",
        ),
        (
            "Model A reached 81%, while model B reached 74%, which is lower than the human score of 90%.",
            "The human score is 90%.",
            "Model B reached 90%.",
        ),
        ("The risk ratio of mould was 0.62.", "The risk ratio of mould was 0.62.", "The risk of mould fell by 62%."),
        ("It scored 74.8, which exceeds the previous best of 73.0.", "The previous best was 73.0.", "It scored 73.0."),
        ("Wax lowered it by 0.7%, more than chalk (0.1%).", "Chalk lowered it by 0.1%.", "Wax lowered it by 0.1%."),
        (
            "Hens laid 210 eggs; they weighed 31 g. Ducks laid 180 eggs, and they weighed 27 g.",
            "Hens weighed 31 g.",
            "Hens weighed 27 g.",
        ),
        (
            "ResNet-50, which has 25.6M parameters, reaches 76.1%, and ViT-B, which has 86M, reaches 77.9%.",
            "ResNet-50 has 25.6M parameters.",
            "ResNet-50 has 86M parameters.",
        ),
        (
            "ResNet-50, which has 25.6M parameters, reaches 76.1%, and ViT-B, which has 86M, reaches 77.9%.",
            "ViT-B reaches 77.9%.",
            "ViT-B reaches 76.1%.",
        ),
        (
            "Odds were raised in smokers, 1.62 (1.21, 2.17), and in drinkers, 1.18 (0.97, 1.44).",
            "The odds ratio was 1.18 in drinkers.",
            "The odds ratio was 1.18 in smokers.",
        ),
        (
            "Wax was given to 412 hens and chalk to 398.",
            "Chalk was given to 398 hens.",
            "Chalk was given to 412 hens.",
        ),
        ("The median wait was 14 days.", "The median wait was 14 days.", "The mean wait was 14 days."),
        (
            "The pump moves 35 litres of water per minute.",
            "It moves 35 litres per minute.",
            "It moves 35 litres per hour.",
        ),
    ],
)
def test_a_number_told_of_its_neighbour_is_not_borne_out(text, right, wrong):
    assert value(right, text) == 1.0
    assert value(wrong, text) < 1.0


def test_numbers_of_other_things_in_the_sentence_are_no_other_party():
    text = "On 60 probes in 12 gardens, followed over 31 weeks, the network brings the error down from 0.083 to 0.029."
    assert value("The network was trained on 60 probes in 12 gardens, followed over 31 weeks.", text) == 1.0


def test_a_part_with_a_verb_of_its_own_is_no_ellipsis():
    text = "In Game of 24, while GPT-4 with plain prompts solved 4% of tasks, our method had a success rate of 74%."
    assert value("GPT-4 from 4% to 74% on Game of 24.", text) == 1.0


def test_both_numbers_in_either_order_are_borne_out():
    text = "The baseline reached 71% and our system 78%."
    for claim in ("Our system reached 78%, the baseline 71%.", "The baseline reached 71% and the system 78%."):
        assert value(claim, text) == 1.0
    assert value("Our system reached 71%, the baseline 78%.", text) < 1.0


def test_who_is_called_one_is_of_the_kind_that_was_named():
    text = "The small model scores 62.1 on GSM, and the large one scores 74.8."
    assert value("The large model scores 74.8 on GSM.", text) == 1.0
    assert value("The small model scores 74.8 on GSM.", text) < 1.0
