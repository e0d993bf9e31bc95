from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading

import pytest

from claimcheck.errors import InputError
from claimcheck.model import ReferenceStatus
from claimcheck.retrieve import retrieve
from tests.retrieve.helpers import INFLATION, STAR, TREE, document, read_lines, reference
from tests.servers.arxiv import LoopbackPaper, Manner, pdf

_READ, _MISSING = ReferenceStatus.READ, ReferenceStatus.MISSING


@pytest.fixture
def ask(store, endpoints):
    """The whole room against the loopback arXiv."""

    def call(*references, **options):
        return retrieve(references, store=store, read=read_lines, endpoints=endpoints, **options)

    return call


def test_every_reference_leaves_in_order_with_a_paper_or_a_reason(ask, papers):
    (papers / "2305.10601.txt").write_text(f"{TREE}\nFrom the folder.")
    malformed = reference("Bad", status=ReferenceStatus.MALFORMED, detail="no arXiv id")
    unlisted = reference("Smith (2020)", status=ReferenceStatus.UNLISTED)

    found = ask(
        reference(TREE, arxiv_id="2305.10601"),
        malformed,
        reference(STAR, arxiv_id="2203.14465", status=ReferenceStatus.UNLISTED),
        unlisted,
        reference("Nobody Wrote This"),
        reference("Elsewhere", doi="10.1000/x"),
        reference("Not There", arxiv_id="2412.99999"),
        papers=[papers],
    )

    assert [(item.reference.status, item.reference.detail) for item in found] == [
        (_READ, None),
        (ReferenceStatus.MALFORMED, "no arXiv id"),
        (_READ, None),
        (ReferenceStatus.UNLISTED, None),
        (
            ReferenceStatus.UNIDENTIFIED,
            "no identifier is printed and no paper of this title is at hand; not known to arXiv",
        ),
        (_MISSING, "not at hand; not known to arXiv"),
        (ReferenceStatus.NONEXISTENT, "arXiv knows no paper 2412.99999"),
    ]
    assert [item.paper.source if item.paper else None for item in found[:3]] == ["folder", None, "arxiv"]
    assert (found[1].reference, found[3].reference) == (malformed, unlisted)


def test_what_the_user_has_is_not_fetched(ask, papers, arxiv):
    (papers / "2305.10601.txt").write_text(f"{TREE}\nText.")

    ask(reference(TREE, arxiv_id="2305.10601"), papers=[papers])

    assert [request.query["id_list"] for request in arxiv.requests] == ["2305.10601"], "only for news of it"
    assert arxiv.asked("pdf") == []


@pytest.mark.parametrize("own", [f"{INFLATION}\nInflation.".encode(), b"\0"])
def test_where_the_users_file_is_another_paper_or_unreadable_arxivs_own_is_read(ask, papers, own):
    (papers / "2203.14465.txt").write_bytes(own)

    [found] = ask(reference(STAR, arxiv_id="2203.14465"), papers=[papers])

    assert (found.reference.status, found.paper.source) == (_READ, "arxiv")


def test_what_is_wrong_with_the_users_file_is_told_rather_than_why_fetching_failed(ask, papers, arxiv):
    (papers / "2203.14465.txt").write_bytes(b"\0")
    arxiv.misbehave("api", Manner.FORBIDDEN, times=99)

    [found] = ask(reference(STAR, arxiv_id="2203.14465"), papers=[papers])

    assert found.reference.status is ReferenceStatus.UNREADABLE


def test_an_entry_without_a_file_is_fetched_and_offline_it_is_missing(ask, papers):
    (papers / "papers.json").write_text(json.dumps({"2203.14465": {"file": None}}))

    [offline] = ask(reference(STAR, arxiv_id="2203.14465"), papers=[papers], offline=True)
    [online] = ask(reference(STAR, arxiv_id="2203.14465"), papers=[papers])

    assert (offline.reference.status, offline.reference.detail) == (_MISSING, "papers.json lists it without a file")
    assert online.reference.status is _READ


