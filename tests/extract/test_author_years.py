import time

import pytest

from tests.extract.helpers import SOURCES, claims, extracted, only

ANTS = """

## References

- Smith, J. (2020a). Steps of desert ants. https://doi.org/10.1000/ants.1
- Smith, J. (2020b). Steps of forest ants. https://doi.org/10.1000/ants.2
- Lee, K. (2021). Wasps at dusk. arXiv:2101.00123
- Lee, K. (2023). Wasps at dawn. arXiv:2301.00124
- Orr, T. and Kim, B. (2019). Hornets and their nests. arXiv:1901.00001
- Orr, T. and Kim, B. (2019). Moths and their lamps. arXiv:1902.00002
"""


@pytest.mark.parametrize(
    ("mark", "cites"),
    [
        ("(Smith, 2020a)", ("10.1000/ants.1",)),
        ("(Smith, 2020b)", ("10.1000/ants.2",)),
        ("(Smith, 2020a, b)", ("10.1000/ants.1", "10.1000/ants.2")),
        ("(Smith, 2020a, 2020b)", ("10.1000/ants.1", "10.1000/ants.2")),
        ("(Smith, 2020)", ("10.1000/ants.1", "10.1000/ants.2")),
        ("(Smith, 2020c)", ("Smith, 2020c",)),
        ("(Orr & Kim, 2019a)", ("1901.00001",)),
        ("(Orr & Kim, 2019b)", ("1902.00002",)),
        ("(Orr & Kim, 2019)", ("1901.00001", "1902.00002")),
        ("(Lee 2021, 2023)", ("2101.00123", "2301.00124")),
        ("(Lee, 2021; 2023)", ("2101.00123", "2301.00124")),
        ("(Lee, 2021, p. 4; Smith, 2020a)", ("2101.00123", "10.1000/ants.1")),
        ("(Lee 2015, 2023)", ("Lee 2015", "2301.00124")),
        ("(Lee, 2021a)", ("2101.00123",)),
    ],
)
def test_the_letter_of_a_year_and_each_further_year_lead_to_their_own_work(mark, cites):
    claim = only(f"# R\n\nInsects can count all of their own steps {mark}." + ANTS)
    assert (set(claim.cites), claim.judged) == (set(cites), "Insects can count all of their own steps.")


def test_a_year_that_goes_on_saying_something_is_no_further_year():
    assert only("# R\n\nInsects count their steps (Lee 2021, 2023 hives)." + ANTS).cites == ("2101.00123",)


def test_years_behind_a_name_in_the_sentence_lead_to_a_work_each():
    assert only("# R\n\nLee (2021, 2023) reports that wasps dance." + ANTS).cites == ("2101.00123", "2301.00124")


@pytest.mark.parametrize(
    "mark", ["(Invented, 2024)", "(see Invented 2024a)", "(Invented, 2024, p. 3)", "[Van-Invented, 2024]"]
)
def test_a_single_author_whom_no_entry_names_is_replaced_by_no_other_paper(mark):
    found = extracted(f"# R\n\nAnts count all of their steps (Smith, 2020a). Bees can make honey {mark}.\n" + ANTS)
    (key,) = found.claims[-1].cites
    assert "Invented" in key
    assert found.claims[-1].judged == "Bees can make honey."
    assert {r.key: r.status.value for r in found.references}[key] == "unlisted"


@pytest.mark.parametrize(
    "aside",
    [
        "(GPT-4, 2023)", "(January 2024)", "(Steps, 2023)", "(Table 2, 2021)", "(ACL 2023)", "(NeurIPS, 2023)",
        "(Vienna, 2017)", "(Walden, 2020)", "(In 2020)", "(OpenAI, 2023)", "(Llama, 2023)", "(Hive data, 2023)",
        "(Invented, 2024 hives)",
    ],
)  # fmt: skip
def test_a_place_a_month_a_venue_a_model_or_a_word_of_the_report_is_no_author(aside):
    text = f"# R\n\nAnts near Walden count their steps (Smith, 2020a). Bees can make much honey {aside}.\n"
    found = extracted(text + ANTS)
    assert (found.claims[-1].cites, found.claims[-1].cited_by) == (("10.1000/ants.1",), "paragraph")
    assert found.claims[-1].judged == f"Bees can make much honey {aside}."
    assert not any(r.status == "unlisted" for r in found.references)


def test_an_entry_that_prints_name_and_year_lists_the_work_though_its_authors_were_not_read():
    entry = "- Kay Mapp, Rod Nie, •. Mentor, and Jo Hew. Steps of Smith and others? arXiv:1501.00001, 2015.\n"
    found = extracted("# R\n\nAnts can count all of their steps (Mapp et al., 2015; Smith, 2015)." + ANTS + entry)
    assert found.claims[0].cites == ("1501.00001",)
    assert not any(r.status == "unlisted" for r in found.references)


def test_where_numbers_are_the_marks_a_name_with_a_year_is_no_citation():
    last = claims("# R\n\nAnts count their steps [2]. Bees can make much honey (Walden, 2020).\n" + SOURCES)[-1]
    assert (last.cites, last.cited_by) == (("10.1000/ants.1",), "paragraph")


@pytest.mark.parametrize("run", ["(Smith, 2020, ", "Smith 2020, a, ", "(Smith and Orr, 2020, 2021; "])
def test_a_long_run_of_names_and_years_is_read_in_linear_time(run):
    begun = time.process_time()
    assert claims(f"# R\n\nBees count to four {run * 3_000} (Smith, 2020a)." + ANTS)
    assert time.process_time() - begun < 5
