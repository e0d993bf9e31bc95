from __future__ import annotations

import pytest

from claimcheck.model import FoundWork, ReferenceStatus
from claimcheck.retrieve import retrieve, with_abstracts
from tests.retrieve.helpers import STAR, TREE, read_lines, reference
from tests.servers.arxiv import LoopbackPaper, Manner
from tests.servers.catalogues import LoopbackWork

_ANTS = "Steps of desert ants: how far is home"


@pytest.fixture
def ask(store, everywhere):
    """The whole room against the loopback arXiv and catalogues, for one reference."""

    def call(wanted, **options):
        [found] = retrieve([wanted], store=store, read=read_lines, endpoints=everywhere, **options)
        return found

    return call


def test_a_title_leads_to_the_paper_on_arxiv_and_the_reference_stays_as_printed(ask):
    found = ask(reference(TREE, authors=("Yao",)))

    assert (found.reference.status, found.reference.arxiv_id) == (ReferenceStatus.READ, None)
    assert (found.paper.id, found.paper.source, found.paper.text) == ("2305.10601", "arxiv", "full")
    assert found.reference.paper == "2305.10601"
    assert found.reference.detail == "found by its title: arXiv has it as arXiv:2305.10601"


def test_where_there_is_only_an_abstract_it_is_read_and_said(ask, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, doi="10.1000/ants.1", abstract="We count the steps.")]

    found = ask(reference(_ANTS))

    assert (found.paper.id, found.paper.source, found.paper.text) == ("10.1000/ants.1", "openalex", "abstract")
    assert found.document.text == f"{_ANTS}\n\nWe count the steps."
    assert found.reference.detail == "only the abstract was read, from OpenAlex"


def test_a_publication_is_read_in_its_version_on_arxiv_which_is_said(ask, catalogues):
    catalogues.works = [LoopbackWork(STAR, doi="10.1000/star", arxiv_id="2203.14465", abstract="An abstract.")]

    found = ask(reference(STAR, doi="10.1000/star"))

    assert (found.paper.id, found.paper.text) == ("2203.14465", "full")
    assert found.reference.detail == (
        "read in its arXiv version, 2203.14465, which OpenAlex has under the same title; the DOI is the publication's"
    )


def test_a_work_without_any_text_is_missing_and_what_was_found_is_said(ask, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, authors=("A. Marsh", "B. Lind", "C. Orr"), year=2021, doi="10.1000/ants.1")]

    found = ask(reference(_ANTS))

    assert found.reference.status is ReferenceStatus.MISSING
    assert found.reference.detail == (
        f"OpenAlex lists “{_ANTS}”, A. Marsh, B. Lind and others, 2021, 10.1000/ants.1;"
        " no text or abstract of it is to be had"
    )


def test_a_title_that_nobody_knows_is_unidentified_and_never_nonexistent(ask):
    found = ask(reference(_ANTS, authors=("Marsh",), year=2021))

    assert found.reference.status is ReferenceStatus.UNIDENTIFIED
    assert found.reference.detail == (
        "no identifier is printed and no paper of this title is at hand;"
        " not known to arXiv, OpenAlex, Crossref and Semantic Scholar"
    )


def test_a_doi_that_nobody_knows_may_be_of_another_registry(ask):
    found = ask(reference(doi="10.5281/zenodo.1"))

    assert found.reference.status is ReferenceStatus.MISSING
    assert found.reference.detail == (
        "not at hand; not known to OpenAlex, Crossref and Semantic Scholar; other registries of DOIs were not asked"
    )


def test_a_slow_or_broken_service_never_makes_a_paper_nonexistent(ask, catalogues, arxiv):
    for service in ("openalex", "crossref", "semantic-scholar"):
        catalogues.misbehave(service, Manner.SERVER_ERROR)
    arxiv.misbehave("api", Manner.RATE_EXCEEDED, times=99)

    by_title, by_doi = ask(reference(_ANTS)), ask(reference(doi="10.1000/ants.1"))

    assert by_title.reference.status is ReferenceStatus.UNIDENTIFIED
    assert "OpenAlex gave no answer (HTTP 500)" in by_title.reference.detail
    assert by_doi.reference.status is ReferenceStatus.MISSING
    assert "registries" not in by_doi.reference.detail


def test_an_arxiv_id_that_a_catalogue_invents_is_no_invention_of_the_report(ask, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, arxiv_id="2412.99999")]

    found = ask(reference(_ANTS))

    assert found.reference.status is ReferenceStatus.MISSING
    assert found.reference.detail.endswith("arXiv knows no paper 2412.99999")


def test_where_the_paper_that_a_catalogue_names_is_another_one_its_abstract_is_read(ask, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, arxiv_id="2203.14465", abstract="We count the steps.")]

    found = ask(reference(_ANTS))

    assert (found.reference.status, found.paper.text) == (ReferenceStatus.READ, "abstract")


def test_a_doi_and_a_title_of_two_papers_are_told(ask, catalogues):
    catalogues.works = [LoopbackWork("Wasps at dusk over the northern lakes", year=2019, doi="10.1000/ants.1")]

    found = ask(reference(_ANTS, doi="10.1000/ants.1"))

    assert found.reference.status is ReferenceStatus.WRONG_PAPER
    assert found.reference.detail == (
        "10.1000/ants.1 is another paper: OpenAlex has “Wasps at dusk over the northern lakes”, Ada Example, 2019,"
        f" 10.1000/ants.1, the report names “{_ANTS}”"
    )


