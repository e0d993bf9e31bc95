"""Text from reports, papers and servers, made safe to show: no control character of it reaches a terminal or a file."""

from __future__ import annotations

import re

from claimcheck.words import collapse

# C0 and C1 controls (ESC and CSI among them), the marks that turn the reading direction round, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

INSTEAD = "�"


def clean(text: str) -> str:
    """The text on one line: white space collapsed, what could steer a terminal replaced by `�`."""
    return _UNSAFE.sub(INSTEAD, collapse(text))


def clean_lines(text: str) -> str:
    """The text with its lines and indents, for code; what could steer a terminal replaced as by `clean`."""
    return "\n".join(_UNSAFE.sub(INSTEAD, line.expandtabs(4)) for line in text.splitlines())


def encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, replaced by `�`."""
    return _SURROGATE.sub(INSTEAD, text)
