import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.read.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_sentences_are_parted_without_the_white_space_around_them():
    assert sentences("  Bees count.  Wasps do not!\nDo hornets? ") == ["Bees count.", "Wasps do not!", "Do hornets?"]


@pytest.mark.parametrize(
    "text",
    [
        "The scores in Tab. 2 rose by 3 points.",
        "As Fig. 4 and Eq. 7 show, bees count.",
        "Marsh et al. 2024 found that bees count.",
        "Bees count, cf. Sec. 3.2 of the work.",
        "Bees beat wasps, i.e. they count further.",
        "Bees vs. Wasps was the first test.",
        "The work of A. Marsh tells of bees.",
        "It rose to 34.3 percent in 2.5 hours.",
    ],
)
def test_a_scientific_abbreviation_ends_no_sentence(text):
    assert sentences(text) == [text]


def test_a_degree_ends_a_sentence():
    assert sentences("It was dried at 90 °C. Unless told otherwise, bees count.") == [
        "It was dried at 90 °C.",
        "Unless told otherwise, bees count.",
    ]


def test_a_citation_mark_behind_the_full_stop_stays_with_its_sentence():
    assert sentences("Bees count to four.[12] Wasps do not.[3, 5–7] Hornets sleep.") == [
        "Bees count to four.[12]",
        "Wasps do not.[3, 5–7]",
        "Hornets sleep.",
    ]


def test_a_name_in_mixed_case_begins_a_sentence():
    assert sentences("It helps on all tasks. MultiArith rose most of all.") == [
        "It helps on all tasks.",
        "MultiArith rose most of all.",
    ]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_gives_no_sentence(text):
    assert sentence_spans(text) == ()


@given(
    st.lists(
        st.sampled_from(
            ["Bees", "e.g.", "Fig.", "3.", "[4]", "a.", "“No.”", "\n", "B.", "!", "(x)", "a.[^1]", "(Lee, 2020)"]
        ),
        max_size=30,
    )
)
def test_sentences_stand_in_order_and_hold_every_character_but_white_space(parts):
    text = " ".join(parts)
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_a_sentence_ends_behind_a_word_that_is_too_long_for_prose():
    long = "https://example.org/" + "a!b?" * 600
    assert sentences(f"See {long}. Bees count.") == [f"See {long}.", "Bees count."]


@pytest.mark.parametrize(
    "piece",
    [
        "e.g. ",
        "[1] ",
        "Fig. ",
        "a",
        ".",
        "[",
        "A. b ",
        "![",
        '"!',
        "a.[^1]",
        "a. (Lee, 2020; ",
        "a. [@",
        "a. - Lee, Kim, ",
    ],
)
def test_hostile_repetitions_are_parted_in_bounded_time(piece):
    begin = time.process_time()
    sentence_spans(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wasps do not. [3, 5–7] Hornets sleep.", ["Wasps do not. [3, 5–7]", "Hornets sleep."]),
        ("Bees count. [3] shows that they do.", ["Bees count.", "[3] shows that they do."]),
        ("Wasps do not dance.3 Hornets sleep.", ["Wasps do not dance.3", "Hornets sleep."]),
        ("Bees count. [1] [3] shows that they do.", ["Bees count.", "[1] [3] shows that they do."]),
        ("Bees count.[1] [3] shows that they do.", ["Bees count.[1]", "[3] shows that they do."]),
        ('Wasps do "not".12 Hornets sleep.', ['Wasps do "not".12', "Hornets sleep."]),
    ],
)
def test_a_citation_mark_behind_a_full_stop_stays_with_its_sentence_unless_it_begins_the_next(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[^1]", "[^dance]"),
        (" [^1]", "[^1][^2]"),
        ("[@lee2020]", "[see @lee2020, p. 3; @kim2021]"),
        (" (Lee et al., 2022)", " (Lee and Kim, 2021a; Orr 2020, p. 4)"),
        (" (see Lee et al. 2022).", " (van der Berg, 2020, 2021)"),
        (" [Lee, Kim, and Orr, 2022]", " – Lee et al. (2022)"),
        ("¹", "²³"),
        ("【1】", "【12†source】"),
        ("[1]–[3]", "[1], [2]"),
        ("[1, p. 4]", " [2, pp. 4–6]"),
    ],
)
def test_each_kind_of_mark_stays_with_the_sentence_that_it_stands_behind(one, other):
    parts = [f"Bees count to four.{one}", f"Wasps dance at dusk.{other}", f"Hornets sleep all day.{one}"]
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Bees count.", "(In 2021, wasps did so too.)", "Hornets sleep."],
        ["Bees count.", "(Lee et al., 2022) report that wasps do."],
        ["As Lee et al.[^1] Marsh counts bees."],
        ["Bees count further, cf. (Orr, 2020) Marsh and others."],
    ],
)
def test_what_is_no_mark_or_stands_behind_no_end_parts_no_sentences(parts):
    assert sentences(" ".join(parts)) == parts
