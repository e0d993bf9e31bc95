"""Blocks whose sentences stand on known pages → one `Document`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.model import Block, BlockKind, Document, Piece

_GAP = "\n\n"


class Draft(NamedTuple):
    """A block that has no place in a text yet; `sentences` are its texts with their pages, None where not known."""

    kind: BlockKind
    level: int
    sentences: tuple[tuple[str, int | None], ...]
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


def lay_out(drafts: Sequence[Draft], pages: int, title: str | None) -> Document:
    """A document whose text runs page by page, so that `Document.pages` means what it always does.

    The blocks keep the order of the drafts, whatever page they are on. What has no known page comes first, before the
    first page begins.
    """
    drafts = [draft for draft in drafts if any(text for text, _ in draft.sentences)]
    runs = {
        (page or 0, number, place)
        for number, draft in enumerate(drafts)
        for place, (_, page) in enumerate(draft.sentences)
    }
    starts: dict[tuple[int, int], int] = {}
    begins, parts, length, last = [0] * pages, list[str](), 0, 0
    for page, number, place in sorted(runs):
        for passed in range(last, page):
            begins[passed] = length
        last = max(last, page)
        starts[number, place] = length
        said = drafts[number].sentences[place][0] + (" " if (page, number, place + 1) in runs else _GAP)
        parts.append(said)
        length += len(said)
    begins[last:] = [length] * (pages - last)
    blocks = tuple(_block(draft, number, starts) for number, draft in enumerate(drafts))
    return Document(format="latex", text="".join(parts), blocks=blocks, pages=tuple(begins), title=title)


def _block(draft: Draft, number: int, starts: dict[tuple[int, int], int]) -> Block:
    pieces, sentences, length = [], [], 0
    for place, (text, _) in enumerate(draft.sentences):
        pieces.append(Piece(plain=length, source=starts[number, place], length=len(text)))
        sentences.append((length, length + len(text)))
        length += len(text) + 1
    return Block(
        kind=draft.kind,
        text=" ".join(text for text, _ in draft.sentences),
        pieces=tuple(pieces),
        level=draft.level,
        page=draft.sentences[0][1],
        cells=draft.cells,
        header=draft.header,
        sentences=tuple(sentences) if draft.kind not in {BlockKind.HEADING, BlockKind.ROW, BlockKind.CODE} else (),
    )
