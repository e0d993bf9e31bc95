"""Finding the numbers of a text, each with its unit, its printed precision and the words beside it.

Years, identifiers, version numbers in names (GPT-4), references to tables and sections, and list marks are no
quantities. Whether two numbers are one is told by `agreement`.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from claimcheck.verify.numeric import units
from claimcheck.verify.score import STOP, stem
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
_MULTIPLES = {"twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0}

_NUMBER = re.compile(
    rf"(?<![\w.])(?P<sign>[-+](?=\d))?(?P<currency>{units.CURRENCY})?"
    r"(?P<digits>\d{1,3}(?:,\d{3}|\s000(?![\d.]))+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:(?:[eE]|\s?[x×*·]\s?10\^)\{?(?P<exponent>[-+]?\d{1,2})(?!\w)|\^\{?(?P<power>[-+]?\d{1,2})(?!\w))?"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion|bn)\b|(?P<suffix>[kKMBT])(?![\w]))?"
    r"(?P<unit>\s?%-?\s?points?\b|\s?[%‰]|\s?percent(?:age)?[\s-]+points?\b|\s?percent\b|\s?pp\b|\spoints?\b"
    r"|\s?[x×](?!\w)|\s?-?fold\b|\s?times\b"
    rf"|\s?-?(?P<measure>{units.MEASURE})(?:/[A-Za-z]{{1,12}})?(?![\w³²/^]))?"
)
_WORDS = re.compile(
    r"\b(?:(?P<count>one|two|three|four|five|a)[\s-](?P<part>half|thirds?|quarters?|fifths?)"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<ones>{'|'.join(list(_SMALL_VALUES)[1:10])}))?"
    rf"|(?P<small>{'|'.join(list(_SMALL_VALUES)[2:])})|(?P<alone>half)|(?P<multiple>twice|thrice)"
    r"|(?P<multiplied>doubl|tripl)(?:es?|ed|ing))\b"
    r"(?:(?P<unit>\s?percent\b|[\s-]?fold\b|\s?times\b)"
    r"|[\s-](?P<measure>seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:tables?|figures?|figs?\.?|tab\.?|sections?|sec\.?|§|appendix|equations?|eqs?\.?|chapter"
    r"|algorithm|theorem|lemma"
    r"|paper|level|levels|experiment|step|version|hypothesis|h|page|pages|pp?\.|pp|no\.?|#)\s?\(?"
    r"|[A-Za-z]-|\[)$",
    re.IGNORECASE,
)
# The number of a name or a stage: "Transporter 3", "type 2 diabetes", "coronavirus 2".
_LABEL = re.compile(
    r"\b(?:(?i:types?|grades?|stages?|phases?|class|groups?|cohorts?|days?|[a-z]{3,20}virus)|[A-Z][\w-]{2,20})\s$"
)
_STAGE = re.compile(r"\b(types?|grades?|stages?|phases?|class|groups?|cohorts?|days?)\s$", re.IGNORECASE)
_HIGHEST_LABEL = 20
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)")
_OLD_YEAR = re.compile(r"1[6-9]\d\d")
_VERB = r"(?!(?:is|are|was|were|has|have|had|did|does|as|its|his|this|thus|across|versus)\b)"
_PLURAL = re.compile(
    rf"[\s-](?!(?:onwards|afterwards|at|in|on|by|from|with|among)\b)(?:{_VERB}[\w-]+\s){{0,3}}?{_VERB}(?:[\w-]*[a-hj-rtv-z]s|people|children|men|women|mice)\b"
)
MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# What holds digits and is no quantity: identifiers, citation marks, dates, the number of a list item, decades.
_NO_QUANTITY = re.compile(
    r"\b\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?|https?://\S+|10\.\d{4,9}/\S+"
    r"|\b\d\d(?:\.\d)?\s?%\s(?:(?-i:CIs?|CrIs?|UIs?)\b|(?:confidence|credible)\sintervals?)"
    r"|\[\d{1,3}(?:\s*[,;-]\s*\d{1,3}){0,30}\]|^\s*\d{1,2}\.\s|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b|\b[1-4]D\b"
    rf"|\b{MONTH}\s\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\b(?!\s?%)|\b\d{{1,2}}\s{MONTH}(?=\W|$)"
    r"|\b(?:19|20)\d\d[-/]\d\d\b(?![-%])|(?-i:\b[A-Z]{2,6}\s\d{3,5}-\d{1,4}\b)"
    r"|<(?:inf|sub|sup)>[^<>]{0,12}</|\b(?:19|20)\d0s\b|\b(?:the|their|early|late|mid)[\s-]\d0s\b",
    re.IGNORECASE,
)
# A power with a letter in it: n^k, n^2, 2^n, also as O(n^{2}).
_FORMULA = re.compile(
    r"(?<![\w^.])(?:[A-Za-z]\^(?:\{[A-Za-z0-9+-]{1,5}\}|[A-Za-z0-9]{1,3})"
    r"|\d{1,3}\^(?:\{[A-Za-z][A-Za-z0-9+-]{0,4}\}|[A-Za-z]))(?![\w^])"
)
_RANGE = re.compile(r"\s?(?:,\s(?:and|or)|-|to|and|or|→|->|±|,(?=\s))\s?(?=\d)")
# "54.2 (SD 11.0) years", "14.2 (11.0-17.9) months".
_UNIT_BEHIND = re.compile(
    rf"\s?[(\[](?:SD|SE|IQR|range|±|\d)[^()\[\]]{{0,30}}[)\]]\s(?P<measure>{units.MEASURE})(?![\w³²/^])"
)
_LONGEST_LIST = 6
_FACTOR = re.compile(r"\bfactors? of (?:about |around |nearly |up to |at least |more than )?$")
# What a number counts: up to two words and one in the plural, or a share of another number.
_NO_COUNT = r"(?!(?:of|in|on|for|to|at|by|from|with|and|or|vs|versus|than|is|was|were|are|as|has|have|had|the|its)\b)"
_COUNTED = re.compile(
    rf"(?:[\s-]{_NO_COUNT}[A-Za-z][\w-]{{0,30}}){{0,2}}?[\s-]{_NO_COUNT}"
    r"(?:[A-Za-z][\w-]{0,30}?[a-hj-rtv-z]s|people|children|men|women|mice)\b|\s(?:out\s)?of\s(?:the\s)?\d|\s?/\s?\d"
)
_SURE_YEAR = re.compile(rf"\b(?:(?i:in|since|until|till|during|year|early|late|mid)[\s-]|{MONTH}\s)$")
_IN_YEAR = re.compile(r"\b(?:in|since|by|until|till|from|during|before|after|year|early|late|mid)[\s-]$", re.IGNORECASE)
_AT_MOST = re.compile(
    r"(?:[<≤]|\b(?:at most|maximum of|no more than|under|below|(?:less|fewer|lower|smaller|younger|shorter) than))"
    r"\s?(?:[$€£₹]\s?)?$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:[>≥]|\b(?:at least|minimum of|no (?:less|fewer) than|over|above|exceed(?:s|ed|ing)?"
    r"|(?:more|greater|higher|larger|older|longer) than))"
    r"\s?(?:[$€£₹]\s?)?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:no|not|never)|n't)\s(exceed(?:s|ed|ing)?\s?"
    r"|(?:more|greater|higher|larger|older|longer|less|fewer|lower|smaller|younger|shorter) than\s?)$",
    re.IGNORECASE,
)
_DURING = re.compile(r"(?<!aged )(?<!aged: )(?<!for )\bover\s*$", re.IGNORECASE)
_OLD = re.compile(r"\s(?:of age|old)\b")
_REPEATED = re.compile(
    r"\s(?:[a-z]+\s)?(?:seeds|runs|trials|folds|repetitions|repeats|restarts|epochs|rounds|seasons|sessions|iterations)\b"
)
_OR_LESS = re.compile(r"\s?(?:\w+\s)?(?:or|and)\s(?:less|fewer|below|lower|under|younger|shorter)\b")
_OR_MORE = re.compile(r"\+(?!\d)|\s?(?:\w+\s)?(?:or|and)\s(?:more|above|higher|greater|over|older|longer)\b")
_BEFORE_DASH = re.compile(r"\d\s?%?\s$")
_FALLING = re.compile(
    r"\b(?:decreas|reduc|lower|less|few|fell|fall|drop|declin|los[est]|losing|negativ|invers|below|worse|shr[aiu]nk|minus"
    r"|under|cut|sav[ei]|short|diminish|down|deficit|decay|small|slow|behind|attenuat|weaken|deteriorat|degrad)",
    re.IGNORECASE,
)
# Powers in the mark-up of databases: 10<sup>-6</sup>, 10(-6).
_MARKED_POWER = re.compile(r"(?<=\d)\s?<sup>\s?([-+]?\d{1,3})\s?</sup>|(?<=\b10)\(([-+]?\d{1,2})\)")
# What is raised to a power; a small raised number behind any other one is the mark of a footnote.
_BASE = re.compile(r"[1-9]|10")
_FOOTNOTE = re.compile(r"\^\{?[-+]?\d{1,2}")
_MERCURY = re.compile(r"(?<=\d)(?:/(\d{2,3}(?:\.\d)?|\d\.\d))?\s?mm\s?Hg\b")
# A number and its spread in parentheses before the power of ten that both have.
_SCALED_SPREAD = re.compile(
    r"\((\d{1,4}(?:\.\d{1,6})?)\s?±\s?(\d{1,4}(?:\.\d{1,6})?)\)\s?[x×*·]\s?(10\^\{?[-+]?\d{1,2}\}?)"
)
_MIDDLE_DOT = re.compile(r"(?<=\d)·(?=\d)")
# Narrow and fixed blanks between thousands.
_THIN = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_SUPERSCRIPT = re.compile(r"(?<=\d)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
# More numbers than this in one sentence are a table in disguise.
_MOST = 40
APPROXIMATE = re.compile(
    r"(?:[~≈]|\b(?:about|around|roughly|approximately|nearly|almost|approx\.|some|close to"
    r"|just (?:under|over|below|above)))\s?$",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(r"[^\W\d_][\w-]*")
_CLAUSE = re.compile(r"[.;:()]\s|,\s")
FORMULA, LABEL = "formula", "no. of"


class Quantity(NamedTuple):
    """A number as it stands in a text.

    `value` is scaled (100k is 100000), `tolerance` half a unit of its last printed digit, `unit` is `%`, `x`, a unit of
    measure, `formula` (a power such as n^k, of which only the text counts) or empty, `nouns` the stems of the words
    right behind and before it. `weak` marks what need not be found: number words, digits of names, differences of other
    numbers. `bound` is `<` for "at most", `>` for "at least". `span` is its place in the prepared text, `counted` are
    the words behind a number without unit up to what it counts ("12 blue probes"), or "of" ("41 of 106"). `falls` is
    whether a word beside it tells what a minus sign does: lower, a loss, a negative correlation.
    """

    text: str
    value: float
    tolerance: float
    unit: str
    nouns: tuple[str, ...]
    weak: bool = False
    bound: str = ""
    span: tuple[int, int] = (0, 0)
    counted: tuple[str, ...] = ()
    falls: bool = False


def prepare(text: str) -> str:
    """The form of a text that the places of its quantities refer to."""
    text = _SUPERSCRIPT.sub(lambda run: "^" + run[0].translate(_PLAIN), text)
    text = normalise(_MIDDLE_DOT.sub(".", _THIN.sub(",", text)))
    text = _SCALED_SPREAD.sub(r"\1 × \3 ± \2 × \3", _MERCURY.sub(_pressures, text))
    return _MARKED_POWER.sub(lambda m: "^" + (m[1] or m[2]), text)


def _pressures(match: re.Match[str]) -> str:
    """Both numbers of a blood pressure with their unit: "128/82 mm Hg"."""
    return f" mmHg, {match[1]} mmHg" if match[1] else " mmHg"


@lru_cache(maxsize=4_096)
def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order, at most 40."""
    text = prepare(text)
    formulas = list(_FORMULA.finditer(text)) if "^" in text else []
    taken = [match.span() for match in (*_NO_QUANTITY.finditer(text), *formulas)]
    found = [Quantity(m[0], 0.0, 0.0, FORMULA, (), span=m.span()) for m in formulas]
    for match in _NUMBER.finditer(text):
        if any(a <= match.start("digits") < b for a, b in taken) or _is_a_name(text, match):
            continue
        # Four hundred digits in a row are no number that anything could be compared with.
        if math.isfinite((quantity := _numeral(text, match)).value):
            found.append(quantity)
    found.extend(_number_word(text, match) for match in _WORDS.finditer(text))
    return _mark_derived(sorted(found, key=lambda quantity: quantity.span)[:_MOST])


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start("digits") - 14) : match.start()], text[match.end() : match.end() + 2]
    bare = not (match["unit"] or match["scale"] or match["suffix"] or match["currency"])
    if bare and _YEAR.fullmatch(match["digits"]):
        # "in 2019", "(2019)", "the 2020 pandemic", but not "2048 tokens"
        counted = bool(_PLURAL.match(text[match.end() : match.end() + 60]))
        return not counted or bool(_SURE_YEAR.search(before))
    if bare and _OLD_YEAR.fullmatch(match["digits"]) and _IN_YEAR.search(before):
        return not _PLURAL.match(text[match.end() : match.end() + 20])
    # What is cited is a whole number: "[12]", and not "[0.61; 0.90]".
    if _NAMED.search(before) and not (before.endswith("[") and "." in match["digits"]):
        return True
    if bare and len(match["digits"]) < 3 and before.endswith("(") and after.startswith(")"):
        return True
    return bool(re.match(r"[A-Za-z]{2}|[a-z]\w", after) and not match["unit"]) or bool(re.match(r"\.\d", after))


