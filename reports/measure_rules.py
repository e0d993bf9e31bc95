"""What each rule of scope, polarity and quantities catches, over labelled rows and twisted pairs; no model is asked.

    python -m reports.measure_rules DATA OUT.md

A row is held against the sentence of its evidence that shares most words with the claim, as a claim in use is held
against its best passage. A rule of scope or polarity is asked by itself. A check of quantities is left out, and what is
borne out without it and not with it is its own.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from claimcheck.model import Passage
from claimcheck.verify import arrangement, polarity, quantities, scope
from claimcheck.verify.learning import lessons
from claimcheck.verify.score import content_stems
from tests.twisted import pairs

_MOST_SENTENCES, _LONGEST = 60, 2_000
# The checks of `quantities`: what each answers where it has nothing against a number.
_CHECKS: dict[str, object] = {
    "belongs": True, "under_another": False, "given_to_another": None, "at_another_step": False,
    "_bound_is_added": False, "_capped": False, "otherwise": (), "_changed": None, "_other_number": None,
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
    yield from (f"scope: “{word}”" for word in scope.unborne(claim, text))
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
    for check, nothing in _CHECKS.items():
        with patch.object(quantities, check, lambda *_, nothing=nothing, **__: nothing):
            let_pass = Counter(one.kind for one in numbered if not _lacks_number(one))
        counts[f"quantities: {check.lstrip('_')}"] = let_pass
    return counts


def main(data: Path, page: Path) -> None:
    """Counts and writes the table."""
    rows, turned = list(labelled(data)), list(twisted())
    found, of_pairs = caught(rows), caught(turned)
    of_all = Counter(one.kind for one in rows)
    lines = [
        f"{len(rows)} rows ({dict(of_all)}), {len(turned) // 2} twisted pairs.",
        "",
        "| rule | supported | neither | refuted | refuted for one supported, by share | wrong of the pairs | right |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name in sorted({*found, *of_pairs}):
        counts = found[name]
        cells = [str(counts[label]) for label in ("SUPPORT", "NOINFO", "REFUTE")]
        cells += [_lift(counts, of_all), str(of_pairs[name]["wrong"]), str(of_pairs[name]["right"])]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


def _lift(counts: Mapping[str, int], of_all: Mapping[str, int]) -> str:
    if not counts["SUPPORT"]:
        return "–" if not counts["REFUTE"] else "all"
    return f"{counts['REFUTE'] / of_all['REFUTE'] / (counts['SUPPORT'] / of_all['SUPPORT']):.1f}"


def _lacks_number(one: Held) -> bool:
    score = quantities.quantities(one.claim, [one.passage])[0]
    return score.value < 1 or score.conflict is not None


def _passage(text: str) -> Passage:
    return Passage(text=text, quotation=text, span=(0, len(text)), kind="sentence")


def _name(rule: Callable[..., object]) -> str:
    return rule.__name__.lstrip("_")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
