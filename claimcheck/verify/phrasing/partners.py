"""Who is set above whom: "A outperforms B", "A is better than B", "lower in A than in B".

Two comparisons are of the same two parties where each party shares a word with one of the other text, a different one
for each; then either the parties stand in the same order, or exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from claimcheck.model import Conflict
from claimcheck.verify.opposites import COMPARATIVES, NEGATIONS, POLES
from claimcheck.verify.phrasing.clauses import Words, carries, excepts, sentences
from claimcheck.verify.score import stem

_BEATS = re.compile(r"(?:outperform|surpass|exceed|beat|dominate)(?:s|ed|d|ing)?|outranks?|excels?")
_LOSES = re.compile(r"underperform(?:s|ed|ing)?|trails|lags")
_PLACES = frozenset(
    ["in", "for", "with", "among", "at", "on", "under", "by", "of", "from", "during", "after", "within"]
)
_LEFT = ", . ; : ( ) ! ? that which who while whereas but because although if when where"
_RIGHT = """in on at for with across under among during after before by as to does do did is are was were than when
within using via"""
_STOPS_LEFT = frozenset(_LEFT.split())
_STOPS_RIGHT = _STOPS_LEFT | frozenset(_RIGHT.split())
_SAYING = """is are was were be been has have had can could shows show showed shown achieves achieve achieved gives give
gave yields yield produces produce produced exhibits exhibit exhibited obtain obtains obtained appears remain remains
remained became become performs perform performed"""
_VERBS = frozenset(_SAYING.split())
# By how much, not who: "15 times faster".
_FACTORS = frozenset(["times", "fold", "percent", "percentage", "points", "twice"])
# Among the words for more and less, these measure something of their own: who takes longer is not the faster one.
_PACE = {"faster": ("speed", 1), "slower": ("speed", -1), "longer": ("length", 1), "shorter": ("length", -1)}
# "More expensive than", "more expensive in A than in B", but not "more severe cases than".
_AFTER_ADJECTIVE = _PLACES | {"to", "than", "versus", "vs", "compared", ","}
# "More men than women" counts them.
_COUNTED = frozenset(["sex", "share"])
_ON_A_LEVEL = """on par with|on a par with|matches|matched|equals|equalled|equaled|comparable to|comparable with
|equivalent to|as well as the|as good as|as accurate as|no better than|competitive with"""
_LEVEL = tuple(tuple(phrase.split()) for phrase in _ON_A_LEVEL.split("|"))
# Things may be similar in size: these say who is level only beside words for how well something does.
_NEAR_IT = (("close", "to"), ("similar", "to"), ("similarly", "to"))
_DOES_WELL = re.compile(r"perform(?:s|ed|ing|ance)?|accurac(?:y|ies)|results?|scores?|quality")
_NAMELY = frozenset(["especially", "particularly", "notably", "including"])
_GOES_ON = frozenset(["but", "although", "though", "albeit", "yet"])
_RATES = frozenset(["rate", "rates", "level", "levels", "extent", "degree", "pace", "frequency", "proportion"])
_LONGEST_PARTY, _LONGEST_SPAN, _SHORTEST_SPAN, _MOST = 10, 14, 7, 40


class Comparison(NamedTuple):
    """Two parties, one set above the other.

    Attributes:
        left: stems of the first party only.
        right: stems of the second party only.
        attribute: stems of what they are compared by; empty for "better".
        axis: "better", "more", or what else a comparative measures ("cost"); the comparative itself where that is open.
        sign: 1 where the first party has more of it, -1 where less.
        negated: whether the comparison is denied.
        printed: the words of the comparison.
    """

    left: frozenset[str]
    right: frozenset[str]
    attribute: frozenset[str]
    axis: str
    sign: int
    negated: bool
    printed: str


def exchanged(claim: str, text: str) -> Conflict | None:
    """The comparison of the claim and the one of the text that sets the same two parties the other way."""
    for one in comparisons(claim) if not excepts(claim, text) else ():
        held = _held(one, text)
        same = frozenset().union(*(_party(one, other) for other, agreed in held if agreed))
        # "Better than A and B" is not borne out by "better than A, but worse than B".
        against = [other for other, agreed in held if not agreed and (not same or _party(one, other) - same)]
        if against:
            return Conflict(kind="partners", claim=one.printed, source=against[-1].printed)
    return None


def _party(one: Comparison, other: Comparison) -> frozenset[str]:
    """The stems of the claim's second party that stand in either party of a comparison of the text."""
    return one.right & (other.left | other.right)


def levelled(claim: str, text: str) -> Conflict | None:
    """The comparison of the claim that sets one above the other where the text has the two level: "on par with B"."""
    for one in comparisons(claim):
        if one.axis != "better" or one.negated or any(agreed for _, agreed in _held(one, text)):
            continue
        for before, other, printed in _level(text):
            straight = one.left & before and one.right & other
            if straight or (one.right & before and one.left & other and not one.left & before):
                return Conflict(kind="partners", claim=one.printed, source=printed)
    return None


