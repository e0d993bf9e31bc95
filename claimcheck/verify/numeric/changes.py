"""What a number tells of a change by the words beside it: how large it was ("rose by 5%"), or where it ended."""

from __future__ import annotations

import re

_GOES = (
    r"\b(?:increas|decreas|reduc|r[oi]se|rising|fell|fall|drop|declin|improv|cut|lower|rais|gr[eo]w|shr[aiu]nk|climb|jump"
    r"|gain|boost|diminish|short|length|exten|expan)\w*"
)
_NEARLY = (
    r"(?:(?:about|around|only|over|nearly|almost|just|a|an|up to|at least|more than|approximately|roughly)\s){0,2}\W?"
)
_BY = re.compile(
    rf"(?:{_GOES}|\b(?:higher|fewer|less|more|faster|slower|better|worse|longer|larger|smaller|exceed\w*|outperform\w*)\b)"
    rf"[^.;:]{{0,60}}?\bby\s{_NEARLY}$|{_GOES}\s(?:in\s[^.;:]{{1,40}}?\s)?of\s{_NEARLY}$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\s(?:\w+\s)?(?:increase|decrease|reduction|decline|drop|improvement|gain|rise|higher|lower|more|fewer|less|faster"
    r"|slower|better|worse|longer|shorter)\b"
)
_TO = re.compile(
    rf"{_GOES}(?:[^.;:\d]|(?<=\w)\d){{0,60}}?"
    rf"(?<!\bup)(?<!compared)(?<!relative)(?<!due)(?<!equal)(?<!similar)(?<!close)\sto\s{_NEARLY}$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:to|-|and|or|±)\s?")
_WINDOW, _NEAR = 90, 30
# Asked first: most numbers have none of these words before them.
_JOINT = re.compile(rf"\b(by|of|to)\s{_NEARLY}$", re.IGNORECASE)


def role(text: str, start: int, end: int) -> str:
    """What the number at a place of a text is to a change: `by` for its size, `to` for its end, else empty."""
    before = text[max(0, start - _WINDOW) : start]
    joint = _JOINT.search(before, max(0, len(before) - _NEAR))
    if (joint and joint[1].lower() != "to" and _BY.search(before)) or _LESS.match(text, end):
        return "by"
    return "to" if joint and joint[1].lower() == "to" and _TO.search(before) else ""


def is_range(between: str) -> bool:
    """Whether what stands between two numbers makes them the ends of one range: "by 5 to 10%"."""
    return _RANGE.fullmatch(between) is not None
