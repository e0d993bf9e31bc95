"""What all nouns share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Span = tuple[int, int]


class Noun(BaseModel):
    """Base of all models: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
