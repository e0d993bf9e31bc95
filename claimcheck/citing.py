"""What marks of citation look like, wherever they are looked for: numbers, names of notes, keys, authors and year."""

from __future__ import annotations

import re

# Where in a work to look: "p. 4".
POINTER = r"(?:[Pp]p?|[Cc]h|[Ss]ec|[Ff]ig|[Tt]ab|[Ee]q)\.\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?"
# Raised digits, of their own characters.
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# The capitals that names of people begin with, for a regex's class: of the Latin, Greek and Cyrillic alphabets.
CAPITAL = "A-ZÀ-ÖØ-ÞΆΈ-ΏΑ-ΫЀ-Я" + "".join(
    letter for letter in map(chr, (*range(0x100, 0x180), 0x18F, 0x1A0, 0x1AF, 0x218, 0x21A, *range(0x1E00, 0x1F00)))
    if letter.isupper()
)  # fmt: skip
# The small words that a surname may begin with: "van den Oord".
PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "la", "le", "di", "da", "dos", "du", "ten", "ter", "zu"]
)
PARTICLE = rf"(?:(?:{'|'.join(sorted(PARTICLES))})\s){{0,3}}"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_PERSON = rf"{PARTICLE}[{CAPITAL}][\w’'-]{{1,40}}"
_PEOPLE = rf"{_PERSON}(?:(?:,?\s(?:&|and)\s|,\s){_PERSON}){{0,5}}(?:,?\s+et\s+al\.?)?"
_WORK = (
    rf"(?:(?:see|cf\.|e\.g\.,?|also)\s){{0,3}}{_PEOPLE},?\s{{1,3}}{_YEAR}"
    rf"(?:,\s?(?:{_YEAR}|[a-z]|{POINTER})){{0,5}}"
)
_IN_BRACKETS = rf"[(\[]{_WORK}(?:[;,]\s{_WORK}){{0,12}}[)\]]"
# One mark, and nothing but a mark.
MARK = (
    rf"(?:\[\s?\d[\d,;\s–-]{{0,30}}(?:,\s?{POINTER})?\]|(?<!\s)[{RAISED}]{{1,3}}|【\d{{1,3}}(?:†[^】]{{0,80}})?】"
    rf"|\[\^[^\]\s]{{1,60}}\]|\[[^\[\]@]{{0,40}}@[^\[\]]{{1,400}}\]|{_IN_BRACKETS}|[–—-]\s?{_PEOPLE}\s\({_YEAR}\))"
)
_WORKS = re.compile(
    rf"[–—-]?\s?(?:{_IN_BRACKETS}|{_PEOPLE}\s\({_YEAR}\))(?:[;,]?\s(?:(?:&|and)\s)?{_PEOPLE}\s\({_YEAR}\)){{0,12}}[.;,]?"
)


def names_works_only(text: str) -> bool:
    """Whether a text is nothing but authors with their years, "(Yao et al., 2023)" or "Wei et al. (2022)"."""
    return bool(_WORKS.fullmatch(text.strip()))
