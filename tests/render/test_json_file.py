"""The JSON output."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claimcheck.render import render_json
from claimcheck.render.schema import schema

VALIDATOR = Draft202012Validator(schema())

# The contract's lists, word for word.
KEYS = {
    "": "schema_version claimcheck audits",
    "claimcheck": "version models thresholds settings_digest",
    "claimcheck.models": "name digest",
    "audits": "report error summary references papers claims skipped findings",
    "audits.report": "path sha256 title question format counts_printed",
    "audits.summary": "claims verified contradicted unverified unchecked review skipped papers papers_missing",
    "audits.references": "key raw title authors year arxiv_id doi paper status detail",
    "audits.papers": "id version title sha256 pages passages source text",
    "audits.claims": "id number text statement completion location truncated cites cited_by printed verdict confidence"
    " probabilities review reason disagreement evidence parts",
    "audits.claims.location": "line column end_line end_column page",
    "audits.claims.printed": "verified confidence",
    "audits.claims.probabilities": "support contradict neither",
    "audits.claims.evidence": "paper version page section quotation span stance scores unmatched",
    "audits.skipped": "text location reason",
    "audits.findings": "rule level message help location claim_id reference_key fingerprint",
    "audits.findings.location": "file line column end_line end_column",
}


def at(content, path):
    """The first object at a path of keys; of a list its first entry that has the next key filled."""
    for key in filter(None, path.split(".")):
        content = content[key]
        content = content[0] if isinstance(content, list) else content
    return content


@pytest.mark.parametrize("path", KEYS)
def test_the_keys_are_those_of_the_contract_in_its_order(file, path):
    assert list(at(json.loads(render_json(file)), path)) == KEYS[path].split()


def test_the_output_follows_the_published_schema(file):
    VALIDATOR.validate(json.loads(render_json(file)))


def test_parts_of_a_claim_are_in_the_same_order(file):
    (audit,) = file.audits
    whole = audit.claims[0].model_copy(update={"parts": audit.claims[1:3]})
    content = json.loads(
        render_json(file.model_copy(update={"audits": (audit.model_copy(update={"claims": (whole,)}),)}))
    )
    VALIDATOR.validate(content)
    for part in content["audits"][0]["claims"][0]["parts"]:
        assert list(part) == KEYS["audits.claims"].split()


def test_values_arrive_as_they_are(file):
    content = json.loads(render_json(file))
    claim = content["audits"][0]["claims"][1]
    assert (claim["verdict"], claim["confidence"], claim["completion"]) == ("contradicted", 0.0312, None)
    assert claim["evidence"][0]["span"] == [120, 230]
    assert content["audits"][0]["references"][2]["status"] == "missing"
    assert content["audits"][0]["claims"][3]["reason"] == "paper_missing"


def test_the_same_audit_gives_the_same_bytes(file):
    assert render_json(file) == render_json(type(file).model_validate(file.model_dump()))


def test_the_file_ends_with_a_newline_and_keeps_other_scripts_readable(file, hostile_audit):
    text = render_json(file.model_copy(update={"audits": (hostile_audit("汉字 – “é”"),)}))
    assert text.endswith("}\n")
    assert "汉字 – “é”" in text


def test_a_report_that_could_not_be_read_follows_the_schema_too(file):
    (audit,) = file.audits
    empty = {"error": "no text layer", "references": (), "papers": (), "claims": (), "skipped": (), "findings": ()}
    text = render_json(file.model_copy(update={"audits": (audit.model_copy(update=empty),)}))
    VALIDATOR.validate(json.loads(text))
    assert json.loads(text)["audits"][0]["error"] == "no text layer"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=40))
def test_any_text_can_be_written_and_read_back(file, hostile_audit, text):
    written = render_json(file.model_copy(update={"audits": (hostile_audit(text),)}))
    written.encode("utf-8")
    content = json.loads(written)
    VALIDATOR.validate(content)
    expected = "".join("�" if "\ud800" <= character <= "\udfff" else character for character in text)
    assert content["audits"][0]["claims"][0]["text"] == expected


def test_what_steers_terminals_and_build_services_is_an_escape_in_the_file_and_itself_for_a_parser(file, hostile_audit):
    text = "\x1b[1m \x9b2J \u202eevil ##[error]x ####"
    written = render_json(file.model_copy(update={"audits": (hostile_audit(text),)}))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|##", written)
    assert json.loads(written)["audits"][0]["claims"][0]["text"] == text
