import pytest

from claimcheck.model import ReferenceStatus
from tests.extract.helpers import SOURCES, extracted, references


def test_an_entry_gives_title_authors_year_and_identifier():
    found = references("# R\n\nBees count to four [1]." + SOURCES)
    bees, ants = found["2404.08335"], found["10.1000/ants.1"]
    assert (bees.title, bees.authors, bees.year) == ("Counting bees in the field", ("Ada Marsh", "Bo Lind"), 2024)
    assert (bees.arxiv_id, bees.doi) == ("2404.08335", None)
    assert (ants.title, ants.authors, ants.year) == ("Steps of desert ants", ("Smith", "Doe"), 2021)
    assert (ants.arxiv_id, ants.doi) == (None, "10.1000/ants.1")
    assert found["2301.00123"].arxiv_id == "2301.00123v2"


def test_references_stand_in_the_order_of_the_list_and_know_whether_they_are_cited():
    found = extracted("# R\n\nBees count to four [1]." + SOURCES).references
    assert [reference.key for reference in found] == [
        "2404.08335",
        "10.1000/ants.1",
        "2301.00123",
        "hornets and their nests in the north",
        "1905.00005",
    ]
    assert [reference.cited for reference in found] == [True, False, False, False, False]
    assert all(reference.in_list for reference in found)


def test_falling_back_to_the_whole_list_is_no_citing():
    assert not any(
        r.cited for r in references("# R\n\nBees can count up to four landmarks in flight." + SOURCES).values()
    )


def test_entries_on_consecutive_lines_are_parted_and_numbered_by_their_marks():
    entries = '[1] "Counting ants at noon." 2020.\n[2] "Counting bees at dusk." 2021.\n'
    text = f"# R\n\nBees count [2].\n\n## References\n\n{entries}"
    found = references(text)
    assert list(found) == ["counting ants at noon", "counting bees at dusk"]
    assert [reference.cited for reference in found.values()] == [False, True]


def test_a_link_in_the_list_gives_title_and_identifier():
    found = references(
        "# R\n\n## Sources\n\n1. [Counting bees in the field](https://arxiv.org/abs/2404.08335v3), 2024\n"
    )
    assert found["2404.08335"].title == "Counting bees in the field"
    assert found["2404.08335"].arxiv_id == "2404.08335v3"


@pytest.mark.parametrize(
    "heading", ["References", "7. Bibliography", "Sources", "Works Cited", "REFERENCES", "References:"]
)
def test_a_list_is_known_by_its_heading(heading):
    found = references(f"# R\n\nBees count up to four landmarks.\n\n## {heading}\n\n- arXiv:2404.08335\n")
    assert found["2404.08335"].in_list


def test_a_remark_among_the_sources_is_no_reference():
    assert list(references("# R\n\n## References\n\n- arXiv:2404.08335\n\nThe full list is in another file.\n")) == [
        "2404.08335"
    ]


def test_a_heading_with_an_id_names_a_paper():
    text = "# R\n\n### 3. ★ Counting Bees at Dusk (Marsh et al., 2404.08335, 2024)\n\nBees count to four.\n"
    (bees,) = references(text).values()
    assert (bees.key, bees.title, bees.authors, bees.year) == ("2404.08335", "Counting Bees at Dusk", ("Marsh",), 2024)


@pytest.mark.parametrize(
    "bullet",
    [
        "- **Source**: arXiv:2301.00123v2",
        "- **arXiv ID**: 2301.00123",
        "- **Paper link**: [here](https://arxiv.org/pdf/2301.00123)",
        "**Citation**: Lind et al., arXiv preprint arXiv:2301.00123",
    ],
)
def test_a_heading_is_named_by_the_id_in_the_bullets_below_it(bullet):
    (wax,) = references(f"# R\n\n### Wax Architects\n\n{bullet}\n- **Summary**: Cells err by 2%.\n").values()
    assert (wax.key, wax.title) == ("2301.00123", "Wax Architects")


