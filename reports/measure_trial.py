"""Reports about papers, each claim known to be true or false: what an audit says of it.

    python reports/measure_trial.py PAGE.md [PAPERS]

The reports, their key and the papers that were invented for them lie in `fixtures/trial`. PAPERS is the folder of PDFs
that the reports about real papers cite; without it those are left out. Who wrote a report knew neither the rules nor
the code.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import claimcheck
from claimcheck.model import Claim

TRIAL = Path(__file__).resolve().parent.parent / "fixtures" / "trial"
# What these cite was not invented.
ABOUT_REAL_PAPERS = frozenset({5, 6, 7, 9, 11})
VERDICTS = ("verified", "contradicted", "unverified", "unchecked")
_MARK, _BETWEEN = re.compile(r"\[\d+(?:, \d+)*\]"), re.compile(r"\W+")


def plain(text: str) -> str:
    """A text without marks of citation and punctuation, to find it again."""
    return _BETWEEN.sub(" ", _MARK.sub("", text)).strip().lower()


def main(page: Path, papers: Path | None) -> None:
    """Audits the reports and writes the table and what was wrongly said."""
    key = json.loads((TRIAL / "key.json").read_text(encoding="utf-8"))
    key = [row for row in key if papers or row["report"] not in ABOUT_REAL_PAPERS]
    found: dict[int, list[Claim]] = {}
    with tempfile.TemporaryDirectory() as cache:
        for number in {row["report"] for row in key}:
            report = TRIAL / f"report{number}.md"
            cited = papers if number in ABOUT_REAL_PAPERS else TRIAL / "papers"
            audit = claimcheck.audit(report, papers=cited, offline=True, cache=Path(cache))
            found[number] = list(audit.claims)
    counts: Counter[tuple[int, bool, str]] = Counter()
    lost, wrong = [], []
    for row in key:
        claim = next((c for c in found[row["report"]] if plain(row["claim"]) in plain(c.text)), None)
        if claim is None:
            lost.append(f"- lost: {row['claim']}")
            continue
        counts[row["report"], row["true"], claim.verdict.value] += 1
        if (row["true"], claim.verdict.value) in {(False, "verified"), (True, "contradicted")}:
            said = claim.evidence[0].quotation
            where = f"report {row['report']}, {claim.verdict.value}, {claim.confidence:.2f} ({row['kind']})"
            wrong.append(f"- {where}: “{claim.text}” on “{said}”")
    lines = [f"| report | claims | {' | '.join(VERDICTS)} | all |", "|--:|---|" + "--:|" * (len(VERDICTS) + 1)]
    for number in sorted(found):
        for truth, name in ((True, "true"), (False, "false")):
            row_of = [counts[number, truth, verdict] for verdict in VERDICTS]
            lines.append(f"| {number} | {name} | {' | '.join(map(str, row_of))} | {sum(row_of)} |")
    page.write_text("\n".join([*lines, "", *wrong, *lost]) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None)
