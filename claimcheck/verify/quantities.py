"""Quantities matcher: are the claim's numbers in the passage, with their units, and if not, what stands there instead?

A number agrees with another when they are equal after rounding to the coarser of the two as printed: 34.3 = 34.30,
0.19 for 0.1913, 100k for 100,240, 30% for 0.306. Years, identifiers, version numbers in names (GPT-4), references to
tables and sections, and list marks are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimcheck.model import Conflict, Passage
from claimcheck.verify.score import STOP, Score, stem
from claimcheck.words import normalise

_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "trillion": 1e12,
}
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_SMALL_VALUES = {word: float(value) for value, word in enumerate(_SMALL.split())}
_TENS = {
    word: float(10 * (i + 2))
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2}

# Units of measure, each with the one name that stands for all its spellings.
_MEASURES = {
    r"ms|milliseconds?": "ms",
    r"s|secs?|seconds?": "s",
    r"mins?|minutes?": "min",
    r"h|hrs?|hours?": "h",
    r"days?": "day",
    r"weeks?": "week",
    r"months?": "month",
    r"years?": "year",
    r"mm": "mm",
    r"cm": "cm",
    r"km": "km",
    r"mg": "mg",
    r"kg": "kg",
    r"KB": "KB",
    r"MB": "MB",
    r"GB": "GB",
    r"TB": "TB",
    r"Hz": "Hz",
    r"kHz": "kHz",
    r"°C": "°C",
}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[-+](?=\d))?(?P<currency>[$€£])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:(?:[eE]|\s?[x×*]\s?10\^)(?P<exponent>[-+]?\d{1,2})(?!\w)|\^(?P<power>[-+]?\d{1,2})(?!\w))?"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion|bn)\b|(?P<suffix>[kKMBT])(?![\w]))?"
    r"(?P<unit>\s?%|\s?percentage\s+points?\b|\s?percent\b|\s?pp\b|\s?[x×](?!\w)|\s?-?fold\b|\s?times\b"
    rf"|\s?-?(?P<measure>{'|'.join(_MEASURES)})(?![\w³²/^]))?"
)
_WORDS = re.compile(
    r"\b(?:(?P<count>one|two|three|four|five|a)[\s-](?P<part>half|thirds?|quarters?|fifths?)"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<ones>{'|'.join(list(_SMALL_VALUES)[1:10])}))?"
    rf"|(?P<small>{'|'.join(list(_SMALL_VALUES)[2:])})|(?P<alone>half))\b(?P<unit>\s?percent\b|[\s-]?fold\b"
    rf"|\s?times\b)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:tables?|figures?|figs?\.?|tab\.?|sections?|sec\.?|§|appendix|equations?|eqs?\.?|chapter"
    r"|algorithm|theorem|lemma"
    r"|paper|level|levels|experiment|step|version|hypothesis|h|page|pages|pp\.?|no\.?|#)\s?\(?"
    r"|[A-Za-z]-|\[)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)")
_MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# What holds digits and is no quantity: identifiers, citation marks, dates, the number of a list item, decades.
_NO_QUANTITY = re.compile(
    r"\b\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?|https?://\S+|10\.\d{4,9}/\S+"
    r"|\[\d{1,3}(?:\s*[,;-]\s*\d{1,3}){0,30}\]|^\s*\d{1,2}\.\s|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b|\b[1-4]D\b"
    rf"|\b{_MONTH}\s\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\b(?!\s?%)|\b\d{{1,2}}\s{_MONTH}(?=\W|$)"
    r"|\b(?:19|20)\d0s\b|\b(?:the|their|early|late|mid)[\s-]\d0s\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|to|and|→|->)\s?(?=\d)")
_IN_YEAR = re.compile(r"\b(?:in|since|by|until|till|from|during|before|after|year|early|late|mid)[\s-]$", re.IGNORECASE)
_COUNTED = re.compile(r"[\s-][a-z-]*[a-z]s?\b")
_AT_MOST = re.compile(
    r"(?:[<≤]|\b(?:at most|no more than|under|below|(?:less|fewer|lower|smaller) than))\s?$", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"(?:[>≥]|\b(?:at least|no (?:less|fewer) than|over|above|exceed(?:s|ed|ing)?|(?:more|greater|higher|larger) than))"
    r"\s?$",
    re.IGNORECASE,
)
_SUPERSCRIPT = re.compile(r"(?<=\d)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
# More numbers than this in one sentence are a table in disguise.
_MOST = 40
_APPROXIMATE = re.compile(
    r"(?:[~≈]|\b(?:about|around|roughly|approximately|nearly|almost|approx\.|some))\s?$", re.IGNORECASE
)
_NEIGHBOUR = re.compile(r"[^\W\d_][\w-]*")


class Quantity(NamedTuple):
    """A number as it stands in a text.

    `value` is scaled (100k is 100000), `tolerance` half a unit of its last printed digit, `unit` is `%`, `x`, a unit of
    measure or empty, `nouns` the stems of the words right behind and before it. `weak` marks what need not be found:
    number words, digits of names, differences of other numbers. `bound` is `<` for "at most", `>` for "at least".
    """

    text: str
    value: float
    tolerance: float
    unit: str
    nouns: tuple[str, ...]
    weak: bool = False
    bound: str = ""


def quantities(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """The share of the claim's quantities that the passage has, 0 to 1 (1 where the claim has none), with a conflict.

    A conflict is a quantity of the claim that is not in the passage while another one of the same unit and noun is.
    """
    wanted = find(claim)
    return [_score(wanted, find(passage.text)) for passage in passages]


def missing(claim: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """The claim's own numbers (not its number words) that no passage has, as printed."""
    offered = [quantity for passage in passages for quantity in find(passage.text)]
    return tuple(q.text for q in find(claim) if not q.weak and not any(agree(q, other) for other in offered))


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can be the same number, rounded to the coarser of the two."""
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if {one.bound, other.bound} == {"<", ">"} or {one.text[:1], other.text[:1]} == {"+", "-"}:
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


@lru_cache(maxsize=4_096)
def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order, at most 40."""
    text = normalise(_SUPERSCRIPT.sub(lambda run: "^" + run[0].translate(_PLAIN), text))
    taken = [match.span() for match in _NO_QUANTITY.finditer(text)]
    found: list[tuple[int, Quantity]] = []
    for match in _NUMBER.finditer(text):
        if any(a <= match.start("digits") < b for a, b in taken) or _is_a_name(text, match):
            continue
        found.append((match.start(), _numeral(text, match)))
    found.extend((match.start(), _number_word(text, match)) for match in _WORDS.finditer(text))
    return _mark_derived([quantity for _, quantity in sorted(found)[:_MOST]])


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start("digits") - 14) : match.start()], text[match.end() : match.end() + 2]
    bare = not (match["unit"] or match["scale"] or match["suffix"] or match["currency"])
    if bare and _YEAR.fullmatch(match["digits"]):
        # "in 2019", "(2019)", but not "2048 tokens"
        return bool(_IN_YEAR.search(before)) or not _COUNTED.match(text[match.end() : match.end() + 30])
    if _NAMED.search(before):
        return True
    if bare and len(match["digits"]) < 3 and before.endswith("(") and after.startswith(")"):
        return True
    return bool(re.match(r"[A-Za-z]{2}|[a-z]\w", after) and not match["unit"]) or bool(re.match(r"\.\d", after))


