"""A list of sources: where its entries begin and end, what among them is none, which number each has."""

from __future__ import annotations

import re
from collections import defaultdict

from claimcheck.extract.list_headings import OF_A_KIND
from claimcheck.extract.outline import Node, Section
from claimcheck.model import Block, BlockKind

BIBLIOGRAPHIC_LABELS = frozenset(
    [
        "source",
        "arxiv",
        "url",
        "link",
        "venue",
        "citation",
        "paper",
        "pdf",
        "file",
        "reference",
        "doi",
        "links",
        "title",
        "arxiv-id",
        "id",
        "paper-link",
    ]
)
_NUMBER = re.compile(r"\A\s*(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)])\s*")
_NUMBER_CELL = re.compile(r"\A\s*(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)]?)\s*\|\s*")
# The heading of a column of numbers; a column of years or of counts has another.
_OF_NUMBERS = re.compile(
    r"\W*(?:n[or]?|num(?:ber)?|ref(?:erence)?|id|index|key|citation|source|paper)?\W*", re.IGNORECASE
)
_MOST_ENTRIES = 999
# A number stands among the first characters.
_FIRST = 99
REMARK = re.compile(r"\W*(?:total|number of|full list|last updated|see also|note)\b", re.IGNORECASE)
# What leads a list in: "The following 20 works were consulted."
_LEADS_IN = re.compile(
    r"\W*(?:the following|(?:these|all|this|below|listed)\b(?: \w+){0,3} (?:papers?|works?|sources?|references?|studies"
    r"|articles?|publications?|list|section|review|report|bibliography))\b",
    re.IGNORECASE,
)
# An address alone, as a line of its own below an entry.
_ADDRESS = re.compile(r"\W*(?:(?:arxiv|doi|https?)\b.{0,60}|(?:pdf|link|paper|here|abstract|url)\W*)", re.IGNORECASE)


def entry_spans(block: Block, start: int = 0) -> list[tuple[int, int]]:
    """A block of the list from `start` on, parted where `[2]` begins the next entry on the same lines."""
    starts = [m.start() for m in re.compile(r"(?:(?<=\s)|^)\[\d{1,3}\]\s+(?=\S)").finditer(block.text, start)]
    if len(starts) < 2:
        return [(start, len(block.text))]
    return list(zip(starts, [*starts[1:], len(block.text)], strict=True))


def parted(block: Block, start: int, end: int) -> tuple[int | None, str]:
    """The number that a part of a block begins with, None where it has none, and the words behind it."""
    raw = block.text[start:end].strip()
    row = block.kind is BlockKind.ROW and _OF_NUMBERS.fullmatch(block.header[0] if block.header else "")
    number = (_NUMBER_CELL if row else _NUMBER).match(raw)
    return (int(number["a"] or number["b"]), raw[number.end() :]) if number else (None, raw)


def numbered_sections(nodes: list[Node]) -> set[Section]:
    """The sections of sources whose entries have numbers, as most of what stands in them has one."""
    with_number: dict[Section, list[bool]] = defaultdict(list)
    for node in nodes:
        block, section = node.block, node.section
        if node.parent is None and block is not section.block and any(s.bibliography for s in section.chain()):
            with_number[section].append(block.number is not None or parted(block, 0, _FIRST)[0] is not None)
    return {section for section, found in with_number.items() if len(found) <= 2 * sum(found)}


def is_about_the_list(node: Node, raw: str, *, lacks_number: bool) -> bool:
    """Whether what names no work by an identifier is none: a remark, a lead-in, a label, the header of a table.

    Args:
        node: the block that it stands in.
        raw: its words, without its number.
        lacks_number: whether it has no number where the entries have one.
    """
    if REMARK.match(raw):
        return True
    if node.block.kind is BlockKind.ROW:
        return node.block.cells == node.block.header and not re.search(r"\d{4}", raw)
    if node.block.kind is not BlockKind.PARAGRAPH:
        return False
    return lacks_number or bool(OF_A_KIND.fullmatch(raw) or _LEADS_IN.match(raw))


def details_of(node: Node) -> str:
    """The address of a work as far as it stands below its entry: "arXiv: 2201.11903" in an item of its own."""
    found = []
    for child in node.children:
        block, label = child.block, child.label
        if (label and label[0].replace(" ", "-") in BIBLIOGRAPHIC_LABELS) or _ADDRESS.fullmatch(block.text.strip()):
            found += [block.text, *(link.target for link in block.links)]
    return " ".join(found)


class Numbering:
    """The numbers of the entries of all lists of sources, as printed; what has none has the next.

    A list that begins at 1 once more goes on, as no two entries can have one number.
    """

    def __init__(self) -> None:
        self.last = 0

    def next(self, printed: int | None, of_list: int | None) -> int:
        """The number of an entry.

        Args:
            printed: the number in its words.
            of_list: the one that an ordered list prints before it.
        """
        if printed is not None:
            self.last = printed
        elif of_list is not None and self.last < of_list <= _MOST_ENTRIES:
            self.last = of_list
        else:
            self.last += 1
        return self.last
