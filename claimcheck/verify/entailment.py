"""Entailment matcher: a cross-encoder reads a window of the paper together with the claim.

The shipped model is all-MiniLM-L6-v2 fine-tuned by `claimcheck.verify.tuning` (data, licences and figures in
`weights/MODEL_CARD.md`). Its layers ship as 8-bit integers with a scale for each row, and are computed in single
precision; the word embeddings are those of the installed package. Every pair is computed unpadded, so its
probabilities depend on nothing but the pair.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.model import ModelInfo
from claimcheck.store import digest
from claimcheck.verify.encoder import info_of
from claimcheck.verify.network import PACKAGED, Network, Tokenizer, packaged_weights
from claimcheck.verify.shipped import DIGESTS, shipped

Matrix = npt.NDArray[np.float64]

LONGEST = 192
_WEIGHTS = "entailment.safetensors"
_SCALE = ".scale"
# How other models name the three outcomes.
_NAMES = {
    "support": ("entailment", "entails", "support", "supports", "supported"),
    "contradict": ("contradiction", "contradicts", "refute", "refutes", "refuted"),
    "neither": ("neutral", "noinfo", "not_enough_info", "nei"),
}


class Entailment:
    """The entailment model, loaded when first needed.

    Args:
        name: None for the shipped model, else a name or folder that sentence-transformers can load as a cross-encoder
            whose labels are entailment, contradiction and neutral.
        offline: look for a named model on disk alone.
        weights: gives what `packed` made; the shipped file, unless something is being trained.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        offline: bool = False,
        weights: Callable[[], bytes] = lambda: shipped(_WEIGHTS),
    ) -> None:
        self._name = name
        self._offline = offline
        self._weights = weights
        self._lock = threading.RLock()

    @cached_property
    def info(self) -> ModelInfo:
        """Name and digest of the weights."""
        if self._name is None:
            return ModelInfo(name="claimcheck-entailment", digest=digest(DIGESTS[_WEIGHTS], PACKAGED))
        return info_of(self._name)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """For (window, claim) pairs the probabilities [n, 3] of support, contradiction and neither."""
        if not pairs:
            return np.empty((0, 3))
        return self._named(pairs) if self._name is not None else self._shipped(pairs)

    def _shipped(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        with self._lock:
            network, tokenizer, weights, bias = self._loaded
        hidden = network.hidden(tokenizer.pieces(pairs))
        pooled = np.stack([np.concatenate([h[0], h.mean(axis=0)]) for h in hidden]).astype(np.float64)
        # One pair at a time: the last bits of a product of matrices depend on how many rows it has.
        return _softmax(np.stack([weights @ row + bias for row in pooled]))

    @cached_property
    def _loaded(self) -> tuple[Network, Tokenizer, Matrix, Matrix]:
        weights = unpacked(self._weights())
        classifier = weights.pop("classifier.weight"), weights.pop("classifier.bias")
        words = "embeddings.word_embeddings.weight"
        weights[words] = packaged_weights()[words]
        return Network(weights), Tokenizer(LONGEST), *(part.astype(np.float64) for part in classifier)

    def _named(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        with self._lock:
            model, order = self._other
            scores = [model.predict([pair], apply_softmax=True, show_progress_bar=False)[0] for pair in pairs]
        return np.asarray(scores, dtype=np.float64)[:, order]

    @cached_property
    def _other(self) -> tuple[Any, list[int]]:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - seconds and 400 MB: only when asked for
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415 - as above

        disable_progress_bar()
        try:
            model = CrossEncoder(self._name, device="cpu", local_files_only=self._offline, max_length=LONGEST)
            labels = {str(name).lower(): int(i) for i, name in model.config.id2label.items()}
        except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"--entailment {self._name}: cannot be loaded ({reason})") from error
        order = [next((labels[n] for n in names if n in labels), None) for names in _NAMES.values()]
        if None in order:
            raise ModelError(
                f"--entailment {self._name}: its labels are {', '.join(labels)};"
                " name a model that knows entailment, contradiction and neutral"
            )
        return model, [i for i in order if i is not None]

    def check(self) -> ModelInfo:
        """Makes sure that the shipped weights are whole.

        Raises:
            ModelError: they are missing or not of this version.
        """
        if self._name is None:
            shipped(_WEIGHTS)
        return self.info


def packed(weights: dict[str, Any]) -> bytes:
    """The weights as they ship: matrices as 8-bit integers with a scale for each row, the rest in single precision."""
    from safetensors.numpy import save  # noqa: PLC0415 - for training alone

    found: dict[str, Any] = {}
    for name, values in sorted(weights.items()):
        if values.ndim < 2 or name.startswith("classifier"):
            found[name] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
        found[name] = np.rint(values / scale[:, None]).astype(np.int8)
        found[name + _SCALE] = scale.astype(np.float32)
    return bytes(save(found))


def unpacked(data: bytes) -> dict[str, Any]:
    """What `packed` made, in single precision, by the names of the graph."""
    from safetensors.numpy import load  # noqa: PLC0415 - a warm run reads no pairs

    kept = load(data)
    return {
        name: values.astype(np.float32) * kept[name + _SCALE][:, None] if name + _SCALE in kept else values
        for name, values in kept.items()
        if not name.endswith(_SCALE)
    }


def _softmax(logits: Matrix) -> Matrix:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