@pytest.mark.parametrize("known_to", ["openalex", "crossref"])
def test_a_retraction_is_told_with_and_without_a_text(ask, catalogues, known_to):
    catalogues.works = [
        LoopbackWork(_ANTS, doi="10.1000/ants.1", retracted_by="10.1000/notice", known_to=(known_to,)),
        LoopbackWork(STAR, doi="10.1000/star", arxiv_id="2203.14465", retracted_by="10.1000/notice"),
    ]

    assert "retract" in ask(reference(_ANTS, doi="10.1000/ants.1")).reference.withdrawn
    read = ask(reference(STAR, doi="10.1000/star"))
    assert read.paper
    assert "retract" in read.reference.withdrawn


def test_what_was_found_is_found_again_offline(ask, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, doi="10.1000/ants.1", abstract="We count the steps.")]
    for wanted in (reference(TREE), reference(_ANTS), reference(_ANTS, doi="10.1000/ants.1")):
        assert ask(wanted, offline=True).paper is None
        assert ask(wanted) == ask(wanted, offline=True)


def test_offline_nobody_was_asked_and_nobody_is_named(ask):
    found = ask(reference(_ANTS), offline=True)
    assert found.reference.detail == "no identifier is printed and no paper of this title is at hand"
    assert ask(reference(doi="10.1000/x"), offline=True).reference.detail == "not at hand"


def test_fewer_sources_are_asked_where_fewer_are_named(store, everywhere, arxiv, catalogues):
    from dataclasses import replace  # noqa: PLC0415

    fewer = replace(everywhere, sources=("crossref",))
    wanted = [reference(_ANTS), reference(TREE, arxiv_id="2305.10601")]
    by_title, by_id = retrieve(wanted, store=store, read=read_lines, endpoints=fewer)

    assert by_title.reference.detail.endswith("not known to Crossref")
    assert by_id.reference.detail == "not at hand, and --sources forbids fetching"
    assert arxiv.requests == []
    assert {request.path.split("/")[1] for request in catalogues.requests} == {"crossref"}


def test_a_paper_at_hand_is_not_looked_for(ask, papers, catalogues, arxiv):
    (papers / "mine.txt").write_text(f"{_ANTS}\nWe count.")

    assert ask(reference(_ANTS), papers=[papers]).paper.source == "folder"
    assert catalogues.requests == arxiv.requests == []


def test_a_work_of_the_same_title_by_others_is_named(ask, catalogues):
    catalogues.works = [LoopbackWork(_ANTS, authors=("Ada Marsh",), year=2021, abstract="It.")]

    found = ask(reference(_ANTS, authors=("Lind",)))

    assert found.reference.status is ReferenceStatus.UNIDENTIFIED
    assert found.reference.detail == (
        f"OpenAlex has a paper of that title, “{_ANTS}”, Ada Marsh, 2021, but what else is printed does not name it"
    )


def test_hostile_words_of_a_service_stay_on_one_line_and_out_of_paths(ask, catalogues, arxiv):
    arxiv.papers["2401.00001"] = LoopbackPaper("Other")
    title = "Steps of desert ants\x1b[31m\n../../etc/passwd <script>"
    catalogues.works = [LoopbackWork(title, doi="10.1000/../../x", authors=("A\nB",), abstract=None)]

    detail = ask(reference("Steps of desert ants [31m ../../etc/passwd")).reference.detail
    assert "\n" not in detail
    assert "\x1b" not in detail


# ── works of a search ────────────────────────────────────────────────────────────────────────────────────────────────


def _found(**fields):
    given = {"title": _ANTS, "abstract": "We count.", "abstract_from": "Europe PMC", "databases": ("Europe PMC",)}
    return FoundWork(**{**given, **fields})


def test_the_abstract_of_a_search_stands_in_for_a_paper_that_cannot_be_had(ask):
    missing = ask(reference(_ANTS, doi="10.1000/ants.1"))
    [found] = with_abstracts([missing], {missing.reference.key: _found(doi="10.1000/ants.1")})

    assert (found.reference.status, found.paper.text, found.paper.source) == ("read", "abstract", "europe_pmc")
    assert found.document.text == f"{_ANTS}\n\nWe count."
    assert found.reference.detail.startswith("only the abstract was read, from Europe PMC; not at hand;")


@pytest.mark.parametrize("work", [None, _found(abstract=None, abstract_from=None), _found(abstract_from="papers")])
def test_without_an_abstract_a_missing_paper_stays_missing(ask, work):
    missing = ask(reference(_ANTS, doi="10.1000/ants.1"))
    assert with_abstracts([missing], {missing.reference.key: work} if work else {}) == [missing]


def test_a_paper_that_was_read_and_one_that_is_another_are_left_alone(ask, catalogues):
    read = ask(reference(TREE, authors=("Yao",)))
    catalogues.works = [LoopbackWork("Bees in the field", authors=("Bo Lind",), doi="10.1000/ants.1", abstract="No.")]
    other = ask(reference(_ANTS, doi="10.1000/ants.1", authors=("Ada Marsh",)))
    assert other.reference.status is ReferenceStatus.WRONG_PAPER

    works = {item.reference.key: _found() for item in (read, other)}
    assert with_abstracts([read, other], works) == [read, other]
