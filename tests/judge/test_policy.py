"""Levels, and how the parts of the policy go together."""

import pytest

from claimcheck.errors import SettingsError
from claimcheck.judge import (
    Baseline,
    Change,
    ExitCode,
    Gate,
    Policy,
    apply_policy,
    check_levels,
    exit_code,
    gate_notes,
    gate_reasons,
    idle_rules,
    judge,
    suppressed_lines,
)  # fmt: skip


@pytest.fixture
def audit(make):
    """One claim without support, one for review, one without its paper."""
    made = make.audit(
        make.claim("unverified", text="One is red.", id="c1"),
        make.claim("unverified", text="Two is blue.", id="c2", line=2, review=True),
        make.claim("unchecked", text="Three is green.", id="c3", line=3, reason="paper_missing"),
    )
    return made.model_copy(update={"findings": judge(made)})


def code(audits, gate="error", **fields):
    return exit_code(apply_policy(audits, Policy(**fields)).audits, Gate.parse(gate))


def test_a_level_given_to_a_rule_is_that_of_its_findings_and_of_the_gate(audit):
    (done,) = apply_policy([audit], Policy(levels={"CC101": "note", "CC104": "error"})).audits
    assert [(f.rule, f.level) for f in done.findings] == [("CC101", "note"), ("CC104", "error"), ("CC105", "warning")]
    assert code([audit], levels={"CC101": "note"}) is ExitCode.PARTIAL
    assert code([audit], levels={"CC101": "note", "CC104": "error"}) is ExitCode.FINDINGS


def test_a_rule_that_is_off_finds_nothing_and_is_not_counted_as_accepted(audit):
    (done,) = apply_policy([audit], Policy(levels={"CC101": "off"})).audits
    assert [f.rule for f in done.findings] == ["CC104", "CC105"]
    assert done.suppressed == ()
    assert code([audit], levels={"CC101": "off", "CC105": "off"}) is ExitCode.PARTIAL


def test_a_level_for_no_rule_is_refused():
    check_levels({"CC101": "off"})
    with pytest.raises(SettingsError, match="no rule 'CC999'; choose from CC101"):
        check_levels({"CC999": "note"})


def test_what_is_accepted_fails_no_gate_not_even_for_a_missing_paper(audit):
    known = apply_policy([audit], Policy(baseline=Baseline(), add=True)).baseline
    assert code([audit], "note", baseline=known) is ExitCode.OK


def test_a_gate_limited_to_a_change_asks_nothing_of_the_rest(audit):
    changes = {"review.md": Change(before=audit)}
    assert code([audit], "note", changes=changes) is ExitCode.OK
    assert code([audit], "note", changes={"review.md": Change(files=frozenset({"review.md"}))}) is ExitCode.FINDINGS


def test_the_least_share_is_that_of_the_touched_claims(make):
    claims = [
        make.claim("verified", text="One is red.", id="c1"),
        make.claim("unverified", text="Two.", id="c2", line=2),
    ]
    audit, before = make.audit(*claims), make.audit(claims[0])
    for known, missed, held in (
        (before, True, True),
        (make.audit(claims[1]), False, True),
        (make.audit(*claims), False, False),
    ):
        (done,) = apply_policy([audit], Policy(changes={"review.md": Change(before=known)})).audits
        gate = Gate.parse("never", 0.5)
        assert exit_code([done], gate) == missed
        assert any("is missed" in reason for reason in gate_reasons([done], gate)) == missed
        assert any("--min-verified is not held" in note for note in gate_notes([done], gate, {}, {})) != held


def test_a_touched_claim_that_was_not_checked_misses_the_share(make):
    (done,) = apply_policy(
        [make.audit(make.claim("unchecked", reason="unsupported_language"))],
        Policy(changes={"review.md": Change(before=make.audit())}),
    ).audits
    assert exit_code([done], Gate.parse("never", 0.0)) is ExitCode.FINDINGS


def test_the_notes_count_what_is_not_counted_and_the_lines_give_reasons(audit, read):
    comment = "<!-- claimcheck: ignore[CC101] seen by Ada -->"
    noted = read(f"# R\n\nRecall rose by 3 points [1]. {comment}\n\n## References\n\n1. arXiv:2401.99004\n")
    known = apply_policy([audit], Policy(baseline=Baseline(), add=True)).baseline
    (one, other) = apply_policy(
        [audit, noted.model_copy(update={"findings": judge(noted)})], Policy(baseline=known)
    ).audits
    assert gate_notes([one, other], Gate.parse("error"), {}, {}) == [
        "review.md: 3 findings not counted: 3 in the baseline",
        "review.md: 1 finding not counted: 1 waived in the report",
    ]
    assert suppressed_lines(other)[0].startswith("review.md:3 CC101 waived in the report (seen by Ada): no support")


def test_rules_that_are_named_and_cannot_act_are_told_and_no_others():
    idle = idle_rules({"CC107": "off", "CC303": "warning"}, offline=True, baseline=False)
    gate = Gate.parse("CC404,CC502,CC107,CC101")
    assert gate_notes([], gate, idle, {"CC107": "off", "CC303": "warning"}) == [
        "CC107 cannot act, its level is off",
        "CC303 can act under --offline only on what arXiv said in an earlier run",
        "CC404 cannot act here; `claimcheck table --check` finds it",
        "CC502 cannot act without --baseline",
    ]
    assert gate_notes([], Gate.parse("error,CC303"), idle_rules({}, offline=False, baseline=True), {}) == []


def test_a_report_that_could_not_be_read_stays_as_it_is(make):
    broken = make.audit(error="empty")
    assert apply_policy([broken], Policy(baseline=Baseline(), changes={})).audits == (broken,)
