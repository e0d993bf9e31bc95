"""Entailment matcher: a cross-encoder reads a window of the paper together with the claim.

The shipped model has six layers and was taught by two larger ones (`claimcheck.verify.learning.tuning`; data, licences
and figures in `weights/MODEL_CARD.md`). Its matrices ship as 8-bit integers with a scale for each row, its word vectors
in 4 bits with a scale for every 32 numbers, and all is computed in single precision. Every pair is computed unpadded,
so its probabilities depend on nothing but the pair.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.model import ModelInfo
from claimcheck.store import Store, digest
from claimcheck.verify.encoder import info_of
from claimcheck.verify.network import Network, Tokenizer, once
from claimcheck.verify.shipped import DIGESTS, shipped

Matrix = npt.NDArray[np.float64]

LONGEST = 192
_WEIGHTS, _GRAPH = "entailment.safetensors", "entailment.onnx"
_SCALE = ".scale"
# Matrices that are small, or that decide, ship as they are.
_EXACT = ("classifier", "distances", "kinds")
_WORDS = "words"
# Word vectors: 4 bits, -7 to 7, two numbers a byte, a scale for so many.
_GROUP, _MOST, _ZERO = 32, 7, 8
# As what an answer is kept: three numbers. Part of its key is a version: raise it when a text becomes other pieces.
_KIND, _ANSWER, _VERSION = "entailment", np.dtype("<f8"), "1"
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
        weights: gives what `packed` made, where it is not the shipped file: while something is being trained.
        store: where answers are kept, if anywhere: under another head, for a paper in a new version or read without
            some of its passages, most pairs are the same.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        offline: bool = False,
        weights: Callable[[], bytes] | None = None,
        store: Store | None = None,
    ) -> None:
        self._name = name
        self._offline = offline
        self._weights = weights
        self._store = store
        self._lock = threading.RLock()

    @cached_property
    def info(self) -> ModelInfo:
        """Name and digest of the weights."""
        if self._name is None:
            return ModelInfo(name="claimcheck-entailment", digest=digest(DIGESTS[_WEIGHTS], DIGESTS[_GRAPH]))
        return info_of(self._name)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """For (window, claim) pairs the probabilities [n, 3] of support, contradiction and neither."""
        if self._store is None:
            return self._read(pairs)
        keys = [digest(self.info.digest, _VERSION, *pair) for pair in pairs]
        kept = [self._store.get(_KIND, key) or b"" for key in keys]
        new = [place for place, answer in enumerate(kept) if len(answer) != 3 * _ANSWER.itemsize]
        for place, answer in zip(new, self._read([pairs[place] for place in new]), strict=True):
            kept[place] = answer.astype(_ANSWER).tobytes()
            self._store.put(_KIND, keys[place], kept[place])
        return np.frombuffer(b"".join(kept), dtype=_ANSWER).reshape(-1, 3).astype(np.float64)

    def _read(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
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
    def _loaded(self) -> _Model:
        return _shipped_model() if self._weights is None else _model(self._weights())

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


class _Model(NamedTuple):
    """The network, what makes pieces for it, and the classifier over what it gives: weights [3, d] and bias [3]."""

    network: Network
    tokenizer: Tokenizer
    weights: Matrix
    bias: Matrix


def _model(packed_weights: bytes) -> _Model:
    weights, words = unpacked(packed_weights)
    classifier = [weights.pop(f"classifier.{name}").astype(np.float64) for name in ("weight", "bias")]
    return _Model(Network(weights, _GRAPH, words), Tokenizer(LONGEST), *classifier)


@once
def _shipped_model() -> _Model:
    """The shipped model, loaded once in a process."""
    return _model(shipped(_WEIGHTS))


def packed(weights: dict[str, Any]) -> bytes:
    """The weights as they ship: word vectors in 4 bits, matrices in 8 bits, the rest in single precision."""
    from safetensors.numpy import save  # noqa: PLC0415 - for training alone

    found: dict[str, Any] = {}
    for name, values in sorted(weights.items()):
        if name == _WORDS:
            whole, found[name + _SCALE] = _in_groups(values)
            halves = (whole + _ZERO).astype(np.uint8)
            found[name] = halves[:, 0::2] | halves[:, 1::2] << 4
        elif values.ndim < 2 or name.startswith(_EXACT):
            found[name] = values.astype(np.float32)
        else:
            scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
            found[name] = np.rint(values / scale[:, None]).astype(np.int8)
            found[name + _SCALE] = scale.astype(np.float32)
    return bytes(save(found))


@dataclass(frozen=True)
class Words:
    """The word vectors as they ship; those of a text are unpacked when it is read.

    Attributes:
        packed: two numbers a byte [n, width / 2].
        scale: of every 32 numbers [n, width / 32].
    """

    packed: npt.NDArray[np.uint8]
    scale: npt.NDArray[np.float32]

    def __call__(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The vectors [..., width] of word pieces of any shape."""
        halves, scale = self.packed[ids.ravel()], self.scale[ids.ravel()]
        whole = np.empty((len(halves), 2 * halves.shape[1]), dtype=np.float32)
        whole[:, 0::2], whole[:, 1::2] = halves & 15, halves >> 4
        whole -= _ZERO
        return _scaled(whole, scale).reshape(*ids.shape, -1)


def unpacked(data: bytes) -> tuple[dict[str, Any], Words]:
    """What `packed` made: the weights in single precision, by the names of the graph, and the word vectors."""
    from safetensors.numpy import load  # noqa: PLC0415 - a warm run reads no pairs

    kept = load(data)
    words = Words(kept.pop(_WORDS), kept.pop(_WORDS + _SCALE))
    found = {name: values for name, values in kept.items() if not name.endswith(_SCALE)}
    for name, values in found.items():
        if name + _SCALE in kept:
            found[name] = np.multiply(values, kept[name + _SCALE][:, None], dtype=np.float32)
    return found, words


def words_of(words: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Word vectors [n, width] as they will be when they have been packed and unpacked."""
    whole, scale = _in_groups(words)
    return _scaled(whole.astype(np.float32), scale)


def _in_groups(words: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Whole numbers [n, width] from -7 to 7, and their scales [n, width / 32]."""
    groups = words.reshape(len(words), -1, _GROUP)
    scale = (np.maximum(np.abs(groups).max(axis=2), 1e-6) / _MOST).astype(np.float32)
    whole = np.rint(groups / scale[:, :, None]).clip(-_MOST, _MOST)
    return whole.astype(np.int8).reshape(words.shape), scale


def _scaled(whole: npt.NDArray[np.float32], scale: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    groups = whole.reshape(len(whole), -1, _GROUP)
    groups *= scale[:, :, None]
    return whole


def _softmax(logits: Matrix) -> Matrix:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
