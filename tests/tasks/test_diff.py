"""Two audits side by side."""

from __future__ import annotations

import json

import pytest

from claimcheck.errors import InputError
from claimcheck.tasks.diff import compare


def claim(text, verdict="verified", name=None, **fields):
    made = {"id": name or text, "number": 1, "text": text, "verdict": verdict, "confidence": 0.5, "review": False}
    return made | {"reason": "paper_missing" if verdict == "unchecked" else None} | fields


def audit(*claims, path="review.md", error=None):
    return {"report": {"path": path}, "error": error, "claims": claims, "findings": []}


@pytest.fixture
def diff(tmp_path):
    def call(old, new):
        for name, audits in (("old.json", old), ("new.json", new)):
            content = {"schema_version": 1, "claimcheck": {}, "audits": audits, "later": "unknown"}
            (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
        return compare(tmp_path / "old.json", tmp_path / "new.json")

    return call


def kinds(difference):
    return [(change.kind.value, (change.new or change.old).text) for change in difference.changes]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("verified", "verified", None),
        ("contradicted", "verified", "verified_anew"),
        ("unchecked", "verified", "verified_anew"),
        ("verified", "contradicted", "support_lost"),
        ("verified", "unverified", "support_lost"),
        ("verified", "unchecked", "support_lost"),
        ("unverified", "contradicted", "otherwise"),
        ("unchecked", "unverified", "otherwise"),
    ],
)
def test_a_claim_of_the_same_id_gains_or_loses_support_or_changes_otherwise(diff, before, after, kind):
    found = diff([audit(claim("It is red.", before))], [audit(claim("It is red.", after))])
    assert kinds(found) == ([(kind, "It is red.")] if kind else [])
    assert found.same == (not kind)


def test_the_review_band_is_a_change_and_confidence_alone_is_none(diff):
    old = [claim("It is red.", "unverified"), claim("It is blue.")]
    new = [claim("It is red.", "unverified", review=True), claim("It is blue.", confidence=0.9)]
    assert kinds(diff([audit(*old)], [audit(*new)])) == [("otherwise", "It is red.")]


def test_claims_that_are_on_one_side_alone_appeared_or_are_gone(diff):
    old = audit(claim("Nothing in common with anything."))
    new = audit(claim("Quite another thing, said here."))
    assert kinds(diff([old], [new])) == [
        ("appeared", "Quite another thing, said here."),
        ("gone", "Nothing in common with anything."),
    ]


def test_a_reworded_claim_is_the_same_claim_and_the_most_alike_go_together(diff):
    old = [
        claim("Recall rose by 3 points in all tests."),
        claim("Recall rose by 3 points in some tests.", "unverified"),
    ]
    new = [
        claim("Recall rose by 3 points in some texts."),
        claim("Recall rose by 4 points in all tests.", "contradicted"),
    ]
    found = diff([audit(*old)], [audit(*new)])
    assert kinds(found) == [
        ("support_lost", "Recall rose by 4 points in all tests."),
        ("verified_anew", "Recall rose by 3 points in some texts."),
    ]
    assert found.changes[0].old.text == "Recall rose by 3 points in all tests."


def test_claims_of_different_reports_are_different_claims(diff):
    old = [audit(claim("It is red."), path="a.md"), audit(path="b.md")]
    new = [audit(path="a.md"), audit(claim("It is red."), path="b.md")]
    assert [(c.kind.value, c.report) for c in diff(old, new).changes] == [("appeared", "b.md"), ("gone", "a.md")]


def test_two_reports_of_one_path_are_told_apart_by_their_order(diff):
    old = [audit(claim("It is red.")), audit(claim("It is blue."))]
    new = [audit(claim("It is red.", "unverified")), audit(claim("It is blue."))]
    found = diff(old, new)
    assert (kinds(found), found.same) == ([("support_lost", "It is red.")], 1)


def test_one_report_each_is_one_report_under_another_name(diff):
    found = diff([audit(claim("It is red."), path="a.md")], [audit(claim("It is red."), path="b.md")])
    assert (found.changes, found.same) == ((), 1)


def test_a_report_that_could_not_be_read_the_second_time_is_an_error(diff):
    with pytest.raises(InputError, match=r"new\.json: review\.md was not audited \(empty\)"):
        diff([audit(claim("It is red."))], [audit(error="empty")])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"audits": [{"report": {}}]}', b'{"audits": 3}'])
def test_another_file_is_an_error_that_names_it(tmp_path, content):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(InputError, match=r"x\.json: no JSON of `claimcheck audit"):
        compare(tmp_path / "x.json", tmp_path / "x.json")


def test_hundreds_of_reworded_claims_are_compared_within_seconds(diff):
    old = [claim(f"In garden {n} the recall of the birds rose by {n} points in all tests.") for n in range(800)]
    new = [claim(f"In gardens {n} the recall of the birds fell by {n} points in tests.") for n in range(800)]
    assert diff([audit(*old)], [audit(*new)]).same >= 700
