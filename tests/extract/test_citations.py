import pytest

from tests.extract.helpers import SOURCES, claims, extracted, only

HORNETS = "hornets and their nests in the north"


@pytest.mark.parametrize(
    ("sentence", "cites"),
    [
        ("Bees count to four [1].", ("2404.08335",)),
        ("Bees count to four [1, 3].", ("2404.08335", "2301.00123")),
        ("Bees count to four [2, 3–5].", ("10.1000/ants.1", "2301.00123", HORNETS, "1905.00005")),
        ("Bees count to four [3; 1].", ("2301.00123", "2404.08335")),
        ("Bees count to four.[1][3]", ("2404.08335", "2301.00123")),
        ("As 2404.08335 shows, bees count to four.", ("2404.08335",)),
        ("Bees count ([here](https://arxiv.org/abs/2404.08335)).", ("2404.08335",)),
        ("Ants count their own steps (doi:10.1000/ants.1).", ("10.1000/ants.1",)),
        ("Ants count their own steps (Smith et al., 2021).", ("10.1000/ants.1",)),
        ("Ants count their own steps (Smith & Doe, 2021).", ("10.1000/ants.1",)),
        ("Smith and Doe (2021) report that ants count.", ("10.1000/ants.1",)),
        ("Bees count further than ants do (Marsh, Smith).", ("2404.08335", "10.1000/ants.1")),
        ("Marsh et al. report that bees count to four.", ("2404.08335",)),
    ],
)
def test_each_style_of_marker_leads_to_its_reference(sentence, cites):
    claim = only(f"# R\n\n{sentence}" + SOURCES)
    assert set(claim.cites) == set(cites)
    assert claim.cited_by == "marker"


def test_cited_references_stand_in_the_order_of_their_markers():
    assert only("# R\n\nWasps [3] and bees [1] count to four." + SOURCES).cites == ("2301.00123", "2404.08335")


def test_a_preprint_and_its_publication_may_lie_a_year_apart_and_no_more():
    assert only("# R\n\nAnts count their steps (Smith et al., 2022)." + SOURCES).cites == ("10.1000/ants.1",)
    # No paper of the list may stand in for the one that is named.
    claim = only("# R\n\nAnts count their steps (Smith, 2015)." + SOURCES)
    assert (claim.cites, claim.cited_by) == (("Smith, 2015",), "marker")


def test_bare_numbers_and_intervals_in_brackets_are_no_citations():
    claim = only("# R\n\nThe score of all bees lies in [0, 1] on average." + SOURCES)
    assert claim.cited_by == "list"


def test_a_number_as_the_words_of_a_link_goes_where_the_link_goes():
    text = "# R\n\nBees count to four [1](https://arxiv.org/abs/1905.00005)." + SOURCES
    assert only(text).cites == ("1905.00005",)


def test_a_sentence_without_a_marker_takes_the_next_one_of_its_paragraph():
    first, second = claims("# R\n\nBees can count landmarks on their way. They count to four [3]." + SOURCES)
    assert (first.cites, first.cited_by) == (("2301.00123",), "paragraph")
    assert (second.cites, second.cited_by) == (("2301.00123",), "marker")


def test_a_sentence_behind_the_last_marker_takes_the_one_before_it():
    _, second = claims("# R\n\nBees count to four [3]. They do so in flight over water too." + SOURCES)
    assert (second.cites, second.cited_by) == (("2301.00123",), "paragraph")


def test_a_claim_without_any_marker_near_it_falls_back_to_the_whole_list():
    claim = only("# R\n\nBees can count up to four landmarks in flight." + SOURCES)
    assert (len(claim.cites), claim.cited_by) == (5, "list")


def test_without_a_list_there_is_nothing_to_cite():
    claim = only("# R\n\nBees can count up to four landmarks in flight.\n")
    assert (claim.cites, claim.cited_by) == ((), "none")


