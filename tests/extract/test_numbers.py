import pytest

from tests.extract.helpers import SOURCES, claims, extracted, only

ONE, TWO, THREE = "2404.08335", "10.1000/ants.1", "2301.00123"
LIST = SOURCES.replace("[1] Ada", "1. Ada").replace("[2] Sm", "2. Sm").replace('[3] "W', '3. "W')


@pytest.mark.parametrize(
    ("sentence", "cites", "said"),
    [
        ("Bees count to four [1]–[3].", (ONE, TWO, THREE), "Bees count to four."),
        ("Bees count to four [1] - [3].", (ONE, TWO, THREE), "Bees count to four."),
        ("Bees count to four [1], [2], and [3].", (ONE, TWO, THREE), "Bees count to four."),
        ("Bees [1] and [2] count to four.", (ONE, TWO), "Bees count to four."),
        ("Bees count to four [1, p. 4].", (ONE,), "Bees count to four."),
        ("Bees count to four [1, pp. 4–6; 3, Fig. 2].", (ONE, THREE), "Bees count to four."),
        ("Bees count to four【1】.", (ONE,), "Bees count to four."),
        ("Bees count to four【1†source】【3†L2-L9】.", (ONE, THREE), "Bees count to four."),
        ("Bees count to four ([1]).", (ONE,), "Bees count to four."),
        ("Bees count to four (see also [1], [3]).", (ONE, THREE), "Bees count to four."),
        ("Bees count to four (for more details, see [1]).", (ONE,), "Bees count to four."),
        ("According to [1], bees count to four.", (ONE,), "Bees count to four."),
        ("In [1], bees count to four.", (ONE,), "Bees count to four."),
        ("As shown in [1] and [2], bees count to four.", (ONE, TWO), "Bees count to four."),
        ("Bees count to four, as highlighted in [1].", (ONE,), "Bees count to four."),
        ("Bees, as shown in [1], count to four.", (ONE,), "Bees count to four."),
        ("The method of [1] makes bees count.", (ONE,), "The method makes bees count."),
        ("That bees count was shown by [1].", (ONE,), "That bees count was shown."),
        ("It was told by [1] who count bees.", (ONE,), "It was told by who count bees."),
        ("According to Marsh [1], bees count to four.", (ONE,), "According to Marsh, bees count to four."),
        ("In the field bees count [1], and wasps dance [2].", (ONE, TWO), "In the field bees count, and wasps dance."),
    ],
)
def test_numbers_cite_and_the_words_that_are_judged_read_as_if_they_had_never_been_there(sentence, cites, said):
    claim = only(f"# R\n\n{sentence}" + SOURCES)
    assert (claim.cites, claim.judged) == (cites, said)


@pytest.mark.parametrize(
    "mark", ["<sup>1</sup>", '<sup><a href="#ref1">1</a></sup>', "[1](#ref1)", "[<sup>1</sup>](#ref1)", "[[1]](#ref1)"]
)
def test_raised_and_linked_numbers_in_markdown_are_citations(mark):
    claim = only(f"# R\n\nIt was at its best, 58.1%, in PaLM{mark}." + SOURCES)
    assert (claim.cites, claim.judged) == ((ONE,), "It was at its best, 58.1%, in PaLM.")


def test_a_number_that_links_to_a_page_is_that_page_and_none_that_is_not_listed():
    text = "# R\n\nWasps do so too [2](https://arxiv.org/abs/2301.00123). Bees count up to four [1](https://a.b/c).\n"
    found = extracted(text)
    assert (found.claims[0].judged, found.claims[0].cites) == ("Wasps do so too.", (THREE,))
    assert [r.key for r in found.references] == [THREE]
    assert [r.key for r in extracted(text.replace("[1]", "[77]") + SOURCES).references if r.status == "unlisted"] == []


def test_raised_digits_behind_words_and_stops_are_citations_and_powers_are_none():
    text = (
        "# R\n\nBees count up to four¹. Wasps dance at dusk.²,³ Hornets fly 10² m over 5 km² with R² and sigma² of 2.\n"
    )
    first, second, third = claims(text + LIST)
    assert [(c.judged, c.cites) for c in (first, second)] == [
        ("Bees count up to four.", (ONE,)), ("Wasps dance at dusk.", (TWO, THREE)),
    ]  # fmt: skip
    assert third.judged == "Hornets fly 10² m over 5 km² with R² and sigma² of 2."
    assert third.cited_by == "paragraph"


@pytest.mark.parametrize("text", ["The weights are squared³.", "Bees count to four [1]. The weights are squared³."])
def test_a_raised_digit_is_no_citation_where_all_may_be_powers_or_numbers_stand_in_brackets(text):
    claim = claims("# R\n\n" + text.replace("The", "In the field the") + LIST)[-1]
    assert claim.judged == "In the field the weights are squared³."
    assert claim.cited_by != "marker"


SECTIONS = """# R

## Bees

Bees count up to four landmarks [1]. Bees dance on warm days too [2]. Bees sleep at night [3].

### References

{one} Counting bees in the field, 2024. arXiv:2404.08335
{two} Dances of bees on warm days, 2021. arXiv:2101.00001

## Wasps

Wasps sleep through the winter [1]. Wasps dance on warm days too [2].

### References

{one} Wasps in winter, 2023. arXiv:2301.00123
{two} Dances of bees on warm days, 2021. arXiv:2101.00001
"""


@pytest.mark.parametrize(("one", "two"), [("[1]", "\n[2]"), ("1.", "2."), ("-", "-")])
def test_where_each_section_numbers_its_own_sources_from_one_a_number_is_looked_up_there(one, two):
    found = extracted(SECTIONS.format(one=one, two=two))
    assert [c.cites for c in found.claims] == [
        ("2404.08335",), ("2101.00001",), ("[3]",), ("2301.00123",), ("2101.00001",),
    ]  # fmt: skip


def test_where_the_lists_of_sections_are_numbered_as_one_a_number_may_be_of_another_section():
    text = SECTIONS.format(one="[1]", two="\n[2]")
    first, second = text.split("## Wasps")
    second = second.replace("[2]", "[4]").replace("[1]", "[3]").replace("too [4]", "too [2]")
    found = extracted(f"{first}## Wasps{second}")
    assert [c.cites[0] for c in found.claims] == ["2404.08335", "2101.00001", "2301.00123", "2301.00123", "2101.00001"]
