"""Lexical matcher: rapidfuzz over the stems of the words that carry meaning."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from claimcheck.model import Passage
from claimcheck.verify.score import Score, content_stems


def lexical(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """Token-set similarity, 0 to 1: how much of the claim's wording stands in the passage, in any order."""
    wanted = " ".join(content_stems(claim))
    return [Score(fuzz.token_set_ratio(wanted, " ".join(content_stems(p.text))) / 100) for p in passages]
