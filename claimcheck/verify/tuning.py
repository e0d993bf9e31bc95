"""Lessons → the entailment model: all-MiniLM-L6-v2 fine-tuned as a cross-encoder over (passage window, claim).

What is taught when stands in `courses`. The word embeddings stay as they are, so that what ships is the layers alone.
Batches are of like length and about as many word pieces; a checkpoint every 200 steps lets a broken-off run go on.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.verify.courses import Course
from claimcheck.verify.lessons import Lesson
from claimcheck.verify.network import packaged_folder

LONGEST = 192
_PIECES_A_BATCH = 2048
_CHUNK = 4096
_WARM_UP, _DECAY = 0.04, 0.01
_EVERY = 200


def network(seed: int = 0) -> Any:
    """The layers of MiniLM with a classifier [3, 768] over the first piece's vector beside the mean of all."""
    import torch  # noqa: PLC0415 - seconds: only when needed
    from transformers import BertModel  # noqa: PLC0415 - as above

    torch.manual_seed(seed)

    class Network(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            folder = packaged_folder()
            self.bert = BertModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
            self.classifier = torch.nn.Linear(2 * self.bert.config.hidden_size, 3)
            for module in self.bert.modules():
                if isinstance(module, torch.nn.Dropout):
                    module.p = 0.0  # one pass over many pairs does not overfit
            for parameter in self.bert.embeddings.word_embeddings.parameters():
                parameter.requires_grad = False

        def forward(self, ids: Any, mask: Any, kinds: Any) -> Any:
            hidden = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
            weights = mask.unsqueeze(-1).float()
            mean = (hidden * weights).sum(1) / weights.sum(1)
            return self.classifier(torch.cat([hidden[:, 0], mean], dim=1))

    return Network()


def batches(lengths: Sequence[int], seed: int) -> list[list[int]]:
    """Lesson numbers in batches: in the order of teaching by chunks, inside a chunk by length, shuffled."""
    rng = random.Random(seed)  # noqa: S311 - an order, no secret
    found: list[list[int]] = []
    for start in range(0, len(lengths), _CHUNK):
        chunk = sorted(range(start, min(len(lengths), start + _CHUNK)), key=lambda i: (lengths[i], i))
        in_chunk: list[list[int]] = [[]]
        for i in chunk:
            if in_chunk[-1] and (len(in_chunk[-1]) + 1) * lengths[i] > _PIECES_A_BATCH:
                in_chunk.append([])
            in_chunk[-1].append(i)
        rng.shuffle(in_chunk)
        found.extend(in_chunk)
    return found


def encode(pairs: Sequence[tuple[str, str]]) -> list[Any]:
    """Word pieces of (window, claim) pairs; the window is cut where both are too long."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only here

    tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST, strategy="longest_first")
    return list(tokenizer.encode_batch(list(pairs)))


def tensors(encodings: Sequence[Any]) -> tuple[Any, Any, Any]:
    """Ids, mask and kinds [n, longest], padded."""
    import torch  # noqa: PLC0415 - as above

    longest = max(len(e.ids) for e in encodings)
    made = np.zeros((3, len(encodings), longest), dtype=np.int64)
    for i, e in enumerate(encodings):
        made[:, i, : len(e.ids)] = e.ids, [1] * len(e.ids), e.type_ids
    ids, mask, kinds = (torch.from_numpy(part) for part in made)
    return ids, mask, kinds


def tune(model: Any, course: Course, taught: Sequence[Lesson], out: Path, seed: int) -> None:
    """Teaches a network a course; checkpoints go to `out`, the curve of the loss to the terminal."""
    import torch  # noqa: PLC0415 - as above

    encodings = encode([(lesson.premise, lesson.claim) for lesson in taught])
    every = batches([len(e.ids) for e in encodings], seed)
    order = [(i, batch) for i, batch in enumerate(every) if i % next(n for end, n in course.thinned if i < end) == 0]
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=course.rate, weight_decay=_DECAY)
    warm = max(1, int(_WARM_UP * len(every)))
    checkpoint, first = out / f"{course.name}.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        first = kept["step"]
    model.train()
    running, started, pieces = 0.0, time.monotonic(), 0
    for step in range(first, len(order)):
        place, batch = order[step]
        for group in optimizer.param_groups:
            group["lr"] = course.rate * min((place + 1) / warm, (len(every) - place) / (len(every) - warm))
        ids, mask, kinds = tensors([encodings[i] for i in batch])
        truth = torch.tensor([taught[i].label for i in batch])
        loss = torch.nn.functional.cross_entropy(model(ids, mask, kinds), truth)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        running, pieces = running + loss.item(), pieces + int(mask.sum())
        if (step + 1) % _EVERY == 0 or step + 1 == len(order):
            kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(kept, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            rate = pieces / (time.monotonic() - started)
            print(f"step {step + 1}/{len(order)} loss {running / _EVERY:.3f} {rate:.0f} pieces/s", flush=True)  # noqa: T201 - a recipe reports
            running = 0.0
    model.eval()


def average(model: Any, before: Mapping[str, Any]) -> None:
    """Puts a network's weights half way between what they are and what they were before (Wortsman et al., 2022)."""
    model.load_state_dict({name: (values + before[name]) / 2 for name, values in model.state_dict().items()})


def state(model: Any) -> dict[str, Any]:
    """A copy of a network's weights, as they are now."""
    return {name: values.clone() for name, values in model.state_dict().items()}


def layers(model: Any) -> dict[str, Any]:
    """The weights of a tuned network as arrays, by the names of the graph; without the word embeddings."""
    return {
        name.removeprefix("bert."): values.detach().numpy()
        for name, values in model.state_dict().items()
        if "word_embeddings" not in name
    }


def export_graph(path: Path) -> None:
    """MiniLM as an ONNX graph without weights: ids, mask and kinds [n, length] in, hidden [n, length, 384] out.

    Weights are named as in the model's safetensors file and handed in when a session is made. Needs `onnx`.
    """
    import io  # noqa: PLC0415 - here alone

    import onnx  # noqa: PLC0415 - the extra `train`
    import torch  # noqa: PLC0415 - as above

    class Hidden(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bert = network().bert.eval()

        def forward(self, ids: Any, mask: Any, kinds: Any) -> Any:
            return self.bert(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state

    given, buffer = torch.ones((1, 8), dtype=torch.int64), io.BytesIO()
    axes = {name: {0: "texts", 1: "pieces"} for name in ("ids", "mask", "kinds", "hidden")}
    torch.onnx.export(
        Hidden(), (given, given, torch.zeros_like(given)), buffer, input_names=["ids", "mask", "kinds"],
        output_names=["hidden"], dynamic_axes=axes, opset_version=17, dynamo=False, do_constant_folding=False,
    )  # fmt: skip
    graph = onnx.load_from_string(buffer.getvalue())
    names = {tensor.name: tensor.name.removeprefix("bert.") for tensor in graph.graph.initializer}
    for tensor in graph.graph.initializer:
        tensor.name = names[tensor.name]
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="weights")
    for node in graph.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.doc_string = ""
    path.write_bytes(graph.SerializeToString())
