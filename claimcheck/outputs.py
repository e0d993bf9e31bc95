"""What goes out of the program: results to stdout or files, words to stderr, every one of them made harmless first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.errors import InputError, SettingsError
from claimcheck.files import write_whole
from claimcheck.render import clean, renderer, step_summary

# GitHub shows no step summary that is larger, in bytes.
_LARGEST_SUMMARY = 1 << 20

if TYPE_CHECKING:
    from claimcheck.model import AuditFile
    from claimcheck.settings import Settings
    from claimcheck.tasks.workplace import Workplace


class Output(NamedTuple):
    """A format and the file that it goes to; None for stdout."""

    format: str
    file: Path | None


def parse(printed: str, inputs: Iterable[Path], known: Collection[str] | None = None) -> list[Output]:
    """The outputs that `--format` asks for, checked before any work is done; `known` are the formats of this command.

    Raises:
        SettingsError: an unknown format, two formats for one place, a file that cannot be one or is an input.
    """
    taken = {path.resolve() for path in inputs}
    itself = "that is the report itself" if known is None else "that is an input"
    outputs = []
    for part in printed.split(","):
        name, _, file = part.strip().partition("=")
        if known is None:
            renderer(name)
        elif name not in known:
            raise SettingsError(f"--format knows no {name!r} here; choose from {', '.join(known)}")
        outputs.append(Output(name, Path(file) if file else None))
    for output in outputs:
        if output.file and (output.file.is_dir() or not output.file.name):
            raise SettingsError(f"--format {output.format}={output.file}: a folder; name a file in it")
        if output.file and output.file.resolve() in taken:
            raise SettingsError(f"--format {output.format}={output.file}: {itself}; name another file")
    files = [output.file.resolve() for output in outputs if output.file]
    for output in outputs:
        if output.file and files.count(output.file.resolve()) > 1:
            raise SettingsError(f"--format {output.format}={output.file}: two formats for one file; name another file")
    if sum(output.file is None for output in outputs) > 1:
        raise SettingsError("--format: only one format can go to stdout; give the others a file, as in json=audit.json")
    return outputs


def write_bytes(data: bytes, file: Path) -> None:
    """Writes a result into a file.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        write_whole(file, data)
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror or error})") from error


def write(text: str, file: Path | None = None) -> None:
    """Writes a result; a reader of stdout that went away is no error.

    Raises:
        InputError: the file cannot be written.
    """
    if file is not None:
        write_bytes(text.encode("utf-8", "replace"), file)
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends: into nothing, then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def append_step_summary(result: AuditFile, file: Path) -> None:
    """Appends the Markdown to what GitHub shows as the summary of a step, as far as that has room for it.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with file.open("ab") as summary:
            summary.write(step_summary(result, _LARGEST_SUMMARY - summary.tell()).encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(f"GITHUB_STEP_SUMMARY={file}: cannot be written ({error.strerror or error})") from error


def annotator(settings: Settings, reports: Sequence[Path]) -> Callable[[AuditFile, Workplace], list[str]]:
    """What writes the copies that `--annotate` asks for and says which; checked before any work is done.

    Raises:
        SettingsError: the folder is none for copies.
    """
    folder = settings.annotate
    if folder is None:
        return lambda _result, _workplace: []
    from claimcheck.tasks.annotate import annotate, check_annotate  # noqa: PLC0415 - with the readers, when needed

    check_annotate(folder, reports, settings.papers)
    return lambda result, workplace: annotate(result, reports, workplace, folder)


def tell(line: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{clean(' '.join(line.split()))}\n")


def encode_anything(streams: Sequence[object] | None = None) -> None:
    """A terminal in another encoding must not end an audit at a “✓”; stdout and stderr, unless others are named."""
    for stream in (sys.stdout, sys.stderr) if streams is None else streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
