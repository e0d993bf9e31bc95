"""`claimcheck.lock`: the papers, models and thresholds of an audit, so that it can be repeated to the same bytes.

`audit --lock` writes the file; `audit --locked` opens no socket and takes each paper as it was: from the files of
`--papers` by their SHA-256, or, for papers that were fetched, their text from the cache. What became of each reference
is in the lock too, so that an audit of which some papers could not be had repeats as well. Where a source, an entry of
the list, a model, a threshold or the program itself is not the locked one, the run ends with one line that names it.
What a language model said is in the cache alone: without all of it there is no lock, and no locked run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_jsonable_python

from claimcheck.errors import DocumentError, InputError
from claimcheck.files import write_whole
from claimcheck.model import Document, Extraction, Paper, Provenance, Reference, Retrieved
from claimcheck.retrieve import files_by_digest, read_file
from claimcheck.tasks.audit import retrieve_papers
from claimcheck.tasks.workplace import Workplace, first_fault, load, shown

_KIND = "locked"  # of the texts in the store


class LockedPaper(BaseModel):
    """A paper with the digest of its text as it was read, and that of the PDF that it was read beside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper: Paper
    text: str
    pdf: str | None = None


class LockedReference(BaseModel):
    """What became of one reference: the digest of its entry, the name of its paper, what was found out about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: str
    paper: str | None
    found: dict[str, Any]


class Lock(BaseModel):
    """The whole file; papers by name, and by report the references by key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    claimcheck: Provenance
    papers: dict[str, LockedPaper]
    reports: dict[str, dict[str, LockedReference]]


class Recorder:
    """Looks for papers as usual, and remembers what was found."""

    def __init__(self) -> None:
        self.papers: dict[str, LockedPaper] = {}
        self.reports: dict[str, dict[str, LockedReference]] = {}

    def find(self, path: Path, extraction: Extraction, workplace: Workplace) -> list[Retrieved]:
        """The papers of a report; the texts of those that were fetched are kept in the store."""
        retrieved = retrieve_papers(extraction, workplace)
        references = self.reports.setdefault(shown(path), {})
        for before, item in zip(extraction.references, retrieved, strict=True):
            name = self._paper(item, workplace)
            references[before.key] = LockedReference(
                entry=_entry(before), paper=name, found=_found(before, item.reference)
            )
        return retrieved

    def lock(self, provenance: Provenance) -> Lock:
        """The lock of all reports that were audited."""
        return Lock(claimcheck=provenance, papers=self.papers, reports=self.reports)

    def _paper(self, item: Retrieved, workplace: Workplace) -> str | None:
        if item.paper is None or item.document is None:
            return None
        text = _text(item.document)
        if item.paper.source != "folder" or item.paper.pdf:
            workplace.store.put_text(_KIND, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text)
        version = f"v{item.paper.version}" if item.paper.version else ""
        name = f"{item.paper.id}{version} {item.paper.sha256[:12]}"
        self.papers[name] = LockedPaper(paper=item.paper, text=_digest(item.document), pdf=item.paper.pdf)
        return name