def _numeral(text: str, match: re.Match[str]) -> Quantity:
    digits = re.sub(r"[,\s]", "", match["digits"])
    scale = _SCALES.get(
        (match["scale"] or match["suffix"] or ("m" if _is_money_in_millions(match) else "")).lower(), 1.0
    )
    decimals = len(digits.partition(".")[2])
    if match["exponent"]:
        scale *= 10.0 ** int(match["exponent"])
    footnote = match["power"] and not _BASE.fullmatch(digits)
    if match["power"] and not footnote:
        digits, scale = str(float(digits) ** int(match["power"])), 1.0
    # "10 -20 years" is a range that was torn.
    dash = match["sign"] == "-" and _BEFORE_DASH.search(text[max(0, match.start() - 6) : match.start()])
    sign = -1.0 if match["sign"] == "-" and not dash else 1.0
    unit = _unit(text, match) or _unit_of_range(text, match.end())
    if not unit and _FACTOR.search(text[max(0, match.start() - 26) : match.start()]):
        unit = "x"
    # A whole number stands for its neighbours only where it is scaled or a share ("100k", "30%"); "300" means 300.
    rounded = decimals or scale != 1 or unit in {"%", "pp", "x"}
    tolerance = 0.5 * 10.0**-decimals * scale if rounded else 0.0
    before = text[max(0, match.start() - 26) : match.start()]
    if APPROXIMATE.search(before):
        tolerance = max(tolerance, _loosely(digits) * scale)
    value = sign * float(digits) * scale
    weak = not unit and scale == 1 and _may_be_a_name(text, match, before, value)
    # The digit of a name is compared with nothing but itself, that of a type or a stage with its like.
    stage = _STAGE.search(before) if weak else None
    nouns = () if weak and not stage else _nouns(text, match)
    unit = f"{LABEL} {stage[1].lower().rstrip('s')}" if stage else unit
    printed = _FOOTNOTE.sub("", match[0]) if footnote else match[0]
    printed = printed.removeprefix("-") if dash else printed
    counted = () if unit else _counted(text, match.end())
    bound = bound_at(text, match, unit)
    return Quantity(
        printed.strip(), value, tolerance, unit, nouns, weak, bound, match.span(), counted, _falls(text, match)
    )


