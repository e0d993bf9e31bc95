"""Claims that a language model may be asked about: what stands before one that begins with a pronoun, and long ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.extract.standalone import Referring, referring
from claimcheck.model import BlockKind, Claim, Document
from claimcheck.words import collapse, words

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_MOST_BEFORE = 6
_LONGEST = 1_000
# Of a sentence that may state several things, and what then joins them.
_FEWEST_WORDS = 12
_JOINT = re.compile(r"[,;:–—]\s|\s(?:and|but|while|whereas|yet|which|who)\s")


class Unresolved(NamedTuple):
    """A claim whose first words stand for what was named before it.

    Attributes:
        claim: the claim.
        words: these words, as printed: "They", "this method".
        before: the sentences before it, at most six, in order, not beyond the heading that they stand under.
    """

    claim: Claim
    words: str
    before: tuple[str, ...]


class _Sentence(NamedTuple):
    start: int
    kind: BlockKind
    text: str


def unresolved(document: Document, claims: Sequence[Claim]) -> tuple[Unresolved, ...]:
    """The claims of the prose whose first words the rules could not resolve, in order."""
    return tuple(
        Unresolved(claim, place.words, before)
        for claim, before in _in_prose(document, claims)
        if before and claim.statement == claim.judged and (place := _printed(claim))
    )


def undivided(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of the prose that the rules left whole and that are long enough to state several things, in order."""
    return tuple(
        claim
        for claim, _ in _in_prose(document, claims)
        if not claim.clauses and not claim.truncated and len(claim.text) <= _LONGEST
        if len(words(claim.judged)) >= _FEWEST_WORDS and _JOINT.search(claim.judged)
    )


def _printed(claim: Claim) -> Referring | None:
    """The words that stand for others, unless the rules put them for a mark: "The authors" for "@yin2024"."""
    place, printed = referring(claim.statement), referring(claim.text)
    return place if place and printed and place.words == printed.words else None


def _in_prose(document: Document, claims: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """Each claim that stands in a sentence, with the sentences before it."""
    sentences = sorted(_sentences(document))
    starts = [sentence.start for sentence in sentences]
    for claim in claims:
        here = bisect_right(starts, document.span(claim.location)[0]) - 1
        if here >= 0 and sentences[here].kind in _PROSE:
            yield claim, _before(sentences[max(0, here - _MOST_BEFORE) : here])


def _sentences(document: Document) -> Iterator[_Sentence]:
    for block in document.blocks:
        for start, end in block.sentences or [(0, len(block.text))]:
            yield _Sentence(block.source(start, end)[0], block.kind, collapse(block.text[start:end])[:_LONGEST])


def _before(sentences: Sequence[_Sentence]) -> tuple[str, ...]:
    found: list[str] = []
    for sentence in reversed(sentences):
        if sentence.kind in _PROSE or sentence.kind is BlockKind.HEADING:
            found.append(sentence.text)
        if sentence.kind is BlockKind.HEADING:
            break
    return tuple(reversed(found))
