"""What git says of a change; in a scratch repository, without verifying anything."""

from __future__ import annotations

import os
import subprocess
from hashlib import sha256

import pytest

from claimcheck.errors import InputError
from claimcheck.judge import Policy, apply_policy
from claimcheck.model import Paper
from claimcheck.settings import Settings
from claimcheck.tasks import since
from claimcheck.tasks.audit import assemble
from claimcheck.tasks.since import changes_in, changes_since
from claimcheck.tasks.workplace import Workplace, load, shown

REPORT = (
    "# R\n\nRecall rose by 3 points [1].\n\nCosts were halved [1].\n\n## References\n\n1. A Study. arXiv:2401.99004\n"
)


def git(folder, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a step")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    folder = tmp_path / "repository"
    (folder / "docs").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "docs" / "review.md").write_text(REPORT, encoding="utf-8")
    commit(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def workplace(tmp_path):
    with Workplace(Settings(cache=tmp_path / "cache", offline=True)) as workplace:
        yield workplace


def touched(changes, report, workplace):
    """The first words of the claims that a change touches."""
    data = load(report)
    document = workplace.read_report(report, data)
    extraction = since.extract(document)
    nothing = since.Verdict(verdict="unchecked", reason="paper_missing")
    retrieved = [since.Retrieved(reference=reference) for reference in extraction.references]
    audit = assemble(shown(report), data, document, extraction, retrieved, [nothing] * len(extraction.claims))
    (done,) = apply_policy([audit], Policy(changes=changes)).audits
    return sorted(claim.text.split()[0] for claim in audit.claims if claim.id in done.touched)


def test_an_edited_claim_is_touched_whether_committed_or_not(repository, workplace):
    report = repository / "docs" / "review.md"
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == []
    report.write_text(REPORT.replace("halved", "doubled"), encoding="utf-8")
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == ["Costs"]
    commit(repository)
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == []
    assert touched(changes_since("HEAD~1", [report], workplace), report, workplace) == ["Costs"]


def test_a_report_that_was_not_there_is_touched_whole(repository, workplace):
    report = repository / "docs" / "new one: ö.md"
    report.write_text(REPORT, encoding="utf-8")
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == ["Costs", "Recall"]
    commit(repository)
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == []


def test_a_report_that_could_not_be_read_before_is_touched_whole(repository, workplace):
    report = repository / "docs" / "review.md"
    report.write_bytes(b" \n")
    commit(repository)
    report.write_text(REPORT, encoding="utf-8")
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == ["Costs", "Recall"]


def test_the_files_that_a_latex_report_includes_are_had_from_the_revision(repository, workplace):
    report, part = repository / "docs" / "main.tex", repository / "docs" / "part.tex"
    sources = "\\begin{thebibliography}{1}\\bibitem{a} A Study. arXiv:2401.99004\\end{thebibliography}"
    report.write_text(
        f"\\begin{{document}}Recall rose by 3 points \\cite{{a}}.\n\n\\input{{part}}\n{sources}\\end{{document}}"
    )
    part.write_text("Costs were halved in all tests \\cite{a}.\n")
    commit(repository)
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == []
    part.write_text("Costs were doubled in all tests \\cite{a}.\n")
    assert touched(changes_since("HEAD", [report], workplace), report, workplace) == ["Costs"]


def test_changed_and_new_files_are_known_by_path_and_digest(repository, workplace):
    report = repository / "docs" / "review.md"
    (repository / "paper ö.txt").write_text("x")
    report.write_text(REPORT + "\n", encoding="utf-8")
    change = changes_since("HEAD", [report], workplace)["docs/review.md"]
    assert change.files == {"docs/review.md", "paper ö.txt"}
    assert sha256(b"x").hexdigest() in change.papers


def test_a_list_of_papers_that_names_another_file_changes_that_paper_alone(repository, workplace):
    report, listed = repository / "docs" / "review.md", repository / "papers.json"
    for name in ("one", "two", "three"):
        (repository / f"{name}.txt").write_text(name)
    listed.write_text('{"a": {"file": "one.txt"}, "b": {"file": "two.txt"}}')
    commit(repository)
    listed.write_text('{"a": {"file": "three.txt"}, "b": {"file": "two.txt"}, "c": {"file": null}, "d": 3}')
    one, two, three = (sha256(name.encode()).hexdigest() for name in ("one", "two", "three"))
    papers = changes_since("HEAD", [report], workplace)["docs/review.md"].papers
    assert papers & {one, two, three} == {three}
    (change,) = changes_in([listed], [report]).values()
    assert change.papers == {two, three}
    listed.write_text("[" * 100_000)
    assert not changes_since("HEAD", [report], workplace)["docs/review.md"].papers


@pytest.mark.parametrize("revision", ["--help", "-1", "", "a\nb", "x" * 300])
def test_what_can_be_no_revision_never_reaches_git(repository, workplace, monkeypatch, revision):
    monkeypatch.setattr(since, "_git", None)
    with pytest.raises(InputError, match="no revision; name a branch"):
        changes_since(revision, [repository / "docs" / "review.md"], workplace)


@pytest.mark.parametrize("revision", ["nowhere", "HEAD:docs", "HEAD~9", "HEAD HEAD", "main..main"])
def test_an_unknown_revision_is_named_with_the_way_out(repository, workplace, revision):
    with pytest.raises(InputError, match="no such revision; a shallow clone"):
        changes_since(revision, [repository / "docs" / "review.md"], workplace)


def test_outside_a_repository_and_without_git_it_says_so(tmp_path, repository, workplace, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    outside = tmp_path / "outside.md"
    outside.write_text(REPORT, encoding="utf-8")
    with pytest.raises(InputError, match=r"outside\.md lies in no git repository"):
        changes_since("HEAD", [outside], workplace)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="git was not found"):
        changes_since("HEAD", [repository / "docs" / "review.md"], workplace)


def test_the_variables_of_a_hook_lead_nowhere_else(repository, workplace, monkeypatch):
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert changes_since("HEAD", [repository / "docs" / "review.md"], workplace)["docs/review.md"].before


def test_no_helper_of_the_repository_is_run(repository, workplace, tmp_path):
    mark = tmp_path / "ran"
    helper = tmp_path / "helper"
    helper.write_text(f"#!/bin/sh\ntouch {mark}\n")
    helper.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command"):
        git(repository, "config", name, str(helper))
    (repository / ".gitattributes").write_text("*.md diff=x\n")
    report = repository / "docs" / "review.md"
    report.write_text(REPORT + "\n", encoding="utf-8")
    changes_since("HEAD", [report], workplace)
    assert not mark.exists()


def test_files_that_are_named_are_known_however_they_are_spelled(repository):
    report = repository / "docs" / "review.md"
    os.chdir(repository / "docs")
    (change,) = changes_in([repository / "docs" / ".." / "docs" / "review.md"], [report]).values()
    assert "review.md" in change.files
    assert sha256(report.read_bytes()).hexdigest() in change.papers
    (change,) = changes_in([], [report]).values()
    assert (change.files, change.papers, change.before) == (frozenset(), frozenset(), None)


def test_a_paper_changed_where_its_source_or_the_pdf_beside_it_did(repository, workplace):
    report = repository / "docs" / "review.md"
    (repository / "2401.99004.tar.gz").write_bytes(b"a source")
    changes = changes_since("HEAD", [report], workplace)
    (change,) = changes.values()
    source = sha256(b"a source").hexdigest()
    assert change.papers == {source}
    for digests in ({"sha256": source}, {"sha256": "0" * 64, "pdf": source}):
        paper = Paper(id="2401.99004", source="folder", **digests)
        data = load(report)
        document = workplace.read_report(report, data)
        extraction = since.extract(document)
        retrieved = [
            since.Retrieved(reference=one.model_copy(update={"paper": paper.id}), paper=paper)
            for one in extraction.references
        ]
        nothing = since.Verdict(verdict="unchecked", reason="paper_missing")
        audit = assemble(shown(report), data, document, extraction, retrieved, [nothing] * len(extraction.claims))
        (done,) = apply_policy([audit], Policy(changes=changes)).audits
        assert len(done.touched) == len(audit.claims) == 2
