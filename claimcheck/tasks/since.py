"""What a change is about: the report as it was at a revision of git, and the files that changed since then.

`--since REV` compares the working tree with that very revision; for a branch, name where it left the other one:
`--since "$(git merge-base origin/main HEAD)"`. git is called with lists of arguments, never through a shell, for at
most a minute, and runs no helper that a repository could name.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath

from claimcheck.errors import DocumentError, InputError
from claimcheck.extract import extract
from claimcheck.judge import Change
from claimcheck.model import Audit, Retrieved, UncheckedReason, Verdict, VerdictName
from claimcheck.retrieve import PAPER_SUFFIXES, read_file
from claimcheck.tasks.audit import assemble
from claimcheck.tasks.workplace import INCLUDED, Workplace, shown

_SECONDS = 60
_LONGEST_REVISION = 250
# Set by hooks of git for the repository at hand, relative to its top: here the repository is that of the report.
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def changes_since(revision: str, reports: Sequence[Path], workplace: Workplace) -> dict[str, Change]:
    """What changed in each report, and which files did, since a revision.

    Raises:
        InputError: there is no git, no repository around a report, or no such revision.
    """
    if revision.startswith("-") or not revision.isprintable() or not 0 < len(revision) <= _LONGEST_REVISION:
        raise InputError(f"--since {revision[:40]!r}: no revision; name a branch, tag or commit such as origin/main")
    changes = {}
    known: dict[Path, tuple[str, frozenset[str], frozenset[str]]] = {}
    for report in reports:
        folder = report.absolute().parent
        if not folder.is_dir():
            continue  # what is wrong with the report is said where it is read
        if folder not in known:
            commit = _commit(revision, folder, shown(report))
            changed = _changed_files(commit, folder)
            papers = _digests([*changed, *_named_anew(changed, commit)])
            known[folder] = (commit, frozenset(map(shown, changed)), papers)
        commit, files, papers = known[folder]
        before = _before(commit, report, workplace)
        whole = frozenset({shown(report)}) if before is None else frozenset()
        changes[shown(report)] = Change(before, files | whole, papers)
    return changes


def changes_in(files: Sequence[Path], reports: Sequence[Path]) -> dict[str, Change]:
    """What is known where only the names of changed files are: those files, and which of them may be papers."""
    resolved = {file.resolve() for file in files}
    names = frozenset(map(shown, files)) | {shown(report) for report in reports if report.resolve() in resolved}
    papers = _digests([*files, *_named_anew(files, None)])
    return {shown(report): Change(None, names, papers) for report in reports}


def _commit(revision: str, folder: Path, report: str) -> str:
    if _git(folder, "rev-parse", "--show-toplevel") is None:
        raise InputError(f"--since {revision}: {report} lies in no git repository that can be read")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        raise InputError(f"--since {revision}: no such revision; a shallow clone must fetch it first (fetch-depth: 0)")
    return found.decode("ascii", "replace").strip()


def _changed_files(commit: str, folder: Path) -> list[Path]:
    top = Path(os.fsdecode((_git(folder, "rev-parse", "--show-toplevel") or b"").rstrip(b"\r\n")))
    changed = _git(top, "diff", "--name-only", "--no-ext-diff", "--no-textconv", "-z", commit, "--") or b""
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z") or b""
    return [top / os.fsdecode(name) for name in (changed + new).split(b"\0") if name]


def _before(commit: str, report: Path, workplace: Workplace) -> Audit | None:
    """The report as it was, its claims extracted and not verified; None where it was not there or not readable."""
    folder = report.absolute().parent

    def stored(name: str) -> bytes | None:
        path = PurePosixPath(name)
        inside = not path.is_absolute() and ".." not in path.parts
        return _git(folder, "cat-file", "blob", f"{commit}:./{path}") if inside else None

    def beside(name: str) -> bytes | None:
        return stored(name) if PurePosixPath(name).suffix in INCLUDED else None

    data = stored(report.name)
    if data is None:
        return None
    try:
        document = workplace.read_report(report, data, beside)
    except DocumentError:
        return None
    extraction = extract(document)
    nothing = Verdict(verdict=VerdictName.UNCHECKED, reason=UncheckedReason.PAPER_MISSING)
    retrieved = [Retrieved(reference=reference) for reference in extraction.references]
    return assemble(shown(report), data, document, extraction, retrieved, [nothing] * len(extraction.claims))


def _named_anew(changed: Iterable[Path], commit: str | None) -> Iterator[Path]:
    """The files of the papers for which a changed `papers.json` has another entry than before, or has any."""
    for path in changed:
        if path.name == "papers.json" and path.is_file():
            before = _git(path.parent, "cat-file", "blob", f"{commit}:./{path.name}") if commit else None
            older = _rows(before or b"")
            for key, row in _rows(path.read_bytes()).items():
                if row != older.get(key) and isinstance(row, dict) and isinstance(row.get("file"), str):
                    yield path.parent / row["file"]


def _rows(data: bytes) -> dict[str, object]:
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError):  # what is wrong with it is said where it is read
        return {}
    return rows if isinstance(rows, dict) else {}


def _digests(files: Iterable[Path]) -> frozenset[str]:
    found = set()
    for file in files:
        if file.suffix.lower() in PAPER_SUFFIXES:
            try:
                found.add(sha256(read_file(file)).hexdigest())
            except ValueError:  # it is gone, or no file
                continue
    return frozenset(found)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git says, None where it fails.

    Raises:
        InputError: git is not installed, or takes too long.
    """
    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a list, and no word of it can be an option but ours
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError("--since: git was not found; install it, or name the changed files with --changed") from error
    except subprocess.TimeoutExpired as error:
        raise InputError(f"--since: git {arguments[0]} took longer than {_SECONDS} s") from error
    return done.stdout if done.returncode == 0 else None
