"""Runs the command line on bad input and prints, for each, what it says and how it ends.

python reports/show_bad_input.py OUT.md     (from the root of the checkout)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pymupdf

CLAIM = "- **Results**: Recall rose by 3 points in all tests.\n"
NOWHERE = {
    "CLAIMCHECK_ARXIV_API": "http://127.0.0.1:9/api/query",
    "CLAIMCHECK_ARXIV_PDF": "http://127.0.0.1:9/pdf",
    "CLAIMCHECK_ARXIV_PACE": "0",
}


def pdf(path: Path, *, text: str = "", password: str = "") -> None:
    """A PDF of one page: with a text, or with a picture only; encrypted where a password is given."""
    with pymupdf.open() as document:
        page = document.new_page()
        if text:
            page.insert_text((72, 72), text)
        else:
            page.draw_rect(pymupdf.Rect(50, 50, 300, 300), fill=(0.2, 0.4, 0.6))
        locked = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": password}
        document.save(path, **(locked if password else {}))


def sparse(path: Path) -> None:
    """A file of 200 MB."""
    with path.open("wb") as file:
        file.truncate(200_000_000)


def blocked_cache(path: Path) -> None:
    """A cache folder in which the database cannot be opened."""
    (path / "cache.sqlite").mkdir(parents=True)


CASES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "missing": ("missing.md", str),
    "empty": ("empty.md", lambda p: p.write_bytes(b" \n")),
    "binary": ("binary.md", lambda p: p.write_bytes(bytes(range(256)) * 40)),
    "encrypted PDF": ("locked.pdf", lambda p: pdf(p, text="secret", password="x")),  # noqa: S106 - not one
    "image-only PDF": ("scan.pdf", pdf),
    "200 MB": ("large.md", sparse),
    "no claims": ("plain.md", lambda p: p.write_text("# Nothing\n\nWhat is this?\n")),
    "malformed id": ("bad_id.md", lambda p: p.write_text(f"# Review\n\n### A Paper (arXiv:2413.12345)\n\n{CLAIM}")),
    "unreachable server": ("far.md", lambda p: p.write_text(f"# Review\n\n### A Paper (arXiv:2401.12345)\n\n{CLAIM}")),
    "cache that cannot be written": ("cache", blocked_cache),
}


def show(what: str, name: str, make: Callable[[Path], object], folder: Path) -> str:
    """One row of the table."""
    path = folder / name
    make(path)
    reports = [str(path)]
    options = ["--offline"] if what != "unreachable server" else []
    cache = folder / "store"
    if what == "cache that cannot be written":
        reports, cache = ["fixtures/synthesis.md"], path
        options += ["--papers", "fixtures/papers"]
    command = [sys.executable, "-m", "claimcheck", "audit", *reports, *options, "--cache", str(cache)]
    done = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, check=False, env=os.environ | NOWHERE
    )
    said = done.stderr.replace(f"{folder}/", "").strip().replace("\n", "<br>")
    return f"| {what} | {done.returncode} | {said} |"


if __name__ == "__main__":
    lines = ["| input | exit | on stderr |", "|---|--:|---|"]
    for what, (name, make) in CASES.items():
        with tempfile.TemporaryDirectory() as made:
            lines.append(show(what, name, make, Path(made)))
            print(lines[-1], flush=True)
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
