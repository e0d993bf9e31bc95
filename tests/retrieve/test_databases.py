from __future__ import annotations

import time
from dataclasses import replace

import pytest

from claimcheck.model import DatabaseOutcome, Query
from claimcheck.retrieve.databases import search
from tests.servers.arxiv import LoopbackPaper, Manner
from tests.servers.catalogues import LoopbackWork

_NAMES = ["arXiv", "OpenAlex", "Crossref", "Semantic Scholar", "Europe PMC"]
_ANTS = LoopbackWork(
    "Steps of desert ants",
    authors=("Ada Marsh",),
    year=2021,
    doi="10.1000/ants.1",
    abstract="Desert ants count their steps on the way home.",
    venue="Journal of Ants",
)
_BEES = LoopbackWork("Bees of the field", year=2010, abstract="Bees find flowers by counting landmarks.")
_QUERIES = (Query(text='"desert ants" steps', form="exact"), Query(text="bees", form="wider"))


@pytest.fixture
def find(store, everywhere, arxiv, catalogues):
    """Searches all five databases; arXiv has the ants, too."""
    arxiv.papers["2101.00001"] = LoopbackPaper(_ANTS.title, _ANTS.abstract, _ANTS.authors, year=2021)
    catalogues.works = [_ANTS, _BEES]

    def call(queries=_QUERIES, endpoints=everywhere, **options):
        return {
            searched.outcome.name: searched for searched in search(queries, store=store, endpoints=endpoints, **options)
        }

    return call


def _titles(searched):
    return [work.title for work in searched.works]


def test_every_database_is_asked_every_query_in_its_own_language(find):
    found = find()

    assert list(found) == _NAMES
    assert found["arXiv"].outcome == DatabaseOutcome(name="arXiv", queries=2, answered=2, found=1)
    for name in _NAMES[1:]:
        assert _titles(found[name]) == [_ANTS.title, _BEES.title], name
        first = found[name].works[0]
        assert (first.authors, first.year, first.doi, first.abstract.removeprefix("Background "), first.databases) == (
            _ANTS.authors,
            2021,
            _ANTS.doi,
            _ANTS.abstract,
            (name,),
        )


def test_a_record_that_several_queries_give_counts_once(find):
    found = find([*_QUERIES, Query(text="ants", form="wider")])
    assert [searched.outcome.found for searched in found.values()] == [1, 2, 2, 2, 2]


def test_years_are_passed_on(find):
    late = find(first_year=2015)
    assert [_titles(late[name]) for name in _NAMES] == [[_ANTS.title]] * 5
    early = find(last_year=2015)
    assert [_titles(early[name]) for name in _NAMES] == [[]] + [[_BEES.title]] * 4
    assert find(last_year=1980)["arXiv"].outcome.error is None


def test_only_the_databases_that_are_named_are_asked(find, everywhere, arxiv, catalogues):
    found = find(endpoints=replace(everywhere, sources=("crossref", "europe-pmc")))

    assert list(found) == ["Crossref", "Europe PMC"]
    assert arxiv.requests == catalogues.asked("openalex") == catalogues.asked("semantic-scholar") == []


@pytest.mark.parametrize(
    ("manner", "error"),
    [
        (Manner.SERVER_ERROR, "gave no answer (HTTP 500)"),
        (Manner.GARBAGE, "gave no answer (something else than JSON came back)"),
        (Manner.OTHER_JSON, "gave no answer (another kind of answer came back)"),
        (Manner.HTML_PAGE, "gave no answer (an HTML page came back)"),
        (Manner.FORBIDDEN, "gave no answer (refused by the server (HTTP 403))"),
        (Manner.TOO_MANY_REQUESTS, "gave no answer (it asks to slow down (HTTP 429))"),
    ],
)
@pytest.mark.parametrize(("service", "name"), [("openalex", "OpenAlex"), ("europe-pmc", "Europe PMC")])
def test_a_database_that_is_down_is_named_and_survived(find, catalogues, service, name, manner, error):
    catalogues.misbehave(service, manner, retry_after="0")

    found = find()

    assert found[name].outcome == DatabaseOutcome(name=name, queries=2, answered=0, found=0, error=error)
    assert all(_titles(found[other]) for other in _NAMES if other != name)


def test_arxiv_is_survived_too(find, arxiv):
    arxiv.misbehave("api", Manner.HTML_PAGE, times=99)
    assert find()["arXiv"].outcome.error == "gave no answer (could not be reached: an HTML page came back)"


