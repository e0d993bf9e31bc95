"""A claim with its numbers as a passage prints them, for a model to which every other number is a contradiction.

Whether two numbers are one is settled by rule (see `agreement`). The entailment model has learned that another number
refutes, and takes "about 5,000" for a denial of 4,870 (`reports/forms.md`): it is asked with the passage's own number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.verify.numeric.agreement import agree, rounded
from claimcheck.verify.numeric.belonging import belongs
from claimcheck.verify.numeric.derived import ends, told_twice
from claimcheck.verify.numeric.frames import Frame, frames
from claimcheck.verify.numeric.numbers import APPROXIMATE, Quantity, prepare
from claimcheck.verify.numeric.shares import shares

_NUMERAL = re.compile(
    r"(?:\d{1,3}(?:[,\s]\d{3})+(?!\d)|\d+)?(?:\.\d+)?(?<=\d)(?:\s?(?:thousand|million|billion|trillion|bn)\b|[kKMBT]\b)?"
)
_PERCENT = re.compile(r"%|percent")
_IN_TWO = re.compile(r"\s(?:in|of)\s")
_OF = " of "
# Where the size of a change may be left out: "by 2.5 hours,", "(+2.5)".
_PLACES = (
    (re.compile(r",?\s\bby\s$"), re.compile(r"(?:,(?=\sfrom\b))?")),
    (re.compile(r"\s?\(\s?$"), re.compile(r"[^()\d]{0,30}\)")),
)
_LEAD = 26


class _Change(NamedTuple):
    """What stands at a place of the prepared claim instead."""

    start: int
    end: int
    new: str


def as_printed(claim: str, text: str) -> str:
    """The claim with each number as the passage prints it, where it has the same one otherwise printed.

    The size of a change of which the passage has the ends alone gives way to them.

    >>> as_printed("About a quarter of the owls left.", "Of 500 owls, 25.4% left the wood.")
    '25.4% of the owls left.'
    >>> as_printed("Sleep rose by 2.5 hours.", "Sleep rose from 5.5 to 8.0 hours.")
    'Sleep rose from 5.5 to 8.0 hours.'
    """
    folded, claimed, offered = prepare(claim), frames(claim), frames(text)
    wanted, told = (*claimed, *shares(claim)), (*offered, *shares(text))
    found = [_in_its_print(folded, one, told if one.quantity.unit == "%" else offered, claimed) for one in wanted]
    found += [_its_ends(folded, one, offered, claimed) for one in claimed]
    changes = sorted((change for change in found if change), key=lambda one: (-one.end, one.start))
    at = len(folded)
    # From the end, as places move; of two changes at one place the wider one is made.
    for start, end, new in changes:
        if end <= at:
            folded, at = folded[:start] + new + folded[end:], start
    return folded if changes else claim


def _in_its_print(folded: str, wanted: Frame, offered: Sequence[Frame], claimed: Sequence[Frame]) -> _Change | None:
    """A number of the claim as the passage prints it, without the "about" before it.

    A bound is left to the model, which reads it well, as are the digits of names, and a number for which the passage
    has two.
    """
    one, (start, end) = wanted.quantity, wanted.quantity.span
    if one.bound or (one.weak and one.unit != "%"):
        return None
    alike = [other for other in offered if _rounds(one, other.quantity)]
    if any(_bare(one) == _bare(other.quantity) for other in alike):
        return None
    same = [other.quantity for other in alike if belongs(wanted, other, offered, claimed)]
    if len({_bare(its) for its in same}) != 1 or "^" in one.text + same[0].text:
        return None
    its = same[0]
    if _is_in_words(one) or _is_in_words(its):
        new, of = its.text if _is_in_words(its) else _in_percent(its), folded.startswith(_OF, end)
        if _IN_TWO.search(one.text):
            new = new if _IN_TWO.search(new) else f"{new} of"
        elif not of:
            return None  # "A quarter more", "a third dose": no share of anything.
        elif _IN_TWO.search(new):
            end += len(_OF) - 1
    elif one.unit == its.unit or (not _is_a_fraction(one, its) and {one.unit, its.unit} == {"%", ""}):
        # "25%" for "25.4 percent" is "25.4%": unit and currency stay as they are.
        mine, other = _NUMERAL.search(one.text), _NUMERAL.search(its.text)
        new = one.text[: mine.start()] + other[0] + one.text[mine.end() :] if mine and other else its.text
    else:
        new = _in_percent(its)
    return _Change(_without_about(folded, start), end, new)


def _rounds(one: Quantity, its: Quantity) -> bool:
    """Whether a claim's number is the passage's, as exact or less so: who sharpens it has it from elsewhere."""
    scale = (0.01 if its.unit == "%" else 100.0) if _is_a_fraction(one, its) else 1.0
    exact = one.value == its.value or one.tolerance >= its.tolerance * scale
    return rounded(one, its) or (agree(one, its) and exact)


def _is_a_fraction(one: Quantity, its: Quantity) -> bool:
    """Whether one of two equal numbers is printed out of 1, the other out of 100."""
    return {one.unit, its.unit} == {"%", ""} and min(abs(one.value), abs(its.value)) <= 1


def _is_in_words(quantity: Quantity) -> bool:
    """Whether it is "a quarter", "one in five" or "12 of 60"."""
    return quantity.unit == "%" and (not _NUMERAL.search(quantity.text) or bool(_IN_TWO.search(quantity.text)))


def _in_percent(its: Quantity) -> str:
    # In a list, the sign may stand at the last number alone.
    return f"{its.text}%" if its.unit == "%" and not _PERCENT.search(its.text) else its.text


def _its_ends(folded: str, wanted: Frame, offered: Sequence[Frame], claimed: Sequence[Frame]) -> _Change | None:
    """The ends of a change for its size; nothing for it where the claim has them, too."""
    twice, told = told_twice(wanted, claimed), ends(wanted, offered)
    if any(agree(wanted.quantity, other.quantity) for other in offered) or not (twice or told):
        return None
    instead = "" if twice or not told else f" from {told[0].quantity.text} to {told[1].quantity.text}"
    start, end = wanted.quantity.span
    start = _without_about(folded, start)
    for before, behind in _PLACES:
        if (left := before.search(folded, 0, start)) and (right := behind.match(folded, end)):
            return _Change(left.start(), right.end(), instead)
    return None


def _without_about(folded: str, start: int) -> int:
    while about := APPROXIMATE.search(folded, max(0, start - _LEAD), start):
        start = about.start()
    return start


def _bare(quantity: Quantity) -> str:
    """What is printed, without what makes no other number of it: sign, commas and blanks, and its unit."""
    numeral = None if _IN_TWO.search(quantity.text) else _NUMERAL.search(quantity.text)
    return re.sub(r"[,\s]", "", numeral[0] if numeral else quantity.text).lower()
