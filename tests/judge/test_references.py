"""The rules about references."""

import pytest

from claimcheck.judge import judge
from claimcheck.model import Mismatch, Paper, ReferenceStatus


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


@pytest.mark.parametrize(("title", "rules"), [("Tree of Thoughts", ["CC308"]), ("Deep Learning", [])])
def test_a_title_of_three_words_is_one_works_and_a_shorter_one_many_works(make, title, rules):
    both = (make.reference("2305.10601", title=title), make.reference("10.1000/trees", title=title))
    assert [rule for rule, *_ in found(make.audit(references=both))] == rules


def test_two_entries_that_led_to_one_paper_are_one_work_listed_twice(make):
    one = make.reference("2305.10601", paper="2305.10601")
    other = make.reference("tree of thoughts", title="Tree of Thoughts", paper="2305.10601", location=make.place(9))
    assert found(make.audit(references=(one, other))) == [
        ("CC308", "note", "listed twice: “Tree of Thoughts”, the paper of 2305.10601 before", 9, "tree of thoughts")
    ]
    assert found(make.audit(references=(one, make.reference("2401.00001", paper="2401.00001")))) == []


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


def test_a_newer_version_than_the_cited_one_is_a_note(make):
    reference = make.reference("2305.10601", arxiv_id="2305.10601v1", title="Tree of Thoughts", newest=3)
    said = "version 3 exists, version 1 is cited: 2305.10601 “Tree of Thoughts”"
    assert found(make.audit(references=(reference,))) == [("CC306", "note", said, 1, "2305.10601")]


def test_of_an_unversioned_citation_the_version_that_was_read_is_named(make):
    reference = make.reference(title="Tree of Thoughts", newest=3, paper="2305.10601")
    paper = Paper(id="2305.10601", version=2, sha256="0", source="folder")
    (finding,) = judge(make.audit(references=(reference,), papers=(paper,)))
    assert finding.message == "version 3 exists, version 2 was read: 2305.10601 “Tree of Thoughts”"


def test_evidence_that_is_gone_from_the_newer_version_makes_it_a_warning_that_quotes_it(make):
    gone = (make.evidence("It reaches 74%.", gone_from=3),)
    claims = [make.claim(evidence=gone), make.claim(evidence=gone), make.claim()]
    reference = make.reference("2305.10601", arxiv_id="2305.10601v1", newest=3, paper="2305.10601")
    (finding,) = judge(make.audit(*claims, references=(reference,)))
    assert (finding.rule, finding.level) == ("CC306", "warning")
    assert finding.message.endswith("what decided 2 claims is no longer in it: “It reaches 74%.”")


def test_evidence_that_is_gone_from_another_paper_is_no_matter(make):
    claim = make.claim(evidence=(make.evidence(paper="2401.00001", gone_from=3),))
    reference = make.reference("2305.10601", arxiv_id="2305.10601v1", newest=3, paper="2305.10601")
    assert [finding.level for finding in judge(make.audit(claim, references=(reference,)))] == ["note"]


def test_a_paper_off_the_topic_is_a_warning_with_both_titles(make):
    reference = make.reference(off_topic=0.031, paper="2305.10601")
    paper = Paper(id="2305.10601", title="Hypergeometric inflation", sha256="0", source="arxiv")
    audit = make.audit(references=(reference,), papers=(paper,))
    asked = audit.report.model_copy(update={"question": "Do probes save water?", "title": "Probes"})
    said = (
        "nothing to do with “Do probes save water?”, nor with the other papers: 2305.10601 “Hypergeometric inflation”"
        " (nearness of title and abstract 0.03)"
    )
    assert found(audit.model_copy(update={"report": asked})) == [("CC307", "warning", said, 1, "2305.10601")]
    assert found(audit) == [], "a report that asks nothing is about nothing"


def test_what_the_report_says_of_a_paper_wrongly_is_a_warning_each(make):
    wrong = (
        Mismatch(what="authors", printed="Xu", actual="Shunyu Yao, Dian Yu", source="arXiv"),
        Mismatch(what="code", printed="No", actual="https://github.com/x/y", source="its own text"),
    )
    reference = make.reference(title="Tree of Thoughts", mismatches=wrong, location=make.place(7))
    findings = judge(make.audit(references=(reference,)))
    assert [(f.rule, f.level, f.message, f.location.line) for f in findings] == [
        ("CC309", "warning",
         "authors “Xu” here, arXiv has “Shunyu Yao, Dian Yu”: 2305.10601 “Tree of Thoughts”", 7),
        ("CC309", "warning",
         "code “No” here, its own text has “https://github.com/x/y”: 2305.10601 “Tree of Thoughts”", 7),
    ]  # fmt: skip
    assert len({finding.fingerprint for finding in findings}) == 2