def test_a_slow_database_keeps_nobody_else_waiting_and_is_given_up(find, catalogues, monkeypatch):
    monkeypatch.setattr("claimcheck.retrieve.web._READ_SECONDS", 0.2)
    catalogues.misbehave("crossref", Manner.SLOW, seconds=1.0)

    begun = time.monotonic()
    found = find()

    assert found["Crossref"].outcome.error == "gave no answer (no answer in time)"
    assert time.monotonic() - begun < 10
    assert _titles(found["OpenAlex"]) == [_ANTS.title, _BEES.title]


def test_answers_of_wrong_types_do_no_harm(find, catalogues):
    for service in ("openalex", "crossref", "semantic-scholar", "europe-pmc"):
        catalogues.misbehave(service, Manner.WRONG_TYPES)
    found = find()
    assert all(work.title == "x" for name in _NAMES[1:] for work in found[name].works)


def test_a_database_that_fails_twice_in_a_row_is_left_in_peace(find, catalogues):
    catalogues.misbehave("openalex", Manner.SERVER_ERROR)
    found = find([Query(text=f"ants {number}", form="wider") for number in range(6)])

    assert found["OpenAlex"].outcome.error == "gave no answer (HTTP 500)"
    assert len(catalogues.asked("openalex")) == 2 * 4  # two queries, each with all its tries


def test_a_search_that_was_broken_off_asks_only_for_what_was_not_answered(find, catalogues, arxiv):
    catalogues.misbehave("openalex", Manner.FORBIDDEN)
    assert find()["OpenAlex"].outcome.error
    catalogues.calm()
    before = len(catalogues.asked("crossref")), len(catalogues.asked("europe-pmc")), len(arxiv.requests)
    catalogues.requests.clear()

    found = find()

    assert _titles(found["OpenAlex"]) == [_ANTS.title, _BEES.title]
    assert {request.path.split("/")[1] for request in catalogues.requests} == {"openalex"}
    assert before == (2, 2, len(arxiv.requests))


def test_a_part_of_the_queries_without_an_answer_is_told(find, catalogues):
    catalogues.misbehave("openalex", Manner.FORBIDDEN)
    find(_QUERIES[:1])
    catalogues.calm()
    find(_QUERIES[:1])
    catalogues.misbehave("openalex", Manner.SERVER_ERROR)

    outcome = find()["OpenAlex"].outcome

    assert (outcome.answered, outcome.found) == (1, 1)
    assert outcome.error == "gave no answer to 1 of 2 queries (HTTP 500)"


def test_what_was_answered_before_is_used_even_where_the_database_is_down_now(find, catalogues):
    find(_QUERIES[1:])
    catalogues.misbehave("openalex", Manner.SERVER_ERROR)

    outcome = find([Query(text=text, form="wider") for text in ("one", "two", "three", "bees")])["OpenAlex"].outcome

    assert (outcome.answered, outcome.found) == (1, 1)
    assert outcome.error == "gave no answer to 3 of 4 queries (HTTP 500)"


def test_offline_what_was_answered_is_found_again_and_nobody_is_asked(find, catalogues, arxiv):
    online = find()
    asked = len(catalogues.requests), len(arxiv.requests)

    assert find(offline=True) == online
    other = find([Query(text="wasps", form="exact")], offline=True)
    assert {searched.outcome.error for searched in other.values()} == {"gave no answer (--offline forbids asking)"}
    assert asked == (len(catalogues.requests), len(arxiv.requests))


def test_each_line_of_progress_names_the_database(find):
    said = []
    find(progress=said.append)
    assert sorted(said) == sorted(f"searching {name}: query {number} of 2" for name in _NAMES for number in (1, 2))


def test_where_one_thread_fails_the_others_end_without_their_waits_and_the_error_is_told(find, everywhere):
    patient = replace(everywhere, pace_seconds=30.0, sources_pace_seconds=30.0)
    begun = time.monotonic()

    def broken(line):
        if "Crossref" in line:
            raise RuntimeError(line)

    with pytest.raises(RuntimeError, match="query 1 of 50"):
        find([Query(text=f"ants {number}", form="wider") for number in range(50)], patient, progress=broken)
    assert time.monotonic() - begun < 10


def test_no_more_works_are_taken_than_a_page_holds(find, catalogues):
    catalogues.works = [LoopbackWork(f"Bees {number}", doi=f"10.1000/{number}") for number in range(200)]

    assert find(most=3)["OpenAlex"].outcome.found == 25
    assert find(most=1000)["OpenAlex"].outcome.found == 100
