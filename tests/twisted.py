"""Pairs of claims on invented papers, right and with one thing turned, as a report that can be audited.

`tests/verify/twisted.jsonl` has a pair a line: the sentence of the paper, a right claim, a wrong one, what was turned,
and the batch. The first and third were written before the rules that are measured by them, the second and fourth
after; the fifth to the seventh, in the manner of real papers and reviews, by hands that knew no rule.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import claimcheck

Pair = dict[str, Any]
_PAPER = (
    "# Paper {number}\n\n## Abstract\n\n{passage} The work was done by a small team. The appendix has the details.\n"
)


def pairs() -> list[Pair]:
    """All pairs, in the order of the file."""
    file = Path(__file__).parent / "verify" / "twisted.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def verdicts(chosen: list[Pair], folder: Path) -> list[tuple[Pair, str, str]]:
    """Each pair with the verdicts on its right claim and on its wrong one, from one audit of a report of them all."""
    passages = list(dict.fromkeys(pair["passage"] for pair in chosen))
    (folder / "papers").mkdir(parents=True)
    for number, passage in enumerate(passages):
        paper = folder / "papers" / f"2403.{10000 + number}.md"
        paper.write_text(_PAPER.format(number=number, passage=passage), encoding="utf-8")
    said = list(dict.fromkeys((pair["passage"], pair[side]) for pair in chosen for side in ("right", "wrong")))
    lines = [f"- {claim.rstrip('.')} [{passages.index(passage) + 1}]." for passage, claim in said]
    entries = [f"[{number + 1}] arXiv:2403.{10000 + number}" for number in range(len(passages))]
    report = folder / "report.md"
    text = "\n\n".join(["# Review", "## Findings", "\n".join(lines), "## References", *entries])
    report.write_text(text + "\n", encoding="utf-8")
    audit = claimcheck.audit(report, papers=folder / "papers", offline=True, cache=folder / "cache")
    first = text[: text.index("\n- ")].count("\n") + 2
    found = {claim.location.line: claim.verdict.value for claim in audit.claims if claim.location}
    of = {key: found.get(first + place, "no claim") for place, key in enumerate(said)}
    return [(pair, of[pair["passage"], pair["right"]], of[pair["passage"], pair["wrong"]]) for pair in chosen]
