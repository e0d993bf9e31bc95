"""Fills the marked parts of the model card from the data and from what the training run wrote.

    python reports/write_card.py DATA HEAD_JSON

DATA is the folder of labelled pairs, HEAD_JSON the head that ships (`claimcheck/verify/weights/head.json`). The words
between the marks `<!-- NAME -->` and `<!-- /NAME -->` are replaced; all else stays.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimcheck.verify import lessons
from claimcheck.verify.calibration import NEVER, WRONG_CONTRADICTED, WRONG_VERIFIED

CARD = Path(__file__).resolve().parent.parent / "claimcheck" / "verify" / "weights" / "MODEL_CARD.md"
_SCIENCE = (*lessons.HEAD_SETS, *lessons.MORE_SETS)
_HOW = (
    "as an upper 95% bound (Clopper-Pearson, by fixed-sequence testing from the strictest threshold downwards that"
    " enough rows pass), over the dev rows of scifact, scihal, checkcovid, citint and healthver taken together"
)


def counted(taught: Sequence[lessons.Lesson]) -> list[str]:
    """How many lessons of each kind, with their sources or rules."""
    kinds: dict[str, Counter[str]] = {
        "general": Counter(),
        "science": Counter(),
        "turned": Counter(),
        "made": Counter(),
    }
    for lesson in taught:
        first, _, rest = lesson.rule.partition(":")
        if first == "made":
            kinds["made"][rest.partition(":")[0]] += 1
        elif first not in _SCIENCE:
            kinds["general"][first] += 1
        else:
            kinds["turned" if rest.partition(":")[0] not in {"", "beside"} else "science"][first] += 1
    return [", ".join(f"{name} {n:,}" for name, n in kind.most_common()) or "–" for kind in kinds.values()]


def lesson_table(data: Path, seed: int) -> str:
    """The lessons of both courses, by kind."""
    first, second = lessons.lessons(data, seed), lessons.again(data, seed)
    names = (
        "general pairs (`nli_train`)",
        "science, as retrieved windows and as rationales",
        "science, with one thing of a supported claim turned round",
        "made by rule from their sentences",
    )
    rows = zip(names, counted(first), counted(second), strict=True)
    head = f"| kind | first course, {len(first):,} lessons | second course, {len(second):,} |\n|---|---|---|\n"
    return head + "\n".join(f"| {name} | {one} | {two} |" for name, one, two in rows)


def promises(head: dict[str, Any]) -> str:
    """What each threshold promises, whether that is kept, and by which rows."""
    said = {
        "verified": ("probability of support", WRONG_VERIFIED, "unsupported"),
        "contradicted": ("probability of contradiction", WRONG_CONTRADICTED, "not refuted"),
    }
    lines = []
    for name, (what, wanted, wrong) in said.items():
        threshold, sweep, promised = head["thresholds"][name], head["sweep"][name], head["promised"][name]
        shown = next((point for point in reversed(sweep) if point["threshold"] >= threshold), sweep[0])
        result = (
            f"At {shown['threshold']:.2f} {shown['rows']} rows pass, {shown['wrong']} of them {wrong};"
            f" the bound is {shown['bound']:.3f}."
        )
        if promised == wanted[0]:
            kept = f"Kept: at most {promised:.0%} {wrong}"
        elif promised is not None:
            kept = f"**Not kept**; what the rows allow is at most {promised:.0%} {wrong}"
        elif threshold == NEVER:
            kept = "**Not kept** by any threshold: nothing gets the verdict by its probability alone"
        else:
            kept = "**Not kept** by any threshold, nor are 10% and 15%: four in five is asked for instead"
        goal = f"Wanted: at most {wanted[0]:.0%} {wrong}, {_HOW}."
        lines.append(f"- `{name}` ({what}, {threshold:.2f}). {goal} {kept}. {result}")
    support, contradict, _ = head["conflicting"]
    lines.append(
        f"- `same_topic` (alignment, {head['thresholds']['same_topic']:.2f}): from here on a conflict of quantity,"
        " direction or comparison that a passage shows contradicts by itself. Of the rows that show one,"
        f" {contradict:.0%} are refuted and {support:.0%} supported (each counted once more than it occurs); these"
        " shares are printed with such a verdict."
    )
    lines.append(
        f"- `review` ({head['thresholds']['review']:.2f}): one outcome is likelier than both others. Not fitted."
    )
    return "\n".join(lines)


def figures(found: dict[str, dict[str, float]]) -> str:
    """The dev figures of a head."""
    lines = ["| set | rows | AUROC of support | macro-F1 | Brier | ECE |", "|---|--:|--:|--:|--:|--:|"]
    for name, v in found.items():
        numbers = " | ".join(f"{v[figure]:.3f}" for figure in ("auroc", "macro_f1", "brier", "ece"))
        lines.append(f"| {name} | {v['rows']} | {numbers} |")
    return "\n".join(lines)


def main(data: Path, file: Path, seed: int = 7) -> None:
    """Rewrites the card."""
    head = json.loads(file.read_text(encoding="utf-8"))
    text = CARD.read_text(encoding="utf-8")
    parts = {
        "lessons": lesson_table(data, seed),
        "promises": promises(head),
        "dev": figures(head["dev"]),
        "licensed": figures(head["dev_licensed_head"]),
    }
    for name, part in parts.items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        if not marked.search(text):
            raise SystemExit(f"{CARD.name}: has no part marked {name}")
        text = marked.sub(lambda m, part=part: m[1] + part + m[2], text)
    CARD.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
