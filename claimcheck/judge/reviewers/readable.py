"""What of a report is put before readers: its text in parts, without reference lists, and of a long one some parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimcheck.judge.reviewers.reproducibility import outside_lists
from claimcheck.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.model import Audit, Block

# Some 2,500 tokens: with a brief and a reply it fits the 4,096 that small models hold.
_LONGEST_PART, _MOST_PARTS = 10_000, 4
_LONGEST_NAME = 500
_GAP = "\n\n"


class Readable(NamedTuple):
    """Named texts to read, and what they leave out.

    Attributes:
        about: title and question of the report, as far as they are known.
        parts: of its text, 10,000 characters each at most; of a long one the first three and the last.
        note: what is left out of them; empty where that is nothing but reference lists.
    """

    about: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    note: str


def readable(audit: Audit) -> Readable:
    """The text of a report, for readers; no parts where it holds no text."""
    named = (("title", audit.report.title), ("question", audit.report.question))
    about = tuple((name, said[:_LONGEST_NAME]) for name, said in named if said)
    whole = _parts(_sections(list(outside_lists(audit.document.blocks)) if audit.document else []))
    if len(whole) == 1:
        return Readable(about, (("report", whole[0]),), "")
    numbered = [(f"report, part {n} of {len(whole)}", text) for n, text in enumerate(whole, 1)]
    if len(whole) <= _MOST_PARTS:
        return Readable(about, tuple(numbered), "")
    chosen = (*numbered[: _MOST_PARTS - 1], numbered[-1])
    read, total = (sum(len(text) for _, text in some) for some in (chosen, numbered))
    note = f"read of the report: {read:,} of {total:,} characters, the first {_MOST_PARTS - 1} parts and the last"
    return Readable(about, chosen, note)


def _sections(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each heading with what stands below it, up to the next heading of any rank."""
    section: list[str] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and section:
            yield _GAP.join(section)
            section = []
        mark = {BlockKind.HEADING: "#" * block.level + " ", BlockKind.ITEM: "- "}.get(block.kind, "")
        section.append(mark + block.text)
    if section:
        yield _GAP.join(section)


def _parts(sections: Iterator[str]) -> list[str]:
    """Sections side by side as far as they fit; one that is too long alone is cut between paragraphs, or at a blank."""
    parts: list[str] = []
    for section in sections:
        for piece in _pieces(section):
            if parts and len(parts[-1]) + len(_GAP) + len(piece) <= _LONGEST_PART:
                parts[-1] += _GAP + piece
            else:
                parts.append(piece)
    return parts


def _pieces(section: str) -> Iterator[str]:
    start = 0
    while len(section) - start > _LONGEST_PART:
        end = start + _LONGEST_PART
        places = (section.rfind(border, start + 1, end) for border in (_GAP, " "))
        cut = next((place for place in places if place > start), end)
        yield section[start:cut].strip()
        start = cut
    yield section[start:].strip()