def test_authors_and_year_are_read_from_bullets_and_years_inside_ids_are_none():
    bullets = "- **Authors**: Ada Marsh, Bo Lind\n- **Year**: 2022\n- **Source**: arXiv:2004.03720\n"
    text = f"# R\n\n### Wax Architects\n\n{bullets}"
    (wax,) = references(text).values()
    assert (wax.authors, wax.year) == (("Ada Marsh", "Bo Lind"), 2022)
    (bare,) = references("# R\n\n### Wax Architects (arXiv:2004.03720)\n\nCells err by 2%.\n").values()
    assert bare.year is None


def test_a_paper_without_any_id_is_known_by_its_heading():
    (dance,) = references(
        "# R\n\n### Paper 3: Dance Floors of Bees (Moreno et al., 2022)\n\nDances last long.\n"
    ).values()
    assert (dance.title, dance.authors, dance.year) == ("Dance Floors of Bees", ("Moreno",), 2022)
    assert (dance.arxiv_id, dance.doi) == (None, None)


def test_an_id_in_running_text_is_a_reference_outside_the_list():
    found = references("# R\n\nBees count to four (arXiv:1905.99999)." + SOURCES)
    assert found["1905.99999"].cited
    assert not found["1905.99999"].in_list


def test_an_id_in_code_is_none():
    assert references("# R\n\n```\nfetch 2404.08335\n```\n") == {}


@pytest.mark.parametrize(
    "text",
    [
        "# R\n\nMoths sleep, says arXiv:2399.12345.\n",
        "# R\n\n## References\n\n- Ray, U. (2020). Broken lamps. arXiv:2399.12345\n",
        "# R\n\n### Lamps (arXiv:2399.12345)\n\nMoths sleep by day.\n",
        "# R\n\nMoths sleep, says [Ray](https://arxiv.org/abs/2399.12345).\n",
    ],
)
def test_a_malformed_id_is_a_reference_that_says_so(text):
    bad = references(text)["2399.12345"]
    assert bad.status is ReferenceStatus.MALFORMED
    assert bad.arxiv_id is None
    assert "2399.12345" in bad.detail


@pytest.mark.parametrize(("marker", "key"), [("[9]", "[9]"), ("(Zed et al., 2019)", "Zed et al., 2019")])
def test_a_marker_that_no_entry_answers_to_is_an_unlisted_reference(marker, key):
    lost = references(f"# R\n\nFlies ignore all walls {marker}." + SOURCES)[key]
    assert lost.status is ReferenceStatus.UNLISTED
    assert not lost.in_list
    assert key in lost.detail


def test_a_reference_has_its_place_in_the_file():
    text = "# R\n\nBees count to four [1]." + SOURCES
    where = references(text)["1905.00005"].location
    assert text.split("\n")[where.line - 1].startswith("[5]")


def test_the_same_id_twice_is_one_reference():
    found = references("# R\n\n### Bees (2404.08335v1)\n\nBees count, says https://arxiv.org/abs/2404.08335v1.\n")
    assert list(found) == ["2404.08335"]


def test_a_line_that_leads_in_the_list_hides_none_of_it():
    found = references("# R\n\n## Sources\n\nThese papers were read:\n\n- arXiv:2404.08335\n- arXiv:2301.00123\n")
    assert all(reference.in_list for reference in found.values())
    assert list(found) == ["2404.08335", "2301.00123"]


@pytest.mark.parametrize(
    ("entry", "title", "authors"),
    [
        ("Pike, R. Wasps at dusk. arXiv:2301.00123. 2023.", "Wasps at dusk", ("Pike",)),
        ("Pike, R., and Doe, K. L. Wasps at dusk. arXiv:2301.00123.", "Wasps at dusk", ("Pike", "Doe")),
        (
            "Links Between Fields and Counting of Bees in Lund, Sweden (2023): arxiv.org/abs/2301.00123",
            "Links Between Fields and Counting of Bees in Lund, Sweden",
            (),
        ),
        (
            "Pike, R. (2023). Bees or Wasps? Dusk, Dances and Counting. arXiv:2301.00123.",
            "Bees or Wasps? Dusk, Dances and Counting",
            ("Pike",),
        ),
        (
            "Pike, R. (2023). What do bees count at dusk? Nature, 12(3), 4-5. arXiv:2301.00123.",
            "What do bees count at dusk",
            ("Pike",),
        ),
        (
            "Pike, R. (2023). What do bees count at dusk? In Proceedings of Bees. arXiv:2301.00123.",
            "What do bees count at dusk",
            ("Pike",),
        ),
    ],
)
def test_a_title_begins_behind_the_authors_and_names_none_itself(entry, title, authors):
    found = references(f"# R\n\n## References\n\n- {entry}\n")["2301.00123"]
    assert (found.title, found.authors) == (title, authors)


