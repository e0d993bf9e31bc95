import json
import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from claimcheck.identifiers import find_arxiv_ids
from claimcheck.words import normalise

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAPERS = sorted((FIXTURES / "papers").glob("*.pdf"))
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
REPORT = (FIXTURES / "synthesis.md").read_text(encoding="utf-8")


def page_text(paper: str, page: int) -> str:
    with pymupdf.open(FIXTURES / "papers" / f"{paper}.pdf") as document:
        return normalise(re.sub(r"-\n(?=[a-z])", "", document[page - 1].get_text()))


@pytest.mark.skipif(
    not pymupdf.__version__.startswith("2.0"),
    reason="the committed papers were set with PyMuPDF 2.0",
)
def test_making_the_papers_again_gives_the_committed_bytes(tmp_path):
    subprocess.run([sys.executable, str(FIXTURES / "make.py"), str(tmp_path)], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in PAPERS}


def test_there_are_four_papers_of_three_or_four_pages_and_under_60_kb():
    assert len(PAPERS) == 4
    for path in PAPERS:
        with pymupdf.open(path) as document:
            assert 3 <= len(document) <= 4
        assert path.stat().st_size < 60_000


def test_every_claim_expected_stands_verbatim_in_the_report_and_once():
    assert [row["claim"] for row in EXPECTED if REPORT.count(row["claim"]) != 1] == []


def test_every_row_of_the_claims_table_is_expected_and_in_its_order():
    rows = [line.split(" | ")[0].removeprefix("| ") for line in REPORT.splitlines() if re.search(r"\| [✓×] \|", line)]
    assert rows == [row["claim"] for row in EXPECTED if row["where"] == "table"]


def test_every_quotation_stands_on_the_page_that_is_named():
    decided = [row for row in EXPECTED if row["verdict"] in {"verified", "contradicted"}]
    assert len(decided) == 13
    for row in decided:
        assert normalise(row["quotation"]) in page_text(row["paper"], row["page"]), row["claim"]


def test_what_is_not_in_a_paper_names_no_page():
    assert all(row["page"] is None for row in EXPECTED if row["verdict"] in {"unverified", "unchecked"})


def test_every_paper_expected_is_listed_in_the_report_and_only_the_unchecked_one_is_missing():
    listed = {found.value for found in find_arxiv_ids(REPORT.split("## References")[1])}
    assert {row["paper"] for row in EXPECTED} == listed
    unchecked = {row["paper"] for row in EXPECTED if row["verdict"] == "unchecked"}
    assert listed - {path.stem for path in PAPERS} == unchecked


@pytest.mark.parametrize(("paper", "number", "page"), [("2311.99003", "0.534", 2), ("2401.99004", "6.5", 3)])
def test_the_number_of_a_table_cell_and_of_the_appendix_stand_nowhere_else(paper, number, page):
    found = [p for p in (1, 2, 3) for _ in re.findall(rf"(?<![\d.]){re.escape(number)}(?!\d)", page_text(paper, p))]
    assert found == [page]
