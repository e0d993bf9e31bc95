"""What raised text is: a note or citation, a power, or nothing special. The same rule for every format that raises."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"\s*\[?\s*\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*\s*\]?\s*")
_NOTE = re.compile(r"[\w*†‡§¶]{1,20}")
# What a raised number may stand behind and be a citation: a word or a mark that ends something, no unit or symbol.
_BEFORE_CITATION = re.compile(r"(?:[^\W\d_]{4}|[.,;:)\]”\"%])$")
_ORDINAL = re.compile(r"st|nd|rd|th", re.IGNORECASE)


def around_raised(said: str, before: str, *, anchored: bool) -> tuple[str, str]:
    """What to put before and behind raised text, so that it reads in a line as it was meant.

    Args:
        said: the raised text.
        before: the text that it stands behind.
        anchored: whether it leads to a place in the same document, as notes do.

    Returns:
        Brackets for a citation that has none (those of a note where it is anchored), the sign of a power behind a
        digit, else nothing.
    """
    if anchored and _NOTE.fullmatch(said):
        return "[^", "]"
    if _NUMBERS.fullmatch(said) and (anchored or _BEFORE_CITATION.search(before[-4:])):
        return ("", "") if "[" in said else ("[", "]")
    power = before[-1:].isdigit() and said.strip() and not _ORDINAL.fullmatch(said.strip())
    return ("^", "") if power else ("", "")
