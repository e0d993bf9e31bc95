from __future__ import annotations

from urllib.parse import parse_qs

from claimcheck.retrieve.openalex import OPENALEX
from claimcheck.retrieve.terms import Terms


def test_only_words_are_searched_for_so_that_nothing_reads_as_an_instruction():
    query = parse_qs(OPENALEX.by_title('Is it "ants" OR bees? (A*)').partition("?")[2])
    assert query["search"] == ["is it ants or bees a"]
    assert not {"mailto", "api_key"} & set(query)


def test_an_abstract_is_put_together_and_a_version_on_arxiv_found_among_the_places():
    [work] = OPENALEX.read(
        {
            "title": "Steps",
            "doi": "https://doi.org/10.1000/ANTS.1",
            "abstract_inverted_index": {"ants": [1, 3], "We": [0], "count": [2], "bad": "x"},
            "locations": [{"landing_page_url": "https://x.org"}, {"pdf_url": "http://arxiv.org/pdf/2305.10601v2"}],
            "is_retracted": True,
        }
    )
    assert (work.abstract, work.arxiv_id, work.doi) == ("We ants count ants", "2305.10601", "10.1000/ants.1")
    assert work.retracted == "OpenAlex lists it as retracted"


def test_a_doi_of_arxiv_is_an_arxiv_id():
    [work] = OPENALEX.read({"title": "Steps", "doi": "https://doi.org/10.48550/arXiv.2305.10601"})
    assert (work.arxiv_id, work.doi) == ("2305.10601", None)


def test_terms_and_years_are_searched_for_in_its_own_language():
    terms = Terms(("tree of thoughts", "search"), 30, 2019)
    asked = parse_qs(OPENALEX.by_terms(terms).partition("?")[2])

    assert asked["search"] == ['"tree of thoughts" search']
    assert (asked["per_page"], asked["filter"]) == (
        ["30"],
        ["from_publication_date:2019-01-01,to_publication_date:2200-12-31"],
    )
