"""What the tests of this room make references and documents with."""

from __future__ import annotations

from claimcheck.errors import DocumentError
from claimcheck.model import Block, BlockKind, Document, Piece, Reference

TREE = "Tree of Thoughts: Deliberate Problem Solving with Large Language Models"
STAR = "STaR: Bootstrapping Reasoning With Reasoning"
INFLATION = "Hypergeometric Potential Inflation and Swampland Program in Rescaled Gravity"


def read_lines(data, name):
    """A document of a title, its first line, and a paragraph a line; a PDF's first and last line are left out."""
    if b"\0" in data or not data.strip():
        raise DocumentError(f"{name}: no readable text; give another file")
    lines = [line for line in data.decode().split("\n") if line and not line.startswith("%")]
    return document(*lines)


def document(*lines, titled=True):
    text, blocks = "\n".join(lines), []
    for number, line in enumerate(lines):
        piece = Piece(plain=0, source=text.index(line), length=len(line))
        kind = BlockKind.PARAGRAPH if number or not titled else BlockKind.HEADING
        blocks.append(Block(kind=kind, text=line, pieces=(piece,)))
    return Document(format="text", text=text, blocks=tuple(blocks), title=lines[0] if titled else None)


def reference(title=None, **fields):
    key = fields.get("arxiv_id") or fields.get("doi") or title or "somebody"
    return Reference(key=key, raw=fields.pop("raw", title or key), title=title, **fields)
