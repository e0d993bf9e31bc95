"""Numbers told in another form than the paper's: are they verified, and are wrong ones in the same form not?

    python reports/measure_forms.py DATA OUT.md

Sentences of the dev sets' evidence, drawn with a seed, each told word for word but for one number: rounded, scaled
("4.9 million"), or in words ("a quarter"); and a twin whose number, in the same form, is another. The paper of both is
the evidence of the row.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import quantities
from claimcheck.verify.learning import lessons

_SEED, _A_FORM = 7, 100
_SHORTEST, _LONGEST = 50, 300
_IN_TWO = {10: "one in ten", 20: "one in five", 25: "one in four", 33.3: "one in three"}
_WORDS = {20: "a fifth", 25: "a quarter", 33.3: "a third", 50: "half", 66.7: "two thirds", 75: "three quarters"}
# What tells a number from all that a sentence has.
_ALONE = r"(?<![\d.,/^±–-])"
_DECIMAL = re.compile(
    _ALONE + r"(\d{2,3}\.\d{1,2})(?=\s?%|\s(?:percent|years|days|months|weeks|hours|minutes|points)\b)"
)
_COUNT = re.compile(_ALONE + r"(\d{1,3}(?:,\d{3})+)(?=\s[a-z])")
_SHARE = re.compile(_ALONE + r"(\d{1,2}(?:\.\d{1,2})?)\s?%(?=\sof\s)")
_SHARE_OF = re.compile(_SHARE.pattern.replace("(?=\\sof\\s)", r"\sof(?=\s)"))

Row = dict[str, Any]
Form = Callable[[float], str | None]


def rounded(value: float) -> str | None:
    """25.4 as 25."""
    return f"{value:.0f}"


def about(value: float) -> str | None:
    """25.4 as "about 25"."""
    return f"about {value:.0f}"


def coarse(value: float) -> str | None:
    """4,870 as "about 4,900"."""
    digits = len(str(int(value))) - 2
    return f"about {round(value, -digits):,.0f}"


def scaled(value: float) -> str | None:
    """100,240 as 100k, 4,870,112 as "4.9 million"."""
    if value < 10_000:
        return None
    return f"{value / 1e6:.1f} million" if value >= 1e6 else f"{value / 1e3:.0f}k"


def worded(value: float) -> str | None:
    """25.4% as "about a quarter"."""
    near = min(_WORDS, key=lambda known: abs(known - value))
    return f"about {_WORDS[near]}" if abs(near - value) <= 1 else None


def in_two(value: float) -> str | None:
    """25.4% of as "one in four"."""
    near = min(_IN_TWO, key=lambda known: abs(known - value))
    return _IN_TWO[near] if abs(near - value) <= 1 else None


FORMS: dict[str, tuple[re.Pattern[str], Form]] = {
    "25.4% → 25%": (_DECIMAL, rounded),
    "25.4% → about 25%": (_DECIMAL, about),
    "4,870 → about 4,900": (_COUNT, coarse),
    "100,240 → 100k": (_COUNT, scaled),
    "25.4% of → about a quarter of": (_SHARE, worded),
    "25.4% of → one in four": (_SHARE_OF, in_two),
}


def told(row: Row, pattern: re.Pattern[str], form: Form, rng: random.Random) -> tuple[Row, Row] | None:
    """A sentence of a row with one number in another form, and its twin with another number in that form."""
    said = [" ".join(s.split()) for s in row["evidence"] if _SHORTEST <= len(s) <= _LONGEST]
    spots = [(s, m) for s in said for m in pattern.finditer(s)]
    if not spots:
        return None
    sentence, spot = rng.choice(spots)
    value = float(spot[1].replace(",", ""))
    known = {worded: _WORDS, in_two: _IN_TWO}.get(form)
    other = rng.choice(list(known)) if known else value * rng.choice((0.4, 0.6, 0.75, 1.3, 1.6, 2.2))
    right, wrong = form(value), form(other)
    if right is None or wrong is None or right == wrong:
        return None
    # Nothing of the evidence may bear out the twin.
    claims = [sentence[: spot.start()] + new + sentence[spot.end() :] for new in (right, wrong)]
    numbers = quantities.find(wrong)
    if any(quantities.agree(one, its) for s in row["evidence"] for its in quantities.find(s) for one in numbers):
        return None
    return row | {"claim": claims[0], "label": "SUPPORT"}, row | {"claim": claims[1], "label": "REFUTE"}


def make(data: Path) -> dict[str, list[tuple[Row, Row]]]:
    """At most a hundred pairs of each form."""
    rows = [row for file in sorted(data.glob("*_dev.jsonl.gz")) for row in lessons.rows(file)]
    rng = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    rng.shuffle(rows)
    found: dict[str, list[tuple[Row, Row]]] = {}
    for name, (pattern, form) in FORMS.items():
        once: dict[str, tuple[Row, Row]] = {}
        for row in rows:
            if len(once) < _A_FORM and (pair := told(row, pattern, form, rng)):
                once.setdefault(pair[0]["claim"], pair)
        found[name] = list(once.values())
    return found


def main(data: Path, out: Path) -> None:
    """Audits all pairs and writes the table."""
    made = make(data)
    pairs = [(name, *pair) for name, of_form in made.items() for pair in of_form]
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        right = verdicts([pair[1] for pair in pairs], workplace)
        wrong = verdicts([pair[2] for pair in pairs], workplace)
    count: Counter[tuple[str, str]] = Counter()
    for (name, *_), true, false in zip(pairs, right, wrong, strict=True):
        for of in (name, "all"):
            count[of, "pairs"] += 1
            for who, verdict in (("right", true), ("wrong", false)):
                count[of, f"{who} verified"] += verdict.verdict == "verified"
                count[of, f"{who} contradicted"] += verdict.verdict == "contradicted"
            p = true.probabilities
            count[of, "right: likeliest support"] += bool(p) and p.support >= max(p.contradict, p.neither)
    columns = ["right verified", "right contradicted", "right: likeliest support", "wrong verified"]
    columns.append("wrong contradicted")
    lines = ["| form | pairs | " + " | ".join(columns) + " |", "|---|--:|" + "--:|" * len(columns)]
    for name in [*made, "all"]:
        cells = [count[name, column] for column in ("pairs", *columns)]
        lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
