"""The list of sources: what in it is an entry, and which number each has."""

import pytest

from tests.extract.helpers import extracted, references

HEAD = "## References\n\n"
BEES = "Marsh, A. (2024). Counting bees in the field. arXiv:2404.08335"
WASPS = "Smith, J. (2021). Wasps at dusk."
ANTS = "Orr, T. (2020). Steps of desert ants."


def numbered(sources: str) -> dict[int, str]:
    """The title of what each number from 1 to 9 means, where a report cites them all."""
    said = "\n\n".join(f"Insects of kind {n} count up to four landmarks [{n}]." for n in range(1, 10))
    found = extracted(f"# R\n\n{said}\n\n{sources}\n")
    titles = {r.key: r.title for r in found.references if r.in_list}
    cited = {int(c.text[-3]): c.cites for c in found.claims}
    return {number: titles[keys[0]] for number, keys in cited.items() if keys[0] in titles}


TITLES = {1: "Counting bees in the field", 2: "Wasps at dusk", 3: "Steps of desert ants"}
LISTS = {
    "a bold line for a heading": f"**References**\n\n{BEES}\n\n{WASPS}\n\n{ANTS}",
    "a lead-in": f"{HEAD}The following works of 2020 to 2024 were read.\n\n- {BEES}\n- {WASPS}\n- {ANTS}",
    "a lead-in of a bold line": f"**Sources**\n\nThese 3 papers of 2020–2024 were read.\n\n{BEES}\n\n{WASPS}\n\n{ANTS}",
    "labels": f"{HEAD}**Core papers (2021–2024)**\n\n- {BEES}\n- {WASPS}\n\n**Other works (2020)**\n\n- {ANTS}",
    "labels and numbers": f"{HEAD}**Bees (2024)**\n\n1. {BEES}\n\n**Not bees (2021)**\n\n2. {WASPS}\n3. {ANTS}",
    "a second paragraph": f"{HEAD}[1] {BEES}\n\nIn Proceedings of Bees, 2024.\n\n[2] {WASPS}\n\n[3] {ANTS}",
    "a second paragraph of an item": f"{HEAD}1. {BEES}\n\n   In Proceedings of Bees, 2024.\n\n2. {WASPS}\n3. {ANTS}",
    "a table": HEAD + "| # | Title | Year |\n|---|---|---|\n| 1 | Counting bees in the field | 2024 |\n"
    "| 2 | Wasps at dusk | 2021 |\n| 3 | Steps of desert ants | 2020 |",
    "the heading in the first paragraph": f"References:\n[1] {BEES}\n\n[2] {WASPS}\n\n[3] {ANTS}",
    "the heading before all of them": f"**References**\n{BEES}\n\n{WASPS}\n\n{ANTS}",
    "the heading on the line of the first": f"References: [1] {BEES} [2] {WASPS} [3] {ANTS}",
}


@pytest.mark.parametrize("name", LISTS)
def test_only_entries_are_counted(name):
    assert numbered(LISTS[name]) == TITLES


TABLE = """## Sources

| Ref | Title | Year |
|-----|-------|------|
| [4] | Counting bees in the field | 2024 |
| [2] | Wasps at dusk | 2021 |
| 9 | Steps of desert ants | 2020 |
"""


@pytest.mark.parametrize(
    ("sources", "numbers"),
    [
        (f"{HEAD}3. {BEES}\n4. {WASPS}\n5. {ANTS}", (3, 4, 5)),
        (f"**Sources**\n\n**Core papers**\n\n1. {BEES}\n2. {WASPS}\n\n**Reports**\n\n7. {ANTS}", (1, 2, 7)),
        (TABLE, (4, 2, 9)),
        (f"{HEAD}1. {BEES}\n2. Anon\n3. {WASPS}\n4. {ANTS}", (1, 3, 4)),
        (f"{HEAD}- {BEES}\n- Anon\n- {WASPS}\n- {ANTS}", (1, 3, 4)),
        (f"{HEAD}1. {BEES}\n2. {WASPS}\n\nSome words.\n\n1. {ANTS}", (1, 2, 3)),
    ],
)  # fmt: skip
def test_the_number_that_is_printed_is_the_number(sources, numbers):
    assert numbered(sources) == dict(zip(numbers, TITLES.values(), strict=True))


def test_the_number_that_a_page_shows_is_the_number():
    text = (
        "<p>Bees count to four [3]. Wasps count up to two [9].</p><h2>References</h2><ol start=3>"
        "<li>Counting bees in the field, 2024. arXiv:2404.08335</li><li value=9>Wasps. arXiv:2301.00123</li></ol>"
    )
    assert [c.cites for c in extracted(text, "r.html").claims] == [("2404.08335",), ("2301.00123",)]


def test_the_lists_of_two_sections_go_on_with_the_numbers_that_are_printed():
    lists = [f"### References\n\n1. {BEES}\n2. {WASPS}\n", f"### References\n\n3. {ANTS}\n"]
    text = (
        f"# R\n\n## Bees\n\nBees count to four [1].\n\n{lists[0]}\n## Ants\n\nAnts count 9 steps [3] [2].\n\n{lists[1]}"
    )
    assert [c.cites for c in extracted(text).claims] == [
        ("2404.08335",), ("steps of desert ants", "wasps at dusk")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "detail",
    [
        "- arXiv: 2404.08335",
        "- **Link**: https://arxiv.org/abs/2404.08335",
        "- [PDF](https://arxiv.org/pdf/2404.08335)",
        "- https://arxiv.org/abs/2404.08335",
        "- Year: 2024\n   - Paper: arXiv 2404.08335",
        "\n   arXiv:2404.08335\n",
    ],
)
def test_an_address_below_an_entry_is_that_of_the_entry(detail):
    found = references(f"# R\n\n## References\n\n1. Marsh, A. Counting bees in the field.\n   {detail}\n2. {WASPS}\n")
    assert list(found) == ["2404.08335", "wasps at dusk"]
    assert found["2404.08335"].title == "Counting bees in the field"


def test_what_is_said_of_an_entry_below_it_may_name_another_work():
    found = references(
        f"# R\n\n## References\n\n1. {WASPS}\n   - It goes on with what arXiv:2404.08335 began.\n   - Year: 2021\n"
    )
    assert [key for key, reference in found.items() if reference.in_list] == ["wasps at dusk"]


def test_an_entry_is_described_by_the_lines_below_it():
    below = "   - Authors: Ada Marsh, Bo Lind\n   - Venue: Journal of Bees\n   - Year: 2023\n"
    (bees,) = references(f"# R\n\n## References\n\n1. **Counting bees in the field**\n{below}").values()
    assert (bees.authors, bees.venue, bees.year) == (("Ada Marsh", "Bo Lind"), "Journal of Bees", 2023)
