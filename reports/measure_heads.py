"""Other heads over the same readings: more rows, small networks.

    python reports/measure_heads.py DATA OUT_OF_TRAINING PAGE.md

OUT_OF_TRAINING is a folder that `python -m claimcheck.verify.training` filled; the readings of the further rows are
kept in it. All rows of citint and healthver that were held back are read (1,908) where the shipped head takes 300 of
each. The networks (one hidden layer, the mean of seven, each fitted on a draw of the rows) are levelled as the head is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.neural_network import MLPClassifier

from claimcheck.verify import calibration, lessons
from claimcheck.verify.training import DEV, FLIPS, TOLD, fit_head, readings

_LARGE = ("citint", "healthver")
_NETWORKS, _LEVELLED_ON, _LEAST = 7, 4000, 1e-6
Sets = dict[str, Any]


def load(folder: Path, part: str, names: tuple[str, ...]) -> Sets:
    """Readings and labels by set."""
    found = {name: np.load(folder / f"{name}_{part}.npz") for name in names}
    return {name: (kept["x"], kept["y"]) for name, kept in found.items()}


def all_held_back(data: Path, folder: Path) -> Sets:
    """The readings of every row of the large sets that the entailment model never saw."""
    rows = {name: [r for r in lessons.rows(data / f"{name}_train.jsonl.gz") if lessons.held_back(r)] for name in _LARGE}
    return {name: readings(f"{name}_all", these, folder) for name, these in rows.items()}


def networks(sets: Sets, units: int, decay: float) -> Callable[[Any], Any]:
    """The mean of small networks, levelled on the sets without the flips: readings to probabilities."""
    rng = np.random.default_rng(0)

    def draw(names: tuple[str, ...], size: int) -> tuple[Any, Any]:
        x, y = (np.concatenate([sets[name][part] for name in names]) for part in (0, 1))
        weight = np.concatenate([np.full(len(sets[n][1]), 1 / len(sets[n][1])) for n in names])
        drawn = rng.choice(len(y), size, p=weight / weight.sum())
        return x[drawn], y[drawn]

    x, _ = draw((*lessons.HEAD_SETS, FLIPS, TOLD), _LEVELLED_ON)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), _LEAST)
    fitted = []
    for seed in range(_NETWORKS):
        x, y = draw((*lessons.HEAD_SETS, FLIPS, TOLD), _LEVELLED_ON)
        model = MLPClassifier((units,), alpha=decay, max_iter=400, random_state=seed)
        fitted.append(model.fit((x - mean) / scale, y))

    def logits(x: Any) -> Any:
        mean_of_all = np.mean([model.predict_proba((x - mean) / scale) for model in fitted], axis=0)
        return np.log(np.maximum(mean_of_all, _LEAST))

    x, y = draw(lessons.HEAD_SETS, _LEVELLED_ON)
    plain = {"mean": [0.0] * 3, "scale": [1.0] * 3, "coefficients": np.eye(3).tolist(), "intercepts": [0.0] * 3}
    level = calibration.levelled(plain, logits(x), y)
    return lambda x: calibration.predict(level, logits(x))


def main(data: Path, folder: Path, page: Path) -> None:
    """Fits and measures, and writes the table."""
    names = (*lessons.HEAD_SETS, FLIPS, TOLD)
    train, dev = load(folder, "train", names), load(folder, "dev", DEV)
    more = train | all_held_back(data, folder)
    made: dict[str, Callable[[Any], Any]] = {}
    for name, sets in {"as shipped": train, "all held-back rows of citint and healthver": more}.items():
        head = fit_head(sets, lessons.HEAD_SETS)
        made[name] = lambda x, head=head: calibration.predict(head, x)
    for units, decay in ((8, 10), (16, 30)):
        made[f"the same rows, networks of {units} units (decay {decay})"] = networks(more, units, decay)
    lines = ["| head | " + " | ".join(DEV) + " |", "|---|" + "--:|" * len(DEV)]
    for name, predict in made.items():
        cells = []
        for x, y in (dev[one] for one in DEV):
            p = predict(x)
            f1 = f1_score(y, p.argmax(axis=1), average="macro", labels=sorted(set(y.tolist())))
            cells.append(f"{roc_auc_score(y == calibration.SUPPORT, p[:, 0]):.3f} / {f1:.3f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
