from __future__ import annotations

import hashlib

import pytest

from claimcheck.errors import DocumentError
from claimcheck.model import ReferenceStatus
from claimcheck.retrieve.arxiv_papers import find_on_arxiv
from claimcheck.retrieve.texts import Texts
from claimcheck.retrieve.web import Web
from tests.retrieve.helpers import INFLATION, STAR, TREE, document, read_lines, reference
from tests.servers.arxiv import LoopbackPaper, Manner, pdf, source


@pytest.fixture
def find(store, endpoints):
    """Looks references up on the loopback arXiv, without waiting."""

    def look(*references):
        with Texts(read_lines, jobs=2) as texts, Web(store, endpoints, sleep=lambda _: None) as web:
            found = find_on_arxiv(dict(enumerate(references)), texts, store, web)
        return [found.get(number) for number in range(len(references))]

    return look


def test_the_printed_version_is_read_or_else_the_newest(find):
    first, newest = find(reference(TREE, arxiv_id="2305.10601v1"), reference(TREE, arxiv_id="2305.10601"))

    assert (first.paper.version, newest.paper.version) == (1, 2)
    assert "First version." in first.document.text
    assert "Second version." in newest.document.text
    assert first.paper.id == newest.paper.id == first.reference.paper == "2305.10601"
    assert (newest.paper.source, newest.paper.text, newest.reference.status) == ("arxiv", "full", ReferenceStatus.READ)


def test_references_to_the_same_paper_fetch_it_once(find, arxiv):
    one, other = find(reference("STaR", arxiv_id="2203.14465"), reference(STAR, arxiv_id="2203.14465"))

    assert one.paper == other.paper
    assert len(arxiv.asked("pdf")) == 1


def test_without_a_pdf_the_abstract_is_read_and_marked(find, arxiv):
    arxiv.misbehave("pdf", Manner.NOT_FOUND)

    [found] = find(reference(STAR, arxiv_id="2203.14465"))

    assert found.paper.text == "abstract"
    assert found.reference.status is ReferenceStatus.READ
    assert found.reference.detail == "only the abstract was read; the PDF could not be fetched: HTTP 404"
    assert found.document.format == "abstract"
    heading, paragraph = found.document.blocks
    assert (heading.text, paragraph.text) == (STAR, "A technique named STaR.")
    for block in found.document.blocks:
        assert found.document.text[slice(*block.span)] == block.text


def test_a_pdf_that_cannot_be_read_leaves_the_abstract_too(find, arxiv):
    arxiv.papers["2203.14465"] = LoopbackPaper(STAR, "A technique.", versions={1: pdf("\0")})

    [found] = find(reference(STAR, arxiv_id="2203.14465"))

    assert found.paper.text == "abstract"
    assert "the PDF cannot be read: 2203.14465v1.pdf: no readable text" in found.reference.detail


@pytest.mark.parametrize(
    ("content", "status"), [(None, ReferenceStatus.MISSING), (pdf("\0"), ReferenceStatus.UNREADABLE)]
)
def test_without_pdf_and_abstract_there_is_no_paper(find, arxiv, content, status):
    arxiv.papers["2203.14465"] = LoopbackPaper(STAR, "", versions={1: content})

    [found] = find(reference(STAR, arxiv_id="2203.14465"))

    assert found.paper is None
    assert found.reference.status is status


def test_an_id_of_another_paper_is_not_taken(find, arxiv):
    arxiv.papers["2407.06070"] = LoopbackPaper(INFLATION, "We study inflation.", versions={1: pdf(INFLATION)})

    [found] = find(reference("Graph of Thoughts: Solving Elaborate Problems", arxiv_id="2407.06070"))

    assert found.reference.status is ReferenceStatus.WRONG_PAPER
    assert found.reference.detail.startswith(f"arXiv:2407.06070 is another paper: it is “{INFLATION}”")
    assert found.document is None


def test_a_title_that_only_the_metadata_bears_is_enough(find, arxiv):
    arxiv.papers["2203.14465"] = LoopbackPaper(STAR, "A technique.", versions={1: pdf("A poster", "of no great use.")})

    [found] = find(reference(STAR, arxiv_id="2203.14465"))

    assert found.reference.status is ReferenceStatus.READ
    assert found.paper.title == STAR


def test_a_paper_that_was_withdrawn_is_read_and_says_so(find, arxiv):
    arxiv.papers["2203.14465"] = LoopbackPaper(
        STAR, "A technique.", comment="This paper has been withdrawn by its authors.", versions={1: pdf(STAR)}
    )

    [found] = find(reference(STAR, arxiv_id="2203.14465"))

    assert found.reference.withdrawn == "This paper has been withdrawn by its authors."
    assert found.reference.status is ReferenceStatus.READ