def test_offline_no_socket_is_opened_and_what_was_fetched_is_still_there(ask, monkeypatch):
    wanted = [reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.14465v1")]

    def refuse(*_):
        pytest.fail("a socket was opened")

    with monkeypatch.context() as patched:
        patched.setattr(socket, "socket", refuse)
        patched.setattr(socket, "create_connection", refuse)
        patched.setattr(socket, "getaddrinfo", refuse)
        before = ask(*wanted, offline=True)
    online = ask(*wanted)
    with monkeypatch.context() as patched:
        patched.setattr(socket, "socket", refuse)
        patched.setattr(socket, "getaddrinfo", refuse)
        after = ask(*wanted, offline=True)

    assert [item.reference.detail for item in before] == ["not at hand, and --offline forbids fetching"] * 2
    assert after == online


def test_a_second_run_asks_nobody_and_gives_the_same(ask, arxiv):
    wanted = [reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.14465")]
    first = ask(*wanted)
    asked = len(arxiv.requests)

    assert ask(*wanted) == first
    assert len(arxiv.requests) == asked


def test_requests_follow_one_another_however_many_jobs_there_are(ask, arxiv):
    many = [f"2401.{number:05}" for number in range(8)]
    arxiv.papers |= {name: LoopbackPaper(f"Paper {name}", versions={1: pdf(f"Paper {name}")}) for name in many}

    found = ask(*(reference(arxiv_id=name) for name in many), jobs=4)

    assert [item.paper.id for item in found] == many
    assert arxiv.most_at_once == 1


def test_progress_is_told_in_lines(ask):
    told = []

    ask(reference(STAR, arxiv_id="2203.14465"), progress=told.append)

    assert told == ["asking arXiv about 1 paper", "fetching 2203.14465v1"]


def test_papers_are_read_in_threads_of_a_pool_and_so_is_told_what_reading_tells(store, endpoints):
    told = []

    def progress(line):
        told.append((line, threading.current_thread() is threading.main_thread()))

    def read(data, name):
        progress(f"reading {name}")
        return read_lines(data, name)

    wanted = [reference(STAR, arxiv_id="2203.14465")]
    retrieve(wanted, store=store, read=read, endpoints=endpoints, progress=progress)

    assert told == [
        ("asking arXiv about 1 paper", True),
        ("fetching 2203.14465v1", True),
        ("reading 2203.14465v1.pdf", False),
    ]
    assert "several threads" in retrieve.__doc__


def test_two_papers_never_leave_under_one_id(ask, papers):
    (papers / "2203.14465.txt").write_text(f"{INFLATION}\nWe study inflation.")

    own, fetched, again = ask(
        reference(INFLATION, arxiv_id="2203.14465"),
        reference(STAR, arxiv_id="2203.14465"),
        reference(STAR, arxiv_id="2203.14465v1"),
        papers=[papers],
    )

    assert own.paper.id == own.reference.paper == "2203.14465"
    assert fetched.paper.id == fetched.reference.paper == f"sha256:{fetched.paper.sha256[:12]}"
    assert again.paper == fetched.paper


def test_after_an_interruption_the_next_run_goes_on_from_there(ask, arxiv):
    wanted = [reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.14465")]

    def interrupt(line):
        if line.startswith("fetching 2203"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(*wanted, progress=interrupt)
    found = ask(*wanted)

    assert [item.reference.status for item in found] == [_READ, _READ]
    assert [request.path for request in arxiv.requests] == ["/api/query", "/pdf/2305.10601v2", "/pdf/2203.14465v1"]


def test_a_folder_that_does_not_exist_is_the_users_mistake(ask, tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        ask(reference(TREE), papers=[tmp_path / "nowhere"])


def test_offline_the_heavy_libraries_are_not_even_imported(tmp_path):
    script = """
import sys
from pathlib import Path
from claimcheck.model import Reference
from claimcheck.retrieve import retrieve
from claimcheck.store import Store

with Store(Path(sys.argv[1])) as store:
    wanted = [Reference(key="2305.10601", raw="x", arxiv_id="2305.10601")]
    [found] = retrieve(wanted, store=store, read=lambda *_: None, offline=True)
print(found.reference.status, sorted({"arxiv", "httpx", "requests", "stamina"} & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "cache")], capture_output=True, text=True, check=True, timeout=60
    )

    assert run.stdout == "missing []\n"


def test_a_shared_case_gives_the_right_papers_and_tells_the_wrong_ones(data, store):
    pymupdf = pytest.importorskip("pymupdf")

    def read_first_page(data, _):
        with pymupdf.open(stream=data, filetype="pdf") as paper:
            return document(paper[0].get_text().replace("-\n", ""), titled=False)

    listed = data / "cases" / "story-cot" / "papers.json"
    titles = {key: entry["title"] for key, entry in json.loads(listed.read_text()).items() if entry["file"]}
    rows = [json.loads(line) for line in (data / "wrong_id.jsonl").read_text().splitlines()]
    titles |= {row["printed_id"]: row["printed_title"] for row in rows if row["printed_id"] in titles}
    wanted = [reference(title, arxiv_id=key) for key, title in titles.items()]

    found = retrieve(wanted, store=store, read=read_first_page, papers=[listed], offline=True)

    wrong = {item.reference.arxiv_id for item in found if item.reference.status is ReferenceStatus.WRONG_PAPER}
    assert wrong == {"2407.06070", "2308.08708"}
    assert {item.reference.status for item in found if item.reference.arxiv_id not in wrong} == {_READ}
