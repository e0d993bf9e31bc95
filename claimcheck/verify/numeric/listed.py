"""Which thing of a list a number is given to: "46% were due to A, 24% to B, and 17% to C".

Each number of such a list has its thing behind it. A claim that gives 46% to B has both from one sentence, and its
words are nearly all there: nothing but the order tells that it is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from claimcheck.verify.numeric.numbers import Quantity, find, prepare
from claimcheck.verify.score import content_stems

# What parts one item from the number of the next.
_JOINT = re.compile(
    r"(?:[,;]\s?(?:and|or|but)?|\sand|\sor)\s(?:(?:the remaining|another|a further|about|only|nearly|by|to)\s)?$"
)
_ENDS = re.compile(r"[.!?;:]\s|[.!?;:]$|\(")
_HEAD = re.compile(r"\s(to|in|for|among|with|at|by|on|of|under|from|during|after)\s")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_LONGEST_ITEM, _LONGEST = 120, 2_000
# So much of another thing's words is in a claim that means it.
_MEANT = 0.6


def given_to_another(claim: str, text: str, place: int, told: Sequence[Quantity]) -> bool:
    """Whether the number at a place of a text stands in a list for a thing that the claim does not name.

    The claim must name another thing of the list instead, and not give that thing's number. `told` holds the numbers
    of the claim.

    >>> text = "Of the errors, 46% were due to wrong tables, 24% to wrong units."
    >>> given_to_another("46% of the errors were due to wrong units.", text, text.index("46"), ())
    True
    """
    for items in _lists(text[:_LONGEST]):
        mine = next((words for quantity, words in items if quantity.span[0] == place), None)
        if not mine:
            continue
        said = frozenset(content_stems(claim))
        if said & mine:
            continue
        numbers = {quantity.value for quantity in told}
        others = [words for quantity, words in items if quantity.span[0] != place and quantity.value not in numbers]
        if any(len(said & words) >= _MEANT * len(words) for words in others):
            return True
    return False


@lru_cache(maxsize=2_048)
def _lists(text: str) -> tuple[tuple[tuple[Quantity, frozenset[str]], ...], ...]:
    """The lists of a text: two numbers or more of one unit, each with the words that only its own thing has."""
    flat = _BRACKETS.sub(lambda hidden: " " * len(hidden[0]), prepare(text))
    found = [quantity for quantity in find(text) if flat[slice(*quantity.span)].strip() and not _no_item(quantity)]
    lists: list[list[tuple[Quantity, str]]] = [[]]
    place = 0
    while place < len(found):
        one = found[place]
        # A number of another unit is part of the thing: "1.4 points in the 10 mg group, 0.9 points in the 5 mg group".
        after = next((i for i in range(place + 1, len(found)) if found[i].unit == one.unit), None)
        behind = flat[one.span[1] : found[after].span[0] if after else len(flat)][: _LONGEST_ITEM + 1]
        joint = _JOINT.search(behind) if after else None
        thing = behind[: joint.start()] if joint else behind
        stop = _ENDS.search(thing)
        lists[-1].append((one, thing[: stop.start()] if stop else thing))
        if stop or not joint:
            lists.append([])
            place += 1
        else:
            place = after or len(found)
    return tuple(filter(None, (_items(items) for items in lists if len(items) > 1)))


def _no_item(quantity: Quantity) -> bool:
    """Whether a number is a word or a year: "three people, two of whom", "on 3 September, 1609 when"."""
    return quantity.weak or bool(_YEAR.fullmatch(quantity.text))


def _items(items: Sequence[tuple[Quantity, str]]) -> tuple[tuple[Quantity, frozenset[str]], ...]:
    """Each number with the words that only its own thing has; empty where some thing has none."""
    heads = {head[1] for _, thing in items[1:] if (head := _HEAD.match(thing))}
    first = items[0][1]
    # "46% were due to A, 24% to B": what leads to all things stands by the first alone.
    lead = re.search(rf"\s{heads.pop()}\s", first) if len(heads) == 1 else None
    things = [first[lead.end() :] if lead else first, *(thing for _, thing in items[1:])]
    words = [frozenset(content_stems(thing)) for thing in things]
    counts = Counter(word for mine in words for word in mine)
    own = [frozenset(word for word in mine if counts[word] == 1) for mine in words]
    return tuple((quantity, mine) for (quantity, _), mine in zip(items, own, strict=True)) if all(own) else ()
