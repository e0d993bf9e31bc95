"""The same told from the other side, so that words which are opposites say no opposite things.

"A is lower than B" is "B is higher than A"; "longer prompts, more refusals" is "shorter prompts, fewer refusals"; what
helps hurts where it is removed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claimcheck.verify.opposites import COMPARATIVES, POLES
from claimcheck.verify.phrasing.clauses import Words, roots
from claimcheck.verify.score import stem

_THAN = frozenset(["than", "versus", "vs"])
_COMPARED = frozenset([("compared", "with"), ("compared", "to"), ("relative", "to"), ("opposed", "to")])
_PLACES = frozenset(["in", "for", "with", "among", "at", "on", "under", "by", "from", "during", "after", "using"])
_FAR_ENDS = frozenset([",", ";", ":", ".", "and", "but", "while", "whereas"])
# What says nothing of who it is.
_NO_PARTY = frozenset(map(stem, ["significantly", "statistically", "group", "groups", "patients", "participants"]))
# What turns a statement round without being a negation: "deficiency raises the risk" is no opposite of "it lowers it".
_TURNS = re.compile(
    r"deficien|lack|absen|loss|knock|inhibit|deplet|delet|low$|insufficien|without|silenc|null|antagonis|abolish|block"
    r"|reduc|remov|ablat|exclud|exclusion|omit|omission|stop|quit(?:s|ting)?$|discontinu|withdr[ae]w"
)
# What is said of one clause does not turn the next.
_CLAUSES = frozenset(["whereas", "while", "but", "although", "though", ";", ":", "."])
_APART = frozenset(["no", "and", "but", "whereas", "while", "although", "though", ","])
# Small words that stand by any other: "after the operation", "before surgery".
_LOOSE = frozenset(["time", "sex", "likeness", "place", "extreme", "knowledge", "share", "hereditary"])
_REACH = 8


class _Sides(NamedTuple):
    """The sides of a comparison.

    Attributes:
        near: the stems of all that is said of the first side.
        far: the stems of the second side.
        begin: where the part on the first side begins.
        start: where it ends.
        placed: whether the second side begins with "in", "with" or the like.
    """

    near: frozenset[str]
    far: frozenset[str]
    begin: int
    start: int
    placed: bool


def turns(sentence: Words, place: int) -> int:
    """How many words of the clause near a word of direction turn round what it says."""
    words = sentence.words
    start = next((i + 1 for i in range(place - 1, max(-1, place - _REACH - 1), -1) if words[i] in _CLAUSES), 0)
    end = next((i for i in range(place + 1, min(len(words), place + _REACH)) if words[i] in _CLAUSES), len(words))
    near = words[max(start, place - _REACH) : min(end, place + _REACH)]
    return sum(bool(_TURNS.match(word)) for word in near if word != words[place])


def turned_round(one: Words, place: int, other: Words, its_place: int) -> bool:
    """Whether the sides stand round a comparison the other way: "A lower than B", "B higher than A", "B is higher".

    Args:
        one: a sentence.
        place: where its word of direction stands.
        other: another sentence.
        its_place: the same of that.
    """
    mine, its = _sides(one), _sides(other)
    if mine and its:
        crossed = (mine.near & its.far) - its.near, (mine.far & its.near) - its.far
        return all(crossed)
    if mine:
        return _far_side_alone(one, place, mine, roots(other.words))
    return its is not None and _far_side_alone(other, its_place, its, roots(one.words))


def _far_side_alone(sentence: Words, place: int, sides: _Sides, there: frozenset[str]) -> bool:
    """Whether a text has what one of a sentence's sides is called by and nothing of the other, which is the subject."""
    words = sentence.words
    start, end = sides.begin, place
    inside = [i for i in range(place + 1, sides.start) if words[i] in _PLACES]
    # "Lower in A than in B", "there was less of it in A than B"; "A is less sensitive in adults than B" is of A.
    apart = inside and (sides.placed or inside[0] == place + 1 or not roots(words[start:place]) - _NO_PARTY)
    if apart and words[place] in COMPARATIVES:
        start, end = inside[-1], sides.start
    party = roots(words[start:end]) - _NO_PARTY
    # "The mean propofol rate was higher in the propofol group": there it tells no side.
    named = party - roots(words[sides.begin : start]) - sides.far
    return bool(party and (sides.far - sides.near) & there and not named & there)


@lru_cache(maxsize=1_024)
def _sides(sentence: Words) -> _Sides | None:
    """What stands before and behind the one comparison of a sentence; None where there is none, or another one."""
    words, found, depth = sentence.words, [], 0
    for i, word in enumerate(words):
        depth = max(0, depth + (word == "(") - (word == ")"))
        length = 1 if word in _THAN else 2 * (words[i : i + 2] in _COMPARED)
        if length and not depth:
            found.append((i, i + length))
    if len(found) != 1:
        return None
    ((start, end),) = found
    stop = next((i for i in range(end, len(words)) if words[i] in _FAR_ENDS), len(words))
    far = frozenset(root for root in roots(words[end:stop]) if len(root) > 1 and not root[0].isdigit())
    placed = bool(_PLACES & {*words[end : end + 1]})
    if start:
        return _Sides(roots(words[:start]), far, 0, start, placed)
    # "Compared with B, A is lower."
    return _Sides(roots(words[stop:]), far, stop, len(words), placed)


def both_turned(one: Words, place: int, other: Words, its_place: int) -> bool:
    """Whether a second word of direction is turned too: "higher doses, more errors", "lower doses, fewer errors"."""
    mine, its = _beside(one, place), _beside(other, its_place)
    return any(_opposite(word, turned) for word in mine - its for turned in its - mine)


def _beside(sentence: Words, place: int) -> set[str]:
    """The other words of direction of a statement."""
    words = sentence.words
    spans = ((word, sorted((i, place))) for i, word in enumerate(words) if word in POLES and word != words[place])
    return {word for word, (low, high) in spans if not _APART & set(words[low:high])}


def _opposite(one: str, other: str) -> bool:
    axes = {pole.axis: pole.sign for pole in POLES[other] if pole.axis not in _LOOSE}
    return {pole.sign * axes[pole.axis] for pole in POLES[one] if pole.axis in axes} == {-1}


def without_it(one: Words, place: int, other: Words, its_place: int) -> bool:
    """Whether two sentences are the same word for word, but for what turns round what stands behind it."""
    return _unturned(one, place) == _unturned(other, its_place)


def _unturned(sentence: Words, place: int) -> frozenset[str]:
    turning = {stem(word) for word in sentence.words[:place] if _TURNS.match(word)}
    return sentence.stems - turning - {stem(sentence.words[place])}


def removal(sentence: Words, place: int) -> str:
    """The words from the first one that turns a statement round to its word of direction."""
    start = next((i for i in range(place) if _TURNS.match(sentence.words[i])), place)
    return " ".join(sentence.printed[start : place + 1])
