from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimcheck.errors import InputError
from claimcheck.extract import extract
from claimcheck.model import FoundWork, Plan, ReferenceStatus, ScreenedWork, Search
from claimcheck.read import read_document
from claimcheck.settings import Settings
from claimcheck.tasks.search import papers, references, search
from claimcheck.tasks.workplace import Workplace
from claimcheck.words import words
from tests.servers import llm
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper, Manner
from tests.servers.catalogues import LoopbackCatalogues, LoopbackWork
from tests.servers.llm import LoopbackLanguageModel

_QUESTION = "Do cheap soil moisture sensors help gardeners to save water?"
_SAID = (
    "Gardeners water too much. In a field trial of two summers, beds that were watered by the readings of cheap soil"
    " moisture sensors used a third less water, and the harvest of vegetables stayed the same."
)
_BEDS = LoopbackWork(
    "Cheap soil moisture sensors save water in gardens",
    authors=("Ada Marsh", "Bo Lind"),
    year=2021,
    doi="10.1000/beds.1",
    abstract=_SAID,
    venue="Journal of Gardens",
)
_LAWNS = LoopbackWork(
    "Lawns that say when they are dry",
    authors=("Cy Moor",),
    year=2012,
    doi="10.1000/lawns.1",
    abstract="Gardeners save water where cheap soil moisture sensors rule the sprinklers of their lawns.",
)
_MEADOWS = LoopbackWork(
    "Meadows",
    authors=("Di Heath",),
    year=2020,
    doi="10.1000/meadows.1",
    abstract="We count the cheap thrills of butterflies on wet meadows, where water is plenty and moisture high.",
)


@pytest.fixture
def catalogues():
    with LoopbackCatalogues([_BEDS, _LAWNS, _MEADOWS]) as server:
        yield server


@pytest.fixture
def arxiv():
    with LoopbackArxiv({"2101.00001": LoopbackPaper(_BEDS.title, _SAID, _BEDS.authors, year=2020)}) as server:
        yield server


@pytest.fixture
def at_work(tmp_path, catalogues, arxiv):
    """Opens a workplace that talks to loopback, in a cache that all share."""

    def call(**settings):
        environment = {**arxiv.environment, **catalogues.environment, "CLAIMCHECK_ARXIV_PACE": "0"}
        fields = {name.removeprefix("CLAIMCHECK_").lower(): value for name, value in environment.items()}
        return Workplace(Settings.model_validate({**fields, "cache": tmp_path / "cache", **settings}))

    return call


@pytest.fixture
def find(at_work):
    """A search over loopback."""

    def call(question=_QUESTION, *, most=10, first_year=None, last_year=None, **settings):
        with at_work(**settings) as workplace:
            return search(
                question, workplace, most=most, first_year=first_year, last_year=last_year, today=date(2026, 1, 2)
            )

    return call


def test_a_question_becomes_a_list_of_works_each_once_with_who_knows_it(find):
    found = find()

    assert [work.title for work in found.kept_works] == [_BEDS.title, _LAWNS.title]
    beds = found.kept_works[0]
    assert (beds.arxiv_id, beds.doi, beds.venue) == ("2101.00001", "10.1000/beds.1", "Journal of Gardens")
    assert beds.databases == ("arXiv", "OpenAlex", "Crossref", "Semantic Scholar", "Europe PMC")
    assert (found.question, found.date) == (_QUESTION, "2026-01-02")
    assert [query.form for query in found.queries][:2] == ["exact", "narrower"]


_PROBED = LoopbackWork(
    "Irrigating allotments by wetness probes",
    authors=("Ed Dale",),
    year=2019,
    doi="10.1000/probes.1",
    abstract=(
        "Hobby growers irrigate too much. Over two summers, plots that were irrigated by the readings of cheap wetness"
        " probes in the soil needed a third less irrigation, and the yield of vegetables stayed the same."
    ),
)
_TERMS = (
    {"of": "soil moisture sensors", "form": "synonym", "text": "wetness probes"},
    {"of": "", "form": "wider", "text": "hobby growers irrigate"},
    {"of": "gardeners", "form": "synonym", "text": "butterflies"},
    {"of": "save water", "form": "synonym", "text": "wet meadows"},
    {"of": "sensors", "form": "synonym", "text": 'x" OR ti:"y'},
)


@pytest.fixture
def planner():
    with LoopbackLanguageModel(answers={"plan.md": lambda _: {"terms": list(_TERMS)}}) as server:
        yield server