def _loosely(digits: str) -> float:
    """How far from "about 5,000" a number may lie: half a unit of its last digit that is not 0 (5% at most), or 2%."""
    last = 10.0 ** (len(digits) - len(digits.rstrip("0"))) if "." not in digits else 0.0
    return max(0.02 * float(digits), min(0.05 * float(digits), last / 2))


def _may_be_a_name(text: str, match: re.Match[str], before: str, value: float) -> bool:
    """Whether digits belong to a name as likely as not: they may conflict, but their absence proves nothing."""
    # "3-kinase", "MEK 1/2", "5G"
    if re.match(r"-[A-Za-z]|/\d|[A-Z](?!\w)", text[match.end() : match.end() + 2]) or before.endswith("/"):
        return True
    label = _LABEL.search(before) if 0 <= value <= _HIGHEST_LABEL and value == int(value) else None
    return label is not None and label[0].strip().lower() not in STOP


def bound_at(text: str, match: re.Match[str], unit: str) -> str:
    """Whether the number of a match is told as the most (`<`) or the least (`>`) that it can be; empty for neither."""
    before, after = text[max(0, match.start() - 26) : match.start()], text[match.end() : match.end() + 26]
    if denied := _DENIED.search(before):
        # "No more than" is one of those that follow; "no fewer than", "did not exceed" turn them round.
        return "<" if _AT_LEAST.search(denied[1]) else ">"
    if _AT_MOST.search(before) or _OR_LESS.match(after):
        return "<"
    # "Over 12 months" is mostly as long as that, and "over five seeds" means with each of them.
    during = _DURING.search(before) and (
        (unit in units.TIMES and not _OLD.match(after)) or _REPEATED.match(text, match.end())
    )
    return ">" if not during and (_AT_LEAST.search(before) or _OR_MORE.match(after)) else ""


