"""Which candidates are chosen for a table."""

import pytest

from claimcheck.model import Candidate
from claimcheck.verify.choice import Pool, choose
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import one_thread


@pytest.fixture(scope="module")
def pick():
    encoder = Encoder()

    def picked(pools, most):
        with one_thread():
            return choose(pools, encoder, most)

    return picked


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