def test_a_language_model_adds_queries_behind_those_of_the_rules_and_what_they_find_is_screened(
    find, catalogues, planner
):
    catalogues.works.append(_PROBED)
    alone, found = find(), find(llm=planner.url, llm_model="small")

    assert [work.title for work in alone.kept_works] == [_BEDS.title, _LAWNS.title]
    assert {one.name: one.found for one in alone.databases}["OpenAlex"] + 1 == found.databases[1].found
    assert [work.title for work in found.kept_works[:2]] == [work.title for work in alone.kept_works]
    assert [work.title for work in found.kept_works[2:]] == [_PROBED.title]
    assert found.queries[: len(alone.queries)] == alone.queries
    added = [query.text for query in found.queries if query.proposed]
    assert found.queries[len(alone.queries) :] == tuple(query for query in found.queries if query.proposed)
    assert "hobby growers irrigate" in added
    assert not any("ti" in text for text in added)
    assert [info.name for info in found.plan.proposed_by] == ["small", "prompts/plan.md, version 1"]


def test_words_that_a_language_model_makes_up_let_nothing_in_that_is_about_something_else(find, planner):
    found = find(llm=planner.url, llm_model="small")

    assert "butterflies" in found.plan.widened[1]
    assert [work.title for work in found.kept_works] == [_BEDS.title, _LAWNS.title]


def test_without_an_answer_of_the_language_model_the_search_is_that_of_the_rules(find, planner):
    planner.misbehave(llm.Manner.BROKEN, times=2)

    assert find(llm=planner.url, llm_model="small") == find()
    assert find(llm="http://127.0.0.1:9", llm_model="small") == find()


def test_the_counts_add_up_as_in_a_prisma_flow(find):
    found = find(most=1, first_year=2011)

    assert found.identified == sum(database.found for database in found.databases)
    assert found.identified - found.duplicates == found.screened == len(found.works)
    assert found.screened - sum(found.excluded.values()) == found.kept == 1
    assert found.excluded == {
        "off the question": 1,
        "beyond the number of papers asked for": 1,
    }


def test_the_years_bound_what_is_asked_for_and_what_is_kept(find):
    assert [work.title for work in find(first_year=2015).kept_works] == [_BEDS.title]
    assert [work.title for work in find(last_year=2015).kept_works] == [_LAWNS.title]


def test_the_same_search_gives_the_same_bytes(find, catalogues):
    first = find().model_dump_json()
    asked = len(catalogues.requests)

    assert find().model_dump_json() == first
    assert len(catalogues.requests) == asked


def test_where_the_network_goes_half_way_the_next_run_asks_only_for_the_rest(find, catalogues, arxiv):
    for service in ("semantic-scholar", "europe-pmc"):
        catalogues.misbehave(service, Manner.FORBIDDEN)
    arxiv.misbehave("api", Manner.FORBIDDEN, times=99)
    broken = find()
    assert [database.name for database in broken.databases if database.error] == [
        "arXiv",
        "Semantic Scholar",
        "Europe PMC",
    ]
    assert broken.kept == 2
    catalogues.calm()
    arxiv.calm()
    catalogues.requests.clear()

    whole = find()

    assert not any(database.error for database in whole.databases)
    assert {request.path.split("/")[1] for request in catalogues.requests} == {"semantic-scholar", "europe-pmc"}
    assert whole.kept == 2


def test_everything_down_is_a_search_without_works(find, catalogues, arxiv):
    for service in ("openalex", "crossref", "semantic-scholar", "europe-pmc"):
        catalogues.misbehave(service, Manner.FORBIDDEN)
    arxiv.misbehave("api", Manner.FORBIDDEN, times=99)

    found = find()

    assert (found.identified, found.kept) == (0, 0)
    assert all("HTTP 403" in database.error for database in found.databases)


def test_papers_on_disk_take_part_and_merge_with_what_databases_say(find, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "2101.00001.md").write_text(f"# {_BEDS.title}\n\n## Abstract\n\n{_SAID}\n\n## Introduction\n\nMore.\n")

    found = find(papers=(papers,))

    assert found.databases[0].name == "papers"
    assert found.kept_works[0].databases[:2] == ("papers", "arXiv")
    assert found.kept == 2


