"""What a passage tells of others' work."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.others import of_others, taken_over


@pytest.mark.parametrize(
    "text",
    [
        "Holm et al. reported that lamps halved the catch of moths.",
        "Holm et al. (2019) reported that lamps halved the catch of moths.",
        "Holm and Brandt (2019) fitted lamps; the lamps halved the catch of moths.",
        "In Chile, Holm and co-authors found that lamps halved the catch of moths.",
        "A small trial by Holm et al. suggests that lamps halved the catch of moths.",
        "In an earlier laboratory study, lamps halved the catch of moths.",
        "Previous studies have shown that lamps halved the catch of moths.",
        "It has been argued that lamps halved the catch of moths.",
        "Lamps halved the catch of moths in Swiss gardens (Holm and Brandt 2016).",
    ],
)
def test_what_others_found_is_no_finding_of_the_paper(text):
    claim = "Lamps halved the catch of moths."
    assert of_others(claim, text) == "halved the catch"
    assert of_others("Holm et al. found that lamps halved the catch of moths.", text) is None
    assert of_others("Earlier work found that lamps halved the catch of moths.", text) is None
    assert of_others(claim, f"{text} In our gardens, too, lamps halved the catch of moths.") is None


LOSS = "With the contrastive loss introduced by Holm et al. (2020), we count moths."


def test_what_stands_behind_a_semicolon_may_be_the_papers_own_again():
    text = "Earlier work by Holm et al. reported that lamps halved the catch of moths; here, we extend it to ponds."
    assert of_others("Lamps halved the catch of moths.", text) == "halved the catch"
    assert of_others("The authors extend it to ponds.", text) is None
    text = "It has been argued that lamps halved the catch of moths; we find no sign of it in ponds."
    assert of_others("Lamps halved the catch of moths.", text) == "halved the catch"


@pytest.mark.parametrize(
    "text",
    [
        "Their tests with lamps halved the catch of moths.",
        "They found that lamps halved the catch of moths.",
        "For this, that method employs lamps and halves the catch of moths.",
        "A notable difference is that they used lamps that halved the catch of moths.",
    ],
)
def test_they_are_others_as_authors_are_we(text):
    assert of_others("Lamps halved the catch of moths.", text) == "halved the catch"


@pytest.mark.parametrize(
    ("claim", "text", "thing"),
    [
        ("The authors introduce a contrastive loss for moths.", LOSS, "contrastive loss"),
        ("The authors propose the moth count score.", "We use the moth count proposed in Holm (2020).", "moth count"),
        ("The authors propose moth-counting, a score.", "Moth-counting [Holm et al., 2020] adds all.", "Moth-counting"),
        ("They introduce Hive, a store of moth counts.", "We start from moth counts (Holm et al., 2020).", None),
        ("The authors introduce a ranking loss.", LOSS, None),
        ("The authors use the contrastive loss.", LOSS, None),
        ("The authors introduce Holm et al.'s contrastive loss.", LOSS, None),
        ("", LOSS, None),
    ],
)  # fmt: skip
def test_what_others_introduced_the_authors_did_not(claim, text, thing):
    assert taken_over(claim, text) == thing


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The authors use BERT as encoder.", "We use BERT (Devlin et al., 2019) as encoder."),
        ("Moths were counted with the M9 scale.", "Moths were assessed with the M9 scale (Holm et al., 2001)."),
        ("Models were trained with Adam.", "Models were trained with the Adam optimizer (Holm and Brandt, 2019)."),
        ("The tests were run in R.", "The tests were run in R version 4.1 (R Core Team, 2021)."),
        ("Lamps halved the catch.", "Unlike Holm (2016), we saw that lamps halved the catch (Brandt 2018)."),
        ("Lamps halved the catch.", "Lamps halved the catch of moths."),
        ("Moths are drawn to lamps.", "They are drawn to lamps."),
        ("Lamps scaled to gardens.", "Our lamps scaled to gardens, compared to Holm et al. (2019) who used one room."),
        ("Lamps saved power.", "Holm et al. reported that lamps halved the catch."),
        ("", "Holm et al. reported that lamps halved the catch."),
        ("Holm and Brandt saw lamps halve the catch.", "Holm and Brandt (2019) saw lamps halve the catch."),
        ("In Chile, Brandt saw lamps halve the catch.", "Holm and Brandt (2019) saw lamps halve the catch in Chile."),
        ("It had been found that lamps halve the catch.", "Holm et al. found that lamps halve the catch."),
    ],
)
def test_what_the_paper_says_itself_is_not_of_others(claim, text):
    assert of_others(claim, text) is None


@pytest.mark.parametrize("piece", ["In an earlier ", "Holm et al. ", "(A 2016 ", "it has been often ", "A and B "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    of_others("Bees count.", piece * (8_000 // len(piece)))
    assert time.process_time() - begin < 3


def test_what_a_named_author_is_said_to_do_is_not_what_a_passage_tells_of_others():
    passage = "Holm et al. (2019) proposed lamps that halve the catch of moths."
    assert of_others("Berg et al. propose lamps that halve the catch of moths.", passage)
    assert of_others("Holm et al. propose lamps that halve the catch of moths.", passage) is None
    assert of_others("Berg et al. build on lamps that halve the catch of moths.", passage) is None
