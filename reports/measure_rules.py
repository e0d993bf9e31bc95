"""What each rule of scope, polarity and quantities catches, over labelled rows and twisted pairs; no model is asked.

    python -m reports.measure_rules DATA OUT.md PREDICTIONS_DIR

A row is held against the sentence of its evidence that shares most words with the claim, as a claim in use is held
against its best passage. A rule of scope or polarity is asked by itself. Of the checks of quantities each is left out
in turn: what then is borne out was held back by it alone. PREDICTIONS_DIR is that of `measure_verifier.py`: from what
was said of each row follows what all objections together hold back.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from claimcheck.model import Passage
from claimcheck.verify import arrangement, polarity, quantities, scope
from claimcheck.verify.head import Head
from claimcheck.verify.learning import lessons
from claimcheck.verify.score import Score, content_stems
from tests.twisted import pairs

_MOST_SENTENCES, _LONGEST = 60, 2_000
# The checks of `quantities`: what each answers where it has nothing against a number.
_CHECKS: dict[str, object] = {
    "belongs": True, "under_another": False, "given_to_another": None, "at_another_step": False,
    "_bound_is_added": False, "_capped": False, "otherwise": (),
}  # fmt: skip


class Held(NamedTuple):
    """A claim and the passage that it is held against; `kind` is its label, or the side of a twisted pair."""

    claim: str
    passage: Passage
    kind: str


def labelled(data: Path) -> Iterator[Held]:
    """The rows of all train and dev sets but the general pairs, each with its closest sentence."""
    for path in sorted((*data.glob("*_train.jsonl.gz"), *data.glob("*_dev.jsonl.gz"))):
        if path.name.startswith("nli_train"):
            continue
        for row in lessons.rows(path):
            claim = lessons.without_marks(row["claim"])
            stems = frozenset(content_stems(claim))
            evidence = [row["evidence"]] if isinstance(row["evidence"], str) else row["evidence"]
            said = [str(text)[:_LONGEST] for text in evidence[:_MOST_SENTENCES]]
            if said:
                closest = max(said, key=lambda text: len(stems & frozenset(content_stems(text))))
                yield Held(claim, _passage(closest), lessons.label(row))


def twisted() -> Iterator[Held]:
    """Both sides of the twisted pairs."""
    for pair in pairs():
        for side in ("right", "wrong"):
            yield Held(pair[side], _passage(pair["passage"]), side)


def found_by(one: Held) -> Iterator[str]:
    """The names of the rules that object, without those of quantities."""
    claim, text = one.claim, one.passage.text
    yield from (f"scope: “{name}”" for name in scope.unborne(claim, text))
    yield from (f"scope: {_name(rule)}" for rule in scope.RULES if rule(claim, text))
    if scope.dropped_hedge(claim, text):
        yield "scope: dropped_hedge"
    yield from (f"polarity: {_name(rule)}" for rule in polarity.RULES if rule(claim, text))
    if arrangement.arrangement(claim, [one.passage])[0].value < 1:
        yield "arrangement"


def caught(held: list[Held]) -> dict[str, Counter[str]]:
    """For each rule, how many of each kind it objects to."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in held:
        for name in found_by(one):
            counts[name][one.kind] += 1
    numbered = [one for one in held if _lacks_number(one)]
    counts["quantities, all checks"] = Counter(one.kind for one in numbered)
    counts["quantities, another one in its place"] = Counter(one.kind for one in numbered if _scored(one).conflict)
    for check, nothing in _CHECKS.items():
        with patch.object(quantities, check, lambda *_, nothing=nothing, **__: nothing):
            let_pass = Counter(one.kind for one in numbered if not _lacks_number(one))
        counts[f"quantities: {check.lstrip('_')}"] = let_pass
    return counts


def main(data: Path, page: Path, predictions: Path) -> None:
    """Counts and writes the tables."""
    rows, turned = list(labelled(data)), list(twisted())
    found, of_pairs = caught(rows), caught(turned)
    of_all = Counter(one.kind for one in rows)
    lines = [
        f"{len(rows)} rows ({dict(of_all)}), {len(turned) // 2} twisted pairs.",
        "",
        "| rule | supported | neither | refuted | unsupported for one supported | wrong of the pairs | right |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name in sorted({*found, *of_pairs}):
        counts = found[name]
        cells = [str(counts[label]) for label in ("SUPPORT", "NOINFO", "REFUTE")]
        cells += [_odds(counts), str(of_pairs[name]["wrong"]), str(of_pairs[name]["right"])]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", withheld(data, predictions, Head().thresholds.verified)]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


def _odds(counts: Mapping[str, int]) -> str:
    unsupported = counts["NOINFO"] + counts["REFUTE"]
    return f"{unsupported / counts['SUPPORT']:.1f}" if counts["SUPPORT"] else "–"


def withheld(data: Path, folder: Path, likely: float) -> str:
    """What objections hold back of the dev rows that the head finds likely, as a table by set."""
    lines = [
        "| set | verified | of them unsupported | held back | of them unsupported |",
        "|---|--:|--:|--:|--:|",
    ]
    total: Counter[tuple[bool, bool]] = Counter()
    for said in sorted(folder.glob("*_dev.jsonl")):
        labels = {row["id"]: lessons.label(row) for row in lessons.rows(data / f"{said.name}.gz")}
        counts: Counter[tuple[bool, bool]] = Counter()
        for line in said.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if one["probabilities"] and one["probabilities"]["support"] >= likely:
                counts[one["verdict"] == "verified", labels[one["id"]] == "SUPPORT"] += 1
        lines.append(_withheld_row(said.name.removesuffix("_dev.jsonl"), counts))
        total += counts
    return "\n".join([*lines, _withheld_row("all", total)])


def _withheld_row(name: str, counts: Mapping[tuple[bool, bool], int]) -> str:
    cells = [name]
    for verified in (True, False):
        every = counts[verified, True] + counts[verified, False]
        share = f" ({counts[verified, False] / every:.0%})" if every else ""
        cells += [str(every), f"{counts[verified, False]}{share}"]
    return f"| {' | '.join(cells)} |"


def _lacks_number(one: Held) -> bool:
    score = _scored(one)
    return score.value < 1 or score.conflict is not None


def _scored(one: Held) -> Score:
    return quantities.quantities(one.claim, [one.passage])[0]


def _passage(text: str) -> Passage:
    return Passage(text=text, quotation=text, span=(0, len(text)), kind="sentence")


def _name(rule: Callable[..., object]) -> str:
    return rule.__name__.lstrip("_")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
