"""The head: a reading's features → calibrated probabilities of support, contradiction and neither.

Multinomial logistic regression over standardised features, fitted by `claimcheck.verify.training` on the `_train` sets
and checked on the `_dev` sets: figures, data and limits stand in `weights/MODEL_CARD.md`. Thresholds come from the
sweep that is kept beside the coefficients in `weights/head.json`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.model import ModelInfo, Probabilities
from claimcheck.store import digest
from claimcheck.verify.features import FEATURES

# What is shipped; training prints new digests when it writes new weights.
_DIGESTS = {
    "head.json": "5cf7d387de74aebfc63a920b80f03e75f8b9fbc92e8844f3a745aa85cb7f29bf",
    "idf.safetensors": "373dcf9d12cb75762d8a9d6c62509d9fa4d28dd415185d0493949c9279531315",
}


@dataclass(frozen=True)
class Thresholds:
    """At and above what a verdict is given, each 0 to 1.

    Attributes:
        verified: probability of support.
        about: alignment of the deciding passage; below it the quotation would not show what it is to show.
        same_topic: alignment of a passage with a conflict; below it the passage speaks of something else.
        review: probability of support too low for `verified`, at which a person should look.
    """

    verified: float
    about: float
    same_topic: float
    review: float


class Head:
    """The shipped head, its weights checked against their digest when loaded.

    Raises:
        ModelError: the weights are missing or are not the ones that belong to this version.
    """

    @cached_property
    def _weights(self) -> dict[str, Any]:
        weights: dict[str, Any] = json.loads(_load("head.json"))
        if tuple(weights["features"]) != FEATURES:
            raise ModelError("head.json: fitted on other features; run `python -m claimcheck.verify.training`")
        return weights

    @cached_property
    def idf(self) -> npt.NDArray[np.float32]:
        """Inverse document frequencies [vocabulary] of the embedding model's word pieces, 0 to 1."""
        from safetensors.numpy import load  # noqa: PLC0415 - a warm run scores nothing

        return np.asarray(load(_load("idf.safetensors"))["idf"], dtype=np.float32)

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds that the sweep chose."""
        return Thresholds(**self._weights["thresholds"])

    @property
    def info(self) -> ModelInfo:
        """Name and digest."""
        return ModelInfo(name="head", digest=_DIGESTS["head.json"])

    @property
    def digest(self) -> str:
        """The digest of all that is shipped: what was weighed with other weights is not found again."""
        return digest(*_DIGESTS.values())

    def check(self) -> ModelInfo:
        """Makes sure that the weights are whole.

        Raises:
            ModelError: they are missing or not of this version.
        """
        for name in _DIGESTS:
            _load(name)
        return self.info

    @property
    def conflicting(self) -> Probabilities:
        """How often claims were supported, contradicted or neither where a conflict as for `contradicted` was shown."""
        support, contradict, _ = self._weights["conflicting"]
        return Probabilities(support=support, contradict=contradict, neither=round(1.0 - support - contradict, 4))

    def probabilities(self, vector: npt.NDArray[np.float64]) -> Probabilities:
        """The three probabilities for a feature vector [len(FEATURES)], rounded to four digits."""
        scaled = (vector - np.array(self._weights["mean"])) / np.array(self._weights["scale"])
        logits = np.array(self._weights["coefficients"]) @ scaled + np.array(self._weights["intercepts"])
        odds = np.exp(logits - logits.max())
        support, contradict, _ = (round(float(p), 4) for p in odds / odds.sum())
        return Probabilities(support=support, contradict=contradict, neither=round(1.0 - support - contradict, 4))


def _load(name: str) -> bytes:
    try:
        data = files("claimcheck.verify").joinpath("weights", name).read_bytes()
    except OSError as error:
        raise ModelError(f"{name}: the shipped weights are missing; reinstall claimcheck") from error
    if hashlib.sha256(data).hexdigest() != _DIGESTS[name]:
        raise ModelError(f"{name}: not the weights of this version; reinstall claimcheck")
    return data
