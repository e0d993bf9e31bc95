"""The rules about references."""

import pytest

from claimcheck.judge import judge
from claimcheck.model import ReferenceStatus


def found(audit):
    return [(f.rule, f.level, f.message, f.location.line, f.reference_key) for f in judge(audit)]


def test_a_paper_that_is_cited_but_not_listed_is_an_error(make):
    reference = make.reference("[7]", ReferenceStatus.UNLISTED, in_list=False)
    assert found(make.audit(references=(reference,))) == [
        ("CC202", "error", "cited, but not in the reference list: [7]", 1, "[7]")
    ]


def test_a_paper_that_was_read_by_its_identifier_is_still_not_in_the_list(make):
    listed, other = make.reference("a"), make.reference("2305.10601", in_list=False)
    assert found(make.audit(references=(listed, other))) == [
        ("CC202", "error", "cited, but not in the reference list: 2305.10601", 1, "2305.10601")
    ]


def test_a_report_without_a_list_may_cite_by_identifier(make):
    assert found(make.audit(references=(make.reference(in_list=False),))) == []


def test_a_paper_that_is_listed_but_never_cited_is_a_note(make):
    reference = make.reference(cited=False, title="Tree of Thoughts", location=make.place(31))
    assert found(make.audit(references=(reference,))) == [
        ("CC203", "note", "listed, but never cited: 2305.10601 “Tree of Thoughts”", 31, "2305.10601")
    ]


@pytest.mark.parametrize(
    ("status", "rule", "level", "said"),
    [
        (ReferenceStatus.MALFORMED, "CC301", "error", "malformed identifier: 2305.1 “Yao 2023” (why)"),
        (ReferenceStatus.MISSING, "CC302", "warning", "no text to be had of 2305.1 “Yao 2023” (why)"),
        (ReferenceStatus.NONEXISTENT, "CC303", "error", "no such paper exists: 2305.1 “Yao 2023” (why)"),
        (ReferenceStatus.UNREADABLE, "CC302", "warning", "the text could not be read of 2305.1 “Yao 2023” (why)"),
        (ReferenceStatus.UNIDENTIFIED, "CC302", "warning", "not clear which paper is meant by 2305.1 “Yao 2023” (why)"),
        (
            ReferenceStatus.WRONG_PAPER,
            "CC304",
            "error",
            "identifier and title name different papers: 2305.1 “Yao 2023” (why)",
        ),
    ],
)
def test_a_reference_without_its_text_is_reported_with_the_reason(make, status, rule, level, said):
    reference = make.reference("2305.1", status, raw="Yao\n2023", detail="why")
    assert found(make.audit(references=(reference,))) == [(rule, level, said, 1, "2305.1")]


@pytest.mark.parametrize("status", [ReferenceStatus.READ, ReferenceStatus.PENDING])
def test_a_reference_that_is_cited_and_in_order_raises_nothing(make, status):
    assert found(make.audit(references=(make.reference(status=status),))) == []


def test_an_identifier_that_the_list_has_twice_is_a_note_at_the_second_place(make):
    reference = make.reference("2305.10601", title="Tree of Thoughts", listed_again=(make.place(40),))
    assert found(make.audit(references=(reference,))) == [
        ("CC308", "note", "listed twice: 2305.10601 “Tree of Thoughts”", 40, "2305.10601")
    ]


def test_a_preprint_and_its_publication_are_one_work_listed_twice(make):
    title, years = "Deliberate problem solving with trees", (2022, 2024)
    one, other = (make.reference(key, title=title, year=year, authors=("A. Yao", "B. Yu"), location=make.place(year))
                  for key, year in zip(("2305.10601", "10.1000/trees"), years, strict=True))  # fmt: skip
    said = f"listed twice: 10.1000/trees “{title}”, as 2305.10601 before"
    assert found(make.audit(references=(one, other))) == [("CC308", "note", said, 2024, "10.1000/trees")]


@pytest.mark.parametrize("other", [
    {"authors": ("C. Doe",)}, {"year": 2010}, {"title": "Deliberate problem solving with forests"}, {"in_list": False},
])  # fmt: skip
def test_works_that_share_a_title_alone_or_nearly_are_two(make, other):
    same = {"title": "Deliberate problem solving with trees", "year": 2023, "authors": ("A. Yao",)}
    audit = make.audit(references=(make.reference("2305.10601", **same), make.reference("2401.00001", **same | other)))
    assert "CC308" not in [finding.rule for finding in judge(audit)]


def test_a_withdrawn_paper_is_an_error_that_quotes_what_is_said_of_it(make):
    reference = make.reference("2305.10601", title="Tree of Thoughts", withdrawn="Withdrawn by the authors.")
    said = "withdrawn: 2305.10601 “Tree of Thoughts”; said of it: “Withdrawn by the authors.”"
    assert found(make.audit(references=(reference,))) == [("CC305", "error", said, 1, "2305.10601")]
