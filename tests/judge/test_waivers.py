"""The file of waivers."""

from datetime import date

import pytest

from claimcheck.errors import InputError
from claimcheck.judge import Policy, apply_policy, judge, read_waivers

TODAY = date(2026, 6, 1)


def entry(**fields):
    fields = {"rule": "CC101", "claim": "It reaches 92%.", "reason": "an erratum"} | fields
    return "[[waiver]]\n" + "".join(f'{name} = "{value}"\n' for name, value in fields.items() if value is not None)


@pytest.fixture
def audit(make):
    made = make.audit(make.claim("unverified", text="It reaches 92%.", id="0123456789ab"))
    return made.model_copy(update={"findings": judge(made)})


def held(audit, text, **fields):
    (done,) = apply_policy([audit], Policy(waivers=read_waivers(text, "w.toml", TODAY), **fields)).audits
    return done


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"claim": "it  reaches 92 %"},
        {"claim": "It reaches…"},
        {"claim": "0123456789ab"},
        {"claim": "0123456789AB"},
        {"rule": "cc101"},
        {"expires": "2026-06-01"},
        {"report": "review.md"},
    ],
)
def test_a_waiver_accepts_the_finding_of_its_rule_and_claim_up_to_its_last_day(audit, fields):
    done = held(audit, entry(**fields, who="Ada"))
    assert done.findings == ()
    assert [(s.kind, s.reason) for s in done.suppressed] == [("waiver", "an erratum (Ada)")]


def test_a_waiver_by_fingerprint_needs_no_claim(audit):
    done = held(audit, entry(claim=None, fingerprint=audit.findings[0].fingerprint))
    assert [s.finding.rule for s in done.suppressed] == ["CC101"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rule": None}, "it lacks its rule id"),
        ({"rule": "CC1"}, "there is no rule 'CC1'"),
        ({"reason": " "}, "it lacks its reason"),
        ({"claim": None}, "it names neither a fingerprint nor a claim"),
        ({"claim": "…"}, "it names neither a fingerprint nor a claim"),
        ({"expires": "2026-05-31"}, "it expired after 2026-05-31"),
        ({"rule": "CC102"}, "there is no such finding"),
        ({"claim": "It reaches 93%."}, "there is no such finding"),
        ({"claim": "It reaches"}, "there is no such finding"),
    ],
)
def test_a_waiver_that_waives_nothing_is_found_where_it_stands(audit, fields, said):
    done = held(audit, "# ours\n\n" + entry(**fields))
    assert [finding.rule for finding in done.findings] == ["CC101", "CC501"]
    assert said in done.findings[1].message
    assert (done.findings[1].location.file, done.findings[1].location.line) == ("w.toml", 3)
    assert done.suppressed == ()


def test_a_waiver_for_a_report_that_is_not_audited_is_not_called_unused(audit):
    assert [f.rule for f in held(audit, entry(report="other.md", rule="CC102")).findings] == ["CC101"]


def test_what_this_run_cannot_decide_is_not_called_unused(make):
    missing = make.audit(make.claim("unchecked", reason="paper_missing", text="It reaches 92%."))
    would_be = make.audit(make.claim("unverified", text="It reaches 92%."))
    fingerprint = judge(would_be)[0].fingerprint
    assert held(missing, entry()).findings == ()
    assert held(missing, entry(claim=None, fingerprint=fingerprint)).findings == ()
    assert held(make.audit(), entry(rule="CC303"), idle=frozenset({"CC303"})).findings == ()
    assert [f.rule for f in held(make.audit(), entry(rule="CC303")).findings] == ["CC501"]


def test_a_waiver_that_serves_one_of_several_reports_is_used(audit, make):
    ruling = apply_policy([make.audit(path="a.md"), audit], Policy(waivers=read_waivers(entry(), "w.toml", TODAY)))
    assert [one.findings for one in ruling.audits] == [(), ()]


def test_a_toml_date_is_a_date(audit):
    text = '[[waiver]]\nrule = "CC101"\nclaim = "It reaches 92%."\nreason = "r"\nexpires = 2026-05-31\n'
    assert [f.rule for f in held(audit, text).findings] == ["CC101", "CC501"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[waiver]\n", "no TOML"),
        (entry(expire="2027-01-01"), "waiver.1.expire"),
        ("waivers = 1\n", "waivers"),
        ("[[waiver]]\nrule = 3\n", "waiver.1.rule"),
        (entry(expires="soon"), "w.toml:1: expires is 'soon'; write a day as"),
    ],
)
def test_a_file_of_another_form_is_an_error_that_names_the_place(text, said):
    with pytest.raises(InputError, match=r"^w\.toml") as caught:
        read_waivers(text, "w.toml", TODAY)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("printed", ["./a/r.md", "a\\\\r.md", " a/r.md", "b/../a/r.md"])
def test_the_report_of_a_waiver_is_a_path_however_it_is_printed(printed):
    assert read_waivers(entry(report=printed), "w.toml", TODAY)[0].report == "a/r.md"
