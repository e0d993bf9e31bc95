"""The gate and the exit code."""

import pytest

from claimcheck.errors import SettingsError
from claimcheck.judge import RULES, ExitCode, Gate, exit_code, gate_reasons, judge


@pytest.fixture
def audits(make):
    """Reports by what is wrong with them."""
    claims = {
        "clean": [make.claim("verified")],
        "error": [make.claim("unverified"), make.claim("verified")],
        "warning": [make.claim("unverified", review=True)],
        "note": [make.claim("verified", truncated=True)],
        "partial": [make.claim("unchecked", reason="paper_missing"), make.claim("verified")],
        "uncited": [make.claim("unchecked", reason="no_citation", cites=(), cited_by="none")],
        "language": [make.claim("unchecked", reason="unsupported_language")],
    }
    made = {name: make.audit(*some, path=f"{name}.md") for name, some in claims.items()}
    made["broken"] = make.audit(path="broken.md", error="broken.md is empty; give a report with text")
    return {name: audit.model_copy(update={"findings": judge(audit)}) for name, audit in made.items()}


@pytest.mark.parametrize(
    ("reports", "fail_on", "min_verified", "code"),
    [
        ("clean", "note", None, 0),
        ("note", "error", None, 0),
        ("note", "note", None, 1),
        ("warning", "error", None, 0),
        ("warning", "warning", None, 1),
        ("warning", "note", None, 1),
        ("error", "error", None, 1),
        ("error", "warning", None, 1),
        ("error", "never", None, 0),
        ("error", "CC102", None, 0),
        ("error", "CC102,CC101", None, 1),
        ("error", " cc101 ", None, 1),
        ("warning", "error,CC104", None, 1),
        ("partial", "error", None, 3),
        ("partial", "never", None, 3),
        ("partial", "warning", None, 1),
        ("uncited", "error", None, 0),
        ("language", "error", None, 0),
        ("error", "never", 0.5, 0),
        ("error", "never", 0.51, 1),
        ("clean", "error", 1.0, 0),
        ("uncited", "error", 0.0, 1),
        ("partial", "error", 1.0, 3),
        ("clean error", "never", 0.75, 1),
        ("clean clean", "error", None, 0),
        ("clean partial", "error", None, 3),
        ("error partial", "error", None, 1),
        ("error broken", "error", None, 2),
        ("broken partial", "never", None, 2),
        ("", "error", None, 0),
    ],
)
def test_the_exit_code_follows_the_contract(audits, reports, fail_on, min_verified, code):
    chosen = [audits[name] for name in reports.split()]
    gate = Gate.parse(fail_on, min_verified)
    assert exit_code(chosen, gate) == code
    assert bool(gate_reasons(chosen, gate)) == (code != 0)


@pytest.mark.parametrize("reason", ["paper_missing", "paper_unreadable", "wrong_paper"])
def test_claims_whose_paper_could_not_be_had_or_read_make_the_audit_partial(make, reason):
    audit = make.audit(make.claim("unchecked", reason=reason))
    assert exit_code([audit], Gate.parse("error")) is ExitCode.PARTIAL


def test_an_interrupted_run_has_the_code_of_a_shell():
    assert ExitCode.INTERRUPTED == 130


def test_the_reasons_name_report_rules_and_numbers(audits):
    chosen = [audits[name] for name in ("clean", "error", "partial", "uncited", "broken")]
    assert gate_reasons(chosen, Gate.parse("error,CC105", 0.9)) == [
        "error.md: 1 finding at or above --fail-on: 1 × CC101",
        "error.md: 1 of 2 checked claims verified, --min-verified 0.9 is missed",
        "partial.md: 1 finding at or above --fail-on: 1 × CC105",
        "partial.md: 1 claim unchecked because a paper could not be had or read",
        "uncited.md: no claim checked, --min-verified 0.9 is missed",
        "broken.md is empty; give a report with text",
    ]


@pytest.mark.parametrize("fail_on", ["", "CC999", "errors", "error,", "CC1"])
def test_an_unknown_level_or_rule_is_named_with_the_choices(fail_on):
    with pytest.raises(SettingsError) as caught:
        Gate.parse(fail_on)
    message = str(caught.value)
    assert repr(fail_on.rpartition(",")[2]) in message
    assert message.endswith(f"choose from error, warning, note, never, {', '.join(RULES)}")


def test_never_stands_alone():
    with pytest.raises(SettingsError, match="never beside other names"):
        Gate.parse("error,never")


@pytest.mark.parametrize("share", [-0.1, 1.01, 90, float("nan")])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(SettingsError, match=r"--min-verified is .*; give a share between 0 and 1"):
        Gate.parse("error", share)


def test_what_a_language_model_found_lowers_the_share_and_never_lifts_it(make):
    own = [make.claim("unverified", id="a"), make.claim("verified", id="b")]
    easy = [make.claim("verified", id=f"e{n}", passed_over="plan") for n in range(8)]
    wrong = make.claim("unverified", id="w", passed_over="plan")
    half, more = Gate.parse("never", 0.5), Gate.parse("never", 0.51)
    assert exit_code([make.audit(*own, *easy)], half) is ExitCode.OK
    assert exit_code([make.audit(*own, *easy)], more) is ExitCode.FINDINGS
    assert exit_code([make.audit(*own, *easy, wrong)], half) is ExitCode.FINDINGS
    assert exit_code([make.audit(*easy)], Gate.parse("never", 0.0)) is ExitCode.FINDINGS
    (reason,) = gate_reasons([make.audit(*own, *easy)], more)
    assert "1 of 2 checked claims verified (beside 8 that only a language model found), --min-verified 0.51" in reason
