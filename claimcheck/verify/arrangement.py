"""Arrangement matcher: a claim that has only words of a sentence, in another order, says another thing.

Small models read words more than their order: "the north trusts the south" and "the south trusts the north" look alike
to them. Whoever words a result anew brings words of their own; where every word is the sentence's and more than one
piece has moved, parties, steps or sides were changed round. One piece alone may move ("In winter, bees sleep").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcheck.model import Passage
from claimcheck.verify.phrasing.clauses import Words, carries, sentences
from claimcheck.verify.score import Score, stem

_ARTICLES = frozenset(["a", "an", "the"])
# Fewer words have no order to speak of; more are no sentence.
_FEWEST, _LONGEST = 3, 120
# In a long sentence a few words stand in any order by chance.
_WHOLE = 0.75


def arrangement(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """0 where the claim is (three quarters of) a sentence of the passage with more than one piece moved, else 1."""
    wanted = [mine for sentence in sentences(claim) if len(mine := _ordered(sentence)) >= _FEWEST]
    return [Score(float(not any(_moved(mine, passage.text) for mine in wanted))) for passage in passages]


def _moved(mine: Sequence[str], text: str) -> bool:
    for sentence in sentences(text):
        theirs = _ordered(sentence)
        if len(mine) >= _WHOLE * len(theirs) and not Counter(mine) - Counter(theirs):
            return _steps_back(mine, theirs) > 1
    return False


def _ordered(sentence: Words) -> list[str]:
    """The words of a sentence in order, by their stems; without marks and articles, but with names of one letter."""
    words = zip(sentence.words, sentence.printed, strict=True)
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
