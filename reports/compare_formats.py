"""The claims of a draft read from its LaTeX source and from its PDF, side by side; and of one fixture in four formats.

    python reports/compare_formats.py DATA OUT.md

DATA holds `cases/*/paper_draft` with `main.tex` and `main.pdf`. Two claims are the same where their statements agree in
97 of 100 characters and they cite the same works; alike where 80 agree.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rapidfuzz import fuzz

from claimcheck.extract import extract
from claimcheck.model import Claim
from claimcheck.read import read_document
from claimcheck.settings import Settings
from claimcheck.tasks.workplace import Workplace, load
from fixtures.twins import twins

_SAME, _ALIKE = 97, 80
_FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "synthesis.md"


def paired(one: list[Claim], other: list[Claim]) -> list[tuple[Claim | None, Claim | None]]:
    """Claims of two readings beside each other, the nearest first, each used once."""
    scores = [(fuzz.ratio(a.statement, b.statement), i, j) for i, a in enumerate(one) for j, b in enumerate(other)]
    first: dict[int, int] = {}
    for score, i, j in sorted(scores, reverse=True):
        if score >= _ALIKE and i not in first and j not in first.values():
            first[i] = j
    rows = [(a, other[first[i]] if i in first else None) for i, a in enumerate(one)]
    return rows + [(None, b) for j, b in enumerate(other) if j not in first.values()]


def same(a: Claim | None, b: Claim | None) -> bool:
    """Whether two claims say and cite the same."""
    if a is None or b is None:
        return False
    return fuzz.ratio(a.statement, b.statement) >= _SAME and set(a.cites) == set(b.cites)


def page_of(case: Path, workplace: Workplace) -> list[str]:
    """The lines of the page for one draft."""
    files = (case / "main.tex", case / "main.pdf")
    tex, pdf = (list(extract(workplace.read_report(file, load(file))).claims) for file in files)
    rows = paired(tex, pdf)
    agree = sum(same(a, b) for a, b in rows)
    lines = [
        f"## {case.parent.name}",
        "",
        f"{len(tex)} claims from LaTeX, {len(pdf)} from the PDF; {agree} the same.",
        "",
    ]
    lines += ["| | LaTeX | PDF | cites |", "|---|---|---|---|"]
    for a, b in rows:
        sign = "=" if same(a, b) else "~" if a and b else ""
        cites = ", ".join((a or b).cites) if not (a and b) or set(a.cites) == set(b.cites) else "differ"  # type: ignore[union-attr]
        cells = [" ".join(c.statement.replace("|", "\\|").split())[:160] if c else "" for c in (a, b)]
        lines.append(f"| {sign} | {cells[0]} | {cells[1] if sign != '=' else '(the same)'} | {cites} |")
    return [*lines, ""]


def main(data: Path, out: Path) -> None:
    """Writes the page."""
    source = _FIXTURE.read_text(encoding="utf-8")
    readings = {".md": source.encode(), **twins(source)}
    claims = {end: [(c.statement, c.cites) for c in extract(read_document(made, f"report{end}")).claims]
              for end, made in readings.items()}  # fmt: skip
    lines = ["## fixtures/synthesis.md as Markdown, HTML, DOCX and LaTeX", ""]
    lines += [
        f"- {end}: {len(found)} claims, {'the same' if found == claims['.md'] else 'others'}"
        for end, found in claims.items()
    ]
    lines.append("")
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        for case in sorted((data / "cases").glob("*/paper_draft")):
            if (case / "main.tex").is_file() and (case / "main.pdf").is_file():
                lines += page_of(case, workplace)
    out.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(line for line in lines if "the same." in line or line.startswith("- ")))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
