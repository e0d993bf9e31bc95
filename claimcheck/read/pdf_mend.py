"""From lines as printed to text for reading: hyphens joined, ligatures opened, superscripts set apart."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from claimcheck.read.mended import Mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimcheck.read.pdf_lines import Fragment

# Ligatures, mathematical letters and soft hyphens, invisible or control characters, white space: all that is mended.
# One blank behind a plain character stays as it is; most are.
_SPECIAL = re.compile(
    "[\ufb00-\ufb06\U0001d400-\U0001d7ff\u00a0\u2000-\u200f\u00ad\ufeff\x00-\x1f\x7f-\x9f]"
    "|[^\\S ]\\s*| \\s+|(?<![!-~]) "
)
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_END = re.compile(r"([^\W_]+(?:[-‐][^\W_]+)*)[-‐]$")
_START = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_BASE = re.compile(r"[^\s()\[\]{},;=+*/<>|]+$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ADDRESS = re.compile(r"https?:(?://)?[^\s:]{0,190}[/?=&_.:-]$")
_GOES_ON = re.compile(r"[/\da-z]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


class Vocabulary:
    """The words of a document, which tell how a word that was broken at a line end is written elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        broken = False
        for line in lines:
            # The two halves of a word broken at the end of a line vouch for nothing.
            whole = line.partition(" ")[2] if broken else line
            broken = line.endswith(("-", "‐", "\u00ad"))
            words = _COMPOUND.findall(whole.rpartition(" ")[0] if broken else whole)
            self._words.update(word.lower().replace("‐", "-") for word in words)

    def joins(self, left: str, right: str) -> bool:
        """Whether `left-` at a line end and `right` at the next line's start are one word without the hyphen."""
        head, tail = left.lower().replace("‐", "-"), right.lower().replace("‐", "-")
        if head + tail in self._words:
            return True
        if f"{head}-{tail}" in self._words or "-" in head:
            return False
        if min(len(head), len(tail)) > 3 and {head, tail} <= self._words:
            return False  # two words that the document also uses alone: a compound
        return left.isalpha() and right[0].islower() and (left[1:].islower() or (len(left) == 1 and left.islower()))


def mend(parts: Sequence[Fragment], vocabulary: Vocabulary, out: Mended | None = None) -> Mended:
    """Joins fragments, each with its offset in the document set, into text for reading."""
    out = out or Mended()
    soft = False
    for part in parts:
        if out.length and not soft and not _join_word(out, part.text, vocabulary):
            out.blank()
        soft = part.text.endswith("\u00ad")
        for start, end, raised in _runs(part):
            glue = _glue(out.tail, part.text[start:end]) if raised else ""
            if glue == " ":
                out.blank()
            elif glue:
                out.put(glue, part.offset + start)
            _write(out, part.text[start:end], part.offset + start)
            if raised and _START.match(part.text, end):
                out.blank()
    return out


def _runs(part: Fragment) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for start, end in part.raised:
        if at < start:
            yield at, start, False
        yield start, end, True
        at = end
    if at < len(part.text):
        yield at, len(part.text), False


def _write(out: Mended, text: str, source: int) -> None:
    at = 0
    for match in _SPECIAL.finditer(text):
        if at < match.start():
            out.copy(text[at : match.start()], source + at)
        at = match.end()
        char = match[0]
        if char.isspace():
            if char == " " and out.length and not out.tail.endswith(" "):
                out.copy(" ", source + match.start())
            else:
                out.blank()
        elif unicodedata.category(char) not in {"Cf", "Cc"}:
            out.put(unicodedata.normalize("NFKC", char), source + match.start())
    if at < len(text):
        out.copy(text[at:], source + at)


def _join_word(out: Mended, following: str, vocabulary: Vocabulary) -> bool:
    """Where the text ends in a broken word or address: writes it as one, and says that no blank is wanted."""
    if _ADDRESS.search(out.text[-200:]) and _GOES_ON.match(following):
        return True
    if not out.tail.endswith(("-", "‐")):
        return False
    end, start = _END.search(out.text[-60:]), _START.match(following)
    if end is None or start is None:
        return False
    if vocabulary.joins(end[1], start[0]):
        out.drop_last()
    return True


def _glue(before: str, raised: str) -> str:
    """What stands between a word and the superscript after it: `^` for an exponent, a blank for a note mark."""
    base = _BASE.search(before[-40:])
    if base is None or (_ORDINAL.match(raised) and before[-1].isdigit()):
        return ""
    if (
        not _LETTERS.search(base[0])
        and "." not in base[0]
        and base[0][-1].isalnum()
        and (raised[0].isalnum() or raised[0] in "−-+")
    ):
        return "^"
    return " "
