"""A claim read twice is worth the weaker reading: the model's own can take a "verified" away and do nothing else."""

from __future__ import annotations

import pytest

from claimcheck.model import (
    Claim,
    Document,
    Evidence,
    Location,
    Paper,
    Probabilities,
    Reference,
    Retrieved,
    UncheckedReason,
    Verdict,
    VerdictName,
)
from claimcheck.model import ReferenceStatus as Status
from claimcheck.read import read_document
from claimcheck.store import Store
from claimcheck.verify import Verifier
from claimcheck.verify.reread import weaker

PAPER = b"""# Feeding sparrows in winter

Survival over the winter rose from 41% to 58% where seeds were offered. Sparrows visited FlapBox 31 times a day.
"""
TRUE = "Survival over the winter rose from 41% to 58% where seeds were offered."
FALSE = "Survival over the winter rose from 41% to 71% where seeds were offered."


def verdict(name, support=0.9, **fields):
    stance = {"verified": "support", "contradicted": "contradict"}.get(name, "nearest")
    if name == "unchecked":
        return Verdict(verdict=name, reason=UncheckedReason.PAPER_MISSING, **fields)
    evidence = (Evidence(paper="1", quotation=TRUE, span=(0, 9), stance=stance),)
    odds = Probabilities(support=support, contradict=1 - support, neither=0.0)
    return Verdict(verdict=name, confidence=support, probabilities=odds, evidence=evidence, **fields)


VERIFIED = verdict("verified")


def test_what_is_verified_either_way_is_verified_as_it_was():
    assert weaker(VERIFIED, verdict("verified", 0.99), None) == VERIFIED


@pytest.mark.parametrize("read", [verdict("unverified", 0.1), verdict("contradicted", 0.1)])
def test_a_reading_that_is_not_verified_sends_the_claim_to_a_person_and_contradicts_nothing(read):
    found = weaker(VERIFIED, read, None)
    assert (found.verdict, found.review, found.confidence) == (VerdictName.UNVERIFIED, True, 0.9)
    assert found.disagreement == ("reading",)
    assert [e.stance for e in found.evidence] == ["nearest"]


def test_where_a_cited_paper_is_missing_the_claim_is_unchecked_and_not_called_unverified():
    for read, lacking in [
        (verdict("contradicted", 0.1), UncheckedReason.PAPER_UNREADABLE),
        (verdict("unchecked"), None),
    ]:
        found = weaker(VERIFIED, read, lacking)
        assert (found.verdict, found.reason) == (VerdictName.UNCHECKED, lacking or UncheckedReason.PAPER_MISSING)


def test_the_parts_of_the_reading_are_shown_with_their_own_verdicts():
    parts = (verdict("verified"), verdict("unverified", 0.1))
    assert weaker(VERIFIED, verdict("unverified", 0.1, parts=parts), None).parts == parts
    own = verdict("verified", parts=(VERIFIED, VERIFIED))
    assert weaker(own, verdict("unverified", 0.1, parts=parts), None).parts == own.parts


PLACE = Location(line=1, column=1, end_line=1, end_column=2)


def claim(text, *, reading=None, clauses=()):
    parts = tuple(claim(part) for part in clauses)
    return Claim(
        id=str(len(text)), number=1, text=text, statement=text, location=PLACE, cites=("a",), cited_by="marker",
        reading=reading, clauses=parts,
    )  # fmt: skip


@pytest.fixture(scope="module")
def verify(tmp_path_factory):
    """The real verifier, with one small paper at hand."""
    document: Document = read_document(PAPER, "paper.md")
    reference = Reference(key="a", raw="a", status=Status.READ, paper="2401.99777")
    paper = Paper(id="2401.99777", title=document.title, sha256="0" * 64, source="folder", text="full")
    with Store(tmp_path_factory.mktemp("cache")) as store:
        verifier = Verifier(store)

        def verified(one):
            return verifier.verify([one], [Retrieved(reference=reference, paper=paper, document=document)])[0]

        yield verified


@pytest.mark.parametrize("printed", [TRUE, FALSE, "Nests were counted in all gardens in May."])
def test_no_reading_makes_a_claim_verified_or_contradicted(verify, printed):
    alone = verify(claim(printed))
    for said in (TRUE, FALSE, "Sparrows visited FlapBox 31 times a day."):
        found = verify(claim(printed, reading=claim(said)))
        assert found.verdict in {alone.verdict, VerdictName.UNVERIFIED}
        assert found.confidence == alone.confidence
        if alone.verdict is not VerdictName.VERIFIED:
            assert found == alone


def test_a_contradicted_claim_stays_so_whatever_a_model_reads_in_it(verify):
    assert verify(claim(FALSE, reading=claim(TRUE))).verdict is VerdictName.CONTRADICTED


def test_a_part_that_the_paper_does_not_bear_takes_the_whole_to_a_person(verify):
    alone = verify(claim(TRUE))
    read = claim(TRUE, clauses=(TRUE, "Nests were counted in all gardens in May."))
    found = verify(claim(TRUE, reading=read))
    assert (alone.verdict, found.verdict, found.review) == (VerdictName.VERIFIED, VerdictName.UNVERIFIED, True)
    assert [part.verdict for part in found.parts] == [VerdictName.VERIFIED, VerdictName.UNVERIFIED]
