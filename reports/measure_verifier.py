"""`claimcheck evaluate` on every dev set of the shared data, two sets at a time, as one page.

    python reports/measure_verifier.py DATA OUT.md PREDICTIONS_DIR [ROWS]

`floors.json`, for `claimcheck evaluate --floors`, is written beside OUT.md. ROWS a set at most, drawn with seed 7
(default: all). PREDICTIONS_DIR keeps what was said of each row, a file a set. The marks are those of the issue that
asked for the verifier.
"""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.tasks.measures import calibration_error, reliability
from claimcheck.verify.learning import lessons

MARKS = {
    "scifact": "0.85 AUROC, 0.65 F1, hit@3 0.85", "citint": "0.71 AUROC", "citintfull": "0.68 AUROC",
    "wice": "0.70 AUROC", "scihal": "0.66 AUROC", "healthver": "0.55 F1", "checkcovid": "0.66 AUROC",
    "attributionbench": "0.65 AUROC", "factcheckgpt": "0.70 AUROC", "summedits_sci": "0.62 balanced accuracy",
    "feversym": "0.70 AUROC", "vitaminc": "0.75 AUROC", "nli4ct": "0.55 AUROC",
}  # fmt: skip
Json = dict[str, Any]


def evaluate(data: Path, name: str, folder: Path, rows: int | None) -> Json:
    """The figures of one set, by a process of its own."""
    command = [sys.executable, "-m", "claimcheck", "evaluate", str(data / f"{name}_dev.jsonl.gz"), "--quiet"]
    command += ["--format", f"json={folder / f'{name}.json'}", "--predictions", str(folder / f"{name}_dev.jsonl")]
    command += ["--write-floors", str(folder / f"{name}.floors")]
    command += ["--jobs", "1", "--offline", *(["--sample", str(rows)] if rows else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    found: Json = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found["sets"][f"{name}_dev"]


def pooled(data: Path, folder: Path) -> str:
    """Calibration over the five sets on which thresholds are promised: rows, share supported, error."""
    truth: list[bool] = []
    support: list[float] = []
    for name in lessons.HEAD_SETS:
        labels = {row["id"]: lessons.label(row) for row in lessons.rows(data / f"{name}_dev.jsonl.gz")}
        for line in (folder / f"{name}_dev.jsonl").read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            truth.append(labels[said["id"]] == "SUPPORT")
            support.append(said["confidence"] or 0.0)
    error = calibration_error(reliability(truth, support))
    return (
        f"Calibration error pooled over {', '.join(lessons.HEAD_SETS)}: {error:.3f} ({len(truth)} rows, ten bins of"
        f" equal size; {np.mean(truth):.0%} supported). These rows fitted nothing but the thresholds."
    )


def pinned(folder: Path) -> str:
    """The floors of all sets that PREDICTIONS_DIR has, as one file for `claimcheck evaluate --floors`."""
    each = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.floors"))]
    parts = {part: {name: value for one in each for name, value in one[part].items()} for part in ("data", "floors")}
    return json.dumps(parts, ensure_ascii=False, indent=1) + "\n"


def main(data: Path, out: Path, folder: Path, rows: int | None) -> None:
    """Measures all sets, writes the page, and the floors beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(MARKS, pool.map(lambda name: evaluate(data, name, folder, rows), MARKS), strict=True))
    head = ["set", "rows", "AUROC (95%)", "claim alone", "macro-F1 (95%)", "bal. acc.", "Brier", "ECE"]
    head += ["verified", "wrong", "hit@3", "mark"]
    lines = [f"| {' | '.join(head)} |", "|---|" + "--:|" * (len(head) - 2) + "---|"]
    for name, f in found.items():
        low = {k: "–".join(f"{x:.2f}" for x in f["intervals"][k]) for k in ("auroc", "macro_f1")}
        cells = [
            name, str(f["rows"]), f"{f['auroc']:.3f} ({low['auroc']})", _show(f["claim_only"]),
            f"{f['macro_f1']:.3f} ({low['macro_f1']})", _show(f["balanced_accuracy"]), _show(f["brier"]),
            _show(f["ece"]), f"{f['verified']:.1%}", _show(f["unsupported_verified"]), _show(f["hit_at_3"]),
            MARKS[name],
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    out.write_text("\n".join([*lines, "", pooled(data, folder)]) + "\n", encoding="utf-8")
    out.with_name("floors.json").write_text(pinned(folder), encoding="utf-8")
    print(out.read_text(encoding="utf-8"))


def _show(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]) if sys.argv[4:] else None)
