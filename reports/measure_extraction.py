"""What is found in every report at hand: references, marks of citation, claims, what is skipped and why, and time.

    python reports/measure_extraction.py DATA OUT.md

DATA holds `reports/` and `cases/*/` with their reviews and drafts. "Entries printed" counts, without our reader, lines
that begin like an entry below a heading of a list of sources; a dash where no line does. "Marks" are brackets with
numbers, notes, keys and names with years that the text prints outside its list of sources; "resolved" are those that
lead to a reference.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from claimcheck.extract import extract
from claimcheck.model import BlockKind, ReferenceStatus
from claimcheck.settings import Settings
from claimcheck.tasks.workplace import Workplace, load

_LIST = re.compile(
    r"^\W*(?:\d+\.?\s*)?(?:references|bibliography|works cited|sources)\W*$", re.IGNORECASE | re.MULTILINE
)
_ENTRY = re.compile(r"^\s{0,3}(?:\[\d{1,3}\]|\d{1,3}\.(?=\s)|[-*](?=\s)|\\bibitem\b)", re.MULTILINE)
_NEXT = re.compile(r"^#{1,3}\s|^[A-Z][A-Z ]{6,}$|^Appendix", re.MULTILINE)
_NAMES = ("literature_review.md", "REPORT.md", "paper_draft/main.tex", "paper_draft/main.pdf")
_MARKS = re.compile(
    r"\[\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*\]|\[\^[^\]\s]{1,60}\]|(?<![\w.])@[\w:.+-]{3,80}"
    r"|\b[A-Z][\w’'-]+ (?:et al\.?|(?:&|and) [A-Z][\w’'-]+),? \(?(?:19|20)\d\d[a-z]?"
)


def found(data: Path) -> list[Path]:
    """The reports, in order."""
    cases = [case / name for case in sorted((data / "cases").iterdir()) for name in _NAMES]
    return [*sorted(p for p in (data / "reports").iterdir() if p.suffix in {".md", ".pdf"} and p.stem != "sources"),
            *(path for path in cases if path.is_file())]  # fmt: skip


def entries(text: str) -> int | str:
    """How many entries the lists of sources in a text seem to print."""
    count = len(re.findall(r"\\bibitem\b", text))
    for heading in () if count else _LIST.finditer(text):
        rest = text[heading.end() :]
        following = _NEXT.search(rest)
        count += len(_ENTRY.findall(rest[: following.start() if following else len(rest)]))
    return count or "–"


def main(data: Path, out: Path) -> None:
    """Reads all reports and writes the table."""
    lines = [
        (
            "| report | format | seconds | entries printed | listed (+ again) | only cited | unresolvable marks"
            " | marks printed | claims | by mark | by row, heading | by paragraph | by list | sentences kept"
            " | skipped most |"
        ),
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    with tempfile.TemporaryDirectory() as cache, Workplace(Settings(cache=Path(cache), offline=True)) as workplace:
        for path in found(data):
            start = time.perf_counter()
            document = workplace.read_report(path, load(path))
            extraction = extract(document)
            seconds = time.perf_counter() - start
            prose = [b.text for b in document.blocks if b.kind is not BlockKind.CODE]
            marks = sum(len(_MARKS.findall(text)) for text in prose)
            by = Counter(claim.cited_by for claim in extraction.claims)
            skipped = Counter(skip.reason for skip in extraction.skipped)
            total = len(extraction.claims) + sum(n for reason, n in skipped.items() if reason != "heading")
            listed = sum(reference.in_list for reference in extraction.references)
            again = sum(len(reference.listed_again) for reference in extraction.references)
            unlisted = sum(reference.status is ReferenceStatus.UNLISTED for reference in extraction.references)
            cells = [
                path.relative_to(data).as_posix(), document.format, f"{seconds:.1f}", entries(document.text),
                f"{listed} + {again}" if again else listed,
                len(extraction.references) - listed - unlisted, unlisted, marks, len(extraction.claims), by["marker"],
                by["row"] + by["heading"], by["paragraph"], by["list"],
                f"{len(extraction.claims) / max(1, total):.0%}",
                ", ".join(f"{reason} {n}" for reason, n in skipped.most_common(4)),
            ]  # fmt: skip
            lines.append("| " + " | ".join(map(str, cells)) + " |")
            print(lines[-1], flush=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
