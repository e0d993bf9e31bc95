"""What `review` finds of a report: the reviewers' scores with the counts behind them, and the overall score.

With a language model there is a panel of readers beside them; what they found in the text is counted and scored, too.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from claimcheck.model.audit import Provenance, ReportInfo
from claimcheck.model.base import Noun

Points = Annotated[float, Field(ge=0.0, le=10.0)]
# So many faults a reader may name in one part of a report.
MOST_FAULTS = 4


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


class Answer(Noun):
    """One question that a reader asks of a report; `quotation` is the report's words that make it a yes, if any do."""

    question: str
    quotation: str | None = None


class Fault(Noun):
    """Something wrong with words of a report, which are quoted as they stand there."""

    severity: Literal["serious", "slight"]
    quotation: str
    why: str


class Reading(Noun):
    """What one reader of the panel found in a report's text.

    Attributes:
        reader: its name.
        answers: to each question of its brief.
        faults: `MOST_FAULTS` a part at most.
        given: parts of the text that it was given.
        parts: of these, on which it gave a reply that can be used; with none, nothing else is known.
        dropped: what it said and could not show: its quotation is not in the report, or was used before.
    """

    reader: str
    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...] = ()
    given: int = Field(ge=0)
    parts: int = Field(ge=0)
    dropped: int = Field(default=0, ge=0)


class ReaderScore(_Scored):
    """A reading with what it comes to: fields as in `Reading` and `Score`; no answers where no reply could be used."""

    reader: str
    counts: dict[str, int]
    answers: tuple[Answer, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    raise_by: tuple[Mend, ...] = ()


class Panel(Noun):
    """Readers with different briefs, none of which sees what another says.

    Attributes:
        readers: their scores; one that gave no usable reply has none.
        formula: how a reader's score comes of its counts, in words.
        ends: what its interval is, in words.
        median: of the readers' scores; None where there are none.
        spread: the lowest and the highest of them.
        notes: what of the report was not put before them.
        without: what the overall score would be without the panel.
    """

    readers: tuple[ReaderScore, ...]
    formula: str
    ends: str
    median: Points | None
    spread: tuple[Points, Points] | None
    notes: tuple[str, ...] = ()
    without: Points | None


class Review(_Scored):
    """All scores of one report. `error` is set, and there are no scores, where the report could not be read.

    `printed` is the score out of ten that the report prints of itself; `raise_by` has the three mends that would raise
    the overall score most, one after the other: each value is with those before it. `panel` is None without a language
    model.
    """

    report: ReportInfo
    error: str | None = None
    scores: tuple[Score, ...] = ()
    formula: str
    printed: Points | None = None
    raise_by: tuple[Mend, ...] = ()
    panel: Panel | None = None


class ReviewFile(Noun):
    """The JSON of `review`: one or more reviews and what made them."""

    schema_version: Literal[1] = 1
    claimcheck: Provenance
    reviews: tuple[Review, ...]
