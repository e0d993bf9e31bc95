"""At which step of a study a number counts people."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.flow import at_another_step
from claimcheck.verify.quantities import quantities

TEXT = (
    "Of 3,870 patients screened, 912 adults were then randomised (458 to bees) and 841 completed the last visit;"
    " we analysed 830."
)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("In all 912 patients were randomised.", 1.0),
        ("Of 3,870 screened patients, 912 were randomised and 841 completed the study.", 1.0),
        ("The study had 3,870 patients.", 1.0),
        ("Of 3,870 patients 40% were enrolled.", 0.5),
        ("In all 3,870 patients were randomised.", 0.0),
        ("A total of 841 patients were analyzed.", 0.0),
        ("They screened 912 patients.", 0.0),
    ],
)
def test_a_number_is_that_of_its_own_step(claim, value):
    (found,) = quantities(claim, [Passage(text=TEXT, quotation=TEXT, span=(0, len(TEXT)))])
    assert found.value == value


def test_where_the_text_has_no_number_for_the_step_nothing_is_said():
    text = "We invited 40 people."
    assert not at_another_step("They recruited 40 people.", text, text.index("40"))


@pytest.mark.parametrize("piece", ["4 screened ", "randomised 4 ", "4 a a a a a a a ", "died "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    at_another_step("4 died.", piece * (20_000 // len(piece)), 0)
    assert time.process_time() - begin < 3
