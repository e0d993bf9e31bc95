"""GitLab's Code Quality report, as its manual describes it."""

import json

from jsonschema import Draft202012Validator

from claimcheck.render.gitlab import render_gitlab

TEXT, LINE = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}
VALIDATOR = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": TEXT,
                "check_name": TEXT,
                "fingerprint": TEXT,
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        # Relative to the repository, and without ./ before it.
                        "path": {"type": "string", "pattern": r"^(?!/|\./)."},
                        "lines": {"type": "object", "required": ["begin"], "properties": {"begin": LINE, "end": LINE}},
                    },
                },
            },
        },
    }
)


def entries(file):
    content = json.loads(render_gitlab(file, width=100, color=False))
    VALIDATOR.validate(content)
    return content


def test_a_finding_is_an_entry(file):
    first, second = entries(file)
    assert first == {
        "description": "“from 74% to 92%” here, “74%” in 2305.10601v2 p. 1",
        "check_name": "CC103",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "review.md", "lines": {"begin": 7, "end": 7}},
    }
    assert (second["check_name"], second["severity"]) == ("CC302", "minor")


def test_fingerprints_differ_where_claims_repeat_and_in_another_file_but_not_on_another_line(file):
    (audit,) = file.audits
    moved = audit.findings[0].model_copy(
        update={"location": audit.findings[0].location.model_copy(update={"line": 70, "end_line": 70})}
    )
    elsewhere = moved.model_copy(update={"location": moved.location.model_copy(update={"file": "other.md"})})

    def prints(*findings):
        found = entries(file.model_copy(update={"audits": (audit.model_copy(update={"findings": findings}),)}))
        return [entry["fingerprint"] for entry in found]

    assert prints(audit.findings[0]) == prints(moved)
    assert len(set(prints(audit.findings[0], moved, elsewhere))) == 3


def test_a_pdf_points_to_its_first_line_and_a_report_that_could_not_be_read_blocks(paged_file):
    broken, error, _ = entries(paged_file)
    assert (broken["severity"], broken["location"]["path"]) == ("blocker", "scan.pdf")
    assert error["location"]["lines"] == {"begin": 1, "end": 1}
    assert error["description"].startswith("page 3: ")


def test_nothing_found_is_an_empty_list(file):
    (audit,) = file.audits
    assert entries(file.model_copy(update={"audits": (audit.model_copy(update={"findings": ()}),)})) == []
