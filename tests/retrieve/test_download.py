from __future__ import annotations

import pytest

from claimcheck.identifiers import ArxivId
from claimcheck.retrieve import Endpoints
from claimcheck.retrieve.arxiv_api import Lack
from claimcheck.retrieve.download import fetch_eprint, fetch_pdf
from claimcheck.retrieve.web import Web
from claimcheck.store import digest
from tests.servers.arxiv import LoopbackPaper, Manner, pdf, source

_TREE = ArxivId("2305.10601", 1)


@pytest.fixture
def fetch(store, endpoints):
    """Fetches one PDF, without waiting."""

    def get(paper=_TREE, endpoints=endpoints, *, offline=False):
        with Web(store, endpoints, sleep=lambda _: None, offline=offline) as web:
            return fetch_pdf(paper, store, web)

    return get


def test_the_printed_version_is_fetched_and_kept(fetch, arxiv):
    assert fetch() == arxiv.papers["2305.10601"].versions[1]
    assert fetch() == fetch(offline=True)
    assert [request.path for request in arxiv.requests] == ["/pdf/2305.10601v1"]


def test_a_pdf_of_a_mirror_is_not_taken_for_that_of_another_server(fetch, arxiv):
    mirror = Endpoints(arxiv_pdf=arxiv.pdf.replace("127.0.0.1", "localhost"), pace_seconds=0.0)
    first = fetch()
    arxiv.papers["2305.10601"].versions[1] = pdf("Another text.")

    assert fetch(endpoints=Endpoints(), offline=True) == Lack("--offline forbids fetching the PDF")
    assert fetch(endpoints=mirror) == pdf("Another text.")
    assert fetch() == first


def test_what_was_kept_from_the_default_server_is_found_offline_with_the_default_endpoints(fetch, store):
    kept = store.put_file(pdf("Arxiv's own."))
    store.put_text("pdf", digest("https://arxiv.org/pdf/2305.10601v1"), kept)

    assert fetch(endpoints=Endpoints(), offline=True) == pdf("Arxiv's own.")


def test_an_old_identifier_keeps_its_slash(fetch, arxiv):
    arxiv.papers["hep-th/9901001"] = LoopbackPaper("Strings")

    assert isinstance(fetch(ArxivId("hep-th/9901001", 1)), bytes)


def test_a_kept_file_that_was_damaged_is_fetched_again(fetch, arxiv, store):
    fetch()
    [file] = [path for path in (store.folder / "files").rglob("*") if path.is_file()]
    file.write_bytes(b"damaged")

    assert fetch() == arxiv.papers["2305.10601"].versions[1]
    assert len(arxiv.requests) == 2


@pytest.mark.parametrize("manner", [Manner.CUT_OFF, Manner.SHORT_LENGTH, Manner.BAD_GZIP, Manner.UNAVAILABLE])
def test_half_a_pdf_is_fetched_again(fetch, arxiv, manner):
    arxiv.misbehave("pdf", manner, times=2)

    assert fetch() == arxiv.papers["2305.10601"].versions[1]


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (Manner.HTML_PAGE, "no PDF came back"),
        (Manner.EMPTY_BODY, "no PDF came back"),
        (Manner.SHORT_LENGTH, "the PDF was cut short"),
        (Manner.CUT_OFF, "the connection broke off"),
        (Manner.BAD_GZIP, "the answer is packed wrongly"),
        (Manner.NOT_FOUND, "HTTP 404"),
        (Manner.FORBIDDEN, "refused by the server (HTTP 403)"),
        (Manner.TOO_MANY_REQUESTS, "it asks to slow down (HTTP 429)"),
        (Manner.REDIRECT_LOOP, "it redirects in a loop"),
        (Manner.REDIRECT_TO_FILE, "it leads to an address that is no http or https"),
    ],
)
def test_what_is_no_pdf_is_a_reason_and_is_not_kept(fetch, arxiv, manner, reason):
    arxiv.misbehave("pdf", manner, times=99)

    assert fetch() == Lack(f"the PDF could not be fetched: {reason}")
    assert fetch(offline=True) == Lack("--offline forbids fetching the PDF")
    arxiv.calm()
    assert isinstance(fetch(), bytes)


SOURCE = source({"main.tex": "\\documentclass{article}" + "".join(map(str, range(5000)))})


@pytest.fixture
def fetch_source(store, endpoints, arxiv):
    """Fetches one LaTeX source, without waiting."""
    arxiv.papers["2305.10601"] = LoopbackPaper("Tree", sources={1: SOURCE})

    def get(endpoints=endpoints, *, offline=False, ask=True):
        with Web(store, endpoints, sleep=lambda _: None, offline=offline) as web:
            return fetch_eprint(_TREE, store, web, ask=ask)

    return get


def test_a_source_is_fetched_once_and_kept(fetch_source, arxiv):
    assert fetch_source() == fetch_source() == fetch_source(offline=True) == SOURCE
    assert [request.path for request in arxiv.requests] == ["/e-print/2305.10601v1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "its source is not to be had (HTTP 404)"),
        (pdf("A paper"), "it was not submitted as LaTeX"),
        (b"PK\x03\x04 a DOCX", "it was not submitted as LaTeX"),
    ],
)
def test_that_there_is_no_source_is_an_answer_and_is_kept(fetch_source, arxiv, content, reason):
    arxiv.papers["2305.10601"] = LoopbackPaper("Tree", sources={1: content} if content else {})

    assert fetch_source() == fetch_source() == fetch_source(offline=True) == Lack(reason, absent=True)
    assert len(arxiv.requests) == 1


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (Manner.HTML_PAGE, "no source came back"),
        (Manner.EMPTY_BODY, "no source came back"),
        (Manner.RATE_EXCEEDED, "no source came back"),
        (Manner.SHORT_LENGTH, "it was cut short"),
        (Manner.CUT_OFF, "the connection broke off"),
        (Manner.SERVER_ERROR, "HTTP 500"),
        (Manner.UNAVAILABLE, "it asks to slow down (HTTP 503)"),
        (Manner.FORBIDDEN, "refused by the server (HTTP 403)"),
    ],
)
def test_a_source_that_went_wrong_is_a_reason_and_is_asked_for_again(fetch_source, arxiv, manner, reason):
    arxiv.misbehave("eprint", manner, times=99)

    assert fetch_source() == Lack(f"its source could not be fetched: {reason}")
    arxiv.calm()
    assert fetch_source() == SOURCE


def test_a_source_that_nobody_may_ask_for_is_not_asked_for(fetch_source, arxiv):
    nowhere = Endpoints(arxiv_eprint=None, pace_seconds=0.0)
    lacks = [fetch_source(nowhere), fetch_source(offline=True), fetch_source(ask=False)]
    assert lacks == [Lack("its source was not asked for", absent=True)] * 3
    assert arxiv.requests == []


def test_a_source_too_large_is_an_answer_too(fetch_source, arxiv, monkeypatch):
    monkeypatch.setattr("claimcheck.retrieve.download._LARGEST_EPRINT", 100)
    assert fetch_source().absent
    assert fetch_source().reason == "its source is not to be had (larger than 0 MB)"
    assert len(arxiv.requests) == 1
