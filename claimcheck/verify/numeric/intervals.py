"""What a number is by the way it is printed: a spread, one end of an interval, a p-value, a denominator."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PER = re.compile(r"\bper\s$")
_P_VALUE = re.compile(r"\b[pP]\s?(?:-?\s?values?)?\s?(?:of|was|is)?\s?[<>=≤≥]?\s?$")
# "(95% CI 1.0-2.4)" too.
_NAMED = r"(?:(?:interquartile|confidence|credible|uncertainty)\s)?(?:CI|CrI|UI|PI|IQR|range|interval)s?"
_INTERVAL = rf"(?:(?:\d\d\s?%\s)?{_NAMED}[\s:,=]{{1,3}})?"
_OPENS = re.compile(rf"\d[^()\[\]]{{0,30}}[(\[]\s?{_INTERVAL}$")
_RANGE_END = re.compile(r"\s?(?:-|to)\s?-?\d[^()\[\]]{0,20}[)\]]|\s?(?:-|to)\s?-?\d[\d.]*[;,]\s?[pP]\b")
_OPENED = re.compile(rf"\d[^()\[\]]{{0,30}}[(\[]\s?{_INTERVAL}-?\d[^()\[\]]{{0,20}}(?:-|to)\s?$")
_CLOSES = re.compile(r"[^()\[\]\d]{0,12}[)\]]|[;,]\s?[pP]\b")
# "…, 95% CI 0.61-0.90", "(95% CI, 0.61, 0.90)", "the CI of the ratio was 0.61 to 0.90": with its name it needs no
# brackets, and may have a comma.
_CALLED = (
    r"\b(?:CI|CrI|IQR|interquartile ranges?|(?:confidence|credible) intervals?)"
    r"(?:[\s:,=\[(]{1,3}|\s(?:[A-Za-z-]{1,20}\s){0,7}(?:was|is|of|from)\s)"
)
_CALLED_OPENS = re.compile(rf"{_CALLED}$")
_CALLED_END = re.compile(r"\s?(?:-|to|,)\s?-?\d")
_CALLED_OPENED = re.compile(rf"{_CALLED}-?\d[\d.]{{0,8}}%?(?:\s?-|\sto|,)\s?$")
_SPREAD = re.compile(
    r"\b(?:SDs?|SEs?|SEM|s\.d\.|s\.e\.m?\.|standard (?:deviations?|errors?))(?:\s(?:of|was|is))?[\s:,=]{0,3}$"
)
# "0.74 (0.61, 0.90)", "0.74 [0.61; 0.90]": without its name it is one where the result lies inside.
_ANY = r"[-+]?\d{1,6}(?:\.\d{1,6})?"
_UNNAMED = re.compile(
    rf"(?<![\w.])(?P<result>{_ANY})(?:\s?%)?\s?[(\[]\s?(?P<low>{_ANY})(?:\s?%)?\s?[,;]\s?(?P<high>{_ANY})(?:\s?%)?\s?[)\]]"
)
_WINDOW = 40


def statistic(text: str, start: int, end: int) -> str:
    """What a number is by the way it is printed: a spread (±), an interval, a p-value, a denominator; else empty."""
    before = text[max(0, start - 30) : start]
    if before.rstrip().endswith("±") or _SPREAD.search(before):
        return "spread"
    if _is_an_interval(text, start, end):
        return "level"
    if _P_VALUE.search(before):
        return "p"
    return "per" if _PER.search(before) else ""


def _is_an_interval(text: str, start: int, end: int) -> bool:
    """Whether a number is one end of the interval in parentheses behind a result: "1.8 million deaths (1.6-2.1)"."""
    before, after = text[max(0, start - 60) : start], text[end : end + 30]
    return bool(
        (_OPENS.search(before) and _RANGE_END.match(after))
        or (_OPENED.search(before) and _CLOSES.match(after))
        or (_CALLED_OPENS.search(before) and _CALLED_END.match(after))
        or _CALLED_OPENED.search(before)
        or any(start in {found.start("low"), found.start("high")} for found in _unnamed(text, start, end))
    )


def _unnamed(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for found in _UNNAMED.finditer(text, max(0, start - _WINDOW), end + _WINDOW):
        if float(found["low"]) <= float(found["result"]) <= float(found["high"]):
            yield found
