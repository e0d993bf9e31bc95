"""Papers read into documents: each file once, several at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.retrieve.folder import read_file

Read = Callable[[bytes, str], Document]
ReadSource = Callable[[bytes, str, Document | None], Document]


@dataclass(frozen=True)
class Text:
    """What became of a paper's bytes: a document, or the reason why there is none; `note` says what else is to know."""

    sha256: str = ""
    document: Document | None = None
    fault: str | None = None
    note: str | None = None


class Texts:
    """Reads papers in `jobs` threads; leaving the block drops what has not begun.

    Args:
        read: parses bytes under a file name; raises `DocumentError` where they are no readable document.
        jobs: how many papers are parsed at once, 1 or more.
        read_source: parses LaTeX sources; None where none are to be read.
    """

    def __init__(self, read: Read, jobs: int, read_source: ReadSource | None = None) -> None:
        self._read = read
        self._read_source = read_source
        self._pool = ThreadPoolExecutor(max(1, jobs), thread_name_prefix="claimcheck-read")
        self._files: dict[Path, Future[Text]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def start(self, files: Iterable[Path]) -> None:
        """Begins to read files that will be asked for."""
        for path in files:
            if path not in self._files:
                self._files[path] = self._pool.submit(self._of_file, path)

    def of_file(self, path: Path) -> Text:
        """The text of a file, read now or earlier."""
        self.start([path])
        return self._files[path].result()

    def of_files(self, file: Path, source: Path | None) -> Text:
        """The text of a file, or, where it can be read, of the LaTeX source that lies with it."""
        printed = self.of_file(file)
        if source is None or not self.reads_sources:
            return printed
        if source not in self._files:
            self._files[source] = self._pool.submit(self._of_source_file, source, self._files[file])
        latex = self._files[source].result()
        if latex.document is not None:
            return replace(latex, note="from its LaTeX source")
        return replace(printed, note=f"from the PDF; its source cannot be used: {latex.fault}")

    def of_bytes(self, data: bytes, name: str) -> Future[Text]:
        """The text of fetched bytes, once it is read."""
        return self._pool.submit(self._of_bytes, data, name)

    @property
    def reads_sources(self) -> bool:
        """Whether LaTeX sources can be read."""
        return self._read_source is not None

    def of_source(self, data: bytes, name: str, pdf: Future[Text] | None) -> Future[Text]:
        """The text of a fetched LaTeX source, once it and the PDF are read, whose reading must have been asked for."""
        return self._pool.submit(self._of_source, data, name, pdf)

    def _of_source(self, data: bytes, name: str, pdf: Future[Text] | None) -> Text:
        if self._read_source is None:
            return Text(fault=f"{name}: LaTeX sources are not read")
        try:
            document = self._read_source(data, name, pdf.result().document if pdf else None)
        except DocumentError as error:
            return Text(fault=str(error))
        return Text(hashlib.sha256(data).hexdigest(), document)

    def _of_source_file(self, path: Path, pdf: Future[Text]) -> Text:
        try:
            data = read_file(path)
        except ValueError as error:
            return Text(fault=f"{path.name}: {error}")
        return self._of_source(data, path.name, pdf)

    def _of_file(self, path: Path) -> Text:
        try:
            data = read_file(path)
        except ValueError as error:
            return Text(fault=f"{path.name}: {error}")
        return self._of_bytes(data, path.name)

    def _of_bytes(self, data: bytes, name: str) -> Text:
        try:
            document = self._read(data, name)
        except DocumentError as error:
            return Text(fault=str(error))
        return Text(hashlib.sha256(data).hexdigest(), document)
