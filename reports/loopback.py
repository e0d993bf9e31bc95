"""The papers of the shared data behind loopback twins of arXiv, OpenAlex, Crossref, Semantic Scholar and Europe PMC.

For the demonstrations of `synthesize`: what the databases say of a paper is read out of its own PDF (title, abstract;
authors where the file names them) and its arXiv id (year).
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from claimcheck import retrieve
from claimcheck.model import FoundWork
from claimcheck.settings import Settings
from claimcheck.tasks.workplace import Workplace
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper
from tests.servers.catalogues import LoopbackCatalogues, LoopbackWork

DAY = "2026-03-31"


@dataclass(frozen=True)
class Shelf:
    """What is known of each paper, and its bytes, by arXiv id."""

    works: Mapping[str, FoundWork]
    files: Mapping[str, bytes]


class Said(NamedTuple):
    """How a command ended, as a shell says it; `seconds` is wall time."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass
class Twins:
    """The servers of one world, and the environment that leads to them."""

    arxiv: LoopbackArxiv
    catalogues: LoopbackCatalogues
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> Counter[str]:
        """How many requests came so far, by whom they were for: a database (its searches), or `papers` (PDFs)."""
        found = Counter(request.path.split("/")[1] for request in self.catalogues.requests)
        found["arxiv"] = sum("search_query" in request.query for request in self.arxiv.asked("api"))
        found["papers"] = len(self.arxiv.asked("pdf"))
        return found


def read_shelf(data: Path, cache: Path) -> Shelf:
    """Reads all papers of the shared data; those read before are found in the cache."""
    with Workplace(Settings(cache=cache, offline=True)) as workplace:
        found = retrieve.search_papers((data / "papers",), workplace.read, 2)
    titles = _titles(data)
    works = {
        work.arxiv_id: work.model_copy(update={"title": titles.get(work.arxiv_id, work.title)})
        for work in (found.works if found else ())
        if work.arxiv_id
    }
    files = {name: (data / "papers" / f"{name}.pdf").read_bytes() for name in works}
    authored = {name: work.model_copy(update={"authors": _authors(files[name])}) for name, work in works.items()}
    return Shelf(authored, files)


@contextmanager
def twins(shelf: Shelf, works: Sequence[LoopbackWork] | None = None) -> Iterator[Twins]:
    """All five databases; `works` replaces what the four catalogues know."""
    papers = {
        name: LoopbackPaper(work.title, work.abstract or "", work.authors, {1: shelf.files[name]}, year=work.year or 0)
        for name, work in shelf.works.items()
    }
    known = catalogued(shelf) if works is None else works
    with LoopbackArxiv(papers) as arxiv, LoopbackCatalogues(known) as catalogues:
        environment = {**arxiv.environment, **catalogues.environment, "CLAIMCHECK_ARXIV_PACE": "0"}
        yield Twins(arxiv, catalogues, environment)


def catalogued(shelf: Shelf) -> list[LoopbackWork]:
    """The papers as catalogues list them, under the DOIs that arXiv registers."""
    return [
        LoopbackWork(
            work.title,
            authors=work.authors,
            year=work.year,
            doi=f"10.48550/arxiv.{name}",
            arxiv_id=name,
            abstract=work.abstract,
        )
        for name, work in shelf.works.items()
    ]


def claimcheck(
    *arguments: str | Path,
    environment: Mapping[str, str],
    patch: str = "",
    stop: Callable[[], bool] = lambda: False,
) -> Said:
    """The command line as a process of its own.

    Args:
        arguments: what is typed.
        environment: added to our own.
        patch: Python that runs first.
        stop: where it says yes, the command is interrupted as by Ctrl-C.
    """
    start = time.monotonic()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMCHECK_")}
    program = f"{patch}\nfrom claimcheck.cli import main\nmain()"
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=kept | environment,
    ) as running:
        while True:
            with suppress(subprocess.TimeoutExpired):
                out, err = running.communicate(timeout=0.2)
                code = running.returncode if running.returncode >= 0 else 128 - running.returncode
                return Said(code, out, err, time.monotonic() - start)
            if stop():
                running.send_signal(signal.SIGINT)


def table(header: Sequence[str], rows: Sequence[Sequence[object]], numbers: int = 0) -> str:
    """A table of Markdown whose columns from `numbers` on are numbers, where that is not 0."""
    rules = ["--:" if numbers and place >= numbers else "---" for place in range(len(header))]
    lines = [header, rules, *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _titles(data: Path) -> dict[str, str]:
    listed = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(data.glob("cases/*/papers.json"))]
    entries = [entry for papers in listed for entry in papers.values() if entry.get("file") and entry.get("arxiv_id")]
    return {entry["arxiv_id"]: entry["title"] for entry in entries}


def _authors(pdf: bytes) -> tuple[str, ...]:
    """Whom the file names as its authors: names of two words at least."""
    import pymupdf  # noqa: PLC0415 - heavy

    named = (pymupdf.open(stream=pdf).metadata or {}).get("author") or ""
    return tuple(name for part in re.split(r"[,;]", named) if " " in (name := part.strip()))
