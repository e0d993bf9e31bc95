"""Sentences of a paper that tell no result."""

import pytest

from claimcheck.extract import candidates, tells_no_result
from claimcheck.extract.setup import opening
from claimcheck.read import read_document


@pytest.mark.parametrize(
    "text",
    [
        "In all experiments, counting is elicited simply by placing a feeder behind four landmarks.",
        "We built a hive of 50 cells, each painted in five colours, yielding 250 cells.",
        "Our dataset consists of 50 questions rewritten in five tones, yielding 250 variants.",
        "We read 48 passages to 96 listeners and asked ten questions about each.",
        "We explore how counting landmarks improves the way home.",
        "This paper investigates whether bees count better than wasps.",
        "We demonstrate the effectiveness of our approach on four species.",
        "Our work takes a significant step toward hives without landmarks.",
        "Painted cells pave the way for better counting in all hives.",
        "The fact that bees count raises concerns about how much larger insects know.",
        "From the keeper’s perspective, it is imperative to understand better how bees count.",
        "If bees can tell when counting helps, the landmarks could be used to improve their way home.",
        "We therefore encourage bees to count more by painted cells.",
        "Our findings highlight the critical need for novel methods that count more faithfully.",
        "Practitioners should place fewer landmarks near the feeder.",
        "We believe that bees count better than wasps.",
        "The software can be had from the authors on request; the films cannot be shared.",
        "All code and data are publicly available.",
        "Moving beyond painted cells could reveal stronger effects in natural meadows.",
        "As shown in the hive, we can measure counting even where answers are unknown.",
    ],
)
def test_what_was_done_wanted_hoped_for_or_advised_is_no_result(text):
    assert tells_no_result(text)


@pytest.mark.parametrize(
    "text",
    [
        "We show that bees count to four landmarks.",
        "We tested 40 bees and found that they count to four.",
        "We used painted cells, which improved counting by 12%.",
        "We investigate whether bees count, and find that they do not.",
        "In all experiments, bees were faster than wasps.",
        "We demonstrate the effectiveness of our approach: errors fell by 31.5%.",
        "Counters trained on publicly available data outperform those trained on films.",
        "Data from the authors of the first study lie above ours.",
        "Landmarks made no difference to the wasps.",
        "Our first finding is that there are clear gains when we consider painted cells.",
    ],
)
def test_a_result_is_one_whatever_stands_beside_it(text):
    assert not tells_no_result(text)


def test_an_abstract_opens_with_why_the_work_was_done():
    assert opening(["Bees count.", "We counted them.", "They count to 4."]) == 1
    assert opening(["Bees counted to 4.", "Wasps did not.", "Hornets did.", "We discuss why."]) == 0
    assert opening(["Bees count 31% better.", "We counted them.", "They do."]) == 0
    assert opening(["Bees count.", "Wasps do not."]) == 0
    assert opening([]) == 0


def test_what_an_abstract_opens_with_is_no_candidate():
    why, found = (
        "Insects outperform most other animals at counting flowers.",
        "Wasps count flowers better than bees do, all in all.",
    )
    paper = f"# Bees\n\n## Abstract\n\n{why} We watched bees. {found}\n"
    assert [one.text for one in candidates(read_document(paper.encode(), "paper.md"))] == [found]
