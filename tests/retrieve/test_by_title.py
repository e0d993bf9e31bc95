from __future__ import annotations

import pytest

from claimcheck.retrieve.by_title import Catalogues
from claimcheck.retrieve.web import Web
from claimcheck.settings import SOURCES
from tests.retrieve.helpers import STAR, TREE, reference
from tests.servers.arxiv import LoopbackPaper, Manner
from tests.servers.catalogues import LoopbackWork

_ANTS = "Steps of desert ants: how far is home"


@pytest.fixture
def look_for(store, everywhere):
    """What is known of one reference, or of several."""

    def call(*references, offline=False):
        with (
            Web(store, everywhere, sleep=lambda _: None, offline=offline) as web,
            Catalogues(store, everywhere, web, lambda _: None, offline=offline) as catalogues,
        ):
            found = catalogues.look_for(dict(enumerate(references)))
        return found[0] if len(references) == 1 else [found[number] for number in range(len(references))]

    return call


def test_a_paper_on_arxiv_is_found_by_its_title_and_nobody_else_is_asked(look_for, catalogues):
    found = look_for(reference(TREE, authors=("Yao",), year=2023))

    assert found.arxiv_id == ("2305.10601", "arXiv")
    assert catalogues.requests == []


def test_catalogues_are_asked_in_a_fixed_order_until_a_text_is_in_sight(look_for, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, doi="10.1000/ants.1", abstract="We count.", known_to=("crossref",))]

    found = look_for(reference(_ANTS))

    assert list(found.works) == ["Crossref"]
    assert found.knew_none == ["arXiv", "OpenAlex"]
    assert catalogues.asked("semantic-scholar") == []


@pytest.mark.parametrize(
    "near_miss",
    [
        "Steps of forest ants: how far is home",
        "Steps of desert ants: how near is home",
        "Steps of desert ants: how far is home, version 2",
        "Reply to: Steps of desert ants: how far is home",
        "Ants",
    ],
)
def test_a_near_miss_is_not_taken(look_for, catalogues, near_miss):
    catalogues.works = [LoopbackWork(near_miss, arxiv_id="2203.14465", abstract="Not it.")]

    assert look_for(reference(_ANTS, authors=("Example",))).works == {}


@pytest.mark.parametrize(
    "printed", [_ANTS.upper(), "Steps of desert ants – how far is home?", "Steps of desrt ants: how far is home"]
)
def test_case_punctuation_and_one_slip_are_no_other_title(look_for, catalogues, printed):
    catalogues.works = [LoopbackWork(_ANTS, abstract="It.")]

    assert list(look_for(reference(printed)).works) == ["OpenAlex"]


def test_a_retracted_paper_is_found_under_the_title_that_says_so(look_for, catalogues):
    catalogues.works = [LoopbackWork(f"RETRACTED ARTICLE: {_ANTS}", abstract="It.", retracted_by="10.1000/notice")]

    assert look_for(reference(_ANTS)).retracted == "OpenAlex lists it as retracted"


def test_other_authors_or_a_far_year_speak_against_a_candidate(look_for, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, authors=("Ada Marsh",), year=2021, abstract="It.")]

    by_others = look_for(reference(_ANTS, authors=("Bo Lind",), year=2021))
    assert (by_others.works, list(by_others.others)) == ({}, ["OpenAlex", "Crossref", "Semantic Scholar"])
    assert look_for(reference(_ANTS, authors=("Marsh",), year=2010)).works
    catalogues.works = [LoopbackWork(_ANTS, authors=(), year=2021, abstract="It.")]
    assert look_for(reference(f"{_ANTS}?", year=2010)).works == {}


def test_a_subtitle_may_be_missing_only_where_an_author_is_shared(look_for, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, authors=("Ada Marsh",), abstract="It.")]

    assert look_for(reference("Steps of desert ants", authors=("A. Marsh",))).works
    assert look_for(reference("Steps of desert ants")).works == {}


def test_a_title_of_few_words_alone_names_nothing(look_for, catalogues):
    catalogues.works = [LoopbackWork("Desert ants", abstract="It.")]

    assert look_for(reference("Desert ants")).works == {}
    assert look_for(reference("Desert ants", authors=("Example",))).works


def test_of_two_works_of_one_title_by_others_none_is_taken_unless_an_author_is_printed(look_for, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, authors=(name,), abstract="It.") for name in ("Ada Marsh", "Bo Lind")]

    assert look_for(reference(_ANTS)).works == {}
    assert look_for(reference(_ANTS, authors=("Lind",))).works["OpenAlex"].authors == ("Bo Lind",)


