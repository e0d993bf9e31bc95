"""Draws verdicts of kept audits at random, for a person to read each against its paper.

    python reports/draw_verdicts.py AUDITS VERDICT COUNT OUT.jsonl

AUDITS is the folder that `reports/measure_cases.py` filled. One line a verdict: report, claim, paper, page, quotation,
confidence.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

_SEED = 7


def main(audits: Path, verdict: str, count: int, out: Path) -> None:
    """Draws and writes."""
    found = []
    for file in sorted(audits.glob("*.json")):
        for claim in json.loads(file.read_text(encoding="utf-8"))["claims"]:
            if claim["verdict"] == verdict:
                first = claim["evidence"][0]
                found.append(
                    {
                        "report": file.stem, "number": claim["number"], "statement": claim["statement"],
                        "text": claim["text"], "confidence": claim["confidence"], "paper": first["paper"],
                        "page": first["page"], "quotation": first["quotation"],
                        "more": [e["quotation"] for e in claim["evidence"][1:]],
                    }
                )  # fmt: skip
    drawn = random.Random(_SEED).sample(found, min(count, len(found)))  # noqa: S311 - a sample, no secret
    out.write_text("".join(json.dumps(item) + "\n" for item in drawn), encoding="utf-8")
    print(f"{len(drawn)} of {len(found)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
