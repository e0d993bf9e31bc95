"""The papers of a corpus on disk, as references: what `--papers` names, each paper once."""

from __future__ import annotations

from claimcheck.errors import DocumentError
from claimcheck.model import Reference
from claimcheck.retrieve import open_shelf, read_file
from claimcheck.tasks.workplace import Workplace
from claimcheck.words import collapse, words

_LONGEST_TITLE = 250
_KEY_WORDS = 8


def corpus(workplace: Workplace) -> tuple[Reference, ...]:
    """A reference for every paper that lies under `--papers`, in the order given.

    A paper that neither a list nor its file's name identifies is known by the title on its first page.

    Raises:
        InputError: a path does not exist, a folder cannot be read or a list of papers is malformed.
    """
    found: dict[str, Reference] = {}
    for entry in open_shelf(workplace.settings.papers).entries:
        title = entry.title
        if title is None and entry.file and not entry.identified:
            try:
                title = workplace.read(read_file(entry.file), entry.file.name).title
            except (DocumentError, ValueError) as error:
                workplace.warn(f"{entry.name}: not read ({error})")
        title = collapse(title)[:_LONGEST_TITLE] if title else None
        name = str(entry.arxiv_id.id) if entry.arxiv_id else entry.doi
        key = name or " ".join(words(title or entry.name)[:_KEY_WORDS])
        found.setdefault(
            key,
            Reference(
                key=key,
                raw=title or entry.name,
                title=title,
                year=_year(entry.arxiv_id.id) if entry.arxiv_id else None,
                arxiv_id=str(entry.arxiv_id) if entry.arxiv_id else None,
                doi=entry.doi,
                in_list=True,
            ),
        )
    return tuple(found.values())


def _year(arxiv_id: str) -> int | None:
    """The year in which arXiv gave an id out, where the id tells."""
    digits = arxiv_id.rpartition("/")[2][:4]
    month = int(digits[2:]) if digits.isdecimal() else 0
    if not 1 <= month <= 12:
        return None
    year = int(digits[:2])
    return 1900 + year if year > 90 else 2000 + year