def test_papers_on_disk_are_enough_offline(find, tmp_path, catalogues, arxiv):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "beds.md").write_text(f"# {_BEDS.title}\n\n## Abstract\n\n{_SAID}\n\n## Introduction\n\nMore.\n")
    (papers / "stars.md").write_text(
        "# On stars\n\nThey shine for a long while, and then they do not shine any more.\n"
    )

    found = find(papers=(papers,), offline=True)

    assert [work.title for work in found.kept_works] == [_BEDS.title]
    assert (found.identified, found.screened) == (2, 2)
    assert catalogues.requests == arxiv.requests == []


def test_the_users_own_mistakes_are_one_line(find, tmp_path):
    with pytest.raises(InputError, match="has no words to search for"):
        find("?!")
    with pytest.raises(InputError, match="--max-papers 0"):
        find(most=0)
    with pytest.raises(InputError, match="--from 2020: lies after --to 2010"):
        find(first_year=2020, last_year=2010)
    with pytest.raises(InputError, match="nowhere"):
        find(papers=(tmp_path / "nowhere",))


def test_the_kept_works_are_a_list_of_sources(find):
    beds, lawns = references(find())

    assert beds.raw == (
        "Ada Marsh, Bo Lind. “Cheap soil moisture sensors save water in gardens”. Journal of Gardens, 2020."
        " arXiv:2101.00001 doi:10.1000/beds.1"
    )
    assert (beds.key, beds.arxiv_id, beds.doi, beds.in_list) == ("2101.00001", "2101.00001", "10.1000/beds.1", True)
    assert (lawns.key, lawns.title, lawns.year) == ("10.1000/lawns.1", _LAWNS.title, 2012)


def test_papers_are_fetched_and_where_there_is_none_the_abstract_that_was_found_is_read(find, at_work, catalogues):
    alone = replace(_LAWNS, title="Lawns known to one", doi="10.1000/lawns.2", known_to=("europe-pmc",))
    catalogues.works.append(alone)
    found = find()
    with at_work() as workplace:
        got = {item.reference.key: item for item in papers(found, workplace)}

    assert list(got) == [reference.key for reference in references(found)]
    assert {item.reference.status for item in got.values()} == {ReferenceStatus.READ}
    lawns = got["10.1000/lawns.2"]
    assert (lawns.paper.text, lawns.paper.source) == ("abstract", "europe_pmc")
    assert lawns.document.text.endswith(alone.abstract)
    assert lawns.reference.detail.startswith("only the abstract was read, from Europe PMC; not at hand; not known to")


def _kept(title, **fields):
    work = FoundWork(title=title, databases=("papers",), **fields)
    return ScreenedWork(**work.model_dump(), kept=True, reason="near", relevance=0.5)


def _list(*works):
    plan = Plan(queries=(), concepts=())
    return references(Search(question="q", date="2026-01-02", most=9, plan=plan, databases=(), works=works))


def test_works_without_identifiers_are_known_by_their_titles_and_no_key_names_two():
    made = _list(_kept("Ants"), _kept("Ants", year=2020), _kept("?"), _kept("A " * 100))

    assert [reference.key for reference in made[:3]] == ["ants", "ants'", "?"]
    assert len({reference.key for reference in made}) == 4
    assert max(len(reference.key) for reference in made) <= 80


def test_a_long_list_of_authors_is_cut():
    [made] = _list(_kept("Ants", authors=tuple(f"Author {number}" for number in range(9))))

    assert made.raw == "Author 0, Author 1, Author 2, Author 3, Author 4, Author 5 et al. “Ants”"
    assert len(made.authors) == 9


def test_the_list_of_sources_reads_back_as_it_was_written():
    made = _list(
        _kept("Do ants count? A study of steps", authors=("Ada Marsh", "Bo Lind"), year=2021, doi="10.1000/ants.1"),
        _kept("Bees. And wasps", year=2020, arxiv_id="2001.00001", venue="Journal of Bees"),
        _kept("The “waggle” dance of bees in the field", authors=("The Bee Group",)),
    )
    lines = "\n".join(f"{number}. {reference.raw}" for number, reference in enumerate(made, 1))
    read = extract(read_document(f"# R\n\n## References\n\n{lines}\n".encode(), "r.md")).references

    for one, other in zip(made, read, strict=True):
        assert (other.key, other.year, other.arxiv_id, other.doi) == (one.key, one.year, one.arxiv_id, one.doi)
        assert words(other.title) == words(one.title)