PAPERS = """# R

## Paper 1: Many Armed Bees (MAB) (arXiv:2404.08335)

Bees pull arms.

## Paper 2: HiveNet: Nets of Hives (2301.00123)

Hives make nets.

## Synthesis

"""


@pytest.mark.parametrize(
    ("sentence", "cites"),
    [
        ("On long flights the acronym MAB wins over all others.", {"2404.08335"}),
        ("MAB wins over HiveNet on long flights.", {"2404.08335", "2301.00123"}),
        ("In the field HiveNet breaks down at dusk.", {"2301.00123"}),
        ("Paper #2 reports that all nets break at dusk.", {"2301.00123"}),
        ("Papers 1 and 2 report that nets break at dusk.", {"2404.08335", "2301.00123"}),
    ],
)
def test_names_and_numbers_that_headings_give_their_papers_lead_back_to_them(sentence, cites):
    assert set(claims(PAPERS + sentence)[-1].cites) == cites


def test_a_heading_lends_its_paper_to_all_below_it_and_a_marker_adds_its_own():
    first, second = claims("# R\n\n## Bees (2404.08335)\n\nBees count to four. Wasps beat them [3].\n" + SOURCES)
    assert (first.cites, first.cited_by) == (("2404.08335",), "heading")
    assert (second.cites, second.cited_by) == (("2301.00123", "2404.08335"), "marker")


def test_a_lead_in_lends_its_paper_to_the_items_below_it():
    text = "# R\n\nMarsh et al. (2024) report on bees:\n\n- bees count to four landmarks.\n- bees remember them.\n"
    lead, *items = claims(text + SOURCES)
    assert lead.cited_by == "marker"
    assert [(c.cites, c.cited_by) for c in items] == [(("2404.08335",), "paragraph")] * 2


NOTES = """# R

Bees count to four.1 They remember it for "three days".2 Wasps beat them.1,3 A rate of 2.1 was seen.

## Sources

1. Counting bees in the field, arXiv:2404.08335
2. Steps of ants, arXiv:2101.00001
3. Wasps at dusk, arXiv:2301.00123
"""


def test_numbers_of_notes_behind_sentences_are_citations():
    found = claims(NOTES)
    assert [c.cites for c in found[:3]] == [("2404.08335",), ("2101.00001",), ("2404.08335", "2301.00123")]
    assert [c.statement for c in found[:2]] == ["Bees count to four.", 'They remember it for "three days".']


def test_where_numbers_stand_in_brackets_a_glued_number_is_no_note():
    assert claims(NOTES.replace("four.1", "four [2].1"))[0].cites == ("2101.00001",)


def test_a_possessive_with_a_year_is_a_citation():
    assert only("# R\n\nSmith's 2021 work reports that ants count." + SOURCES).cites == ("10.1000/ants.1",)


def test_a_named_paper_is_known_with_its_article():
    assert claims(PAPERS + "The Many Armed Bees paper used five hives.")[-1].cites == ("2404.08335",)


def test_the_name_that_a_title_begins_with_cites_in_brackets():
    sources = "\n\n## References\n\n- HiveNet: Nets of Hives. arXiv:2301.00123\n- Moths at dusk. arXiv:1905.00005\n"
    assert only("# R\n\nNets of hives break down at dusk (HiveNet)." + sources).cites == ("2301.00123",)


def test_items_below_a_paragraph_that_cites_one_work_go_on_about_it():
    text = "# R\n\nMarsh et al. (2024) watched bees.\n\nKey findings:\n\n- Bees can count up to four landmarks.\n"
    item = claims(text + SOURCES)[-1]
    assert (item.cites, item.cited_by) == (("2404.08335",), "paragraph")


def test_uncited_claims_fall_back_to_the_sources_of_their_own_section():
    one = "## Bees\n\nBees can count up to four landmarks in flight.\n\n### Sources\n\n- arXiv:2404.08335\n\n"
    other = "## Wasps\n\nWasps can count up to three landmarks in flight.\n\n### Sources\n\n- arXiv:2301.00123\n"
    assert [c.cites for c in claims(f"# R\n\n{one}{other}")] == [("2404.08335",), ("2301.00123",)]


