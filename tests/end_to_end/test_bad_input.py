"""What goes wrong, each with its message on one line and its exit code."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time

import pymupdf
import pytest

from tests.conftest import ROOT, _environment


def _pdf(path, *, text=None, password=None):
    with pymupdf.open() as document:
        page = document.new_page()
        if text:
            page.insert_text((72, 72), text)
        else:
            page.draw_rect(pymupdf.Rect(50, 50, 300, 300), fill=(0.2, 0.4, 0.6))
        options = (
            {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": password} if password else {}
        )
        document.save(path, **options)


def _sparse(path):
    with path.open("wb") as file:
        file.truncate(200_000_000)


CASES = {
    "missing.md": (str, "no such file"),
    "empty.md": (lambda p: p.write_bytes(b" \n"), "empty"),
    "binary.md": (lambda p: p.write_bytes(bytes(range(256)) * 40), "binary"),
    "locked.pdf": (lambda p: _pdf(p, text="secret", password="x"), "encrypted"),
    "scan.pdf": (_pdf, "text layer"),
    "large.md": (_sparse, "200 MB"),
    "broken.pdf": (lambda p: p.write_bytes(b"%PDF-1.7\nnothing more"), "PDF"),
    "folder.md": (lambda p: p.mkdir(), "folder"),
    "word.docx": (lambda p: p.write_bytes(b"PK\x03\x04"), "damaged"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_report_that_cannot_be_read_ends_with_2_and_one_line_that_names_it(run, tmp_path, name):
    make, said = CASES[name]
    make(tmp_path / name)
    done = run("audit", tmp_path / name, "--offline", "--cache", tmp_path / "cache", "--format", "json")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_without_claims_says_so_and_ends_with_0(run, tmp_path):
    (tmp_path / "plain.md").write_text("# Nothing here\n\nWhat is this?\n", encoding="utf-8")
    done = run("audit", tmp_path / "plain.md", "--offline", "--cache", tmp_path / "cache")
    assert (done.returncode, "no claims" in done.stderr) == (0, True)


def test_one_unreadable_report_among_several_does_not_stop_the_others(run, warm_cache, tmp_path):
    done = run(
        "audit", tmp_path / "missing.md", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline",
        "--cache", warm_cache, "--format", "json",
    )  # fmt: skip
    audits = json.loads(done.stdout)["audits"]
    assert done.returncode == 2
    assert [bool(audit["error"]) for audit in audits] == [True, False]
    assert audits[1]["summary"]["verified"] > 0


def test_two_reports_that_would_be_printed_by_one_name_are_refused(run, tmp_path):
    for name in ("x", "y", "here"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.md").write_text("# Nothing here\n", encoding="utf-8")
    here = tmp_path / "here"
    done = run("audit", "../x/r.md", "../y/r.md", "--offline", "--cache", tmp_path / "cache", cwd=here)
    said = "claimcheck: r.md: two reports of this name; run in a folder that both lie below\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert run("audit", "r.md", "../here/r.md", "--offline", "--cache", tmp_path / "cache", cwd=here).returncode == 0
    assert run("audit", "x/r.md", "y/r.md", "--offline", "--cache", tmp_path / "cache", cwd=tmp_path).returncode == 0


def test_a_malformed_identifier_is_a_finding_and_its_claims_stay_unchecked(run, tmp_path):
    report = "# Review\n\n### A Paper (arXiv:2413.12345)\n\n- **Results**: Recall rose by 3 points in all tests.\n"
    (tmp_path / "bad_id.md").write_text(report, encoding="utf-8")
    done = run("audit", tmp_path / "bad_id.md", "--offline", "--cache", tmp_path / "cache", "--format", "json")
    audit = json.loads(done.stdout)["audits"][0]
    assert done.returncode == 1
    assert "CC301" in {finding["rule"] for finding in audit["findings"]}
    assert {claim["verdict"] for claim in audit["claims"]} == {"unchecked"}


def test_an_unreachable_server_is_named_and_ends_with_3(run, tmp_path):
    report = "# Review\n\n### A Paper (arXiv:2401.12345)\n\n- **Results**: Recall rose by 3 points in all tests.\n"
    (tmp_path / "far.md").write_text(report, encoding="utf-8")
    nowhere = {"CLAIMCHECK_ARXIV_API": "http://127.0.0.1:9/api/query", "CLAIMCHECK_ARXIV_PDF": "http://127.0.0.1:9/pdf",
               "CLAIMCHECK_ARXIV_PACE": "0"}  # fmt: skip
    done = run("audit", tmp_path / "far.md", "--cache", tmp_path / "cache", "--format", "json", env=nowhere)
    audit = json.loads(done.stdout)["audits"][0]
    assert done.returncode == 3
    assert audit["references"][0]["status"] == "missing"
    assert "reached" in audit["references"][0]["detail"]
    assert audit["claims"][0]["reason"] == "paper_missing"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--fail-on", "CC999"), "CC999"),
        (("--format", "sarif2"), "sarif2"),
        (("--min-verified", "1.5"), "--min-verified"),
        (("--papers", "no/such/folder"), "no/such/folder"),
        (("--jobs", "0"), "--jobs"),
        (("--no-such-option",), "--no-such-option"),
    ],
)
def test_a_wrong_option_ends_with_2_and_is_named(run, tmp_path, options, said):
    done = run("audit", "fixtures/synthesis.md", "--offline", "--cache", tmp_path, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(run, warm_cache, tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    (folder / "cache.sqlite").mkdir()
    whole = (ROOT / "fixtures" / "synthesis.md").read_text(encoding="utf-8")
    report = tmp_path / "short.md"
    report.write_text(whole[: whole.index("## Comparison")], encoding="utf-8")
    arguments = ("audit", report, "--papers", "fixtures/papers", "--offline", "--format", "json")
    done, warm = run(*arguments, "--cache", folder), run(*arguments, "--cache", warm_cache)
    assert (done.returncode, warm.returncode) == (1, 1)
    assert "cannot be written" in done.stderr
    assert done.stdout == warm.stdout


def _no_file_over_40_kb():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


def test_a_full_disk_costs_nothing_but_time(warm_cache, run, new_cache):
    arguments = ["audit", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", *arguments, "--cache", str(new_cache)],
        cwd=ROOT, env=_environment(), capture_output=True, text=True, encoding="utf-8", check=False,
        preexec_fn=_no_file_over_40_kb,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert done.stdout == run(*arguments, "--cache", warm_cache).stdout


def test_an_output_file_that_cannot_be_written_ends_with_2(run, warm_cache, tmp_path):
    target = tmp_path / "no" / "such" / "audit.json"
    done = run(
        "audit", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline", "--cache", warm_cache,
        "--format", f"json={target}",
    )  # fmt: skip
    assert (done.returncode, "audit.json" in done.stderr) == (2, True)


def test_after_an_interrupt_the_next_run_goes_on_from_there(run, warm_cache, new_cache):
    arguments = [
        "audit",
        "fixtures/synthesis.md",
        "--papers",
        "fixtures/papers",
        "--offline",
        "--cache",
        str(new_cache),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", *arguments, "--verbose"],
        cwd=ROOT, env=_environment({"PYTHONUNBUFFERED": "1"}), text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        # Where the tests run in the background, a shell has them ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads between
    )  # fmt: skip
    with process:
        told = []
        assert process.stderr is not None
        for line in process.stderr:
            told.append(line)
            if "verifying claim 1 " in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read()
    assert process.returncode == 130, "".join(told) + rest
    assert rest.splitlines()[-1].startswith("claimcheck: interrupted")
    again = run(*arguments, "--verbose")
    assert "reading" not in again.stderr, "papers are not parsed again"
    warm = run(*arguments[:-1], warm_cache)
    assert again.stdout == warm.stdout


def test_nothing_is_left_of_a_process_that_was_killed(run, new_cache):
    arguments = [
        "audit",
        "fixtures/synthesis.md",
        "--papers",
        "fixtures/papers",
        "--offline",
        "--cache",
        str(new_cache),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", *arguments],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(3)
    process.kill()
    process.wait()
    assert run(*arguments).returncode == 1
    assert [name for _, _, names in os.walk(new_cache) for name in names if name.startswith(".part-")] == []
