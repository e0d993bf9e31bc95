"""Names matcher: are the models, data sets, languages and people that the claim names in the passage too?

A name is a word with a capital inside the sentence, with digits in it, or in capitals throughout. "GPT-4" and "GPT 4"
are one name, "GPT-4" and "GPT-3.5" are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from claimcheck.model import Passage
from claimcheck.verify.score import STOP, Score
from claimcheck.words import normalise

_NAME = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?:\s\d+(?:\.\d+)*[A-Za-z]?\b)?")
_LONGEST, _MOST = 200_000, 40


def names(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """The share of the claim's names that the passage has, 0 to 1 (1 where it names nothing), with the missing ones."""
    return [_score(claim, missing_names(claim, [passage])) for passage in passages]


def missing_names(claim: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """The claim's names that no passage has, as printed."""
    offered = " ".join(_folded(passage.text) for passage in passages)
    return tuple(name for name in find(claim) if _fold(name) not in offered)


@lru_cache(maxsize=4_096)
def find(text: str) -> tuple[str, ...]:
    """The names of a text, in order, each once."""
    text = normalise(text)[:_LONGEST]
    found = []
    for match in _NAME.finditer(text):
        word = match[0]
        first = match.start() == 0 or text[: match.start()].rstrip().endswith((".", ":", "!", "?", "("))
        odd = any(c.isdigit() for c in word) or any(c.isupper() for c in word[1:])
        if (odd or (word[0].isupper() and not first and len(word) > 2)) and word.lower() not in STOP:
            found.append(word)
    return tuple(dict.fromkeys(found))[:_MOST]


def _score(claim: str, missing: Sequence[str]) -> Score:
    every = find(claim)
    return Score(1.0 - len(missing) / len(every) if every else 1.0, unmatched=tuple(missing))


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    return _fold(normalise(text))


def _fold(text: str) -> str:
    return re.sub(r"[\s\-]", "", text.lower()).rstrip("s")
