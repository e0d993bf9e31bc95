import pytest

from claimcheck.extract.list_headings import heads_sources
from tests.extract.helpers import extracted

HEADINGS = (
    "📚 References", "VII. References", "A. References", "8) References", "12.3 - Bibliography",
    "Appendix A: References", "References Cited", "Works Cited", "Papers Cited", "Cited Literature",
    "References and Further Reading", "References & Notes", "Reference List", "List of References",
    "Full List of Sources", "Sources Consulted",
    "Source Papers", "Key References", "Selected Bibliography", "References (APA style)", "References [20]",
    "Literaturverzeichnis", "Quellen", "Bibliographie", "Références", "Bibliografía", "Referencias", "参考文献",
    "Список литературы",
)  # fmt: skip
ENTRIES = "1. Marsh, A. (2024). Counting bees in the field.\n2. Smith, J. (2021). Wasps at dusk.\n"


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("line", ["## {}", "**{}**", "**{}:**"])
def test_a_list_is_known_by_its_heading_in_whatever_words_and_language(heading, line):
    found = extracted(f"# R\n\nWasps dance up to 4 times [2].\n\n{line.format(heading)}\n\n{ENTRIES}")
    assert [(r.title, r.cited) for r in found.references] == [
        ("Counting bees in the field", False), ("Wasps at dusk", True)
    ]  # fmt: skip
    assert [claim.text for claim in found.claims] == ["Wasps dance up to 4 times [2]."]


@pytest.mark.parametrize(
    "heading",
    [
        "References to prior work in industry", "Reference models", "Sources of error", "Key papers", "Papers reviewed",
        "Literature review", "Source code", "Data sources", "Open-source models", "Citation counts", "Cited by",
        "Works in progress", "Referential integrity", "A reference", "Further reading",
    ],
)  # fmt: skip
def test_other_headings_head_no_list(heading):
    assert not heads_sources(heading)


@pytest.mark.parametrize(
    "said",
    [
        "References to wasps are few: 3 of 20 papers name one.",
        "Sources: [1], [2].",
        "Sources differ.\nBees count up to four landmarks.",
        "References\nof bees are rare in all 20 papers.",
        "Literature: bees count up to four landmarks.",
    ],
)
def test_words_that_begin_like_a_heading_are_said_all_the_same(said):
    text = f"# R\n\nBees count to four [1].\n\n{said}\n\n## References\n\n{ENTRIES}"
    assert len([r for r in extracted(text).references if r.in_list]) == 2
    assert all(part.reason != "bibliographic" for part in extracted(text).skipped if part.text.startswith(said[:9]))


LIST = "[1] Marsh, A. (2024). Counting bees in the field.{}[2] Smith, J. (2021). Wasps at dusk."


@pytest.mark.parametrize("head", ["Sources: ", "**References:**\n", "**References**\n\n"])
@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("said", ["Wasps count up to 3 landmarks [2].", "[2] reports that wasps count up to three."])
def test_what_is_said_behind_the_entries_of_a_list_without_a_heading_is_no_entry(head, between, said):
    text = f"# R\n\n## Bees\n\nBees count up to four [1].\n\n{head}{LIST.format(between)}\n\n{said}\n"
    assert [claim.text for claim in extracted(text).claims] == ["Bees count up to four [1].", said]
    assert [r.title for r in extracted(text).references] == ["Counting bees in the field", "Wasps at dusk"]


def test_a_list_without_a_heading_goes_on_behind_a_paragraph_where_its_numbers_do():
    remark = "\n\nIt was awarded a prize.\n\n"
    found = extracted(f"# R\n\nWasps count up to three [2].\n\n**References**\n\n{LIST.format(remark)}\n")
    assert [(r.title, r.cited) for r in found.references] == [
        ("Counting bees in the field", False), ("Wasps at dusk", True)
    ]  # fmt: skip
