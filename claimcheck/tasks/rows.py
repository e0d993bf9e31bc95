"""Labelled rows from JSON Lines, plain or gzip'd: checked whole before any work begins, then read again bit by bit.

Two forms are known: a labelled pair (`claim`, `evidence`, `label`) and a query with the sentences to be found
(`query`, `sentences`, `gold`). Files are bounded, and so are lines and the sentences of a row.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from claimcheck.errors import InputError
from claimcheck.tasks.workplace import first_fault, shown

LARGEST_LINE, LARGEST_FILE = 10_000_000, 1_000_000_000
# More than any book: beyond it a hostile line of many tiny sentences would take gigabytes once they are objects.
MOST_SENTENCES = 20_000
_GZIP = b"\x1f\x8b"

Row = dict[str, Any]
Name = Annotated[str, BeforeValidator(lambda given: str(given) if isinstance(given, int) else given)]
Sentences = Annotated[list[str], Field(min_length=1, max_length=MOST_SENTENCES)]
Places = Annotated[list[Annotated[int, Field(ge=0)]], BeforeValidator(lambda given: [] if given is None else given)]


class _Form(BaseModel):
    """What both forms share; other fields of a row are left alone."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: Name | None = None


class _Pair(_Form):
    claim: str = Field(min_length=1)
    evidence: Sentences
    label: Literal["SUPPORT", "REFUTE", "NOINFO"]
    title: str | None = None
    rationale: Places = []
    source: str | None = None
    orig_label: str | None = None

    @model_validator(mode="after")
    def _places(self) -> _Pair:
        if any(place >= len(self.evidence) for place in self.rationale):
            raise ValueError("rationale names a sentence that evidence does not have")
        return self


class _Query(_Form):
    query: str = Field(min_length=1)
    sentences: Sentences
    gold: Annotated[Places, Field(min_length=1)]

    @model_validator(mode="after")
    def _places(self) -> _Query:
        if any(place >= len(self.sentences) for place in self.gold):
            raise ValueError("gold names a sentence that sentences does not have")
        return self


@dataclass(frozen=True)
class DataFile:
    """A file whose every line was checked.

    Attributes:
        path: where it lies.
        name: the file's name up to the first dot.
        sha256: digest of the file's bytes, as they lie.
        rows: how many rows it has.
        queries: whether they are queries, else labelled pairs.
    """

    path: Path
    name: str
    sha256: str
    rows: int
    queries: bool

    def sample(self, most: int | None, seed: int) -> list[int]:
        """The numbers of all rows, or of `most` drawn with a seed, in order."""
        if most is None or most >= self.rows:
            return list(range(self.rows))
        return sorted(random.Random(seed).sample(range(self.rows), most))  # noqa: S311 - a sample, no secret

    def read(self, wanted: Sequence[int]) -> Iterator[Row]:
        """The rows of these numbers (rising), one by one.

        Raises:
            InputError: the file is no longer what it was when it was checked.
        """
        chosen = iter(wanted)
        number = next(chosen, None)
        for place, row in enumerate(_rows(self.path)):
            if number is None:
                return
            if place == number:
                yield row
                number = next(chosen, None)
        if number is not None:
            raise InputError(f"{shown(self.path)}: changed while it was read; run again")


def check_files(paths: Iterable[Path]) -> list[DataFile]:
    """Reads every line of every file once.

    Raises:
        InputError: a file cannot be read, is too large or has no rows; a line is malformed; two sets of one name.
    """
    files: list[DataFile] = []
    for path in paths:
        one = _check(path)
        twin = next((other for other in files if other.name == one.name), None)
        if twin:
            raise InputError(
                f"{shown(path)}: its set is called {one.name}, as that of {shown(twin.path)}; rename one of the two"
            )
        files.append(one)
    return files


def _check(path: Path) -> DataFile:
    count, first = 0, True
    for row in _rows(path):
        if count and ("query" in row) != first:
            raise InputError(f"{shown(path)}: holds both labelled pairs and queries; part them into two files")
        count, first = count + 1, "query" in row
    if not count:
        raise InputError(f"{shown(path)}: no rows; JSON Lines with claim, evidence, label are wanted")
    name = path.name.partition(".")[0] or path.name
    with _opened(path) as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return DataFile(path, name, digest.hexdigest(), count, first)


def _rows(path: Path) -> Iterator[Row]:
    for number, line in _lines(path):
        yield _row(line, f"{shown(path)}:{number}", number)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers, from 1."""
    name, total, number = shown(path), 0, 0
    try:
        with _opened(path) as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            plain = gzip.GzipFile(fileobj=file) if packed else file
            while line := plain.readline(LARGEST_LINE + 1):
                number, total = number + 1, total + len(line)
                if len(line) > LARGEST_LINE:
                    raise InputError(f"{name}:{number}: the line is longer than {LARGEST_LINE // 1_000_000} MB")
                if total > LARGEST_FILE:
                    raise InputError(f"{name}: larger than {LARGEST_FILE // 1_000_000_000} GB uncompressed; split it")
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read after line {number} ({reason})") from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    name = shown(path)
    try:
        if not path.is_file():
            what = "a folder" if path.is_dir() else "no such file" if not path.exists() else "no regular file"
            raise InputError(f"{name}: {what}; name files of JSON Lines, plain or gzip'd")
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    with file:
        yield file


def _row(line: bytes, place: str, number: int) -> Row:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        given = json.loads(text)
        if "\\ud" in text.lower():  # an escaped half of a character: no model can read it
            given = json.loads(json.dumps(given, ensure_ascii=False).encode("utf-8", "replace"))
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: not JSON ({str(error)[:100]})") from error
    if not isinstance(given, dict):
        raise InputError(f"{place}: not a JSON object")
    form = _Query if "query" in given else _Pair
    try:
        row = form.model_validate(given).model_dump()
    except ValidationError as error:
        raise InputError(f"{place}: {first_fault(error)}") from error
    return row | {"id": row["id"] or str(number)}