def test_a_named_source_that_no_list_holds_is_not_replaced_by_another_paper():
    report = (
        "# Review\n\nPrompts of one line help models to reason ([Kojima](https://arxiv.org/abs/2205.11916)).\n\n"
        "Trees of thoughts solve three in four of the games (Yao et al., 2023).\n"
    )
    found = extracted(report)
    last = found.claims[-1]
    assert (last.cited_by, last.cites) == ("marker", ("Yao et al., 2023",))
    assert {r.key: r.status.value for r in found.references}["Yao et al., 2023"] == "unlisted"


def test_a_number_in_brackets_of_a_report_without_a_list_names_a_source_that_cannot_be_found():
    found = extracted("# R\n\nBees can count up to four landmarks in flight [1, 3].\n")
    assert (found.claims[0].cited_by, found.claims[0].cites) == ("marker", ("[1]", "[3]"))
    assert {r.key: r.status.value for r in found.references} == {"[1]": "unlisted", "[3]": "unlisted"}
    assert only("# R\n\nBees rate their dances on a scale in the range [1, 5].\n").cites == ()


def test_of_two_works_of_one_name_the_first_author_and_the_year_decide():
    sources = (
        "\n\n## References\n\n- Wei, J., Zhou, D. (2022). Chains of thought in bees. arXiv:2201.00001\n"
        "- Wang, X., Wei, J. (2023). Bees agree with themselves. arXiv:2203.00002\n"
        "- Wei, A., Lo, B. (2023). Another thing that bees do. arXiv:2301.00003\n"
    )
    assert only("# R\n\nWei et al. (2022) show that bees think." + sources).cites == ("2201.00001",)
    claim = only("# R\n\nWei et al. [2023] show that bees think." + sources)
    assert (claim.cites, claim.statement) == (("2301.00003",), "Wei et al. show that bees think.")


FOOTNOTES = """# Bees

Bees count to four landmarks in a tunnel[^1]. Their dance tells the direction of food[^dance], as wasps do[^1][^9].

Bees see colours that people do not see[^aside].

[^1]: Lee, K. and Kim, J. 2023. Counting in Bees. arXiv:2301.00001; arXiv:2302.00002.
[^dance]: Smith, A. and Doe, B. (2024). Dances of Bees and Wasps. Hive 3.
[^aside]: Which is a matter of taste.
"""


def test_notes_that_name_works_are_the_list_of_sources():
    found = extracted(FOOTNOTES)
    assert [(r.key, r.year, r.in_list, r.cited) for r in found.references] == [
        ("2301.00001", 2023, True, True), ("2302.00002", None, True, True),
        ("dances of bees and wasps", 2024, True, True),
    ]  # fmt: skip
    assert [(c.statement, c.cites) for c in found.claims[:2]] == [
        ("Bees count to four landmarks in a tunnel.", ("2301.00001", "2302.00002")),
        ("Their dance tells the direction of food, as wasps do.",
         ("dances of bees and wasps", "2301.00001", "2302.00002")),
    ]  # fmt: skip
    assert not any("Smith" in c.text or "Lee, K." in c.text for c in found.claims)


def test_notes_in_html_cite_as_those_in_markdown_do():
    page = (
        '<h1>Bees</h1><p>Bees count to four landmarks in a tunnel<sup><a href="#n1">1</a></sup>.</p>'
        '<ol><li id="n1">Lee, K. 2023. Counting in Bees. arXiv:2301.00001 <a href="#r1">↩</a></li></ol>'
    )
    (claim,) = claims(page, "report.html")
    assert (claim.statement, claim.cites) == ("Bees count to four landmarks in a tunnel.", ("2301.00001",))


