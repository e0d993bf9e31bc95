"""References: the entries of the list of sources, headings that name a paper, and ids printed anywhere else."""

from __future__ import annotations

import re
from functools import cached_property

from claimcheck.extract.entry import Entry
from claimcheck.extract.labels import is_about_code
from claimcheck.extract.listing import (
    BIBLIOGRAPHIC_LABELS,
    REMARK,
    Numbering,
    details_of,
    entry_spans,
    is_about_the_list,
    numbered_sections,
    parted,
)
from claimcheck.extract.outline import Node, Section, place
from claimcheck.extract.people import authors_of, named_behind
from claimcheck.extract.printed import (
    LONGEST_RAW,
    PAPER_HEADING,
    QUOTED,
    YEAR,
    names_of,
    title_of_entry,
    title_of_heading,
    years_of,
)
from claimcheck.extract.section_numbers import SectionNumbers
from claimcheck.extract.tables import columns
from claimcheck.identifiers import find_arxiv_ids, find_dois, find_malformed_arxiv_ids
from claimcheck.model import Block, BlockKind, Document, ReferenceStatus, Span
from claimcheck.words import collapse, words

# Notes and keys look alike in documents of all formats: `[^1]`, `[see @lee2020; @kim2021]` or, as a name in the
# sentence, `@lee2020` in the text; `[^1]: …` or `[@lee2020]: …` where the note or the entry stands.
MARK = re.compile(r"\s?\[(?:\^[^\]\s]{1,60}|[^\[\]@]{0,40}@[^\[\]]{1,400})\]|(?<![\w.@])@[\w:.+/-]{0,80}\w")
NAME = re.compile(r"\^[^\]\s]{1,60}|@[\w:.+/-]{0,80}\w")
_NOTE = re.compile(r"\[(?P<name>\^[^\]\s]{1,60}|@[\w:.+/-]{1,80})\]:\s*")
_HEADING_NUMBER = re.compile(r"\s*(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)])\s+")
_ACCESSED = re.compile(
    r"[\s,.(]{0,4}\b(?:accessed|retrieved|visited)(?: on)?:? "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}|\d{4}-\d\d-\d\d)\)?",
    re.IGNORECASE,
)


