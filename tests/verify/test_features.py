"""What keeps a likely claim from being verified, and who is named for it."""

from __future__ import annotations

import numpy as np
import pytest

from claimcheck.model import Conflict, Passage
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import Models, objections, read
from claimcheck.verify.score import Score

GOOD = {
    "alignment": 0.9, "quantities": 1.0, "polarity": 1.0, "scope": 1.0, "arrangement": 1.0, "entailment": 0.6,
    "contradiction": 0.1,
}  # fmt: skip


def scores(conflicts=(), second=(0.2, 0.1), near=0.6, **changes):
    """Two passages' scores; conflicts are those of the first, `second` and `near` are the other's."""
    best = {
        name: Score(
            value, conflict=Conflict(kind=conflicts[name], claim="a", source="b") if name in conflicts else None
        )
        for name, value in (GOOD | changes).items()
    }
    further = {"entailment": Score(second[0]), "contradiction": Score(second[1]), "alignment": Score(near)}
    return {name: (score, further.get(name, Score(0.0))) for name, score in best.items()}


def test_a_reading_to_which_nothing_objects_is_clear():
    assert objections(scores()) == ()


@pytest.mark.parametrize(("found", "by"), [
    (scores(quantities=0.5), "quantities"),
    (scores({"quantities": "quantity"}), "quantities"),
    (scores(alignment=0.5), "alignment"),
    (scores(scope=0.75), "scope"),
    (scores(arrangement=0.0), "arrangement"),
    (scores({"polarity": "direction"}), "polarity"),
    (scores({"polarity": "partners"}), "polarity"),
    (scores({"polarity": "negation"}), "polarity"),
    (scores(second=(0.2, 0.61)), "contradiction"),
    (scores(entailment=0.4, contradiction=0.5, second=(0.6, 0.1)), "contradiction"),
])  # fmt: skip
def test_any_one_objection_is_enough_and_is_named(found, by):
    assert objections(found) == (by,)


def test_a_quotation_that_neither_supports_nor_contradicts_by_itself_is_no_objection():
    assert objections(scores(entailment=0.03, contradiction=0.27, second=(0.5, 0.1))) == ()
    assert objections(scores(entailment=0.30, contradiction=0.37, second=(0.5, 0.1))) == ("contradiction",)


def test_what_a_passage_about_something_else_seems_to_deny_is_no_objection():
    assert objections(scores(second=(0.2, 0.95), near=0.4)) == ()
    assert objections(scores(second=(0.2, 0.95), near=0.55)) == ("contradiction",)


def test_a_passage_that_was_not_read_closely_says_nothing():
    unread = ("entailment", "contradiction")
    found = {name: (*each, None if name in unread else Score(0.6)) for name, each in scores().items()}
    assert objections(found) == ()


class _Listens:
    """In the entailment model's place: remembers what it is given to read, and asked."""

    def __init__(self):
        self.windows = []
        self.asked = []

    def probabilities(self, pairs):
        self.windows += [window for window, _ in pairs]
        self.asked += [claim for _, claim in pairs]
        return np.full((len(pairs), 3), 1 / 3)


def test_the_entailment_model_reads_a_row_as_sentences_alone_and_together():
    row = Passage(
        text="Method GSM8K SVAMP — CoT 42.9 71.0", quotation="CoT 42.9 71.0", span=(0, 9), kind="row",
        header=("Method", "GSM8K", "SVAMP"), cells=("CoT", "42.9", "71.0"),
    )  # fmt: skip
    other = Passage(text="Bees dance in the dark.", quotation="Bees dance in the dark.", span=(10, 20))
    listens = _Listens()
    reading = read("CoT reaches 42.9 on GSM8K.", [row, other], Models(Encoder(), listens))
    said = "For GSM8K, CoT has 42.9."
    assert sorted(listens.windows) == sorted([said, other.text, f"{said} {other.text}"])
    assert set(reading.passages) == {row, other}


@pytest.mark.parametrize(
    ("claim", "asked"),
    [
        # The passage has all its numbers, otherwise printed.
        ("About 5,000 bees danced for 12 days.", "4,870 bees danced for 12 days."),
        # One of them it does not have: the claim is asked as it is.
        ("About 5,000 bees danced for 19 days.", "About 5,000 bees danced for 19 days."),
    ],
)
def test_the_entailment_model_is_asked_with_the_passages_own_numbers(claim, asked):
    text, other = "Some 4,870 bees danced for 12 days.", "Bees dance in the dark."
    passages = [Passage(text=t, quotation=t, span=(i, i + 1)) for i, t in enumerate((text, other))]
    listens = _Listens()
    read(claim, passages, Models(Encoder(), listens))
    by_window = dict(zip(listens.windows, listens.asked, strict=True))
    assert by_window == {text: asked, other: claim, f"{text} {other}": asked}


def test_the_entailment_model_is_asked_in_words_and_without_what_presents_the_claim():
    text = "Some 4,870 bees danced for 12 days."
    listens = _Listens()
    passage = Passage(text=text, quotation=text, span=(0, 1))
    read("However, about 5,000 bees danced for 12 days w/o light (Table 2).", [passage], Models(Encoder(), listens))
    assert listens.asked == ["4,870 bees danced for 12 days without light."]


def test_a_sentence_is_read_once_alone_or_with_its_neighbour():
    first, second = "We counted 1,200 bees of the hive.", "Of these bees 96.3% danced."
    both = f"{first} {second}"
    spans = ((0, len(first)), (len(first) + 1, len(both)), (0, len(both)))
    passages = [Passage(text=t, quotation=t, span=s) for t, s in zip((first, second, both), spans, strict=True)]
    listens = _Listens()
    reading = read("Of 1,200 bees of the hive 96.3% danced.", passages, Models(Encoder(), listens))
    assert listens.windows == [both]
    assert [passage.text for passage in reading.passages] == [both]
