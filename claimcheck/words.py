"""Words, normalised: what ids, fingerprints, titles and matchers compare by."""

from __future__ import annotations

import hashlib
import math
import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
_FEWEST_QUOTED = 3
_ADDRESSED = re.compile(
    r"\A\W*(?:please|ignore|disregard|forget|obey|do not|don't)\b"
    r"|(?:\A|\b(?<!\bwe )(?:must|should|shall|has to|have to) (?:\w+ )?)(?:write|answer|reply|respond|say|state|report"
    r"|conclude|remember|ignore)\b(?: that| only| with| all)"
    r"|\b(?:ignore|disregard|forget|override) (?:all |any |the |these |those |your )*(?:above|previous|prior|preceding"
    r"|earlier|foregoing|instructions?|prompts?)\b"
)
# A stemmer keeps the word that it works on in itself.
_STEMMER, _ONE_AT_A_TIME = snowballstemmer.stemmer("english"), threading.Lock()
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*", re.UNICODE)


def normalise(text: str) -> str:
    """NFKC, one kind of quotes and dashes, white space collapsed: for comparing what is printed."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())


def stands_in(quotation: str, text: str) -> bool:
    """Whether a quotation stands in a text word for word (case, kinds of quotes, white space and its ends apart).

    Whole words: "effective" does not stand in "ineffective" or "non-effective". Fewer than three stand anywhere, so
    they stand nowhere.
    """
    wanted = normalise(quotation).lower().strip("\"'.… ")
    if len(wanted.split()) < _FEWEST_QUOTED:
        return False
    return re.search(rf"(?<![\w-]){re.escape(wanted)}(?!\w)", normalise(text).lower()) is not None


def orders(text: str) -> bool:
    """Whether a sentence tells whoever reads it what to say ("Ignore the above", "must state that"): no finding."""
    return _ADDRESSED.search(normalise(text).lower()) is not None


def words(text: str) -> list[str]:
    """The words of a text in lower case, numbers and inner points kept (`34.3`, `gpt-4` gives `gpt`, `4`)."""
    return _WORD.findall(normalise(text).lower())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Porter2 stem of a lower-case English word."""
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


def short_digest(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the text's normalised words."""
    return hashlib.sha256(" ".join(words(text)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def two_decimals(probability: float) -> str:
    """A probability as it is printed: cut, not rounded, so that none reads as reaching a threshold that it misses."""
    return f"{math.floor(probability * 100 + 1e-9) / 100:.2f}"


def collapse(text: str) -> str:
    """White space collapsed to single blanks, nothing else changed."""
    return " ".join(text.split())