def test_of_duplicate_works_the_one_on_arxiv_is_taken(look_for, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, doi="10.1000/a"), LoopbackWork(_ANTS, arxiv_id="2203.14465")]

    assert look_for(reference(_ANTS)).arxiv_id == ("2203.14465", "OpenAlex")


@pytest.mark.parametrize(
    ("manner", "reason"), [(Manner.SERVER_ERROR, "HTTP 500"), (Manner.HTML_PAGE, "an HTML page came back")]
)
def test_a_service_that_is_down_is_named_and_survived(look_for, catalogues, manner, reason):
    catalogues.works = [LoopbackWork(_ANTS, abstract="It.")]
    catalogues.misbehave("openalex", manner)

    found = look_for(reference(_ANTS))

    assert (list(found.works), found.silent) == (["Crossref"], {"OpenAlex": reason})


def test_a_service_that_says_come_back_tomorrow_is_not_waited_for(look_for, catalogues):
    catalogues.misbehave("openalex", Manner.TOO_MANY_REQUESTS, retry_after="54000")

    one, other = look_for(reference(_ANTS), reference("Bees in the field: what they find"))

    assert one.silent == other.silent == {"OpenAlex": "it asks to slow down (HTTP 429)"}
    assert len(catalogues.asked("openalex")) == 1


def test_a_service_that_fails_again_and_again_is_let_alone(look_for, catalogues):
    catalogues.misbehave("openalex", Manner.SERVER_ERROR)
    many = [reference(f"Ants of the {number} desert and their homes") for number in range(5)]

    found = look_for(*many)

    assert [one.silent for one in found] == [{"OpenAlex": "HTTP 500"}] * 5
    assert len(catalogues.asked("openalex")) == 4
    assert len(catalogues.asked("crossref")) == 5


def test_a_doi_is_looked_up_and_its_version_on_arxiv_found(look_for, catalogues):
    catalogues.works = [LoopbackWork(STAR, doi="10.1000/star", arxiv_id="2203.14465")]

    found = look_for(reference("Bootstrapping", doi="10.1000/star"))

    assert found.arxiv_id == ("2203.14465", "OpenAlex")
    assert [len(catalogues.asked(name)) for name in ("openalex", "crossref", "semantic-scholar")] == [1, 1, 0]


def test_the_version_on_arxiv_is_searched_where_no_catalogue_names_it(look_for, catalogues):
    catalogues.works = [LoopbackWork(STAR, doi="10.1000/star", authors=())]

    assert look_for(reference(doi="10.1000/star")).arxiv_id == ("2203.14465", "arXiv")


def test_a_doi_of_another_title_is_no_match(look_for, catalogues):
    catalogues.works = [LoopbackWork("Wasps at dusk over the northern lakes", doi="10.1000/ants.1")]

    found = look_for(reference(_ANTS, doi="10.1000/ants.1"))

    assert (found.works, list(found.others)) == ({}, ["OpenAlex", "Crossref", "Semantic Scholar"])


def test_an_entry_without_a_clear_title_is_put_to_crossref_as_a_whole(look_for, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, abstract="It.")]

    found = look_for(reference(raw=f"A. Example, {_ANTS}, 2020"))

    assert list(found.works) == ["Crossref"]
    assert catalogues.asked("openalex") == []


def test_offline_only_what_was_answered_before_is_known(look_for, catalogues, arxiv):
    catalogues.works = [LoopbackWork(_ANTS, abstract="It.")]
    online = look_for(reference(_ANTS), reference(TREE))
    asked = len(catalogues.requests) + len(arxiv.requests)

    assert look_for(reference(_ANTS), reference(TREE), offline=True)[1] == online[1]
    unknown = look_for(reference("Wasps at dusk over the northern lakes"), offline=True)
    assert (unknown.silent, unknown.asked) == ({}, "")
    assert len(catalogues.requests) + len(arxiv.requests) == asked


def test_what_is_said_of_the_asking_reads_as_a_sentence(look_for, catalogues, arxiv):
    arxiv.papers["2401.00001"] = LoopbackPaper("Other")
    catalogues.misbehave("crossref", Manner.SERVER_ERROR)

    assert look_for(reference(_ANTS)).asked == (
        "not known to arXiv, OpenAlex and Semantic Scholar, Crossref gave no answer (HTTP 500)"
    )


def test_every_source_of_the_settings_but_that_for_searches_is_one_that_is_asked(look_for, catalogues):
    look_for(reference(_ANTS))

    assert {request.path.split("/")[1] for request in catalogues.requests} | {"arxiv"} == {*SOURCES} - {"europe-pmc"}
