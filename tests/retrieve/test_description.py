from __future__ import annotations

import pytest

from claimcheck.model import Document, Mismatch
from claimcheck.retrieve.arxiv_api import Record
from claimcheck.retrieve.description import Known, mismatches
from claimcheck.retrieve.works import Work
from tests.retrieve.helpers import TREE, document, reference

_AUTHORS = ("Shunyu Yao", "Dian Yu", "Karthik Narasimhan")


def _record(**fields):
    given = {
        "id": "2305.10601", "version": 2, "title": TREE, "authors": _AUTHORS, "abstract": "We introduce trees.",
        "published": "2023-05-17T00:00:00+00:00", "updated": "2023-12-03T00:00:00+00:00", "comment": None,
        "journal_ref": None, "doi": None, "categories": ("cs.CL",),
    }  # fmt: skip
    return Record(**given | fields)


def _pdf(*lines):
    return document(*lines).model_copy(update={"format": "pdf"})


_PAGE = _pdf(
    TREE, "Shunyu Yao1 Dian Yu2 K. Nara-\nsimhan", "Princeton University", "Abstract", "Trees. Xu et al. (2022)."
)


def _found(printed, paper=_PAGE, known=None, arxiv_id="2305.10601"):
    return mismatches(printed, paper, arxiv_id, known or Known())


@pytest.mark.parametrize(
    "authors",
    [("Yao",), ("Yao, S.", "Yu, D."), ("YAO",), ("RECENT",), ("NeurIPS",), (), ("Narasimhan", "Nobody", "Yao")],
)
@pytest.mark.parametrize("known", [Known(), Known(_record())], ids=["page", "record"])
def test_authors_however_printed_are_no_finding(authors, known):
    assert _found(reference(TREE, authors=authors), known=known) == ()


@pytest.mark.parametrize(
    ("known", "actual", "source"),
    [
        (Known(_record()), "Shunyu Yao, Dian Yu, Karthik Narasimhan", "arXiv"),
        (Known(works=(Work(title=TREE, authors=_AUTHORS),)), "Shunyu Yao, Dian Yu, Karthik Narasimhan", "a catalogue"),
        (Known(), "Shunyu Yao1 Dian Yu2 K. Nara- simhan Princeton University", "its first page"),
    ],
)
def test_invented_authors_are_told_with_the_real_ones(known, actual, source):
    assert _found(reference(TREE, authors=("Xu", "Marsh")), known=known) == (
        Mismatch(what="authors", printed="Xu, Marsh", actual=actual, source=source),
    )


def test_a_team_that_the_first_page_does_not_name_is_invented():
    assert [wrong.printed for wrong in _found(reference(TREE, authors=("Thought Search Team",)))] == [
        "Thought Search Team"
    ]
    assert _found(reference(TREE, authors=("Princeton Team",))) == ()
    assert _found(reference(TREE, authors=("Thought Search Team",)), document(TREE, "x"), Known(_record())) == ()


@pytest.mark.parametrize(
    "page",
    [
        document(TREE, "Shunyu Yao Dian Yu", "Abstract", "Trees."),  # no PDF: the authors may be elsewhere
        _pdf(TREE, "Shunyu Yao Dian Yu", "Trees."),  # where the authors end is not clear
        _pdf(TREE, "Anonymous Authors Under Double Blind Review", "Abstract", "Trees."),
        _pdf(TREE, "Abstract", "Trees."),
    ],
)
def test_where_the_authors_do_not_clearly_stand_nothing_is_said(page):
    assert _found(reference(TREE, authors=("Marsh",)), page) == ()


def test_an_author_whose_name_is_a_word_of_the_title_stands_there_all_the_same():
    page = _pdf("Long Walks of Young Trees", "Ada Long Bo Young", "Princeton University", "Abstract", "Trees.")
    assert _found(reference("Long Walks of Young Trees", authors=("Long", "Young")), page) == ()


def test_an_author_who_stands_behind_the_abstract_is_one_all_the_same():
    page = _pdf(TREE, "Shunyu Yao Princeton University", "Abstract", "Trees.", "Dian Yu, DeepMind; Karthik Narasimhan")
    assert _found(reference(TREE, authors=("Shunyu Yao", "Dian Yu", "Karthik Narasimhan")), page) == ()


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, None])
def test_a_year_of_any_version_or_of_a_publication_soon_after_is_no_finding(year):
    assert _found(reference(TREE, year=year), known=Known(_record())) == ()


