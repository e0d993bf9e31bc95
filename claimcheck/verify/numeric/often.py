"""How often something is given: "twice daily", "three times a week", "b.i.d."."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claimcheck.verify.numeric.numbers import Quantity, prepare

_MANY = {"once": 1, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PERIODS = {"d": "day", "w": "week", "m": "month", "y": "year", "a": "year"}
_OFTEN = re.compile(
    r"\b(?:(?P<once>once|twice|thrice)|(?P<many>two|three|four|five|six|\d{1,2})(?:\stimes|-times))"
    r"[\s-](?:(?:a|an|per|every|each)\s)?(?P<period>daily|day|weekly|week|monthly|month|yearly|year|annually)\b"
    r"|\b(?P<latin>[bt])\.?i\.?d\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:daily|(?:a|per|each) day|/d(?:ay)?)\b", re.IGNORECASE)
_LATIN = {"b": 2, "t": 3}
_LONGEST = 6_000


class _Often(NamedTuple):
    printed: str
    times: int
    period: str


def other_frequency(claim: str, text: str) -> tuple[str, ...]:
    """How often a claim says that something is given, where a passage says how often, and never so.

    >>> other_frequency("Wax was given once daily.", "Bees were given wax twice a day.")
    ('once daily',)
    """
    told = {one[1:] for one in _find(text)}
    return tuple(one.printed for one in _find(claim) if told and one[1:] not in told)


def summed_up(one: Quantity, other: Quantity, claim: str, text: str) -> bool:
    """Whether one of two doses is that of a day, and the other one of several that are given on it."""
    mine, its = ({o.times for o in _find(said) if o.period == "day" and o.times > 1} for said in (claim, text))
    values = {one.value, other.value}
    return bool(_DAY.search(claim)) and any(max(values) == min(values) * many for many in mine ^ its)


@lru_cache(maxsize=2_048)
def _find(text: str) -> tuple[_Often, ...]:
    found = []
    for match in _OFTEN.finditer(prepare(text[:_LONGEST])):
        if match["latin"]:
            found.append(_Often(match[0], _LATIN[match["latin"].lower()], "day"))
            continue
        many = (match["once"] or match["many"]).lower()
        times = int(many) if many.isdigit() else _MANY[many]
        found.append(_Often(match[0], times, _PERIODS[match["period"][0].lower()]))
    return tuple(found)
