"""LaTeX that the parser would take for markup and that is none, masked: addresses, listings, what is switched off.

All masks keep the length of the text, so that places in it stay what they are.
"""

from __future__ import annotations

import re

CODE = ("verbatim", "lstlisting", "minted", "Verbatim", "alltt")
# Partial rules of tables, and what is switched off.
_UNPRINTED = re.compile(
    r"\\c(?:mid)?(?:rule|line)(?:\[[^\]]{0,20}\])?(?:\([^()]{0,20}\))?\{\d{1,3}-\d{1,3}\}"
    r"|\\iffalse\b(?:(?!\\if|\\fi\b)[\s\S])*\\fi\b"
)
# It ends on its line; the parser would look for its end in all the text, and take a star for the sign that ends it.
_VERB = re.compile(
    r"(?<!\\)(?P<verb>\\verb)(?![A-Za-z])(?P<star>\*?)(?P<said>[ \t]*(?P<sign>\S)[^\n]{0,1000}?(?P=sign))?"
)
# On one line: where an argument goes on in the next, a "%" at the end of the line is a comment to most writers.
_ADDRESS = re.compile(
    r"\\(?:url|href|path|nolinkurl)\*?\s*(?:\[[^\]\n]{0,200}\])?\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){1,2000}\}"
)
_LITERAL = re.compile(r"(?<!\\)[%$&~`'-]")
# In place of these signs stand characters that Unicode keeps out of all texts.
_SEALED = {ord(sign): 0xFDD0 + number for number, sign in enumerate("%$&~`'-")}
_UNSEALED = {sealed: sign for sign, sealed in _SEALED.items()}


def seal(text: str) -> str:
    r"""The text with the signs in its addresses put so that no parser takes them for markup: `\url{a%20b}`."""
    return _ADDRESS.sub(lambda match: _LITERAL.sub(lambda sign: sign[0].translate(_SEALED), match[0]), text)


def unseal(text: str) -> str:
    """What was read from a sealed text, with its signs as they were."""
    return text.translate(_UNSEALED)


def masked(text: str) -> str:
    """The text with code listings, partial rules of tables and what is switched off blotted out.

    What they hold is no markup that the parser knows. Of listings that never end the beginning is blotted out instead,
    so that what stands behind it is read.
    """
    text = _UNPRINTED.sub(lambda match: " " * len(match[0]), text)
    for name in CODE:
        opening, closing = f"\\begin{{{name}}}", f"\\end{{{name}}}"
        at = text.find(opening)
        while at >= 0 and (end := text.find(closing, at)) >= 0:
            begin = at + len(opening)
            text = text[:begin] + " " * (end - begin) + text[end:]
            at = text.find(opening, end)
        if at >= 0:
            text = text[:at] + text[at:].replace(opening, " " * len(opening))
    return _VERB.sub(_closed, text)


def _closed(verb: re.Match[str]) -> str:
    if verb["said"] is None:
        return " " * len(verb[0])
    return verb["verb"] + " " * len(verb["star"]) + verb["said"]
