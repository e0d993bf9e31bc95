"""What the shipped verifier says of a seeded sample of 40 rows of each dev set, for the tests to hold it to.

    python reports/store_probabilities.py DATA

Writes `tests/verify/probabilities.jsonl`: set, row id, the three probabilities, the verdict. No text of the data.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify.learning import lessons

STORED = Path(__file__).parents[1] / "tests" / "verify" / "probabilities.jsonl"
SETS = (
    "scifact", "citint", "citintfull", "wice", "scihal", "healthver", "checkcovid", "attributionbench", "factcheckgpt",
    "summedits_sci", "feversym", "vitaminc", "nli4ct",
)  # fmt: skip
_SEED, _ROWS = 7, 40


def main(data: Path) -> None:
    """Draws, verifies and writes."""
    lines = []
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        for name in SETS:
            rows = lessons.rows(data / f"{name}_dev.jsonl.gz")
            rows = random.Random(_SEED).sample(rows, _ROWS)  # noqa: S311 - a sample, no secret
            for row, verdict in zip(rows, verdicts(rows, workplace), strict=True):
                p = verdict.probabilities
                said = {"set": f"{name}_dev", "id": row["id"], "verdict": verdict.verdict.value}
                lines.append(json.dumps(said | {"probabilities": p.model_dump() if p else None}))
            print(name, flush=True)
    STORED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
