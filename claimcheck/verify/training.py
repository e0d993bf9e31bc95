"""The recipe of the shipped weights: `python -m claimcheck.verify.training DATA OUT`.

DATA is the folder of labelled pairs (`*_train.jsonl.gz`, `*_dev.jsonl.gz`), OUT gets `idf.safetensors`, `head.json`
and the features as checkpoints, so that a run that was broken off goes on. Needs the extra `train`. Rows are read as
in use: the passages are searched first, then every matcher reads the best of them. A row of a set counts in inverse
proportion to the size of its set. The labels of citint are read through `orig_label`, as its README demands.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.store import Store, digest
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import FEATURES, read
from claimcheck.verify.search import DEPTH, Index

# Sets whose claims people (or machines) wrote about a source. Fitted with the sets of minimal edits too (evinf,
# covidfact, nli4ct), the head unlearns that likeness means anything: macro-F1 on scifact_dev falls from 0.55 to 0.46.
TRAIN = ("scifact", "scihal", "checkcovid", "citint", "healthver")
# Word frequencies may come from all of them.
WORDS_FROM = (*TRAIN, "climatefever", "evinf", "covidfact", "nli4ct")
# Those whose repository states a licence; the model card gives the figures of a head fitted on them alone.
LICENSED = ("scifact", "checkcovid", "citint")
DEV = ("scifact", "scihal", "checkcovid", "citint", "healthver", "citintfull")
# Thresholds for `verified` are chosen where evidence is searched in whole papers, as in use; the other dev sets offer
# an abstract or a few sentences, and half of their claims were edited to look supported.
WHOLE_PAPERS = "citintfull"
ROWS_A_SET = 300
# Below this alignment a quotation does not show what it is to show: the cosine under which a word counts as having no
# counterpart (see alignment.py), here asked of the average word. Not fitted.
ABOUT = 0.55
# At most this share of what is called verified, or contradicted, may be wrong where the threshold is chosen.
WRONG_VERIFIED = 0.10
WRONG_CONTRADICTED = 0.30
_CITINT = {"CONTRADICT": 1, "MISQUOTE": 1, "NOT_SUBSTANTIATE": 2, "NO_EVIDENCE": 2}
_LABEL = {"SUPPORT": 0, "REFUTE": 1, "NOINFO": 2}
_SEED = 20240117

Row = dict[str, Any]
Matrix = npt.NDArray[np.float64]


class BatchEncoder(Encoder):
    """Embeds many texts at once: a third of the time, at the price of the last bits, which a fit does not feel."""

    def prime(self, texts: set[str]) -> None:
        """Keeps the vectors of these texts, and of no others, for `tokens` and `paper`."""
        self._tokens.clear()
        ordered = sorted(texts, key=lambda text: (len(text), text))
        for start in range(0, len(ordered), 32):
            self._tokens |= self._token_vectors_of(ordered[start : start + 32])

    def paper(self, key: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:  # noqa: ARG002 - the signature in use
        """Sentence vectors [n, d], not kept in the store."""
        return np.stack([self.tokens(text).sentence for text in texts])


def rows(data: Path, name: str, most: int | None) -> list[Row]:
    """The rows of one file, a seeded sample of at most `most`."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    if most is not None and len(found) > most:
        found = random.Random(_SEED).sample(found, most)  # noqa: S311 - a sample, no secret
    return found


def label(row: Row) -> int:
    """0 support, 1 contradict, 2 neither."""
    if row["source"].startswith("citint") and row["label"] != "SUPPORT":
        return _CITINT.get(row.get("orig_label", ""), _LABEL[row["label"]])
    return _LABEL[row["label"]]


def passages(row: Row) -> list[Passage]:
    """A row's evidence sentences as passages."""
    return [Passage(text=t, quotation=t, span=(0, len(t))) for s in row["evidence"] if (t := " ".join(s.split())[:900])]


def features(row: Row, encoder: Encoder, idf: npt.NDArray[np.float32]) -> Matrix:
    """The feature vector [len(FEATURES)] of one row, its passages searched as in use."""
    offered = passages(row)
    if not offered:
        return np.zeros(len(FEATURES))
    chosen = offered
    if len(offered) > DEPTH:
        index = Index(digest(*(p.text for p in offered)), offered, encoder)
        chosen = [offered[i] for i in index.search(row["claim"])]
    return read(row["claim"], chosen, encoder=encoder, idf=idf).vector


