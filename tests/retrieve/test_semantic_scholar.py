from __future__ import annotations

from urllib.parse import parse_qs

from claimcheck.retrieve.semantic_scholar import SEMANTIC_SCHOLAR
from claimcheck.retrieve.terms import Terms


def test_hyphens_are_no_part_of_a_search():
    query = parse_qs(SEMANTIC_SCHOLAR.by_title("Chain-of-Thought Hub").partition("?")[2])
    assert query["query"] == ["chain of thought hub"]


def test_an_arxiv_id_is_found_and_one_that_is_none_is_not():
    works = [{"title": "Steps", "externalIds": {"ArXiv": name}} for name in ("2305.10601", "hep-th/9901001", "99", 3)]
    assert [work.arxiv_id for work in SEMANTIC_SCHOLAR.read({"data": works})] == [
        "2305.10601", "hep-th/9901001", None, None,
    ]  # fmt: skip


def test_a_search_without_results_has_no_data():
    assert list(SEMANTIC_SCHOLAR.read({"total": 0, "offset": 0})) == []


def test_terms_and_years_are_searched_for_in_its_own_language():
    terms = Terms(("tree of thoughts", "search"), 30, 2019)
    asked = parse_qs(SEMANTIC_SCHOLAR.by_terms(terms).partition("?")[2])

    assert (asked["query"], asked["limit"], asked["year"]) == (["tree of thoughts search"], ["30"], ["2019-2200"])
