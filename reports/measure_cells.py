"""Claims about single cells of the tables of real papers: true ones, and false ones beside them. What an audit says.

    python reports/measure_cells.py DATA PAGE.md

For each cell four claims of one form: its own number; the number of another column of its row; its own number given to
another row; a number that is nowhere near it. Rows, columns and forms are drawn with a seed from the tables that the
papers of DATA print, where a row has a name and each column a header of its own. Each claim cites its paper.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import claimcheck
from claimcheck.errors import DocumentError
from claimcheck.model import Passage
from claimcheck.read import read_document
from claimcheck.verify.passages import passages

_SEED, _PAPERS, _CELLS = 11, 24, 5
_NUMBER, _NAME = re.compile(r"\d+\.\d+%?"), re.compile(r"[A-Za-z][^|]{1,38}")
_FORMS = (
    "{row} reaches {number} on {column}.",
    "On {column}, {row} scores {number}.",
    "{row} has a {column} of {number}.",
    "The authors report {number} ({column}) for {row}.",
    "For {column} they find {number} with {row}.",
    "In the results, {row} gets {number} under {column}.",
)
_KINDS = ("true", "another column's number", "another row's name", "another number")
_VERDICTS = ("verified", "contradicted", "unverified", "unchecked")


def claims_of(rows: Sequence[Passage], draw: random.Random) -> Iterator[tuple[str, str]]:
    """Kinds and claims about some cells of a paper."""
    named = [row for row in rows if _usable(row)]
    every = [f"{row.cells[0]} {row.text}" for row in rows if row.cells]
    draw.shuffle(named)
    seen: set[str] = set()
    for row in named:
        places = [i for i, cell in enumerate(row.cells) if i and _NUMBER.fullmatch(cell)]
        places = [i for i in places if _NAME.fullmatch(row.header[i])]
        if row.cells[0] in seen or len({row.cells[i] for i in places}) < 2:
            continue
        here = draw.choice(places)
        number = row.cells[here]
        beside = draw.choice([row.cells[i] for i in places if row.cells[i] != number])
        below = [r for r in named if r.header == row.header and r.cells[0] != row.cells[0] and r.cells[here] != number]
        if not below or any(number in r.text for r in below):
            continue
        seen.add(row.cells[0])
        digits = [str((int(d) + draw.randint(2, 7)) % 9 + 1) if d.isdigit() else d for d in number]
        told = {"row": row.cells[0], "column": row.header[here], "number": number}
        form = draw.choice(_FORMS)
        others = ({}, {"number": beside}, {"row": draw.choice(below).cells[0]}, {"number": "".join(digits)})
        for kind, other in zip(_KINDS, others, strict=True):
            # A paper can have two rows of one name: what another row's name makes of a claim may be true.
            if "row" in other and any(text.startswith(other["row"]) and number in text for text in every):
                continue
            yield kind, form.format(**told | other)
        if len(seen) == _CELLS:
            return


def _usable(row: Passage) -> bool:
    alike = len(row.header) == len(row.cells) == len(set(row.header))
    return row.kind == "row" and alike and bool(row.cells) and bool(_NAME.fullmatch(row.cells[0]))


def main(data: Path, page: Path) -> None:
    """Audits a report about each paper, and writes the table and the false claims that were verified."""
    draw = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    files = sorted((data / "papers").glob("*.pdf"))
    draw.shuffle(files)
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    papers = 0
    with tempfile.TemporaryDirectory() as name:
        for file in files:
            try:
                told = list(claims_of(passages(read_document(file.read_bytes(), file.name)), draw))
            except DocumentError:
                continue
            if not told or papers == _PAPERS:
                continue
            papers += 1
            report = Path(name) / f"{file.stem}.md"
            bullets = "\n".join(f"- {claim[0].upper()}{claim[1:]}" for _, claim in told)
            report.write_text(f"# Tables\n\n## The paper (arXiv:{file.stem})\n\n{bullets}\n", encoding="utf-8")
            audit = claimcheck.audit(report, papers=data / "papers", offline=True, cache=Path(name) / "cache")
            found = {claim.text.lower(): claim for claim in audit.claims}
            for kind, claim in told:
                one = found.get(claim.lower())
                counts[kind, one.verdict.value if one else "lost"] += 1
                if one and (kind == "true") != (one.verdict.value == "verified") and one.verdict.value != "unverified":
                    said = one.evidence[0].quotation[:160] if one.evidence else ""
                    if kind != "true" and one.verdict.value == "contradicted":
                        continue
                    wrong.append(
                        f"- {file.stem}, {kind}, {one.verdict.value}, {one.confidence:.2f}: “{claim}” on “{said}”"
                    )
            print(file.stem, len(told), dict(counts), flush=True)
    lines = [f"{papers} papers.", "", f"| claim | {' | '.join(_VERDICTS)} | lost | all |", "|---|" + "--:|" * 6]
    for kind in _KINDS:
        row = [counts[kind, verdict] for verdict in (*_VERDICTS, "lost")]
        lines.append(f"| {kind} | {' | '.join(map(str, row))} | {sum(row)} |")
    page.write_text("\n".join([*lines, "", *wrong]) + "\n", encoding="utf-8")
    print(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