def fit_idf(data: Path, encoder: Encoder, out: Path) -> npt.NDArray[np.float32]:
    """Inverse document frequencies over the evidence sentences of the training sets, scaled to 0 to 1."""
    from safetensors.numpy import load_file, save_file  # noqa: PLC0415 - as everywhere

    if (path := out / "idf.safetensors").exists():
        return np.asarray(load_file(path)["idf"], dtype=np.float32)
    tokenizer = encoder._model.tokenizer  # noqa: SLF001 - the recipe knows the kitchen
    sentences = {s for name in WORDS_FROM for row in rows(data, f"{name}_train", None) for s in row["evidence"]}
    counts: Counter[int] = Counter()
    for sentence in sorted(sentences):
        counts.update(set(tokenizer(sentence, truncation=True, max_length=256)["input_ids"]))
    frequency = np.array([counts[i] for i in range(len(tokenizer))], dtype=np.float64)
    raw = np.log((len(sentences) + 1) / (frequency + 1))
    idf = (raw / raw.max()).astype(np.float16)
    save_file({"idf": idf}, path)
    return np.asarray(idf, dtype=np.float32)


def featurise(  # noqa: PLR0913 - data in, data out, and two tools
    data: Path, name: str, most: int | None, out: Path, *, encoder: BatchEncoder, idf: Any
) -> tuple[Matrix, Any]:
    """Features [rows, len(FEATURES)] and labels [rows] of one file, from its checkpoint where there is one."""
    checkpoint = out / f"{name}.npz"
    if checkpoint.exists():
        kept = np.load(checkpoint)
        return kept["x"], kept["y"]
    chosen = rows(data, name, most)
    encoder.prime({row["claim"] for row in chosen} | {p.text for row in chosen for p in passages(row)})
    x = np.array([features(row, encoder, idf) for row in chosen])
    y = np.array([label(row) for row in chosen])
    np.savez(checkpoint, x=x, y=y)
    print(name, len(y), Counter(y.tolist()), flush=True)  # noqa: T201 - a recipe reports
    return x, y


def conflicting(x: Matrix, *kinds: str) -> npt.NDArray[np.bool_]:
    """Which rows show a conflict of one of the kinds."""
    return np.asarray(x[:, [FEATURES.index(f"{kind}_conflict") for kind in kinds]].any(axis=1))


def may_verify(x: Matrix) -> npt.NDArray[np.bool_]:
    """Which rows nothing but their probability keeps from being verified, as `decide.supports` has it."""
    numbers = x[:, FEATURES.index("quantities")] == 1
    about = x[:, FEATURES.index("alignment")] >= ABOUT
    return np.asarray(numbers & about & ~conflicting(x, "quantity", "direction", "negation"))


def sweep(score: Matrix, right: npt.NDArray[np.bool_], worst: float) -> tuple[float, list[dict[str, float]]]:
    """The lowest threshold from which on at most `worst` of what passes is wrong, and the whole curve.

    Only thresholds that at least 20 rows pass are looked at, and few rows may exceed `worst` by 5 points; where none
    will do, 0.99.
    """
    curve = []
    for t in np.round(np.arange(0.30, 0.985, 0.01), 2):
        passed = score >= t
        if passed.sum() < 20:
            break
        wrong = float((~right[passed]).mean())
        curve.append({"threshold": float(t), "rows": int(passed.sum()), "wrong": round(wrong, 4)})
    chosen = 0.99
    for point in reversed(curve):
        if point["wrong"] > worst + (0.05 if point["rows"] < 50 else 0.0):
            break
        if point["wrong"] <= worst:
            chosen = point["threshold"]
    return chosen, curve


def rates(y: Any) -> list[float]:
    """Shares [3] of the labels, each counted once more than it occurs (Laplace)."""
    counts = np.bincount(y, minlength=3) + 1
    return [round(float(c), 4) for c in counts / counts.sum()]


