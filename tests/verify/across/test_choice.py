"""Which candidates are chosen for a table."""

import pytest

from claimcheck.model import Candidate
from claimcheck.verify.across.choice import Pool, Question, choose, choose_for
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import one_thread


@pytest.fixture(scope="module")
def pick():
    encoder = Encoder()

    def picked(pools, most):
        with one_thread():
            return choose(pools, encoder, most)

    return picked


@pytest.fixture(scope="module")
def answer():
    encoder = Encoder()

    def chosen(question, pools, most=10, most_papers=5, concepts=(("bees",), ("landmarks",))):
        with one_thread():
            return choose_for(Question(question, concepts), pools, encoder, most=most, most_papers=most_papers)

    return chosen


def pool(title, *told):
    return Pool(title, [Candidate(text=t, quotation=t, span=(0, 1), kind="finding", weight=w) for t, w in told])


BEES = pool(
    "Counting in bees and wasps",
    ("Bees count to four landmarks on their way to the feeder.", 0.7),
    ("Bees count up to four landmarks on the way to their feeder.", 0.69),
    ("Wasps lose count of the landmarks beyond three.", 0.6),
    ("The invoice of the hotel in Lisbon came to 840 euros.", 0.9),
)
VOICES = pool("Speaking rate and recall", ("Recall was highest at 170 words per minute.", 0.2))


def test_every_paper_comes_in_before_any_comes_twice(pick):
    assert pick([BEES, VOICES], 2) == [(0, 0), (1, 0)]


def test_what_says_the_same_again_or_has_nothing_to_do_with_the_paper_stays_out(pick):
    assert pick([BEES, VOICES], 12) == [(0, 0), (0, 2), (1, 0)]


def test_with_more_papers_than_rows_the_worthiest_come_in(pick):
    assert pick([VOICES, BEES], 1) == [(1, 0)]


def test_papers_without_candidates_are_no_fault(pick):
    assert pick([Pool("Nothing", []), VOICES], 3) == [(1, 0)]
    assert pick([], 3) == []


COUNT = "Can bees count landmarks?"
HIVES = pool("What bees count", ("Bees count up to four landmarks on the way to their feeder.", 0.6))


def test_for_a_question_only_what_speaks_to_it_is_chosen(answer):
    found = answer(COUNT, [VOICES, BEES])
    assert found.papers == [1]
    assert found.chosen == [(1, 1), (1, 2)]
    assert answer("What does a hotel in Lisbon cost?", [VOICES]).chosen == []


def test_that_two_papers_say_the_same_is_no_redundancy_for_a_question(answer):
    assert {paper for paper, _ in answer(COUNT, [BEES, HIVES]).chosen} == {0, 1}


def test_with_more_papers_than_asked_for_those_that_say_most_come_in(answer):
    found = answer(COUNT, [HIVES, VOICES, BEES], most_papers=1)
    assert len(found.papers) == 1
    assert {paper for paper, _ in found.chosen} == set(found.papers)
    assert len(answer(COUNT, [BEES, HIVES], most=1).chosen) == 1


def test_filler_and_what_tells_of_no_result_stay_out_however_near(answer):
    filler = pool("Counting bees", ("Whether bees count landmarks is asked by many.", 0.2))
    assert answer(COUNT, [filler]).chosen == []


def test_a_concept_that_few_speak_of_tells_more_than_one_that_all_do(answer):
    told = pool("Bees", ("Bees learn landmarks on the way to the feeder.", 0.6), ("Wasps count landmarks, too.", 0.6))
    worth = dict(zip(*answer(COUNT, [told], concepts=(("wasps",), ("landmarks",)))[:2], strict=True))
    other = dict(zip(*answer(COUNT, [told], concepts=(("bees", "bee"), ("landmarks",)))[:2], strict=True))
    assert worth[0, 1] > other[0, 1]
    assert worth[0, 0] < other[0, 0]


def test_who_speaks_of_what_is_unfaithful_speaks_of_faithfulness(answer):
    told = pool("Faithful reasoning", ("Reasoning of models was unfaithful in a third of the cases.", 0.6))
    question = "Is the reasoning of models faithful?"
    with_it = answer(question, [told], concepts=(("faithful",), ("reasoning",))).worths
    assert with_it > answer(question, [told], concepts=(("honest",), ("reasoning",))).worths


def test_what_shares_the_topic_and_says_nothing_of_what_is_asked_comes_last(answer):
    told = pool(
        "Music and reading",
        ("Background music was played to readers from two loudspeakers in the reading room.", 0.8),
        ("Background music lowered what readers remember of a text.", 0.5),
        ("The lamp lowered what readers remember of a text.", 0.5),
    )
    found = answer("Does background music lower what readers remember?", [told], concepts=(("background music",),))
    worth = {place: worth for (_, place), worth in zip(found.chosen, found.worths, strict=True)}
    assert max(worth, key=worth.__getitem__) == 1


def test_with_enough_that_answers_what_only_names_the_topic_stays_out(answer):
    told = pool(
        "Is reasoning faithful?",
        ("The reasoning of models was elicited by asking for it in two ways.", 0.8),
        ("The reasoning of models is often unfaithful to their answers.", 0.5),
        ("In small models reasoning was faithful to the answers.", 0.5),
        ("The reasoning of large models seems faithful only in arithmetic.", 0.5),
    )
    found = answer("Is the reasoning of models faithful?", [told], concepts=(("reasoning of models faithful",),))
    assert {place for _, place in found.chosen} == {1, 2, 3}