def test_keys_of_a_bibliography_lead_to_its_entries_and_an_unknown_one_is_unlisted():
    paper = r"""\begin{document}\section{Findings}
    Bees count to four landmarks \citep{lee2023}. \citet{smith2024} report that bees dance \citep[see][p.~3]{nobody}.
    \begin{thebibliography}{9}
    \bibitem[Lee(2023)]{lee2023} Kay Lee. \newblock Counting in bees. \newblock arXiv:2301.00001, 2023.
    \bibitem{smith2024} Al Smith. \newblock Dances of bees and wasps. \newblock \emph{Hive}, 2024.
    \end{thebibliography}\end{document}"""
    found = extracted(paper, "report.tex")
    assert [(c.statement, c.cites) for c in found.claims] == [
        ("Bees count to four landmarks.", ("2301.00001",)),
        ("Smith report that bees dance.", ("dances of bees and wasps", "@nobody")),
    ]
    assert next(r for r in found.references if r.key == "@nobody").status == "unlisted"


def test_an_entry_with_a_key_and_no_year_is_a_source_all_the_same():
    tex = r"""\documentclass{article}\begin{document}\section{Results}
    Bees count to four landmarks \cite{bees}. Wasps dance on warm days \cite{wasps}.
    \begin{thebibliography}{9}
    \bibitem{bees} ``Counting Landmarks in a Meadow.''
    \bibitem{wasps} ``Dances of Wasps on Warm Days.''
    \end{thebibliography}\end{document}
    """
    found = extracted(tex, "report.tex")
    assert [(r.title, r.cited, r.in_list) for r in found.references] == [
        ("Counting Landmarks in a Meadow", True, True), ("Dances of Wasps on Warm Days", True, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "third"),
    [("[^1]", "[^2]", "[^3]"), (" [1]", " [2]", " [3]"), (" (Marsh, 2024)", " (Smith et al., 2021)", " (Orr, 2020)")],
)
def test_a_mark_behind_the_full_stop_binds_the_sentence_that_it_stands_behind(one, other, third):
    text = f"# R\n\nBees count to four landmarks.{one} Ants count all their steps.{other} Hornets nest here.{third}\n"
    notes = "\n[^1]: arXiv:2404.08335, 2024.\n[^2]: doi:10.1000/ants.1, 2021.\n[^3]: arXiv:1905.00005, 2020.\n"
    found = extracted(text + (notes if "^" in one else SOURCES.replace("north.", "north. arXiv:1905.00009")))
    assert [c.statement.split(".")[0] for c in found.claims] == [
        "Bees count to four landmarks", "Ants count all their steps", "Hornets nest here",
    ]  # fmt: skip
    assert [len(c.cites) for c in found.claims] == [1, 1, 1]
    assert [c.cites[0] for c in found.claims[:2]] == ["2404.08335", "10.1000/ants.1"]


def test_keys_behind_the_full_stop_of_a_latex_report_bind_the_sentence_before_them():
    paper = r"""\begin{document}\section{Findings}
    Bees count to four landmarks.\citep{lee2023} Wasps dance on warm days.\cite{smith2024}
    \begin{thebibliography}{9}
    \bibitem{lee2023} Kay Lee. Counting in bees. arXiv:2301.00001, 2023.
    \bibitem{smith2024} Al Smith. Dances of wasps. arXiv:2401.00002, 2024.
    \end{thebibliography}\end{document}"""
    assert [(c.statement, c.cites) for c in claims(paper, "report.tex")] == [
        ("Bees count to four landmarks.", ("2301.00001",)), ("Wasps dance on warm days.", ("2401.00002",)),
    ]  # fmt: skip


def test_a_sentence_that_is_nothing_but_a_mark_is_no_claim_and_is_cited_for_the_one_before_it():
    text = "# R\n\nAnts count all of their own steps.\n\n- Smith et al. (2021)\n- Marsh and Lind (2024)\n"
    found = extracted(text + SOURCES)
    assert [c.text for c in found.claims] == ["Ants count all of their own steps."]
    assert {s.text: s.reason for s in found.skipped}["Smith et al. (2021)"] == "no_statement"
    assert {r.key for r in found.references if r.cited} == {"10.1000/ants.1", "2404.08335"}
