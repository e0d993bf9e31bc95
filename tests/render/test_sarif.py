"""SARIF, held against the schema of the standard and the further demands of GitHub's code scanning."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from claimcheck.model import Suppressed
from claimcheck.render import sarif
from claimcheck.render.sarif import render_sarif

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def rendered(file):
    content = json.loads(render_sarif(file, width=100, color=False))
    VALIDATOR.validate(content)
    (run,) = content["runs"]
    return run


def test_a_finding_is_a_result_with_its_rule_level_message_place_and_fingerprint(file):
    assert rendered(file)["results"][0] == {
        "ruleId": "CC103",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "“from 74% to 92%” here, “74%” in 2305.10601v2 p. 1"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "review.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 23},
                }
            }
        ],
        "partialFingerprints": {"claimcheck/v1": "0123456789abcdef"},
    }


def test_what_was_accepted_is_a_result_with_its_suppression_and_what_no_change_touches_is_none(file):
    (audit,) = file.audits
    first, *rest = audit.findings
    kinds = {"inline": "known", "baseline": None, "unchanged": None}
    aside = tuple(Suppressed(finding=first, kind=kind, reason=reason) for kind, reason in kinds.items())
    limited = audit.model_copy(update={"findings": tuple(rest), "suppressed": aside})
    results = rendered(file.model_copy(update={"audits": (limited,)}))["results"]
    assert [one.get("suppressions") for one in results[len(rest) :]] == [
        [{"kind": "inSource", "status": "accepted", "justification": "known"}],
        [{"kind": "external", "status": "accepted"}],
    ]
    assert not any("suppressions" in one for one in results[: len(rest)])


def test_every_rule_that_was_tried_is_described_as_github_wants_it(file):
    driver = rendered(file)["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("claimcheck", "0.1.0")
    assert driver["rules"][1] == {
        "id": "CC302",
        "name": "ReferenceCouldNotBeResolved",
        "shortDescription": {"text": "The reference could not be resolved: its text was not had."},
        "fullDescription": {
            "text": "The reference could not be resolved: its text was not had. Give the file with --papers."
        },
        "help": {"text": "Give the file with --papers."},
        "defaultConfiguration": {"level": "warning"},
    }
    for rule in driver["rules"]:
        assert re.fullmatch(r"(?:[A-Z][a-z]+)+", rule["name"])
        assert len(rule["name"]) <= 255
        assert max(len(rule[part]["text"]) for part in ("shortDescription", "fullDescription")) <= 1024


def test_columns_are_said_to_count_characters(file):
    assert rendered(file)["columnKind"] == "unicodeCodePoints"


def test_results_of_a_rule_that_is_not_described_name_it_all_the_same(file):
    run = rendered(file.model_copy(update={"rules": ()}))
    assert [result["ruleId"] for result in run["results"]] == ["CC103", "CC302"]
    assert not any("ruleIndex" in result for result in run["results"])


def test_names_of_files_are_written_as_uris(file):
    (audit,) = file.audits
    spot = audit.findings[0].location.model_copy(update={"file": "my reports/a:b #1 100% é.md"})
    finding = audit.findings[0].model_copy(update={"location": spot})
    run = rendered(file.model_copy(update={"audits": (audit.model_copy(update={"findings": (finding,)}),)}))
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "my%20reports/a%3Ab%20%231%20100%25%20%C3%A9.md"


def test_a_pdf_has_pages_and_no_region_and_brings_githubs_fingerprint_itself(paged_file):
    result = rendered(paged_file)["results"][0]
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"name": "page 3", "kind": "page"}]
    assert result["message"]["text"].startswith("page 3: ")
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "0123456789abcdef"


def test_a_report_that_could_not_be_read_is_a_failed_invocation(file, paged_file):
    assert rendered(file)["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    (invocation,) = rendered(paged_file)["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("error", "scan.pdf: no text layer")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "scan.pdf"


def test_errors_come_first_and_what_github_would_refuse_is_left_out_and_told(file, monkeypatch):
    (audit,) = file.audits
    findings = (audit.findings[1], audit.findings[1], audit.findings[0])
    many = file.model_copy(update={"audits": (audit.model_copy(update={"findings": findings}),)})
    assert [result["level"] for result in rendered(many)["results"]] == ["error", "warning", "warning"]
    monkeypatch.setattr(sarif, "_MOST", 2)
    run = rendered(many)
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "Left out: 1 findings, the least severe."
    assert run["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize("text", ["[click](https://evil.example)", "[a](0) [b](1)"])
def test_no_link_can_come_of_a_claim(file, hostile_audit, text):
    run = rendered(file.model_copy(update={"audits": (hostile_audit(text),)}))
    assert run["results"][0]["message"]["text"] == text.replace("](", "] (")
