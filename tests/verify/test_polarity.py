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
        ("Pruning doesn’t help accuracy.", "Pruning helps accuracy.", ("help", "helps")),
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
