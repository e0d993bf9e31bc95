import pytest

from tests.extract.helpers import SOURCES, extracted


def counted(text: str) -> list[tuple[str, int]]:
    return [(count.what, count.value) for count in extracted(text).counts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This report synthesises findings from 15 peer-reviewed papers.", [("papers", 15)]),
        ("A search of three databases yielded 15 papers.", [("papers", 15)]),
        (
            "15 papers retrieved. 12 claims extracted; 2 independently verified.",
            [("papers", 15), ("claims", 12), ("verified", 2)],
        ),
        ("12 claims were extracted; 9 were verified against the texts.", [("claims", 12), ("verified", 9)]),
        ("**Papers reviewed**: 7", [("papers", 7)]),
        ("This review covers 31 recent studies.", [("papers", 31)]),
        ("Bees count up to 4 landmarks in 12 fields.", []),
    ],
)
def test_counts_that_the_report_states_of_itself_are_found(sentence, expected):
    assert counted(f"# R\n\n{sentence}\n") == expected


def test_a_count_stands_where_its_words_stand():
    text = "# R\n\nOur search of all the sources yielded 15 papers.\n"
    (count,) = extracted(text).counts
    where = count.location
    assert text.split("\n")[where.line - 1][where.column - 1 : where.end_column - 1] == "yielded 15 papers"


@pytest.mark.parametrize(
    "text",
    [
        "# R\n\n## Bees (2404.08335)\n\nThis survey is based on 200 papers.\n",
        "# R\n\n## References\n\n- A review of 200 papers. 2020.\n",
        "# R\n\n```\n200 papers retrieved\n```\n",
    ],
)
def test_what_a_paper_or_the_list_or_code_counts_is_no_count_of_the_report(text):
    assert counted(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A meta-analysis based on 32 studies shows that bees count [1].",
        "Marsh and Lind (2024) reviewed 45 papers on bees.",
        "Marsh et al. reviewed 45 papers on bees.",
        "The set holds 500 verified problems on the counting of bees [1].",
    ],
)
def test_what_a_cited_work_counted_is_no_count_of_the_report(sentence):
    assert counted(f"# R\n\n{sentence}{SOURCES}") == []


@pytest.mark.parametrize("sentence", ["This review covers 31 studies [1].", "We reviewed 31 papers as in [1]."])
def test_what_the_report_says_that_it_counted_may_cite_all_the_same(sentence):
    assert counted(f"# R\n\n{sentence}{SOURCES}") == [("papers", 31)]


@pytest.mark.parametrize(
    "text",
    [
        "# R\n\n**Research Question**: Do bees count better than wasps?\n",
        "# R\n\nIt answers the following research question: Do bees count better than wasps. More is said below.\n",
        "# R\n\nResearch question: Do bees count better than wasps?.\n",
    ],
)
def test_the_research_question_is_found_where_it_is_named(text):
    assert extracted(text).question == "Do bees count better than wasps?"


def test_a_heading_may_name_the_question_below_it():
    assert extracted("# R\n\n## Research Question\n\nDo bees\ncount?\n").question == "Do bees count?"


def test_a_report_without_a_question_has_none():
    assert extracted("# R\n\nBees count. Do wasps?\n").question is None
