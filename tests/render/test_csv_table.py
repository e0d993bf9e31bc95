"""The table for spreadsheets."""

import csv
import io

import pytest

from claimcheck.render.csv_table import render_csv


def rows(file):
    text = render_csv(file, width=100, color=False)
    assert text.startswith("\ufeffreport,")  # by which Excel knows UTF-8
    assert text.count("\r\n") == text.count("\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_row_has_a_claim_with_its_verdict_first_evidence_and_findings(file):
    found = rows(file)
    assert [row["number"] for row in found] == ["1", "2", "3", "4", "5"]
    assert found[1] == {
        "report": "review.md",
        "number": "2",
        "id": "c3d2a1904b77",
        "file": "review.md",
        "page": "",
        "line": "7",
        "claim": "On Game of 24 the success rate rises from 74% to 92%.",
        "cut_off": "no",
        "cites": "arXiv:2305.10601",
        "verdict": "contradicted",
        "review": "no",
        "reason": "",
        "confidence": "0.03",
        "findings": "CC103",
        "stance": "contradict",
        "paper": "arXiv:2305.10601",
        "version": "2",
        "paper_page": "1",
        "section": "Abstract",
        "quotation": file.audits[0].claims[1].evidence[0].quotation,
        "differs": "the claim has “from 74% to 92%”, the source “74%”",
    }
    assert [(row["cut_off"], row["review"]) for row in found[1:3]] == [("no", "no"), ("yes", "yes")]
    assert (found[3]["reason"], found[3]["confidence"], found[3]["quotation"]) == ("paper_missing", "", "")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "  ="])
def test_what_a_spreadsheet_would_reckon_out_is_text(file, hostile_audit, first):
    (row,) = rows(file.model_copy(update={"audits": (hostile_audit(f"{first}1+1"),)}))
    assert row["claim"].startswith("'")
    assert not [
        cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))
    ]


def test_a_cell_is_never_longer_than_excel_takes(file, hostile_audit):
    (row,) = rows(file.model_copy(update={"audits": (hostile_audit("=" + "x" * 100_000),)}))
    assert len(row["claim"]) == 32_767
    assert row["claim"].endswith("…")


def test_a_report_that_could_not_be_read_has_no_rows(paged_file):
    found = rows(paged_file)
    assert {row["report"] for row in found} == {"review.md"}
    assert {row["line"] for row in found} == {""}
