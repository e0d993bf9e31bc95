"""The head: a reading's features → calibrated probabilities of support, contradiction and neither.

Multinomial logistic regression over standardised features, fitted by `claimcheck.verify.training` on rows of the
`_train` sets that the entailment model never saw: figures, data and limits stand in `weights/MODEL_CARD.md`. The
thresholds come from the sweeps that are kept beside the coefficients in `weights/head.json`. A user's own fit, made by
`claimcheck calibrate`, has the same form.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from claimcheck.errors import InputError, ModelError
from claimcheck.model import ModelInfo, Probabilities, Probability
from claimcheck.store import digest
from claimcheck.verify.features import FEATURES
from claimcheck.verify.shipped import DIGESTS, shipped, shipped_digest

_LARGEST = 1_000_000


@dataclass(frozen=True)
class Thresholds:
    """At and above what a verdict is given, each a probability.

    Attributes:
        verified: of support.
        contradicted: of contradiction.
        review: of support, or of contradiction, too low for a verdict, at which a person should look.
        same_topic: no probability but the alignment of a passage from which on a conflict that it shows contradicts.
    """

    verified: Probability
    contradicted: Probability
    review: Probability
    same_topic: Probability

    def named(self) -> dict[str, float]:
        """The thresholds by name."""
        return asdict(self)


_ONE_A_FEATURE = Field(min_length=len(FEATURES), max_length=len(FEATURES))
_Features = Annotated[tuple[FiniteFloat, ...], _ONE_A_FEATURE]
_Outcomes = tuple[FiniteFloat, FiniteFloat, FiniteFloat]


class _Weights(BaseModel):
    """What a `head.json` has of the head; the sweeps beside it are for readers."""

    mean: _Features
    scale: Annotated[tuple[Annotated[FiniteFloat, Field(gt=0)], ...], _ONE_A_FEATURE]
    coefficients: tuple[_Features, _Features, _Features]
    intercepts: _Outcomes
    conflicting: _Outcomes
    thresholds: Thresholds


class _Made(BaseModel):
    """By which features a `head.json` was fitted: of another version, the rest need not be looked at."""

    features: tuple[str, ...]


class Head:
    """The head in force.

    Args:
        file: None for the shipped one, else what `claimcheck calibrate` wrote.

    Raises:
        ModelError: the shipped weights are missing or are not the ones that belong to this version.
        InputError: the user's file cannot be read or was fitted on other features.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    @cached_property
    def _data(self) -> bytes:
        if self._file is None:
            return shipped("head.json")
        try:
            with self._file.open("rb") as file:
                return file.read(_LARGEST)
        except OSError as error:
            raise InputError(f"--calibration {self._file}: cannot be read ({error.strerror})") from error

    @cached_property
    def _weights(self) -> _Weights:
        try:
            fits = _Made.model_validate_json(self._data).features == FEATURES
            if fits:
                return _Weights.model_validate_json(self._data)
        except ValidationError as error:
            if self._file is not None:
                raise InputError(f"--calibration {self._file}: not a file of `claimcheck calibrate`") from error
            raise
        if self._file is not None:
            raise InputError(f"--calibration {self._file}: made by another version; run `claimcheck calibrate` again")
        raise ModelError("head.json: fitted on other features; run `python -m claimcheck.verify.training`")

    @cached_property
    def thresholds(self) -> Thresholds:
        """The thresholds that the sweeps chose."""
        return self._weights.thresholds

    @cached_property
    def info(self) -> ModelInfo:
        """Name and digest."""
        if self._file is None:
            return ModelInfo(name="head", digest=DIGESTS["head.json"])
        return ModelInfo(name="head (calibrated)", digest=sha256(self._data).hexdigest())

    @property
    def digest(self) -> str:
        """A digest of all that ships and of this head: what was weighed otherwise is not found again."""
        return digest(shipped_digest(), self.info.digest)

    def check(self) -> ModelInfo:
        """Makes sure that the weights are whole.

        Raises:
            ModelError: they are missing or not of this version.
        """
        for name in DIGESTS:
            shipped(name)
        return self.info

    @property
    def conflicting(self) -> Probabilities:
        """How often claims were supported, contradicted or neither where such a conflict was shown."""
        support, contradict, _ = self._weights.conflicting
        return Probabilities(support=support, contradict=contradict, neither=round(1.0 - support - contradict, 4))

    def probabilities(self, vector: npt.NDArray[np.float64]) -> Probabilities:
        """The three probabilities for a feature vector [len(FEATURES)], rounded to four digits."""
        scaled = (vector - np.array(self._weights.mean)) / np.array(self._weights.scale)
        logits = np.array(self._weights.coefficients) @ scaled + np.array(self._weights.intercepts)
        odds = np.exp(logits - logits.max())
        support, contradict, _ = (round(float(p), 4) for p in odds / odds.sum())
        return Probabilities(support=support, contradict=contradict, neither=round(1.0 - support - contradict, 4))
