"""claimcheck beside groundrails 1.1.2 (lexical mode) on the same rows: AUROC, unsupported rows passed, time a claim.

    python reports/measure_rival.py DATA RIVAL_PYTHON PREDICTIONS_DIR OUT.md

RIVAL_PYTHON is the interpreter of an environment of its own with `groundrails==1.1.2`; PREDICTIONS_DIR holds what
`claimcheck evaluate SET --predictions PREDICTIONS_DIR/SET.jsonl` wrote. DATA is the folder of the sets themselves. 300
rows a set at most, drawn with a seed; rows that groundrails cannot take are left out of both columns. It takes some
short English claims for another language, and then asks the network for a translation model; by its own switch it does
not, and scores them as they are.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from claimcheck.tasks.measures import auroc

_ROWS, _SEED = 300, 7
# Runs in the other environment: rows in on stdin, scores and seconds out on stdout.
_RIVAL = """
import json, sys, time
import groundrails
groundrails.init()
for line in sys.stdin:
    row = json.loads(line)
    start = time.perf_counter()
    try:
        result = groundrails.ground(row["claim"], [" ".join(row["evidence"])])
    except Exception as error:
        print(row["id"], repr(error)[:200], file=sys.stderr)
        continue
    seconds = time.perf_counter() - start
    print("@" + json.dumps([row["id"], bool(result.grounded), float(result.combined_score), seconds]))
"""


def main(data: Path, rival: str, predictions: Path, out: Path) -> None:
    """Measures every set that has predictions, and writes the table."""
    lines = [
        "| set | rows | AUROC: claimcheck | groundrails | unsupported: verified | grounded | ms a claim, groundrails |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for file in sorted(predictions.glob("*.jsonl")):
        ours = {row["id"]: row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
        with gzip.open(data / f"{file.stem}.jsonl.gz", "rt", encoding="utf-8") as source:
            rows = [row for row in map(json.loads, source) if row["id"] in ours]
        rows = random.Random(_SEED).sample(rows, min(_ROWS, len(rows)))  # noqa: S311 - a sample, no secret
        theirs = _ask(rival, rows)
        rows = [row for row in rows if row["id"] in theirs]
        supported = [row["label"] == "SUPPORT" for row in rows]
        unsupported = [row["id"] for row, yes in zip(rows, supported, strict=True) if not yes]
        mine = auroc(supported, [ours[row["id"]]["confidence"] or 0.0 for row in rows])
        other = auroc(supported, [theirs[row["id"]][1] for row in rows])
        passed = sum(ours[i]["verdict"] == "verified" for i in unsupported) / max(1, len(unsupported))
        grounded = sum(theirs[i][0] for i in unsupported) / max(1, len(unsupported))
        seconds = sorted(theirs[row["id"]][2] for row in rows)[len(rows) // 2]
        lines.append(
            f"| {file.stem} | {len(rows)} | {mine:.3f} | {other:.3f} | {passed:.1%} | {grounded:.1%} |"
            f" {1000 * seconds:.0f} |"
        )
        print(lines[-1], flush=True)
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _ask(rival: str, rows: list[dict[str, Any]]) -> dict[str, tuple[bool, float, float]]:
    given = "".join(json.dumps({k: row[k] for k in ("id", "claim", "evidence")}) + "\n" for row in rows)
    with tempfile.TemporaryDirectory() as folder:  # it leaves a file where it runs
        done = subprocess.run(  # noqa: S603 - named by the user
            [rival, "-c", _RIVAL],
            input=given,
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
            env={**os.environ, "GROUNDRAILS_ARGOS_AUTO_INSTALL": "0"},
        )
    answers = [json.loads(line[1:]) for line in done.stdout.splitlines() if line.startswith("@")]
    return {name: (grounded, score, seconds) for name, grounded, score, seconds in answers}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
