"""Claims with one thing turned: how many of the wrong ones are verified, and how many of the right ones.

    python -m reports.measure_twisted PAGE.md

The pairs are those of `tests/verify/twisted.jsonl`; each stands on an invented paper of three sentences.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.twisted import pairs, verdicts


def main(page: Path) -> None:
    """Audits all pairs at once and writes the tables."""
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(pairs(), Path(folder) / "twisted")
    lines = []
    for batch in sorted({pair["batch"] for pair, _, _ in found}):
        of_batch = [(pair, right, wrong) for pair, right, wrong in found if pair["batch"] == batch]
        lines += [
            "| what was turned | pairs | wrong verified | wrong contradicted | right verified | right contradicted |"
        ]
        lines += ["|---|--:|--:|--:|--:|--:|"]
        kinds = sorted({pair["kind"] for pair, _, _ in of_batch})
        for kind in (*(kinds if len(kinds) < len(of_batch) / 2 else ()), "all"):
            here = [(right, wrong) for pair, right, wrong in of_batch if kind in {pair["kind"], "all"}]
            right, wrong = Counter(r for r, _ in here), Counter(w for _, w in here)
            counts = (wrong["verified"], wrong["contradicted"], right["verified"], right["contradicted"])
            lines.append(f"| {kind} | {len(here)} | " + " | ".join(map(str, counts)) + " |")
        lines.append("")
        lines += [
            f"- {pair['kind']}: “{pair['wrong']}” on “{pair['passage']}”"
            for pair, _, wrong in of_batch
            if wrong == "verified"
        ]
        lines.append("")
    page.write_text("\n".join(lines), encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
