"""Whether what stands in brackets is a citation, or says something: an interval, a place and its year, a condition.

What is taken for a citation is taken out of the words that are judged, so a bracket must look like nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claimcheck.citing import CAPITAL, PARTICLE, PARTICLES, POINTER

SURNAME = rf"(?<!\w)[{CAPITAL}][\w’'-]{{1,40}}"
YEARS = re.compile(r"\s?[(\[](?P<inner>[^()\[\]]{0,200}\b(?:19|20)\d\d[a-z]?(?![\w%])[^()\[\]]{0,120})[)\]]")
_TWO_NUMBERS = re.compile(r"(?P<low>\d+)\s*[,;–-]\s*(?P<high>\d+)")
_LONGEST_LEAD = 60
# What leads in nothing but an interval, and what may also stand before a mark: "over a wide range [1, 2]".
_INTERVAL = re.compile(
    r"(?:\b(?:CI|CrI|HDI|HPD|IQR)s?(?:\s?\d\d\s?%?)?|\b(?i:confidence|credible|prediction|inter-?quartile)\s"
    r"(?i:interval|range|limit)s?(?:\s\(\w{2,4}\))?|\b(?i:in|on|within) (?i:the|an?) (?:[\w%-]+\s)?(?i:range|interval)"
    r"|\b(?i:range|interval)s?(?:\s(?:of|from|was|is|between)|[:=])|[(,;]\s?(?i:range|interval))"
    r"(?:\s(?:of|from|was|is|between))?[\s:=,(]{0,3}(?:\d\d\s?%\s?)?$"
)
_PERHAPS_INTERVAL = re.compile(r"\b(?:range|interval)s?\s*$", re.IGNORECASE)
# Where in a work to look, and for what.
_POINTER = re.compile(
    rf"\b{POINTER}"
    r"|\bfor (?:an?|more) (?:\w+ )?(?:reviews?|overviews?|surveys?|details?)\b"
)
_TOKEN = re.compile(r"[^\s,;]+")
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
# The second work of a year: "2020a, b".
_NEXT_LETTER = re.compile(r"[b-h]")
_IDENTIFIER = re.compile(r"(?:arxiv:?\s*)?(?P<year>\d\d)\d\d\.\d{4,5}(?:v\d+)?|arxiv:?", re.IGNORECASE)
_CAPITALISED = re.compile(rf"[{CAPITAL}][\w.’'-]*")
_SMALL = frozenset(["et", "al.", "al", "and", "&", "e.g.", "i.e.", "see", "cf.", "cf", "also", "in"])
TWO_PEOPLE = rf"{SURNAME}\s+(?:&|and)\s+{PARTICLE}(?:[A-Z][\w’'-]*\s)?{SURNAME}"
_PEOPLE = re.compile(rf"\bet\s+al\b|{TWO_PEOPLE}")
_PEOPLE_LAST = re.compile(rf"(?:\bet\s+al\b\.?|{TWO_PEOPLE})\s*$")
_LAST_NAME = re.compile(rf"(?P<name>{SURNAME})\s*$")
_IDENTIFIER_NEXT = re.compile(rf"\s?[(\[]\s*(?:{_IDENTIFIER.pattern})", re.IGNORECASE)
REPORTS_NEXT = re.compile(
    r"\s(?:also\s|first\s|further\s)?(?:find|found|show|report|demonstrat|observ|propos|introduc|present|argu|claim|conclud"
    r"|suggest|stud(?:y|ie)|examin|investigat|describ|compar|evaluat|develop|note)\w{0,3}\b"
)


def is_interval(printed: str, before: str, known: Callable[[int], bool]) -> bool:
    """Whether numbers in square brackets are an interval: behind "95% CI", "in the range", or from 0 on.

    Args:
        printed: what stands in the brackets, such as `51, 73`.
        before: the text before them.
        known: whether an entry of the list of sources has a number.
    """
    two = _TWO_NUMBERS.fullmatch(printed.strip())
    if two is None:
        return False
    low, high = int(two["low"]), int(two["high"])
    lead = before[-_LONGEST_LEAD:]
    if low == 0 or (low < high and _INTERVAL.search(lead)):
        return True
    return low < high and bool(_PERHAPS_INTERVAL.search(lead)) and not (known(low) and known(high))


def without_sources(match: re.Match[str], named: Callable[[str], bool]) -> str:
    """What is left of a bracket with a year (`YEARS`) once the works that it names are taken out.

    Args:
        match: the bracket in its sentence.
        named: whether a surname or short name is that of a listed work.
    """
    bracket = match[0].strip()
    parts = match["inner"].split(";")
    left: list[str] = []
    taken = False
    for part in parts:
        # "Lee, 2021; 2023": a year alone is of the name before it.
        names = _names(part, named) or _behind_names(match, named) or (taken and _YEAR.fullmatch(part.strip()))
        taken = bool(names and _only_names(part))
        left += [] if taken else [part]
    if len(left) == len(parts):
        return match[0]
    said = ";".join(left).strip()
    return f" {bracket[0]}{said}{bracket[-1]}" if said else ""


def _only_names(part: str) -> bool:
    """Whether all words are names, years and identifiers; a measured number or a word of the language says more."""
    tokens = _TOKEN.findall(_POINTER.sub("", part))
    return bool(tokens) and all(
        token in _SMALL | PARTICLES
        or _YEAR.fullmatch(token)
        or _NEXT_LETTER.fullmatch(token)
        or _IDENTIFIER.fullmatch(token)
        or _CAPITALISED.fullmatch(token)
        for token in tokens
    )


def _names(part: str, named: Callable[[str], bool]) -> bool:
    return bool(_PEOPLE.search(part)) or any(
        named(token) for token in _TOKEN.findall(part) if _CAPITALISED.fullmatch(token)
    )


def _behind_names(match: re.Match[str], named: Callable[[str], bool]) -> bool:
    """Whether names stand before a year: "Lee et al. (2020)", "Lee (2020) finds", "HiveNet (2023) [2301.…]"."""
    begin, end = max(0, match.start() - _LONGEST_LEAD), match.end()
    before, after = match.string[begin : match.start()], match.string[end : end + _LONGEST_LEAD]
    if _PEOPLE_LAST.search(before):
        return True
    last = _LAST_NAME.search(before)
    if last and named(last["name"]):
        return True
    if (identifier := _IDENTIFIER_NEXT.match(after)) and identifier["year"]:
        # A preprint and its publication lie a year apart.
        return any(abs(int(year[2:4]) - int(identifier["year"])) <= 1 for year in _YEAR.findall(match["inner"]))
    first = last and begin == 0 and not before[: last.start()].strip()
    return bool(first and REPORTS_NEXT.match(after))
