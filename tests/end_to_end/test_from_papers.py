"""`claimcheck table --from-papers`: claims drawn from the papers of the example report."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.conftest import FIXTURES
from tests.end_to_end.test_table import REPORTS

HEADER = "#", "Claim", "Paper", "Grounded", "Elsewhere", "Confidence"
PAPERS = {"2403.99001", "2405.99002", "2311.99003", "2401.99004"}


@pytest.fixture
def claimcheck(run, warm_cache, tmp_path):
    def call(command, name, *options):
        papers = ("--papers", FIXTURES / "papers", "--offline", "--cache", warm_cache)
        return run(command, tmp_path / name, *papers, *options)

    return call


@pytest.fixture
def report(tmp_path):
    shutil.copy(FIXTURES / "synthesis.md", tmp_path / "report.md")
    return tmp_path / "report.md"


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line[:1] == "|"]


def test_twelve_whole_sentences_of_all_papers_with_what_was_found_of_each(claimcheck, report):
    done = claimcheck("table", report.name, "--from-papers")
    assert done.returncode == 0, done.stderr
    header, _, *found = rows(done.stdout)
    assert tuple(header) == HEADER
    assert [row[0] for row in found] == [str(n) for n in range(1, 13)]
    assert {row[2] for row in found} == PAPERS
    for _, claim, _, grounded, _, confidence in found:
        assert claim[0].isupper()
        assert claim[-1] == "."
        assert not {"we", "our", "us"} & set(claim.lower().split())
        assert grounded.startswith("✓ p. ")
        assert 0 <= float(confidence) <= 1
    water = next(row for row in found if "water use fell by 18%" in row[1])
    assert "supported p. " in water[3]
    assert "2402.99005: not read" in done.stderr
    assert "12 claims from 4 papers" in done.stderr


def test_fewer_are_asked_for_and_every_paper_still_has_one(claimcheck, report):
    done = claimcheck("table", report.name, "--from-papers", "--max-claims", "4")
    assert {row[2] for row in rows(done.stdout)[2:]} == PAPERS
    assert len(rows(done.stdout)) == 6
    alone = claimcheck("table", report.name, "--max-claims", "4")
    assert (alone.returncode, len(alone.stderr.splitlines())) == (2, 1)


def test_both_tables_stand_side_by_side_and_no_audit_takes_the_papers_claims_for_the_reports(claimcheck, report):
    before = json.loads(claimcheck("audit", report.name, "--format", "json").stdout)["audits"][0]
    few = ("--from-papers", "--max-claims", "4")
    assert claimcheck("table", report.name, *few, "--check").returncode == 1
    assert claimcheck("table", report.name, *few, "--write").returncode == 0
    after = json.loads(claimcheck("audit", report.name, "--format", "json").stdout)["audits"][0]
    for part in ("claims", "references", "papers", "findings"):
        assert after[part] == before[part], part
    assert claimcheck("table", report.name, "--write").returncode == 0
    written = report.read_bytes()
    assert written.count(b"claimcheck:table") == written.count(b"claimcheck:papers") == 2
    for options in (few, ()):
        assert claimcheck("table", report.name, *options, "--check").returncode == 0
        assert claimcheck("table", report.name, *options, "--write").returncode == 0
        assert report.read_bytes() == written


@pytest.mark.parametrize("name", REPORTS)
def test_in_every_format_it_is_written_once_and_then_up_to_date(claimcheck, tmp_path, name):
    (tmp_path / name).write_bytes(REPORTS[name].encode())
    options = ("--from-papers", "--max-claims", "2")
    assert claimcheck("table", name, *options, "--write").returncode == 0
    written = (tmp_path / name).read_bytes()
    assert b"Claims from the Papers" in written
    assert claimcheck("table", name, *options, "--write").returncode == 0
    assert (tmp_path / name).read_bytes() == written
    assert claimcheck("table", name, *options, "--check").returncode == 0


def test_without_any_paper_there_is_one_line_and_a_good_table_is_not_overwritten(run, report, tmp_path):
    text = report.read_bytes()
    done = run("table", report, "--from-papers", "--write", "--offline", "--cache", tmp_path / "cache")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "--papers" in done.stderr
    assert report.read_bytes() == text
