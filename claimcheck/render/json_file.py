"""The `json` format: the models as they are, in the order of the contract. The same audit gives the same bytes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from claimcheck.render.clean import encodable

if TYPE_CHECKING:
    from claimcheck.model import AuditFile

# Controls that JSON allows in strings, marks of the reading direction, and the second sign of `##[error]`.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?<=#)#")


def render_json(file: AuditFile) -> str:
    """The whole result as JSON, indented, with a newline at its end and non-ASCII characters as they are."""
    content = file.model_dump(mode="json")
    for audit in content["audits"]:
        audit["claims"] = [_in_order(claim) for claim in audit["claims"]]
    return json_text(content)


def json_text(content: object) -> str:
    """JSON, indented, with a newline at its end; a parser gets all strings as they are, lone surrogates apart.

    What could steer a terminal, or a build service that reads its log, is written as an escape of JSON.
    """
    text = encodable(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False))
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _in_order(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim's fields in the contract's order: the completion beside the words that it completes."""
    ordered: dict[str, Any] = {}
    for name, value in claim.items():
        if name == "completion":
            continue
        ordered[name] = [_in_order(part) for part in value] if name == "parts" else value
        if name == "statement":
            ordered["completion"] = claim["completion"]
    return ordered
