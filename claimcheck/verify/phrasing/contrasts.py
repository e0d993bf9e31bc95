"""Two halves of one sentence set against each other: "in A but not in B", "A rose, whereas B fell", "who did/did not".

Each rule reads both texts as two halves and is sure only where what tells the halves apart stands on the other side,
and the rest is mostly the same: then the claim says of one what the source says of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from claimcheck.model import Conflict
from claimcheck.verify.opposites import COMPARATIVES, NEGATIONS, POLES, Pole
from claimcheck.verify.phrasing.clauses import Words, root, roots, sentences, share

_MARKS = frozenset(",.;:!?()")
_ENDS = _MARKS | {"whereas", "while", "but", "because", "although", "though", "which", "that", "who", "when", "if"}
_JOINS = frozenset(["whereas", "while", "but", "and", "although"])
_BUT = frozenset(["but", "though", "although", "yet"])
_ALTERNATIVES = frozenset(["or", "nor"])
_WHO = frozenset(["who", "that", "which"])
# A claim with one of them compares what the source contrasts: "in women compared with men".
_SETTING = """than compared versus vs unlike rather instead only whereas while but except contrast different differs
differed difference differences between relative not"""
_COMPARING = frozenset(_SETTING.split()) | COMPARATIVES
_AXES = frozenset(["amount", "quality", "winning"])
_LONGEST_DENIED, _LONGEST_SIDE, _RELATIVE, _FEWEST, _MOST = 8, 14, 4, 2, 40
_ALIKE, _MOSTLY, _WHOLE = 0.5, 0.7, 0.8


class Denial(NamedTuple):
    """What "A but not B" affirms and what it denies, as stems that the other has not, and the words of "not B"."""

    affirmed: frozenset[str]
    denied: frozenset[str]
    printed: str


class Half(NamedTuple):
    """One half of "A rose, whereas B fell": the stems before and behind its word of direction, and that word."""

    before: frozenset[str]
    behind: frozenset[str]
    axis: str
    sign: int
    printed: str


class Sides(NamedTuple):
    """Whether the first side of "… more than …" is the one that did not, where one did; axis, sign and words."""

    first: bool
    axis: str
    sign: int
    printed: str


class Contrasts(NamedTuple):
    """The contrasts of one sentence."""

    sentence: Words
    denials: tuple[Denial, ...]
    halves: tuple[tuple[Half, Half], ...]
    sides: Sides | None


def contrasted(claim: str, text: str) -> Conflict | None:
    """What the claim says of one half of a contrast and the text of the other."""
    return _but_not(claim, text) or _whereas(claim, text) or _who_did_not(claim, text)


@lru_cache(maxsize=4_096)
def contrasts(text: str) -> tuple[Contrasts, ...]:
    """The contrasts of a text, by sentence; sentences without are left out."""
    every = (Contrasts(s, _denials(s), _halves(s), _denied_sides(s)) for s in sentences(text))
    return tuple(one for one in every if any(one[1:]))


def _but_not(claim: str, text: str) -> Conflict | None:
    """Reads "in A but not in B": A and B exchanged, or B affirmed where the text denies it."""
    for other in (denial for said in contrasts(text) for denial in said.denials):
        for one in (denial for mine in contrasts(claim) for denial in mine.denials):
            crossed = one.denied <= other.affirmed and other.denied <= one.affirmed
            if crossed and _mostly_in(one.affirmed - other.denied, other.affirmed - one.denied):
                return Conflict(kind="partners", claim=one.printed, source=other.printed)
        for mine in sentences(claim):
            if _affirms(mine, other):
                printed = next(p for w, p in zip(mine.words, mine.printed, strict=True) if root(w) in other.denied)
                return Conflict(kind="negation", claim=printed, source=other.printed)
    return None


def _affirms(mine: Words, other: Denial) -> bool:
    """Whether a sentence says flatly what "but not B" denies: hardly a word but of the source's sentence, and B."""
    stems = roots(mine.words)
    if mine.negations or mine.purpose or _COMPARING & set(mine.words) or not other.denied <= stems:
        return False
    return len(stems & (other.affirmed | other.denied)) >= max(_WHOLE * len(stems), len(other.denied) + _FEWEST)


def _denials(sentence: Words) -> tuple[Denial, ...]:
    """The "A but not B" of a sentence."""
    words, found = sentence.words, []
    for i in range(len(words) - 1):
        if words[i] not in _BUT or words[i + 1] != "not":
            continue
        end = i + 2
        while end < len(words) and end - i < _LONGEST_DENIED and words[end] not in _ENDS:
            end += 1
        start = max((j + 1 for j in range(i) if words[j] in {";", ":"}), default=0)
        affirmed, printed = roots(words[start:i]), " ".join(sentence.printed[i + 1 : end])
        # "But not in A or B" denies each.
        joints = [j for j in range(i + 2, end) if words[j] in _ALTERNATIVES]
        each = [roots(words[a + 1 : b]) - affirmed for a, b in pairwise([i + 1, *joints, end])]
        whole = roots(words[i + 2 : end]) - affirmed
        found += [Denial(affirmed, denied, printed) for denied in dict.fromkeys([whole, *each]) if denied]
    return tuple(found[:_MOST])


