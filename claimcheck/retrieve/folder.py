"""Papers that the user has on disk: folders, and lists of papers in JSON.

A `papers.json` is `{KEY: {"file": path relative to the json or null, "title", "arxiv_id" or "doi"}}`; what it says of a
file wins, and an absolute path is refused. Other files of a folder are known by the arXiv id in their name, or else by
the title on their first page. The LaTeX source of a PDF, as arXiv packs it, is known by the same id in its name.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from claimcheck.errors import InputError
from claimcheck.identifiers import ArxivId, arxiv_id_from_file_name, find_dois, parse_arxiv_id
from claimcheck.model import Reference

LARGEST_FILE = 100_000_000
_LARGEST_LIST = 20_000_000
_MOST_ENTRIES = 20_000
_DEEPEST = 3
_LONGEST_TITLE = 300
_SUFFIXES = (".pdf", ".tex", ".md", ".txt")
_PACKED = (".gz", ".tgz", ".tar")
PAPER_SUFFIXES = frozenset((*_SUFFIXES, *_PACKED))


class _Row(BaseModel):
    """One entry of a `papers.json`; other keys are the user's own."""

    model_config = ConfigDict(extra="ignore")

    file: str | None = None
    title: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None


_ROWS = TypeAdapter(dict[str, _Row])


@dataclass(frozen=True)
class Entry:
    """A paper on the user's shelf: what it is known by, and its file if there is one.

    `name` is what messages call it: the file's name, or the key in a `papers.json`. `source` is the LaTeX source that
    lies with a PDF.
    """

    name: str
    file: Path | None
    arxiv_id: ArxivId | None = None
    doi: str | None = None
    title: str | None = None
    source: Path | None = None

    @property
    def identified(self) -> bool:
        """Whether an identifier says which paper this is."""
        return bool(self.arxiv_id or self.doi)


@dataclass(frozen=True)
class Shelf:
    """All that the user has, in the order given."""

    entries: tuple[Entry, ...]

    def by_identifier(self, reference: Reference) -> list[Entry]:
        """The entries of a reference's arXiv id or DOI, best first: the printed version, then the newest."""
        printed = parse_arxiv_id(reference.arxiv_id) if reference.arxiv_id else None
        found = [
            entry
            for entry in self.entries
            if (printed and entry.arxiv_id and entry.arxiv_id.id == printed.id)
            or (reference.doi and entry.doi == reference.doi.lower())
        ]
        wanted = printed.version if printed else None
        return sorted(found, key=lambda entry: _rank(entry, wanted))


def open_shelf(paths: Sequence[Path]) -> Shelf:
    """Everything that lies under the paths given as `--papers`.

    Raises:
        InputError: a path does not exist, a folder cannot be read or a list of papers is malformed; one message names
            all such faults.
    """
    entries: list[Entry] = []
    faults: list[str] = []
    for path in paths:
        try:
            entries += _read_folder(path) if path.is_dir() else _read_list(path)
        except InputError as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{error.filename or path}: {_reason(error)}; name a folder or a papers.json with --papers")
    if faults:
        raise InputError("; ".join(faults))
    return Shelf(tuple(entries))


def files_by_digest(paths: Sequence[Path]) -> dict[str, tuple[Path, Path | None]]:
    """The files that lie under the paths given as `--papers`, by the SHA-256 of their bytes; a source with its PDF.

    Raises:
        InputError: as `open_shelf`.
    """
    found: dict[str, tuple[Path, Path | None]] = {}
    entries = [entry for entry in open_shelf(paths).entries if entry.file]
    pairs = [(entry.file, None) for entry in entries] + [(entry.source, entry.file) for entry in entries]
    for file, pdf in dict.fromkeys(pairs):
        with suppress(ValueError):  # a file that cannot be read is none of those that are sought
            if file:
                found.setdefault(hashlib.sha256(read_file(file)).hexdigest(), (file, pdf))
    return found


def read_file(path: Path) -> bytes:
    """The bytes of a paper.

    Raises:
        ValueError: the file is absent, no file, unreadable or larger than 100 MB; the message is the reason.
    """
    try:
        if not path.is_file():
            raise ValueError("there is no such file" if not path.exists() else "it is no file")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ValueError(_reason(error)) from error
    if len(data) > LARGEST_FILE:
        raise ValueError("it is larger than 100 MB")
    return data