@lru_cache(maxsize=4_096)
def _level(text: str) -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    """What a text has level: the words before, those of the party behind, and how it says so."""
    found = []
    before: frozenset[str] = frozenset()
    for sentence in sentences(text):
        words = sentence.words
        for place in range(len(words)):
            level = (*_LEVEL, *_NEAR_IT) if any(map(_DOES_WELL.fullmatch, words)) else _LEVEL
            length = next((len(phrase) for phrase in level if words[place : place + len(phrase)] == phrase), 0)
            denied = any(word in NEGATIONS for word in words[max(0, place - 3) : place])
            if not length or denied:
                continue
            start, end = _rightwards(words, place + length)
            other = _content(words, range(start, end))
            here = _content(words, range(place)) | before
            if other and here - other:
                found.append((here - other, other, " ".join(sentence.printed[place:end])))
        before = before | sentence.stems
    return tuple(found[:_MOST])


def kept(claim: str, text: str) -> frozenset[str]:
    """The words of the claim's comparisons that the text makes too, in either order of the parties."""
    agreed = (one for one in comparisons(claim) if any(same and _alike(one, two) for two, same in _held(one, text)))
    return frozenset(word for one in agreed for word in one.printed.split())


def _alike(one: Comparison, other: Comparison) -> bool:
    """Whether no party of a comparison is told from its own in the other by a word on each side ("larger models")."""
    here, there = (one.left, one.right), (other.left, other.right)
    there = there if _order(one, other) > 0 else there[::-1]
    return all(mine <= theirs or theirs <= mine for mine, theirs in zip(here, there, strict=True))


def _held(one: Comparison, text: str) -> list[tuple[Comparison, bool]]:
    """The comparisons of the same two parties in a text, each with whether it says the same."""
    found = []
    for other in comparisons(text):
        order = _order(one, other)
        if not order or not _same_measure(one, other):
            continue
        agreed = order * one.sign * other.sign > 0
        if one.negated != other.negated:
            # "Not better" denies "better"; of "worse" it says nothing.
            if not agreed:
                continue
            agreed = False
        found.append((other, agreed))
    return found


def _order(one: Comparison, other: Comparison) -> int:
    """1 where the parties stand in the same order in both, -1 where exchanged, 0 where they are others."""
    straight = (len(one.left & other.left), len(one.right & other.right))
    crossed = (len(one.left & other.right), len(one.right & other.left))
    # What stands on one side alone ("the wheels of", "annotators judged") tells no party from the other.
    if all(straight) == all(crossed):
        return 0
    return 1 if all(straight) else -1


def _same_measure(one: Comparison, other: Comparison) -> bool:
    if one.axis != other.axis:
        return False
    if one.axis == "more":  # of what?
        return bool(one.attribute & other.attribute) or (not one.attribute and not other.attribute)
    return not (one.attribute and other.attribute) or bool(one.attribute & other.attribute)


@lru_cache(maxsize=4_096)
def comparisons(text: str) -> tuple[Comparison, ...]:
    """The comparisons of a text, in order."""
    return tuple(islice((found for sentence in sentences(text) for found in _in_sentence(sentence)), _MOST))


def _in_sentence(sentence: Words) -> Iterator[Comparison]:
    words = sentence.words
    before: frozenset[str] = frozenset()
    for place, word in enumerate(words):
        found = None
        if _BEATS.fullmatch(word) or _LOSES.fullmatch(word):
            found = _by_verb(sentence, place)
        elif word in {"superior", "inferior"} and words[place + 1 : place + 2] == ("to",):
            found = _by_verb(sentence, place, last=place + 1)
        elif word in {"than", "versus", "vs"} or (
            word == "compared" and words[place + 1 : place + 2] in {("to",), ("with",)}
        ):
            found = _by_degree(sentence, place)
        if found and not found.left:
            # "A is faster than B but slower than C", "A takes 2 s, which is faster than B": the party is named before.
            party = before or _antecedent(words, place)
            if not party and (first := _clause_before(words, place)):
                party, found = first, found._replace(attribute=found.attribute | first)
            found = found._replace(left=party - found.right)
        if found and found.left and found.right:
            before = found.left
            yield found


def _antecedent(words: tuple[str, ...], place: int) -> frozenset[str]:
    """The words of the clause that a "which" before a place speaks of; none without a "which"."""
    relative = [i for i in range(max(0, place - _LONGEST_SPAN), place) if words[i : i + 2] == (",", "which")]
    begin = max(0, relative[-1] - _LONGEST_SPAN) if relative else 0
    return _content(words, range(begin, relative[-1])) if relative else frozenset()


def _clause_before(words: tuple[str, ...], place: int) -> frozenset[str]:
    """The words of the clause that a "but at a lower rate than" before a place goes on; none without a rate."""
    span = range(max(0, place - _SHORTEST_SPAN), place)
    goes_on = [i for i in span if words[i] in _GOES_ON]
    return _content(words, range(goes_on[-1])) if goes_on and any(words[i] in _RATES for i in span) else frozenset()


