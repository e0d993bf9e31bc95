"""Copies of papers and reports with marks."""

import hashlib
import io
import shutil
import tarfile

import pymupdf
import pytest

from claimcheck.errors import SettingsError
from claimcheck.tasks.annotate import check_annotate
from tests.conftest import FIXTURES
from tests.sources import latex_of

PAPERS = ("--papers", "fixtures/papers", "--offline")


def noted(path):
    with pymupdf.open(path) as document:
        return [(page.number + 1, one.type[1], one.info["content"]) for page in document for one in page.annots()]


def test_each_paper_has_a_copy_with_its_evidence_marked_and_the_originals_stay_as_they_are(run, warm_cache, tmp_path):
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (FIXTURES / "papers").iterdir()}
    done = run("audit", "fixtures/synthesis.md", *PAPERS, "--cache", warm_cache, "--annotate", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "2311.99003v1.pdf", "2401.99004v3.pdf", "2403.99001v2.pdf", "2405.99002v1.pdf",
    ]  # fmt: skip
    assert "2405.99002v1.pdf: 4 passages marked\n" in done.stderr
    notes = noted(tmp_path / "out" / "2405.99002v1.pdf")
    assert any("Claim 8: ✗ contradicted" in note and "Differs: the claim has “0.019”" in note for _, _, note in notes)
    assert {kind for _, kind, _ in notes} == {"Highlight"}
    assert before == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (FIXTURES / "papers").iterdir()}


def test_a_copy_replaces_an_earlier_copy_and_no_other_file(run, warm_cache, tmp_path):
    (tmp_path / "out").mkdir()
    shutil.copy(FIXTURES / "papers" / "2401.99004.pdf", original := tmp_path / "out" / "2401.99004v3.pdf")
    before = original.read_bytes()
    for _ in range(2):
        run("audit", "fixtures/synthesis.md", *PAPERS, "--cache", warm_cache, "--annotate", tmp_path / "out")
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            "2311.99003v1.pdf", "2401.99004v3-2.pdf", "2401.99004v3.pdf", "2403.99001v2.pdf", "2405.99002v1.pdf",
        ]  # fmt: skip
    assert original.read_bytes() == before
    assert noted(tmp_path / "out" / "2401.99004v3-2.pdf")


@pytest.fixture
def pdf_report(tmp_path):
    with pymupdf.open() as document:
        page = document.new_page()
        lines = [
            "Sound and soil",
            "",
            "Pauses of 400 ms between paragraphs raised recall by 3.1 points",
            "at 170 words per minute [1].",
            "",
            "References",
            "",
            "[1] Velden, M. Slower Is Not Clearer. arXiv:2403.99001.",
        ]
        for number, line in enumerate(lines):
            page.insert_text((60, 80 + 16 * number), line, fontsize=16 if number in (0, 5) else 10)
        document.save(tmp_path / "2403.99001v2.pdf")
    return tmp_path / "2403.99001v2.pdf"


def test_a_pdf_report_has_its_claims_marked_and_no_copy_replaces_another(run, warm_cache, pdf_report, tmp_path):
    done = run("audit", pdf_report, *PAPERS, "--cache", warm_cache, "--annotate", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["2403.99001v2-2.pdf", "2403.99001v2.pdf"]
    ((page, kind, note),) = noted(tmp_path / "out" / "2403.99001v2.pdf")
    assert (page, kind) == (1, "Highlight")
    assert note.startswith("Claim 1: ")
    assert "1 passage marked" in done.stderr


def test_what_has_no_copy_is_told(run, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    text = "Calibrating Ten-Euro Soil Moisture Probes\n\nOn six gardens that watered by the readings, water use fell."
    (papers / "2405.99002.txt").write_text(text)
    options = ("--papers", papers, "--offline", "--cache", tmp_path / "cache", "--annotate", tmp_path / "out")
    report = tmp_path / "report.md"
    report.write_text("# Soil\n\nWater use fell in six gardens [1].\n\n## References\n\n1. Soil. arXiv:2405.99002\n")
    done = run("audit", report, *options)
    assert "not annotated: 2405.99002 is no PDF\n" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("inside", [False, True])
def test_copies_never_lie_where_they_could_replace_or_become_papers(tmp_path, inside):
    papers = tmp_path / "papers"
    (papers / "below").mkdir(parents=True)
    with pytest.raises(SettingsError, match="lies in --papers"):
        check_annotate(papers / "below" if inside else papers, [], [papers])
    (papers / "papers.json").write_text("{}")
    with pytest.raises(SettingsError, match="lies in --papers"):
        check_annotate(papers / "below", [], [papers / "papers.json"])


def test_a_file_or_the_reports_own_folder_is_refused_before_any_work(run, tmp_path):
    report = tmp_path / "report.md"
    report.write_text("# One\n\nIt helps [1].\n")
    with pytest.raises(SettingsError, match="a file; name a folder"):
        check_annotate(report, [], [])
    done = run("audit", report, "--offline", "--cache", tmp_path / "c", "--annotate", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"claimcheck: --annotate {tmp_path}: the report lies there; name a folder of its own\n"


def test_a_paper_that_was_read_from_its_source_has_its_pdf_marked_and_is_locked_with_it(run, warm_cache, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    shutil.copy(FIXTURES / "papers" / "2403.99001.pdf", papers / "2403.99001.pdf")
    with tarfile.open(papers / "2403.99001.tar.gz", "w:gz") as archive:
        for name, text in latex_of("2403.99001").items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    claim = "Listeners preferred the human narrator to the neural voice in 74% of the pairs [1]."
    (tmp_path / "r.md").write_text(f"# R\n\n{claim}\n\n## References\n\n1. arXiv:2403.99001\n")
    options = ("audit", "r.md", "--papers", "papers", "--format", "json")
    cache = ("--cache", warm_cache)
    done = run(*options, *cache, "--offline", "--annotate", "out", "--lock", cwd=tmp_path)
    assert "from its LaTeX source" in done.stdout, done.stderr
    (copy,) = (tmp_path / "out").iterdir()
    assert any("Claim 1: ✓ verified" in note for _, _, note in noted(copy))
    assert run(*options, "--cache", tmp_path / "new", "--locked", cwd=tmp_path).stdout == done.stdout
