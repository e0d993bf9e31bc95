"""A paper's document → its passages: sentences, captions and table rows, with page, section and span.

Left out: headings, code, the bibliography (up to the heading behind it, so that appendices are kept) and fragments too
short to say anything. Very short sentences join the next one, and "We leave this to others" the one before. A row
carries its caption and headers in `text`, so that it can be found by them; its quotation is the row alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Block, BlockKind, Document, Passage
from claimcheck.words import collapse

_BIBLIOGRAPHY = re.compile(
    r"(?:\d+\.?\s*|[IVX]+\.\s*)?(?:references?|bibliography|works cited|literature cited)\W*", re.IGNORECASE
)
# A sentence that takes the one before it back is read with it.
_LEAVES_IT = re.compile(r"We leave (?:this|these|them|it|both|that)\b")
_SHORT, _LONG, _MOST = 40, 900, 6_000
# How much of a caption, a header or a heading is kept, in characters.
CONTEXT = 160


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a paper in reading order, at most 6,000."""
    found: list[Passage] = []
    section: str | None = None
    caption, in_bibliography = "", False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            in_bibliography = bool(_BIBLIOGRAPHY.fullmatch(block.text.strip()))
            section, caption = collapse(block.text)[:CONTEXT] or None, ""
        if in_bibliography or block.kind in {BlockKind.HEADING, BlockKind.CODE, BlockKind.MARKER}:
            continue
        if block.kind is BlockKind.CAPTION:
            caption = collapse(block.text)[:CONTEXT]
        if block.kind is BlockKind.ROW:
            found.extend(_row(document, block, section, caption))
        else:
            found.extend(_sentences(document, block, section))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _row(document: Document, block: Block, section: str | None, caption: str) -> Iterator[Passage]:
    if sum(map(str.isalnum, block.text)) < 4:
        return
    header = collapse(" ".join(block.header))[:CONTEXT] if block.header != block.cells else ""
    text = " — ".join(part for part in (caption, header, collapse(" ".join(block.cells) or block.text)) if part)
    passage = _passage(document, block, (0, len(block.text)), section, text=text[:_LONG], kind="row")
    under = block.header if len(block.header) == len(block.cells) else ()
    yield passage.model_copy(update={"cells": block.cells, "header": under})


def _sentences(document: Document, block: Block, section: str | None) -> Iterator[Passage]:
    kind = "caption" if block.kind is BlockKind.CAPTION else "sentence"
    start: int | None = None
    spans = block.sentences or ((0, len(block.text)),)
    for number, (first, last) in enumerate(spans):
        start = first if start is None else start
        if number + 1 < len(spans) and (last - start < _SHORT or _LEAVES_IT.match(block.text, spans[number + 1][0])):
            continue
        for left in range(start, last, _LONG):
            right = min(last, left + _LONG)
            if sum(map(str.isalpha, block.text[left:right])) >= 12:
                yield _passage(document, block, (left, right), section, text=block.text[left:right], kind=kind)
        start = None


def _passage(  # noqa: PLR0913 - a passage has six sides
    document: Document, block: Block, span: tuple[int, int], section: str | None, *, text: str, kind: str
) -> Passage:
    start, end = block.source(*span)
    return Passage.model_validate(
        {
            "text": collapse(text),
            "quotation": document.quote(block, *span) or collapse(text),
            "span": (start, end),
            "page": document.page(start),  # where the sentence begins: a block can run over the end of a page
            "section": section,
            "kind": kind,
        }
    )
