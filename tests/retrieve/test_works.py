from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.retrieve import works as works_module
from claimcheck.retrieve.arxiv_api import Lack
from claimcheck.retrieve.crossref import CROSSREF
from claimcheck.retrieve.openalex import OPENALEX
from claimcheck.retrieve.semantic_scholar import SEMANTIC_SCHOLAR
from claimcheck.retrieve.web import Manners, Web
from claimcheck.retrieve.works import Work, abstract_of, ask, text_of
from tests.servers.arxiv import Manner
from tests.servers.catalogues import LoopbackWork

_ANTS = LoopbackWork(
    "Steps of desert ants: how far is home",
    authors=("Ada Marsh", "Bo Lind"),
    year=2021,
    doi="10.1000/ants.1",
    abstract="We count the steps of ants.",
    venue="Journal of Ants",
)
_SERVICES = pytest.mark.parametrize("source", [OPENALEX, CROSSREF, SEMANTIC_SCHOLAR], ids=lambda source: source.key)


def _service(source):
    return source.key.replace("_", "-")


@pytest.fixture
def ask_for(store, everywhere):
    """One question to one service, at no pace and with no patience."""

    def call(source, query=None, *, offline=False):
        manners = Manners(source.key, 0.0, hurried=True)
        with Web(store, everywhere, sleep=lambda _: None, offline=offline, manners=manners) as web:
            return ask(source, query or source.by_title(_ANTS.title), store, web)

    return call


@_SERVICES
@pytest.mark.parametrize("query", ["by_title", "by_doi"])
def test_all_services_say_the_same_of_a_work(ask_for, catalogues, source, query):
    catalogues.works = [_ANTS]
    asked = source.by_title(_ANTS.title) if query == "by_title" else source.by_doi("10.1000/ants.1")

    assert ask_for(source, asked) == [
        Work(
            title=_ANTS.title,
            authors=("Ada Marsh", "Bo Lind"),
            year=2021,
            doi="10.1000/ants.1",
            abstract="We count the steps of ants.",
            venue="Journal of Ants",
        )
    ]


@_SERVICES
def test_a_work_that_a_service_does_not_know_is_no_failure(ask_for, source):
    assert ask_for(source) == []
    assert ask_for(source, source.by_doi("10.1000/nothing")) == []


@_SERVICES
@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (Manner.SERVER_ERROR, "HTTP 500"),
        (Manner.BAD_REQUEST, "HTTP 400"),
        (Manner.FORBIDDEN, "refused by the server (HTTP 403)"),
        (Manner.TOO_MANY_REQUESTS, "it asks to slow down (HTTP 429)"),
        (Manner.HTML_PAGE, "an HTML page came back"),
        (Manner.EMPTY_BODY, "something else than JSON came back"),
        (Manner.GARBAGE, "something else than JSON came back"),
        (Manner.DEEP, "something else than JSON came back"),
        (Manner.OTHER_JSON, "another kind of answer came back"),
    ],
)
def test_bad_manners_are_a_reason_and_are_not_remembered(ask_for, catalogues, source, manner, reason):
    catalogues.works = [_ANTS]
    catalogues.misbehave(_service(source), manner)

    assert ask_for(source) == Lack(reason)

    catalogues.calm()
    assert [work.title for work in ask_for(source)] == [_ANTS.title]


@_SERVICES
def test_values_of_wrong_types_are_left_out(ask_for, catalogues, source):
    catalogues.misbehave(_service(source), Manner.WRONG_TYPES)

    assert [work.title for work in ask_for(source)] in ([], ["x"])


def test_a_slow_service_is_given_up(ask_for, catalogues, monkeypatch):
    monkeypatch.setattr("claimcheck.retrieve.web._HURRIED_SECONDS", 0.1)
    catalogues.misbehave("openalex", Manner.SLOW, seconds=0.5)

    assert ask_for(OPENALEX) == Lack("no answer in time")


def test_what_was_answered_is_not_asked_again_and_is_there_offline(ask_for, catalogues):
    catalogues.works = [_ANTS]
    first = ask_for(OPENALEX)

    assert ask_for(OPENALEX) == ask_for(OPENALEX, offline=True) == first
    assert len(catalogues.requests) == 1
    assert ask_for(CROSSREF, offline=True) == Lack("--offline forbids asking")


def test_after_a_month_a_service_is_asked_again_and_its_old_answer_outlives_its_silence(
    ask_for, catalogues, monkeypatch
):
    assert ask_for(OPENALEX) == []
    catalogues.works = [_ANTS]
    assert ask_for(OPENALEX) == []

    monkeypatch.setattr(works_module, "STALE_SECONDS", -1.0)
    assert [work.title for work in ask_for(OPENALEX)] == [_ANTS.title]
    catalogues.misbehave("openalex", Manner.SERVER_ERROR)
    assert [work.title for work in ask_for(OPENALEX)] == [_ANTS.title]


def test_a_text_loses_tags_and_entities_and_is_cut():
    assert text_of("<i>Ants</i> &amp;\n bees") == "Ants & bees"
    assert len(text_of("x" * 1000)) == 300
    assert text_of("half a letter: \ud835") == "half a letter: �"
    assert (text_of(3), text_of(" "), abstract_of("ABSTRACT: ")) == (None, None, None)
    assert abstract_of("<jats:title>Abstract</jats:title><jats:p>We count.</jats:p>") == "We count."


_KEYS = st.sampled_from(
    [
        "title",
        "doi",
        "DOI",
        "author",
        "authorships",
        "authors",
        "results",
        "message",
        "items",
        "data",
        "locations",
        "primary_location",
        "source",
        "issued",
        "date-parts",
        "abstract",
        "abstract_inverted_index",
        "externalIds",
        "ArXiv",
        "relation",
        "has-preprint",
        "updated-by",
        "update-to",
        "type",
        "container-title",
        "subtitle",
        "year",
        "publication_year",
        "display_name",
        "given",
        "family",
        "name",
        "paperId",
    ]
)
_LEAVES = st.none() | st.booleans() | st.integers(-3, 3000) | st.floats() | st.text(max_size=8)
_JSON = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5))


@_SERVICES
@given(answer=st.dictionaries(_KEYS, _JSON, max_size=6))
def test_any_json_can_be_read(source, answer):
    for work in source.read(answer):
        assert work is None or work.title
