import gzip
import json
import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.polarity import polarity


def conflict(claim: str, text: str) -> tuple[str, str, str] | None:
    (score,) = polarity(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    assert score.value == (1.0 if score.conflict is None else 0.0)
    return score.conflict and (score.conflict.kind, score.conflict.claim, score.conflict.source)


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("Memory improves coherence.", "Memory hurts coherence.", ("improves", "hurts")),
        ("Recall is higher at dusk.", "Recall is lower at dusk.", ("higher", "lower")),
        ("Pruning reduces accuracy.", "We see accuracy increase after pruning.", ("reduces", "increase")),
        ("Pruning doesn’t help accuracy.", "Pruning helps accuracy.", ("not help", "helps")),
        ("Heat inhibits the growth of bees.", "Heat promotes the growth of bees.", ("inhibits", "promotes")),
        ("The drug is effective in mice.", "The drug is ineffective in mice.", ("effective", "ineffective")),
        ("Dose is positively linked to age.", "Dose is negatively linked to age.", ("positively", "negatively")),
        ("Noise rose sharply after dusk.", "Noise rose slightly after dusk.", ("sharply", "slightly")),
        ("They danced before the long rain came.", "They danced after the long rain came.", ("before", "after")),
    ],
)
def test_a_direction_turned_round_beside_the_same_words_is_a_conflict(claim, text, words):
    assert conflict(claim, text) == ("direction", *words)


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("The code is available.", "The code is not available.", ("available", "not available")),
        ("The code is not available.", "The code is available on request.", ("not available", "available")),
        ("Bees do not count landmarks.", "Bees count landmarks.", ("not count", "count")),
        ("Bees never count landmarks.", "Bees count landmarks.", ("never count", "count")),
        ("It saves heat with loss of wax.", "It saves heat without loss of wax.", ("with loss", "without loss")),
    ],
)
def test_a_negation_of_the_same_words_is_a_conflict(claim, text, words):
    assert conflict(claim, text) == ("negation", *words)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Memory improves coherence.", "Memory improves coherence by far."),
        ("Memory improves coherence.", "Noise hurts speed."),
        ("Memory improves coherence.", "Memory hurts coherence at first. Later memory improves coherence."),
        ("Accuracy improves with size.", "Accuracy improves with size, but recall drops with noise."),
        ("The code is available.", "The weather was not good, and the code is available."),
        ("The code is not available.", "The code is not available."),
        ("Bees cannot count.", "Wasps can dance."),
        (
            "In Spain the courts enjoyed less trust than the police.",
            "In Spain people trusted the police more than the courts.",
        ),
        ("Memory reduces noise.", "We ask whether memory increases noise."),
        ("A deficiency of iron raises the risk of strokes.", "Iron lowers the risk of strokes."),
        ("More than 40 bees danced at dusk.", "Less than 60 bees danced at dusk."),
        ("Turkish gains only 0.5 points on the task.", "The gain for Turkish is limited to 0.5 points on the task."),
        ("It not only reduces the cost of care.", "It reduces the cost of care."),
        ("Iron is not linked to a lower risk.", "Iron is not linked to a higher risk."),
        ("The bees danced after the rain.", "Before the night the bees slept after the rain."),
        ("Acid is lower in wheels of cow milk than in goat milk.", "Acid is higher in goat milk than in cow milk."),
        ("", "Memory hurts coherence."),
        ("Memory improves coherence.", ""),
    ],
)
def test_what_agrees_or_stands_beside_other_words_is_no_conflict(claim, text):
    assert conflict(claim, text) is None


def test_a_direction_is_not_carried_over_the_end_of_its_sentence():
    assert conflict("Noise drops. Coherence is kept.", "Coherence improves.") is None


def test_there_is_one_score_a_passage_in_order():
    passages = [Passage(text=t, quotation=t, span=(0, 9)) for t in ("Memory hurts coherence.", "Bees dance.")]
    assert [score.value for score in polarity("Memory improves coherence.", passages)] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        (
            "Daily use of iron tablets increases the risk of strokes in older women.",
            "There was no association between the daily use of iron tablets and strokes in older women.",
            ("increases", "no association"),
        ),
        (
            "Iron tablets have no effect on strokes in older women after surgery.",
            "Iron tablets reduce strokes in older women after surgery.",
            ("no effect", "reduce"),
        ),
    ],
)
def test_a_finding_of_nothing_opposes_a_finding_of_the_same(claim, text, words):
    assert conflict(claim, text) == ("negation", *words)


def test_a_finding_of_nothing_about_something_else_opposes_nothing():
    text = "Pioglitazone use was not associated with bladder cancer risk in older women."
    assert conflict("Pioglitazone use is associated with a risk of pancreatic cancer in older women.", text) is None


def test_between_the_same_two_words_only_the_word_between_them_counts():
    text = "The burning time decreased significantly and the total cost decreased slightly."
    claim = "The burning time decreased significantly and the total cost increased slightly."
    assert conflict(claim, text) == ("direction", "increased", "decreased")


@pytest.mark.parametrize(
    ("claim", "text"),
    [("Bees are better than wasps at counting.", "Wasps are better than bees at counting."),
     ("GPT-4 outperforms PaLM.", "PaLM outperforms GPT-4 by far."),
     ("Heat helps men but not women.", "Heat helps women but not men."),
     ("Unlike mice, rats learned the task.", "Unlike rats, mice learned the task."),
     ("Unlike mice, rats keep a store.", "Like mice, rats have no store.")],
)  # fmt: skip
def test_partners_exchanged_are_a_conflict_of_their_own_kind(claim, text):
    found = conflict(claim, text)
    assert found is not None
    assert found[0] == "partners"


def test_what_but_not_denies_ends_at_and():
    assert conflict("Light helps mice and improves sleep.", "Light helps mice but not rats and improves sleep.") is None


def test_of_what_is_told_by_a_pronoun_no_direction_is_turned_round():
    text = "Feeding old bees reduces the noise of the hive."
    assert conflict("Feeding old bees increases the noise of the hive.", text) is not None
    assert conflict("Feeding old bees increases it in the hive.", text) is None
    risk = "Feeding old bees {} this risk of the hive."
    assert conflict(risk.format("increases"), risk.format("reduces")) is not None


def test_directions_and_negations_stand_mostly_in_refuted_pairs(data):
    found = dict.fromkeys(("SUPPORT", "REFUTE", "NOINFO"), 0)
    with gzip.open(data / "data" / "scifact_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        passages = [Passage(text=t, quotation=t, span=(0, len(t))) for t in row["evidence"] if t.strip()]
        found[row["label"]] += any(score.conflict for score in polarity(row["claim"], passages))
    assert found["REFUTE"] > 15
    assert found["REFUTE"] / (found["REFUTE"] + found["SUPPORT"]) > 0.8


@pytest.mark.parametrize(
    "piece", ["not ", "higher than ", "no effect ", "increase ", "lower in A than in B ", "n't", ". "]
)
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    polarity(text + "x", [Passage(text=text, quotation=text, span=(0, len(text)))])
    assert time.process_time() - begin < 3
