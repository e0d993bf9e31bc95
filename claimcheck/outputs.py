"""What goes out of the program: results to stdout or files, words to stderr, every one of them made harmless first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.errors import InputError, SettingsError
from claimcheck.files import write_whole
from claimcheck.identifiers import find_arxiv_ids
from claimcheck.render import clean, renderer, step_summary

# GitHub shows no step summary that is larger, in bytes.
_LARGEST_SUMMARY = 1 << 20

# Files with these endings are somebody's sources: only a result of the same kind replaces them.
_SOURCES = {
    ".pdf": "pdf",
    ".tex": "latex",
    ".bib": "bibtex",
    ".bbl": "",
    ".docx": "",
    ".gz": "",
    ".tgz": "",
    ".tar": "",
}

if TYPE_CHECKING:
    from claimcheck.model import AuditFile
    from claimcheck.settings import Settings
    from claimcheck.tasks.workplace import Workplace


class Output(NamedTuple):
    """A format and the file that it goes to; None for stdout."""

    format: str
    file: Path | None


def sources_of(settings: Settings) -> list[Path]:
    """The files, beside the reports, that a run reads or keeps; of folders of papers all papers in them."""
    kept = [settings.baseline, settings.waivers, settings.lock_file, settings.calibration]
    own = [Path(name) for name in ("claimcheck.toml", "pyproject.toml", "claimcheck-waivers.toml")]
    return [*(file for file in (*kept, *own) if file), *settings.papers]


def parse(printed: str, inputs: Iterable[Path], known: Collection[str] | None = None) -> list[Output]:
    """The outputs that `--format` asks for, checked before any work is done; `known` are the formats of this command.

    Of an input that is a folder (of papers) every existing paper, and its `papers.json`, is taken.

    Raises:
        SettingsError: an unknown format, two formats for one place, a file that cannot be one or is an input.
    """
    outputs = []
    for part in printed.split(","):
        name, _, file = part.strip().partition("=")
        if known is None:
            renderer(name)
        elif name not in known:
            raise SettingsError(f"--format knows no {name!r} here; choose from {', '.join(known)}")
        outputs.append(Output(name, Path(file) if file else None))
    taken = {path.resolve() for path in inputs}
    files = [output.file.resolve() for output in outputs if output.file]
    for output in outputs:
        if output.file and (fault := _fault(output.format, output.file, taken, files)):
            raise SettingsError(f"--format {output.format}={output.file}: {fault}")
    if sum(output.file is None for output in outputs) > 1:
        raise SettingsError("--format: only one format can go to stdout; give the others a file, as in json=audit.json")
    return outputs


def _fault(form: str, file: Path, taken: Collection[Path], files: Sequence[Path]) -> str | None:
    """Why a file cannot be an output, and the way out; None where it can."""
    whole = file.resolve()
    if file.is_dir() or not file.name:
        return "a folder; name a file in it"
    if not file.parent.is_dir():
        return "its folder does not exist; make it first"
    if whole in taken:
        return "that is an input of this run; name another file"
    if whole.exists() and _is_source(form, whole, taken):
        return "a paper or a source stands there; name another file"
    return "two formats for one file; name another file" if files.count(whole) > 1 else None


def _is_source(form: str, file: Path, taken: Collection[Path]) -> bool:
    """Whether a file is a paper, in one of the folders of papers, or a source of another kind than the format."""
    kind = _SOURCES.get(file.suffix.lower())
    if not any(file.is_relative_to(shelf) for shelf in taken if shelf.is_dir()):
        return kind is not None and kind != form
    return kind is not None or file.name == "papers.json" or bool(find_arxiv_ids(file.stem))


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
        InputError: the file, or stdout, cannot be written.
    """
    if file is not None:
        write_bytes(text.encode("utf-8", "replace"), file)
        return
    if sys.stdout is None:
        raise InputError("stdout is closed; name a file, as in --format json=audit.json")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it ends: into nothing, then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise InputError(f"stdout: cannot be written ({error.strerror or error})") from error


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
