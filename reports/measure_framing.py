"""Sentences of papers, told word for word in the frames that reviews put round them: are they verified?

    python reports/measure_framing.py DATA OUT.md [FRAMES.json MANY]

FRAMES.json is a list of other frames, and MANY how many sentences are put into each. Without them forty sentences of
the dev sets' evidence, drawn with a seed, are put into every frame below, each with a twin that has one thing turned by
rule (a number, a direction, a negation, …). The paper is the evidence of the row.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify.learning import edits, lessons

_SEED, _MANY = 11, 40
_SHORTEST, _LONGEST = 60, 180
_SETS = ("scifact", "scihal", "healthver", "citintfull", "wice", "attributionbench")
# "{}" is the sentence with a small first letter and without its full stop, "{S}" as it stands.
FRAMES = (
    "{S}",
    "The study demonstrates that {}.",
    "This paper shows that {}.",
    "The authors report that {}.",
    "Nakamura et al. found that {}.",
    "In 2020, Nakamura et al. reported that {}.",
    "Nakamura and Ito (2020) show that {}.",
    "As shown by Nakamura et al., {}.",
    "Shows that {}.",
    "The results indicate that {}.",
    "Prior work has shown that {}.",
    "It has been shown that {}.",
    "There is evidence that {}.",
    "However, {}.",
    "Overall, {}.",
    "Second, {}.",
    "Recently, {}.",
    "Key finding: {S}",
    "{S.} (Table 2).",
    "{S.} (see Section 4.2).",
    "{S.} (p. 5).",
    "{S.} (Nakamura et al., 2020).",
    "{S.}, according to the authors.",
)

Row = dict[str, Any]


def framed(frame: str, sentence: str) -> str:
    """A sentence in a frame."""
    first, second = sentence[0], sentence[1]
    small = sentence if second.isupper() else first.lower() + sentence[1:]
    for mark, said in (("{S.}", sentence[:-1]), ("{S}", sentence), ("{}", small[:-1])):
        frame = frame.replace(mark, said)
    return frame


def make(data: Path) -> list[tuple[Row, str, str]]:
    """Rows, each with a sentence of its evidence and its twin."""
    rng = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    found = []
    rows = [row for name in _SETS for row in lessons.rows(data / f"{name}_dev.jsonl.gz")]
    for row in rng.sample(rows, len(rows)):
        said = [" ".join(s.split()) for s in row["evidence"]]
        plain = [s for s in said if _SHORTEST <= len(s) <= _LONGEST and s[0].isupper() and s[-1] == "."]
        sentences = [s for s in plain if s.count(".") == 1 and not set(s) & set(":;\"'?")]
        if not sentences:
            continue
        sentence = rng.choice(sentences)
        rules = rng.sample(edits.REFUTING, len(edits.REFUTING))
        twin = next((edit.text for rule in rules if (edit := rule(sentence, rng))), None)
        if twin and all(sentence != other for _, other, _ in found):
            found.append((row, sentence, twin))
    return found[:_MANY]


def main(data: Path, out: Path, frames: Sequence[str], many: int) -> None:
    """Audits every sentence and its twin in every frame and writes the table."""
    made = make(data)[:many]
    jobs = [
        (frame, who, row | {"claim": framed(frame, text)})
        for frame in frames
        for row, *pair in made
        for who, text in zip(("right", "wrong"), pair, strict=True)
    ]
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        found = verdicts([row for _, _, row in jobs], workplace)
    count = Counter((frame, who, verdict.verdict.value) for (frame, who, _), verdict in zip(jobs, found, strict=True))
    lines = [f"| frame ({len(made)} sentences each) | right verified | wrong verified | wrong contradicted |"]
    lines.append("|---|--:|--:|--:|")
    columns = (("right", "verified"), ("wrong", "verified"), ("wrong", "contradicted"))
    for frame in frames:
        cells = " | ".join(str(count[frame, *column]) for column in columns)
        lines.append(f"| {frame.replace('{S.}', '…').replace('{S}', '…').replace('{}', '…')} | {cells} |")
    total = " | ".join(str(sum(count[frame, *column] for frame in frames)) for column in columns)
    lines.append(f"| all | {total} |")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    others = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")) if sys.argv[3:] else FRAMES
    main(Path(sys.argv[1]), Path(sys.argv[2]), others, int(sys.argv[4]) if sys.argv[4:] else _MANY)
