from __future__ import annotations

import pytest

from claimcheck.model import ReferenceStatus
from claimcheck.retrieve import retrieve, retrieve_newer
from tests.retrieve.helpers import STAR, TREE, read_lines, reference
from tests.servers.arxiv import LoopbackPaper, Manner, pdf


@pytest.fixture
def ask(store, endpoints):
    """The whole room against the loopback arXiv, for one reference."""

    def call(wanted, **options):
        [found] = retrieve([wanted], store=store, read=read_lines, endpoints=endpoints, **options)
        return found

    return call


def test_where_an_older_version_is_cited_the_newest_is_told(ask):
    found = ask(reference(TREE, arxiv_id="2305.10601v1"))

    assert (found.paper.version, found.reference.newest, found.reference.detail) == (1, 2, None)


@pytest.mark.parametrize("arxiv_id", ["2305.10601", "2305.10601v2"])
def test_where_the_newest_version_is_cited_nothing_is_told(ask, arxiv_id):
    assert ask(reference(TREE, arxiv_id=arxiv_id)).reference.newest is None


def test_an_older_file_of_the_users_is_told_too(ask, papers, arxiv):
    (papers / "2305.10601v1.txt").write_text(f"{TREE}\nText.")

    found = ask(reference(TREE, arxiv_id="2305.10601"), papers=[papers])

    assert (found.reference.newest, found.reference.detail) == (2, "version 1 was read; the newest is 2")
    assert arxiv.asked("pdf") == []


@pytest.mark.parametrize(
    ("name", "at_hand"), [("2305.10601v2", "version 2"), ("2305.10601", "a version that is not known")]
)
def test_where_the_version_at_hand_is_not_the_printed_one_that_is_said(ask, papers, name, at_hand):
    (papers / f"{name}.txt").write_text(f"{TREE}\nText.")

    found = ask(reference(TREE, arxiv_id="2305.10601v1"), papers=[papers], offline=True)

    assert found.reference.detail == f"the report cites version 1; {at_hand} was read"


def test_a_withdrawal_in_a_later_version_is_told_of_a_file_at_hand(ask, papers, arxiv):
    arxiv.papers["2305.10601"] = LoopbackPaper(
        TREE, versions={1: pdf(TREE), 2: None}, comment="Withdrawn by the authors."
    )
    (papers / "2305.10601v1.txt").write_text(f"{TREE}\nText.")

    found = ask(reference(TREE, arxiv_id="2305.10601v1"), papers=[papers])

    assert (found.reference.status, found.reference.withdrawn) == (ReferenceStatus.READ, "Withdrawn by the authors.")


def test_where_arxiv_gives_no_answer_a_file_at_hand_is_as_good_as_ever(ask, papers, arxiv):
    arxiv.misbehave("api", Manner.FORBIDDEN, times=99)
    (papers / "2305.10601v1.txt").write_text(f"{TREE}\nText.")

    found = ask(reference(TREE, arxiv_id="2305.10601v1"), papers=[papers])

    assert (found.reference.status, found.reference.detail, found.reference.newest) == (
        ReferenceStatus.READ,
        None,
        None,
    )


def test_authors_are_held_against_what_arxiv_says(ask):
    [wrong] = ask(reference(TREE, arxiv_id="2305.10601", authors=("Marsh",), year=2023)).reference.mismatches
    assert (wrong.what, wrong.printed, wrong.actual, wrong.source) == (
        "authors",
        "Marsh",
        "Shunyu Yao, Dian Yu",
        "arXiv",
    )
    assert ask(reference(TREE, arxiv_id="2305.10601", authors=("Yu", "Yao"), year=2023)).reference.mismatches == ()


def test_an_invented_title_is_told_and_that_of_an_older_version_is_not(ask, arxiv):
    invented = "From Trees of Branching Thought to Deliberate Planning with Language Models"
    [wrong] = ask(reference(invented, arxiv_id="2305.10601")).reference.mismatches
    assert (wrong.what, wrong.printed, wrong.actual) == ("title", invented, TREE)
    assert [request.query["id_list"] for request in arxiv.asked("api")] == ["2305.10601", "2305.10601v1,2305.10601v2"]

    old = "Deliberating on Branches of Thinking with Models of Language"
    arxiv.papers["2305.10602"] = LoopbackPaper(TREE, versions={1: pdf(TREE), 2: pdf(TREE)}, titles={1: old})
    assert ask(reference(old, arxiv_id="2305.10602")).reference.mismatches == ()


def test_where_the_titles_of_older_versions_are_not_known_none_is_called_invented(ask, arxiv):
    arxiv.misbehave("api", Manner.SLOW, seconds=0.0)
    arxiv.misbehave("api", Manner.FORBIDDEN)

    found = ask(reference("From Trees of Branching Thought to Deliberate Planning", arxiv_id="2305.10601"))

    assert (found.reference.status, found.reference.mismatches) == (ReferenceStatus.READ, ())


def test_the_newest_text_of_an_older_paper_is_fetched_where_it_is_asked_for(ask, store, endpoints):
    old, new = ask(reference(TREE, arxiv_id="2305.10601v1")), ask(reference(STAR, arxiv_id="2203.14465"))
    options = {"store": store, "read": read_lines, "endpoints": endpoints}

    assert retrieve_newer([old, new], offline=True, **options) == {}
    found = retrieve_newer([old, new], **options)

    assert {key: text.text for key, text in found.items()} == {"2305.10601v1": f"{TREE}\nSecond version."}
    assert retrieve_newer([old, new], offline=True, **options) == found


def test_a_newest_text_that_cannot_be_had_or_read_is_left_out(ask, store, endpoints, arxiv):
    old = ask(reference(TREE, arxiv_id="2305.10601v1"))
    arxiv.misbehave("pdf", Manner.FORBIDDEN)

    assert retrieve_newer([old], store=store, read=read_lines, endpoints=endpoints) == {}

    arxiv.papers["2305.10601"] = LoopbackPaper(TREE, versions={1: pdf(TREE), 2: b"%PDF-\0%%EOF"})
    assert retrieve_newer([old], store=store, read=read_lines, endpoints=endpoints) == {}
