import time

import pytest

from claimcheck.verify.numeric.frames import frames
from claimcheck.verify.numeric.printed import as_printed


@pytest.mark.parametrize(
    ("claim", "text", "asked"),
    [
        (
            "Training used about 5,000 hours of song.",
            "Training used 4,870 hours of song.",
            "Training used 4,870 hours of song.",
        ),
        ("Some 35% of nests failed.", "Of the nests 35.2 percent failed.", "35.2% of nests failed."),
        ("It holds 100k sentences.", "It holds 100,240 sentences.", "It holds 100,240 sentences."),
        ("It cost $9 million.", "It cost $9.2 million.", "It cost $9.2 million."),
        ("It has 0.5 million users.", "It has 500,000 users.", "It has 500,000 users."),
        ("30% of the cells failed.", "A share of 0.306 of the cells failed.", "0.306 of the cells failed."),
        ("The share was 0.31.", "The share was 30.6%.", "The share was 30.6%."),
        ("About a quarter of the owls left.", "Of the owls, 25.4% left.", "25.4% of the owls left."),
        ("In all 75% of owls left.", "Three quarters of owls left.", "In all Three quarters of owls left."),
        ("About 20% of owls left.", "One in five owls left.", "One in five owls left."),
        ("About 20% of owls left.", "In all 12 of the 60 owls left.", "12 of the 60 owls left."),
        ("One in five owls left.", "In all 20.3% of owls left.", "20.3% of owls left."),
        ("One in five owls left.", "A fifth of owls left.", "A fifth of owls left."),
        ("It took 48 hours.", "It took 2 days.", "It took 2 days."),
        ("Sleep rose by 2.5 h.", "Sleep rose from 5.5 to 8.0 h.", "Sleep rose from 5.5 to 8.0 h."),
        ("It rose (+2.5), from 5.5 to 8.0.", "It rose from 5.5 to 8.0.", "It rose, from 5.5 to 8.0."),
        ("It fell by 12 points, from 80% to 68%.", "It fell from 80% to 68%.", "It fell from 80% to 68%."),
        (
            "It failed in 25% of dry nests and 35% of wet ones.",
            "It failed in 25.4% of dry nests and 35.2% of wet ones.",
            "It failed in 25.4% of dry nests and 35.2% of wet ones.",
        ),
    ],
)
def test_a_number_is_printed_as_in_the_passage(claim, text, asked):
    assert as_printed(claim, text) == asked


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # The same print, but for what makes no other number of it.
        ("It has 1,024 nests.", "It has 1024 nests."),
        ("It fell by 2.5 points.", "The change was -2.5 points."),
        # Another number, or that of another thing.
        ("Training used 5,000 hours.", "Training used 4,100 hours."),
        ("Accuracy was 62%.", "The risk ratio was 0.62."),
        # Which of the two is meant?
        ("In 35% of nests eggs were lost.", "In 35.2% of old nests and 34.8% of new nests eggs were lost."),
        # The model reads bounds well, and "over 40" is no rounding of 46.
        ("More than 40 nests failed.", "In all 46 nests failed."),
        # A fraction that is no share of something.
        ("A third dose was given.", "In all 33.4% had a dose."),
        # Who sharpens a number has it from elsewhere.
        ("It failed in 35.2% of nests.", "It failed in 35% of nests."),
        # No size of this change, or one that the passage has.
        ("It fell by 15 points, from 80% to 68%.", "It fell from 80% to 68%."),
        ("It fell by 12 points, from 80% to 68%.", "It fell from 80% to 68%, by 12 points."),
        ("It grows as n^2 and 10^4.", "It grows as n^2 and 10,040."),
    ],
)
def test_a_number_stays_as_it_is_where_nothing_is_gained_or_sure(claim, text):
    assert as_printed(claim, text) == claim


@pytest.mark.parametrize("text", ["5 " * 450, "1," * 450, "(see Table 1, 2, 3" * 50])
def test_a_text_full_of_numbers_takes_no_longer_than_finding_them(text):
    start = time.perf_counter()
    frames.cache_clear()
    frames(text)
    found = time.perf_counter() - start
    start = time.perf_counter()
    as_printed(text, text)
    assert time.perf_counter() - start < 20 * found + 1.0
