"""One PDF, opened, to one `Document`: pages to lines, lines to text and blocks, which lead back into the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claimcheck.model import Block, BlockKind, Document, Link, Piece
from claimcheck.read.mended import Mended
from claimcheck.read.pdf_blocks import Draft, draft_blocks
from claimcheck.read.pdf_headings import Headings, title_lines
from claimcheck.read.pdf_layout import Line, reading_order
from claimcheck.read.pdf_lines import Fragment, Page, PageLink, drop_furniture, read_page
from claimcheck.read.pdf_mend import Vocabulary, mend
from claimcheck.read.worker import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

_Target = tuple[int, int, str]


def document_of(data: bytes, pages: int) -> Document:
    """Reads the first `pages` pages of a PDF, in the child process.

    Raises:
        Refused: no PDF, damaged, encrypted, or without a text layer.
        MemoryError: it needs more than the child may have.
    """
    import pymupdf  # noqa: PLC0415 - heavy, and only after the limits are set

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        pdf = pymupdf.open(stream=data, filetype="pdf")
        if pdf.needs_pass:
            raise Refused("encrypted; remove the password and try again")
        if not len(pdf):
            raise Refused("damaged: it has no pages; get the file anew")
        document = _document(pdf, pages)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        if "malloc" in str(error) or "memory" in str(error):
            raise MemoryError from error
        raise Refused("no PDF, or damaged; get the file anew") from error
    if document is None:
        raise Refused("no text layer; run OCR first")
    return document


def _document(pdf: Any, pages: int) -> Document | None:
    """Reads an open PyMuPDF document; None where no page has a text layer."""
    layers = [layer for number in range(min(pages, len(pdf))) for layer in read_page(pdf[number], number + 1)]
    if not any(re.search(r"\w", fragment.text) for layer in layers for fragment in layer.fragments):
        return None
    drop_furniture(layers)
    order = reading_order(layers)
    text, starts = _set_down(layers, [[line for zone in zones for line in zone.lines] for zones in order])
    zones = [zone for page in order for zone in page]
    title = title_lines(layers[0], order[0])
    headings = Headings(zones, title)
    vocabulary = Vocabulary(line.text for zone in zones for line in zone.lines)
    links = _links(layers)
    blocks = [_block(draft, vocabulary, links) for draft in draft_blocks(zones, headings)]
    return Document(
        format="pdf",
        text=text,
        blocks=tuple(block for block in blocks if block.text),
        pages=tuple(starts),
        title=mend([part for line in title for part in line.parts], vocabulary).text or None,
    )


def _set_down(layers: list[Page], lines: list[list[Line]]) -> tuple[str, list[int]]:
    """Writes the document's text, gives each fragment its offset, and notes where each page starts."""
    out: list[str] = []
    starts: list[int] = []
    at = 0
    for layer, of_layer in zip(layers, lines, strict=True):
        if layer.number > len(starts):
            starts.append(at)
        for line in of_layer:
            for part in line.parts:
                part.offset = at
                out.append(part.text)
                out.append(" ")
                at += len(part.text) + 1
            out[-1] = "\n"
        for text in layer.aside:
            out.append(text + "\n")
            at += len(text) + 1
    return "".join(out), starts


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _block(draft: Draft, vocabulary: Vocabulary, links: dict[int, list[_Target]]) -> Block:
    mended = Mended()
    cells: list[str] = []
    if draft.kind is BlockKind.ROW:
        for cell in draft.cells:
            mended.blank()
            start = mended.length
            mend(cell, vocabulary, mended)
            cells.append(mended.text[start:].strip())
    else:
        mend(draft.parts, vocabulary, mended)
    trimmed = mended.text.rstrip()
    pieces = mended.pieces(len(trimmed))
    return Block(
        kind=draft.kind,
        text=trimmed,
        pieces=pieces,
        level=draft.level,
        page=draft.first.main.page,
        links=_placed(draft.parts, pieces, links, len(trimmed)) if trimmed else (),
        cells=tuple(cells),
        header=draft.header,
    )


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _links(layers: list[Page]) -> dict[int, list[_Target]]:
    """For each fragment under links, by its id: which characters lead where."""
    found: dict[int, list[_Target]] = defaultdict(list)
    for layer in layers:
        for link in layer.links:
            for fragment in layer.fragments:
                if link.y0 <= fragment.middle <= link.y1 and fragment.x0 < link.x1 and link.x0 < fragment.x1:
                    found[id(fragment)].extend(_under(fragment, link))
    return found


def _under(fragment: Fragment, link: PageLink) -> list[_Target]:
    """The characters of a fragment under a link's rectangle, by proportion within each run of one font."""
    ends: list[int] = []
    for start, end, x0, x1 in fragment.marks:
        if x1 <= link.x0 + 0.5 or x0 >= link.x1 - 0.5 or x1 <= x0:
            continue
        scale = (end - start) / (x1 - x0)
        ends.append(start + round(max(0.0, link.x0 - x0) * scale))
        ends.append(end - round(max(0.0, x1 - link.x1) * scale))
    return [(min(ends), max(ends), link.target)] if ends and min(ends) < max(ends) else []


def _placed(
    parts: Sequence[Fragment], pieces: Sequence[Piece], links: dict[int, list[_Target]], length: int
) -> tuple[Link, ...]:
    placed: list[Link] = []
    for part in parts:
        for start, end, target in sorted(links.get(id(part), ())):
            first, last = _plain(pieces, part.offset + start), min(length, _plain(pieces, part.offset + end - 1) + 1)
            if placed and placed[-1].target == target and first - placed[-1].end <= 1:
                placed[-1] = Link(start=placed[-1].start, end=max(last, placed[-1].end), target=target)
            elif first < last:
                placed.append(Link(start=first, end=last, target=target))
    return tuple(placed)


def _plain(pieces: Sequence[Piece], source: int) -> int:
    """The offset in a block's text of a place in the document's text."""
    index = max(0, bisect_right(pieces, source, key=lambda piece: piece.source) - 1)
    piece = pieces[index]
    return piece.plain + max(0, min(source - piece.source, max(0, piece.length - 1)))
