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
from pathlib import Path
from typing import Any

from claimcheck.verify.learning import courses, lessons, written
from claimcheck.verify.learning.calibration import NEVER, WRONG_CONTRADICTED, WRONG_VERIFIED

CARD = Path(__file__).resolve().parent.parent / "claimcheck" / "verify" / "weights" / "MODEL_CARD.md"
COURSES = (*courses.FOUND, *courses.WRITTEN, courses.FRESH)
_HOW = (
    "as an upper 95% bound (Clopper-Pearson, by fixed-sequence testing from the strictest threshold downwards that"
    " enough rows pass), over the dev rows of scifact, scihal, checkcovid, citint and healthver taken together"
)


def kind(lesson: lessons.Lesson) -> str:
    """The row of the table that a lesson is counted in."""
    source, _, rest = lesson.rule.partition(":")
    if source in {written.CONTRAST, written.CLAIM}:
        return {written.CONTRAST: "contrasts", written.CLAIM: "written claims"}[source]
    if source == "made":
        return f"made: {rest.partition(':')[0]}"
    if source not in lessons.SCIENCE:
        return f"general: {source}"
    return f"science: {source}" if rest in {"", "beside"} else "science, with one thing turned round"


def lesson_table(data: Path, seed: int) -> str:
    """The lessons of all courses, by kind."""
    columns = [Counter(map(kind, course.lessons(data, seed))) for course in COURSES]
    total = sum(columns, Counter())
    order = ("general", "science", "science, with", "made", "contrasts", "written claims")
    names = sorted(
        total, key=lambda name: (max(i for i, start in enumerate(order) if name.startswith(start)), -total[name])
    )
    lines = [f"| | {' | '.join(course.name for course in COURSES)} |", "|---|" + "--:|" * len(columns)]
    lines.append(f"| **lessons** | {' | '.join(f'**{column.total():,}**' for column in columns)} |")
    lines.extend(
        f"| {name} | {' | '.join(f'{column[name]:,}' if column[name] else '–' for column in columns)} |"
        for name in names
    )
    return "\n".join(lines)


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
            kept = "**Not kept** by any threshold, nor is 10%: four in five is asked for instead"
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
