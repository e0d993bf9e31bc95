"""Two printings of one text, word against word: runs that occur once in both are anchors, and grow from there.

The idea is that of patience diff, without its demand that the order be the same throughout: a table stands in the
source where its author wrote it, and on the page where TeX found room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

# Letters and digits apart, so that neither hyphens nor blanks decide what a word is.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_RUN = 4
_WIDEST_GAP = 60


class Word(NamedTuple):
    """A word in small letters, and where it stands: the number of its block, and a span in the block's text."""

    key: str
    block: int
    start: int
    end: int


def words_of(texts: Sequence[str]) -> list[Word]:
    """The words of the blocks of a document."""
    return [
        Word(unicodedata.normalize("NFKC", match[0]).lower(), number, match.start(), match.end())
        for number, text in enumerate(texts)
        for match in _WORD.finditer(text)
    ]


def align(left: Sequence[str], right: Sequence[str]) -> list[int | None]:
    """The place in `right` of each word of `left`, or None; two words may have one place where they were run together.

    Time grows with the number of words: anchors are looked up, and gaps of more than 60 words stay open.
    """
    pairs = _Pairs(left, right)
    for i, j in _anchors(left, right):
        pairs.grow(i, j)
    for (a, b), (c, d) in _gaps(pairs.found, len(right)):
        pairs.bridge(a, b, c, d)
    return pairs.found


class _Pairs:
    """Words that have found each other."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        self.left, self.right = left, right
        self.found: list[int | None] = [None] * len(left)
        self._taken = [False] * len(right)

    def grow(self, i: int, j: int) -> None:
        """Pairs two words and their equal neighbours on both sides."""
        k, m = i, j
        while self._pair(k, m):
            k, m = k + 1, m + 1
        if k > i:
            while self._pair(i - 1, j - 1):
                i, j = i - 1, j - 1

    def bridge(self, a: int, b: int, c: int, d: int) -> None:
        """Pairs what is equal, in order, in two short stretches."""
        left, right = self.left[a:b], self.right[c:d]
        for same, i, k, j, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if same == "equal":
                for step in range(k - i):
                    self._pair(a + i + step, c + j + step)
            elif same == "replace" and "".join(left[i:k]) == "".join(right[j:m]):
                # One of the two lost the hyphen or the blank between them.
                self.found[a + i : a + k] = [c + j + min(step, m - j - 1) for step in range(k - i)]

    def _pair(self, i: int, j: int) -> bool:
        fits = 0 <= i < len(self.left) and 0 <= j < len(self.right) and self.left[i] == self.right[j]
        fits = fits and self.found[i] is None and not self._taken[j]
        if fits:
            self.found[i], self._taken[j] = j, True
        return fits


def _anchors(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    here, there = _once(left), _once(right)
    return ((i, there[run]) for run, i in here.items() if run in there)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The runs of four words that occur once, with their places."""
    places: dict[tuple[str, ...], int] = {}
    again = set()
    for i in range(len(words) - _RUN + 1):
        run = tuple(words[i : i + _RUN])
        if run in places:
            again.add(run)
        places[run] = i
    return {run: i for run, i in places.items() if run not in again}


def _gaps(found: Sequence[int | None], size: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Narrow stretches without a partner between two neighbours that have one, or an end, on both sides."""
    pairs = [(-1, -1), *((i, j) for i, j in enumerate(found) if j is not None), (len(found), size)]
    for (i, j), (k, m) in pairwise(pairs):
        if 1 < k - i <= _WIDEST_GAP and 1 < m - j <= _WIDEST_GAP:
            yield (i + 1, k), (j + 1, m)
