from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from claimcheck.retrieve.crossref import CROSSREF
from claimcheck.retrieve.terms import Terms

_WORK = {"DOI": "10.1000/ANTS.1", "title": ["Steps of ants"], "subtitle": ["How far is home"]}


def _read(**more):
    return next(iter(CROSSREF.read({"message": _WORK | more})))


def test_subtitles_consortia_and_dates_are_read():
    authors = [{"given": "Ada", "family": "Marsh"}, {"family": "Lind"}, {"name": "The Ant Consortium"}]
    work = _read(author=authors, issued={"date-parts": [[2021, 3]]})
    assert work.title == "Steps of ants: How far is home"
    assert (work.authors, work.year, work.doi) == (("Ada Marsh", "Lind", "The Ant Consortium"), 2021, "10.1000/ants.1")


def test_a_retraction_is_told_with_its_notice_and_a_correction_is_none():
    notice = {"DOI": "10.1000/notice", "type": "retraction"}
    assert _read(**{"updated-by": [{"type": "correction"}, notice]}).retracted == (
        "Crossref lists a retraction, 10.1000/notice"
    )
    assert _read(**{"updated-by": [{"type": "correction", "DOI": "10.1000/c"}]}).retracted is None


def test_the_notice_of_a_retraction_is_not_taken_for_the_work():
    assert _read(**{"update-to": [{"DOI": "10.1000/ants.1", "type": "retraction"}]}) is None


def test_a_preprint_on_arxiv_is_found():
    assert _read(relation={"has-preprint": [{"id": "10.48550/arXiv.2305.10601"}]}).arxiv_id == "2305.10601"


@pytest.mark.parametrize("issued", [None, {}, {"date-parts": []}, {"date-parts": [[None]]}, {"date-parts": [["2020"]]}])
def test_a_date_that_is_none_is_left_out(issued):
    assert _read(issued=issued).year is None


def test_a_slash_in_a_doi_is_no_path():
    assert CROSSREF.by_doi("10.1000/../members") == "/works/10.1000%2F..%2Fmembers"


def test_terms_and_years_are_searched_for_in_its_own_language():
    terms = Terms(("tree of thoughts", "search"), 30, 2019)
    asked = parse_qs(CROSSREF.by_terms(terms).partition("?")[2])

    assert asked["query.bibliographic"] == ["tree of thoughts search"]
    assert asked["rows"] == ["30"]
    assert asked["filter"][0].endswith(",from-pub-date:2019,until-pub-date:2200")
    assert "type:journal-article" in asked["filter"][0]