def test_the_day_of_a_visit_is_neither_year_nor_title():
    found = references(
        "# R\n\n## References\n\n1. Wasps at dusk, accessed November 7, 2025, arxiv.org/abs/2301.00123\n"
    )
    assert (found["2301.00123"].title, found["2301.00123"].year) == ("Wasps at dusk", None)


def test_a_count_of_the_sources_is_none_of_them():
    assert list(references("# R\n\n## References\n\n- arXiv:2404.08335\n\n**Total papers:** 20 (16 from 2024)\n")) == [
        "2404.08335"
    ]


def test_a_work_that_is_listed_twice_is_one_reference_with_both_its_numbers():
    found = extracted(
        "# R\n\nBees count to four [1]. Wasps count to three [3].\n\n## References\n\n"
        "1. Counting of bees. arXiv:2404.08335\n2. Moths around lamps. arXiv:1905.00005\n"
        "3. Bees again. arXiv:2404.08335\n"
    )
    assert [(r.key, r.title, len(r.listed_again)) for r in found.references if r.in_list] == [
        ("2404.08335", "Counting of bees", 1), ("1905.00005", "Moths around lamps", 0)
    ]  # fmt: skip
    assert [claim.cites for claim in found.claims] == [("2404.08335",), ("2404.08335",)]


def test_notes_and_a_list_of_the_same_works_list_nothing_twice():
    found = references(
        "# R\n\nBees count to four.[^1]\n\n[^1]: Counting of bees. 2024. arXiv:2404.08335\n\n"
        "## Bibliography\n\n- Counting of bees. 2024. arXiv:2404.08335\n"
    )
    assert [(r.key, r.in_list, r.listed_again) for r in found.values()] == [("2404.08335", True, ())]


@pytest.mark.parametrize(
    "text",
    [
        "See [1].",
        "Can bees count up to four [1]?",
        "We will test bees like Marsh and Lind (2024).",
        "### Bees [1]\n\nSo.",
    ],
)
def test_what_a_skipped_sentence_or_a_heading_names_is_cited(text):
    found = references(f"# R\n\n## Findings\n\n{text}\n{SOURCES}")
    assert [key for key, reference in found.items() if reference.cited] == ["2404.08335"]


def test_neither_the_list_nor_code_nor_our_own_table_cites():
    table = (
        "| Claim | Verified | Confidence | Evidence |\n|---|---|---|---|\n| Bees count to four. | no | 0.1 | [1] |\n"
    )
    text = f"# R\n\n```\n[1]\n```\n\n<!-- claimcheck:table -->\n{table}<!-- /claimcheck:table -->\n"
    found = references(text + SOURCES.replace("count", "count [3]"))
    assert not any(reference.cited for reference in found.values())


def test_what_is_printed_of_venue_and_code_below_a_heading_is_kept():
    labels = "".join(f"- **{label}**: {said}\n" for label, said in (
        ("Authors", "A. Marsh"), ("Venue", "Journal of *Bees*, 2024"), ("Key Findings", "Bees count."), ("Method", "m"),
        ("Results", "r"), ("Strengths", "s"), ("Limits", "l"), ("Data", "d"), ("Scope", "x"),
        ("Code Available", "No (on request)"),
    ))  # fmt: skip
    found = references(
        f"# R\n\n## Counting bees (arXiv:2404.08335)\n\n{labels}\n## Other bees (arXiv:2404.08336)\n\nx\n"
    )
    assert (found["2404.08335"].venue, found["2404.08335"].code) == ("Journal of Bees, 2024", "No (on request)")
    assert (found["2404.08336"].venue, found["2404.08336"].code) == (None, None)


def test_an_entry_that_is_a_title_and_an_address_is_listed():
    found = references(
        "# R\n\nBees count to four.\n\n### Sources\n\n- Counting bees at dusk : https://example.org/1\n"
        "- Full list: https://example.org/all\n- See the notes\n"
    )
    assert [r.title for r in found.values()] == ["Counting bees at dusk"]
