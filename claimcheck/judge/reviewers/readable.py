"""What of a report is put before readers: its text in parts, without reference lists, and of a long one some parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimcheck.judge.reviewers.reproducibility import outside_lists
from claimcheck.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimcheck.model import Audit, Block

# Some 2,300 tokens: with a brief and the longest reply it fits the 4,096 that small models hold.
_LONGEST_PART, _MOST_PARTS = 9_000, 6
_LONGEST_NAME = 500
_GAP = "\n\n"


class Readable(NamedTuple):
    """Named texts to read, and what they leave out.

    Attributes:
        about: title and question of the report, as far as they are known.
        parts: of its text, 9,000 characters each at most; of a long one the first five and the last.
        note: what is left out of them; empty where that is nothing but reference lists.
    """

    about: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    note: str


def readable(audit: Audit) -> Readable:
    """The text of a report, for readers; no parts where it holds no text."""
    named = (("title", audit.report.title), ("question", audit.report.question))
    about = tuple((name, said[:_LONGEST_NAME]) for name, said in named if said)
    whole = _parts(outside_lists(audit.document.blocks) if audit.document else ())
    if len(whole) == 1:
        return Readable(about, (("report", whole[0]),), "")
    numbered = [(f"report, part {n} of {len(whole)}", text) for n, text in enumerate(whole, 1)]
    if len(whole) <= _MOST_PARTS:
        return Readable(about, tuple(numbered), "")
    chosen = (*numbered[: _MOST_PARTS - 1], numbered[-1])
    read, total = (sum(len(text) for _, text in some) for some in (chosen, numbered))
    note = f"read of the report: {read:,} of {total:,} characters, the first {_MOST_PARTS - 1} parts and the last"
    return Readable(about, chosen, note)


def _parts(blocks: Iterable[Block]) -> list[str]:
    """Paragraphs one after the other, as many in a part as it holds; one that is too long for a part is cut."""
    parts: list[str] = []
    for block in blocks:
        mark = {BlockKind.HEADING: "#" * block.level + " ", BlockKind.ITEM: "- "}.get(block.kind, "")
        for piece in _pieces(mark + block.text):
            if parts and len(parts[-1]) + len(_GAP) + len(piece) <= _LONGEST_PART:
                parts[-1] += _GAP + piece
            else:
                parts.append(piece)
    return parts


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _LONGEST_PART:
        end = start + _LONGEST_PART
        blank = text.rfind(" ", start + 1, end)
        cut = blank if blank > start else end
        yield text[start:cut].strip()
        start = cut
    yield text[start:].strip()
