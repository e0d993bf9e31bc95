"""The panel: each reader's score can be done again by hand, and no praise raises anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.judge import judge, review
from claimcheck.judge.reviewers.base import mean, wilson
from claimcheck.judge.reviewers.panel import FORMULA, panel
from claimcheck.model.review import MOST_FAULTS, Answer, Fault, Reading
from tests.judge.reviewers.test_overall import by_name, report, reviewed


def reading(name="asker", *, questions=5, yes=4, serious=0, slight=0, given=1, parts=1, dropped=0):
    answers = [
        Answer(question=f"Does it do {n}?", quotation="It does so." if n < yes else None) for n in range(questions)
    ]
    faults = [Fault(severity="serious", quotation="All is well.", why="It is not.")] * serious
    faults += [Fault(severity="slight", quotation="All is good.", why="It is not.")] * slight
    return Reading(reader=name, answers=answers, faults=faults, given=given, parts=parts, dropped=dropped)


def score(**fields):
    return panel([reading(**fields)], (), None).readers[0]


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"yes": 5}, 10.0),
        ({"yes": 4}, 8.0),
        ({"yes": 0}, 0.0),
        ({"yes": 4, "serious": 1, "slight": 2}, 4.0),  # 10 × 4/5 × (1 − 2/4)
        ({"yes": 4, "serious": 1, "slight": 2, "parts": 2, "given": 2}, 6.0),  # 10 × 4/5 × (1 − 2/8)
        ({"yes": 5, "questions": 6, "slight": 1}, 7.3),  # 10 × 5/6 × (1 − ½/4) = 7.29
        ({"yes": 5, "serious": MOST_FAULTS}, 0.0),
    ],
)
def test_a_readers_score_by_hand(fields, value):
    found = score(**fields)
    assert found.value == value
    counts = {"questions", "yes", "serious faults", "slight faults", "parts read"}
    assert set(found.counts) == counts


def test_a_readers_interval_is_that_of_its_yes_less_by_its_faults():
    low, high = score(yes=4, serious=1).interval
    assert (low, high) == pytest.approx([10 * 0.75 * end for end in wilson(4, 5)[1:]], abs=0.0501)


def test_what_would_raise_a_readers_score():
    mends = {mend.what: mend.value for mend in score(yes=3, serious=2, slight=1).raise_by}
    assert mends == {
        "let the report's own words answer 2 more questions": 3.8,
        "mend 2 serious faults": 5.3,
        "mend 1 slight fault": 3.0,
    }
    assert score(yes=5).raise_by == ()


def test_a_reader_without_a_reply_is_named_and_the_others_go_on():
    found = panel([reading("asker", yes=2), reading("sceptic", parts=0), reading("opponent", yes=4)], (), 5.0)
    assert [one.value for one in found.readers] == [4.0, None, 8.0]
    silent = found.readers[1]
    assert (silent.reader, silent.interval, silent.answers) == ("sceptic", None, ())
    assert silent.notes == ("gave no reply that can be used",)
    assert (found.median, found.spread, found.without) == (6.0, (4.0, 8.0), 5.0)


def test_median_and_spread_of_none_are_none():
    found = panel([reading(parts=0), reading(given=0, parts=0)], (), None)
    assert (found.median, found.spread) == (None, None)
    assert found.readers[1].notes == ("there is no text to read",)


def test_what_was_said_and_not_shown_and_what_was_not_answered_is_noted():
    assert score(given=4, parts=3, dropped=2).notes == (
        "no reply that can be used on 1 of 4 parts",
        "said without words of the report to show it, and not counted: 2",
    )


def alone(make):
    audit = report(make, verified=8, unverified=2)
    return audit.model_copy(update={"findings": judge(audit)})


def test_the_median_is_one_more_score_where_it_lowers_the_overall_one(make):
    audit = alone(make)
    without = review(audit)
    found = review(audit, [reading(yes=n) for n in (0, 1, 2)])
    scores = [s for s in without.scores if s.value is not None]
    total = sum(s.weight for s in scores)
    by_hand = (sum(s.weight * s.value for s in scores) + 1 * 2.0) / (total + 1)
    assert found.value == pytest.approx(by_hand, abs=0.0501)
    assert found.value < without.value
    assert found.interval[0] <= without.interval[0]
    assert found.interval[1] == without.interval[1]
    assert (found.panel.without, found.scores) == (without.value, without.scores)
    assert found.formula.startswith(without.formula + "; with 3 or more readers")
    assert found.panel.formula == FORMULA


def test_the_lower_end_is_that_of_the_mean_with_the_spread_as_an_interval(make):
    audit = alone(make)
    found = review(audit, [reading(yes=n) for n in (0, 1, 2)])
    estimates = [(s.weight, [s.value, *s.interval]) for s in found.scores if s.value is not None]
    whole = mean([*((w, type(wilson(1, 2))(*ends)) for w, ends in estimates), (1, type(wilson(1, 2))(2.0, 0.0, 4.0))])
    assert found.interval[0] == pytest.approx(min(whole.low, by_name(found)["grounding"].interval[0] + 2), abs=0.0501)


def test_praise_changes_no_score(make):
    audit = alone(make)
    without, found = review(audit), review(audit, [reading(yes=5)] * 5)
    assert found.panel.median == 10.0
    assert (found.value, found.interval, found.raise_by) == (without.value, without.interval, without.raise_by)
    assert found.scores == without.scores


def test_two_readers_weigh_nothing(make):
    audit = alone(make)
    without = review(audit)
    readings = [reading(yes=0), reading(yes=0), reading(parts=0)]
    assert review(audit, readings).value == without.value
    assert review(audit, [*readings, reading(yes=0)]).value < without.value


def test_without_readers_there_is_no_panel_and_without_grounding_no_overall_score(make):
    assert reviewed(report(make, verified=3)).panel is None
    found = review(make.audit(make.claim("unchecked", reason="paper_missing")), [reading()] * 3, ("half was read",))
    assert (found.value, found.panel.median, found.panel.without) == (None, 8.0, None)
    assert found.panel.notes == ("half was read",)


_READING = st.builds(
    reading,
    yes=st.integers(0, 5),
    serious=st.integers(0, 20),
    slight=st.integers(0, 20),
    given=st.just(4),
    parts=st.integers(0, 4),
)


@given(st.integers(0, 6), st.integers(0, 6), st.lists(_READING, min_size=1, max_size=6))
def test_whatever_readers_say_they_raise_nothing(make, verified, contradicted, readings):
    audit = report(make, verified=verified, contradicted=contradicted, unverified=1)
    audit = audit.model_copy(update={"findings": judge(audit)})
    without, found = review(audit), review(audit, readings)
    assert found.scores == without.scores
    assert found.value <= without.value
    assert found.interval[0] <= without.interval[0]
    assert found.interval[1] == without.interval[1]
    values = [found.value, *(mend.value for mend in found.raise_by)]
    assert values == sorted(set(values))
