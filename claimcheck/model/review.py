"""What `review` finds of a report: the reviewers' scores with the counts behind them, and the overall score."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from claimcheck.model.audit import Provenance, ReportInfo
from claimcheck.model.base import Noun

Points = Annotated[float, Field(ge=0.0, le=10.0)]


class Mend(Noun):
    """One thing to mend in a report; `value` is what the score would be then, all else the same."""

    reviewer: str
    what: str
    value: Points


class _Scored(Noun):
    """A value from 0 to 10 with one decimal, and the ends of its 95% interval; both None where nothing can be said."""

    value: Points | None
    interval: tuple[Points, Points] | None

    @model_validator(mode="after")
    def _no_lie(self) -> Self:
        if (self.value is None) != (self.interval is None):
            raise ValueError("a value has an interval, and no value has none")
        if self.value is not None and self.interval and not self.interval[0] <= self.value <= self.interval[1]:
            raise ValueError("a value lies in its interval")
        return self


class Score(_Scored):
    """What one reviewer says of a report.

    Attributes:
        reviewer: its name.
        weight: of the score in the mean of all.
        formula: how the value comes of the counts, in words.
        ends: what its interval is, in words.
        counts: all that the value is made of, by what was counted, in the order of the formula; a yes counts 1.
        notes: what the counts do not say: names of what was found, and why there is no value.
        raise_by: what would raise the value, and to what.
    """

    reviewer: str
    weight: int = Field(ge=1)
    formula: str
    ends: str
    counts: dict[str, bool | int]
    notes: tuple[str, ...] = ()
    raise_by: tuple[Mend, ...] = ()


class Review(_Scored):
    """All scores of one report. `error` is set, and there are no scores, where the report could not be read.

    `printed` is the score out of ten that the report prints of itself; `raise_by` has the three mends that would raise
    the overall score most, one after the other: each value is with those before it.
    """

    report: ReportInfo
    error: str | None = None
    scores: tuple[Score, ...] = ()
    formula: str
    printed: Points | None = None
    raise_by: tuple[Mend, ...] = ()


class ReviewFile(Noun):
    """The JSON of `review`: one or more reviews and what made them."""

    schema_version: Literal[1] = 1
    claimcheck: Provenance
    reviews: tuple[Review, ...]
