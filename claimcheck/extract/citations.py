"""Markers of citation in a sentence → the references that they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from claimcheck.citing import PARTICLE
from claimcheck.extract import author_years, numbers
from claimcheck.extract.brackets import SURNAME, YEARS, is_interval, without_sources
from claimcheck.extract.cited import Cited
from claimcheck.extract.entry import Entry
from claimcheck.extract.references import MARK, NAME, References
from claimcheck.extract.speakers import subject_end
from claimcheck.identifiers import find_arxiv_ids, find_dois
from claimcheck.model import Block, BlockKind, Link
from claimcheck.words import collapse, words

_PAPER_NUMBERS = re.compile(
    r"(?:\bpapers?\s*#?|(?<!\w)#)(?P<list>\d{1,3}(?:\s*(?:,|and|&)\s*#?\d{1,3}){0,20})(?!\w|%|\.\d)", re.IGNORECASE
)
_FEWEST_NOTES = 3
_POWERS = (2, 3)
# A higher number in brackets is no source.
_MOST_SOURCES = 400
_ET_AL = re.compile(rf"(?P<name>{SURNAME})\s+(?:et\s+al\b\.?|(?:&|and)\s+{PARTICLE}{SURNAME})")
_IN_BRACKETS = re.compile(rf"\((?:used (?:in|by)\s+)?(?P<names>{SURNAME}(?:\s*(?:,|&|and)\s*{SURNAME}){{0,8}})\)")
_IDENTIFIER_IN_BRACKETS = re.compile(r"\s?[(\[]\s*(?:arxiv:?\s*)?\d{4}\.\d{4,5}(?:v\d+)?\s*[)\]]", re.IGNORECASE)
_ASIDE = re.compile(r"\((?P<names>[^()]{3,120})\)")
_NAMED_PAPER = re.compile(
    r"(?:\b(?:The|This|Their|In|An?)\s+)?(?P<name>(?:(?<!\w)[A-Z][\w-]{0,40}\s{1,3}){2,6})(?:paper|study|article)\b"
)


class Citations:
    """Finds in any text the references that it cites; `by_title` also by a title's name in brackets: "(HiveNet)"."""

    def __init__(self, references: References, *, by_title: bool = True) -> None:
        self.references = references
        entries = references.entries.values()
        self.numbers = {
            e.number: e.key for e in entries if e.number is not None and (e.in_list or not references.has_bibliography)
        }
        self.numbers = references.numbered_again | self.numbers
        self.numbered_papers = {e.number: e.key for e in entries if e.number is not None}
        self.notes = self._has_notes()
        self.raised = self._has_raised_notes()
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for author in entry.authors[:3]:
                self.by_name[author.split()[-1].lower()].append(entry)
        self.leads = {lead.lower(): entry.key for entry in entries if by_title and (lead := entry.own_name)}
        # Where numbers are the marks, a name with a year in brackets may be anything.
        self.style = author_years.Style([] if self._in_brackets else self._texts, self._answers)
        names = {name: entry.key for entry in entries for name in entry.names}
        self.names = {name.lower(): key for name, key in names.items()}
        ordered = sorted((n for n in names if len(n) > 2), key=len, reverse=True)
        self._names = (
            re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w])") if ordered else None
        )

    def find(self, block: Block, start: int, end: int) -> Cited:
        """The references cited in a part of a block, in order of appearance."""
        text = block.text[start:end]
        targets = [link.target for link in block.links if start <= link.start < end]
        strong: list[tuple[int, str]] = [
            (f.start, f.value) for f in find_arxiv_ids(text) if f.value in self.references.entries
        ]
        for target in targets:
            found = [*find_arxiv_ids(target), *find_dois(target)]
            strong += [(len(text), f.value) for f in found if f.value in self.references.entries]
        strong += [(f.start, f.value) for f in find_dois(text) if f.value in self.references.entries]
        strong += self._numbers(block, start, text)
        strong += self._by_name(block, start, text)
        resolved, unknown = self._author_years(text)
        strong += resolved
        unknown += self._unlisted_numbers(block, start, text)
        if self.references.has_bibliography:
            strong += [(at, self.references.unlisted(name, block, start, end).key) for at, name in unknown]
            unknown = []
        return Cited(_unique(strong), _unique(self._weak(text)), _unique(unknown))

    def speakers(self, block: Block, start: int, end: int) -> tuple[str, ...]:
        """The references that a part of a block names as those who say what it says: "Lee and Kim [2] find that …"."""
        subject = block.text[start : start + subject_end(block.text[start:end], self._is_listed)]
        if not subject:
            return ()
        found = self.find(block, start, start + len(subject))
        named = (entry.key for entry in self._by_surname(subject.split()[-1]))
        return found.strong or found.weak or tuple(dict.fromkeys(named))

    def without_marks(self, text: str) -> str:
        """The text without its marks of citation, which no paper says of itself; a text of nothing else as it is."""
        return self._bare(text) or collapse(text)

    def is_a_mark(self, text: str) -> bool:
        """Whether a text is nothing but marks of citation, as a cell "[2]" is."""
        return not self._bare(text)

    def _bare(self, text: str) -> str:
        bare = MARK.sub(lambda mark: self._said_for(mark, text), text)
        bare = YEARS.sub(lambda bracket: without_sources(bracket, self._is_author), bare)
        bare = _IDENTIFIER_IN_BRACKETS.sub("", bare)
        bare = numbers.without(bare, [mark.span() for mark in self._marks(bare) if self.numbers or mark["list"]])
        if self.notes:
            bare = numbers.NOTES.sub("", bare)
        if self.raised:
            bare = numbers.without(bare, [mark.span("list") for mark in numbers.raised(bare, self._is_number)])
        return re.sub(r"\s+([.,;:])", r"\1", collapse(bare)).replace(" al..", " al.")

    def _has_notes(self) -> bool:
        """Whether the report cites by the numbers of notes: it has several, and none in brackets."""
        found = [] if self._in_brackets else [mark for text in self._texts for mark in numbers.NOTES.finditer(text)]
        return sum(map(self._is_number, _all_printed(found))) >= _FEWEST_NOTES

    def _has_raised_notes(self) -> bool:
        """Whether the report cites by raised digits: not all are "²" and "³", which may be powers; none in brackets."""
        found = [] if self._in_brackets else [m for text in self._texts for m in numbers.raised(text, self._is_number)]
        return any(number not in _POWERS for number in _all_printed(found))

    @cached_property
    def _in_brackets(self) -> bool:
        """Whether the report cites by numbers in brackets, or by none at all; that of an entry begins its block."""
        return not self.numbers or any(mark.start() for text in self._texts for mark in self._marks(text))

    @cached_property
    def _texts(self) -> list[str]:
        return [block.text for block in self.references.document.blocks if block.kind is not BlockKind.CODE]

    def _is_number(self, number: int) -> bool:
        return number in self.numbers

    def _marks(self, text: str) -> list[re.Match[str]]:
        """Numbers in brackets that are citations, and no interval."""
        return [mark for mark in numbers.IN_BRACKETS.finditer(text) if not self._is_interval(mark)]

    def _is_interval(self, mark: re.Match[str]) -> bool:
        before = mark.string[max(0, mark.start() - 80) : mark.start()]
        return is_interval(mark["list"] or mark["glued"] or "", before, self._is_number)

    def _answers(self, mark: author_years.Year) -> bool:
        return bool(author_years.of_year(self._by_surname(mark.name), mark))

    def _printed(self, mark: author_years.Year) -> list[Entry]:
        """The entries that print its name and its year, and whose authors could not be read."""
        name, year = re.compile(rf"\b{re.escape(mark.name)}\b"), f"{mark.year}{mark.letter}"
        unread = (e for e in self.references.entries.values() if e.in_list and not e.authors)
        return [e for e in unread if year in e.raw and name.search(e.raw)]

    def _is_author(self, name: str) -> bool:
        return self._is_listed(name) or self.style.is_author(name)

    def _is_listed(self, name: str) -> bool:
        """Whether a listed work has an author of this surname, or is called so."""
        return bool(self._by_surname(name)) or name.lower() in self.leads or name.lower() in self.names

    def _said_for(self, mark: re.Match[str], text: str) -> str:
        """What a reader reads for a mark: nothing in brackets, the people for a key that is a name in the sentence."""
        if "[" in mark[0]:
            return ""
        keys = self.references.notes.get(mark[0])
        if keys is None and self.references.document.format != "latex":
            return mark[0]
        named = self.references.entries[keys[0]].short_authors if keys else None
        return named or ("the authors" if text[: mark.start()].strip() else "The authors")

    def _by_name(self, block: Block, start: int, text: str) -> list[tuple[int, str]]:
        """What notes and keys name whose marks stand in a text; a mark without a note may be an entry's number."""
        found: list[tuple[int, str]] = []
        meant_by = self._meant_by(block)
        for mark in MARK.finditer(text):
            for match in NAME.finditer(mark[0]):
                name = match[0]
                keys = self.references.notes.get(name)
                if keys is None and name[1:].isdecimal() and int(name[1:5]) in meant_by:
                    keys = (meant_by[int(name[1:5])],)
                # A bare `@name` may be anybody's; only LaTeX has no other use for it.
                meant = "[" in mark[0] or self.references.document.format == "latex"
                if keys is None and name[0] == "@" and meant and self.references.has_bibliography:
                    keys = (self.references.unlisted(name, block, start + mark.start(), start + mark.end()).key,)
                found += [(mark.start(), key) for key in keys or ()]
        return found

    def _meant_by(self, block: Block) -> dict[int, str]:
        """What numbers mean in a block: where each section has its own list, its entries."""
        return self.references.section_numbers.of(block) or self.numbers

    def _numbers(self, block: Block, start: int, text: str) -> list[tuple[int, str]]:
        found = []
        meant_by = self._meant_by(block)
        notes = [*numbers.NOTES.finditer(text)] if self.notes else []
        notes += numbers.raised(text, self._is_number) if self.raised else []
        found += [
            (match.start(), meant_by[number])
            for match in notes
            for number in numbers.printed(match)
            if number in meant_by
        ]
        for match in self._marks(text):
            place = start + match.start()
            link = _link_at(block, place)
            # The words of a link go where it goes.
            if link and _names_a_work(link):
                continue
            for number in numbers.printed(match):
                if number in meant_by:
                    found.append((match.start(), meant_by[number]))
                elif (
                    self.numbers
                    and self.references.has_bibliography
                    and number < _MOST_SOURCES
                    and not _leads_out(link)
                ):
                    entry = self.references.unlisted(f"[{number}]", block, place, start + match.end())
                    found.append((match.start(), entry.key))
        for match in _PAPER_NUMBERS.finditer(text):
            found += [
                (match.start(), self.numbered_papers[n])
                for n in numbers.expand(match["list"].replace("#", ""))
                if n in self.numbered_papers
            ]
        return found

    def _unlisted_numbers(self, block: Block, start: int, text: str) -> list[tuple[int, str]]:
        """The numbers in brackets of a text where nothing in the report has a number."""
        if self.numbers or self.numbered_papers or self.references.has_bibliography:
            return []
        marks = [
            mark
            for mark in self._marks(text)
            if not mark["glued"] and not _leads_out(_link_at(block, start + mark.start()))
        ]
        return [(m.start(), f"[{n}]") for m in marks for n in numbers.printed(m) if 0 < n < _MOST_SOURCES]

    def _author_years(self, text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Marks of author and year: those that a reference answers to, by its key, and the others as printed."""
        resolved, unknown = [], []
        for mark in author_years.years(text):
            entries = self._by_surname(mark.name)
            near = author_years.of_year(entries, mark)
            printed = [] if near else self._printed(mark)
            near = near or [entry for entry in printed if author_years.begins_with_name(entry, mark)]
            resolved += [(mark.start, entry.key) for entry in near]
            # A listed author with another year is an author all the same.
            sure = mark.several or (mark.alone and (entries or self.style.is_author(mark.name)))
            if sure and not near and not printed:
                unknown.append((mark.start, mark.printed))
        return resolved, unknown

    def _by_surname(self, name: str) -> list[Entry]:
        return self.by_name.get(author_years.surname(name), [])

    def _weak(self, text: str) -> list[tuple[int, str]]:
        found = []
        for match in _ET_AL.finditer(text):
            found += [(match.start(), e.key) for e in self._by_surname(match["name"])]
        for match in _IN_BRACKETS.finditer(text):
            surnames = [name.lower() for name in re.split(r",|&|\band\b", match["names"]) if name.strip()]
            if all(name.strip() in self.by_name for name in surnames):
                found += [(match.start(), e.key) for name in surnames for e in self.by_name[name.strip()]]
        for match in _ASIDE.finditer(text):
            names = [name.strip().lower() for name in re.split(r"[,;]|\band\b", match["names"])]
            found += [(match.start(), self.leads[name]) for name in names if name in self.leads]
        for match in _NAMED_PAPER.finditer(text):
            found += [
                (match.start(), e.key) for e in self.references.entries.values() if _means(match["name"], e.title)
            ]
        if self._names:
            found += [(m.start(), self.names[m[0].lower()]) for m in self._names.finditer(text)]
        return found


def _all_printed(marks: list[re.Match[str]]) -> list[int]:
    return [number for mark in marks for number in numbers.printed(mark)]


def _link_at(block: Block, place: int) -> Link | None:
    return next((link for link in block.links if link.start <= place < link.end), None)


def _leads_out(link: Link | None) -> bool:
    """Whether a link leads out of the report: what it leads to is no entry of a list of sources."""
    return link is not None and not link.target.startswith("#")


def _names_a_work(link: Link) -> bool:
    return bool(find_arxiv_ids(link.target) or find_dois(link.target))


def _means(name: str, title: str | None) -> bool:
    """Whether a phrase ("Confidence Estimation DST paper") stands for a title: its words or initials are in it."""
    in_title = words(title or "")
    initials = "".join(word[0] for word in in_title)
    own = words(name)
    hits = [word for word in own if word in in_title or (len(word) >= 3 and word in initials)]
    return len(own) >= 2 and len(hits) == len(own)


def _unique(found: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for _, key in sorted(found, key=lambda f: f[0])))
