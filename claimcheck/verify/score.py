"""What a matcher says of one passage, and the words that all matchers read by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from claimcheck import words
from claimcheck.words import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Conflict, Passage

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*%?")


@dataclass(frozen=True, slots=True)
class Score:
    """One matcher's view of one passage.

    Attributes:
        value: 0 (nothing agrees) to 1 (all agrees).
        unmatched: the claim's words that have no counterpart in the passage, as printed.
        conflict: the two things that differ, where the matcher found such.
    """

    value: float
    unmatched: tuple[str, ...] = ()
    conflict: Conflict | None = None


class Matcher(Protocol):
    """A matcher: the claim's statement and passages in, one score per passage out, in order."""

    def __call__(self, claim: str, passages: Sequence[Passage], /) -> list[Score]:
        """One score a passage."""


_STOP = """a about above across after again all also although am among an and any are as at be because been before being
below between both but by can could did do does doing during e each either etc few for from further g had has
have having he her here hers him his how however i if in into is it its itself just let may me might more
moreover most much must my nor of off on once only or other our ours out over own per rather s same she should
since so some such t than that the their theirs them then there these they this those though through thus to too
toward towards under until up upon us use used uses using very via was we were what when where whether which
while who whom whose why will with within would yet you your paper study authors author show shows showed shown
present presents presented propose proposes proposed"""
STOP = frozenset(_STOP.split())


def stem(word: str) -> str:
    """The Porter2 stem of a lower-case word; numbers and names with digits stay as they are."""
    return words.stem(word) if word.isalpha() else word


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, hyphens and slashes parting them."""
    return [match[0] for match in WORD.finditer(normalise(text).lower())]


def content_stems(text: str) -> list[str]:
    """The stems of a text's words that carry meaning, in order, for counting and for BM25."""
    return [stem(word) for word in tokens(text) if word not in STOP]