class Locked:
    """Finds papers as a lock has them.

    Args:
        lock: what was read from the file.
        name: how messages call the file.
    """

    def __init__(self, lock: Lock, name: str) -> None:
        self._lock, self._name = lock, name
        self._documents: dict[str, Document] = {}
        self._workplace: Workplace | None = None

    @property
    def models(self) -> frozenset[str]:
        """The models that the lock names."""
        return frozenset(model.name for model in self._lock.claimcheck.models)

    def check(self, now: Provenance) -> None:
        """Holds the program, its models and its thresholds against the lock.

        Raises:
            InputError: one of them is another one.
        """
        then = self._lock.claimcheck
        differing: Iterator[str] = (
            f"{what} is {_short(here)}, locked is {_short(there)}"
            for what, here, there in _pairs(now, then)
            if here != there
        )
        if first := next(differing, None):
            raise InputError(f"{self._name}: {first}; use what was locked, or make a new lock with audit --lock")

    def find(self, path: Path, extraction: Extraction, workplace: Workplace) -> list[Retrieved]:
        """The papers of a report as they are in the lock.

        Raises:
            InputError: the report or one of its references is not in the lock, or a paper is no longer the same.
        """
        self._workplace = workplace
        report = shown(path)
        if report not in self._lock.reports:
            raise InputError(f"{report}: not in {self._name}; make a new lock with audit --lock")
        return [self._retrieved(reference, report) for reference in extraction.references]

    def _retrieved(self, reference: Reference, report: str) -> Retrieved:
        locked = self._lock.reports[report].get(reference.key)
        if locked is None:
            raise InputError(f"{report}: {reference.key} is not in {self._name}; make a new lock with audit --lock")
        if locked.entry != _entry(reference):
            raise InputError(f"{report}: the entry of {reference.key} changed; make a new lock with audit --lock")
        fields = {name: getattr(reference, name) for name in Reference.model_fields} | locked.found
        try:
            found = Reference.model_validate(fields)
            paper = self._lock.papers[locked.paper] if locked.paper else None
        except (ValidationError, KeyError) as error:
            raise InputError(f"{self._name}: damaged at {reference.key}; make it anew with audit --lock") from error
        if paper is None:
            return Retrieved(reference=found)
        shown_by = paper.paper.model_copy(update={"pdf": paper.pdf})
        return Retrieved(reference=found, paper=shown_by, document=self._document(paper))

    def _document(self, locked: LockedPaper) -> Document:
        paper = locked.paper
        version = f"v{paper.version}" if paper.version else ""
        name = f"{paper.id}{version}" + (f" “{paper.title}”" if paper.title else "")
        if locked.text not in self._documents:
            document = self._from_store(locked) or self._from_file(paper)
            if document is None:
                where = "--papers" if paper.source == "folder" else "the cache or --papers"
                raise InputError(
                    f"{name}: changed or gone, nothing in {where} has its locked SHA-256 {paper.sha256[:12]}…; "
                    f"put it back, or make a new lock with audit --lock"
                )
            if _digest(document) != locked.text:
                raise InputError(f"{name}: its file is read otherwise than when it was locked; make a new lock")
            self._documents[locked.text] = document
        return self._documents[locked.text]

    def _from_file(self, paper: Paper) -> Document | None:
        file, pdf = self._files.get(paper.sha256, (None, None))
        if file is None or self._workplace is None:
            return None
        try:
            if pdf is not None:
                printed = self._workplace.read(read_file(pdf), pdf.name)
                return self._workplace.read_source(read_file(file), file.name, printed)
            return self._workplace.read(read_file(file), file.name)
        except (DocumentError, ValueError):
            return None

    def _from_store(self, locked: LockedPaper) -> Document | None:
        """The text of what was fetched, or of a file of `--papers` that is still there and was read beside another."""
        if self._workplace is None or (locked.paper.source == "folder" and locked.paper.sha256 not in self._files):
            return None
        kept = self._workplace.store.get_text(_KIND, locked.text)
        return Document.model_validate_json(kept) if kept else None

    @cached_property
    def _files(self) -> dict[str, tuple[Path, Path | None]]:
        return files_by_digest(self._workplace.settings.papers) if self._workplace else {}


def read_lock(file: Path) -> Locked:
    """Reads a lock.

    Raises:
        InputError: there is none, or it is no lock.
    """
    if not file.exists():
        raise InputError(f"{shown(file)}: no such lock; make one with audit --lock")
    try:
        return Locked(Lock.model_validate_json(load(file)), shown(file))
    except ValidationError as error:
        raise InputError(f"{shown(file)}: no lock ({first_fault(error)}); make one with audit --lock") from error


def check_target(file: Path) -> None:
    """Looks, before any work, whether a lock may be written here: to a new file, or over a lock of whatever version.

    Raises:
        InputError: something else lies there, such as a report.
    """
    if not file.exists():
        return
    try:
        content = json.loads(load(file))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not {"version", "papers", "reports"} <= content.keys():
        raise InputError(f"{shown(file)}: exists and is no lock; name another file with --lock-file")


def write_lock(lock: Lock, file: Path) -> str:
    """Writes a lock, and says in a line what is in it.

    Raises:
        InputError: the file cannot be written.
    """
    content = json.dumps(lock.model_dump(mode="json"), indent=1, ensure_ascii=False, sort_keys=True)
    try:
        write_whole(file, f"{content}\n".encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(f"{shown(file)}: cannot be written ({error.strerror or error})") from error
    without = sum(one.paper is None for references in lock.reports.values() for one in references.values())
    return f"{shown(file)}: papers locked: {len(lock.papers)}; references that stay without one: {without}"


def _entry(reference: Reference) -> str:
    """A digest of all that a report says of a reference."""
    said = [reference.raw, reference.title, reference.arxiv_id, reference.doi, reference.year, reference.authors]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


def _found(before: Reference, after: Reference) -> dict[str, Any]:
    """What retrieval added to a reference, also what stays out of the JSON of an audit."""
    changed = {
        name: getattr(after, name) for name in Reference.model_fields if getattr(after, name) != getattr(before, name)
    }
    return dict(to_jsonable_python(changed))


def _text(document: Document) -> str:
    return document.model_dump_json(exclude_defaults=True)


def _digest(document: Document) -> str:
    return sha256(_text(document).encode("utf-8", "surrogatepass")).hexdigest()


def _pairs(now: Provenance, then: Provenance) -> Iterator[tuple[str, object, object]]:
    yield "claimcheck", now.version, then.version
    models = [{model.name: model.digest for model in one.models} for one in (now, then)]
    for name in sorted({*models[0], *models[1]}):
        yield f"the model {name}", models[0].get(name), models[1].get(name)
    for name in sorted({*now.thresholds, *then.thresholds}):
        yield f"the threshold {name}", now.thresholds.get(name), then.thresholds.get(name)
    yield "the digest of the settings", now.settings_digest, then.settings_digest


def _short(value: object) -> str:
    return "none" if value is None else str(value)[:16]
