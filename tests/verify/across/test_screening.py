from __future__ import annotations

import pytest

from claimcheck.extract import plan
from claimcheck.model import Exclusion, FoundWork
from claimcheck.store import Store
from claimcheck.verify.across.screening import Limits, screen
from claimcheck.verify.encoder import Encoder

_QUESTION = "Do cheap soil moisture sensors help gardeners to save water?"


def _work(title, abstract=None, **fields):
    return FoundWork(title=title, abstract=abstract, databases=("OpenAlex",), **fields)


_BEDS = _work(
    "Watering gardens by sensor",
    (
        "Gardeners water too much. In a field trial of two summers, beds that were watered by the readings of cheap"
        " soil moisture sensors used a third less water, and the harvest of vegetables stayed the same."
    ),
    year=2019,
)
_PROBES = _work(
    "Calibrating ten-euro probes of wetness in the ground",
    (
        "Low-cost hygrometers that are buried in plots drift with temperature. We calibrate sixty of them against"
        " weighed samples of earth, so that hobby growers can irrigate by them."
    ),
    year=2021,
)
_STARS = _work(
    "Hypergeometric inflation in rescaled gravity",
    (
        "We study a class of inflationary potentials of hypergeometric form in scalar-tensor gravity and derive the"
        " spectral index and the tensor-to-scalar ratio, which we hold against data of the cosmic microwave background."
    ),
    year=2020,
)
_SENSORS = _work(
    "Sensors of the large telescope",
    "We describe the image sensors of the camera of a large telescope, their cooling by nitrogen, and their noise.",
    year=2020,
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.fixture
def sift(tmp_path, encoder):
    """Screens works, and gives them by title."""

    def call(*works, most=20, added=(), **years):
        planned = plan(_QUESTION)
        planned = planned.model_copy(update={"added": tuple(map(tuple, added))})
        with Store(tmp_path) as store:
            found = screen(_QUESTION, planned, works, Limits(most, **years), encoder, store)
        return {work.title: work for work in found}

    return call


def test_works_on_the_question_are_kept_and_all_others_dropped_each_with_its_reason(sift):
    found = sift(_STARS, _SENSORS, _PROBES, _BEDS)

    assert [work.title for work in found.values() if work.kept] == [_BEDS.title]
    assert found[_BEDS.title].reason.startswith("its abstract speaks of cheap soil moisture sensors, gardeners")
    stars, sensors = found[_STARS.title], found[_SENSORS.title]
    assert (stars.excluded, sensors.excluded) == (Exclusion.TERMS, Exclusion.OFF_QUESTION)
    assert stars.reason.startswith("its abstract speaks of none of: cheap soil moisture sensors, gardeners")
    assert sensors.reason.startswith("off the question: similarity 0.")


def test_the_list_is_in_order_of_relevance_those_kept_first(sift):
    found = list(sift(_STARS, _SENSORS, _PROBES, _BEDS).values())

    assert [work.kept for work in found] == sorted((work.kept for work in found), reverse=True)
    dropped = [work.relevance for work in found if not work.kept]
    assert dropped == sorted(dropped, reverse=True)
    assert found[0].relevance > found[-1].relevance + 0.4


def test_a_work_outside_the_years_is_dropped_however_near_and_one_of_no_year_is_not(sift):
    dropped = sift(_BEDS, first_year=2020)[_BEDS.title]
    assert (dropped.excluded, dropped.reason) == (Exclusion.YEARS, "outside the years: 2019")
    assert not sift(_BEDS, last_year=2018)[_BEDS.title].kept
    assert sift(_BEDS, first_year=2019, last_year=2019)[_BEDS.title].kept
    assert sift(_BEDS.model_copy(update={"year": None}), first_year=2020)[_BEDS.title].kept


def test_a_retracted_work_is_dropped_and_who_says_so_is_told(sift):
    work = sift(_BEDS.model_copy(update={"retracted": "OpenAlex lists it as retracted"}))[_BEDS.title]
    assert (work.excluded, work.reason) == (Exclusion.RETRACTED, "OpenAlex lists it as retracted")


def test_a_work_without_an_abstract_is_judged_by_its_title_and_says_so(sift):
    near = _work("Do cheap soil moisture sensors save gardeners water?")
    found = sift(near, _work("Sensors and water"), _work("On gravity"))

    assert found[near.title].kept
    assert found[near.title].reason.startswith("no abstract; its title speaks of")
    assert found["Sensors and water"].excluded is Exclusion.NO_ABSTRACT
    assert found["On gravity"].reason.startswith("no abstract, title unrelated: similarity 0.")


def test_of_more_than_are_wanted_the_most_relevant_are_kept(sift):
    second = _BEDS.model_copy(update={"title": "Soil moisture sensors in allotments"})
    found = sift(second, _BEDS, most=1)

    kept, beyond = found.values()
    assert kept.kept
    assert kept.relevance >= beyond.relevance
    assert beyond.excluded is Exclusion.BEYOND
    assert beyond.reason.startswith("beyond --max-papers 1; its abstract speaks of")


def test_the_order_of_the_works_does_not_matter(sift):
    assert list(sift(_BEDS, _STARS, _SENSORS).values()) == list(sift(_SENSORS, _BEDS, _STARS).values())


def test_a_second_screening_needs_no_model(sift, tmp_path):
    first = sift(_BEDS, _STARS)

    class Unloaded(Encoder):
        def tokens_of(self, texts):
            raise AssertionError(texts)

    with Store(tmp_path) as store:
        again = screen(_QUESTION, plan(_QUESTION), [_BEDS, _STARS], Limits(20), Unloaded(), store)
    assert again == list(first.values())


_PROBED = _work(
    "Irrigating allotments by wetness probes",
    (
        "Hobby growers irrigate too much. Over two summers, plots that were irrigated by the readings of low-cost"
        " wetness probes in the ground needed a third less irrigation, and the yield of vegetables stayed the same."
    ),
    year=2019,
)


def test_a_work_that_says_the_same_in_words_that_were_added_is_let_in(sift):
    forms = [["low cost wetness probes"], ["hobby growers"], ["irrigation"]][: len(plan(_QUESTION).concepts)]
    assert not sift(_PROBED)[_PROBED.title].kept
    assert sift(_PROBED, added=forms)[_PROBED.title].kept


def test_no_word_that_was_added_lets_in_what_is_about_something_else(sift):
    anything = ["we", "the", "of", "study", "gravity", "sensors", "image sensors", "temperature", "camera"]
    found = sift(_STARS, _SENSORS, added=[anything] * len(plan(_QUESTION).concepts))
    assert not any(work.kept for work in found.values())


def test_words_that_were_added_take_nothing_out(sift):
    before = {title for title, work in sift(_BEDS, _PROBES, _STARS).items() if work.kept}
    after = {
        title
        for title, work in sift(_BEDS, _PROBES, _STARS, added=[["x"]] * len(plan(_QUESTION).concepts)).items()
        if work.kept
    }
    assert before <= after


def test_nothing_found_is_nothing_screened(sift):
    assert sift() == {}


def test_a_title_of_any_length_and_kind_is_survived(sift):
    assert not any(
        work.kept for work in sift(_work("?"), _work("睡眠对记忆的影响"), _work("x" * 5000, "y " * 20000)).values()
    )
