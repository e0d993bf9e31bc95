"""What `evaluate` and `calibrate` measure, and `render` prints."""

from __future__ import annotations

from pydantic import Field

from claimcheck.model.audit import ModelInfo
from claimcheck.model.base import Noun, Probability
from claimcheck.model.verdict import Probabilities, VerdictName


class ReliabilityBin(Noun):
    """One of ten bins of equally many rows: mean probability of support, share that is supported, rows."""

    predicted: Probability
    observed: Probability
    rows: int


class Reliability(Noun):
    """How far probabilities of support can be believed: the bins, the expected calibration error and the Brier score.

    Without rows there are no bins, and nothing is known.
    """

    rows: int
    brier: Probability | None
    ece: Probability | None
    bins: tuple[ReliabilityBin, ...]


class SetFigures(Noun):
    """The figures of one set; None where a figure says nothing about it. Shares are 0 to 1.

    Attributes:
        rows: rows that were scored.
        auroc: of the probability of support.
        macro_f1: over the set's labels, by the likeliest label.
        balanced_accuracy: of "support is the likeliest label".
        brier: of the probability of support.
        ece: expected calibration error of the same, ten bins of equally many rows.
        verified: share of the rows with that verdict.
        unsupported_verified: share of the rows that are not SUPPORT among the verified.
        refuted_verified: share of the rows that are REFUTE among the verified; None in sets without such rows.
        hit_at_1: share of the queries with a gold sentence in the first place.
        hit_at_3: the same for three places; for labelled pairs, of the rationale in the evidence that is shown.
        hit_at_10: the same for ten places.
        mrr: mean reciprocal rank of the first gold sentence, nothing beyond ten places.
        rows_per_second: the only figure that differs from run to run.
        unchecked: rows of which nothing could be said; they count as "neither", with certainty.
        intervals: ends of the 95% bootstrap interval, by figure.
        claim_only: the AUROC that the words of the claims alone reach: far from 0.5, the set has a shortcut.
        sha256: digest of the file as it lies.
        reliability: the set's row of the reliability diagram.
    """

    rows: int
    auroc: Probability | None = None
    macro_f1: Probability | None = None
    balanced_accuracy: Probability | None = None
    brier: Probability | None = None
    ece: Probability | None = None
    verified: Probability | None = None
    unsupported_verified: Probability | None = None
    refuted_verified: Probability | None = None
    hit_at_1: Probability | None = None
    hit_at_3: Probability | None = None
    hit_at_10: Probability | None = None
    mrr: Probability | None = None
    rows_per_second: float = Field(ge=0.0)
    unchecked: int | None = None
    intervals: dict[str, tuple[Probability, Probability]] = Field(default_factory=dict)
    claim_only: Probability | None = None
    sha256: str
    reliability: Reliability | None = Field(default=None, exclude=True)


class Prediction(Noun):
    """What was said of one row."""

    id: str
    verdict: VerdictName
    confidence: Probability | None
    probabilities: Probabilities | None


class Evaluation(Noun):
    """The figures of every set, by name, and what made them; `pooled` takes all labelled pairs together."""

    sets: dict[str, SetFigures]
    models: tuple[ModelInfo, ...]
    thresholds: dict[str, float]
    pooled: Reliability = Field(exclude=True)
    predictions: tuple[Prediction, ...] = Field(default=(), exclude=True)


class Calibration(Noun):
    """What a fit to one's own rows brought, measured on the half of the claims that did not take part in it.

    `before` and `after` hold AUROC, Brier score and expected calibration error of the probability of support, each
    with the ends of its 95% interval (value, low, high); None where a figure says nothing. `promised` is the
    share of what passes the threshold for `verified` that is unsupported at most, None where the rows show none.
    """

    rows: int
    supported: int
    measured: int
    before: dict[str, tuple[float, float, float] | None]
    after: dict[str, tuple[float, float, float] | None]
    thresholds: dict[str, float]
    promised: float | None
