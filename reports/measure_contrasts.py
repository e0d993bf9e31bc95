"""Contrasts: does the verifier tell which of two claims a passage bears out?

    python reports/measure_contrasts.py PAGE.md

A contrast of `fixtures/contrasts.jsonl` is two passages and two claims, each passage bearing out one of them, so that
neither a claim nor a passage alone tells the label. The four pairs of 500 of them, drawn with a seed, go through the
whole pipeline of an audit, the passage being the paper. No contrast was ever taught or fitted.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from claimcheck.model import VerdictName
from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace

CONTRASTS = Path(__file__).parents[1] / "fixtures" / "contrasts.jsonl"
_DRAWN, _SEED, _SIDES = 500, 7, 4

Row = dict[str, Any]


def rows(count: int) -> list[Row]:
    """Four labelled rows a contrast in a row: each of its passages with its own claim and with the other one."""
    pairs = [json.loads(line) for line in CONTRASTS.read_text(encoding="utf-8").splitlines()]
    sides = (("a", "right", True), ("a", "wrong", False), ("b", "wrong", True), ("b", "right", False))
    drawn = random.Random(_SEED).sample(pairs, min(count, len(pairs)))  # noqa: S311 - a sample, no secret
    return [
        {"claim": pair[claim], "evidence": [pair[passage]], "label": "SUPPORT" if own else pair["label"]}
        for pair in drawn
        for passage, claim, own in sides
    ]


def main(page: Path) -> None:
    """Audits the contrasts and writes the table."""
    drawn = rows(_DRAWN)
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        found = verdicts(drawn, workplace)
    support = np.array([v.probabilities.support if v.probabilities else 0.0 for v in found])
    given = np.array([v.verdict for v in found])
    borne_out = np.array([row["label"] == "SUPPORT" for row in drawn])
    four = support.reshape(-1, _SIDES)
    figures = {
        "contrasts": str(len(four)),
        "AUROC of support": f"{roc_auc_score(borne_out, support):.3f}",
        "own claim above the other, same passage": f"{_above(four[:, [0, 2]], four[:, [1, 3]]):.1%}",
        "own passage above the other, same claim": f"{_above(four[:, [0, 2]], four[:, [3, 1]]):.1%}",
        "borne out: verified": f"{np.mean(given[borne_out] == VerdictName.VERIFIED):.1%}",
        "not borne out: verified": f"{np.mean(given[~borne_out] == VerdictName.VERIFIED):.1%}",
        "borne out: contradicted": f"{np.mean(given[borne_out] == VerdictName.CONTRADICTED):.1%}",
        "not borne out: contradicted": f"{np.mean(given[~borne_out] == VerdictName.CONTRADICTED):.1%}",
    }
    lines = ["| | |", "|---|--:|", *(f"| {name} | {value} |" for name, value in figures.items())]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


def _above(own: np.ndarray, other: np.ndarray) -> float:
    """How often support is higher where it should be, a tie counting half."""
    return float(np.mean((own > other) + 0.5 * (own == other)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
