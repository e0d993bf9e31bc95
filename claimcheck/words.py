"""Words, normalised: what ids, fingerprints, titles and matchers compare by."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*", re.UNICODE)


def normalise(text: str) -> str:
    """NFKC, one kind of quotes and dashes, white space collapsed: for comparing what is printed."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())


def words(text: str) -> list[str]:
    """The words of a text in lower case, numbers and inner points kept (`34.3`, `gpt-4` gives `gpt`, `4`)."""
    return _WORD.findall(normalise(text).lower())


def short_digest(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the text's normalised words."""
    return hashlib.sha256(" ".join(words(text)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def two_decimals(probability: float) -> str:
    """A probability as it is printed: cut, not rounded, so that none reads as reaching a threshold that it misses."""
    return f"{math.floor(probability * 100 + 1e-9) / 100:.2f}"


def collapse(text: str) -> str:
    """White space collapsed to single blanks, nothing else changed."""
    return " ".join(text.split())
