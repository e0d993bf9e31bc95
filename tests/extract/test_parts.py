"""Sentences that state several things, and those that only look so."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract.parts import divide, finite_verb


def parts(sentence):
    return [
        f"[{p.carried}] {sentence[p.start : p.end]}" if p.carried else sentence[p.start : p.end]
        for p in divide(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The queen lays 2,000 eggs a day, and the workers feed the larvae.",
            ["The queen lays 2,000 eggs a day", "the workers feed the larvae."],
        ),
        (
            "HiveNet reduces the error by 3% and improves recall.",
            ["HiveNet reduces the error by 3%", "[HiveNet] improves recall."],
        ),
        (
            "Marsh et al. find that HiveNet reduces the error and improves recall.",
            ["Marsh et al. find that HiveNet reduces the error", "[HiveNet] improves recall."],
        ),
        (
            "While bees count to four, wasps fail at two.",
            ["bees count to four", "wasps fail at two."],
        ),
        ("Proposes a new net and shows that it holds.", ["Proposes a new net", "shows that it holds."]),
        (
            "Bees improved on 8 of 9 tasks; only the wasps showed no gain.",
            ["Bees improved on 8 of 9 tasks", "only the wasps showed no gain."],
        ),
        (
            "Bees need a queen to survive; wasps, for instance, could not live alone in winter.",
            ["Bees need a queen to survive", "wasps, for instance, could not live alone in winter."],
        ),
        (
            "Dance reading combines two waggles of a bee; it doubles the cost.",
            ["Dance reading combines two waggles of a bee", "[Dance reading] doubles the cost."],
        ),
        ("GPT-2 Small counts bees; beats wasps.", ["GPT-2 Small counts bees", "[GPT-2 Small] beats wasps."]),
        ("Faster flight with few losses; some more noise.", ["Faster flight with few losses", "some more noise."]),
        (
            "Of the bees 73% found the song and 15% showed no fear.",
            ["Of the bees 73% found the song", "15% showed no fear."],
        ),
    ],
)
def test_a_sentence_of_several_statements_has_its_parts(sentence, expected):
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Bees count to four.",
        "Bees, wasps, and some ants are able to count.",
        "If the queen dies, the hive raises a new one, and the workers leave.",
        "Bees and wasps count to four and to two, respectively.",
        "The net was trained on bees and evaluated on wasps.",
        "Accuracy rose from 4% to 74% and F1 from 0.1 to 0.7.",
        "The difference between bees and wasps is small.",
        "Bees count to four, and it helps them find the hive.",
        "Bees count to four; it is known that they see the hive.",
        "Bees count to four; these see the hive.",
        "Among old bees it rises to four; among those of the wood it remains at two.",
        "Singing was linked to rest, while dancing was not.",
        "Bees improved with rest, whereas wasps did not.",
        "The hives: bees of the old wood; wasps of the new wood.",
        "Bees improved on 8 of 9 tasks; wasps on two of them.",
        "Between 30% and 45% found the song.",
        "The work compares both honey bees and bumble bees.",
        "It says “the queen lays eggs, and the workers feed them”.",
        "",
    ],
)
def test_a_sentence_that_cannot_be_parted_stays_whole(sentence):
    assert parts(sentence) == []


def test_a_that_clause_of_the_subject_is_no_reported_one():
    sentence = "The fear that paralysed society decreased and made room for hope."
    assert "[society]" not in " ".join(parts(sentence))


@given(st.text(max_size=300))
def test_parts_lie_in_order_inside_the_sentence(text):
    found = divide(text)
    assert len(found) != 1
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_very_long_sentence_is_read_in_no_time():
    assert divide("the bees fly, and " * 20_000) == ()
    assert divide("and, " * 190) == ()
    assert finite_verb("bees " * 50_000) is None
