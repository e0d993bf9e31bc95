"""reviewdog's format, as its protocol describes it."""

import json

import pytest
from jsonschema import Draft202012Validator

from claimcheck.model import Document, Part
from claimcheck.render.rdjson import render_rdjson

POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "properties": {"start": POSITION, "end": POSITION},
    "additionalProperties": False,
}
SEVERITY = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
VALIDATOR = Draft202012Validator(
    {
        "type": "object",
        "required": ["diagnostics"],
        "additionalProperties": False,
        "properties": {
            "source": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "severity": SEVERITY,
            "diagnostics": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["message", "location"],
                    "additionalProperties": False,
                    "properties": {
                        "message": {"type": "string"},
                        "location": {
                            "type": "object",
                            "required": ["path"],
                            "properties": {"path": {"type": "string"}, "range": RANGE},
                            "additionalProperties": False,
                        },
                        "severity": SEVERITY,
                        "code": {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}},
                    },
                },
            },
        },
    }
)


def diagnostics(file):
    content = json.loads(render_rdjson(file, width=100, color=False))
    VALIDATOR.validate(content)
    assert content["source"] == {"name": "claimcheck"}
    return content["diagnostics"]


@pytest.fixture
def with_text(file):
    (audit,) = file.audits

    def make(text, **fields):
        document = Document(format="markdown", text=text, blocks=(), **fields)
        return file.model_copy(update={"audits": (audit.model_copy(update={"document": document}),)})

    return make


def test_a_finding_is_a_diagnostic_and_without_the_text_its_place_is_whole_lines(file):
    first, second = diagnostics(file)
    assert first == {
        "message": "“from 74% to 92%” here, “74%” in 2305.10601v2 p. 1",
        "location": {"path": "review.md", "range": {"start": {"line": 7}, "end": {"line": 7}}},
        "severity": "ERROR",
        "code": {"value": "CC103"},
    }
    assert second["severity"] == "WARNING"


def test_columns_count_bytes_of_utf_8(with_text):
    line = "é𐐀 On Game of 24 – the success"
    (first, _) = diagnostics(with_text("\n" * 6 + line))
    place = first["location"]["range"]
    assert place["start"] == {"line": 7, "column": 1 + len("é𐐀".encode())}
    assert line.encode()[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == line[2:22]


def test_a_report_of_several_files_has_whole_lines(with_text):
    parts = (Part(start=0, file="", line=1, column=1), Part(start=3, file="intro.tex", line=1, column=1))
    (first, _) = diagnostics(with_text("\n" * 6 + "On Game of 24 the success rate", parts=parts))
    assert first["location"]["range"]["start"] == {"line": 7}


def test_a_pdf_has_its_page_in_the_message_and_no_range(paged_file):
    broken, error, _ = diagnostics(paged_file)
    assert broken == {"message": "scan.pdf: no text layer", "location": {"path": "scan.pdf"}, "severity": "ERROR"}
    assert error["location"] == {"path": "review.md"}
    assert error["message"].startswith("page 3: ")
