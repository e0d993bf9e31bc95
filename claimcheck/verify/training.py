"""The recipe of the shipped weights: `python -m claimcheck.verify.training DATA OUT [SEED]`.

DATA is the folder of labelled pairs (`*_train.jsonl.gz`, `*_dev.jsonl.gz`); OUT gets `idf.safetensors`, `minilm.onnx`,
`entailment.onnx`, `entailment.safetensors`, `head.json`, and checkpoints, so that a run that was broken off goes on.
Needs the extra `train`; the third step also needs all-mpnet-base-v2 (see `transformer`) and a GPU. In this order:

1. word frequencies, over the evidence of the training sets;
2. the graphs of the two models without weights;
3. the entailment model (`courses`, `lessons`, `tuning`): two teachers and a student, twenty minutes on one H200;
4. readings: rows of the training sets that the entailment model never saw, rows made of them, and the dev sets, each
   read as a claim is in use, its evidence being its paper;
5. the head, fitted on the held-back rows and what is made of them, and its thresholds, promised over the dev rows
   (`calibration`).
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.entailment import Entailment, packed
from claimcheck.verify.features import Models
from claimcheck.verify.learning import calibration, lessons
from claimcheck.verify.learning.calibration import Sample
from claimcheck.verify.network import packaged_folder

FLIPS, TOLD = "flips", "told"
DEV = (*lessons.HEAD_SETS, "citintfull")
_ROWS_A_SET, _MOST_DEV_ROWS = 600, 500
_SEED = 7
_LONGEST_PASSAGE, _LETTERS = 900, 12
_SHIPPED = ("idf.safetensors", "minilm.onnx", "entailment.onnx", "entailment.safetensors", "head.json")

Row = dict[str, Any]
Matrix = npt.NDArray[np.float64]


def fit_idf(data: Path, file: Path) -> None:
    """Inverse document frequencies over the evidence sentences of the training sets, scaled to 0 to 1."""
    from safetensors.numpy import save_file  # noqa: PLC0415 - as everywhere
    from tokenizers import Tokenizer  # noqa: PLC0415 - as above

    tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    names = (*lessons.HEAD_SETS, "climatefever", "evinf", "covidfact", "nli4ct")
    sentences = sorted(
        {s for name in names for row in lessons.rows(data / f"{name}_train.jsonl.gz") for s in row["evidence"]}
    )
    counts: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(sentences):
        counts.update(set(encoding.ids))
    frequency = np.array([counts[i] for i in range(tokenizer.get_vocab_size())], dtype=np.float64)
    raw = np.log((len(sentences) + 1) / (frequency + 1))
    save_file({"idf": (raw / raw.max()).astype(np.float16)}, file)


def passages(row: Row) -> list[Passage]:
    """A row's evidence sentences as passages."""
    texts = (" ".join(s.split())[:_LONGEST_PASSAGE] for s in row["evidence"])
    said = [(i, t) for i, t in enumerate(texts) if sum(map(str.isalpha, t)) >= _LETTERS]
    return [Passage(text=t, quotation=t, span=(i, i)) for i, t in said]


@cache
def _models(out: Path) -> Models:
    return Models(
        Encoder(frequencies=(out / "idf.safetensors").read_bytes),
        Entailment(weights=(out / "entailment.safetensors").read_bytes),
    )


def seen(job: tuple[Row, Path]) -> calibration.Seen:
    """The reading of one row."""
    row, out = job
    return calibration.seen(lessons.without_marks(row["claim"]), passages(row), _models(out))


def readings(name: str, rows: Sequence[Row], out: Path) -> Sample:
    """The rows read, with their labels, kept as a checkpoint under a name."""
    checkpoint = out / f"{name}.npz"
    if checkpoint.exists():
        return Sample(**np.load(checkpoint))
    # A fresh process knows nothing of the threads that torch has started in this one.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(seen, [(row, out) for row in rows], chunksize=10))
    sample = Sample.of(found, [lessons.LABELS.index(lessons.label(row)) for row in rows])
    np.savez(checkpoint, **asdict(sample))
    print(name, len(rows), Counter(sample.y.tolist()), flush=True)  # noqa: T201 - a recipe reports
    return sample


