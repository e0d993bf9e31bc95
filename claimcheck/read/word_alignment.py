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
    found: list[int | None] = [None] * len(left)
    taken = [False] * len(right)

    def pair(i: int, j: int) -> bool:
        fits = 0 <= i < len(left) and 0 <= j < len(right) and found[i] is None and not taken[j] and left[i] == right[j]
        if fits:
            found[i], taken[j] = j, True
        return fits

    for i, j in _anchors(left, right):
        if found[i] is None and not taken[j]:
            for step in (1, -1):
                a, b = (i, j) if step > 0 else (i - 1, j - 1)
                while pair(a, b):
                    a, b = a + step, b + step
    for (a, b), (c, d) in _gaps(found, len(right)):
        inner = SequenceMatcher(None, left[a:b], right[c:d], autojunk=False)
        for same, i, k, j, m in inner.get_opcodes():
            if same == "equal":
                for step in range(k - i):
                    pair(a + i + step, c + j + step)
            elif same == "replace" and "".join(left[a + i : a + k]) == "".join(right[c + j : c + m]):
                # One of the two lost the hyphen or the blank between them.
                for step in range(k - i):
                    found[a + i + step] = c + j + min(step, m - j - 1)
    return found


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
