"""Rows of tables: whether a number of a claim is in the right row and column, and what a row says in words.

A row is named by its first cell. It is not the one that is meant where the claim has by its number the name of another
row of the table and nothing of this one's, or where the row has a name that the claim lacks and lacks one that it has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import takewhile

from claimcheck.model import Passage
from claimcheck.verify.names import find, has, missing_names
from claimcheck.verify.numeric.frames import Frame
from claimcheck.verify.passages import CONTEXT
from claimcheck.verify.score import content_stems, tokens
from claimcheck.words import collapse

# Rows that tell what kind of row they are; a claim calls the thing by its name.
_NAMELESS = frozenset(
    content_stems("proposed model method approach system paper total overall average mean median avg")
)
# "Placebo (n = 118)": the size of a group is no part of its name.
_GROUP_SIZE = re.compile(r"[(\[]?\b[nN]\s?=\s?\d[\d,]*[)\]]?")
_SHORT = 3
_OWN = frozenset(["ours", "our", "we", "us"])


def in_its_row(wanted: Frame, claim: str, row: Passage, passages: Sequence[Passage], *, alone: bool) -> bool:
    """Whether a row speaks of what the claim's number belongs to, as far as the two say.

    Args:
        wanted: the number.
        claim: the whole claim.
        row: the row, with its cells.
        passages: all that were found for the claim, other rows of the table among them.
        alone: whether it is the claim's only number, so that all its words are about it.
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
        if alone and only_there and only_there <= words and not only_here & words:
            return False
        if alone and _is_printed(other, claim) and not _is_printed(row, claim):
            return False
    told = this & words or this <= _NAMELESS or _OWN & set(tokens(row.cells[0]))
    return bool(told) or not missing_names(claim, [row])


def in_its_column(words: Collection[str], row: Passage, places: Collection[int]) -> bool:
    """Whether a row has a number of the claim in no other column than the one that the claim names.

    Where the claim names a column ("on Dogwood"), its number must not stand under others alone; where it names none, or
    the table has no header, the whole row counts.

    Args:
        words: the stems of what the claim says of the number.
        row: the row, with its cells.
        places: the cells that hold the number, or over which it stands, counted from 0.
    """
    words = frozenset(words)
    # Over the first column stands what the rows are ("System"), which names no column.
    columns = [frozenset(content_stems(_GROUP_SIZE.sub(" ", head))) for head in row.header][1:]
    named = {i: column for i, column in enumerate(columns, 1) if column and column <= words}
    # "Ours (NSL)" is not what a claim names that says "Starcoder (NSL)": the fuller name is.
    named = {i: column for i, column in named.items() if not any(column < other for other in named.values())}
    return not named or not places or bool(named.keys() & set(places))


def in_words(row: Passage, places: Collection[int]) -> str:
    """Some cells of a row as sentences that name its columns: "For GSM8K, CoT has 42.9."; with the table's caption.

    A model that reads sentences cannot tell under which header a cell of a row stands (`reports/cells.md`).

    Args:
        row: the row, with its cells.
        places: the cells, counted from 0; the first one names the row.

    Returns:
        The text of the row as it is where there are none, or no header to name them by.
    """
    # "GPT-3.5" is a name: who is asked for it wants the row as it is.
    places = [
        i for i in sorted(places) if i and sum(map(str.isalpha, row.cells[i])) <= sum(map(str.isdigit, row.cells[i]))
    ]
    if not places or not row.header:
        return row.text
    caption, found, _ = row.text.partition(f"{collapse(' '.join(row.header))[:CONTEXT]} — ")
    name = [row.cells[0], *takewhile(_is_a_word, row.cells[1:])]
    said = (_sentence(row.header[i], collapse(" ".join(name)), row.cells[i]) for i in places if i >= len(name))
    return (caption if found else "") + " ".join(said) or row.text


def _is_a_word(cell: str) -> bool:
    return any(c.isalpha() for c in cell) and not any(c.isdigit() for c in cell)


def _sentence(head: str, name: str, cell: str) -> str:
    return f"For {head}, {name} has {cell}." if head else f"{name} has {cell}."


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


def _is_printed(row: Passage, claim: str) -> bool:
    """Whether a claim has the very name of a row, letter by letter: "Arc-E" is not "Arc-C"."""
    return not _label(row) <= _NAMELESS and f" {' '.join(tokens(row.cells[0]))} " in f" {' '.join(tokens(claim))} "


def _same_table(row: Passage, other: Passage) -> bool:
    alike = other.kind == "row" and other.header == row.header and len(other.cells) == len(row.cells)
    return alike and (bool(row.header) or other.page == row.page)
