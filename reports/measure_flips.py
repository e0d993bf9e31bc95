"""Claims with one number changed: how many are still called verified, and what becomes of their untouched twins.

    python reports/measure_flips.py DATA --make      # writes tests/verify/flips.jsonl
    python reports/measure_flips.py DATA OUT.md      # audits every flip and its twin

A flip is a supported claim of a dev set in which one number was changed by rule
(`claimcheck.verify.learning.edits.number`, seeded). The file names the row and the change, and holds no text of the
data.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import quantities
from claimcheck.verify.learning import edits, lessons

FLIPS = Path(__file__).parents[1] / "tests" / "verify" / "flips.jsonl"
_SEED, _A_SET = 7, 120

Row = dict[str, Any]


def make(data: Path) -> None:
    """Draws at most 120 claims a set and changes a number in each."""
    rng = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    lines = []
    for file in sorted(data.glob("*_dev.jsonl.gz")):
        name = file.name.partition(".")[0]
        rows = [row for row in lessons.rows(file) if row["label"] == "SUPPORT"]
        rng.shuffle(rows)
        found = [flip for row in rows if (flip := _flip(name, row, rng))]
        lines += [json.dumps(flip) for flip in found[:_A_SET]]
        print(name, len(found))
    FLIPS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _flip(name: str, row: Row, rng: random.Random) -> Row | None:
    claim = lessons.without_marks(row["claim"])
    strong = [q for q in quantities.find(claim) if not q.weak]
    edit = edits.number(claim, rng) if strong else None
    if edit is None:
        return None
    start = next(i for i, (a, b) in enumerate(zip(claim, edit.text, strict=False)) if a != b)
    tail = 0
    while claim[len(claim) - 1 - tail] == edit.text[len(edit.text) - 1 - tail] and len(claim) - tail > start:
        tail += 1
    while start and claim[start - 1] in "0123456789.,":
        start -= 1
    while tail and claim[len(claim) - tail] in "0123456789":
        tail -= 1
    old, new = claim[start : len(claim) - tail], edit.text[start : len(edit.text) - tail]
    # Only what the verifier too takes for a quantity is a flip of one: no digits of names.
    if not any(old.strip(".,") in q.text for q in strong):
        return None
    return {"set": name, "id": row["id"], "at": start, "from": old, "to": new}


def load(data: Path) -> list[tuple[Row, Row, str]]:
    """The published flips as pairs of rows, untouched and flipped, with the name of their set."""
    flips = [json.loads(line) for line in FLIPS.read_text(encoding="utf-8").splitlines()]
    found = []
    for name in sorted({flip["set"] for flip in flips}):
        by_id = {row["id"]: row for row in lessons.rows(data / f"{name}.jsonl.gz")}
        for flip in (f for f in flips if f["set"] == name):
            row = by_id[flip["id"]]
            claim, end = lessons.without_marks(row["claim"]), flip["at"] + len(flip["from"])
            if claim[flip["at"] : end] != flip["from"]:
                raise SystemExit(f"{name} {row['id']}: the data are not those that the flips were made from")
            changed = claim[: flip["at"]] + flip["to"] + claim[end:]
            found.append((row | {"claim": claim}, row | {"claim": changed, "label": "REFUTE"}, name))
    return found


def main(data: Path, out: Path) -> None:
    """Audits every pair and writes the table."""
    pairs = load(data)
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        true = verdicts([pair[0] for pair in pairs], workplace)
        false = verdicts([pair[1] for pair in pairs], workplace)
    count: Counter[tuple[str, str]] = Counter()
    for (_, _, name), before, after in zip(pairs, true, false, strict=True):
        for of in (name, "all"):
            count[of, "pairs"] += 1
            count[of, "flips not verified"] += after.verdict != "verified"
            count[of, "flips contradicted"] += after.verdict == "contradicted"
            count[of, "untouched verified"] += before.verdict == "verified"
            count[of, "untouched contradicted"] += before.verdict == "contradicted"
            p = before.probabilities
            count[of, "untouched likeliest support"] += bool(p) and p.support >= max(p.contradict, p.neither)
    columns = list(dict.fromkeys(what for _, what in count))[1:]
    lines = ["| set | pairs | " + " | ".join(columns) + " |", "|---|--:|" + "--:|" * len(columns)]
    for name in [*sorted({pair[2] for pair in pairs}), "all"]:
        n = count[name, "pairs"]
        lines.append(f"| {name} | {n} | " + " | ".join(f"{count[name, c] / n:.1%}" for c in columns) + " |")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    if sys.argv[2] == "--make":
        make(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
