"""What a language model proposes for a claim, held to the claim's own words: a name for a pronoun, and parts.

The printed claim is judged as ever. Beside it stands its `reading`, with the name in the pronoun's place and in its
parts, which must be verified too before the claim is: what a model makes up can cost a claim its "verified" and never
earn it one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from claimcheck.extract.parts import Part
from claimcheck.extract.standalone import Referring, referring
from claimcheck.model import Claim

_MOST, _FEWEST_WORDS = 4, 2
# All that may stand before, between and behind parts: no word that could turn the sense of one.
_BEFORE = re.compile(r"\W*(?:(?:while|whereas|although|though)\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:[\s,;:–—-]|\b(?:and|but|while|whereas|yet|also|then|further|which|who|that|moreover|additionally)\b"
    r"|\[[^\[\]]*\]|\([^()]*\d{4}[^()]*\))*",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"\bet al\b")
_BEHIND = re.compile(r"(?:\W|\[[^\[\]]*\]|\([^()]*\d{4}[^()]*\))*")


def parted(sentence: str, proposed: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """A sentence in the parts that are proposed; empty where they are not the whole of it, in order, word for word.

    Args:
        sentence: the sentence as printed.
        proposed: for each part the words that it shares with those before it, empty for none, and its own.

    >>> parted("Bees dance, and so find food.", [("", "Bees dance"), ("Bees", "so find food")])
    (Part(start=0, end=10, carried=''), Part(start=16, end=28, carried='Bees'))
    >>> parted("Bees dance, and do not find food.", [("", "Bees dance"), ("Bees", "find food")])
    ()
    """
    if not 1 < len(proposed) <= _MOST:
        return ()
    parts: list[Part] = []
    for shared, own in proposed:
        last = parts[-1].end if parts else 0
        found = _find(own, sentence, last)
        carried = _find(shared, sentence[:last], 0) if shared.strip() else (0, 0)
        between = _BETWEEN if parts else _BEFORE
        if found is None or carried is None or not between.fullmatch(sentence, last, found[0]):
            return ()
        parts.append(Part(*found, sentence[carried[0] : carried[1]]))
    return tuple(parts) if _BEHIND.fullmatch(sentence, parts[-1].end) else ()


def _find(wanted: str, text: str, start: int) -> tuple[int, int] | None:
    words = wanted.split()
    if len(words) < _FEWEST_WORDS and start:
        return None
    spaced = r"\s+".join(map(re.escape, words))
    found = re.compile(rf"(?<!\w){spaced}(?!\w)").search(text, start) if words else None
    return found.span() if found else None


def with_name(claim: Claim, name: str, own: Collection[str]) -> Claim:
    """A claim with the name that its first words stand for, in brackets for the reader and in place in its reading.

    Args:
        claim: a claim to which the rules added nothing.
        name: words of the report.
        own: what the papers that it cites call their own work, and their authors. No paper speaks of these by their
            names, so such a name is shown and not judged; nor is that of any authors.
    """
    place = referring(claim.statement)
    if place is None or claim.statement != claim.judged:
        return claim
    shown = f"{claim.statement[: place.end]} [{_in_form(name, place)}]{claim.statement[place.end :]}"
    bracketed = claim.model_copy(update={"statement": shown, "read_as": claim.judged})
    if place.authors or _AUTHORS.search(name) or name.lower() in {said.lower() for said in own}:
        return bracketed
    reading = _put(claim.reading or claim, name, place)
    clauses = tuple(_put(clause, name, place) for clause in reading.clauses)
    return bracketed.model_copy(update={"reading": reading.model_copy(update={"clauses": clauses})})


def _put(claim: Claim, name: str, of: Referring) -> Claim:
    """A claim or a part of one with the name in the place of the same words, where it begins with them."""
    place = referring(claim.judged)
    if place is None or place.words.lower() != of.words.lower():
        return claim
    said = f"{claim.judged[: place.start]}{_in_form(name, place)}{claim.judged[place.end :]}"
    return claim.model_copy(update={"statement": said, "read_as": None, "reading": None})


def _in_form(name: str, place: Referring) -> str:
    return f"{name}’s" if place.possessive else name
