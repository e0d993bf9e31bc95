"""Which part of a text a number has to itself: where clauses end, and where one number's words end in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.verify.numeric.numbers import Quantity

Span = tuple[int, int]
_NOTHING: Span = (0, 0)
_BOUNDARY = re.compile(
    r";\s(?!-?\d[\d.]{0,8}\s?%?[)\]])"
    r"|:\s|[.!?]\s(?=[A-Z\[(\"'])|,?\s(?:while|whereas|but|although|though|however|as well as|compared (?:to|with)"
    r"|in comparison (?:to|with)|relative to|versus|vs\.?|than|followed by)\s"
    r"|,\s(?:and\s)?(?:we|they|it|which|who|this|these)\s|,\s(?:and|but)\s(?=(?:[\w.-]{1,20}\s){0,3}[\w.-]{1,20},\swhich\s)",
    re.IGNORECASE,
)
# What takes up the subject of the clause before, and what says more of the words right before it.
_TAKES_UP = re.compile(r"\b(?:it|they)\s$", re.IGNORECASE)
_TOOK_UP = re.compile(r"(?:it|they)\s", re.IGNORECASE)
_OF_WORDS = re.compile(r",\s(?:and\s)?(?:which|who)\s", re.IGNORECASE)
_LAST_WORDS = re.compile(r"(?:[A-Za-z][\w-]{0,20}\s)?[A-Za-z][\w-]{0,30}$")
_JOINT = re.compile(r",?\s(?:and|or|to)\s|,\s|\s?[→/]\s?|\s?->\s?", re.IGNORECASE)
# "9 in hens, and in ducks, 12", "to 9 hens and ducks to 12": the last joint is right before the number.
_LEADS_ON = re.compile(
    r",?\s(?:(?:and|or|but)\s)?(?:in|for|among|with|on|at|under|by)\s(?:[\w-]{1,20}\s){0,3}[\w-]{1,20},\s$"
    r"|,?\s(?:and|or)\s(?:[\w-]{1,20}\s){1,3}to\s$",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom(?:\s(?!to\b)[\w-]+){0,4}\s?\(?$", re.IGNORECASE)


def clauses(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Span, Span]]:
    """Where each clause begins and ends, and where that stands which it takes up of the one before, if it does."""
    start, taken_up = 0, _NOTHING
    for match in _BOUNDARY.finditer(text):
        first = next((one for one in found if start <= one.span[0] < match.start()), None)
        of_words = bool(_OF_WORDS.match(match[0]))
        # "Orion, which has 7B parameters, reaches 76%": all of it is said of Orion.
        if of_words and first is None:
            continue
        yield (start, match.end()), taken_up
        subject = (start, first.span[0]) if first else _NOTHING
        words = _LAST_WORDS.search(text, max(start, match.start() - 60), match.start()) if of_words else None
        start, taken_up = match.end(), _NOTHING
        if of_words:
            # "Humans, who win 29%", but "reached 74%, which is lower than".
            taken_up = words.span() if words else subject
        elif _TAKES_UP.search(match[0]) or _TOOK_UP.match(text, start):
            taken_up = subject
    yield (start, len(text)), taken_up


def parting(text: str, one: Quantity, other: Quantity) -> int | None:
    """Where the words behind a number end and those before the next one begin; None where nothing tells."""
    joints = list(_JOINT.finditer(text, one.span[1], max(one.span[1], other.span[0])))
    if len(joints) > 1 and _LEADS_ON.match(text, joints[-2].start(), other.span[0]):
        before = text[max(0, one.span[0] - 30) : one.span[0]]
        if not FROM.search(before):
            return joints[-2].start()
    return joints[-1].start() if joints else None
