"""The `json` format: the models as they are, in the order of the contract. The same audit gives the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claimcheck.render.clean import encodable

if TYPE_CHECKING:
    from claimcheck.model import AuditFile


def render_json(file: AuditFile) -> str:
    """The whole result as JSON, indented, with a newline at its end and non-ASCII characters as they are."""
    content = file.model_dump(mode="json")
    for audit in content["audits"]:
        audit["claims"] = [_in_order(claim) for claim in audit["claims"]]
    return json_text(content)


def json_text(content: object) -> str:
    """JSON, indented, with a newline at its end; in no line of it could a build service find a command to itself."""
    text = encodable(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False))
    # `##[error]` is obeyed in the middle of a line too. Two of these signs can only stand inside a string.
    return text.replace("##", "#\\u0023") + "\n"


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