def test_an_unknown_paper_does_not_exist(find):
    [found] = find(reference("Anything", arxiv_id="2412.99999"))

    assert (found.reference.status, found.reference.detail) == (
        ReferenceStatus.NONEXISTENT,
        "arXiv knows no paper 2412.99999",
    )


def test_references_without_an_arxiv_id_are_left_alone(find, arxiv):
    assert find(reference(TREE), reference(STAR, doi="10.1000/x")) == [None, None]
    assert arxiv.requests == []


# ── LaTeX sources ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def find_sources(store, endpoints):
    """As `find`, with a reader of sources that takes what says `LaTeX`, and tells which PDF it lay beside."""

    def read_source(data, name, pdf):
        if b"LaTeX" not in data:
            raise DocumentError(f"{name}: holds no LaTeX document")
        return document(STAR, "From the source.", f"Beside {pdf.blocks[-1].text if pdf else 'nothing'}")

    def look(*references):
        with (
            Texts(read_lines, 1, read_source) as texts,
            Web(store, endpoints, sleep=lambda _: None) as web,
        ):
            found = find_on_arxiv(dict(enumerate(references)), texts, store, web)
        return [found.get(number) for number in range(len(references))]

    return look


PRINTED = pdf(STAR, "Rationales.")


def with_source(content, printed=PRINTED):
    return LoopbackPaper(STAR, "A technique.", versions={1: printed}, sources={1: content})


LATEX = source({"main.tex": "\\begin{document}"}, packed=False) + b"LaTeX"


def test_the_source_is_read_beside_the_pdf_and_that_is_said(find_sources, arxiv):
    arxiv.papers["2203.14465"] = with_source(LATEX)

    [found] = find_sources(reference(STAR, arxiv_id="2203.14465"))

    assert "From the source." in found.document.text
    assert "Beside Rationales." in found.document.text
    assert found.reference.detail == "from its LaTeX source"
    assert found.paper.sha256 == hashlib.sha256(LATEX).hexdigest()
    assert found.pdf == hashlib.sha256(PRINTED).hexdigest()
    assert (found.paper.text, found.paper.source) == ("full", "arxiv")


def test_a_source_without_a_pdf_is_better_than_the_abstract(find_sources, arxiv):
    arxiv.papers["2203.14465"] = with_source(LATEX, None)

    [found] = find_sources(reference(STAR, arxiv_id="2203.14465"))

    assert "Beside nothing" in found.document.text
    assert (found.paper.text, found.pdf) == ("full", None)


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (pdf(STAR), None),
        (
            source({"main.tex": "Nothing."}),
            "from the PDF; its source cannot be used: 2203.14465v1.tar.gz: holds no LaTeX document",
        ),
        (b"<html>Wait.</html>", "from the PDF; its source could not be fetched: no source came back"),
    ],
    ids=["a PDF", "no LaTeX", "a page"],
)
def test_without_a_usable_source_the_pdf_is_read_and_why_is_said(find_sources, arxiv, content, detail):
    arxiv.papers["2203.14465"] = with_source(content)

    [found] = find_sources(reference(STAR, arxiv_id="2203.14465"))

    assert "Rationales." in found.document.text
    assert found.reference.detail == detail
    assert found.paper.sha256 == found.pdf


def test_a_server_that_refuses_sources_costs_no_pdf(find_sources, arxiv):
    arxiv.misbehave("eprint", Manner.FORBIDDEN, times=9)

    found = find_sources(reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.14465"))

    assert [item.paper.text for item in found] == ["full", "full"]
    assert len(arxiv.asked("eprint")) == 1


def test_what_is_looked_for_later_has_its_pdf_too(store, endpoints, arxiv):
    arxiv.misbehave("eprint", Manner.FORBIDDEN, times=9)
    both = [reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.14465")]

    with (
        Texts(read_lines, 1, lambda *_: None) as texts,
        Web(store, endpoints, sleep=lambda _: None) as web,
    ):
        found = [find_on_arxiv({0: one}, texts, store, web)[0] for one in both]

    assert [item.paper.text for item in found] == ["full", "full"]
    assert len(arxiv.asked("eprint")) == 1


def test_a_server_that_fails_twice_is_asked_for_no_more_sources(find_sources, arxiv):
    for number in range(4):
        arxiv.papers[f"2301.0000{number}"] = LoopbackPaper(STAR, versions={1: pdf(STAR)})
    arxiv.misbehave("eprint", Manner.HTML_PAGE, times=99)

    found = find_sources(*(reference(STAR, arxiv_id=f"2301.0000{number}") for number in range(4)))

    assert len(arxiv.asked("eprint")) == 2
    assert [item.reference.status for item in found] == [ReferenceStatus.READ] * 4