def _whereas(claim: str, text: str) -> Conflict | None:
    """The directions of two halves exchanged, or the two things that go in them."""
    pairs = list(_paired(claim, text))
    if not pairs or any(same for _, _, same in pairs):
        return None
    one, other, _ = pairs[0]
    return Conflict(kind="partners", claim=one.printed, source=other.printed)


def halves_kept(claim: str, text: str) -> frozenset[str]:
    """The words of a claim's halves of which the text says the same, in either order."""
    return frozenset(word for one, _, same in _paired(claim, text) if same for word in one.printed.split())


def _paired(claim: str, text: str) -> Iterator[tuple[Half, Half, bool]]:
    """The two first halves where claim and text say opposites of the same two things, and whether they say the same."""
    for one in (halves for mine in contrasts(claim) for halves in mine.halves):
        for other in (halves for said in contrasts(text) for halves in said.halves if not said.sentence.purpose):
            order = _order(one, other) if one[0].axis == other[0].axis else 0
            if order:
                yield one[0], other[0], order * one[0].sign * other[0].sign > 0


def _order(one: tuple[Half, Half], other: tuple[Half, Half]) -> int:
    """1 where the two things stand in the same order, -1 where exchanged, 0 where that is open."""
    told, others = _told_apart(one), _told_apart(other)
    straight = [bool(told[i] & others[i]) for i in (0, 1)]
    crossed = [bool(told[i] & others[1 - i]) for i in (0, 1)]
    if not _mostly_in(_stems_of(one) - told[0] - told[1], _stems_of(other)):
        return 0
    if all(straight) and not any(crossed):
        return 1
    # "A and B rose while C and D fell" against "A and C rose while B and D fell".
    return -1 if all(crossed) or (all(straight) and any(crossed)) else 0


def _stems_of(halves: tuple[Half, Half]) -> frozenset[str]:
    return frozenset().union(*(half.before | half.behind for half in halves))


def _told_apart(halves: tuple[Half, Half]) -> tuple[frozenset[str], frozenset[str]]:
    """What tells the halves apart: the words before their directions, or behind them where those are the same."""
    first, second = halves
    before = first.before - second.before, second.before - first.before
    return before if all(before) else (first.behind - second.behind, second.behind - first.behind)


def _halves(sentence: Words) -> tuple[tuple[Half, Half], ...]:
    """A sentence parted where one word joins two directions that are opposites."""
    if sentence.negations:
        return ()
    return tuple(islice(_parted(sentence), _MOST))


def _parted(sentence: Words) -> Iterator[tuple[Half, Half]]:
    for i, word in enumerate(sentence.words):
        if word in _JOINS:
            for first in _half(sentence, 0, i):
                for second in _half(sentence, i + 1, len(sentence.words)):
                    if first.axis == second.axis and first.sign != second.sign:
                        yield first, second


def _half(sentence: Words, start: int, end: int) -> list[Half]:
    """A half with one word of direction, once for each axis of that."""
    words = sentence.words
    found = [(i, pole) for i in range(start, end) for pole in POLES.get(words[i], ()) if pole.axis in _AXES]
    if len({i for i, _ in found}) != 1:
        return []
    printed = " ".join(sentence.printed[start:end]).rstrip(" .,")
    return [
        Half(roots(words[start:place]), roots(words[place + 1 : end]), pole.axis, pole.sign, printed)
        for place, pole in found
    ]


def _who_did_not(claim: str, text: str) -> Conflict | None:
    """Reads "those who did … more than those who did not": the two sides exchanged."""
    for mine in contrasts(claim):
        for said in contrasts(text):
            one, other = mine.sides, said.sides
            if one is None or other is None or not _alike(mine.sentence, said.sentence):
                continue
            if one.axis == other.axis and one.sign == other.sign and one.first != other.first:
                return Conflict(kind="partners", claim=one.printed, source=other.printed)
    return None


def _alike(mine: Words, said: Words) -> bool:
    return min(share(mine, said), share(said, mine)) >= _MOSTLY


def _denied_sides(sentence: Words) -> Sides | None:
    """The sides of the one comparison of a sentence, where one did and one did not."""
    words = sentence.words
    place = words.index("than") if words.count("than") == 1 else 0
    degrees = [i for i in range(place) if words[i] in COMPARATIVES]
    if not degrees:
        return None
    start = max(0, degrees[-1] - _LONGEST_SIDE)
    end = next((i for i in range(place, len(words)) if words[i] in _MARKS), len(words))
    first, second = _did_not(words[start : degrees[-1]]), _did_not(words[place + 1 : end])
    if first == second:
        return None
    pole = next(iter(POLES.get(words[degrees[-1]], ())), Pole(words[degrees[-1]], 1))
    return Sides(first, pole.axis, pole.sign, " ".join(sentence.printed[start:end]))


def _did_not(words: tuple[str, ...]) -> bool:
    """Whether a side is of those who did not: "who did not use", "without"."""
    for i, word in enumerate(words):
        if word == "without" or (word in _WHO and NEGATIONS & set(words[i + 1 : i + _RELATIVE])):
            return True
    return False


def _mostly_in(own: frozenset[str], others: frozenset[str]) -> bool:
    return len(own & others) >= _ALIKE * len(own)
