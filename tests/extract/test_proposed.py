"""What a language model proposes for a claim: parts that are the whole sentence, a name that is never judged alone."""

import pytest

from claimcheck.extract.proposed import parted, with_name
from tests.extract.helpers import SOURCES, claims

SAID = "While bees count to four [1], wasps find 92% of the nests, which ants never do (Smith, 2021)."


def parts(sentence, *proposed):
    return [(sentence[part.start : part.end], part.carried) for part in parted(sentence, proposed)]


def test_parts_are_spans_of_the_sentence_with_the_subject_that_they_share():
    own = ("", "bees count to four"), ("", "wasps find 92% of the nests"), ("the nests", "ants never do")
    assert parts(SAID, *own) == [
        ("bees count to four", ""),
        ("wasps find 92% of the nests", ""),
        ("ants never do", "the nests"),
    ]


def test_words_may_run_over_the_end_of_a_line():
    assert parts("Bees count\nto four; wasps\tsleep late.", ("", "Bees count to four"), ("", "wasps sleep late"))


@pytest.mark.parametrize(
    "proposed",
    [
        (),
        (("", "bees count to four"),),
        (("", "bees count to four"), ("", "wasps find 29% of the nests")),  # another number
        (("", "bees count to four"), ("", "wasps find 92% of the nests")),  # the end is left out
        (("", "count to four"), ("", "wasps find 92% of the nests"), ("the nests", "ants never do")),  # the beginning
        (("", "bees count to four"), ("", "wasps find 92%"), ("the nests", "ants never do")),  # the middle
        (("", "bees count to four"), ("", "wasps find 92% of the nests"), ("the nests", "ants do")),  # the "never"
        (("", "bees count to four"), ("", "wasps find 92% of the nests"), ("moths", "ants never do")),  # a new subject
        (("", "bees count to four"), ("ants", "wasps find 92% of the nests"), ("", "ants never do")),  # one from ahead
        (("", "wasps find 92% of the nests"), ("", "bees count to four"), ("", "ants never do")),  # in another order
        (("", "bees"), ("", "count"), ("", "to"), ("", "four"), ("", "wasps find 92% of the nests")),
        (("", ""), ("", " ")),
    ],
)
def test_what_is_not_the_whole_sentence_word_for_word_is_no_parting(proposed):
    assert parts(SAID, *proposed) == []


def test_a_word_that_turns_the_sense_of_a_part_cannot_be_lost_between_parts():
    assert parts("Bees dance and do not find food.", ("", "Bees dance"), ("Bees", "find food")) == []
    assert parts("Bees dance and do not find food.", ("", "Bees dance"), ("Bees", "do not find food")) != []


def one(sentence, before="Harlan built a feeder called FlapBox."):
    return claims(f"# R\n\n## Feeders\n\n{before} {sentence}\n{SOURCES}")[-1]


def test_a_name_is_shown_in_brackets_and_judged_beside_the_printed_words():
    before = one("It emptied in 3 days in every garden [1].")
    claim = with_name(before, "FlapBox", [])
    assert claim.statement == "It [FlapBox] emptied in 3 days in every garden."
    assert claim.judged == before.judged == "It emptied in 3 days in every garden."
    assert claim.reading.judged == "FlapBox emptied in 3 days in every garden."
    assert (claim.id, claim.text, claim.cites) == (before.id, before.text, before.cites)
    assert (claim.reading.cites, claim.reading.reading) == (before.cites, None)


def test_a_possessive_gets_a_name_in_its_form():
    claim = with_name(one("Its lid opened 31 times a day in winter [1]."), "FlapBox", [])
    assert claim.statement == "Its [FlapBox’s] lid opened 31 times a day in winter."
    assert claim.reading.judged == "FlapBox’s lid opened 31 times a day in winter."


def test_parts_that_begin_with_the_same_words_get_the_name_too():
    before = one("It raises survival in winter and lowers the cost of seeds [1].")
    assert [clause.judged for clause in before.clauses][1] == "It lowers the cost of seeds."
    claim = with_name(before, "FlapBox", [])
    assert claim.clauses == before.clauses
    assert [clause.judged for clause in claim.reading.clauses] == [
        "FlapBox raises survival in winter",
        "FlapBox lowers the cost of seeds.",
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "own"),
    [
        ("It emptied in 3 days in every garden [1].", "flapbox", ["FlapBox"]),
        ("They emptied it in 3 days in every garden [1].", "Harlan and Moss", ["Ann Harlan", "Harlan and Moss"]),
        ("They emptied it in 3 days in every garden [1].", "Harlan et al.", []),
        ("The authors emptied it in 3 days in every garden [1].", "Harlan", []),
    ],
)
def test_a_paper_speaks_of_itself_by_no_name_so_such_a_name_is_only_shown(sentence, name, own):
    claim = with_name(one(sentence), name, own)
    assert f"[{name}]" in claim.statement
    assert claim.reading is None


def test_a_claim_that_names_what_it_is_about_takes_no_name():
    claim = one("Feeders emptied in 3 days in every garden [1].")
    assert with_name(claim, "FlapBox", []) is claim