@pytest.mark.parametrize(
    ("year", "known", "actual"),
    [(2020, Known(_record()), "2023"), (2027, Known(_record()), "2023"),
     (2020, Known(), "2023"), (2027, Known(), "2023"),
     (2012, Known(works=(Work(title=TREE, year=2021),)), "2021 to 2023")],
)  # fmt: skip
def test_a_year_that_is_off_is_told(year, known, actual):
    assert [(wrong.printed, wrong.actual) for wrong in _found(reference(TREE, year=year), known=known)] == [
        (str(year), actual)
    ]


def test_a_journal_years_later_and_another_year_in_the_entry_bear_the_year_out():
    later = Known(_record(journal_ref="Journal of Trees 7 (2028) 1-9"))
    assert _found(reference(TREE, year=2028), known=later) == ()
    assert _found(reference(TREE, year=2050, raw="Yao (2023). Vision 2050: trees")) == ()
    assert _found(reference(TREE, year=2012), arxiv_id=None) == ()


def test_a_title_is_wrong_only_where_no_version_bore_it():
    printed = reference("Searching with branching deliberation over language model thoughts and plans")
    assert [wrong.what for wrong in _found(printed, known=Known(_record(), titles=(TREE, TREE)))] == ["title"]
    assert _found(printed, known=Known(_record(), titles=(printed.title, TREE))) == ()
    assert _found(printed, known=Known(_record())) == (), "the titles of older versions are not known"


@pytest.mark.parametrize(
    ("venue", "comment", "found"),
    [
        ("ICML 2023", "Accepted at NeurIPS 2023", ["venue"]),
        ("NeurIPS 2023", "Accepted at NeurIPS 2023", []),
        ("arXiv preprint", "Accepted at NeurIPS 2023", []),
        ("ICML 2023", "NeurIPS style, 12 pages", []),
        ("ICML 2023 Workshop", "Accepted at NeurIPS 2023", []),
        ("ICML 2023", "Presented at ICML 2023, accepted at NeurIPS 2023", []),
        ("ICML 2023", None, []),
    ],
)
def test_a_venue_is_wrong_only_where_another_one_is_named(venue, comment, found):
    known = Known(_record(comment=comment))
    assert [wrong.what for wrong in _found(reference(TREE, venue=venue), known=known)] == found


def test_a_venue_is_told_by_the_head_of_the_first_page():
    page = _pdf("Published as a conference paper at ICLR 2024", TREE, "Shunyu Yao Dian Yu", "Abstract", "Trees.")
    assert [wrong.actual for wrong in _found(reference(TREE, venue="NeurIPS 2023"), page)] == ["ICLR"]


@pytest.mark.parametrize(
    ("sentence", "link"),
    [
        ("A.1 Code Code is available at https://github.com/marsh/ants.", "https://github.com/marsh/ants"),
        ("Code: https:// github.com/marsh/ ants 1 Introduction", "https://github.com/marsh/ants"),
        ("We provide our source code at https://github.com/marsh/ants.", "https://github.com/marsh/ants"),
        ("Our training code and data can be found at github.com/marsh/ants.", "github.com/marsh/ants"),
    ],
)
def test_code_that_is_there_is_told_where_the_report_says_there_is_none(sentence, link):
    paper = document(TREE, sentence)
    for said in ("No", "Not publicly available", "No official implementation", "None"):
        assert [wrong.actual for wrong in _found(reference(TREE, code=said), paper)] == [link]
    for said in ("Yes", "Limited", "Community implementations available", None):
        assert _found(reference(TREE, code=said), paper) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "We use the code available at https://github.com/marsh/ants.",
        "Their code is available at https://github.com/marsh/ants.",
        "The baseline code was released at https://github.com/marsh/ants.",
        "ASDiv (Miao et al., 2020): https://github.com/chaochun/nlu-asdiv-dataset.",
        "URL https://github.com/hwchase17/langchain.",
        "Data is available at https://github.com/marsh/ants-data.",
    ],
)
def test_code_of_others_is_not_taken_for_the_papers_own(sentence):
    assert _found(reference(TREE, code="No"), document(TREE, sentence)) == ()


def test_a_long_text_is_read_in_no_time():
    text = ("code " * 20 + "github.com/") * 20_000
    paper = Document(format="pdf", text=text, blocks=())
    assert _found(reference(TREE, code="No"), paper) == ()
