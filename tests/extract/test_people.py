"""The people whom an entry names, wherever it names them, and marks that name them."""

import time

import pytest

from claimcheck.extract.people import authors_of, named_behind
from tests.extract.helpers import claims, extracted, references

TITLE = "Counting bees in the field"


@pytest.mark.parametrize(
    ("entry", "authors"),
    [
        (f"Wei J, Wang X, Zhou D. {TITLE}. Nature 2022;35:24-37.", ("Wei", "Wang", "Zhou")),
        (f"Wei J, Wang X, Schuurmans D, et al. {TITLE}. J Bees 2022;12(3):1-9.", ("Wei", "Wang", "Schuurmans")),
        (f"Wei J et al. {TITLE}. Nature. 2022.", ("Wei",)),
        (f"Wei, J., et al. {TITLE}. Nature. 2022.", ("Wei",)),
        (f"Wei J., Wang X. & Zhou D. {TITLE}. Nature 2022.", ("Wei", "Wang", "Zhou")),
        (f"Smith JA. {TITLE}. BMJ. 2020;1:2.", ("Smith",)),
        (f"Smith J, Lopez-Gomez MA (2020) {TITLE}. Springer.", ("Smith", "Lopez-Gomez")),
        (f"O'Brien K, D'Angelo M, Al-Khalili J. {TITLE}. 2020.", ("O'Brien", "D'Angelo", "Al-Khalili")),
        (f"van den Oord A, de Vries H. {TITLE}. 2018.", ("van den Oord", "de Vries")),
        (f"van den Oord, A., Li, Y., & von Neumann, J. (2018). {TITLE}.", ("van den Oord", "Li", "von Neumann")),
        (f"Ed van den Oord, Yazhe Li, and Bo Vinyals. 2018. {TITLE}.", ("Ed van den Oord", "Yazhe Li", "Bo Vinyals")),
        (f"Šimánek, P., & Żak, L. (2021). {TITLE}. Journal of Bees.", ("Šimánek", "Żak")),
        (f"Łukasz Kaiser and Tomáš Šimánek. {TITLE}. 2017.", ("Łukasz Kaiser", "Tomáš Šimánek")),
        (f"Иванов П., Петров А. {TITLE}. 2017.", ("Иванов", "Петров")),
        (f"Zhou, Y.; Muresanu, A. I.; Han, Z. {TITLE}. ICLR 2023.", ("Zhou", "Muresanu", "Han")),
        (f"Michael A. Lepori, Thomas Serre, and Ellie Pavlick. {TITLE}. 2023.",
         ("Michael A. Lepori", "Thomas Serre", "Ellie Pavlick")),
        (f"{TITLE}. Jason Wei, Xuezhi Wang. NeurIPS 2022.", ("Jason Wei", "Xuezhi Wang")),
        (f"{TITLE}. Kevin R. McKee, Bo de Vries, et al. 2022.", ("Kevin R. McKee", "Bo de Vries")),
        (f"{TITLE}. Wei J, Wang X. J Bees 2022.", ("Wei", "Wang")),
        (f"{TITLE}. Wei, J., Wang, X. (2022)", ("Wei", "Wang")),
        (f'"{TITLE}." Jason Wei, Xuezhi Wang. NeurIPS 2022.', ("Jason Wei", "Xuezhi Wang")),
        (f"[{TITLE}](https://example.org) - Ada Marsh, Bo Lind, 2020", ("Ada Marsh", "Bo Lind")),
        (f"{TITLE} - Wang & Li (2023)", ("Wang", "Li")),
        (f"{TITLE} – Wang et al. (2023).", ("Wang",)),
        (f"{TITLE} (Wang and Li, 2023)", ("Wang", "Li")),
        (f"{TITLE}. Vaswani et al. NeurIPS 2017.", ("Vaswani",)),
    ],
)  # fmt: skip
def test_an_entry_names_its_people_before_or_behind_its_title(entry, authors):
    (found,) = extracted(f"# R\n\n## References\n\n- {entry}\n").references
    assert (found.title, found.authors) == (TITLE, authors)


