"""Arrangement matcher: a claim that has only words of a sentence, in another order, says another thing.

Small models read words more than their order: "the north trusts the south" and "the south trusts the north" look alike
to them. Whoever words a result anew brings words of their own; where every word is the sentence's and more than one
piece has moved, parties, steps or sides were changed round. One piece alone may move ("In winter, bees sleep"), and
whatever opens a sentence may stand elsewhere in the other ("In Spain, bees slept in 2019"), and two halves that an
"and" joins may change places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcheck.model import Passage
from claimcheck.verify.phrasing.clauses import Words, carries, sentences
from claimcheck.verify.score import Score, stem

_ARTICLES = frozenset(["a", "an", "the"])
_PREPOSITIONS = "in on at after before during by for within since until among over under"
_OPENING = frozenset(_PREPOSITIONS.split())
_JOINING = frozenset(["and", "or", "but", "than", "whereas", "while", "although", "when", "if", "not"])
# With these the order of two halves tells something.
_ORDERING = frozenset(["then", "later", "thereafter", "subsequently", "finally", "next", "respectively"])
_FEWEST_OF_HALF, _FEWEST_OF_PHRASE = 2, 2
# Fewer words have no order to speak of; more are no sentence.
_FEWEST, _LONGEST = 3, 120
# In a long sentence a few words stand in any order by chance.
_WHOLE = 0.75


def arrangement(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """0 where the claim is (three quarters of) a sentence of the passage with more than one piece moved, else 1."""
    wanted = [sentence for sentence in sentences(claim) if len(_ordered(sentence)) >= _FEWEST]
    return [Score(float(not any(_moved(mine, passage.text) for mine in wanted))) for passage in passages]


def _moved(claimed: Words, text: str) -> bool:
    mine = _ordered(claimed)
    for sentence in sentences(text):
        theirs = _ordered(sentence)
        if len(mine) >= _WHOLE * len(theirs) and not Counter(mine) - Counter(theirs):
            if _steps_back(mine, theirs) < 2 or _halves_exchanged(mine, theirs):
                return False
            for phrase in (_opening(claimed, sentence), _opening(sentence, claimed)):
                mine, theirs = _without(mine, phrase), _without(theirs, phrase)
            return bool(mine) and _steps_back(mine, theirs) > 1
    return False


def _halves_exchanged(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two halves round the one "and" of a sentence stand the other way: "rose in A and fell in B"."""
    if mine.count("and") != 1 or theirs.count("and") != 1 or len(mine) != len(theirs):
        return False
    start = next(i for i, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other)
    at = theirs.index("and")
    first, second = theirs[start:at], theirs[at + 1 :]
    if min(len(first), len(second)) < _FEWEST_OF_HALF or _ORDERING & {*theirs}:
        return False
    return [*mine[start:]] == [*second, "and", *first]


def _opening(one: Words, other: Words) -> list[str]:
    """The phrase that opens a sentence and stands elsewhere in the other, without another of its kind; else empty."""
    words, others = one.words, other.words
    end = next((i for i in range(1, len(words)) if words[i] == "," or words[i] in _OPENING), 0)
    if end < _FEWEST_OF_PHRASE or words[0] not in _OPENING or _JOINING & {*words, *others}:
        return []
    # Behind a comma it may open a statement of its own.
    stands = any(others[i : i + end] == words[:end] and others[i - 1] != "," for i in range(1, len(others)))
    # "In the north bees feed bees in the south" is not the same with the places exchanged; a year is no place.
    alike = [i for i, word in enumerate(others) if word == words[0] and _dated(others, i) == _dated(words, 0)]
    return _ordered(one, end) if stands and len(alike) == 1 else []


def _dated(words: Sequence[str], place: int) -> bool:
    return any(word[0].isdigit() for word in words[place + 1 : place + 2])


def _without(words: Sequence[str], phrase: Sequence[str]) -> list[str]:
    """The words without the first run of them that is the phrase; all of them where none is."""
    start = next((i for i in range(len(words)) if [*words[i : i + len(phrase)]] == [*phrase]), len(words))
    return [*words[:start], *words[start + len(phrase) :]]


def _ordered(sentence: Words, end: int | None = None) -> list[str]:
    """The words of a sentence in order, by their stems; without marks and articles, but with names of one letter."""
    words = zip(sentence.words[:end], sentence.printed[:end], strict=True)
    kept = [
        (word, printed)
        for place, (word, printed) in enumerate(words)
        if word[0].isalnum() and (word not in _ARTICLES or (printed.isupper() and place))
    ]
    return [stem(word) if carries(word) else word for word, _ in kept[:_LONGEST]]


def _steps_back(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How often, at the least, one has to step back to read the one's words in the other."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(theirs):
        places.setdefault(word, []).append(place)
    fewest = dict.fromkeys(places[mine[0]], 0)
    for word in mine[1:]:
        fewest = {place: min(cost + (place <= before) for before, cost in fewest.items()) for place in places[word]}
    return min(fewest.values())
