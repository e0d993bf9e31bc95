"""What a number belongs to."""

from __future__ import annotations

import pytest

from claimcheck.verify.numeric.frames import Frame, apart, frames


def frame(text: str, number: str) -> Frame:
    return next(f for f in frames(text) if f.quantity.text == number)


@pytest.mark.parametrize(
    ("text", "number", "metrics"),
    [
        ("We reach an accuracy of 62%.", "62%", {"accuracy"}),
        ("We reach 62% accuracy.", "62%", {"accuracy"}),
        ("The recall, as before, was 62%.", "62%", {"recall"}),
        ("We use 62% of the data.", "62%", {"share"}),
        ("It differs (P < .01).", "01", set()),
        ("It differs (P < 0.01).", "0.01", {"p"}),
        ("It took 12 ± 3 days.", "3 days", {"spread"}),
        ("It is 1.8 (1.6-2.1) now.", "1.6", {"level"}),
        ("It is 1.8 (1.6-2.1) now.", "2.1", {"level"}),
        ("A gain of (5-7%).", "7%", set()),
        ("Incidence is 19 per 100,000.", "100,000", {"per"}),
        ("Bees dance 62 times.", "62 times", set()),
    ],
)
def test_a_number_is_bound_to_the_metric_beside_it(text, number, metrics):
    found = [f for f in frames(text) if f.quantity.text == number]
    assert not metrics or found
    assert all(f.metrics == metrics for f in found)


def test_two_metrics_of_one_sentence_each_go_with_their_number():
    text = "Precision was 91% and recall was 64% on it."
    assert frame(text, "91%").metrics == {"precision"}
    assert frame(text, "64%").metrics == {"recall"}


def test_a_metric_named_once_is_shared_by_the_numbers_of_its_clause():
    text = "Mortality was 12% in the placebo group and 8% in the treated group."
    assert frame(text, "12%").metrics == frame(text, "8%").metrics == {"death"}
    assert "placebo" in frame(text, "12%").own
    assert "placebo" not in frame(text, "8%").around


def test_what_stands_in_front_of_a_list_and_behind_it_is_said_of_each_number():
    text = "We found proteins of 23, 15 and 216 kd."
    assert all({"protein", "kd"} <= f.around for f in frames(text))


def test_a_new_clause_starts_anew():
    text = "Bees reach 62%, while wasps reach 55%."
    assert "bee" in frame(text, "62%").around
    assert "bee" not in frame(text, "55%").around


@pytest.mark.parametrize(
    ("text", "number", "counted"),
    [
        ("We saw 38 confirmed cases.", "38", {"people"}),
        ("It has 12 transformer layers.", "12", {"layer"}),
        ("It took 12 of the layers.", "12", set()),
        ("It took 12% patients.", "12%", set()),
    ],
)
def test_what_is_counted_stands_right_behind_the_number(text, number, counted):
    assert frame(text, number).counted == counted


def test_subjects_of_the_own_part_come_before_shared_ones():
    text = "Accuracy rose from 17.7% on MultiArith and from 10.4% on GSM8K with InstructGPT."
    assert frame(text, "17.7%").subjects == {"dataset": {"multiarith"}, "model": {"instructgpt"}}
    assert frame(text, "10.4%").subjects["dataset"] == {"gsm8k"}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("It rose from 4% to 74%.", ["from", "to"]),
        ("It rose (4% → 74%).", ["from", "to"]),
        ("It rose from 4% (before) to 74%.", ["from", "to"]),
        ("It rose to 74% from 4%.", ["to", "from"]),
        ("It rose to 74% (up from 4%).", ["to", "from"]),
        ("It ranges from 4% to 74%.", ["", ""]),
        ("Ages from 4 to 74 years.", ["", ""]),
        ("It was 4% to 74%.", ["", ""]),
        ("It rose from 4% to 74 days.", ["", ""]),
        ("In 120 samples from 5 hospitals.", ["", ""]),
    ],
)
def test_the_ends_of_a_change_know_their_role_and_each_other(text, roles):
    found = frames(text)
    assert [f.role for f in found] == roles
    assert all((f.partner >= 0) == bool(f.role) for f in found)
    assert all(found[f.partner].partner == i for i, f in enumerate(found) if f.role)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("An accuracy of 62%.", "A recall of 62%.", True),
        ("An accuracy of 62%.", "A share of 62%.", False),
        ("An accuracy of 62%.", "We use 62% of the data.", True),
        ("Mortality was 62%.", "We use 62% of the data.", False),
        ("GPT-4 reached 62%.", "PaLM reached 62%.", True),
        ("GPT-4 reached 62%.", "GPT 4 reached 62%.", False),
        ("GPT-4 reached 62%.", "Wasps reached 62%.", False),
        ("GPT-4 reached 62%.", "GPT-4 and PaLM reached 62%.", False),
        ("It has 62 layers.", "It has 62 heads.", True),
        ("It has 62 people.", "It has 62 patients.", False),
    ],
)
def test_only_different_names_of_one_kind_hold_two_numbers_apart(one, other, differ):
    first, second = (next(f for f in frames(text) if not f.quantity.weak) for text in (one, other))
    assert apart(first, second) == apart(second, first) == differ


def test_a_text_without_numbers_has_no_frames():
    assert frames("Bees dance.") == frames("") == ()