def held_back(data: Path, seed: int) -> dict[str, list[Row]]:
    """The rows that the head is fitted on: of each set some that the entailment model never saw, and made ones.

    Flips of them, as real rows hardly ever show two numbers that differ, so that the head would not learn what that
    means; and sentences of their evidence told nearly word for word, as reports tell them.
    """
    rng = random.Random(seed)  # noqa: S311 - a sample, no secret
    found = {}
    for name in lessons.HEAD_SETS:
        rows = [row for row in lessons.rows(data / f"{name}_train.jsonl.gz") if lessons.held_back(row)]
        found[name] = rng.sample(rows, min(_ROWS_A_SET, len(rows)))
    base = [row for rows in found.values() for row in rows]
    for name, made in ((FLIPS, lessons.flipped), (TOLD, lessons.told)):
        rows = [one for row in base if (one := made(row, rng))]
        found[name] = rng.sample(rows, min(_ROWS_A_SET, len(rows)))
    return found


def checked(data: Path, name: str, seed: int) -> list[Row]:
    """The dev rows of a set, a seeded sample of the largest, so that no set drowns the others."""
    rows = lessons.rows(data / f"{name}_dev.jsonl.gz")
    return random.Random(seed).sample(rows, min(_MOST_DEV_ROWS, len(rows)))  # noqa: S311 - a sample, no secret


def fit_head(sets: Mapping[str, Sample], names: Sequence[str]) -> dict[str, Any]:
    """The head over some sets and what is made of them, each counting alike, levelled on the sets alone."""
    return calibration.levelled(calibration.fit(*_weighed(sets, [*names, FLIPS, TOLD])), *_weighed(sets, names))


def _weighed(sets: Mapping[str, Sample], names: Sequence[str]) -> tuple[Matrix, calibration.Labels, Matrix]:
    joined = Sample.joined([sets[name] for name in names])
    sizes = np.array([len(sets[name].y) for name in names])
    return joined.x, joined.y, np.repeat(1000 / sizes, sizes)


def figures(head: dict[str, Any], sample: Sample) -> dict[str, float]:
    """What a head makes of the readings of one set, for the model card; `evaluate` measures the whole pipeline."""
    from sklearn.metrics import brier_score_loss, f1_score, roc_auc_score  # noqa: PLC0415 - the extra `train`

    p, y = calibration.predict(head, sample.x), sample.y
    support, truth = p[:, 0], y == calibration.SUPPORT
    order = np.array_split(np.argsort(support, kind="stable"), 10)
    ece = sum(len(b) * abs(support[b].mean() - truth[b].mean()) for b in order if len(b)) / len(y)
    return {
        "rows": len(y),
        "auroc": round(float(roc_auc_score(truth, support)), 3),
        "macro_f1": round(float(f1_score(y, p.argmax(axis=1), average="macro", labels=sorted(set(y.tolist())))), 3),
        "brier": round(float(brier_score_loss(truth, support)), 3),
        "ece": round(float(ece), 3),
    }


def main(data: Path, out: Path, seed: int = _SEED) -> None:
    """Makes everything that is not there yet, and writes it."""
    from claimcheck.verify.learning import transformer, tuning  # noqa: PLC0415 - torch takes seconds: not where rows are read

    out.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[Path], object]] = {
        "idf.safetensors": lambda file: fit_idf(data, file),
        "minilm.onnx": transformer.export_embedding_graph,
        "entailment.onnx": transformer.export_graph,
        "entailment.safetensors": lambda file: file.write_bytes(packed(tuning.entailment(data, out, seed))),
    }
    for name, make in steps.items():
        if not (out / name).exists():
            make(out / name)
    train = {name: readings(f"{name}_train", rows, out) for name, rows in held_back(data, seed).items()}
    dev = {name: readings(f"{name}_dev", checked(data, name, seed), out) for name in DEV}
    head = fit_head(train, lessons.HEAD_SETS)
    checked_on, fitted_on = (Sample.joined([sets[name] for name in lessons.HEAD_SETS]) for sets in (dev, train))
    head |= calibration.thresholds(calibration.predict(head, checked_on.x), checked_on)
    # Shown conflicts are few and fitted nothing: the held-back rows may tell of them too.
    head["conflicting"] = calibration.conflicting(Sample.joined([checked_on, fitted_on]))
    head["dev"] = {name: figures(head, dev[name]) for name in DEV}
    licensed = fit_head(train, [name for name in lessons.HEAD_SETS if name in lessons.LICENSED])
    head["dev_licensed_head"] = {name: figures(licensed, dev[name]) for name in DEV}
    (out / "head.json").write_text(json.dumps(head, indent=1) + "\n", encoding="utf-8")
    for name in _SHIPPED:
        print(name, hashlib.sha256((out / name).read_bytes()).hexdigest())  # noqa: T201 - a recipe reports
    print(json.dumps({"dev": head["dev"], "thresholds": head["thresholds"]}, indent=1))  # noqa: T201 - as above


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else _SEED)
