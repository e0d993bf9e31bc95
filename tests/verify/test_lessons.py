"""What the entailment model is taught, and what is kept from it."""

from __future__ import annotations

import gzip
import json
import random

from claimcheck.verify import lessons


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
    joint = next(iter(lessons._of_row(far, random.Random(1))))
    assert lessons.LABELS[joint.label] == "NOINFO"


def test_marks_of_citation_are_no_part_of_what_is_claimed():
    assert lessons.without_marks("Bees count [CIT] to four [1, 3-5].") == "Bees count to four."


def test_held_back_rows_and_the_unlicensed_source_are_never_taught(tmp_path):
    claims = [row(claim=f"Bees can count to {i}.") for i in range(80)]
    for name in (*lessons.HEAD_SETS, *lessons.MORE_SETS):
        with gzip.open(tmp_path / f"{name}_train.jsonl.gz", "wt") as file:
            file.writelines(json.dumps(one | {"source": name}) + "\n" for one in claims)
    general = [{"premise": "p", "hypothesis": f"h{i}", "label": "SUPPORT", "source": s}
               for i, s in enumerate(["anli-dev", "mnli-dev"] * 5)]  # fmt: skip
    with gzip.open(tmp_path / "nli_train.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(one) + "\n" for one in general)
    taught = lessons.lessons(tmp_path, 7, sets=("scifact",))
    assert {lesson.rule for lesson in taught} & {"anli-dev", "mnli-dev"} == {"mnli-dev"}
    held = {lessons.without_marks(one["claim"]) for one in claims if lessons.held_back(one)}
    assert held
    assert not held & {lesson.claim for lesson in taught if lesson.rule.startswith("scifact")}
    assert taught == sorted(taught, key=lambda lesson: lesson.when) == lessons.lessons(tmp_path, 7, sets=("scifact",))
    again = lessons.again(tmp_path, 7)
    assert not held & {lesson.claim for lesson in again if lesson.rule == "scifact"}
    assert "anli-dev" not in {lesson.rule for lesson in again}
    assert again == lessons.again(tmp_path, 7) != taught
