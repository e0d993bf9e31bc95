from __future__ import annotations

import re
import time

import pytest

from claimcheck.identifiers import ArxivId
from claimcheck.retrieve import Endpoints
from claimcheck.retrieve.arxiv_api import Lack, Record, look_up, search_terms, search_title
from claimcheck.retrieve.terms import Terms
from claimcheck.retrieve.web import Web
from claimcheck.store import digest
from tests.retrieve.helpers import TREE
from tests.servers.arxiv import LoopbackPaper, Manner, pdf

_TREE, _STAR, _NONE = ArxivId("2305.10601"), ArxivId("2203.14465"), ArxivId("2412.99999")


@pytest.fixture
def ask(store, endpoints):
    """Looks papers up, without waiting."""

    def get(*papers):
        with Web(store, endpoints, sleep=lambda _: None) as web:
            return look_up(papers, store, web)

    return get


def test_one_request_serves_many_papers_matched_by_id(ask, arxiv):
    found = ask(_STAR, _TREE, _STAR)

    assert [(str(paper), record.id, record.version) for paper, record in found.items()] == [
        ("2203.14465", "2203.14465", 1),
        ("2305.10601", "2305.10601", 2),
    ]
    assert len(arxiv.requests) == 1


@pytest.mark.parametrize("published", [b"<published>soon</published>", b"<published>0000-01-01</published>", b""])
def test_an_entry_that_cannot_be_read_is_no_sign_that_there_is_no_paper(ask, arxiv, monkeypatch, published):
    feed = arxiv.feed

    def odd(query, manner):
        status, body = feed(query, manner)
        return status, re.sub(rb"<published>.*?</published>", published, body)

    monkeypatch.setattr(arxiv, "feed", odd)

    assert ask(_TREE) == {_TREE: Lack("arXiv could not be reached: its feed has entries that cannot be read")}


def test_a_printed_version_is_never_taken_for_the_newest(ask):
    first = ArxivId("2305.10601", 1)

    found = ask(first, _TREE)

    assert (found[first].version, found[_TREE].version) == (1, 2)


def test_a_record_has_what_arxiv_says_with_white_space_collapsed(ask, arxiv):
    arxiv.papers["2305.10601"] = LoopbackPaper(
        "A title\n  in two lines & more", "Abstract\n over <lines>.", ("Zoë Ex",), {3: pdf("x")}, "Withdrawn"
    )

    record = ask(_TREE)[_TREE]

    assert record == Record(
        id="2305.10601",
        version=3,
        title="A title in two lines & more",
        authors=("Zoë Ex",),
        abstract="Abstract over <lines>.",
        published="2024-01-01T00:00:00+00:00",
        updated="2024-01-02T00:00:00+00:00",
        comment="Withdrawn",
        journal_ref=None,
        doi=None,
        categories=("cs.CL",),
    )


def test_a_hundred_ids_go_into_one_request(ask, arxiv):
    many = [ArxivId(f"2401.{number:05}") for number in range(150)]
    arxiv.papers |= {paper.id: LoopbackPaper(f"Paper {paper.id}") for paper in many}

    found = ask(*many)

    assert all(found[paper].title == f"Paper {paper.id}" for paper in many)
    assert [request.query["id_list"].count(",") + 1 for request in arxiv.requests] == [100, 50]


def test_an_old_identifier_is_found(ask, arxiv):
    old = ArxivId("hep-th/9901001")
    arxiv.papers[old.id] = LoopbackPaper("Strings")

    assert ask(old)[old].title == "Strings"


def test_a_paper_is_called_unknown_only_after_it_was_asked_for_alone(ask, arxiv):
    found = ask(_TREE, _NONE)

    assert found[_NONE] == Lack("arXiv knows no paper 2412.99999", absent=True)
    assert found[_TREE].title == TREE
    assert [request.query["id_list"] for request in arxiv.requests] == ["2305.10601,2412.99999", "2412.99999"]


def test_a_version_that_does_not_exist_is_unknown(ask):
    assert ask(ArxivId("2305.10601", 9)) == {ArxivId("2305.10601", 9): Lack("arXiv knows no paper 2305.10601v9")}


def test_ids_that_an_answer_leaves_out_are_asked_for_again(ask, arxiv):
    arxiv.misbehave("api", Manner.LEAVES_OUT)

    found = ask(_TREE, _STAR)

    assert found[_STAR].version == 1
    assert [request.query["id_list"] for request in arxiv.requests] == ["2305.10601,2203.14465", "2203.14465"]


