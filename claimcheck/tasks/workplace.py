"""What every task works with: the settings, the store, the reader that remembers, the verifier."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from claimcheck.errors import DocumentError, InputError, PassingError
from claimcheck.language import Judge
from claimcheck.model import Document, Part
from claimcheck.retrieve import Endpoints
from claimcheck.settings import Settings
from claimcheck.store import Store, digest
from claimcheck.tasks.language import language_model
from claimcheck.verify import Chosen, Verifier

_LARGEST_REPORT = 100_000_000
# What a LaTeX report may include, and how much of it.
INCLUDED, _LARGEST_INCLUDED = frozenset({".tex", ".bib", ".bbl"}), 5_000_000
Say = Callable[[str], None]


class Workplace(AbstractContextManager["Workplace"]):
    """Opens the store and holds what is costly for all reports of one run.

    Args:
        settings: the settings in force.
        progress: called with a line at each step.
        warn: called with a line that the user should see even in the end.
    """

    def __init__(self, settings: Settings, progress: Say = lambda _: None, warn: Say = lambda _: None) -> None:
        self.settings = settings
        self.progress = progress
        self.warn = warn
        self.store = Store(settings.cache, warn)
        try:
            self.language = language_model(settings, self.store, warn)
        except InputError:
            self.store.close()
            raise

    @cached_property
    def verifier(self) -> Verifier:
        """The verifier; its models load when first needed."""
        settings = self.settings
        for option in ("embedder", "entailment"):
            if (name := getattr(settings, option)) and not settings.calibration:
                self.warn(f"--{option} {name}: the head was fitted with another model; confidence is uncalibrated")
        chosen = Chosen(
            embedder=settings.embedder,
            entailment=settings.entailment,
            calibration=settings.calibration,
            offline=settings.offline,
        )
        judge = Judge(self.language) if self.language else None
        return Verifier(self.store, chosen, judge=judge, jobs=settings.jobs, progress=self.progress)

    @property
    def endpoints(self) -> Endpoints:
        """Where papers are fetched from."""
        return Endpoints(
            arxiv_api=self.settings.arxiv_api,
            arxiv_pdf=self.settings.arxiv_pdf,
            arxiv_eprint=self._arxiv_eprint(),
            pace_seconds=self.settings.arxiv_pace,
            openalex_api=self.settings.openalex_api,
            crossref_api=self.settings.crossref_api,
            semantic_scholar_api=self.settings.semantic_scholar_api,
            europe_pmc_api=self.settings.europe_pmc_api,
            sources=self.settings.sources,
            sources_pace_seconds=self.settings.sources_pace,
        )

    def _arxiv_eprint(self) -> str | None:
        """Where LaTeX sources are fetched from: nowhere, if `none` says so, or if only the PDFs' mirror is named."""
        named, default = self.settings.arxiv_eprint, Settings.model_fields
        unnamed = named == default["arxiv_eprint"].default and self.settings.arxiv_pdf != default["arxiv_pdf"].default
        return None if unnamed or named.lower() == "none" else named

    def read_report(self, path: Path, data: bytes, beside: Callable[[str], bytes | None] | None = None) -> Document:
        """Reads a report, with the files beside it that it includes; `beside` gives those from elsewhere.

        Raises:
            DocumentError: the bytes are no readable document.
        """
        from claimcheck.read import gather  # noqa: PLC0415 - with its parsers, when needed

        whole, parts = gather(data, path.name, beside or _beside(path))
        return self.read(whole, path.name, parts)

    def read(self, data: bytes, name: str, parts: tuple[Part, ...] = ()) -> Document:
        """Reads a document, or finds it again in the store.

        Raises:
            DocumentError: the bytes are no readable document.
        """
        from claimcheck.read import READER_VERSION, read_document  # noqa: PLC0415 - as above

        places = "".join(part.model_dump_json() for part in parts)
        key = digest(READER_VERSION, sha256(data).hexdigest(), Path(name).suffix.lower(), places)
        if kept := self.store.get_text("document", key):
            return Document.model_validate_json(kept)
        self.progress(f"reading {name}")
        document = read_document(data, name, parts)
        self.store.put_text("document", key, document.model_dump_json(exclude_defaults=True))
        return document

    def read_source(self, data: bytes, name: str, pdf: Document | None) -> Document:
        """Reads a paper from its LaTeX source, on the pages of its PDF, or finds it again in the store.

        Raises:
            DocumentError: the source cannot be read, or is not what the PDF prints.
        """
        from claimcheck.read import READER_VERSION, read_paper  # noqa: PLC0415 - as above

        key = digest(READER_VERSION, sha256(data).hexdigest(), pdf.text if pdf else "")
        kept = self.store.get_json("source", key)
        if kept is None:
            self.progress(f"reading {name}")
            try:
                document = read_paper(data, name, pdf)
                kept = {"document": document.model_dump(mode="json", exclude_defaults=True)}
            except PassingError:
                raise
            except DocumentError as error:
                kept = {"fault": str(error)}
            self.store.put_json("source", key, kept)
        if "fault" in kept:
            raise DocumentError(str(kept["fault"]))
        return Document.model_validate(kept["document"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.language:
            self.language.close()
            if account := self.language.account():
                self.warn(account)
        self.store.close()


def _beside(report: Path) -> Callable[[str], bytes | None]:
    """Gives the files in a report's folder and below it that a LaTeX report may include; nothing from elsewhere."""

    def give(name: str) -> bytes | None:
        try:
            if (path := included(report, name)) is None:
                return None
            with path.open("rb") as file:
                data = file.read(_LARGEST_INCLUDED + 1)
        except (OSError, ValueError, RuntimeError):
            return None
        return data if len(data) <= _LARGEST_INCLUDED else None

    return give


def included(report: Path, name: str) -> Path | None:
    """The file that a report includes by a name, if it lies in the report's folder or below it."""
    root = report.absolute().parent.resolve()
    path = (root / name).resolve()
    return path if path.suffix in INCLUDED and path.is_relative_to(root) and path.is_file() else None


def load(path: Path) -> bytes:
    """The bytes of a report.

    Raises:
        InputError: there is no such file, it is a folder, or it may not be read.
        DocumentError: it is larger than 100 MB.
    """
    name = shown(path)
    try:
        if path.is_dir():
            raise InputError(f"{name}: a folder; name the report's file (papers go behind --papers)")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(_LARGEST_REPORT + 1) if size <= _LARGEST_REPORT else b""
    except FileNotFoundError as error:
        raise InputError(f"{name}: no such file; check the spelling and the folder") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if size > _LARGEST_REPORT or len(data) > _LARGEST_REPORT:
        raise DocumentError(
            f"{name}: {max(size, len(data)) // 1_000_000} MB are too large for a report; the limit is 100 MB"
        )
    return data


def first_fault(error: ValidationError) -> str:
    """What is wrong first in a file that does not have its form: the place in it, and what was expected."""
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where + ': ' if where else ''}{fault['msg'].removeprefix('Value error, ')}"


def shown(path: Path) -> str:
    """A path as outputs print it: relative to the working folder, or the bare name where it lies outside."""
    if not path.is_absolute() and ".." not in path.parts:
        return path.as_posix()
    try:
        return Path(os.path.normpath(path.absolute())).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.name