class References:
    """All references of a report, by key, in order of appearance."""

    def __init__(self, document: Document, nodes: list[Node]) -> None:
        self.document = document
        self.entries: dict[str, Entry] = {}
        # The numbers under which a work stands in the list once more.
        self.numbered_again: dict[int, str] = {}
        self.section_numbers = SectionNumbers(nodes)
        # The keys of each list of sources, by the section that it closes.
        self.lists: dict[int, list[str]] = {}
        self.has_bibliography = any(n.section.bibliography and n.block.kind is not BlockKind.HEADING for n in nodes)
        # The keys of what each note or entry names, by its name (`^1`, `@lee2020`), and the blocks that name something.
        self.notes: dict[str, tuple[str, ...]] = {}
        self.bibliographic: set[Node] = set()
        self._notes(nodes)
        self._bibliography(nodes)
        self._headings(nodes)
        self._elsewhere(nodes)
        if not any(entry.in_list for entry in self.entries.values()):
            for section in {id(n.section): n.section for n in nodes}.values():
                if section.paper:
                    self.entries[section.paper].in_list = True

    # ── the list of sources ──────────────────────────────────────────────────────────────────────────────────────────

    def _notes(self, nodes: list[Node]) -> None:
        """Notes that name works are entries of the list of sources, wherever they stand; others are prose."""
        for node in nodes:
            note = _NOTE.match(node.block.text)
            if note is None:
                continue
            block, start, end = node.block, note.end(), len(node.block.text)
            # What has a key in a list of sources is a work, whether or not its year is printed.
            listed = note["name"].startswith("@") and any(s.bibliography for s in node.section.chain())
            keys = []
            for left, right in _works(block, start, end):
                entry = self._identified(block, left, right)
                text = block.text[left:right]
                if entry is None and (listed or YEAR.search(text)) and not REMARK.match(text):
                    entry = self._unidentified(block, left, right)
                if entry is not None:
                    self._finish(entry, block, left, right)
                    keys.append(entry.key)
            if keys:
                self.notes[note["name"]] = tuple(dict.fromkeys(keys))
                self.bibliographic.add(node)
                self.has_bibliography = True

    def _bibliography(self, nodes: list[Node]) -> None:
        numbering = Numbering()
        numbered = numbered_sections(nodes)
        for node in nodes:
            block = node.block
            listed = any(s.bibliography for s in node.section.chain()) and node.parent is None
            # The claims table often stands behind the sources, under their heading.
            if not listed or columns(block.header) or node.generated or node in self.bibliographic:
                continue
            heading = block is node.section.block and not node.section.entries
            if heading or block.kind is BlockKind.HEADING or not block.text.strip():
                continue
            for start, end in entry_spans(block, node.section.entries if block is node.section.block else 0):
                self._entry(node, (start, end), numbering, numbered=node.section in numbered)

    def _entry(self, node: Node, span: Span, numbering: Numbering, *, numbered: bool) -> None:
        block, (start, end) = node.block, span
        section = next(s for s in node.section.chain() if s.bibliography)
        number, raw = parted(block, start, end)
        of_list = block.number if start == 0 else None
        details = details_of(node)
        entry = self._identified(block, start, end, details)
        remark = entry is None and is_about_the_list(node, raw, lacks_number=numbered and number is None)
        # A remark among the sources ("Full list: see resources.md") has neither a year nor a number, title or address.
        told = number or of_list or YEAR.search(raw) or QUOTED.search(raw)
        if entry is None and (told or "://" in f"{raw}{_targets(block, start, end)}{details}") and not remark:
            entry = self._unidentified(block, start, end)
        # Whoever counts the sources counts an item of which nothing is known, but no words between the items.
        if entry is None and (block.kind not in {BlockKind.ITEM, BlockKind.ROW} or remark):
            return
        value = numbering.next(number, of_list)
        in_section = self.section_numbers.next(section.parent, number, of_list)
        if entry is None:
            return
        self.section_numbers.add(section.parent, in_section, entry.key)
        if entry.in_list:
            # Notes and a list, or the lists of two chapters, may well have the same works.
            if entry.listed_under is section:
                entry.listed_again.append(place(self.document, block, start, end))
            self.numbered_again.setdefault(value, entry.key)
            return
        entry.number, entry.listed_under = value, section
        self._finish(entry, block, start, end)
        self._describe(entry, node.children)
        self.lists.setdefault(id(section.parent), []).append(entry.key)

    def _finish(self, entry: Entry, block: Block, start: int, end: int) -> None:
        """Adds what the entry of a list of sources prints: title, authors, year."""
        entry.in_list = True
        printed = _printed(block, start, end)
        years = years_of(printed)
        entry.year = entry.year or (int(years[-1]) if years else None)
        entry.title = entry.title or title_of_entry(printed, _link_texts(block, start, end))
        if not entry.authors:
            # An entry that begins with its title names nobody before it.
            begin = printed.lstrip(' *_["“')
            titled = entry.title and begin.startswith(entry.title[:20])
            entry.authors = named_behind(begin[len(entry.title or "") :]) if titled else authors_of(printed)
        if entry.title is None and entry.authors and not years:
            # With neither a title nor a year, what looks like names is a short title: "Voices and Rates".
            entry.title, entry.authors = collapse(re.split(r"\.(?:\s|$)", printed)[0]), []

    def _identified(self, block: Block, start: int, end: int, details: str = "") -> Entry | None:
        text = block.text[start:end]
        targets = f"{_targets(block, start, end)} {details}"
        for found in (*find_arxiv_ids(text), *find_arxiv_ids(targets)):
            entry = self._add(found.value, block, start, end)
            entry.arxiv_id, entry.version = found.value, entry.version or found.version
            return entry
        for bad in find_malformed_arxiv_ids(f"{text} {targets}"):
            entry = self._add(bad.value, block, start, end)
            entry.status = ReferenceStatus.MALFORMED
            entry.detail = f"“{bad.value}” is no arXiv id: ids read like 2406.12708 or hep-th/9901001"
            return entry
        for doi in (*find_dois(text), *find_dois(targets)):
            entry = self._add(doi.value, block, start, end)
            entry.doi = doi.value
            return entry
        return None

    def _unidentified(self, block: Block, start: int, end: int) -> Entry | None:
        if len(words(block.text[start:end])) < 3:
            return None
        printed = _printed(block, start, end)
        title = title_of_entry(printed, _link_texts(block, start, end))
        return self._add(_short_name(title or printed), block, start, end)

    def _add(self, key: str, block: Block, start: int, end: int) -> Entry:
        if key not in self.entries:
            raw = collapse(block.text[start:end])[:LONGEST_RAW]
            self.entries[key] = Entry(key, raw, place(self.document, block, start, end))
        return self.entries[key]

    # ── headings that name a paper ───────────────────────────────────────────────────────────────────────────────────

    def _headings(self, nodes: list[Node]) -> None:
        below: dict[int, list[Node]] = {}
        for node in nodes:
            below.setdefault(id(node.section), []).append(node)
        for node in nodes:
            block, section = node.block, node.section
            if block.kind is not BlockKind.HEADING or section.bibliography:
                continue
            whole = [n for n in below[id(section)] if n.block.kind is not BlockKind.HEADING]
            own = whole[:8]
            entry = self._of_heading(block, own)
            if entry is None:
                continue
            section.paper = entry.key
            self._describe_below(entry, section, own)
            said = [n.block.text[n.label[1] :] for n in whole if n.label and is_about_code(n.label[0])]
            entry.code = entry.code or collapse(" ".join(said[:1]))[:LONGEST_RAW] or None

    def _of_heading(self, block: Block, own: list[Node]) -> Entry | None:
        if len(find_arxiv_ids(block.text)) == 1 or any(find_arxiv_ids(link.target) for link in block.links):
            return self._identified(block, 0, len(block.text))
        if find_malformed_arxiv_ids(block.text):
            return self._identified(block, 0, len(block.text))
        for node in own:
            label = node.label
            if label and label[0].replace(" ", "-") in BIBLIOGRAPHIC_LABELS:
                entry = self._identified(node.block, 0, len(node.block.text))
                if entry is not None:
                    return entry
        described = sum(1 for n in own if n.label and n.label[0] in {"authors", "author", "year", "venue"})
        if PAPER_HEADING.match(block.text) or described >= 2:
            return self._unidentified(block, 0, len(block.text))
        return None

    def _describe_below(self, entry: Entry, section: Section, own: list[Node]) -> None:
        heading = section.title
        title = title_of_heading(heading)
        if title and not entry.title:
            entry.title = title
        number = PAPER_HEADING.match(heading) or _HEADING_NUMBER.match(heading)
        if number and entry.number is None:
            groups = number.groupdict()
            value = groups.get("number") or groups.get("a") or groups.get("b")
            entry.number = int(value) if value else None
        self._describe(entry, own)
        if not entry.authors:
            entry.authors = authors_of(heading[len(title or "") :])
        years = years_of(heading)
        entry.year = entry.year or (int(years[-1]) if years else None)
        entry.names |= names_of(heading)

    def _describe(self, entry: Entry, own: list[Node]) -> None:
        """Adds what is printed in labelled lines: authors, venue, year."""
        for node in own:
            label = node.label
            if label and label[0] in {"authors", "author"} and not entry.authors:
                entry.authors = authors_of(node.block.text[label[1] :])
            if label and label[0] in {"venue", "published", "published in", "conference", "journal"}:
                entry.venue = entry.venue or collapse(node.block.text[label[1] :])[:LONGEST_RAW] or None
            if label and label[0] in {"year", "date", "venue", "published"} and entry.year is None:
                years = years_of(node.block.text)
                entry.year = int(years[0]) if years else None

    # ── ids anywhere else ────────────────────────────────────────────────────────────────────────────────────────────

    def _elsewhere(self, nodes: list[Node]) -> None:
        for node in nodes:
            block = node.block
            if block.kind is BlockKind.CODE or node.section.bibliography:
                continue
            texts = [block.text, *(link.target for link in block.links)]
            for text in texts:
                for found in find_arxiv_ids(text):
                    entry = self._add(found.value, block, 0, len(block.text))
                    entry.arxiv_id = entry.arxiv_id or found.value
                    entry.version = entry.version or found.version
                for bad in find_malformed_arxiv_ids(text):
                    if bad.value not in self.entries:
                        entry = self._add(bad.value, block, 0, len(block.text))
                        entry.status = ReferenceStatus.MALFORMED
                        entry.detail = f"“{bad.value}” is no arXiv id: ids read like 2406.12708 or hep-th/9901001"

    def unlisted(self, key: str, block: Block, start: int, end: int) -> Entry:
        """The reference for a marker that no entry of the list answers to."""
        entry = self._add(key, block, start, end)
        if entry.status is ReferenceStatus.PENDING and not entry.in_list and not entry.arxiv_id:
            entry.status, entry.detail = ReferenceStatus.UNLISTED, f"“{key}” is cited and stands in no list of sources"
        return entry

    def listed(self, section: Section) -> tuple[str, ...]:
        """The keys that a section's uncited claims fall back to.

        Those of the section's own list of sources where the report has several, else those of the whole list; of all
        entries where there is none.
        """
        if len(self.lists) > 1:
            for here in section.chain():
                if id(here) in self.lists:
                    return tuple(dict.fromkeys(self.lists[id(here)]))
        return self._all_listed

    @cached_property
    def _all_listed(self) -> tuple[str, ...]:
        entries = [entry for entry in self.entries.values() if entry.status is not ReferenceStatus.UNLISTED]
        return tuple(entry.key for entry in [e for e in entries if e.in_list] or entries)


def _printed(block: Block, start: int, end: int) -> str:
    """The words of an entry without its number and the day of a visit; the cells of a row end like sentences."""
    raw = parted(block, start, end)[1]
    return _ACCESSED.sub(". ", raw.replace(" | ", ". ") if block.kind is BlockKind.ROW else raw)


def _works(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """A note, parted by semicolons where it names several works by their ids."""
    joints = [match.span() for match in re.finditer(r";\s+", block.text[start:end])]
    edges = [start, *(start + place for joint in joints for place in joint), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    return (
        parts
        if all(find_arxiv_ids(block.text[a:b]) or find_dois(block.text[a:b]) for a, b in parts)
        else [(start, end)]
    )


def _targets(block: Block, start: int, end: int) -> str:
    return " ".join(link.target for link in block.links if start <= link.start < end)


def _link_texts(block: Block, start: int, end: int) -> list[str]:
    return [block.text[link.start : link.end] for link in block.links if start <= link.start < end]


def _short_name(text: str) -> str:
    return " ".join(words(text)[:8])[:80]
