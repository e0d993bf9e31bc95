"""What the head loses without each matcher, and which features it does not miss.

    python reports/measure_ablation.py OUT_OF_TRAINING PAGE.md

OUT_OF_TRAINING is the folder that `python -m claimcheck.verify.training` filled. First table: for every matcher the
head is fitted again without its features, on the same held-back rows, and measured on the dev sets. Second table: the
same, measured on the held-back rows themselves, each by a head that was fitted on the other folds. Third table:
backward elimination over these folds: each step leaves out the feature without which unseen rows are predicted best;
the last step is the first that makes it worse. Dev rows choose nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score, roc_auc_score

from claimcheck.verify.features import FEATURES
from claimcheck.verify.learning import calibration, lessons
from claimcheck.verify.learning.calibration import Sample
from claimcheck.verify.training import DEV, FLIPS, TOLD, fit_head

MATCHERS = {
    "entailment": ("support_", "contradict_"),
    "entailment, joint window": ("support_joint", "contradict_joint"),
    "alignment": ("alignment",),
    "lexical": ("lexical",),
    "quantities": ("has_quantities",),
    "polarity": ("negation_conflict",),
    "names": ("names",),
    "scope": ("scope",),
    "arrangement": ("arrangement",),
}
_FOLDS, _REPEATS = 5, 2
Sets = dict[str, Sample]


def load(folder: Path, part: str, names: Sequence[str]) -> Sets:
    """Labelled readings by set."""
    return {name: Sample(**np.load(folder / f"{name}_{part}.npz")) for name in names}


def without(sets: Sets, out: Collection[str]) -> Sets:
    """The same readings, some features of which say nothing."""
    kept = np.array([name not in out for name in FEATURES], dtype=float)
    return {name: replace(sample, x=sample.x * kept) for name, sample in sets.items()}


def header(first: str, columns: Sequence[str]) -> list[str]:
    """The first two lines of a table."""
    return [row(first, columns), "|---|" + "--:|" * len(columns)]


def row(name: str, cells: Sequence[str]) -> str:
    """A line of a table."""
    return f"| {name} | {' | '.join(cells)} |"


def scored(p: Any, y: Any) -> str:
    """A cell: AUROC of support and macro-F1 of probabilities [n, 3]."""
    f1 = f1_score(y, p.argmax(axis=1), average="macro", labels=sorted(set(y.tolist())))
    return f"{roc_auc_score(y == calibration.SUPPORT, p[:, 0]):.3f} / {f1:.3f}"


def crossed(train: Sets, out: Collection[str]) -> dict[str, tuple[Any, Any]]:
    """For every set probabilities [n, 3] by heads that never saw the row, and labels [n]; a fold a head, two draws."""
    sets = without(train, out)
    found = {name: np.zeros((len(sets[name].y), 3)) for name in lessons.HEAD_SETS}
    for repeat in range(_REPEATS):
        rng = np.random.default_rng(repeat)
        fold = {name: rng.integers(0, _FOLDS, len(sample.y)) for name, sample in sets.items()}
        for number in range(_FOLDS):
            head = fit_head({name: s.rows(fold[name] != number) for name, s in sets.items()}, lessons.HEAD_SETS)
            for name, p in found.items():
                unseen = fold[name] == number
                p[unseen] += calibration.predict(head, sets[name].x[unseen]) / _REPEATS
    return {name: (p, sets[name].y) for name, p in found.items()}


def loss(train: Sets, out: Collection[str]) -> float:
    """The mean log loss of held-back rows by heads that never saw them, each set counting alike."""
    return float(np.mean([-np.log(p[np.arange(len(y)), y]).mean() for p, y in crossed(train, out).values()]))


def eliminated(train: Sets) -> list[tuple[str, float]]:
    """The features that are not missed, in the order in which they leave, each with the loss without it."""
    steps = [("nothing", loss(train, ()))]
    while True:
        gone = [name for name, _ in steps[1:]]
        least, name = min((loss(train, [*gone, name]), name) for name in FEATURES if name not in gone)
        steps.append((name, least))
        if least > steps[-2][1]:
            return steps


def main(folder: Path, page: Path) -> None:
    """Fits and measures, and writes the tables."""
    train, dev = load(folder, "train", (*lessons.HEAD_SETS, FLIPS, TOLD)), load(folder, "dev", DEV)
    cases = {"nothing": []} | {name: [f for f in FEATURES if f.startswith(at)] for name, at in MATCHERS.items()}
    cases["all but the entailment model (it alone)"] = [f for f in FEATURES if f not in cases["entailment"]]
    lines = header("without", DEV)
    for name, out in cases.items():
        head, rows = fit_head(without(train, out), lessons.HEAD_SETS), without(dev, out)
        lines.append(row(name, [scored(calibration.predict(head, rows[one].x), rows[one].y) for one in DEV]))
    lines += ["", *header("held-back rows, without", [f"{n} ({len(train[n].y)})" for n in lessons.HEAD_SETS])]
    lines += [row(name, [scored(*each) for each in crossed(train, out).values()]) for name, out in cases.items()]
    lines += ["", *header("leaves, one after the other", ["loss", *DEV])]
    gone: list[str] = []
    for name, least in eliminated(train):
        gone.append(name)
        head, rows = fit_head(without(train, gone), lessons.HEAD_SETS), without(dev, gone)
        figures = [scored(calibration.predict(head, rows[one].x), rows[one].y) for one in DEV]
        lines.append(row(name, [f"{least:.4f}", *figures]))
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
