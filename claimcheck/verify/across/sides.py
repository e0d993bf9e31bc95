"""Two papers that set the same two sides against each other in other words: "impolite beat polite", "kind beat rude".

Each of two comparisons is read as one end of an axis set above the other end ("rude" and "impolite" are one end of
civility), and by something that is good or bad to have. They part where the ends are exchanged. Both must say so
without a condition behind it ("in older readers"), unless both name it: what is true of one case may be false of
another. Where any of this is open, nothing is found.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.model import Conflict
from claimcheck.verify.opposites import COMPARATIVES, POLES
from claimcheck.verify.phrasing.partners import Comparison, comparisons
from claimcheck.verify.score import STOP, WORD, content_stems, stem

# Ends of an axis by which parties, not results, are told apart.
_ENDS = {
    "civility": (
        "polite courteous respectful friendly kind civil",
        "impolite discourteous disrespectful unfriendly rude unkind uncivil hostile insulting",
    ),
    "feeling": ("positive encouraging optimistic happy cheerful", "negative discouraging pessimistic sad gloomy"),
    "sound": ("loud noisy", "quiet silent silence"),
    "heat": ("warm hot", "cold cool"),
    "length": ("long lengthy", "short brief concise"),
    "depth": ("deep", "shallow"),
    "density": ("dense", "sparse"),
    "intricacy": ("complex complicated", "simple plain"),
    "skill": ("expert experts experienced", "novice novices inexperienced beginners"),
    "formality": ("formal", "informal casual"),
    "town": ("urban", "rural"),
    "light": ("bright light", "dark dim"),
    "maker": ("human", "synthetic artificial machine-generated"),
}
_OF_PARTIES = frozenset({"size", "age", "speed", "cost", "teaching", "sex", "season", "symptoms", "course", "strength"})
# How well something does, by whatever it is told: more of these, or less of those, is better.
_WELL = "accuracy performance score scores quality results correctness success"
_BADLY = "error errors mistakes failure failures"
# Of what else is measured more is good, or bad; it is a measure of its own.
_GOOD = "recall comprehension truthfulness faithfulness robustness understanding learning yield survival"
_BAD = "loss latency cost costs perplexity bias hallucinations mortality risk pain toxicity"
_DONE_WELL, _DONE_BADLY = frozenset(map(stem, _WELL.split())), frozenset(map(stem, _BADLY.split()))
_GOODS = _DONE_WELL | frozenset(map(stem, _GOOD.split()))
_BADS = _DONE_BADLY | frozenset(map(stem, _BAD.split()))
# What compares, and so names no party.
_COMPARING = re.compile(
    r"outperform|surpass|exceed|beat|dominat|ones?$|.*ly$|(?:lead|led|give|gave|produc|achiev|show|get|got|obtain|reach"
    r"|perform|result|ha[sdv]|appear|remain|yield|ma[dk]e|elicit|generat)"
)
_CONDITION = re.compile(
    r"\b(?:in|on|for|among|at|under|during|when|where|if|within|after|before|with|without|across|by|as|only|except)\b",
    re.IGNORECASE,
)
# So a sentence opens, or goes on behind a comma, where what it says holds in some case.
_OPENS = re.compile(rf"\s*{_CONDITION.pattern}[^,;:]*", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[,;]\s*(?:but |and |though |especially |particularly )?(?:only|if|when|where|unless|provided|except)\b[^.]*"
)
_CLAUSE_END = re.compile(r"[,;:.!?]|\s[–—-]\s")


class _Order(NamedTuple):
    """One end of an axis above the other.

    Attributes:
        axis: the axis.
        sign: 1 where its first end has the better of it, else -1.
        measure: stems of what is measured; empty for how well something does.
        condition: stems of what it is said under.
        about: stems of what else the parties are.
        printed: the words of the comparison.
    """

    axis: str
    sign: int
    measure: frozenset[str]
    condition: frozenset[str]
    about: frozenset[str]
    printed: str


def _ends() -> dict[str, tuple[str, int]]:
    found = {stem(word): (pole.axis, pole.sign) for word, poles in POLES.items() for pole in poles
             if pole.axis in _OF_PARTIES}  # fmt: skip
    for axis, words in _ENDS.items():
        found |= {stem(word): (axis, sign) for sign, end in zip((1, -1), words, strict=True) for word in end.split()}
    return found


_END_OF = _ends()


def exchanged_sides(one: str, other: str) -> Conflict | None:
    """What two statements set the other way round, where both compare the two ends of one axis; None where open."""
    for first in _orders(one):
        for second in _orders(other):
            opposed = first.axis == second.axis and first.sign != second.sign
            alike = first.measure == second.measure and first.condition == second.condition
            if opposed and alike and first.about & second.about:
                return Conflict(kind="partners", claim=first.printed, source=second.printed)
    return None


def _orders(text: str) -> list[_Order]:
    found = [order for comparison in comparisons(text) if (order := _order(comparison, text))]
    # A statement that says it both ways depends on something.
    return found if len({(order.axis, order.sign) for order in found}) == len({order.axis for order in found}) else []


def _order(comparison: Comparison, text: str) -> _Order | None:
    left, right = _end(comparison.left), _end(comparison.right)
    good = _worth(comparison)
    place = text.find(comparison.printed)
    if comparison.negated or not good or place < 0 or not left or not right:
        return None
    if left[0] != right[0] or left[1] == right[1]:
        return None
    before, behind = text[:place], text[place + len(comparison.printed) :]
    clause = before[max((match.end() for match in _CLAUSE_END.finditer(before)), default=0) :]
    near = (clause, _CLAUSE_END.split(behind, maxsplit=1)[0])
    conditions = [part[match.start() :] for part in near if (match := _CONDITION.search(part))]
    conditions += [match[0] for match in (_OPENS.match(before), _GOES_ON.match(behind)) if match]
    condition = frozenset(stemmed for part in conditions for stemmed in content_stems(part))
    measure = comparison.attribute & (_GOODS | _BADS) - _DONE_WELL - _DONE_BADLY
    return _Order(left[0], left[1] * good, measure, condition, _about(comparison.printed), comparison.printed)


def _end(party: frozenset[str]) -> tuple[str, int] | None:
    """The one end of an axis that a party stands at; None where it names none, or several."""
    ends = {_END_OF[stemmed] for stemmed in party if stemmed in _END_OF}
    return ends.pop() if len(ends) == 1 else None


def _worth(comparison: Comparison) -> int:
    """1 where the first party has the better of it, -1 where the second has, 0 where that is open."""
    if comparison.axis == "better":
        return comparison.sign
    goods, bads = comparison.attribute & _GOODS, comparison.attribute & _BADS
    if comparison.axis != "more" or bool(goods) == bool(bads):
        return 0
    return comparison.sign if goods else -comparison.sign


def _about(printed: str) -> frozenset[str]:
    words = (match[0].lower() for match in WORD.finditer(printed))
    told = {stem(word) for word in words if word not in STOP | COMPARATIVES and not _COMPARING.match(word)}
    return frozenset(told) - _END_OF.keys() - _GOODS - _BADS
