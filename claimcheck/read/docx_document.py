"""One DOCX file → one `Document`: its text line by line, as Word would show it with all changes accepted.

python-docx opens the package and knows the styles; the text itself is read from the XML of each paragraph, as its runs
leave out what was inserted under tracking, formulas and notes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from claimcheck.model import Block, BlockKind, Document, Link
from claimcheck.read.mended import Mended
from claimcheck.read.raised import around_raised
from claimcheck.read.worker import Refused

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

CELL_SEPARATOR = " | "
_OLD_OR_ENCRYPTED = bytes.fromhex("d0cf11e0")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES, _CHOICE, _FALLBACK = (_COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback"))
# Footnotes and endnotes, by what refers to them: their names, the relationship of their part, the tag of one.
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NOTES = {
    _W + "footnoteReference": ("{}", _RELATED + "footnotes", _W + "footnote"),
    _W + "endnoteReference": ("end-{}", _RELATED + "endnotes", _W + "endnote"),
}
_HEADING = re.compile(r"heading (\d)")
_STYLES = (
    (re.compile(r"caption"), BlockKind.CAPTION),
    (re.compile(r"quote|block text"), BlockKind.QUOTE),
    (re.compile(r"code|preformatted|verbatim|macro text"), BlockKind.CODE),
    (re.compile(r"list(?! paragraph)"), BlockKind.ITEM),
)
# Left out whole: what was deleted, the instructions behind fields, and what is shown only by old versions.
_LEFT_OUT = frozenset({_W + "del", _W + "moveFrom", _W + "instrText", _W + "pPr", _FALLBACK})
_BLANKS = frozenset({_W + "tab", _W + "br", _W + "cr"})
_PARAGRAPH, _TABLE, _ROW, _CELL = _W + "p", _W + "tbl", _W + "tr", _W + "tc"
# What stands around paragraphs, tables, rows and cells without being one: Word's own bibliography is such a control.
_AROUND = frozenset({_W + "sdt", _W + "sdtContent", _W + "customXml", _ALTERNATIVES, _CHOICE})
_IN_CELLS = frozenset({_TABLE, _ROW, _CELL})
_MOST_COLUMNS = 100


def document_of(data: bytes, _pages: int) -> Document:
    """Reads a DOCX file, in the child process.

    Raises:
        Refused: encrypted, no DOCX, damaged, or without text.
    """
    import docx  # noqa: PLC0415 - only after the limits are set
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - as above
    from lxml.etree import LxmlError  # noqa: PLC0415 - comes with python-docx

    if data.startswith(_OLD_OR_ENCRYPTED):
        raise Refused("encrypted, or an old .doc; save it as .docx without a password")
    try:
        reader = _Reader(docx.Document(io.BytesIO(data)))
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError) as error:
        raise Refused("no DOCX, or damaged; save it anew") from error
    if not reader.blocks:
        raise Refused("no text in it")
    headings = [block for block in reader.blocks if block.kind is BlockKind.HEADING]
    title = min(headings, key=lambda block: block.level).text if headings else None
    return Document(format="docx", text="".join(reader.lines), blocks=tuple(reader.blocks), title=title)


class _Reader:
    """One pass over the paragraphs and tables of the body, then over the notes."""

    def __init__(self, opened: Any) -> None:
        from docx.text.paragraph import Paragraph  # noqa: PLC0415 - as above

        self.blocks: list[Block] = []
        self.lines: list[str] = []
        self.length = 0
        self.part = opened.part
        self.notes: dict[tuple[str, str], str] = {}
        found = _found(opened.element.body, {_PARAGRAPH, _TABLE})
        inside = [node if node.tag == _TABLE else Paragraph(node, opened) for node in found]
        # Where the report's title has a style of its own, headings stand a rank below it.
        self.below = int(any(isinstance(node, Paragraph) and _style(node) == "title" for node in inside))
        for node in inside:
            if isinstance(node, Paragraph):
                self.paragraph(node)
            else:
                self.table(node)
        self.footnotes()

    def set_down(self, text: Mended, links: list[Link], kind: BlockKind, **fields: object) -> None:
        """Writes a block as a line of the document's text, where all its spans lead."""
        said = text.text.rstrip()
        if not said.strip():
            return
        line = Mended()
        line.copy(said, self.length)
        fields |= {"kind": kind, "text": said, "pieces": line.pieces(), "links": tuple(links)}
        self.blocks.append(Block.model_validate(fields))
        self.lines.append(said + "\n")
        self.length += len(said) + 1

    def paragraph(self, paragraph: Paragraph) -> None:
        inside: Any = paragraph._p  # noqa: SLF001 - the way to what the library does not read
        text, links = self.inline(inside)
        style = _style(paragraph)
        level = 1 if style == "title" else _heading_level(style, paragraph)
        if level:
            level = level if style == "title" else min(6, level + self.below)
            self.set_down(text, links, BlockKind.HEADING, level=level)
            return
        numbered = inside.pPr.numPr if inside.pPr is not None else None
        kind = next((kind for wanted, kind in _STYLES if wanted.match(style)), BlockKind.PARAGRAPH)
        if numbered is not None:
            depth = numbered.ilvl.val if numbered.ilvl is not None else 0
            self.set_down(text, links, BlockKind.ITEM, level=depth)
        elif kind is BlockKind.ITEM:
            depth = re.search(r"\d$", style)
            self.set_down(text, links, kind, level=int(depth[0]) - 1 if depth else 0)
        else:
            self.set_down(text, links, kind)

    def table(self, table: Any) -> None:
        header: tuple[str, ...] = ()
        above: dict[int, Any] = {}
        for row in _found(table, {_ROW}):
            text, links = Mended(), list[Link]()
            cells: list[str] = []
            above = _columns(row, above)
            before = None
            for cell in above.values():
                if cell is before:  # a cell over several columns is given for each of them
                    cells.append(cells[-1])
                    continue
                if before is not None:
                    text.put(CELL_SEPARATOR, 0)
                before = cell
                start = text.length
                for paragraph in _found(cell, {_PARAGRAPH}, through=_IN_CELLS):
                    inner, inner_links = self.inline(paragraph)
                    if text.length > start:
                        text.blank()
                    links += [_moved(link, text.length) for link in inner_links]
                    text.copy(inner.text.strip(), 0)
                cells.append(text.text[start:])
            header = header or tuple(cells)
            if any(cells):
                self.set_down(text, links, BlockKind.ROW, cells=tuple(cells), header=header)

    def footnotes(self) -> None:
        """The notes that the text refers to, as paragraphs at the end."""
        from lxml import etree  # noqa: PLC0415 - as above

        parts = {rel.reltype: rel.target_part for rel in self.part.rels.values() if not rel.is_external}
        found: dict[tuple[str, str], Any] = {}
        for kind, (_, related, tag) in _NOTES.items():
            if related in parts:
                tree = etree.fromstring(parts[related].blob, etree.XMLParser(resolve_entities=False, no_network=True))
                found |= {(kind, note.get(_W + "id")): note for note in tree.iter(tag)}
        for place, name in list(self.notes.items()):
            said = [self.inline(p)[0].text.strip() for p in found[place].iter(_W + "p")] if place in found else []
            if any(said):
                text = Mended()
                text.put(f"[^{name}]: {' '.join(said)}", 0)
                self.set_down(text, [], BlockKind.PARAGRAPH)

    # ── inside a paragraph ───────────────────────────────────────────────────────────────────────────────────────────

    def inline(self, paragraph: Any) -> tuple[Mended, list[Link]]:
        """The text of a paragraph, with its links."""
        text, links, raised = Mended(), [], ""
        for run, words in self.runs(paragraph):
            if _is_raised(run):
                raised += words
                continue
            _lower(text, raised)
            raised = ""
            start = text.length
            for word in re.findall(r"\s+|\S+", words):
                text.blank() if word.isspace() else text.put(word, 0)
            if target := self.target(run):
                links.append(Link(start=start, end=text.length, target=target))
        _lower(text, raised)
        return text, links

    def runs(self, paragraph: Any) -> Iterator[tuple[Any, str]]:
        """The pieces of text of a paragraph, in order, each with the element that it stands in."""
        pending = [paragraph]
        while pending:
            node = pending.pop()
            if node.tag in _LEFT_OUT:
                continue
            if node.tag in {_W + "t", _MATHS}:
                yield node.getparent(), node.text or ""
            elif node.tag in _BLANKS:
                yield node.getparent(), " "
            elif node.tag == _W + "noBreakHyphen":
                yield node.getparent(), "-"
            elif node.tag in _NOTES:
                name = _NOTES[node.tag][0].format(len(self.notes) + 1)
                yield node, f"[^{self.notes.setdefault((node.tag, node.get(_W + 'id', '')), name)}]"
            pending.extend(reversed(list(node)))

    def target(self, run: Any) -> str:
        """Where the link leads in which a run stands, if it stands in one."""
        link = next((node for node in run.iterancestors() if node.tag == _W + "hyperlink"), None)
        if link is None:
            return ""
        relation = self.part.rels.get(link.get(_R + "id", ""))
        if relation is not None and relation.is_external:
            return str(relation.target_ref)
        anchor = link.get(_W + "anchor", "")
        return f"#{anchor}" if anchor else ""


