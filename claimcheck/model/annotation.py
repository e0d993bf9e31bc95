"""What is to be marked in a copy of a PDF."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claimcheck.model.base import Noun

Tone = Literal["verified", "contradicted", "unverified", "review", "unchecked"]


class Annotation(Noun):
    """Words on a page (1-based; they may run on to the next), the colour that they get, and the note upon them."""

    page: int = Field(ge=1)
    words: str
    tone: Tone
    title: str
    note: str