def _numeral(text: str, match: re.Match[str]) -> Quantity:
    digits = match["digits"].replace(",", "")
    scale = _SCALES[(match["scale"] or match["suffix"] or "").lower()] if match["scale"] or match["suffix"] else 1.0
    decimals = len(digits.partition(".")[2])
    if match["exponent"]:
        scale *= 10.0 ** int(match["exponent"])
    elif match["power"] and float(digits):
        digits, scale = str(float(digits) ** int(match["power"])), 1.0
    sign = -1.0 if match["sign"] == "-" else 1.0
    unit = _unit(match["unit"]) or _unit_of_range(text, match.end())
    # A whole number stands for its neighbours only where it is scaled or a share ("100k", "30%"); "300" means 300.
    rounded = decimals or scale != 1 or unit in {"%", "x"}
    tolerance = 0.5 * 10.0**-decimals * scale if rounded else 0.0
    if _APPROXIMATE.search(text[max(0, match.start() - 16) : match.start()]):
        tolerance = max(tolerance, 0.02 * float(digits) * scale)
    # "3-kinase", "MEK 1/2": digits of a name as often as a count; they may conflict, but their absence proves nothing.
    attached = not unit and bool(re.match(r"-[A-Za-z]|/\d", text[match.end() :]) or text[: match.start()].endswith("/"))
    bound = _bound(text[max(0, match.start() - 16) : match.start()])
    value = sign * float(digits) * scale
    return Quantity(match[0].strip(), value, tolerance, unit, _nouns(text, match), weak=attached, bound=bound)


