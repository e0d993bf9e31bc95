"""A claim whose numbers stand in two neighbouring sentences of its paper."""

from __future__ import annotations

import claimcheck
from claimcheck.model import VerdictName

PAPER = """# Dancing bees

## Abstract

We counted 1,200 bees in four hives on a hill. Of all the bees that we saw, 96.3% danced before noon.
"""
REPORT = """# Notes

Of 1,200 bees in four hives, 96.3% danced before noon [1].

## References

[1] Marsh. Dancing bees. arXiv:2403.99001, 2024.
"""


def test_both_sentences_are_quoted(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "2403.99001.md").write_text(PAPER, encoding="utf-8")
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    audit = claimcheck.audit(tmp_path / "report.md", papers=tmp_path / "papers", offline=True, cache=tmp_path / "cache")
    (claim,) = audit.claims
    quotation = claim.evidence[0].quotation
    assert quotation in PAPER
    assert "1,200" in quotation
    assert "96.3%" in quotation
    assert claim.evidence[0].unmatched == () or not {"1,200", "96.3%"} & set(claim.evidence[0].unmatched)
    assert claim.verdict is VerdictName.VERIFIED
