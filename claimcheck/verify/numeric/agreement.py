"""Whether two numbers as printed are one: rounded, in other units, with signs and bounds told in words.

A number agrees with another when they are equal after rounding to the coarser of the two as printed: 34.3 = 34.30,
0.19 for 0.1913, 100k for 100,240, 30% for 0.306. Where one of them has no unit, it must count nothing else. What PDFs
lose (`n2` for n^2, `10-6` for 10^-6) is a second reading, for where the first finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.verify.numeric import units
from claimcheck.verify.numeric.numbers import FORMULA, Quantity, prepare

# A whole number stands for a decimal one within half a unit, and a tenth of it: 2 is not 1.6.
_HALF, _TENTH = 0.5, 0.1
_POWER_OF_TEN = re.compile(r"(?:(\d{1,3}(?:\.\d{1,4})?)\s?[x×*·]\s?)?(?<![\w.])10\s?(-?)\s?(\d{1,2})(?!\w|\.\d)")


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can be the same number, rounded to the coarser of the two."""
    if FORMULA in {one.unit, other.unit}:
        return one.unit == other.unit and plain(one.text) == plain(other.text)
    if one.unit and other.unit and not units.one_unit(one.unit, other.unit):
        return _told_in_each_other(one, other)
    if _counts_another(one, other) or _counts_another(other, one) or _against(one, other):
        return False
    tolerance = max(one.tolerance, other.tolerance) * 1.0001
    if abs(abs(one.value) - abs(other.value)) <= tolerance:
        return True
    # "30%" for "0.306": a share printed as a fraction, rounded or cut off.
    for share, fraction in ((one, other), (other, one)):
        if share.unit == "%" and not fraction.unit and abs(fraction.value) <= 1 and fraction.tolerance < 0.1:
            close = max(share.tolerance / 100, fraction.tolerance) * 1.0001
            cut_off = share.tolerance == 0.5 and int(abs(fraction.value) * 100) == abs(share.value)
            return cut_off or abs(abs(share.value) / 100 - abs(fraction.value)) <= close
    return False


def _against(one: Quantity, other: Quantity) -> bool:
    """Whether bounds or signs say that two quantities are not the same."""
    if {one.bound, other.bound} == {"<", ">"}:
        return True
    signs = {one.text[:1], other.text[:1]} & {"+", "-"}
    minus = [quantity.text.startswith("-") for quantity in (one, other)]
    # "Fell by 2.5" and "a change of -2.5", but not a correlation of 0.31 and one of -0.31.
    return len(signs) > 1 or (minus[0] != minus[1] and not (one, other)[minus[0]].falls)


def rounded(one: Quantity, two: Quantity) -> bool:
    """Whether a claim gives a measured number without its decimals: 54 years for 54.2 years. A bound is no rounding."""
    if one.tolerance or one.bound or one.unit != two.unit or "." not in two.text:
        return False
    near = abs(abs(one.value) - abs(two.value)) <= _TENTH * abs(two.value)
    return near and agree(one._replace(tolerance=_HALF), two)


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities have one unit, or units of one kind: days and weeks."""
    return units.comparable(one.unit, other.unit)


def _told_in_each_other(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities in different units are the same: 48 hours, 2 days."""
    value, other_value = units.told(one.value, one.unit), units.told(other.value, other.unit)
    if value is None or other_value is None or not comparable(one, other):
        return False
    printed = (units.told(one.tolerance, one.unit) or 0.0, units.told(other.tolerance, other.unit) or 0.0)
    return abs(value - other_value) <= max(printed) + 1e-6 * abs(value)


def _counts_another(bare: Quantity, known: Quantity) -> bool:
    """Whether a number without unit counts what is not the other's unit: 12 probes and 12 hours, 41 of 106 and 41%."""
    if bare.unit or not known.unit or not bare.counted or abs(bare.value) <= 1:
        return False
    return not any(units.one_unit(units.NAMES.get(word, ""), known.unit) for word in bare.counted)


def second_reading(wanted: Quantity, text: str) -> bool:
    """Whether a number that is not in a text as printed is there as PDFs print it: in blanks, its exponent lost."""
    text = prepare(text)
    if wanted.unit == FORMULA:
        return re.search(rf"(?<![A-Za-z0-9]){re.escape(plain(wanted.text))}(?![A-Za-z0-9])", plain(text)) is not None
    if wanted.value >= 1_000 and wanted.value == int(wanted.value):
        spaced = f"{int(wanted.value):,}".replace(",", " ")
        if re.search(rf"(?<![\d.,]){spaced}(?!\d|[.,]\d)", text):
            return True
    return any(abs(value - wanted.value) <= max(wanted.tolerance, 1e-9 * abs(value)) for value in _powers(text, wanted))


def _powers(text: str, wanted: Quantity) -> Iterator[float]:
    # Only a number that is itself a power can have lost its exponent: "10-6" in "ages 10-6" is none.
    if "^" not in wanted.text and not re.search(r"\d[eE][-+]?\d", wanted.text):
        return
    for match in _POWER_OF_TEN.finditer(text):
        if match[1] or match[2]:
            yield float(match[1] or 1) * 10.0 ** int(match[2] + match[3])
        else:
            yield 10.0 ** int(match[3])


def plain(text: str) -> str:
    """A formula without what PDFs lose: carets and braces."""
    return re.sub(r"[\^{}]", "", text)
