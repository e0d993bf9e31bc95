"""Text from reports, papers and servers, made safe to show: no control character of it reaches a terminal or a file."""

from __future__ import annotations

import re

from claimcheck.words import collapse

# C0 and C1 controls (ESC and CSI among them), ends of lines, the marks that turn the reading direction round, lone
# surrogates and the two characters that no XML may have.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# What a build service obeys when it reads its log: GitHub's runner `::error::` at the start of a line, where folding
# may put any word, and `##[error]` in the middle too; Azure's `##vso[` and TeamCity's `##teamcity[` likewise.
_COMMAND = re.compile(
    r"(?<=:)(?=:(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env"
    r"|set-output|stop-commands|warning|internal-set-repo-path)\b)|(?<=#)(?=#\w*\[)",
    re.IGNORECASE,
)

INSTEAD = "�"


def clean(text: str) -> str:
    """The text on one line: white space collapsed, what could steer a terminal replaced by `�`.

    A blank parts the signs of what a build service would take for a command to itself: `: :error::`.
    """
    return clean_path(collapse(text))


def clean_path(text: str) -> str:
    """As `clean`, with all blanks kept: names of files have them where they want."""
    return _COMMAND.sub(" ", _UNSAFE.sub(INSTEAD, text))


def clean_lines(text: str) -> str:
    """The text with its lines and indents, for code; what could steer a terminal replaced as by `clean`."""
    return "\n".join(_UNSAFE.sub(INSTEAD, line.expandtabs(4)) for line in text.splitlines())


def encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, replaced by `�`."""
    return _SURROGATE.sub(INSTEAD, text)