def _bound(before: str) -> str:
    return "<" if _AT_MOST.search(before) else ">" if _AT_LEAST.search(before) else ""


def _unit_of_range(text: str, end: int) -> str:
    """The unit of the number that a range ends with: "28-100%", "17 to 23 percent"."""
    after = _RANGE.match(text, end)
    ending = _NUMBER.match(text, after.end()) if after else None
    return _unit(ending["unit"]) if ending else ""


def _number_word(text: str, match: re.Match[str]) -> Quantity:
    if match["part"]:
        many = _SMALL_VALUES.get((match["count"] or "a").lower(), 1.0)
        return Quantity(
            match[0],
            100 * many * _FRACTIONS[match["part"].lower().rstrip("s")],
            0.5,
            "%",
            _nouns(text, match),
            weak=True,
        )
    if match["alone"]:
        return Quantity(match[0], 50.0, 0.5, "%", _nouns(text, match), weak=True)
    if match["tens"]:
        value = _TENS[match["tens"].lower()] + (_SMALL_VALUES[match["ones"].lower()] if match["ones"] else 0.0)
    else:
        value = _SMALL_VALUES[match["small"].lower()]
    return Quantity(match[0], value, 0.0, _unit(match["unit"]), _nouns(text, match), weak=True)


def _unit(printed: str | None) -> str:
    printed = (printed or "").strip().lstrip("-")
    if printed.lower().startswith(("%", "percent", "pp")):
        return "%"
    measure = next((name for pattern, name in _MEASURES.items() if re.fullmatch(pattern, printed)), None)
    return measure or ("x" if printed else "")


def _nouns(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """Stems of the first words with meaning behind and before a number, inside its clause."""
    after = re.split(r"[.;:()]\s|,\s", text[match.end() : match.end() + 60])[0]
    before = re.split(r"[.;:()]\s|,\s", text[max(0, match.start() - 60) : match.start()])[-1]
    behind = [stem(w.lower()) for w in _NEIGHBOUR.findall(after) if w.lower() not in STOP][:2]
    ahead = [stem(w.lower()) for w in _NEIGHBOUR.findall(before) if w.lower() not in STOP][-1:]
    return tuple(behind + ahead)


def _mark_derived(found: list[Quantity]) -> tuple[Quantity, ...]:
    """Marks as weak what is the difference of two others: "36.4 → 55.9 (+19.5)"."""
    marked = []
    for quantity in found:
        others = [other for other in found if other is not quantity and other.unit in {quantity.unit, ""}]
        derived = quantity.text.startswith(("+", "-")) and any(
            abs(abs(a.value - b.value) - abs(quantity.value)) <= quantity.tolerance + 1e-6
            for a in others
            for b in others
        )
        marked.append(quantity._replace(weak=quantity.weak or derived))
    return tuple(marked)


def _score(wanted: Sequence[Quantity], offered: Sequence[Quantity]) -> Score:
    strong = [q for q in wanted if not q.weak]
    lonely = [q for q in wanted if not any(agree(q, other) for other in offered)]
    value = 1.0 - sum(not q.weak for q in lonely) / len(strong) if strong else 1.0
    spare = [other for other in offered if not any(agree(q, other) for q in wanted)]
    unmatched = tuple(q.text for q in lonely)
    for quantity in lonely:
        same = [other for other in spare if _about_the_same(quantity, other)]
        if same:
            nearest = min(same, key=lambda other: abs(other.value - quantity.value))
            return Score(value, unmatched, Conflict(kind="quantity", claim=quantity.text, source=nearest.text))
    return Score(value, unmatched)


def _about_the_same(one: Quantity, other: Quantity) -> bool:
    """Whether two different numbers measure the same thing: one unit, and a neighbouring word in common."""
    return one.unit == other.unit and bool(set(one.nouns) & set(other.nouns))
