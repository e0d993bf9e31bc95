"""Claims written for passages: does the verifier tell what a passage bears out?

    python reports/measure_written.py DATA PAGE.md

The measured parts of `fixtures/contrasts.jsonl` (two passages and two claims, each passage bearing out one of them) and
of `fixtures/written.jsonl` (claims for a passage in the manner of reviews, each with a twin that is not borne out) go
through the whole pipeline of an audit, the passage being the paper. DATA is the folder of labelled pairs, whose
training rows hold most passages of the second.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.model import VerdictName
from claimcheck.settings import Settings
from claimcheck.tasks.claim_only import claim_only
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.measures import auroc
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify.learning import lessons, written

_SIDES = 4

Row = dict[str, Any]


def main(data: Path, page: Path) -> None:
    """Audits the measured rows of both files and writes the table."""
    rows = written.rows(lambda name: lessons.rows(data / f"{name}_train.jsonl.gz"))
    columns = {
        title: _figures([row for row in rows if row["source"] == source])
        for title, source in (("contrasts", written.CONTRAST), ("claims of reviews", written.CLAIM))
    }
    lines = [f"| | {' | '.join(columns)} |", "|---|" + "--:|" * len(columns)]
    lines += [
        f"| {name} | {' | '.join(figures.get(name, '–') for figures in columns.values())} |"
        for name in columns["contrasts"]
    ]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


def _figures(every: list[Row]) -> dict[str, str]:
    """The figures of one file: of its measured rows, but for what claims alone tell, which all rows say better."""
    alone = claim_only(
        [row["claim"] for row in every], [_passage(row) for row in every], [row["label"] == "SUPPORT" for row in every]
    )
    rows = [row for row in every if row["part"] == "measured"]
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        found = verdicts(rows, workplace)
    support = np.array([v.probabilities.support if v.probabilities else 0.0 for v in found])
    given, truth = np.array([v.verdict for v in found]), np.array([row["label"] for row in rows])
    figures = {
        "pairs": f"{len(rows):,}",
        "passages": f"{len({_passage(row) for row in rows}):,}",
        "AUROC of support": f"{auroc(truth == 'SUPPORT', support):.3f}",
        "the same from the claim alone": f"{alone:.3f}",
    }
    for verdict in (VerdictName.VERIFIED, VerdictName.CONTRADICTED):
        for label, name in (("SUPPORT", "borne out"), ("REFUTE", "refuted"), ("NOINFO", "not shown")):
            figures[f"{name}: {verdict}"] = f"{np.mean(given[truth == label] == verdict):.1%}"
    if rows[0]["source"] == written.CONTRAST:
        four = support.reshape(-1, _SIDES)
        figures["own claim above the other, same passage"] = _above(four[:, [0, 2]], four[:, [1, 3]])
        figures["own passage above the other, same claim"] = _above(four[:, [0, 2]], four[:, [3, 1]])
    return figures


def _passage(row: Row) -> str:
    return " ".join(row["evidence"])


def _above(own: np.ndarray, other: np.ndarray) -> str:
    """How often support is higher where it should be, a tie counting half."""
    return f"{np.mean((own > other) + 0.5 * (own == other)):.1%}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
