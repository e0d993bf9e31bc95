"""What the head loses without each matcher, and which features it does not miss.

    python reports/measure_ablation.py OUT_OF_TRAINING PAGE.md

OUT_OF_TRAINING is the folder that `python -m claimcheck.verify.training` filled. First table: for every matcher the
head is fitted again without its features, on the same held-back rows, and measured on the dev sets. Second table:
backward elimination. Over the held-back rows, in five folds, each step leaves out the feature without which the rows
that a fold's fit never saw are predicted best; the last step is the first that makes it worse. Dev rows choose nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.verify import calibration, lessons
from claimcheck.verify.calibration import Sample
from claimcheck.verify.features import FEATURES
from claimcheck.verify.training import DEV, FLIPS, TOLD, figures, fit_head

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


def shown(head: dict[str, Any], dev: Sets) -> str:
    """The cells of a head: AUROC and macro-F1 on each dev set."""
    each = (figures(head, dev[name]) for name in DEV)
    return " | ".join(f"{got['auroc']:.3f} / {got['macro_f1']:.3f}" for got in each)


def loss(train: Sets, out: Collection[str]) -> float:
    """The mean log loss of held-back rows, each set counting alike, by heads that never saw them."""
    sets, found = without(train, out), []
    for repeat in range(_REPEATS):
        rng = np.random.default_rng(repeat)
        fold = {name: rng.integers(0, _FOLDS, len(sample.y)) for name, sample in sets.items()}
        for number in range(_FOLDS):
            rest = {name: sample.rows(fold[name] != number) for name, sample in sets.items()}
            head = fit_head(rest, lessons.HEAD_SETS)
            for name in lessons.HEAD_SETS:
                unseen = sets[name].rows(fold[name] == number)
                p = calibration.predict(head, unseen.x)
                found.append(-np.log(p[np.arange(len(p)), unseen.y]).mean())
    return float(np.mean(found))


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
    lines = [f"| without | {' | '.join(DEV)} |", "|---|" + "--:|" * len(DEV)]
    cases = {name: [f for f in FEATURES if f.startswith(starts)] for name, starts in MATCHERS.items()}
    cases["all but the entailment model (it alone)"] = [f for f in FEATURES if f not in cases["entailment"]]
    for name, out in {"nothing": [], **cases}.items():
        lines.append(f"| {name} | {shown(fit_head(without(train, out), lessons.HEAD_SETS), without(dev, out))} |")
    lines += ["", f"| leaves, one after the other | loss | {' | '.join(DEV)} |", "|---|--:|" + "--:|" * len(DEV)]
    out = []
    for name, least in eliminated(train):
        out = [*out, name]
        head = fit_head(without(train, out), lessons.HEAD_SETS)
        lines.append(f"| {name} | {least:.4f} | {shown(head, without(dev, out))} |")
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
