"""Each matcher out in turn: what the head loses without it, from the readings that the training run kept.

    python reports/measure_ablation.py OUT_OF_TRAINING PAGE.md

OUT_OF_TRAINING is the folder that `python -m claimcheck.verify.training` filled. For every matcher the head is fitted
again without its features, on the same held-back rows, and measured on the dev sets: AUROC of support, macro-F1.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from claimcheck.verify import calibration, lessons
from claimcheck.verify.features import FEATURES
from claimcheck.verify.training import DEV, figures

MATCHERS = {
    "entailment": ("support_", "contradict_"),
    "entailment, joint window": ("support_joint", "contradict_joint"),
    "alignment": ("alignment", "unmatched_share"),
    "embedding": ("embedding",),
    "lexical": ("lexical",),
    "quantities": ("quantities", "has_quantities", "quantity_conflict"),
    "polarity": ("direction_conflict", "negation_conflict"),
    "names": ("names",),
    "scope": ("scope",),
    "lengths": ("claim_length", "passage_length"),
}


def main(folder: Path, page: Path) -> None:
    """Fits and measures, and writes the table."""
    load = {f"{name}_{part}": np.load(folder / f"{name}_{part}.npz")
            for part, names in (("train", lessons.HEAD_SETS), ("dev", DEV)) for name in names}  # fmt: skip
    y = np.concatenate([load[f"{n}_train"]["y"] for n in lessons.HEAD_SETS])
    x = np.concatenate([load[f"{n}_train"]["x"] for n in lessons.HEAD_SETS])
    weights = np.concatenate(
        [np.full(len(load[f"{n}_train"]["y"]), 1000 / len(load[f"{n}_train"]["y"])) for n in lessons.HEAD_SETS]
    )
    lines = ["| without | " + " | ".join(DEV) + " |", "|---|" + "--:|" * len(DEV)]
    only = {"all but entailment": [i for i, f in enumerate(FEATURES) if not f.startswith(MATCHERS["entailment"])]}
    for name, prefixes in {"nothing": ("-",), **MATCHERS, "all but the entailment model (it alone)": ("only",)}.items():
        out = [i for i, f in enumerate(FEATURES) if f.startswith(prefixes)]
        if prefixes == ("only",):
            out = only["all but entailment"]
        kept_x = x.copy()
        kept_x[:, out] = 0.0
        head = calibration.fit(kept_x, y, weights)
        cells = []
        for dev in DEV:
            dev_x = load[f"{dev}_dev"]["x"].copy()
            dev_x[:, out] = 0.0
            got = figures(head, dev_x, load[f"{dev}_dev"]["y"])
            cells.append(f"{got['auroc']:.3f} / {got['macro_f1']:.3f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
