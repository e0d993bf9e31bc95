import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.numeric.dates import find, otherwise
from claimcheck.verify.quantities import quantities

VERSIONS = "The first version was released in January 2023 and the second version in June 2024."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2019", [("2019", 2019.0)]),
        ("on 12 June 2024", [("June 2024", 2024.06)]),
        ("on June 12th, 2024", [("June 12th, 2024", 2024.06)]),
        ("from May to June of 2021", [("June of 2021", 2021.0)]),
        ("on 2020-03-01", [("2020", 2020.03)]),
        ("from 2015 to 2018", [("2015", 2015.0), ("2018", 2018.0)]),
        ("2015–2018", [("2015", 2015.0), ("2018", 2018.0)]),
        ("in Vienna (2012)", [("2012", 2012.0)]),
        ("in 2000 patients", []),
        ("from 2003 onwards", [("2003", 2003.0)]),
        ("in 2003 at hospitals", [("2003", 2003.0)]),
        ("in 2019-nCoV", []),
        ("a score of 2012", []),
        ("by 2000%", []),
        ("in 2000x", []),
        ("the 2020 season", []),
    ],
)
def test_a_year_is_a_date_where_a_word_says_so(text, expected):
    assert [(date.text, round(date.value, 2)) for date in find(text)] == expected


@pytest.mark.parametrize(
    ("claim", "text", "others"),
    [
        ("The first version was released in June 2024.", VERSIONS, ("June 2024",)),
        ("The first version was released in January 2024.", VERSIONS, ("January 2024",)),
        ("SparseGate was tested in Vienna in 2012.", "SparseGate was tested in Vienna in 2017.", ("2012",)),
        ("SparseGate was tested in Vienna (2012).", "SparseGate was tested in Vienna in 2017.", ("2012",)),
        ("Wheels were tested (Austria 2012, 480 wheels).", "480 wheels were tested in Austria in 2017.", ("2012",)),
        ("Cellars opened in March 2020.", "Cellars opened in April 2020.", ("March 2020",)),
        ("The study ran from 2015 to 2018.", "The study ran from 2012 to 2014.", ("2015", "2018")),
        ("The study ran from 2012 to 2014.", "The study ran from 2012 to 2018.", ("2014",)),
        ("The study ran between 2014 and 2016.", "The study ran 2012-2018.", ("2014", "2016")),
        ("The study ran 2014-2018.", "The study ran between 2012 and 2018.", ("2014",)),
    ],
)
def test_a_date_in_whose_place_another_stands_is_not_borne_out_and_no_conflict(claim, text, others):
    assert otherwise(claim, text) == others
    (score,) = quantities(claim, [Passage(text=text, quotation=text, span=(0, 9))])
    assert score.value < 1.0
    assert set(others) <= set(score.unmatched)
    assert score.conflict is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The second version was released in June 2024.", VERSIONS),
        ("The first version was released in January 2023.", VERSIONS),
        ("The gain was shown in Smith (2012).", "The gain was shown in 2017."),
        ("The wheels were tested in 2017.", "The wheels were tested from 2015 to 2018."),
        ("The wheels were tested in 2013 and 2017.", "The wheels were tested from 2012 to 2018."),
        ("The wheels were tested between 2012 and 2018.", "The wheels were tested from 2012 to 2018."),
        ("Mould grew between 2012 and 2014.", "Mould grew from 2012 to 2014 and shrank from 2015 to 2018."),
        ("Mould was rarer in 2018 than in 2012.", "Mould shrank between 2012 and 2018."),
        ("Cellars opened in 2020.", "Cellars opened in April 2020."),
        ("Cellars opened in April 2020.", "Cellars opened in 2020."),
        ("Mould grew in 2012.", "Nurses were asked in 2017."),
        ("The wheels were tested in 2020.", "The 2020 wheels were tested after mid 2019."),
        ("The wheels were tested in 2020.", "The wheels were tested."),
    ],
)
def test_a_date_that_may_be_the_right_one_is_not_objected_to(claim, text):
    assert otherwise(claim, text) == ()


@pytest.mark.parametrize("piece", ["in 2019 ", "2015-", "June 2024, ", "May to ", "Vienna (2012), ", "2019 to ", "A-"])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    otherwise(piece * (4_000 // len(piece)), piece * (4_000 // len(piece)) + ".")
    assert time.process_time() - begin < 2
