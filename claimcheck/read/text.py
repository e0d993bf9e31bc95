"""Plain text → Document: blank lines part blocks, tabs make tables, short lines without a full stop are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.model import Block, BlockKind, Document
from claimcheck.read.markdown import CELL_SEPARATOR, TextBuilder

_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*•‣▪–]|\(?\d{1,3}[.)])\s+(?=\S)")
_NUMBERED_HEADING = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_]")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_ENDS_SENTENCE = re.compile(r"[.!?:;,]['\")\]]*$")
_LONGEST_HEADING = 140
_TITLE_LINES = 12


class _Line(NamedTuple):
    start: int
    text: str


def read_text(text: str) -> Document:
    """The document of a decoded plain text. Never raises: every text is one."""
    blocks: list[Block] = []
    for group in _groups(text):
        blocks.extend(_blocks(group))
    title = next((b.text for b in blocks[:_TITLE_LINES] if b.kind is BlockKind.HEADING), None)
    return Document(format="text", text=text, blocks=tuple(blocks), title=title)


def _groups(text: str) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    start = 0
    for raw in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        line = raw.rstrip("\r\n")
        if line.strip("\ufeff \t\f"):
            lead = len(line) - len(line.lstrip("\ufeff"))
            group.append(_Line(start + lead, line[lead:]))
        elif group:
            yield group
            group = []
        start += len(raw)
    if group:
        yield group


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    """The blocks of lines that no blank line parts."""
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].text):
        yield _joined([lines[0]], BlockKind.HEADING, level=1 if "=" in lines[1].text else 2)
        lines = lines[2:]
    paragraph: list[_Line] = []
    kind, level = BlockKind.PARAGRAPH, 0
    header: tuple[str, ...] | None = None
    for index, line in enumerate(lines):
        if "\t" in line.text.strip("\t"):
            if paragraph:
                yield _joined(paragraph, kind, level=level)
                paragraph = []
            row = _row(line, header or ())
            header = header or row.cells
            yield row.model_copy(update={"header": header})
            continue
        header = None
        if item := _ITEM.match(line.text):
            if paragraph:
                yield _joined(paragraph, kind, level=level)
            kind, level = BlockKind.ITEM, min(len(item["indent"].expandtabs(4)) // 2, 6)
            paragraph = [_Line(line.start + item.end(), line.text[item.end() :])]
        elif not paragraph and _is_heading(line.text, alone=len(lines) == 1, leads=index == 0):
            yield _joined([line], BlockKind.HEADING, level=_level(line.text))
            kind, level = BlockKind.PARAGRAPH, 0
        else:
            if not paragraph:
                kind, level = BlockKind.PARAGRAPH, 0
            paragraph.append(line)
    if paragraph:
        yield _joined(paragraph, kind, level=level)


def _is_heading(line: str, *, alone: bool, leads: bool) -> bool:
    line = line.strip()
    if len(line) > _LONGEST_HEADING or _ENDS_SENTENCE.search(line):
        return False
    return alone or (leads and bool(_NUMBERED_HEADING.match(line)))


def _level(line: str) -> int:
    number = _NUMBERED_HEADING.match(line.strip())
    return min(6, 2 + number["number"].count(".")) if number else 2


def _joined(lines: list[_Line], kind: BlockKind, *, level: int) -> Block:
    builder = TextBuilder()
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        start = line.start + line.text.index(text)
        if builder.length:
            builder.add(" ", start - 1, 1)
        builder.add(text, start)
    return builder.block(kind, level=level)


def _row(line: _Line, header: tuple[str, ...]) -> Block:
    builder, cells, place = TextBuilder(), [], line.start
    for index, cell in enumerate(line.text.split("\t")):
        text = cell.strip()
        if index:
            builder.add(CELL_SEPARATOR, place - 1, 1)
        builder.add(text, place + cell.index(text) if text else place)
        cells.append(text)
        place += len(cell) + 1
    return builder.block(BlockKind.ROW, cells=tuple(cells), header=header)
