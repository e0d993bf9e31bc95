import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Document
from claimcheck.read import read_document


def read(text: str) -> Document:
    return read_document(text.encode(), "report.txt")


def shape(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.text) for block in document.blocks]


def test_blank_lines_part_blocks_and_short_lines_without_a_full_stop_are_headings():
    document = read(
        "Counting Bees\n\nThey count to four.\nThey remember.\n\n3 Results\n\n3.1 Field\n\nAll went well.\n"
    )
    assert shape(document) == [
        ("heading", 2, "Counting Bees"),
        ("paragraph", 0, "They count to four. They remember."),
        ("heading", 2, "3 Results"),
        ("heading", 3, "3.1 Field"),
        ("paragraph", 0, "All went well."),
    ]
    assert document.title == "Counting Bees"
    assert document.format == "text"


def test_an_underlined_line_is_a_heading_with_text_right_below_it():
    assert shape(read("Title\n=====\nBees count.\n\nPart\n----\nWasps do not.\n")) == [
        ("heading", 1, "Title"),
        ("paragraph", 0, "Bees count."),
        ("heading", 2, "Part"),
        ("paragraph", 0, "Wasps do not."),
    ]


def test_a_numbered_line_right_above_its_text_is_a_heading():
    assert shape(read("2.1 In the field\nBees count to four there.\n"))[0] == ("heading", 3, "2.1 In the field")


@pytest.mark.parametrize("line", ["Bees count.", "Do they count?", "They count:", "w" * 141])
def test_a_lone_line_that_ends_like_a_sentence_or_is_long_is_no_heading(line):
    assert shape(read(line)) == [("paragraph", 0, line)]


def test_items_have_their_depth_and_their_further_lines():
    assert shape(read("They do this.\n- count\n  landmarks\n* dance\n    • on combs\n(3) sleep.\n")) == [
        ("paragraph", 0, "They do this."),
        ("item", 0, "count landmarks"),
        ("item", 0, "dance"),
        ("item", 2, "on combs"),
        ("item", 0, "sleep."),
    ]


def test_tabs_make_rows_under_the_first_one_as_header():
    document = read("Claim\tVerified\tConfidence\nBees count.\t✓\t0.9\nWasps count.\t\t0.1\n\nA\tB\n")
    assert [(b.cells, b.header) for b in document.blocks] == [
        (("Claim", "Verified", "Confidence"), ("Claim", "Verified", "Confidence")),
        (("Bees count.", "✓", "0.9"), ("Claim", "Verified", "Confidence")),
        (("Wasps count.", "", "0.1"), ("Claim", "Verified", "Confidence")),
        (("A", "B"), ("A", "B")),
    ]


def test_a_mark_of_byte_order_is_part_of_the_text_and_of_no_block():
    document = read("\ufeffCounting Bees\n\nThey count.\n")
    assert document.title == "Counting Bees"
    assert document.blocks[0].span == (1, 14)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_kind_of_line_end_gives_the_same_blocks(end):
    text = "Title\n\nOne line\nand another.\n- item\n\nA\tB\n1\t2\n"
    assert shape(read(text.replace("\n", end))) == shape(read(text))


@given(st.text("aé1 .-\t\n\r\f=*•", max_size=120).filter(str.strip))
def test_every_word_leads_back_to_its_very_characters_and_none_is_lost(text):
    text = "w" + text
    document = read(text)
    assert document.text == text
    read_back = []
    for block in document.blocks:
        for word in re.finditer(r"[a-zé]+", block.text):
            assert text[slice(*block.source(*word.span()))] == word[0]
            read_back.append(word[0])
    assert read_back == re.findall(r"[a-zé]+", text)


@pytest.mark.parametrize(
    "text", ["- " * 50_000, "a\t" * 50_000, "=" * 100_000, "1." * 50_000, "\r" * 50_000 + "x", " " * 300_000 + "x"]
)
def test_hostile_repetitions_are_read_in_bounded_time(text):
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


def test_a_line_of_a_megabyte_is_one_paragraph():
    (block,) = read("bees count landmarks " * 50_000).blocks
    assert len(block.text) > 1_000_000
