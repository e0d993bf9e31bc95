"""What the entailment model is taught, and what is kept from it."""

from __future__ import annotations

import random

from claimcheck.verify.learning import lessons


def row(**changes):
    return {
        "id": "1", "claim": "Bees can count to four [3].", "evidence": ["We trained bees.", "Bees counted to four.",
        "It rained.", "Flowers are red."], "label": "SUPPORT", "rationale": [1], "source": "scifact",
    } | changes  # fmt: skip


def test_the_labels_of_citint_are_read_through_its_finer_ones():
    fine = row(source="citint", label="REFUTE", orig_label="NOT_SUBSTANTIATE")
    assert lessons.label(fine) == "NOINFO"
    assert lessons.label(fine | {"orig_label": "CONTRADICT"}) == "REFUTE"
    assert lessons.label(fine | {"source": "scifact"}) == "REFUTE"


def test_about_a_quarter_of_the_claims_is_held_back_and_always_the_same_ones():
    held = [lessons.held_back(row(claim=f"Claim number {i}.")) for i in range(2000)]
    assert 0.2 < sum(held) / len(held) < 0.3
    assert held == [lessons.held_back(row(claim=f"Claim number {i}.")) for i in range(2000)]


def test_sentences_that_share_rare_words_with_the_claim_come_first():
    assert lessons.ranked("Bees can count to four.", row()["evidence"])[0] == 1


def test_a_window_without_the_rationale_shows_nothing():
    far = row(
        evidence=["Bees can count to four, some say."] * 3 + ["The insects mastered numerosity tasks."], rationale=[3]
    )
    joint = next(iter(lessons.of_row(far, random.Random(1))))
    assert lessons.LABELS[joint.label] == "NOINFO"


def test_marks_of_citation_are_no_part_of_what_is_claimed():
    assert lessons.without_marks("Bees count [CIT] to four [1, 3-5].") == "Bees count to four."


def test_a_window_holds_what_is_nearest_to_the_claim_in_the_order_of_the_passage():
    far = row(claim="Bees can count to four.", evidence=["Bees fly. " * 30, "Bees count to four.", "It rained. " * 60])
    assert lessons.of_written(far, random.Random(1)).premise == "Bees fly. " * 30 + " Bees count to four."


def test_a_told_row_claims_a_sentence_of_its_own_evidence():
    sentence = "Honey bees that were trained in a maze counted up to four landmarks, and not to five."
    told = lessons.told(row(evidence=["Bees.", sentence], label="REFUTE"), random.Random(1))
    assert told["claim"].removesuffix(".") in sentence
    assert (told["label"], told["rationale"], told["source"]) == ("SUPPORT", [1], "scifact:told")
    assert lessons.label(told | {"source": "citint:told", "orig_label": "CONTRADICT"}) == "SUPPORT"
    assert lessons.told(row(evidence=["Bees.", "Bees count."]), random.Random(1)) is None