def fit(x: Matrix, y: Any, weights: Matrix) -> dict[str, Any]:
    """Coefficients [3, features] of the head and the standardisation they expect."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the extra `train`

    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    model = LogisticRegression(C=0.3, max_iter=2000).fit((x - mean) / scale, y, sample_weight=weights)
    return {
        "features": list(FEATURES),
        "mean": mean.round(6).tolist(),
        "scale": scale.round(6).tolist(),
        "coefficients": model.coef_.round(6).tolist(),
        "intercepts": model.intercept_.round(6).tolist(),
    }


def predict(head: dict[str, Any], x: Matrix) -> Matrix:
    """Probabilities [rows, 3]."""
    logits = (x - head["mean"]) / head["scale"] @ np.array(head["coefficients"]).T + head["intercepts"]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def evaluate(head: dict[str, Any], x: Matrix, y: Any, threshold: float) -> dict[str, float]:
    """AUROC of support, macro-F1 over the labels present, Brier score, calibration error (10 equal bins).

    And of what would be called verified: its share of all rows, and the shares in it of rows without support and of
    refuted rows.
    """
    from sklearn.metrics import brier_score_loss, f1_score, roc_auc_score  # noqa: PLC0415 - the extra `train`

    p = predict(head, x)
    support, truth = p[:, 0], (y == 0).astype(int)
    passed = may_verify(x) & (support >= threshold)
    order = np.array_split(np.argsort(support, kind="stable"), 10)
    ece = sum(len(b) * abs(support[b].mean() - truth[b].mean()) for b in order if len(b)) / len(y)
    return {
        "rows": len(y),
        "auroc": round(float(roc_auc_score(truth, support)), 3),
        "macro_f1": round(float(f1_score(y, p.argmax(axis=1), average="macro", labels=sorted(set(y.tolist())))), 3),
        "brier": round(float(brier_score_loss(truth, support)), 3),
        "ece": round(float(ece), 3),
        "verified": round(float(passed.mean()), 3),
        "unsupported_verified": round(float((y[passed] != 0).mean()), 3) if passed.any() else 0.0,
        "refuted_verified": round(float((y[passed] == 1).mean()), 3) if passed.any() else 0.0,
    }


def _pooled(sets: dict[str, tuple[Matrix, Any]], names: tuple[str, ...]) -> Iterator[Any]:
    yield np.concatenate([sets[n][0] for n in names])
    yield np.concatenate([sets[n][1] for n in names])
    yield np.concatenate([np.full(len(sets[n][1]), 1000 / len(sets[n][1])) for n in names])


def main(data: Path, out: Path) -> None:
    """Fits everything and writes it."""
    out.mkdir(parents=True, exist_ok=True)
    encoder = BatchEncoder(Store(out / "cache"))
    idf = fit_idf(data, encoder, out)
    train = {n: featurise(data, f"{n}_train", ROWS_A_SET, out, encoder=encoder, idf=idf) for n in TRAIN}
    dev = {n: featurise(data, f"{n}_dev", ROWS_A_SET, out, encoder=encoder, idf=idf) for n in DEV}
    head = fit(*_pooled(train, TRAIN))
    x, y = dev[WHOLE_PAPERS]
    x, y = x[may_verify(x)], y[may_verify(x)]
    verified, curve = sweep(predict(head, x)[:, 0], y == 0, WRONG_VERIFIED)
    # How alike a passage must be for its conflict to count was fitted to nothing, so the training rows may tell it too.
    x = np.concatenate([part[0] for part in (*train.values(), *(dev[n] for n in TRAIN))])
    y = np.concatenate([part[1] for part in (*train.values(), *(dev[n] for n in TRAIN))])
    shown = conflicting(x, "quantity", "direction")
    same_topic, opposing = sweep(x[shown, FEATURES.index("alignment")], y[shown] == 1, WRONG_CONTRADICTED)
    head["thresholds"] = {
        "verified": verified,
        "about": ABOUT,
        "same_topic": same_topic,
        "review": round(verified - 0.15, 2),
    }
    head["conflicting"] = rates(y[shown][x[shown, FEATURES.index("alignment")] >= same_topic])
    head["sweep"] = {"verified": curve, "same_topic": opposing}
    head["dev"] = {name: evaluate(head, *dev[name], verified) for name in DEV}
    licensed = fit(*_pooled(train, LICENSED))
    head["dev_licensed_only"] = {name: evaluate(licensed, *dev[name], verified) for name in DEV}
    (out / "head.json").write_text(json.dumps(head, indent=1) + "\n", encoding="utf-8")
    for name in ("head.json", "idf.safetensors"):
        print(name, hashlib.sha256((out / name).read_bytes()).hexdigest())  # noqa: T201 - a recipe reports
    print(json.dumps({"dev": head["dev"], "thresholds": head["thresholds"]}, indent=1))  # noqa: T201 - as above


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
