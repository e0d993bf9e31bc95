"""Which lessons the entailment model is taught when, and what no course may show it."""

from __future__ import annotations

import gzip
import json

import pytest

from claimcheck.verify.learning import courses, lessons, written

COURSES = [*courses.FOUND, *courses.WRITTEN]
EVERY = pytest.mark.parametrize("course", [*COURSES, courses.FRESH, courses.UNTOLD], ids=lambda course: course.name)
UNORDERED = {"second", "fresh", "unlabelled"}
EVIDENCE = ["We trained bees.", "Bees counted to four.", "It rained.", "Flowers are red."]


@pytest.fixture
def folder(tmp_path):
    """A folder of data: sixteen claims a set, and general pairs of three sources."""
    for name in lessons.SCIENCE:
        with gzip.open(tmp_path / f"{name}_train.jsonl.gz", "wt", encoding="utf-8") as file:
            for i in range(16):
                row = {"id": str(i), "claim": f"Bees can count to {i}.", "evidence": EVIDENCE, "label": "SUPPORT",
                       "rationale": [1], "source": name}  # fmt: skip
                file.write(json.dumps(row) + "\n")
    with gzip.open(tmp_path / "nli_train.jsonl.gz", "wt", encoding="utf-8") as file:
        for i in range(1_200):
            for source in ("breaking-nli", "anli-dev", "sick"):
                pair = {"premise": f"p{i}", "hypothesis": "h", "label": "SUPPORT", "source": source}
                file.write(json.dumps(pair) + "\n")
    return tmp_path


@pytest.fixture(autouse=True)
def files(monkeypatch):
    """Four written claims and three contrasts: one of each part, and a claim for a passage of the second half."""

    def row(source, number, part):
        return {"id": f"{source}-{number}-{part}", "number": number, "claim": f"{source} {number} {part}.",
                "evidence": ["One sentence."], "label": "REFUTE", "rationale": [], "source": source,
                "part": part}  # fmt: skip

    parts = ("taught", "kept", "measured")
    monkeypatch.setattr(written, "contrasts", lambda: [row("contrast", 1, part) for part in parts])
    monkeypatch.setattr(
        written, "claims", lambda _: [*(row("written", 1, part) for part in parts), row("written", 9_999, "taught")]
    )


@EVERY
def test_no_course_shows_what_is_kept_from_the_model(folder, course):
    rows = lessons.rows(folder / "scifact_train.jsonl.gz")
    held = {row["claim"] for row in rows if lessons.held_back(row)}
    taught = course.lessons(folder, 7)
    assert held
    assert not held & {lesson.claim for lesson in taught if lesson.rule in lessons.HEAD_SETS}
    assert held & {lesson.claim for lesson in taught if lesson.rule in lessons.MORE_SETS}
    assert {lesson.claim for lesson in taught if lesson.rule in {"written", "contrast"}} <= {
        "contrast 1 taught.", "written 1 taught.", "written 9999 taught."
    }  # fmt: skip
    assert "anli-dev" not in {lesson.rule for lesson in taught}


@EVERY
def test_a_course_is_the_same_whenever_it_is_made(folder, course):
    taught = course.lessons(folder, 7)
    assert taught == course.lessons(folder, 7)
    assert course.name == "unlabelled" or taught != course.lessons(folder, 8)
    assert course.name in UNORDERED or taught == sorted(taught, key=lambda lesson: lesson.when)


def test_fresh_lessons_are_of_science_three_times_over(folder):
    found, once = courses.fresh(folder, 7), courses.second(folder, 7)
    assert {lesson.rule.partition(":")[0] for lesson in found} <= {*lessons.SCIENCE, "made"}
    plain = [lesson.rule for lesson in once if lesson.rule in lessons.SCIENCE]
    assert [lesson.rule for lesson in found].count("scifact") == 3 * plain.count("scifact")


def test_pairs_without_a_label_are_claims_with_each_sentence_that_lies_near(folder):
    found = courses.unlabelled(folder, 7)
    assert {lesson.label for lesson in found} == {lessons.UNLABELLED}
    assert {lesson.premise for lesson in found} == set(EVIDENCE)
    of_one = [lesson for lesson in found if lesson.rule == "evinf" and lesson.claim.endswith(" 3.")]
    assert sorted(lesson.premise for lesson in of_one) == sorted(EVIDENCE)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_each_course_teaches_general_pairs_and_science(folder, course):
    rules = {lesson.rule for lesson in course.lessons(folder, 7)}
    assert rules >= {"breaking-nli" if course.name != "third" else "sick", "scifact", "evinf"}


@pytest.mark.parametrize(
    ("course", "contrasts", "first", "others"),
    [(courses.third, 0, 0, 0), (courses.fourth, 4, 0, 0), (courses.fifth, 1, 2, 0), (courses.sixth, 1, 0, 1)],
)
def test_how_often_contrasts_and_written_claims_are_taught(folder, course, contrasts, first, others):
    claims = [lesson.claim for lesson in course(folder, 7)]
    told = [claims.count(f"{what} taught.") for what in ("contrast 1", "written 1", "written 9999")]
    assert told == [contrasts, first, others]


def test_the_third_course_takes_general_pairs_where_the_first_ended(folder):
    first, third = (
        {lesson.premise for lesson in course(folder, 7) if lesson.rule == "sick"}
        for course in (courses.first, courses.third)
    )
    assert (len(first), len(third)) == (1_000, 200)
    assert not first & third
