"""The catalogue, the order of findings and their fingerprints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.judge import RULES, judge


def test_the_catalogue_is_in_order_and_every_rule_says_what_is_wrong_and_what_to_do():
    assert list(RULES) == sorted(RULES)
    for name, rule in RULES.items():
        assert rule.id == name
        assert rule.title
        assert rule.title[-1] != "."
        assert rule.help.endswith(".")


def test_the_levels_are_those_of_the_contract():
    by_level = {}
    for rule in RULES.values():
        by_level.setdefault(rule.level, []).append(rule.id)
    assert by_level == {
        "error": ["CC101", "CC102", "CC103", "CC202", "CC301", "CC303", "CC304", "CC305", "CC404"],
        "warning": [
            *("CC104", "CC105", "CC107", "CC108", "CC109", "CC110", "CC302", "CC307", "CC309", "CC401", "CC402"),
            *("CC403", "CC501"),
        ],
        "note": ["CC106", "CC201", "CC203", "CC204", "CC306", "CC308", "CC502"],
    }


def test_findings_come_in_reading_order_and_then_in_the_order_of_the_rules(make):
    claims = [
        make.claim("unverified", line=9),
        make.claim("unverified", line=2, column=30),
        make.claim("unverified", line=2, column=4, truncated=True),
    ]
    places = [(f.location.line, f.location.column, f.rule) for f in judge(make.audit(*claims))]
    assert places == [(2, 4, "CC101"), (2, 4, "CC106"), (2, 30, "CC101"), (9, 1, "CC101")]


def test_pages_come_before_lines_which_begin_anew_on_each(make):
    claims = [make.claim("unverified", line=2, page=2, id="b"), make.claim("unverified", line=8, page=1, id="a")]
    assert [finding.claim_id for finding in judge(make.audit(*claims))] == ["a", "b"]


def test_a_finding_has_the_level_and_help_of_its_rule_and_names_file_place_and_claim(make):
    (finding,) = judge(make.audit(make.claim("unverified", line=4, column=2, id="abc")))
    assert (finding.level, finding.help) == (RULES["CC101"].level, RULES["CC101"].help)
    assert finding.location.model_dump() == {
        "file": "review.md",
        "line": 4,
        "column": 2,
        "end_line": 4,
        "end_column": 12,
    }
    assert (finding.claim_id, finding.reference_key) == ("abc", None)


def fingerprints(audit):
    return [finding.fingerprint for finding in judge(audit)]


def test_a_fingerprint_outlives_moves_scores_case_and_punctuation(make):
    before = make.claim("unverified", text="It reaches 92%.", confidence=0.1, cites=("a", "b"))
    after = make.claim("unverified", text="it  reaches 92 %", confidence=0.2, cites=("b", "a"), line=70)
    assert fingerprints(make.audit(before)) == fingerprints(make.audit(after, path="elsewhere.md"))


@pytest.mark.parametrize("change", [{"text": "It reaches 93%."}, {"cites": ("2201.11903",)}])
def test_a_fingerprint_changes_with_the_words_and_with_the_papers(make, change):
    assert fingerprints(make.audit(make.claim("unverified"))) != fingerprints(
        make.audit(make.claim("unverified", **change))
    )


def test_only_real_repeats_share_a_fingerprint(make):
    claims = [make.claim("unverified", line=line, truncated=True) for line in (1, 5)]
    references = tuple(make.reference(key, cited=False) for key in ("7", "[7]"))
    seen = fingerprints(make.audit(*claims, references=references))
    assert len(seen) == 6
    assert len(set(seen)) == 4


def test_a_report_that_could_not_be_read_has_no_findings(make):
    assert judge(make.audit(error="no such file")) == ()


@given(text=st.text(st.characters(), max_size=400))
def test_any_text_can_be_judged_and_stays_on_one_line(make, text):
    claim = make.claim("contradicted", text=text, truncated=True, cites=(text,), completion=text or "x")
    reference = make.reference(text, "wrong_paper", title=text, detail=text, cited=False)
    for finding in judge(make.audit(claim, references=(reference,))):
        assert len(finding.message.splitlines()) == 1
        assert len(finding.fingerprint) == 16
