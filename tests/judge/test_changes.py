"""What a change touches."""

import pytest

from claimcheck.judge import Change, Policy, apply_policy, judge

REPORT = """# Review

This report synthesises findings from 3 papers.

### Slow Birds (arXiv:2401.99001)

- **Results**: Recall rose by 3 points in all of the tests.

## Findings

Speed of young birds fell by 40% in all outdoor tests [2].

Costs were halved in most of the gardens [1].

| Claim | Verified |
|---|---|
| Speed of young birds rose by 40% in all outdoor tests [2]. | yes |

## References

1. Slow Birds and Others. 2024. arXiv:2401.99001
2. Fast Birds and Others. 2024. arXiv:2401.99002
"""


def touched(read, before, after, **fields):
    """The rule and first words of every finding that counts."""
    audit = read(after)
    change = Change(before=before and read(before, verdict="unchecked"), **fields)
    (done,) = apply_policy([audit], Policy(changes={"review.md": change})).audits
    words = {claim.id: claim.text.split()[0] for claim in audit.claims}
    return {(f.rule, words.get(f.claim_id, f.reference_key or "")) for f in done.findings}, done


def test_nothing_is_touched_where_nothing_changed(read):
    found, done = touched(read, REPORT, REPORT)
    assert found == set()
    assert {one.kind for one in done.suppressed} == {"unchanged"}
    assert done.touched == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Costs were halved in most", "Costs were halved in all", {("CC101", "Costs")}),
        ("most of the gardens [1]", "most of the gardens [2]", {("CC101", "Costs")}),
        ("### Slow Birds (arXiv:2401.99001)", "### Slow Birds (arXiv:2401.99002)", {("CC101", "Recall")}),
        ("1. Slow Birds and Others. 2024", "1. Slow Birds and More. 2024", {("CC101", "Recall"), ("CC101", "Costs")}),
        ("from 3 papers", "from 4 papers", {("CC401", "")}),
        ("\n\nCosts were", "\nCosts were", set()),
        ("in all outdoor tests [2].\n\nCosts", "in all\noutdoor tests [2].\n\nCosts", set()),
        ("Slow Birds and Others. 2024", "Slow  Birds and Others. 2024", set()),
    ],
)  # fmt: skip
def test_a_claim_is_touched_by_its_words_its_citations_and_their_entries(read, old, new, expected):
    assert old in REPORT
    assert touched(read, REPORT, REPORT.replace(old, new))[0] == expected


def test_a_printed_verdict_touches_its_claim(read):
    after = REPORT.replace("[2]. | yes |", "[2]. | no |")
    assert ("CC101", "Speed") in touched(read, REPORT, after)[0]


def test_a_disagreement_is_touched_from_either_side(read):
    before = REPORT.replace("birds rose", "birds fell")
    assert ("CC402", "Speed") in touched(read, before, REPORT)[0]


def test_a_claim_once_more_is_touched_once(read):
    after = REPORT.replace("## References", "Costs were halved in most of the gardens [1].\n\n## References")
    found, done = touched(read, REPORT, after)
    assert found == {("CC101", "Costs")}
    assert len(done.touched) == 1


def test_a_reference_is_touched_where_it_is_no_longer_cited(read):
    before = REPORT.replace("outdoor tests [2]. |", "outdoor tests [1]. |")
    after = before.replace("Speed of young birds fell by 40% in all outdoor tests [2].\n\n", "")
    assert ("CC203", "2401.99002") in touched(read, before, after)[0]


def test_a_waiver_is_touched_where_it_is_new_or_its_claim_changed(read):
    comment = "<!-- claimcheck: ignore[CC102] why -->"
    before = REPORT.replace("gardens [1].", f"gardens [1]. {comment}")
    assert touched(read, before, before)[0] == set()
    assert touched(read, REPORT, before)[0] == {("CC501", "Costs")}
    after = before.replace("Costs were halved", "Costs were cut")
    assert touched(read, before, after)[0] == {("CC101", "Costs"), ("CC501", "Costs")}


def test_a_changed_paper_touches_the_claims_that_cite_it(read):
    audit = read(REPORT)
    first = audit.references[0].model_copy(update={"paper": "2401.99001"})
    paper = {"id": "2401.99001", "sha256": "ab", "source": "folder"}
    audit = audit.model_validate(dict(audit) | {"papers": (paper,), "references": (first, *audit.references[1:])})
    change = Change(before=read(REPORT), papers=frozenset({"ab"}))
    (done,) = apply_policy([audit], Policy(changes={"review.md": change})).audits
    texts = {claim.id: claim.text.split()[0] for claim in audit.claims}
    assert {texts[claim] for claim in done.touched} == {"Recall", "Costs"}


def test_with_names_alone_all_that_stands_in_a_changed_file_is_touched(read):
    everything = {(f.rule, f.fingerprint) for f in read(REPORT).findings}
    done = touched(read, None, REPORT, files=frozenset({"review.md"}))[1]
    assert {(f.rule, f.fingerprint) for f in done.findings} == everything
    done = touched(read, None, REPORT, files=frozenset({"other.md"}))[1]
    assert done.findings == ()


def test_a_report_that_nothing_is_known_of_is_not_touched(read):
    (done,) = apply_policy([read(REPORT)], Policy(changes={})).audits
    assert (done.findings, done.touched) == ((), frozenset())


PLANNED = "We plan to look at birds in the spring."


def found_by_model(audit, more):
    """The same with a sentence that a language model takes for a claim, not verified, and a name for a reader."""
    own = audit.claims[0]
    shown = own.model_copy(update={"statement": f"{own.statement} [the birds]", "read_as": own.judged})
    added = own.model_copy(update={"id": "m", "text": more, "statement": more, "passed_over": "plan"})
    changed = audit.model_copy(update={"claims": (shown, *audit.claims[1:], added)})
    return changed.model_copy(update={"findings": judge(changed)})


@pytest.mark.parametrize(("before", "touches"), [(PLANNED, set()), ("We plan to rest.", {"m"})])
def test_what_a_model_takes_for_a_claim_is_touched_where_its_words_are_new(read, before, touches):
    text = REPORT.replace("## References", f"## Future work\n\n{PLANNED}\n\n## References")
    old = read(text.replace(PLANNED, before), verdict="unchecked")
    assert before in [one.text for one in old.skipped]
    audit = found_by_model(read(text), PLANNED)
    (done,) = apply_policy([audit], Policy(changes={"review.md": Change(before=old)})).audits
    assert done.touched == touches
    assert {f.claim_id for f in done.findings} == touches
