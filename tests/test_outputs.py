"""What goes out: whole, to the right place, and harmless."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from claimcheck import outputs
from claimcheck.errors import InputError, SettingsError
from claimcheck.files import write_whole
from claimcheck.model import Audit, AuditFile, Provenance, ReportInfo, Summary
from claimcheck.settings import Settings


def test_an_output_never_replaces_the_report(tmp_path):
    report = tmp_path / "report.md"
    report.write_text("# Review\n")
    with pytest.raises(SettingsError, match="an input of this run"):
        outputs.parse(f"json={tmp_path}/./report.md", [report])


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    for name in ("papers/a.pdf", "papers/papers.json", "papers/2403.99001.md", "findings.tex", "refs.bib"):
        (tmp_path / name).write_text("x")
    return Settings(papers=(Path("papers"),), baseline=Path("b.json"))


@pytest.mark.parametrize(
    "printed",
    [
        "json=papers/a.pdf", "json=papers/papers.json", "markdown=papers/2403.99001.md", "json=b.json",
        "json=claimcheck.lock", "csv=claimcheck-waivers.toml", "json=pyproject.toml", "json=findings.tex",
        "latex=refs.bib", "json=nowhere/audit.json",
    ],
)  # fmt: skip
def test_an_output_replaces_no_paper_no_source_and_nothing_that_a_run_keeps(project, printed):
    with pytest.raises(SettingsError, match=r"another file|make it first") as caught:
        outputs.parse(printed, outputs.sources_of(project))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("printed", ["json=papers/audit.json", "latex=findings.tex", "html=new.html", "json=new.tex"])
def test_what_is_new_or_of_the_same_kind_may_be_written(project, printed):
    assert outputs.parse(printed, outputs.sources_of(project))


def test_a_stdout_that_is_full_or_closed_is_one_line(monkeypatch):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        with pytest.raises(InputError, match="stdout: cannot be written"):
            outputs.write("x" * 100_000)
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(InputError, match="stdout is closed"):
        outputs.write("x")


@pytest.mark.parametrize("printed", ["json=.", "json=/", "table,json", "sarif2"])
def test_what_cannot_be_an_output_is_refused_before_the_work(printed):
    with pytest.raises(SettingsError):
        outputs.parse(printed, [])


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(InputError, match=r"audit\.json"):
        outputs.write("x", tmp_path / "no" / "audit.json")


def test_what_goes_to_stderr_cannot_steer_the_terminal(capsys):
    outputs.tell("claimcheck: \x1b]0;owned\x07 title\nsecond line")
    assert capsys.readouterr().err == "claimcheck: �]0;owned� title second line\n"


def test_a_file_is_replaced_whole_through_links_and_keeps_its_permissions(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "target"]


def test_a_pipe_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_two_formats_cannot_have_one_file(tmp_path):
    with pytest.raises(SettingsError, match="two formats for one file"):
        outputs.parse(f"json={tmp_path}/a,sarif={tmp_path}/./a", [])


def test_several_formats_have_a_file_each():
    assert outputs.parse("sarif=out.sarif, junit=out.xml,github", []) == [
        ("sarif", Path("out.sarif")),
        ("junit", Path("out.xml")),
        ("github", None),
    ]


@pytest.fixture
def result():
    report = ReportInfo(path="a.md", sha256="", title="A – B", question=None, format="", counts_printed={})
    counts = dict.fromkeys(Summary.model_fields, 0)
    made = Provenance(version="1", models=(), thresholds={}, settings_digest="")
    return AuditFile(claimcheck=made, audits=(Audit(report=report, summary=Summary(**counts)),))


def test_the_step_summary_is_appended_and_stays_below_what_github_shows(result, tmp_path):
    file = tmp_path / "summary.md"
    file.write_bytes(b"# Before\n")
    outputs.append_step_summary(result, file)
    assert file.read_text(encoding="utf-8").startswith("# Before\n# A – B\n\n0 claims: ")
    full = b"x" * ((1 << 20) - 20)
    file.write_bytes(full)
    outputs.append_step_summary(result, file)
    assert file.read_bytes() == full


def test_a_step_summary_that_cannot_be_written_is_named(result, tmp_path):
    with pytest.raises(InputError, match="GITHUB_STEP_SUMMARY="):
        outputs.append_step_summary(result, tmp_path)


def test_a_command_with_formats_of_its_own_knows_only_those(tmp_path):
    with pytest.raises(SettingsError, match="no 'sarif' here; choose from table, json"):
        outputs.parse("sarif", [], known=("table", "json"))
    with pytest.raises(SettingsError, match="that is an input"):
        outputs.parse(f"json={tmp_path / 'old.json'}", [tmp_path / "old.json"], known=("table", "json"))
