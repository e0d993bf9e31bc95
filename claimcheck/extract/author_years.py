"""Marks of author and year: "(Lee et al., 2020a, b)", "Lee and Kim (2021)", "(Lee 2021, 2023)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from claimcheck.citing import CAPITAL, PARTICLE, POINTER
from claimcheck.extract.brackets import SURNAME
from claimcheck.extract.entry import Entry

_MARK = re.compile(
    rf"(?P<who>(?P<name>{SURNAME})(?:\s+(?P<more>et\s+al\.?(?:['’]s)?|(?:&|and)\s+{PARTICLE}{SURNAME}))?,?\s*)"
    r"[\(\[]?(?P<years>(?:19|20)\d\d[a-z]?(?:\s?[,;&]\s?(?:(?:19|20)\d\d[a-z]?|[a-z])(?=\s?[,;&)\]])){0,8})\b"
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)?(?P<letter>[a-z])?")
_POSSESSIVE = re.compile(r"['’]s?$")
# What stands around a name and its year that are all that a bracket, or its part between semicolons, says.
_OPENS = re.compile(rf"[(\[;]\s?(?:(?:see|also|e\.g\.,?|cf\.)\s){{0,3}}{PARTICLE}\Z")
_CLOSES = re.compile(rf"(?:,\s?{POINTER})?\s?[;)\]]")
_ONE_SURNAME = re.compile(rf"[{CAPITAL}][^\W\d_{CAPITAL}]+(?:[-’'][{CAPITAL}]?[^\W\d_{CAPITAL}]+)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)?")
_DATES = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December", "Spring", "Summer", "Autumn", "Fall", "Winter", "In", "By", "From", "About", "Around", "Before",
     "After", "During", "Mid", "Early", "Late", "Since", "Until", "Version", "Release", "Update", "Updated",
     "Accessed", "Published", "Retrieved", "Table", "Figure", "Section", "Chapter", "Appendix"]
)  # fmt: skip
# What a bracket with a year names as often as an author: where something was, or where it came out.
_PLACES = frozenset(
    ["Africa", "America", "Asia", "Australia", "Austria", "Belgium", "Brazil", "Canada", "China", "Denmark",
     "Europe", "Finland", "France", "Germany", "Greece", "India", "Iran", "Ireland", "Israel", "Italy", "Japan",
     "Korea", "Mexico", "Netherlands", "Nigeria", "Norway", "Poland", "Portugal", "Russia", "Singapore", "Spain",
     "Sweden", "Switzerland", "Taiwan", "Turkey", "Ukraine", "Berlin", "London", "Paris", "Rome", "Tokyo", "Vienna",
     "Nature", "Science", "Cell", "Lancet", "Google", "Meta", "Microsoft", "Anthropic", "Apple", "Llama", "Gemini",
     "Claude", "Mistral", "Falcon"]
)  # fmt: skip


class Year(NamedTuple):
    """One year of a mark: where the mark begins, who is named, as printed; `alone` in brackets with nothing else."""

    start: int
    name: str
    year: int
    letter: str
    printed: str
    several: bool
    alone: bool


def surname(name: str) -> str:
    """A name as printed, without its possessive, in small letters."""
    return _POSSESSIVE.sub("", name).lower()


def years(text: str) -> Iterator[Year]:
    """The marks of a text, one for each of their years; a span of months is none."""
    for mark in _MARK.finditer(text):
        several = bool(mark["more"])
        if several and mark["name"] in _DATES:
            continue
        alone = bool(_OPENS.search(text, max(0, mark.start() - 40), mark.start()) and _CLOSES.match(text, mark.end()))
        last = 0
        for part in re.split(r"\s?[,;&]\s?", mark["years"]):
            found = _YEAR.fullmatch(part)
            last = int(found["year"]) if found and found["year"] else last
            letter = found["letter"] or "" if found else ""
            printed = " ".join(f"{mark['who']}{last}{letter}".split())
            yield Year(mark.start(), mark["name"], last, letter, printed, several, alone)


def of_year(entries: list[Entry], mark: Year) -> list[Entry]:
    """Those of the entries with a surname that its year, and the letter of the year, mean."""
    # A preprint and its publication lie a year apart.
    near = [e for e in entries if e.year is None or abs(e.year - mark.year) <= 1]
    # Who is named comes first among the authors; of two of one name the exact year decides.
    near = [e for e in near if e.authors[0].split()[-1].lower() == surname(mark.name)] or near
    near = [e for e in near if e.year == mark.year] or near
    return _of_letter(near, mark) if mark.letter else near


def begins_with_name(entry: Entry, mark: Year) -> bool:
    """Whether an entry whose authors could not be read begins with the one whom a mark names: "Kay Lee, and …"."""
    first = re.compile(
        rf"\W*(?:\d{{1,3}}\W+)?(?:[{CAPITAL}][\w.’'-]*\s){{0,3}}{re.escape(surname(mark.name))},", re.IGNORECASE
    )
    return bool(first.match(entry.raw))


def _of_letter(entries: list[Entry], mark: Year) -> list[Entry]:
    letters = [re.search(rf"(?<!\d){mark.year}([a-z])\b", entry.raw) for entry in entries]
    if any(letters):
        return [entry for entry, found in zip(entries, letters, strict=True) if found and found[1] == mark.letter]
    # Without letters the list is in their order.
    place = ord(mark.letter) - ord("a")
    return [entries[place]] if len(entries) > 1 and place < len(entries) else entries


class Style:
    """Whether a report cites by author and year, and who in it is surely an author though no entry names them."""

    def __init__(self, texts: list[str], listed: Callable[[Year], bool]) -> None:
        self._texts = texts
        self._listed = listed

    @cached_property
    def _is_used(self) -> bool:
        return any(mark.alone and self._listed(mark) for text in self._texts for mark in years(text))

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """The words that the report uses outside of marks, in small letters."""
        return frozenset(word for text in self._texts for word in _WORD.findall(_MARK.sub(" ", text).lower()))

    def is_author(self, name: str) -> bool:
        """Whether a single name with a year in brackets can be nothing but an author's: no place, month or model."""
        plain = bool(_ONE_SURNAME.fullmatch(name)) and name not in _DATES | _PLACES
        return plain and self._is_used and name.lower() not in self._elsewhere
