"""Pronouns, and what they stand for."""

import time

import pytest

from claimcheck.extract.standalone import referring, stand_alone, subject
from tests.extract.helpers import SOURCES, claims, only


def test_a_name_in_the_sentence_before_is_what_is_judged():
    shown, judged = stand_alone("It scores 7%.", "GPT-4", None, None)
    assert shown == "It [GPT-4] scores 7%."
    assert judged == "GPT-4 scores 7%."


def test_the_name_of_the_paper_s_own_work_is_shown_and_not_judged():
    assert stand_alone("This method scores 7%.", None, "HiveNet", None) == (
        "This method [HiveNet] scores 7%.",
        "This method scores 7%.",
    )
    assert stand_alone("It scores 7%.", "HiveNet", "HiveNet", None) == ("It [HiveNet] scores 7%.", "It scores 7%.")


def test_the_authors_are_named():
    assert stand_alone("However, the authors warn of rain.", None, None, "Marsh et al.") == (
        "However, the authors [Marsh et al.] warn of rain.",
        "However, the authors warn of rain.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear whether bees count.",
        "It has been shown that bees count.",
        "Bees count to four.",
        "This suggests that bees count.",
        "The method of least squares fails.",
    ],
)
def test_what_stands_for_nothing_is_left_alone(text):
    assert stand_alone(text, "GPT-4", "HiveNet", "Marsh et al.") == (text, text)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("GPT-4 answers at once.", "GPT-4"),
        ("Deep HiveNet reduces the error.", "Deep HiveNet"),
        ("Honey Bees count to four.", "Honey Bees"),
        ("The first model fails.", None),
        ("Models fail.", None),
        ("In 2021, GPT-4 was not known.", None),
    ],
)
def test_only_names_are_subjects(sentence, name):
    assert subject(sentence) == name


def test_in_a_report_the_addition_stands_in_brackets_and_the_printed_words_stay():
    report = "# R\n\n## HiveNet: Nets of Hives (2405.01234)\n\nIt halves the error. GPT-4 answers late. It scores 7%.\n"
    first, _, last = claims(report)
    assert (first.text, first.statement, first.judged) == (
        "It halves the error.",
        "It [HiveNet] halves the error.",
        "It halves the error.",
    )
    assert (last.text, last.statement, last.judged) == ("It scores 7%.", "It [GPT-4] scores 7%.", "GPT-4 scores 7%.")


def test_a_part_cites_what_its_own_marks_name():
    (claim,) = claims("# R\n\nBees count to four [1], while the ants measure their way [3].\n" + SOURCES)
    assert [(part.text, part.cites) for part in claim.clauses] == [
        ("Bees count to four [1]", ("2404.08335",)),
        ("the ants measure their way [3].", ("2301.00123",)),
    ]
    assert [part.id for part in claim.clauses] == [f"{claim.id}.1", f"{claim.id}.2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They reach 34.3 points.", "They"),
        ("However, this method reaches 34.3 points.", "this method"),
        ("In this setting, it reaches 34.3 points.", "it"),
        ("Their method reaches 34.3 points.", "Their"),
        ("The authors warn of rain.", "The authors"),
        ("Both models reach 34.3 points.", "Both models"),
        ("These are the best of all.", "These"),
        ("It is unclear whether bees count.", None),
        ("These findings are new.", None),
        ("In 2021, GPT-4 knew that it fails.", None),
        ("When GPT-4 fails, it says so.", None),
        ("The model of least squares fails.", None),
        ("Bees say that they count.", None),
    ],
)
def test_words_that_stand_for_something_else_are_known_at_the_head_of_a_sentence(text, words):
    found = referring(text)
    assert (found.words if found else None) == words
    assert found is None or text[found.start : found.end] == words


def test_a_long_run_of_letters_is_read_in_linear_time_and_judged_as_far_as_it_is_printed():
    begun = time.process_time()
    claim = only(f"# R\n\n{'a' * 200_000} {'bees ' * 40_000}count to four [1]." + SOURCES)
    assert time.process_time() - begun < 5
    assert len(claim.text) == len(claim.judged) == 2_000
