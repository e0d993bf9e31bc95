"""Years and months of a text, as quantities of a unit of their own, and which of a claim's a passage has otherwise.

A year is a date where a word says so ("in 2019", "June 2024", "2015 to 2018"). The one behind a name, "Vienna (2017)",
is as often that of a paper; it counts in a claim only where the passage speaks of that name itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from claimcheck.verify.names import has
from claimcheck.verify.numeric.belonging import belongs, related
from claimcheck.verify.numeric.frames import Frame, placed
from claimcheck.verify.numeric.numbers import MONTH, Quantity, prepare

DATE = "date"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?:19\d\d|20[0-4]\d)"
_ANY = re.compile(r"(?:19|20)\d\d")
_END = r"(?![\w%]|[.,]\d|-[A-Za-z]|\s?[%x×±])"
_TO = r"\s?(?:-|to|until|through|and)\s?"
_DATE = re.compile(
    rf"(?P<range>{MONTH}(?:\s\d{{1,2}})?\s?(?:-|to|and|through)\s)?\b(?P<month>{MONTH})"
    rf"(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?(?:,|\sof)?\s(?P<of>{_YEAR}){_END}"
    rf"|\b(?P<iso>{_YEAR})-(?P<number>0[1-9]|1[0-2])(?:-\d\d)?(?![\w-])"
    rf"|\b(?P<first>{_YEAR})(?P<joint>{_TO})(?P<last>{_YEAR}){_END}"
    rf"|\b(?i:in|since|during|until|till|by|from|before|after|year|early|late|mid|through)[\s-](?P<alone>{_YEAR})(?!{_TO}{_YEAR}){_END}"
    rf"|\b(?P<name>[A-Z][\w-]{{2,30}}),?\s\(?(?P<named>{_YEAR})(?=[,;)]|\s?$|\.(?!\d))"
)
# "In 2000 patients": more likely a count.
_COUNTS = re.compile(
    r"\s(?!(?:onwards|at|in|on|by|from|with|among)\b)(?:[\w-]+\s)?(?:[\w-]*[a-hj-rtv-z]s|people|children|men|women|mice)\b"
)
_BETWEEN = re.compile(r"\b(?i:between)\s(?:the\s)?(?:years\s)?$")
_MOST = 20


@lru_cache(maxsize=2_048)
def find(text: str) -> tuple[Quantity, ...]:
    """The dates of a text, in order, at most 20: `value` is the year, with the month in hundredths where it is told.

    A date behind a name is `weak` and has that name as its one noun. The ends of "2015 to 2018" have bounds.
    """
    if not _ANY.search(text):
        return ()
    text = prepare(text)
    found: list[Quantity] = []
    for match in _DATE.finditer(text):
        if match["alone"] and _COUNTS.match(text, match.end(), match.end() + 40):
            continue
        if match["first"]:
            # "In 2003 and 2007" is no span of years.
            two = match["joint"].strip() == "and" and not _BETWEEN.search(
                text[max(0, match.start() - 30) : match.start()]
            )
            bounds = ("", "") if two else (">", "<")
            found.extend(_date(match, end, bound=bound) for end, bound in zip(("first", "last"), bounds, strict=True))
        elif match["of"]:
            month = 0 if match["range"] else 1 + _MONTHS.index(match["month"][:3].lower())
            found.append(_date(match, "of", month=month, start=match.start("month")))
        elif match["iso"]:
            found.append(_date(match, "iso", month=int(match["number"])))
        else:
            found.append(_date(match, "named" if match["named"] else "alone"))
    return tuple(found[:_MOST])


def otherwise(claim: str, text: str) -> tuple[str, ...]:
    """The dates of a claim, as printed, in whose place a passage has another one.

    A date that the passage lacks is listed only where the passage dates the same thing, and one that it has only where
    it stands there for another thing and the claim's thing has a date of its own.
    """
    if not find(claim):
        return ()
    wanted, offered = placed(claim, find(claim)), placed(text, find(text))
    sure = [q for q in wanted if not q.quantity.weak or has(text, q.quantity.nouns[0])]
    rivals = [other for other in offered if not other.quantity.weak]
    return tuple(dict.fromkeys(q.quantity.text for q in sure if rivals and _has_another(q, offered, rivals, text)))


def _has_another(wanted: Frame, offered: tuple[Frame, ...], rivals: list[Frame], text: str) -> bool:
    same = [other for other in offered if _same(wanted.quantity, other.quantity)]
    if same:
        return not any(belongs(wanted, other, offered) for other in same)
    year = str(int(wanted.quantity.value))
    others = [other for other in rivals if int(other.quantity.value) == int(year)]
    # The year stands there in a form that is no date here ("the 2020 season"), or inside of a span of years. The end
    # of a span does not: "2003 to 2007" is another span than "2003 to 2017".
    within = not wanted.quantity.bound and _spanned(wanted.quantity, offered)
    if not others and (re.search(rf"(?<!\d){year}(?!\d)", text) or within):
        return False
    return any(_of_one_thing(wanted, other) for other in others or rivals)


def _of_one_thing(wanted: Frame, other: Frame) -> bool:
    return related(wanted, other) or (bool(wanted.around) and wanted.around <= other.around)


def _same(one: Quantity, other: Quantity) -> bool:
    """Whether two dates can be one: the same year, and no other month."""
    months = {round(100 * (date.value % 1)) for date in (one, other)} - {0}
    return int(one.value) == int(other.value) and len(months) < 2


def _spanned(date: Quantity, offered: tuple[Frame, ...]) -> bool:
    return any(
        (a.quantity.bound, b.quantity.bound) == (">", "<") and a.quantity.value <= date.value < b.quantity.value + 1
        for a, b in pairwise(offered)
    )


def _date(match: re.Match[str], group: str, *, month: int = 0, bound: str = "", start: int | None = None) -> Quantity:
    span = (match.start(group) if start is None else start, match.end(group))
    nouns = (match["name"],) if match["name"] else ()
    value = int(match[group]) + month / 100
    return Quantity(match.string[slice(*span)], value, 0.0, DATE, nouns, bool(nouns), bound, span)