def _found(parent: Any, wanted: Container[str], through: Container[str] = ()) -> Iterator[Any]:
    """The elements of some kinds in another, in order, also those in content controls.

    Nothing is looked for inside of them, nor inside of any other element but those to go through.
    """
    pending = list(reversed(parent))
    while pending:
        node = pending.pop()
        if node.tag in wanted:
            yield node
        elif node.tag in through or (node.tag in _AROUND and not _is_contents(node)):
            pending.extend(reversed(node))


def _is_contents(node: Any) -> bool:
    """Whether a content control is a table of contents, which repeats the headings and says nothing."""
    gallery = node.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(_W + "val") == "Table of Contents"


def _columns(row: Any, above: dict[int, Any]) -> dict[int, Any]:
    """The cells of a row by their columns; those of the row above where they reach down into this one."""
    cells: dict[int, Any] = {}
    column = row.grid_before
    for cell in _found(row, {_CELL}):
        last = min(column + max(1, cell.grid_span), _MOST_COLUMNS)
        own = cell if cell.vMerge != "continue" else above.get(column, cell)
        cells |= dict.fromkeys(range(column, last), own)
        column = last
    return cells


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name or "").lower() if paragraph.style is not None else ""


def _heading_level(style: str, paragraph: Any) -> int:
    if found := _HEADING.match(style):
        return min(6, int(found[1]) or 1)
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")  # noqa: SLF001 - as above
    level = outline.get(_W + "val", "9") if outline is not None else "9"
    return int(level) + 1 if level in "012345" else 0


def _is_raised(run: Any) -> bool:
    raised = run.find(f"{_W}rPr/{_W}vertAlign")
    return raised is not None and raised.get(_W + "val") == "superscript"


def _lower(text: Mended, raised: str) -> None:
    if raised.strip():
        left, right = around_raised(raised, text.text, anchored=False)
        text.put(f"{left}{raised.strip()}{right}", 0)


def _moved(link: Link, by: int) -> Link:
    return Link(start=link.start + by, end=link.end + by, target=link.target)
