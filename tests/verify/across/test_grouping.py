"""Claims of several papers in groups."""

import pytest

from claimcheck.verify.across.grouping import Told, group
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import one_thread
from claimcheck.words import words

LOWER = "Background music lowered reading comprehension in both schools."
RAISED = "Background music raised reading comprehension in both schools."
AGAIN = "Reading comprehension was lower with background music than in silence."
WATER = "Watering tomatoes by weight reduced water use by 31%."


@pytest.fixture(scope="module")
def grouped():
    encoder = Encoder()

    def made(*told):
        with one_thread():
            return group([Told(text, 1 - "abc".index(paper) / 10, paper) for text, paper in told], encoder)

    return made


def test_what_speaks_of_the_same_thing_stands_together_the_worthiest_first(grouped):
    first, second = grouped((WATER, "c"), (AGAIN, "b"), (LOWER, "a"))
    assert first.members == (2, 1)
    assert second.members == (0,)
    assert first.worths == (1.0, 0.9)
    assert first.partings == ()


def test_two_papers_that_say_otherwise_part_and_both_words_are_named(grouped):
    (both,) = grouped((LOWER, "a"), (RAISED, "b"))
    ((first, second, conflict),) = both.partings
    assert (first, second) == (0, 1)
    assert {conflict.claim, conflict.source} == {"lowered", "raised"}


def test_a_paper_is_not_set_against_itself_nor_are_two_measurements(grouped):
    (own,) = grouped((LOWER, "a"), (RAISED, "a"))
    assert own.partings == ()
    (measured,) = grouped(
        ("Background music lowered reading comprehension by 6 points.", "a"),
        ("Background music lowered reading comprehension by 9 points.", "b"),
    )
    assert measured.partings == ()


def test_a_heading_is_made_of_the_claims_own_words_and_says_no_half_of_a_result(grouped):
    for one in grouped((LOWER, "a"), (AGAIN, "b"), (WATER, "c")):
        own = words(f"{LOWER} and {AGAIN} {WATER}")
        assert set(words(one.heading)) <= set(own)
        assert not {"lower", "lowered", "reduced", "not"} & set(words(one.heading))
        assert one.heading[0].isupper()


def test_of_nothing_there_are_no_groups_and_a_claim_without_names_has_a_heading(grouped):
    assert grouped() == []
    (one,) = grouped(("It is not so.", "a"))
    assert one.heading == "It is not so"


def test_two_papers_part_where_they_set_the_same_sides_the_other_way_in_other_words(grouped):
    rude = "Impolite prompts outperformed polite prompts in accuracy of the answers."
    kind = "Friendly prompts yield higher accuracy of the answers than rude prompts."
    (both,) = grouped((rude.replace(" in accuracy of the answers", ""), "a"), (kind, "b"))
    ((first, second, conflict),) = both.partings
    assert {first, second} == {0, 1}
    assert conflict.kind == "partners"


def test_a_heading_names_things_and_no_act_or_quality(grouped):
    (one,) = grouped(("Adding personas made the answers of models significant.", "a"))
    assert "adding" not in one.heading.lower()
    assert "significant" not in one.heading
    assert "ersonas" in one.heading


def test_a_heading_takes_no_word_from_behind_a_part_that_turns_it_around(grouped):
    (one,) = grouped(("For short non-fiction passages a calm reading rate appears to be sound.", "a"))
    assert "fiction" not in one.heading.lower()