def _by_verb(sentence: Words, place: int, last: int | None = None) -> Comparison | None:
    """Reads "A outperforms B" and "A is superior to B"."""
    words = sentence.words
    last = place if last is None else last
    passive = words[last + 1 : last + 2] == ("by",)
    left = _leftwards(words, place)
    right = _rightwards(words, last + (2 if passive else 1))
    lesser = words[place] == "inferior" or bool(_LOSES.fullmatch(words[place]))
    return _made(sentence, left, right, (), "better", -1 if lesser != passive else 1, place, left[0])


def _by_degree(sentence: Words, place: int) -> Comparison | None:
    """Reads "A is better than B", "A has more X than B", "X is lower in A than in B", "… compared with B"."""
    words = sentence.words
    first = place + (2 if words[place] == "compared" else 1)
    begin = max(0, place - _LONGEST_SPAN)
    degrees = [i for i in range(begin, place) if words[i] in COMPARATIVES]
    if not degrees or any(words[i] in {".", ";", ":"} for i in range(degrees[-1], place)):
        return None
    degree = degrees[-1]
    # "Cheaper than B but dearer than C": "cheaper" has its "than", and is not what C is compared by.
    if "than" in words[degree + 1 : place]:
        return None
    if first < len(words) and words[first][0].isdigit():
        return None
    middle = (degree + 1, place)
    if middle[0] < middle[1] and words[middle[1] - 1] == ",":
        middle = (middle[0], middle[1] - 1)
    inside = [i for i in range(*middle) if words[i] in _PLACES]
    subject = _leftwards(words, degree)
    placed = first < len(words) and words[first] in _PLACES
    if inside and (placed or inside[0] == degree + 1 or not _content(words, range(*subject))):
        # "Lower in A than in B", "lower in A compared with B": what is compared by stands before the parties.
        same = [i for i in inside if not placed or words[i] == words[first]]
        cut = same[0] if same else inside[0]
        left, attribute = (cut + 1, middle[1]), [*range(*subject), *range(degree + 1, cut)]
    else:
        left, attribute = subject, list(range(*middle))
    right = _rightwards(words, first + (1 if placed else 0))
    axis, sign, quality = _axis(words, degree)
    attribute = [i for i in attribute if i not in quality]
    start = min(left[0], degree)
    return _made(sentence, left, right, attribute, axis, sign, degree, start)


def _axis(words: tuple[str, ...], degree: int) -> tuple[str, int, range]:
    """What a comparative compares by, which way, and where the adjective stands that says so.

    ("better", 1) for "better", ("more", -1) for "less", ("cost", 1) for "cheaper" and for "less expensive".
    """
    word, bare = words[degree], range(0)
    if word in _PACE:
        return *_PACE[word], bare
    poles = {pole.axis: pole.sign for pole in POLES.get(word, ())}
    if "quality" in poles:
        return "better", poles["quality"], bare
    if "amount" in poles:
        if word in {"more", "less"} and _AFTER_ADJECTIVE & {*words[degree + 2 : degree + 3]}:
            own = [pole for pole in POLES.get(words[degree + 1], ()) if pole.axis not in _COUNTED]
            if own:
                return own[0].axis, own[0].sign * poles["amount"], range(degree + 1, degree + 2)
        return "more", poles["amount"], bare
    return (*next(iter(poles.items())), bare) if poles else (word, 1, bare)


def _leftwards(words: tuple[str, ...], place: int) -> tuple[int, int]:
    """The span of the party before a place: back to the end of the clause, its verb left out."""
    start = place
    while start > 0 and place - start < _LONGEST_PARTY and words[start - 1] not in _STOPS_LEFT:
        start -= 1
    end = place
    verbs = [i for i in range(start, place) if words[i] in _VERBS or words[i] in NEGATIONS]
    if verbs:
        end = verbs[0] if verbs[0] > start else end
    return start, end


def _rightwards(words: tuple[str, ...], first: int) -> tuple[int, int]:
    """The span of the party from a place on, up to the next small word or mark."""
    while first < len(words) and words[first] in {"that", "those", "of", "the", "a", "an", "in"}:
        first += 1
    end = first
    while end < len(words) and end - first < _LONGEST_PARTY and words[end] not in _STOPS_RIGHT:
        end += 1
        # "Than others, especially wasps": the wasps are of the party.
        if words[end : end + 1] == (",",) and set(words[end + 1 : end + 2]) & _NAMELY:
            end += 2
    return first, end


def _content(words: tuple[str, ...], places: range | list[int]) -> frozenset[str]:
    return frozenset(stem(words[i]) for i in places if carries(words[i]) and words[i] not in _VERBS | _FACTORS)


def _made(  # noqa: PLR0913 - a comparison has as many sides
    sentence: Words,
    left: tuple[int, int],
    right: tuple[int, int],
    attribute: list[int] | tuple[int, ...],
    axis: str,
    sign: int,
    degree: int,
    start: int,
) -> Comparison:
    words = sentence.words
    one, other = _content(words, range(*left)), _content(words, range(*right))
    measure = _content(words, list(attribute)) - one - other
    negated = any(word in NEGATIONS for word in words[max(left[0], degree - 4) : degree])
    printed = " ".join(sentence.printed[start : right[1]])
    return Comparison(one - other, other - one, measure, axis, sign, negated, re.sub(r" (?=[,.;:)])", "", printed))
