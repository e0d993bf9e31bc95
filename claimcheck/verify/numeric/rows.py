"""Whether a row of a table is the one that a number of a claim is in: the right row, the right column.

A row is named by its first cell. It is not the one that is meant where the claim has by its number the name of another
row of the table and nothing of this one's, or where the row has a name that the claim lacks and lacks one that it has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from claimcheck.model import Passage
from claimcheck.verify.names import find, has, missing_names
from claimcheck.verify.numeric.frames import Frame
from claimcheck.verify.score import content_stems, tokens

# Rows that tell what kind of row they are; a claim calls the thing by its name.
_NAMELESS = frozenset(
    content_stems("proposed model method approach system paper total overall average mean median avg")
)
_SHORT = 3
_OWN = frozenset(["ours", "our", "we", "us"])


def in_its_row(wanted: Frame, claim: str, row: Passage, passages: Sequence[Passage]) -> bool:
    """Whether a row speaks of what the claim's number belongs to, as far as the two say.

    Args:
        wanted: the number.
        claim: the whole claim.
        row: the row, with its cells.
        passages: all that were found for the claim, other rows of the table among them.
    """
    this, words = _label(row), frozenset(content_stems(claim))
    if not this or (not this & words and _otherwise_named(row.cells[0], claim)):
        return True
    # What tells a 7B model from a 13B one begins with a digit, and is no word of a frame.
    sizes = {word for word in words if word[0].isdigit()}
    own, around = wanted.own | sizes, wanted.around | sizes
    for other in passages:
        if other is row or not _same_table(row, other):
            continue
        only_there, only_here = _label(other) - this, this - _label(other)
        if only_there and only_there <= around and only_there & own and not only_here & around:
            return False
    told = this & words or this <= _NAMELESS or _OWN & set(tokens(row.cells[0]))
    return bool(told) or not missing_names(claim, [row])


def in_its_column(wanted: Frame, row: Passage, places: Collection[int]) -> bool:
    """Whether a row has a number of the claim in no other column than the one that the claim names.

    Where the claim names a column ("on Dogwood"), its number must not stand under others alone; where it names none, or
    the table has no header, the whole row counts.

    Args:
        wanted: the number.
        row: the row, with its cells.
        places: the cells that hold the number, counted from 0.
    """
    words = wanted.around | wanted.own
    # Over the first column stands what the rows are ("System"), which names no column.
    columns = [frozenset(content_stems(head)) for head in row.header][1:]
    named = {i for i, column in enumerate(columns, 1) if column and column <= words}
    return not named or not places or bool(named & set(places))


def _otherwise_named(cell: str, claim: str) -> bool:
    """Whether a claim has a row's name in other letters: "BERT-Large" for "BERTLARGE", "chain of thought" for "CoT"."""
    run, said = "".join(tokens(cell)), "".join(tokens(claim))
    return (len(run) > _SHORT and run in said) or any(has(claim, name, claim) for name in find(cell))


def _label(row: Passage) -> frozenset[str]:
    """The words of a row's first cell; none where it is a number."""
    return _words(row.cells[0]) if row.cells else frozenset()


@lru_cache(maxsize=4_096)
def _words(cell: str) -> frozenset[str]:
    return frozenset(content_stems(cell)) if any(c.isalpha() for c in cell) else frozenset()


def _same_table(row: Passage, other: Passage) -> bool:
    alike = other.kind == "row" and other.header == row.header and len(other.cells) == len(row.cells)
    return alike and (bool(row.header) or other.page == row.page)
