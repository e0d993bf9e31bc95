"""Numbers, wording and sides of a synthesis."""

import pytest
from pydantic import ValidationError

from claimcheck.model.synthesis import Strand, certainty_of
from claimcheck.tasks.synthesis_compose import worded
from claimcheck.tasks.synthesis_draft import Line, marked
from tests.render.syntheses import in_words, statement, strand, synthesis, two_papers


def line(words, quotation=None):
    return Line("bees", "a", words, quotation or words, "says", 1, None)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Bees count to four.", "Bees count to four [3]."),
        ("Bees count!", "Bees count [3]!"),
        ("We show that our bees count.", "The authors of [3] show that the authors’ bees count."),
        ("Our bees count to four.", "[3]’s bees count to four."),
        ("This paper finds that bees count.", "[3] finds that bees count."),
    ],
)
def test_a_sentence_names_its_paper_or_carries_its_number(words, printed):
    assert worded(line(words), "told", 3) == printed


def test_a_quotation_keeps_its_words_and_stays_in_its_marks():
    told = worded(line("Bees count.", "Bees “count” and do not “guess”."), "quoted", 2)
    assert told == "The authors of [2] write: “Bees ‘count’ and do not ‘guess’.”"


@pytest.mark.parametrize(
    "text", ["Bees count [12].", "Bees count [ 3 ].", "Bees count [@lee2020].", "Bees [^1] count."]
)
def test_marks_of_a_papers_own_list_are_seen(text):
    assert marked(text)
    assert not line("Bees count.", text).quotable


def test_it_is_never_surer_than_its_papers_make_it():
    assert [certainty_of(n, 0) for n in (1, 2, 3, 9)] == ["low", "moderate", "high", "high"]
    assert certainty_of(9, 1) == "contested"
    with pytest.raises(ValidationError, match="as sure"):
        Strand(heading="x", statements=(statement("x", 1, 0),), papers=1, against=0, certainty="high")


def test_a_synthesis_cites_what_it_lists_and_lists_what_it_cites():
    with pytest.raises(ValidationError, match="every source is cited"):
        synthesis(strand("x", statement("x", 1, 0)), sources=two_papers().sources)


def test_a_worded_answer_rests_on_statements_that_answer_and_carries_their_citations():
    assert in_words(two_papers(), ("Bees count [1], [2].", (0, 1))).prose.lines == {0, 1}
    with pytest.raises(ValidationError, match="carries its citations"):
        in_words(two_papers(), ("Bees count [1].", (0, 1)))
    with pytest.raises(ValidationError, match="statements of the answer"):
        in_words(two_papers(), ("Wasps count better [1].", (2,)))
