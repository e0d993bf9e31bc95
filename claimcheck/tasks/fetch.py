"""`claimcheck fetch`: papers into the cache or a folder, with what could not be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.extract import extract
from claimcheck.files import write_whole
from claimcheck.identifiers import file_name, find_dois, parse_arxiv_id
from claimcheck.model import Extraction, Reference, Retrieved
from claimcheck.tasks.audit import retrieve_papers
from claimcheck.tasks.workplace import Workplace, load


@dataclass(frozen=True)
class Fetched:
    """What came of one reference, and the file it was copied to."""

    retrieved: Retrieved
    file: Path | None = None


def fetch(names: Sequence[str], workplace: Workplace, folder: Path | None = None) -> list[Fetched]:
    """Fetches papers by identifier, or all that reports cite.

    Args:
        names: arXiv ids and DOIs in any form, or reports' files.
        workplace: the settings and the store.
        folder: where copies go, made if absent; None for the cache alone.

    Raises:
        InputError: a name is neither an identifier nor a file; or the folder cannot be written.
    """
    references: dict[str, Reference] = {}
    for name in names:
        for reference in _references(name, workplace):
            references.setdefault(reference.key, reference)
    wanted = Extraction(title=None, question=None, claims=(), references=tuple(references.values()), skipped=())
    return [
        Fetched(item, _copy(item, workplace, folder) if folder else None) for item in retrieve_papers(wanted, workplace)
    ]


def _references(name: str, workplace: Workplace) -> list[Reference]:
    path = Path(name)
    try:
        there = path.is_file()
    except OSError:  # a name too long to be one
        there = False
    if (identifier := parse_arxiv_id(name)) and not there:
        return [Reference(key=str(identifier), raw=name, arxiv_id=str(identifier))]
    if not there and len(dois := find_dois(name)) == 1 and dois[0].end == len(name):
        return [Reference(key=dois[0].value, raw=name, doi=dois[0].value)]
    if not there:
        raise InputError(f"{name}: neither an arXiv id (like 2406.12708 or hep-th/9901001) nor a DOI nor a file")
    return list(extract(workplace.read_report(path, load(path))).references)


def _copy(item: Retrieved, workplace: Workplace, folder: Path) -> Path | None:
    """Copies what was fetched, PDF and LaTeX source, as `--papers` will find them; the first of them is named."""
    if item.paper is None:
        return None
    version = f"v{item.paper.version}" if item.paper.version else ""
    name = f"{file_name(item.paper.id)}{version}"
    wanted = ((".pdf", item.pdf), (".tar.gz", item.latex))
    found = {
        folder / f"{name}{suffix}": data
        for suffix, digest in wanted
        if digest and (data := workplace.store.get_file(digest)) is not None
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target, data in found.items():
            write_whole(target, data)
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be written ({error.strerror or error}); name another folder with --to"
        ) from error
    return next(iter(found), None)
