"""The rules about the report as a whole."""

import pytest

from claimcheck.judge import judge, stale_table
from claimcheck.model import (
    Block,
    BlockKind,
    ClaimsTable,
    Conflict,
    Disagreement,
    Document,
    Piece,
    Printed,
    PrintedCount,
)


def found(audit):
    return [(f.location.line, f.message) for f in judge(audit) if f.rule == "CC401"]


def table(make, *marks):
    return [make.claim("verified", printed=Printed(verified=mark)) for mark in marks]


def test_each_stated_number_that_is_wrong_is_reported_once_with_its_first_place(make):
    counts = [
        PrintedCount(what="papers", value=15, location=make.place(3)),
        PrintedCount(what="papers", value=15, location=make.place(9)),
        PrintedCount(what="papers", value=3, location=make.place(11)),
        PrintedCount(what="claims", value=12, location=make.place(12)),
        PrintedCount(what="verified", value=2, location=make.place(13)),
    ]
    references = [make.reference(str(number)) for number in range(3)]
    audit = make.audit(*table(make, True, False, False), references=tuple(references), counts=tuple(counts))
    assert found(audit) == [
        (3, "the report states 15 papers (2 times), it lists 3"),
        (12, "the report states 12 claims, it holds 3"),
        (13, "the report states 2 verified claims, it marks as such 1"),
    ]


def test_a_wrong_count_of_claims_is_not_made_right_by_those_that_a_language_model_adds(make):
    counts = (PrintedCount(what="claims", value=2, location=make.place()),)
    added = make.claim(passed_over="plan")
    assert found(make.audit(make.claim(), added, counts=counts)) == [(1, "the report states 2 claims, it holds 1")]
    assert found(make.audit(added, counts=counts)) == []


def test_only_rows_of_the_reports_own_table_are_counted_where_there_is_one(make):
    counts = (PrintedCount(what="claims", value=2, location=make.place()),)
    assert found(make.audit(*table(make, True, None), make.claim(), counts=counts)) == []


def test_papers_that_are_cited_without_being_listed_count_only_where_there_is_no_list(make):
    counts = (PrintedCount(what="papers", value=1, location=make.place()),)
    listed, other = make.reference("a"), make.reference("b", in_list=False)
    assert found(make.audit(references=(listed, other), counts=counts)) == []
    assert found(make.audit(references=(other,), counts=counts)) == []


@pytest.mark.parametrize("what", ["papers", "claims", "verified"])
def test_what_cannot_be_counted_is_not_compared(make, what):
    assert found(make.audit(counts=(PrintedCount(what=what, value=9, location=make.place()),))) == []


def test_verified_claims_are_not_compared_with_a_report_that_marks_none(make):
    counts = (PrintedCount(what="verified", value=2, location=make.place()),)
    assert found(make.audit(*table(make, None), counts=counts)) == []


def test_a_stale_table_is_reported_where_it_stands(make):
    text = "# Report\n\nClaim\tVerified\nA\t✓\n"
    block = Block(kind=BlockKind.PARAGRAPH, text=text, pieces=(Piece(plain=0, source=0, length=len(text)),))
    document = Document(format="text", text=text, blocks=(block,))
    where = ClaimsTable(span=(10, len(text)), generated=False, header=("Claim", "Verified"))
    finding = stale_table(make.audit(document=document, table=where))
    assert (finding.rule, finding.level, finding.message) == (
        "CC404",
        "error",
        "the printed claims table differs from the recomputed one",
    )
    assert (finding.location.file, finding.location.line, finding.location.end_line) == ("review.md", 3, 5)


def test_a_report_without_a_table_has_a_stale_one(make):
    finding = stale_table(make.audit())
    assert (finding.message, finding.location.line) == ("the printed claims table is missing", 1)


@pytest.mark.parametrize(
    ("printed", "rule", "at"), [((False, False), "CC403", 9), ((True, False), "CC402", 4), ((False, True), "CC402", 9)]
)
def test_claims_that_contradict_each_other_are_said_at_the_row_or_the_later_one(make, printed, rule, at):
    marks = [{"printed": Printed(verified=True)} if row else {} for row in printed]
    one = make.claim("verified", text="The error is 0.019.", line=4, **marks[0]).model_copy(update={"id": "one"})
    other = make.claim("verified", text="The error is 0.029.", line=9, **marks[1])
    differs = Conflict(kind="quantity", claim="0.019", source="0.029")
    audit = make.audit(one, other, disagreements=(Disagreement(first=one.id, second=other.id, conflict=differs),))
    (finding,) = [f for f in judge(audit) if f.rule in {"CC402", "CC403"}]
    assert (finding.rule, finding.level, finding.location.line) == (rule, "warning", at)
    said = "“0.019” here, “0.029” there: “The error is 0.019.”; line 9: “The error is 0.029.”"
    other_way = "“0.029” here, “0.019” there: “The error is 0.029.”; line 4: “The error is 0.019.”"
    assert finding.message == (said if at == 4 else other_way)
