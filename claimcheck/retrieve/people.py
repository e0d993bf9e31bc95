"""Names of authors, compared leniently: in any order, with or without initials, accents, hyphens and particles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from claimcheck.words import words

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "a", "œ": "o", "þ": "th"})
# "Müller" is printed "Mueller" as well, and a PDF may lose the dots.
_DIGRAPH = re.compile(r"([aou])e")
_PARTICLES = frozenset(
    words("al af bin da de del della den der des di dos du el et ibn la le san st ten ter van von y zu jr sr ii iii dr")
)
_GROUP = re.compile(
    r"\b(?:team|group|consortium|collaboration|authors?|lab|labs|research|project|initiative|community|committee"
    r"|organi[sz]ation|foundation|institute|university)\b",
    re.IGNORECASE,
)
# Likeness, 0 to 100, of two spellings of one name.
_MISSPELT = 80


def parts(name: str) -> frozenset[str]:
    """The parts of a name that tell people apart: folded to plain letters, without initials and particles."""
    whole = words(name.replace("-", " "))
    # "O'Brien" is printed "OBrien" as well.
    found = [_fold(part) for word in whole for part in (word.replace("'", ""), *word.split("'"))]
    telling = frozenset(part for part in found if len(part) > 1 and part not in _PARTICLES)
    return telling or frozenset(part for part in found if len(part) > 1)


def is_group(name: str) -> bool:
    """Whether a name is that of a team rather than of a person."""
    return bool(_GROUP.search(name))


def strangers(printed: Sequence[str], actual: Iterable[str]) -> list[str]:
    """The printed names no part of which, as it is or misspelt, is a part of an actual name."""
    known = frozenset[str]().union(*map(parts, actual))
    return [name for name in printed if (own := parts(name)) and not any(_is_known(part, known) for part in own)]


def share_one(printed: Sequence[str], actual: Sequence[str]) -> bool:
    """Whether one printed name is among the actual ones."""
    people = [name for name in printed if parts(name)]
    return len(strangers(people, actual)) < len(people)


def squeeze(text: str) -> str:
    """The plain letters of a text with nothing between them, for names that a PDF tears apart."""
    return re.sub(r"[^a-z]", "", _fold(text.lower()))


def _is_known(part: str, known: frozenset[str]) -> bool:
    return part in known or (len(part) > 4 and any(fuzz.ratio(part, other) >= _MISSPELT for other in known))


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return _DIGRAPH.sub(r"\1", "".join(letter for letter in plain if not unicodedata.combining(letter)).lower())
