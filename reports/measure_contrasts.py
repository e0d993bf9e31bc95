"""Contrasts kept for measuring: does the verifier tell which of two claims a passage bears out?

    python reports/measure_contrasts.py PAGE.md

Each of the kept contrasts of `fixtures/contrasts.jsonl` is two passages and two claims. Its four pairs go through the
whole pipeline of an audit, the passage being the paper.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from claimcheck.model import VerdictName
from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify.lessons import contrast_rows

_FOUR = 4


def main(page: Path) -> None:
    """Audits the kept contrasts and writes the table."""
    rows = [row for row in contrast_rows() if row["part"] == "measured"]
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        found = verdicts(rows, workplace)
    support = np.array([v.probabilities.support if v.probabilities else 0.0 for v in found])
    given = np.array([v.verdict for v in found])
    borne_out = np.array([row["label"] == "SUPPORT" for row in rows])
    four = support.reshape(-1, _FOUR)
    figures = {
        "contrasts": str(len(four)),
        "AUROC of support": f"{roc_auc_score(borne_out, support):.3f}",
        "own claim above the other, same passage": f"{_above(four[:, 0], four[:, 1], four[:, 2], four[:, 3]):.1%}",
        "own passage above the other, same claim": f"{_above(four[:, 0], four[:, 3], four[:, 2], four[:, 1]):.1%}",
        "borne out: verified": f"{np.mean(given[borne_out] == VerdictName.VERIFIED):.1%}",
        "not borne out: verified": f"{np.mean(given[~borne_out] == VerdictName.VERIFIED):.1%}",
        "borne out: contradicted": f"{np.mean(given[borne_out] == VerdictName.CONTRADICTED):.1%}",
        "not borne out: contradicted": f"{np.mean(given[~borne_out] == VerdictName.CONTRADICTED):.1%}",
    }
    lines = ["| | |", "|---|--:|", *(f"| {name} | {value} |" for name, value in figures.items())]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


def _above(own: np.ndarray, other: np.ndarray, own_too: np.ndarray, other_too: np.ndarray) -> float:
    """How often support is higher where it should be, a tie counting half."""
    one, two = np.concatenate([own, own_too]), np.concatenate([other, other_too])
    return float(np.mean((one > two) + 0.5 * (one == two)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
