"""Embedding matcher: cosine of the sentence vectors. It finds the topic; it cannot tell 61% from 31%."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import Passage
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.score import Score


def embedding(claim: str, passages: Sequence[Passage], *, encoder: Encoder) -> list[Score]:
    """Cosine of claim and passage, cut off below at 0."""
    vector = encoder.tokens(claim).sentence
    return [Score(max(0.0, min(1.0, float(encoder.tokens(p.text).sentence @ vector)))) for p in passages]