_PASSING = [
    Manner.RATE_EXCEEDED,
    Manner.HTML_PAGE,
    Manner.EMPTY_BODY,
    Manner.CUT_XML,
    Manner.EMPTY_PAGE,
    Manner.SERVER_ERROR,
    Manner.TOO_MANY_REQUESTS,
    Manner.UNAVAILABLE,
    Manner.CUT_OFF,
    Manner.SHORT_LENGTH,
    Manner.BAD_GZIP,
]


@pytest.mark.parametrize("manner", _PASSING)
def test_a_passing_trouble_is_sat_out(ask, arxiv, manner):
    arxiv.misbehave("api", manner, times=3)

    assert ask(_TREE)[_TREE].title == TREE


@pytest.mark.parametrize("manner", [*_PASSING, Manner.FORBIDDEN, Manner.NOT_FOUND, Manner.REDIRECT_LOOP])
def test_a_lasting_trouble_never_says_that_the_paper_does_not_exist(ask, arxiv, manner):
    arxiv.misbehave("api", manner, times=99)

    lack = ask(_TREE)[_TREE]

    assert lack.reason.startswith("arXiv could not be reached: ")
    assert arxiv.host not in lack.reason


@pytest.mark.parametrize("manner", [Manner.BAD_REQUEST, Manner.ERROR_ENTRY])
def test_one_refused_id_does_not_spoil_the_others(ask, arxiv, manner):
    papers = [ArxivId(f"2401.{number:05}") for number in range(4)]
    arxiv.papers |= {paper.id: LoopbackPaper("Fine") for paper in papers[1:]}
    # All four, the first two, and the first alone are refused; then arXiv behaves.
    arxiv.misbehave("api", manner, times=3)

    found = ask(*papers)

    assert found[papers[0]] == Lack("arXiv takes 2401.00000 for no identifier")
    assert all(found[paper].title == "Fine" for paper in papers[1:])


def test_an_answer_is_never_asked_for_twice_even_without_a_server(ask, arxiv, store, endpoints):
    first = ask(_TREE, _STAR)
    again = ask(_STAR, _TREE)

    assert again == first
    assert len(arxiv.requests) == 1
    with Web(store, endpoints, offline=True) as web:
        assert look_up([_TREE], store, web) == {_TREE: first[_TREE]}


def test_what_a_mirror_said_is_not_taken_for_the_word_of_another_server(ask, arxiv, store):
    ask(_TREE)

    with Web(store, Endpoints(), offline=True) as default:
        assert isinstance(look_up([_TREE], store, default)[_TREE], Lack)
    arxiv.papers["2305.10601"] = LoopbackPaper("Another title")
    other = Endpoints(arxiv_api=arxiv.api.replace("127.0.0.1", "localhost"), pace_seconds=0.0)
    with Web(store, other, sleep=lambda _: None) as web:
        assert look_up([_TREE], store, web)[_TREE].title == "Another title"
    assert ask(_TREE)[_TREE].title == TREE


def test_what_was_kept_from_the_default_server_is_found_offline_with_the_default_endpoints(ask, store):
    record = ask(_TREE)[_TREE]
    store.put_json("arxiv", digest("https://export.arxiv.org/api/query", "2305.10601"), record.model_dump())

    with Web(store, Endpoints(), offline=True) as web:
        assert look_up([_TREE], store, web) == {_TREE: record}


def test_nobody_is_asked_offline(store, endpoints):
    with Web(store, endpoints, offline=True) as web:
        assert look_up([_TREE], store, web) == {_TREE: Lack("not at hand, and --offline forbids fetching")}


def test_what_is_kept_in_another_form_is_asked_for_again(ask, arxiv, store):
    store.put_json("arxiv", digest(arxiv.api, "2305.10601"), {"id": "2305.10601"})

    assert ask(_TREE)[_TREE].title == TREE
    assert len(arxiv.requests) == 1


def test_an_entry_of_another_paper_is_not_taken(ask, arxiv, monkeypatch):
    monkeypatch.setattr(arxiv, "_by_id", lambda _: arxiv._by_words("all:star"))

    assert ask(_TREE)[_TREE] == Lack("arXiv knows no paper 2305.10601")


def test_braces_in_an_address_are_taken_as_they_are(store, arxiv):
    with Web(store, Endpoints(arxiv_api=f"{arxiv.api}/{{x}}", pace_seconds=0.0), sleep=lambda _: None) as web:
        assert look_up([_TREE], store, web)[_TREE].reason == "arXiv could not be reached: HTTP 404"


