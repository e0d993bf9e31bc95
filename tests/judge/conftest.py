"""Builders of invented audits: each test names only what matters to it."""

from types import SimpleNamespace

import pytest

from claimcheck.extract import extract
from claimcheck.judge import judge
from claimcheck.model import (
    Audit,
    AuditedClaim,
    Claim,
    Evidence,
    Location,
    Reference,
    ReferenceStatus,
    ReportInfo,
    Retrieved,
    Summary,
    Verdict,
    VerdictName,
)
from claimcheck.read import read_document
from claimcheck.tasks.audit import assemble


def place(line: int = 1, column: int = 1, page: int | None = None) -> Location:
    return Location(line=line, column=column, end_line=line, end_column=column + 10, page=page)


def build_evidence(quotation="It reaches 74%.", stance="support", **fields) -> Evidence:
    fields = {"paper": "2305.10601", "version": 1, "page": 4, "span": (0, 9)} | fields
    return Evidence(quotation=quotation, stance=stance, **fields)


_STANCES = {"verified": "support", "contradicted": "contradict", "unverified": "nearest"}


def build_claim(verdict="verified", *, line=1, column=1, page=None, **fields) -> AuditedClaim:
    """A claim that was audited: fields of `Claim` and `Verdict` together, with what the verdict needs filled in."""
    text = fields.pop("text", "It reaches 92%.")
    given = {"id": "c1", "number": 1, "text": text, "statement": text, "location": place(line, column, page)}
    given |= {"cites": ("2305.10601",), "cited_by": "marker"}
    decided = {"verdict": VerdictName(verdict)}
    if verdict != "unchecked":
        decided |= {"confidence": 0.5, "evidence": (build_evidence(stance=_STANCES[verdict]),)}
    for name, value in fields.items():
        (given if name in Claim.model_fields else decided)[name] = value
    parts = decided.pop("parts", ())
    return AuditedClaim.of(Claim(**given), Verdict(**decided)).model_copy(update={"parts": parts})


def build_reference(key="2305.10601", status=ReferenceStatus.READ, **fields) -> Reference:
    fields = {"raw": key, "cited": True, "in_list": True} | fields
    return Reference(key=key, status=status, **fields)


def build_audit(*claims: AuditedClaim, path="review.md", **fields) -> Audit:
    review = sum(claim.review for claim in claims)
    counts = {name.value: sum(claim.verdict is name for claim in claims) for name in VerdictName}
    counts |= {"claims": len(claims), "review": review}
    summary = Summary(**counts, skipped=0, papers=0, papers_missing=0)
    report = ReportInfo(path=path, sha256="", title=None, question=None, format="markdown", counts_printed={})
    return Audit(report=report, summary=summary, claims=claims, **fields)


def read_audit(text: str, name="review.md", verdict="unverified") -> Audit:
    """A report as it is read and extracted, with the same verdict for all of its claims, and judged."""
    document = read_document(text.encode(), name)
    extraction = extract(document)
    evidence = () if verdict == "unchecked" else (build_evidence(stance=_STANCES[verdict]),)
    said = {"reason": "paper_missing"} if verdict == "unchecked" else {"confidence": 0.5, "evidence": evidence}
    decided = Verdict(verdict=VerdictName(verdict), **said)
    retrieved = [Retrieved(reference=reference) for reference in extraction.references]
    audit = assemble(name, text.encode(), document, extraction, retrieved, [decided] * len(extraction.claims))
    return audit.model_copy(update={"findings": judge(audit)})


@pytest.fixture(scope="session")
def read():
    """Reports from their text."""
    return read_audit


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The builders under one short name."""
    return SimpleNamespace(
        place=place, evidence=build_evidence, claim=build_claim, reference=build_reference, audit=build_audit
    )
