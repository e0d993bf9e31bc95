"""The same through the network code, against an arXiv on loopback; and no socket at all under --offline."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from dataclasses import replace

import pytest

from tests.conftest import FIXTURES, ROOT, _environment
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper, source
from tests.sources import latex_of

TITLES = {
    "2403.99001": ("Slower Is Not Clearer: Speaking Rate and Listeners' Recall in Synthetic Reading Aloud", 2),
    "2405.99002": ("Calibrating Ten-Euro Soil Moisture Probes with a Neighbourhood Network", 1),
    "2311.99003": ("Sparse Retrieval Is Enough for Small Libraries", 1),
    "2401.99004": ("Naming Birds from Ten Clips: Bird Song Classification with Few Labels", 3),
}


def _papers(*, sources=False):
    return {
        name: LoopbackPaper(
            title=title,
            abstract="An abstract.",
            versions={version: (FIXTURES / "papers" / f"{name}.pdf").read_bytes()},
            sources={version: source(latex_of(name))} if sources else {},
        )
        for name, (title, version) in TITLES.items()
    }


def _judged(stdout):
    """Claims with their evidence and verdicts, without what names the version or where a paper came from."""
    return [
        (c["text"], c["verdict"], c["confidence"], [(e["paper"], e["page"], e["quotation"]) for e in c["evidence"]])
        for c in json.loads(stdout)["audits"][0]["claims"]
    ]


def test_fetched_papers_give_the_same_claims_evidence_and_verdicts_as_those_on_disk(run, warm_cache, new_cache):
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
    arguments = ("audit", "fixtures/synthesis.md", "--cache", new_cache, "--format", "json")
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


def test_latex_sources_give_the_same_verdicts_on_the_same_pages_online_and_from_a_folder(
    run, warm_cache, new_cache, tmp_path
):
    printed = run(
        "audit", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline", "--cache", warm_cache,
        "--format", "json",
    )  # fmt: skip
    arguments = ("audit", "fixtures/synthesis.md", "--cache", new_cache, "--format", "json")
    with LoopbackArxiv(_papers(sources=True)) as arxiv:
        environment = dict(arxiv.environment) | {"CLAIMCHECK_ARXIV_PACE": "0.01"}
        online = run(*arguments, env=environment)
        assert len(arxiv.asked("eprint")) == len(arxiv.asked("pdf")) == 4
        assert run(*arguments, env=environment).stdout == online.stdout
        assert len(arxiv.asked("eprint")) == 4, "what was fetched is not asked for again"
        run("fetch", "fixtures/synthesis.md", "--to", tmp_path / "here", "--cache", new_cache, env=environment)
    assert sorted(path.name for path in (tmp_path / "here").iterdir())[:2] == [
        "2311.99003v1.pdf",
        "2311.99003v1.tar.gz",
    ]

    references = json.loads(online.stdout)["audits"][0]["references"]
    assert [r["detail"] for r in references if r["status"] == "read"] == ["from its LaTeX source"] * 4
    for (text, verdict, _, evidence), (_, expected, _, known) in zip(
        _judged(online.stdout), _judged(printed.stdout), strict=True
    ):
        assert (verdict, [e[:2] for e in evidence[:1]]) == (expected, [e[:2] for e in known[:1]]), text
    quoted = " ".join(e[2] for _, _, _, evidence in _judged(online.stdout) for e in evidence)
    assert "\ufb01" not in quoted, "a source has no ligatures"

    folder = run("audit", "fixtures/synthesis.md", "--papers", tmp_path / "here", "--offline", *arguments[2:])
    assert _judged(folder.stdout) == _judged(online.stdout)


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


def _odd_source(kind):
    """A LaTeX source that is none: whatever lies behind it, the PDF is read."""
    latex = latex_of("2403.99001")
    packed = source(latex)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        link = tarfile.TarInfo("main.tex")
        link.type, link.linkname = tarfile.SYMTYPE, str(FIXTURES / "expected.json")
        archive.addfile(link)
    return {
        "a PDF": (FIXTURES / "papers" / "2403.99001.pdf").read_bytes(),
        "cut short": packed[: len(packed) // 2],
        "a bomb": source({"plot.eps": b"0" * 100_000_000} | latex),
        "links": made.getvalue(),
        "names that climb": source({f"../{name}": text for name, text in latex.items()}),
        "thousands of members": source({f"{number}.png": "" for number in range(6000)} | latex),
        "a stub": source({"main.tex": r"\documentclass{article}\begin{document}See the PDF.\end{document}"}),
        "no gzip": b"\x1f\x8b" + b"noise" * 1000,
    }[kind]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("a PDF", "(full, 3 pages)"),
        ("cut short", "; from the PDF; its source could not be fetched: it was cut short)"),
        ("a bomb", ": unpacks to far more than a paper is)"),
        ("links", ": holds no LaTeX document)"),
        ("names that climb", ": holds no LaTeX document)"),
        ("thousands of members", ": holds no LaTeX document)"),
        ("a stub", ": holds less than 60% of what the PDF prints)"),
        ("no gzip", "; from the PDF; its source could not be fetched: it was cut short)"),
    ],
)
def test_whatever_comes_as_a_source_the_pdf_is_read_and_that_is_said(run, tmp_path, kind, said):
    # A cache of its own: what an address had to give is kept for good, and a port may come again.
    cache = tmp_path / "cache"
    papers = _papers()
    papers["2403.99001"] = replace(papers["2403.99001"], sources={2: _odd_source(kind)})
    with LoopbackArxiv(papers) as arxiv:
        environment = dict(arxiv.environment) | {"CLAIMCHECK_ARXIV_PACE": "0.01"}
        done = run("fetch", "2403.99001", "--to", tmp_path / "here", "--cache", cache, env=environment)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["2403.99001v2.pdf"]
    assert "Traceback" not in done.stderr


def test_offline_opens_no_socket(new_cache):
    program = """
import socket, sys
def refuse(*args, **kwargs):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
from claimcheck.cli import run
sys.exit(run(sys.argv[1:]))
"""
    arguments = [
        "audit",
        "fixtures/synthesis.md",
        "--papers",
        "fixtures/papers",
        "--offline",
        "--cache",
        str(new_cache),
    ]
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
