"""The published schema."""

import copy
import json
import subprocess
import sys
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator, ValidationError

from claimcheck.render import render_json
from claimcheck.render.schema import schema, schema_text


def test_the_file_that_is_shipped_with_the_package_is_up_to_date():
    shipped = files("claimcheck.render").joinpath("schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(), "run: python -m claimcheck.render.schema"


def test_the_module_writes_the_file(tmp_path):
    program = (
        "import runpy, pathlib, claimcheck.render.schema as s, sys\n"
        "pathlib.Path.with_name = lambda self, name: pathlib.Path(sys.argv[1]) / name\n"
        "runpy.run_path(s.__file__, run_name='__main__')\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema_of_its_draft_with_a_name():
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema()["$id"] == "claimcheck-audit-1"


def test_every_object_is_closed_and_requires_all_its_keys():
    objects = [schema(), *(part for part in schema()["$defs"].values() if "properties" in part)]
    assert len(objects) > 10
    for part in objects:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def broken(content, change):
    content = copy.deepcopy(content)
    change(content["audits"][0]["claims"][0])
    return content


@pytest.mark.parametrize(
    "change",
    [
        lambda claim: claim.pop("completion"),
        lambda claim: claim.update(extra=1),
        lambda claim: claim.update(verdict="true"),
        lambda claim: claim.update(confidence=1.5),
        lambda claim: claim["evidence"][0].update(quotation=""),
        lambda claim: claim["evidence"][0].update(conflict=None),
    ],
)
def test_output_that_breaks_the_contract_is_refused(file, change):
    content = json.loads(render_json(file))
    Draft202012Validator(schema()).validate(content)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate(broken(content, change))
