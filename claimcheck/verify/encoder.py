"""Text to vectors: all-MiniLM-L6-v2 (384 dimensions, Apache-2.0) by ONNX Runtime, or another model by name.

The packaged model runs on the network that ships (see `network`); any other one goes through sentence-transformers.
The same text always gets the same vectors, whatever stood beside it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.model import ModelInfo
from claimcheck.store import digest
from claimcheck.verify.network import PACKAGED, Network, Tokenizer, check_packaged, once, packaged_weights
from claimcheck.verify.shipped import shipped

Vectors = npt.NDArray[np.float32]

_LONGEST_TOKENS = 256
_WORDS = "embeddings.word_embeddings.weight"
# Word pieces, 1.5 kB each: what a report of some dozens of claims reads again and again.
_MOST_KEPT = 200_000


class Tokens(NamedTuple):
    """The word pieces of a text: `ids` [n], `spans` [n] into the text, unit `vectors` [n, d] of the last layer.

    `sentence` is the unit vector [d] of the whole text.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    vectors: Vectors
    sentence: Vectors


class Encoder:
    """The embedding model, loaded when first needed; what it gave is kept for this run.

    Args:
        name: None for the packaged model, else a name or folder that sentence-transformers can load.
        offline: look for a named model on disk alone.
        progress: called with a line before something slow.
        frequencies: gives the file of inverse document frequencies; the shipped one, unless they are being counted.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        offline: bool = False,
        progress: Callable[[str], None] = lambda _: None,
        frequencies: Callable[[], bytes] = lambda: shipped("idf.safetensors"),
    ) -> None:
        self._name = name
        self._frequencies = frequencies
        self._offline = offline
        self._progress = progress
        self._kept: OrderedDict[str, Future[Tokens]] = OrderedDict()
        self._pieces = 0
        self._lock = threading.RLock()

    @cached_property
    def info(self) -> ModelInfo:
        """Name and digest of the weights; for the packaged model the digest is checked when the weights are loaded."""
        if self._name is None:
            return ModelInfo(name="all-MiniLM-L6-v2", digest=PACKAGED)
        return info_of(self._name)

    @property
    def packaged(self) -> bool:
        """Whether this is the model that the head was fitted with."""
        return self._name is None

    def tokens(self, text: str) -> Tokens:
        """The word pieces of one text with their unit vectors."""
        return self.tokens_of([text])[0]

    def tokens_of(self, texts: Sequence[str]) -> list[Tokens]:
        """The word pieces of texts, in order; texts of one length are computed together, and none by two threads."""
        own: dict[str, Future[Tokens]] = {}
        found: dict[str, Future[Tokens]] = {}
        with self._lock:
            for text in dict.fromkeys(texts):
                if text not in self._kept:
                    self._kept[text] = own[text] = Future()
                self._kept.move_to_end(text)
                found[text] = self._kept[text]
        if own:
            self._make(own)
        return [found[text].result() for text in texts]

    def _make(self, wanted: Mapping[str, Future[Tokens]]) -> None:
        """Computes what was promised, then lets go of what was not asked for longest."""
        texts = list(wanted)
        try:
            made = self._packaged(texts) if self.packaged else self._named(texts)
        except BaseException as error:
            with self._lock:
                for text in texts:
                    del self._kept[text]
            for promised in wanted.values():
                promised.set_exception(error)
            raise
        with self._lock:
            for promised, tokens in zip(wanted.values(), made, strict=True):
                promised.set_result(tokens)
                self._pieces += _size(tokens)
            while self._pieces > _MOST_KEPT and (oldest := next(iter(self._kept.values()))).done():
                self._pieces -= _size(oldest.result())
                self._kept.popitem(last=False)

    def static(self, texts: Sequence[str]) -> Vectors | None:
        """Cheap unit vectors [n, d]: the word pieces' own embeddings, averaged by their inverse document frequency.

        None for another model than the packaged one, of which no frequencies are known.
        """
        if not self.packaged:
            return None
        _, tokenizer, words = self._loaded
        pieces = [np.array(text.ids) for text in tokenizer.pieces(texts)]
        return np.stack([_unit(self.weights(ids) @ words[ids]) for ids in pieces])

    def weights(self, ids: Sequence[int] | npt.NDArray[np.int64]) -> Vectors:
        """Inverse document frequencies [n] of word pieces, 0 to 1; all alike for another model's pieces."""
        if not self.packaged:
            return np.ones(len(ids), dtype=np.float32)
        return self._idf[np.asarray(ids, dtype=np.int64)]

    @cached_property
    def _idf(self) -> Vectors:
        from safetensors.numpy import load  # noqa: PLC0415 - a warm run scores nothing

        return np.asarray(load(self._frequencies())["idf"], dtype=np.float32)

    def check(self) -> ModelInfo:
        """Makes sure, without loading it, that the packaged model is whole.

        Raises:
            ModelError: it is missing or damaged.
        """
        if self.packaged:
            check_packaged()
        return self.info

    @property
    def _loaded(self) -> tuple[Network, Tokenizer, Vectors]:
        with self._lock:
            return self._network

    @cached_property
    def _network(self) -> tuple[Network, Tokenizer, Vectors]:
        self._progress("loading the embedding model")
        return _packaged_network()

    def _packaged(self, texts: Sequence[str]) -> list[Tokens]:
        network, tokenizer, _ = self._loaded
        pieces = tokenizer.pieces(texts)
        found = zip(pieces, network.hidden(pieces), strict=True)
        return [_tokens(text.ids, text.spans, hidden, hidden.mean(axis=0)) for text, hidden in found]

    def _named(self, texts: Sequence[str]) -> list[Tokens]:
        """By sentence-transformers, one by one and straight through its modules: padding would move the last bits."""
        import torch  # noqa: PLC0415 - seconds: only when asked for

        found = []
        with self._lock, torch.inference_mode():
            model = self._other
            for text in texts:
                encoded = model.tokenizer(
                    [text],
                    return_offsets_mapping=True,
                    truncation=True,
                    max_length=model.max_seq_length,
                    return_tensors="pt",
                )
                spans, ids = encoded.pop("offset_mapping").tolist()[0], encoded["input_ids"].tolist()[0]
                both = model.forward(dict(encoded))
                hidden, whole = both["token_embeddings"][0].numpy(), both["sentence_embedding"][0].numpy()
                found.append(_tokens(ids, [(a, b) for a, b in spans], hidden, whole))
        return found

    @cached_property
    def _other(self) -> Any:
        self._progress("loading the embedding model")
        import torch  # noqa: PLC0415 - as above
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds and 400 MB
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415 - as above

        # Threads inside a small model cost more than they bring, and on a busy machine many times more.
        torch.set_num_threads(1)
        disable_progress_bar()
        try:
            model = SentenceTransformer(self._name, device="cpu", local_files_only=self._offline)
        except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"--embedder {self._name}: cannot be loaded ({reason})") from error
        model.max_seq_length = min(_LONGEST_TOKENS, model.max_seq_length or _LONGEST_TOKENS)
        return model


@once
def _packaged_network() -> tuple[Network, Tokenizer, Vectors]:
    """The packaged model with the vectors of its word pieces, loaded once in a process."""
    weights = packaged_weights()
    return Network(weights), Tokenizer(_LONGEST_TOKENS), weights[_WORDS]


def info_of(name: str) -> ModelInfo:
    """Name and digest of a model that the user names: of its files if it is a folder, else of its name."""
    folder = Path(name)
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    data = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files] or [name]
    return ModelInfo(name=folder.name, digest=digest(*data))


def _size(tokens: Tokens) -> int:
    return len(tokens.ids) + 1


def _tokens(ids: Sequence[int], spans: Sequence[tuple[int, int]], matrix: Vectors, whole: Vectors) -> Tokens:
    # The model's own marks ([CLS], [SEP]) stand for no characters.
    keep = [i for i, (start, end) in enumerate(spans) if end > start]
    matrix = np.asarray(matrix[keep], dtype=np.float32)
    return Tokens(
        tuple(ids[i] for i in keep),
        tuple((spans[i][0], spans[i][1]) for i in keep),
        matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9),
        _unit(whole),
    )


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector, dtype=np.float32) / max(float(np.linalg.norm(vector)), 1e-9)