@pytest.mark.parametrize(
    "entry",
    [
        f"{TITLE}. Memory & Cognition, 2010.",
        f"{TITLE}. Oxford University Press, New York. 2010.",
        f"{TITLE}. ACL, Dublin, Ireland, 2022.",
        f"{TITLE}. Annual Meeting, New Orleans. 2022.",
        f"{TITLE}. Nature Neuroscience, 2020.",
    ],
)
def test_where_a_work_came_out_is_no_person(entry):
    (found,) = extracted(f"# R\n\n## References\n\n- {entry}\n").references
    assert (found.title, found.authors) == (TITLE, ())


@pytest.mark.parametrize(
    ("entry", "title", "authors"),
    [
        ("Vitamin D. A review of trials. BMJ 2020.", "Vitamin D. A review of trials", ()),
        ("Vitamin D: a review of the trials. 2020", "Vitamin D: a review of the trials", ()),
        ("OpenAI (2023). A technical report for all.", "A technical report for all", ("OpenAI",)),
        ("Google DeepMind. Gemini and its friends. 2024.", "Gemini and its friends", ("Google DeepMind",)),
        ("World Health Organization (2020). Guidelines for bees.", "World Health Organization", ()),
    ],
)
def test_organisations_and_titles_stay_what_they_were(entry, title, authors):
    (found,) = extracted(f"# R\n\n## References\n\n- {entry}\n").references
    assert (found.title, found.authors) == (title, authors)


LIST = """

## References

- Żak L, Šimánek P. Counting bees in the field. Bees 2021;1:2.
- van den Oord A, de Vries H. Wasps at dusk. Bees 2018;1:3.
- Steps of desert ants. Jason Wei, Xuezhi Wang. NeurIPS 2022.
"""


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("(Żak & Šimánek, 2021)", "Counting bees in the field"),
        ("(Żak, 2021)", "Counting bees in the field"),
        ("[Żak et al., 2021]", "Counting bees in the field"),
        ("(van den Oord & de Vries, 2018)", "Wasps at dusk"),
        ("(van den Oord et al., 2018)", "Wasps at dusk"),
        ("(Wei and Wang, 2022)", "Steps of desert ants"),
        ("(Wei et al., 2022)", "Steps of desert ants"),
    ],
)
def test_a_mark_with_names_of_any_alphabet_and_small_words_leads_to_its_work(mark, title):
    found = extracted(f"# R\n\nInsects count up to four landmarks {mark}." + LIST)
    (claim,) = found.claims
    titles = {r.key: r.title for r in found.references}
    assert [titles[key] for key in claim.cites] == [title]
    assert claim.judged == "Insects count up to four landmarks."
    assert {r.status.value for r in found.references} == {"pending"}


def test_who_says_it_in_the_sentence_is_cited_by_name():
    assert claims("# R\n\nŠimánek et al. (2021) and Żak (2021) report that bees count to four." + LIST)[0].cites == (
        "counting bees in the field",
    )


@pytest.mark.parametrize(
    "names",
    ["Wei J, ", "Wei, J., ", "van der ", "Al-Khalili J, ", "Wei ", "W. ", "Šimánek & ", "J.-R. ", "Jason Wei, ", "A"],
)
def test_a_long_text_that_is_nearly_names_takes_no_time(names):
    started = time.perf_counter()
    authors_of(names * 4_000 + "!")
    named_behind(f". {names * 4_000}!")
    extracted(f"# R\n\n## References\n\n- {names * 4_000}!\n")
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("year", ["", " (2021)."])
@pytest.mark.parametrize("joint", [", ", ", & "])
def test_a_title_of_capitals_and_commas_behind_initials_is_no_list_of_people(joint, year):
    entry = f"Pike, R.{joint}Doe, K.{year} Bees, Wasps and Hornets. arXiv:2301.00123"
    (found,) = references(f"# R\n\nBees count [1].\n\n## References\n\n1. {entry}\n").values()
    assert (found.title, found.authors) == ("Bees, Wasps and Hornets", ("Pike", "Doe"))
