"""The document's outline: each block with the headings, the items and the label that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import filterfalse, zip_longest

from claimcheck.extract.list_headings import entries_start, heads_sources
from claimcheck.extract.marks import of_the_papers, read_mark
from claimcheck.model import Block, BlockKind, Document, Location

_BELOW_ALL = 7
_PRINTED = re.compile(r"(?:(?<=\s)|\A)\[(\d{1,3})\]\s|\A(\d{1,3})[.)]\s")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n|]{1,48}?)\s*:\s+(?=\S)")
_LABEL_ALONE = re.compile(r"(?P<label>[^\W\d_][^:\n|]{1,48}?)\s*:\s*")


@dataclass(eq=False)
class Section:
    """A heading and where it stands in the tree; `parent` is the heading that it stands under."""

    block: Block | None
    level: int
    parent: Section | None
    bibliography: bool = False
    # Where in the heading's own block the first entry begins, in a paragraph of both; 0 where it is a heading alone.
    entries: int = 0
    # The last number that is printed in it, where its heading is a paragraph.
    printed: int = 0
    is_title: bool = False
    # Set by references.py where the heading names a paper.
    paper: str | None = None

    @property
    def title(self) -> str:
        """The heading's words, empty for what stands before the first heading."""
        return " ".join(self.block.text.split()) if self.block else ""

    def chain(self) -> Iterator[Section]:
        """This section and those it stands in, innermost first."""
        here: Section | None = self
        while here is not None:
            yield here
            here = here.parent


@dataclass(eq=False)
class Node:
    """One block in its place.

    Attributes:
        block: the block.
        section: the heading it stands under.
        parent: for an item, the item or the lead-in that it belongs to.
        generated: whether it stands between claimcheck's own markers.
        number: its place in an unbroken run of items, from 1.
        said: for an item, the last paragraph of its section before it that does more than lead in.
    """

    block: Block
    section: Section
    parent: Node | None = None
    generated: bool = False
    number: int = 0
    children: list[Node] = field(default_factory=list)
    said: Node | None = None

    @property
    def label(self) -> tuple[str, int] | None:
        """The label that the block begins with (`Results: …`), in small letters, and where the text behind it is."""
        text = self.block.text
        match = _LABEL.match(text) or _LABEL_ALONE.fullmatch(text)
        return (match["label"].strip(" *_`").lower(), match.end()) if match else None

    def ancestors(self) -> Iterator[Node]:
        """The items that this one stands under, innermost first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent


def outline(document: Document) -> list[Node]:
    """The blocks of a document in order, each in its place."""
    section = Section(None, 0, None)
    nodes: list[Node] = []
    open_items: list[Node] = []
    said: Node | None = None
    generated, number = False, 0
    blocks = [*filterfalse(of_the_papers, document.blocks)]
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind is BlockKind.MARKER:
            mark = read_mark(block, "table")
            generated = not mark.end if mark else generated
            continue
        if block.kind is BlockKind.HEADING:
            section = _open(section, block, block.level)
            open_items, said = [], None
        elif opened := _sources(document, section, block):
            section = opened
        else:
            section = _still_in(section, block, following, items=bool(number))
        node = Node(block, section, generated=generated)
        if block.kind is BlockKind.ITEM:
            number = number + 1 if open_items or number else 1
            open_items = _within(open_items, block.level)
            node.parent = open_items[-1] if open_items else None
            node.number, node.said = number, said
            open_items.append(node)
        elif block.level and block.kind is not BlockKind.HEADING and (around := _within(open_items, block.level)):
            open_items, node.parent = around, around[-1]
        else:
            open_items, number = ([node] if _leads_in(node) else []), 0
            tells = block.kind is BlockKind.PARAGRAPH and (not open_items or len(block.sentences) > 1)
            said = node if tells else said
        if node.parent:
            node.parent.children.append(node)
        nodes.append(node)
    _mark_title(nodes)
    return nodes


def _mark_title(nodes: list[Node]) -> None:
    """The first heading is the report's title where none stands above it in rank and others stand below it."""
    sections = [node.section for node in nodes if node.block is node.section.block]
    levels = [section.level for section in sections]
    if levels and levels[0] == min(levels) < max(levels):
        sections[0].is_title = True


def _leads_in(node: Node) -> bool:
    """Whether a paragraph leads in the items behind it: it ends with a colon, and the items are no list of sources."""
    if node.block.kind is BlockKind.HEADING or not node.block.text.rstrip().endswith(":"):
        return False
    return not any(section.bibliography for section in node.section.chain())


def _within(items: list[Node], level: int) -> list[Node]:
    """The open items and lead-in that a block of a level stands under, outermost first."""
    return [item for item in items if _level(item) < level]


def _sources(document: Document, section: Section, block: Block) -> Section | None:
    """The list of sources that a paragraph opens: as its heading, or as both the heading and the first entries.

    A line of its own, bold or with a colon, stands for the heading of a list of sources, up to the next one, or up to
    the first paragraph behind its entries, unless they are counted on behind it.
    """
    if not _stands_alone(block):
        return None
    entries = entries_start(block.text, lambda end: document.text[slice(*block.source(0, end))])
    if not entries and not heads_sources(block.text):
        return None
    opened = _open(section, block, _BELOW_ALL)
    opened.bibliography, opened.entries = True, entries
    opened.printed = _printed(block, entries) if entries else 0
    return opened


def _still_in(section: Section, block: Block, following: Block | None, *, items: bool) -> Section:
    """The section that a block belongs to: the one before it, or the one around that where it ends a list of sources.

    Args:
        section: the section of the block before.
        block: the block.
        following: the block behind it.
        items: whether items stand before it.
    """
    if section.level != _BELOW_ALL or section.parent is None or not _stands_alone(block):
        return section
    if not items and (own := _printed(block)) > section.printed:
        section.printed = own
        return section
    ends = (items or section.printed) and not _counts_on(following, section.printed)
    return section.parent if ends else section


def _counts_on(block: Block | None, last: int) -> bool:
    """Whether a block is a further entry of a list: an item that is not the first, or what has a higher number."""
    if block is None:
        return False
    own = _printed(block) or (block.number or 0 if block.kind is BlockKind.ITEM else 0)
    return own > max(last, 1)


def _printed(block: Block, start: int = 0) -> int:
    """The last number of the entries that a block begins with; 0 where it begins with none."""
    text = block.text[start:]
    found = [int(match[1] or match[2]) for match in _PRINTED.finditer(text)] if _PRINTED.match(text) else []
    return max(found, default=0)


def _stands_alone(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and not block.level


def _level(node: Node) -> int:
    return node.block.level if node.block.kind is BlockKind.ITEM else -1


def _open(section: Section, block: Block, level: int) -> Section:
    parent: Section | None = section
    while parent is not None and parent.level >= level:
        parent = parent.parent
    return Section(block, level, parent, bibliography=heads_sources(" ".join(block.text.split())))


def place(document: Document, block: Block, start: int, end: int) -> Location:
    """Where a part of a block's text stands in the file."""
    return document.locate(*block.source(start, end))