def _read_folder(folder: Path) -> list[Entry]:
    files = sorted(_walk(folder))
    listed = [entry for path in files if path.name == "papers.json" for entry in _read_list(path)]
    known = {os.path.realpath(entry.file) for entry in listed if entry.file}
    loose = [
        Entry(path.name, path, arxiv_id_from_file_name(path.name))
        for path in files
        if path.suffix.lower() in _SUFFIXES and os.path.realpath(path) not in known
    ]
    return _with_sources(listed + loose, files)


def _with_sources(entries: list[Entry], files: Sequence[Path]) -> list[Entry]:
    """Puts the LaTeX sources in a folder to their PDFs; one without a PDF stands alone."""
    packed = [
        Entry(path.name, path, arxiv_id)
        for path in files
        if path.suffix.lower() in _PACKED and (arxiv_id := arxiv_id_from_file_name(path.name))
    ]
    paired = [replace(entry, source=next((s.file for s in packed if _is_source(s, entry)), None)) for entry in entries]
    return paired + [source for source in packed if not any(_is_source(source, entry) for entry in entries)]


def _is_source(packed: Entry, entry: Entry) -> bool:
    """Whether it is the same paper as a PDF; where one of the two names no version, it is that of the other."""
    one, other = packed.arxiv_id, entry.arxiv_id
    is_pdf = entry.file is not None and entry.file.suffix.lower() == ".pdf"
    if not (is_pdf and one and other and one.id == other.id):
        return False
    return one.version == other.version or not (one.version and other.version)


def _walk(folder: Path) -> Iterator[Path]:
    """The files down to the third level below a folder; links are followed, which the depth keeps finite."""
    seen = 0
    for base, folders, names in os.walk(folder, onerror=_refuse, followlinks=True):
        depth = len(Path(base).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if depth < _DEEPEST else []
        seen += len(names) + len(folders)
        if seen > _MOST_ENTRIES:
            raise InputError(f"{folder}: more than {_MOST_ENTRIES} files; name a smaller folder with --papers")
        yield from (Path(base, name) for name in names if not name.startswith("."))


def _refuse(error: OSError) -> None:
    raise InputError(f"{error.filename}: {_reason(error)}; make the folder readable or name another with --papers")


def _read_list(path: Path) -> list[Entry]:
    if path.suffix.lower() != ".json" and path.exists():
        raise InputError(f"{path}: neither a folder nor a papers.json; put the file into a folder and name that")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: no file; a papers.json is {{KEY: {_FORM}}}")
    with path.open("rb") as opened:
        data = opened.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST:
        raise InputError(f"{path}: larger than {_LARGEST_LIST // 1_000_000} MB; a list of papers is smaller")
    try:
        rows = _ROWS.validate_python(json.loads(data))
    except ValidationError as error:
        raise InputError(f"{path}: {_faults(error)}; each entry is {_FORM}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON ({_first_line(error)}); a papers.json is {{KEY: {_FORM}}}") from error
    if faults := [f"{key}: {fault}" for key, row in rows.items() for fault in _faults_of_row(row)]:
        raise InputError(f"{path}: {'; '.join(faults)}")
    return [_entry(path.parent, key, row) for key, row in rows.items()]


def _faults_of_row(row: _Row) -> Iterator[str]:
    if row.arxiv_id and parse_arxiv_id(row.arxiv_id) is None:
        yield f"arxiv_id {row.arxiv_id!r} is no arXiv id"
    if row.doi and _doi(row.doi) is None:
        yield f"doi {row.doi!r} is no DOI"
    if row.file and not row.file.isprintable():
        yield f"file {row.file!r} is no file name"
    elif row.file and any(kind(row.file).is_absolute() for kind in (PurePosixPath, PureWindowsPath)):
        yield f"file {row.file!r} is absolute; give it relative to the list"


def _entry(folder: Path, key: str, row: _Row) -> Entry:
    file = folder / row.file if row.file else None
    return Entry(
        name=file.name if file else key,
        file=file,
        arxiv_id=parse_arxiv_id(row.arxiv_id or key),
        doi=_doi(row.doi or key),
        title=row.title and row.title[:_LONGEST_TITLE],
    )


def _doi(text: str) -> str | None:
    return next((found.value for found in find_dois(text)), None)


_FORM = '{"file": path or null, "title", "arxiv_id" or "doi"}'


def _faults(error: ValidationError) -> str:
    shown = [f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}" for fault in error.errors()[:5]]
    more = error.error_count() - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _rank(entry: Entry, wanted: int | None) -> tuple[bool, bool, int]:
    version = (entry.arxiv_id.version if entry.arxiv_id else None) or 0
    # An unversioned file may be any version: before the wrong one, after the right one.
    return entry.file is None, version not in (wanted, 0) if wanted else False, -version


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
