"""Which words of a claim and of a quotation are marked: those without a counterpart, shared ones, those that differ."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from claimcheck.render.clean import INSTEAD, clean
from claimcheck.words import normalise, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimcheck.model import Evidence, Span

Kind = Literal["", "alone", "shared", "differs", "added"]

# Longer claims and quotations are cut on the cards: they are no sentences, and stand whole in the report's own text.
_LONGEST = 4_000
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*%?")
_ADDITION = re.compile(r"\[[^\[\]]*\]")
# Words of three letters or fewer and these join other words; that two sentences share them says nothing.
_JOINING = frozenset(
    {
        "also", "been", "between", "both", "each", "from", "have", "into", "more", "most", "such", "than", "that",
        "their", "then", "there", "these", "they", "this", "those", "were", "what", "when", "where", "which", "while",
        "will", "with", "within", "would",
    }
)  # fmt: skip


class Run(NamedTuple):
    """A piece of text and how it is marked: not at all, or as one of the kinds."""

    text: str
    kind: Kind


def claim_runs(text: str, evidence: Evidence | None) -> tuple[Run, ...]:
    """A claim with the words marked that have no counterpart in the passage, and what differs from it."""
    text = shortened(text)
    if evidence is None:
        return (Run(text, ""),)
    there = {_root(word) for word in _WORD.findall(shortened(evidence.quotation))}
    # A matcher may see another sense in a word that the passage has too; to a reader only a number can be another.
    alone = [word for word in evidence.unmatched if any(c.isdigit() for c in word) or _root(word) not in there]
    differing = _places(text, [evidence.conflict.claim] if evidence.conflict else [])
    return _runs(text, [(span, "differs") for span in differing], [(span, "alone") for span in _places(text, alone)])


def quotation_runs(claim: str, evidence: Evidence) -> tuple[Run, ...]:
    """A quotation with the words marked that the claim has too, and what differs from the claim."""
    text = shortened(evidence.quotation)
    known = {_root(word) for word in _WORD.findall(shortened(claim)) if _speaks(word)}
    shared: list[tuple[Span, Kind]] = [
        (match.span(), "shared") for match in _WORD.finditer(text) if _speaks(match[0]) and _root(match[0]) in known
    ]
    differing = _places(text, [evidence.conflict.source] if evidence.conflict else [])
    return _runs(text, [(span, "differs") for span in differing], shared)


def statement_runs(text: str, statement: str) -> tuple[Run, ...]:
    """The statement that was checked, with what was added in square brackets marked.

    Empty where it has no other words than the printed text, in their order.
    """
    text, statement = shortened(text), shortened(statement)
    printed = iter(_WORD.findall(text))
    if all(word in printed for word in _WORD.findall(statement)):
        return ()
    added: list[tuple[Span, Kind]] = [
        (match.span(), "added") for match in _ADDITION.finditer(statement) if match[0] not in text
    ]
    return _runs(statement, added)


def shortened(text: str) -> str:
    """The text made safe to show, on one line, and cut where it is no sentence any more."""
    left = len(text) - _LONGEST
    return clean(text) if left <= 0 else f"{clean(text[:_LONGEST])} … (and {left} more characters)"


def _places(text: str, wanted: Iterable[str]) -> list[Span]:
    """Where words or phrases stand in a text, as whole words."""
    phrases = sorted({phrase for part in wanted if (phrase := clean(part)) and INSTEAD not in phrase}, key=len)
    if not phrases:
        return []
    pattern = "|".join(re.escape(phrase) for phrase in reversed(phrases))
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]


def _runs(text: str, *marks: Iterable[tuple[Span, Kind]]) -> tuple[Run, ...]:
    """The text in runs; of marks that overlap, those of the first list win."""
    taken: list[tuple[Span, Kind]] = []
    for marked in marks:
        kept = list(taken)
        taken += [(span, kind) for span, kind in marked if not any(a < span[1] and span[0] < b for (a, b), _ in kept)]
    return tuple(_cut(text, sorted(taken)))


def _cut(text: str, marks: list[tuple[Span, Kind]]) -> Iterator[Run]:
    at = 0
    for (start, end), kind in marks:
        if start > at:
            yield Run(text[at:start], "")
        yield Run(text[start:end], kind)
        at = end
    if at < len(text) or not marks:
        yield Run(text[at:], "")


def _speaks(word: str) -> bool:
    return any(c.isdigit() for c in word) or (len(word) > 3 and word.lower() not in _JOINING)


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    plain = normalise(word).lower()
    return stem(plain) if plain.isalpha() else plain
