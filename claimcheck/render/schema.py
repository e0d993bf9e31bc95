"""The published JSON Schema, made from the models: `python -m claimcheck.render.schema` writes `schema.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimcheck.model import SCHEMA_VERSION, AuditFile

SCHEMA_FILE = Path(__file__).with_name("schema.json")


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of what `--format json` writes; every key is always there, and there are no others."""
    made = AuditFile.model_json_schema(mode="serialization")
    for part in (made, *made["$defs"].values()):
        _require_all(part)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"claimcheck-audit-{SCHEMA_VERSION}",
        "title": f"claimcheck audit, schema version {SCHEMA_VERSION}",
    }
    return head | {name: value for name, value in made.items() if name != "title"}


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _require_all(part: dict[str, Any]) -> None:
    """A field with a default may be left out when a model is built, never when it is written."""
    if "properties" not in part:
        return
    part["required"] = list(part["properties"])
    for field in part["properties"].values():
        field.pop("default", None)


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
