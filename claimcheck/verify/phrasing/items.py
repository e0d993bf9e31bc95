"""What a claim lists beside what the passage lists: "tasks such as A, B and D" where the paper has A, B and C."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimcheck.verify.score import content_stems
from claimcheck.words import normalise

_ITEM = r"[^,;:.()]{2,60}"
# The first word is asked for at its beginning alone: else a word of 20,000 letters is read from each of them.
_LIST = re.compile(
    rf"(?<![\w-])(?P<first>[\w-]+)(?P<middle>(?:,\s{_ITEM}){{1,12}}),?\s(?:and|or|as well as)\s(?P<last>{_ITEM})"
)
_JOINT = re.compile(r",\s(?:and\s|or\s)?")
# What the last item ends before: "… and Go, which", "… and Go were compared", "… and Go in 12 trials".
_ENDS = re.compile(
    r"\s(?:is|are|was|were|has|have|had|can|in|on|at|for|with|from|by|to|as|that|which|who|under|over|during|after|using)\b"
)
# What begins with these is the first item, or no item.
_HEAD = re.compile(r"(?:such as|including|namely|e\.?g|but|so|which|who|while|whereas|because|as)\b", re.IGNORECASE)
# All items but one show that it is the same list; longer ones are clauses.
_SHARED, _LONGEST_ITEM, _MOST = 3, 4, 8


def added_item(claim: str, text: str) -> str | None:
    """The item of a list of the claim that the passage has no word of, though it has the others; None without one."""
    there = frozenset(content_stems(text))
    for items in _lists(claim):
        lost = [item for item in items if not item[0] <= there]
        if len(lost) != 1 or lost[0] is items[0] or len(items) <= _SHARED:
            continue
        stems, printed = lost[0]
        if not stems & there and not _HEAD.match(printed) and not _short_for(printed, text):
            return printed
    return None


def _short_for(printed: str, text: str) -> bool:
    """Whether an item is another form of something in the text: "NLI", "antioxidant" for "anti-oxidant"."""
    if printed.replace("-", "").lower() in text.replace("-", "").lower():
        return True
    letters = "".join(word[0] for word in printed.split())
    capitals = {*re.findall(r"\b[A-Z]{2,8}s?\b", text)}
    words = re.findall(r"[A-Za-z]+", text)
    initials = "".join(word[0] for word in words).lower()
    return letters.upper() in capitals or (printed.isupper() and printed.lower() in initials)


@lru_cache(maxsize=2_048)
def _lists(claim: str) -> tuple[tuple[tuple[frozenset[str], str], ...], ...]:
    """The lists of a claim: the stems of each item, with its words; of the first one, which has a head, the last."""
    return tuple(_found(normalise(claim)))


def _found(claim: str) -> Iterator[tuple[tuple[frozenset[str], str], ...]]:
    for match in list(_LIST.finditer(claim))[:_MOST]:
        parts = [match["first"], *(part for part in _JOINT.split(match["middle"]) if part.strip())]
        parts.append(_ENDS.split(match["last"], maxsplit=1)[0])
        items = [(frozenset(content_stems(part)), part.strip()) for part in parts]
        if all(0 < len(stems) <= _LONGEST_ITEM for stems, _ in items):
            yield tuple(items)
