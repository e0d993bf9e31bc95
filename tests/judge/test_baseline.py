"""The baseline: what was there before does not count, what is gone is found, and nothing is added unasked."""

import json

import pytest

from claimcheck.errors import InputError
from claimcheck.judge import Baseline, Policy, apply_policy, judge, read_baseline
from claimcheck.model import Mismatch, ReferenceStatus


def report(make, *texts, path="review.md", **fields):
    claims = [make.claim("unverified", text=text, id=f"c{n}", line=n) for n, text in enumerate(texts, 1)]
    audit = make.audit(*claims, path=path, **fields)
    return audit.model_copy(update={"findings": judge(audit)})


def baseline_of(*audits):
    return apply_policy(audits, Policy(baseline=Baseline(), add=True)).baseline


def held(audits, baseline, **fields):
    text = baseline.text()
    policy = Policy(baseline=read_baseline(text, "b.json"), baseline_file=("b.json", text), **fields)
    return apply_policy(audits, policy)


def rules(ruling):
    return [[finding.rule for finding in audit.findings] for audit in ruling.audits]


def test_what_was_there_does_not_count_and_what_is_new_does(make):
    known = baseline_of(report(make, "One is red."))
    ruling = held([report(make, "Two is blue.", "One is red.")], known)
    assert rules(ruling) == [["CC101"]]
    assert ruling.audits[0].findings[0].location.line == 1
    assert [(s.kind, s.finding.location.line) for s in ruling.audits[0].suppressed] == [("baseline", 2)]


def test_a_finding_that_occurs_once_more_is_new(make):
    known = baseline_of(report(make, "One is red.", "One is red."))
    assert rules(held([report(make, *["One is red."] * 3)], known)) == [["CC101"]]
    assert rules(held([report(make, *["One is red."] * 2)], known)) == [[]]


def test_what_is_gone_is_found_in_its_line_of_the_file(make):
    known = baseline_of(report(make, "One is red.", "Two is blue.", "Two is blue.", "Two is blue."))
    (audit,) = held([report(make, "One is red.", "Two is blue.")], known).audits
    (finding,) = audit.findings
    assert finding.message == "CC101 no longer occurs (2 times) in review.md: “Two is blue.”"
    assert finding.location.file == "b.json"
    assert "Two is blue" in known.text().splitlines()[finding.location.line - 1]


def test_update_takes_out_what_is_gone_and_adds_nothing(make):
    known = baseline_of(report(make, "One is red.", "Two is blue."))
    ruling = held([report(make, "One is red.", "Three is green.")], known, renew=True)
    assert rules(ruling) == [["CC101"]]
    assert (ruling.added, ruling.gone) == (0, 1)
    assert [entry.says for entry in ruling.baseline.findings] == ["One is red."]


def test_write_takes_in_what_is_new_and_takes_out_what_is_gone(make):
    known = baseline_of(report(make, "One is red.", "Two is blue."))
    ruling = held([report(make, "One is red.", "Three is green.")], known, add=True)
    assert rules(ruling) == [[]]
    assert (ruling.added, ruling.gone) == (1, 1)
    assert {entry.says for entry in ruling.baseline.findings} == {"One is red.", "Three is green."}


def test_entries_of_reports_that_are_not_audited_stay_and_are_not_gone(make):
    known = baseline_of(report(make, "One is red."), report(make, "Two is blue.", path="other.md"))
    ruling = held([report(make, "One is red.")], known, renew=True)
    assert rules(ruling) == [[]]
    assert ruling.baseline.text() == known.text()
    broken = make.audit(path="other.md", error="empty")
    assert held([report(make, "One is red."), broken], known, renew=True).baseline.text() == known.text()


def test_a_report_that_was_renamed_keeps_its_entries(make):
    known = baseline_of(report(make, "One is red."))
    ruling = held([report(make, "One is red.", path="renamed.md")], known, renew=True)
    assert rules(ruling) == [[]]
    assert [entry.report for entry in ruling.baseline.findings] == ["renamed.md"]


def test_two_reports_of_one_run_do_not_lend_each_other_entries(make):
    known = baseline_of(report(make, "One is red."))
    both = [report(make, path="new.md"), report(make, "One is red.", path="other.md"), report(make, "One is red.")]
    assert rules(held(both, known)) == [[], ["CC101"], []]


def test_what_cannot_be_decided_without_its_paper_is_not_gone(make):
    known = baseline_of(report(make, "One is red."))
    missing = make.audit(make.claim("unchecked", reason="paper_missing", text="One is red."))
    ruling = held([missing], known, renew=True)
    assert ruling.baseline.text() == known.text()
    assert rules(held([missing], known)) == [[]]


@pytest.mark.parametrize("what", ["authors", "year", "title", "venue", "code"])
def test_what_is_wrong_with_a_paper_is_not_gone_where_it_is_not_at_hand(make, what):
    wrong = Mismatch(what=what, printed="2023", actual="2024", source="arXiv")
    known = baseline_of(judged(make, make.reference(mismatches=(wrong,), newest=3, off_topic=0.1)))
    assert {entry.rule for entry in known.findings} >= {"CC306", "CC309"}
    missing = judged(make, make.reference(status=ReferenceStatus.MISSING))
    ruling = held([missing], known, renew=True)
    assert ruling.baseline.text() == known.text()
    assert rules(held([missing], known)) == [["CC302"]]
    read = judged(make, make.reference())
    assert set(rules(held([read], known))[0]) == {"CC502"}
    assert held([read], known, renew=True).baseline.findings == ()


def judged(make, reference):
    audit = make.audit(references=(reference,))
    return audit.model_copy(update={"findings": judge(audit)})


def test_what_is_waived_is_neither_gone_nor_added(read):
    text = "# R\n\nRecall rose by 3 points [1].%s\n\n## References\n\n1. A Study of Recall. arXiv:2401.99004\n"
    known = baseline_of(read(text % ""))
    waived = read(text % " <!-- claimcheck: ignore[CC101] seen -->")
    assert held([waived], known, renew=True).baseline == known
    assert baseline_of(waived).findings == ()


def test_the_file_is_sorted_stable_and_one_line_an_entry(make):
    one, two = report(make, "One is red.", "Two is “blü”."), report(make, "Two is “blü”.", path="a.md")
    text = baseline_of(one, two).text()
    assert text == baseline_of(two, one).text()
    assert [json.loads(line.strip(" ,"))["report"] for line in text.splitlines()[3:-2]] == ["a.md"] + ["review.md"] * 2
    assert read_baseline(text, "b.json").text() == text
    assert read_baseline(Baseline().text(), "b.json") == Baseline()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"findings": [{"rule": "CC101"}]}', "\0"]
)
def test_another_file_is_an_error_with_the_way_out(text):
    with pytest.raises(InputError, match=r"^b\.json: no baseline \(.*\); make one with --write-baseline$"):
        read_baseline(text, "b.json")
