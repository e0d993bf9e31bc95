"""A fault changes one thing in one place, in a copy that reads as a report."""

from __future__ import annotations

import pytest

import claimcheck
from claimcheck.model import VerdictName
from claimcheck.model.self_test import FAULT_KINDS
from claimcheck.read import read_document
from claimcheck.tasks.faults import copied, plan
from tests.conftest import FIXTURES

REPORT = FIXTURES / "synthesis.md"
PAPERS = FIXTURES / "papers"
SOURCES = (
    "Naming Birds from Ten Clips: Bird Song Classification with Few Labels. 2024. arXiv:2401.99004",
    "Sparse Retrieval Is Enough for Small Libraries. 2023. arXiv:2311.99003",
)
SAID = "Pre-training took 6.5 hours on a single consumer graphics card"
FORMS = {
    "a.md": f"# Birds\n\nPre-training took **6.5** hours on a single\nconsumer graphics card [1].\n\n"
    f"Correcting misspelt queries helps [2].\n\n## References\n\n1. {SOURCES[0]}\n2. {SOURCES[1]}\n",
    "a.txt": f"Birds\r\n\r\n{SAID} [1].\r\n\r\nCorrecting misspelt queries helps [2].\r\n\r\nReferences\r\n\r\n"
    f"[1] {SOURCES[0]}\r\n[2] {SOURCES[1]}\r\n",
    "a.html": f"<meta charset=windows-1252><h1>Birds &amp; clips – all</h1>\n<p>{SAID} [1].\n"
    f"<p>Correcting misspelt queries helps [2].<h2>References</h2><ol><li>{SOURCES[0]}<li>{SOURCES[1]}</ol>",
}


@pytest.fixture(scope="module")
def audited(warm_cache):
    return claimcheck.audit(REPORT, papers=PAPERS, offline=True, cache=warm_cache)


@pytest.mark.parametrize("kind", FAULT_KINDS)
def test_verified_claims_come_first_and_unchecked_ones_not_at_all(audited, kind):
    planned = plan(kind, audited, 7, 20)
    was = [fault.claim.verdict for fault in planned]
    assert planned
    assert VerdictName.UNCHECKED not in was
    assert was == sorted(was, key=lambda verdict: verdict != "verified")
    assert len({fault.claim.id for fault in planned}) == len(planned)
    assert plan(kind, audited, 7, 2) == planned[:2]


def test_the_seed_draws_and_the_same_seed_draws_the_same(audited):
    def texts(seed):
        return [fault.changed.text for fault in plan("number", audited, seed, 20)]

    assert texts(7) == texts(7)
    assert len({tuple(texts(seed)) for seed in range(5)}) > 1


def test_a_fault_leaves_the_citation_and_every_other_sentence_as_they_were(audited):
    data = REPORT.read_bytes()
    document = read_document(data, REPORT.name)
    planned = plan("number", audited, 7, 20)
    for fault, copy in zip(planned, copied(REPORT.name, data, document, planned), strict=True):
        assert copy.in_copy
        assert copy.claim.cites == fault.claim.cites
        assert copy.claim.text != fault.claim.text
        assert copy.claim.text == fault.changed.text
        assert copy.claim.statement == fault.changed.statement
    assert REPORT.read_bytes() == data


FORMS["a.tex"] = (
    "\\documentclass{article}\n\\begin{document}\n\\section{Birds}\nPre-training took \\textbf{6.5} hours on a single\n"
    "consumer graphics card \\cite{a}.\n\nCorrecting misspelt queries helps \\cite{b}.\n"
    f"\\begin{{thebibliography}}{{9}}\n\\bibitem{{a}} {SOURCES[0]}\n\\bibitem{{b}} {SOURCES[1]}\n"
    "\\end{thebibliography}\n\\end{document}\n"
)


@pytest.mark.parametrize(
    ("name", "kind"), [(name, "number") for name in FORMS] + [("a.md", "citation"), ("a.html", "citation")]
)
def test_a_copy_is_made_of_every_format_that_is_text(name, kind, tmp_path, warm_cache):
    data = FORMS[name].encode("cp1252")
    (tmp_path / name).write_bytes(data)
    audit = claimcheck.audit(tmp_path / name, papers=PAPERS, offline=True, cache=warm_cache)
    document = read_document(data, name)
    planned = plan(kind, audit, 7, 20)
    copies = copied(name, data, document, planned)
    assert planned
    assert [copy.in_copy for copy in copies] == [True] * len(planned)
    assert [copy.claim.cites for copy in copies] == [fault.changed.cites for fault in planned]


def test_a_swapped_citation_names_another_paper_that_was_read(audited):
    read = {r.key for r in audited.references if r.status == "read"}
    for fault in plan("citation", audited, 7, 20):
        assert set(fault.changed.cites) <= read
        assert not set(fault.changed.cites) & set(fault.claim.cites)
        assert fault.changed.statement == fault.claim.statement


def test_where_no_copy_can_be_made_the_claim_alone_is_changed(audited):
    planned = plan("number", audited, 7, 20)
    paged = read_document(REPORT.read_bytes(), REPORT.name).model_copy(update={"format": "pdf"})
    copies = copied("report.pdf", b"%PDF-", paged, planned)
    assert [copy.claim for copy in copies] == [fault.changed for fault in planned]
    assert not any(copy.in_copy for copy in copies)


def test_an_identifier_is_no_number_to_be_changed(warm_cache, tmp_path):
    report = tmp_path / "a.md"
    report.write_text(
        f"# R\n\nAs arXiv:2401.99004 says, pre-training is quick.\n\n## References\n\n1. {SOURCES[0]}\n",
        encoding="utf-8",
    )
    audit = claimcheck.audit(report, papers=PAPERS, offline=True, cache=warm_cache)
    assert len(audit.claims) == 1
    assert [fault for seed in range(20) for fault in plan("number", audit, seed, 20)] == []


def test_a_claim_of_several_statements_has_the_fault_in_one_of_them(warm_cache, tmp_path):
    report = tmp_path / "a.md"
    said = "Pre-training takes 6.5 hours on one graphics card, and the encoder reaches a macro-F1 of 0.68 [1]."
    report.write_text(f"# R\n\n{said}\n\n## References\n\n1. {SOURCES[0]}\n2. {SOURCES[1]}\n", encoding="utf-8")
    audit = claimcheck.audit(report, papers=PAPERS, offline=True, cache=warm_cache)
    (claim,) = audit.claims
    assert len(claim.clauses) == 2
    for seed in range(5):
        ((_, _, changed),) = plan("number", audit, seed, 20)
        differs = [one.text != other.text for one, other in zip(claim.clauses, changed.clauses, strict=True)]
        assert sorted(differs) == [False, True]
        assert all(clause.text.rstrip(".") in changed.text for clause in changed.clauses)
    ((_, _, swapped),) = plan("citation", audit, 7, 20)
    assert {clause.cites for clause in swapped.clauses} == {swapped.cites} != {claim.cites}