@pytest.mark.parametrize(
    ("comment", "abstract", "said"),
    [
        ("Withdrawn", "We count.", "Withdrawn"),
        ("12 pages. This paper has been withdrawn by the authors due to an error in Lemma 2.", "We count.",
         "This paper has been withdrawn by the authors due to an error in Lemma 2."),
        (None, "This article was retracted. We count.", "This article was retracted."),
        ("The authors withdrew this version; see the next one", "", "The authors withdrew this version;"),
        ("Accepted at a workshop", "Sedation was withdrawn after two days, and retracted tongues were seen.", None),
        (None, "", None),
    ],
)  # fmt: skip
def test_a_withdrawal_is_told_from_other_uses_of_the_word(ask, arxiv, comment, abstract, said):
    arxiv.papers["2305.10601"] = LoopbackPaper(TREE, abstract, comment=comment)
    assert ask(_TREE)[_TREE].withdrawn == said


@pytest.fixture
def search(store, endpoints):
    """Looks for a title, without waiting."""

    def get(title, *, offline=False):
        with Web(store, endpoints, sleep=lambda _: None, offline=offline) as web:
            return search_title(title, store, web)

    return get


def test_a_title_is_searched_by_its_telling_words_and_kept(search, arxiv):
    assert [record.id for record in search(TREE)] == ["2305.10601"]
    assert arxiv.requests[0].query["search_query"].startswith("ti:tree AND ti:thoughts AND ti:deliberate")
    assert search(TREE) == search(TREE, offline=True)
    assert len(arxiv.requests) == 1


def test_that_no_paper_bears_a_title_is_no_failure_and_asked_again_after_a_month(search, arxiv, monkeypatch):
    assert search("Nobody Wrote This") == search("Nobody Wrote This") == search("of the and") == []
    assert len(arxiv.requests) == 1

    monkeypatch.setattr("claimcheck.retrieve.arxiv_api.STALE_SECONDS", -1.0)
    assert search("Nobody Wrote This") == search("Nobody Wrote This", offline=True) == []
    assert len(arxiv.requests) == 2


@pytest.mark.parametrize("manner", [Manner.RATE_EXCEEDED, Manner.HTML_PAGE, Manner.SERVER_ERROR, Manner.ERROR_ENTRY])
def test_a_search_without_an_answer_is_a_reason(search, arxiv, manner):
    arxiv.misbehave("api", manner, times=99)

    assert search(TREE).reason.startswith("could not be reached: ")
    assert search(TREE, offline=True) == Lack("--offline forbids asking")


def test_words_of_a_title_are_no_instructions(search, arxiv):
    search('Trees" OR all:x ANDNOT (ti:y)')

    assert arxiv.requests[0].query["search_query"] == "ti:trees AND ti:all AND ti:x AND ti:andnot AND ti:ti AND ti:y"


# ── by terms ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def search_for(store, endpoints):
    """Searches by terms."""

    def call(*terms, first_year=None, last_year=None, offline=False):
        with Web(store, endpoints, sleep=lambda _: None, offline=offline) as web:
            return search_terms(Terms(terms, 30, first_year, last_year), store, web)

    return call


def test_words_and_phrases_are_all_asked_for_and_the_years_with_them(search_for, arxiv):
    [found] = search_for("tree of thoughts", "problem", first_year=2020)

    assert found.id == "2305.10601"
    [request] = arxiv.requests
    assert request.query["search_query"] == (
        'all:"tree of thoughts" AND all:problem AND submittedDate:[202001010000 TO 220012312359]'
    )
    assert request.query["max_results"] == "30"


def test_words_that_every_record_has_are_left_out_and_alone_ask_nothing(search_for, arxiv):
    search_for("tree", "of")
    assert arxiv.requests[0].query["search_query"] == "all:tree"
    assert search_for("of", "the") == []
    assert search_for("tree", last_year=1985) == []
    assert len(arxiv.requests) == 1


def test_what_a_search_found_is_kept_for_a_month(search_for, arxiv, monkeypatch):
    first = search_for("tree")
    assert search_for("tree") == search_for("tree", offline=True) == first
    assert len(arxiv.requests) == 1

    later = time.time() + 40 * 24 * 3600
    monkeypatch.setattr("claimcheck.retrieve.arxiv_api.time.time", lambda: later)
    assert search_for("tree") == first
    assert len(arxiv.requests) == 2