def _falls(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    return bool(_FALLING.search(text, max(0, start - 60), end + 40))


def _unit(text: str, match: re.Match[str]) -> str:
    """The unit that is printed at a number, with what it is by."""
    base = "" if _is_money_in_millions(match) else units.unit(match["unit"])
    base = base or units.currency(match["currency"])
    per = units.by(text, match.end("measure") if match["measure"] else match.end()) if base else ""
    return f"{base}/{per}" if per else base


def _is_money_in_millions(match: re.Match[str]) -> bool:
    """Whether it is "£3.4m", which is no length."""
    return bool(match["currency"]) and match["measure"] == "m"


def _unit_of_range(text: str, end: int) -> str:
    """The unit of the number that a range or a list ends with: "28-100%", "17 to 23 percent", "62, 55 and 48%"."""
    if behind := _UNIT_BEHIND.match(text, end):
        return units.unit(behind["measure"])
    for _ in range(_LONGEST_LIST):
        joint = _RANGE.match(text, end)
        ending = _NUMBER.match(text, joint.end()) if joint else None
        if joint is None or ending is None:
            return ""
        if unit := _unit(text, ending):
            # "12, 30%" is no list: the last two are joined by a word.
            return unit if joint[0].strip() != "," else ""
        end = ending.end()
    return ""


def _counted(text: str, end: int) -> tuple[str, ...]:
    count = _COUNTED.match(text, end, min(len(text), end + 60))
    return tuple(count[0].strip(" -").split()) if count else ()


def _number_word(text: str, match: re.Match[str]) -> Quantity:
    value, tolerance, unit = _worth(match)
    bound = bound_at(text, match, unit)
    nouns, counted = _nouns(text, match), () if unit else _counted(text, match.end())
    return Quantity(match[0], value, tolerance, unit, nouns, True, bound, match.span(), counted, _falls(text, match))


def _worth(match: re.Match[str]) -> tuple[float, float, str]:
    """Value, tolerance and unit of a number word."""
    if match["part"]:
        many = _SMALL_VALUES.get((match["count"] or "a").lower(), 1.0)
        share = 100 * many * _FRACTIONS[match["part"].lower().rstrip("s")]
        return share, min(0.05 * share, 1.5), "%"
    if match["alone"]:
        return 50.0, 0.5, "%"
    if multiple := match["multiple"] or match["multiplied"]:
        return _MULTIPLES.get(multiple.lower()) or _MULTIPLES[multiple.lower() + "e"], 0.5, "x"
    unit = units.unit(match["measure"] and match["measure"].lower()) or units.unit(match["unit"])
    if match["tens"]:
        ones = _SMALL_VALUES[match["ones"].lower()] if match["ones"] else 0.0
        return _TENS[match["tens"].lower()] + ones, 0.0, unit
    return _SMALL_VALUES[match["small"].lower()], 0.0, unit


def _nouns(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """Stems of the first words with meaning behind and before a number, inside its clause."""
    after = _CLAUSE.split(text[match.end() : match.end() + 60])[0]
    before = _CLAUSE.split(text[max(0, match.start() - 60) : match.start()])[-1]
    behind = [stem(w.lower()) for w in _NEIGHBOUR.findall(after) if w.lower() not in STOP][:2]
    ahead = [stem(w.lower()) for w in _NEIGHBOUR.findall(before) if w.lower() not in STOP][-1:]
    return tuple(behind + ahead)


def _mark_derived(found: list[Quantity]) -> tuple[Quantity, ...]:
    """Marks as weak what is the difference of two others: "36.4 → 55.9 (+19.5)"."""
    marked = []
    for quantity in found:
        if not quantity.text.startswith(("+", "-")):
            marked.append(quantity)
            continue
        others = [other for other in found if other is not quantity and other.unit in {quantity.unit, ""}]
        derived = any(
            abs(abs(a.value - b.value) - abs(quantity.value)) <= quantity.tolerance + 1e-6
            for a in others
            for b in others
        )
        marked.append(quantity._replace(weak=quantity.weak or derived))
    return tuple(marked)
