"""The same through the network code, against an arXiv on loopback; and no socket at all under --offline."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import FIXTURES, ROOT, _environment
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper

TITLES = {
    "2403.99001": ("Slower Is Not Clearer: Speaking Rate and Listeners' Recall in Synthetic Reading Aloud", 2),
    "2405.99002": ("Calibrating Ten-Euro Soil Moisture Probes with a Neighbourhood Network", 1),
    "2311.99003": ("Sparse Retrieval Is Enough for Small Libraries", 1),
    "2401.99004": ("Naming Birds from Ten Clips: Bird Song Classification with Few Labels", 3),
}


def _papers():
    return {
        name: LoopbackPaper(
            title=title, abstract="An abstract.", versions={version: (FIXTURES / "papers" / f"{name}.pdf").read_bytes()}
        )
        for name, (title, version) in TITLES.items()
    }


def _judged(stdout):
    """Claims with their evidence and verdicts, without what names the version or where a paper came from."""
    return [
        (c["text"], c["verdict"], c["confidence"], [(e["paper"], e["page"], e["quotation"]) for e in c["evidence"]])
        for c in json.loads(stdout)["audits"][0]["claims"]
    ]


def test_fetched_papers_give_the_same_claims_evidence_and_verdicts_as_those_on_disk(run, warm_cache, tmp_path):
    offline = run(
        "audit",
        "fixtures/synthesis.md",
        "--papers",
        "fixtures/papers",
        "--offline",
        "--cache",
        warm_cache,
        "--format",
        "json",
    )
    arguments = ("audit", "fixtures/synthesis.md", "--cache", tmp_path, "--format", "json")
    with LoopbackArxiv(_papers()) as arxiv:
        environment = dict(arxiv.environment) | {"CLAIMCHECK_ARXIV_PACE": "0.01"}
        online = run(*arguments, env=environment)
        asked = len(arxiv.requests)
        again = run(*arguments, env=environment)
        assert [r for r in arxiv.requests[asked:] if "99005" not in str(r.query)] == [], (
            "what was fetched is not asked for again"
        )
        assert arxiv.most_at_once == 1
    assert _judged(online.stdout) == _judged(offline.stdout)
    assert again.stdout == online.stdout
    cached = run(*arguments, "--offline", env=environment)
    assert _judged(cached.stdout) == _judged(online.stdout)


def test_fetch_puts_papers_into_a_folder_and_says_what_could_not_be_had(run, tmp_path):
    with LoopbackArxiv(_papers()) as arxiv:
        environment = dict(arxiv.environment) | {"CLAIMCHECK_ARXIV_PACE": "0.01"}
        done = run(
            "fetch",
            "2403.99001",
            "arXiv:2402.99005",
            "--to",
            tmp_path / "here",
            "--cache",
            tmp_path / "c",
            env=environment,
        )
    assert done.returncode == 3, done.stderr
    assert [p.name for p in (tmp_path / "here").iterdir()] == ["2403.99001v2.pdf"]
    assert "2402.99005 nonexistent" in done.stdout


def test_offline_opens_no_socket(tmp_path):
    program = """
import socket, sys
def refuse(*args, **kwargs):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
from claimcheck.cli import run
sys.exit(run(sys.argv[1:]))
"""
    arguments = ["audit", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline", "--cache", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "socket" not in done.stderr
