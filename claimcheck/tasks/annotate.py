"""`audit --annotate DIR`: copies of the papers with the evidence marked, and of PDF reports with every claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimcheck.errors import ClaimcheckError, DocumentError, InputError, SettingsError
from claimcheck.files import write_whole
from claimcheck.identifiers import file_name
from claimcheck.model import Annotation, AuditFile
from claimcheck.read import annotate_pdf
from claimcheck.render import paper_notes, report_notes
from claimcheck.retrieve import originals
from claimcheck.tasks.workplace import Workplace, load

_LONGEST_NAME = 100
# A comment behind the end of each copy: a later run may replace it, and no other file.
_OURS = b"\n% marked by claimcheck\n"


@dataclass(frozen=True)
class _Copy:
    """A file to be marked: its name without the ending, its bytes and the marks."""

    name: str
    data: bytes
    notes: list[Annotation]


def check_annotate(folder: Path, reports: Sequence[Path], papers: Sequence[Path]) -> None:
    """Sees before any work is done that copies can lie in a folder and replace nothing that they are copies of.

    Raises:
        SettingsError: it is a file, holds a report, or lies among the papers, where the next run would read it.
    """
    whole = folder.resolve()
    if whole.exists() and not whole.is_dir():
        raise SettingsError(f"--annotate {folder}: a file; name a folder")
    if any(report.resolve().parent == whole for report in reports):
        raise SettingsError(f"--annotate {folder}: the report lies there; name a folder of its own")
    for path in papers:
        shelf = path.resolve() if path.is_dir() else path.resolve().parent
        if whole.is_relative_to(shelf):
            raise SettingsError(f"--annotate {folder}: lies in --papers {path}; name a folder outside it")


def annotate(file: AuditFile, reports: Sequence[Path], workplace: Workplace, folder: Path) -> list[str]:
    """Writes the copies, each whole.

    Args:
        file: the finished audits.
        reports: their reports' files, in the same order.
        workplace: has the papers.
        folder: where the copies go, made if absent.

    Returns:
        A line for each copy, and for each paper or report of which there is none.

    Raises:
        InputError: the folder cannot be written.
    """
    said: list[str] = []
    taken: set[str] = set()
    for copy in (*_reports(file, reports, said), *_papers(file, workplace, said)):
        try:
            marked, missing = annotate_pdf(copy.data, copy.notes, name=copy.name)
            folder.mkdir(parents=True, exist_ok=True)
            target = _unused(folder, copy.name, taken)
            write_whole(target, marked + _OURS)
        except DocumentError as error:
            said.append(f"not annotated: {error}")
        except OSError as error:
            raise InputError(f"--annotate {folder}: cannot be written ({error.strerror or error})") from error
        else:
            count = len(copy.notes) - len(missing)
            said.append(f"{target}: {count} passage{'' if count == 1 else 's'} marked{_lost(copy, missing)}")
    return said


def _reports(file: AuditFile, paths: Sequence[Path], said: list[str]) -> Iterator[_Copy]:
    for audit, path in zip(file.audits, paths, strict=True):
        notes = report_notes(audit, file.claimcheck.thresholds)
        if audit.report.format != "pdf" or not notes:
            continue
        try:
            data = load(path)
        except ClaimcheckError as error:
            said.append(f"not annotated: {error}")
            continue
        if sha256(data).hexdigest() != audit.report.sha256:
            said.append(f"not annotated: {audit.report.path} changed while it was audited; run again")
        else:
            yield _Copy(path.stem, data, notes)


def _papers(file: AuditFile, workplace: Workplace, said: list[str]) -> Iterator[_Copy]:
    notes = paper_notes(file.audits, file.claimcheck.thresholds)
    names = {
        paper.pdf or paper.sha256: f"{paper.id}{'' if paper.version is None else f'v{paper.version}'}"
        for audit in file.audits
        for paper in audit.papers
    }
    found = set()
    for digest, data in originals(notes, store=workplace.store, papers=workplace.settings.papers):
        found.add(digest)
        yield _Copy(names[digest], data, notes[digest])
    said += [f"not annotated: {names[digest]} is no longer at hand" for digest in notes if digest not in found]
    unmarked = {paper.id: paper for audit in file.audits for paper in audit.papers if not paper.pages}
    for name, paper in sorted(unmarked.items()):
        why = f"of {name} only the abstract was read" if paper.text == "abstract" else f"{name} is no PDF"
        said.append(f"not annotated: {why}")


def _lost(copy: _Copy, missing: Sequence[int]) -> str:
    if not missing:
        return ""
    pages = ", ".join(str(page) for page in sorted({copy.notes[place].page for place in missing}))
    return f", {len(missing)} not found and noted in the corner of page {pages}"


def _unused(folder: Path, name: str, taken: set[str]) -> Path:
    """A safe file name that no other copy of this run has, and no file that is no copy."""
    stem = file_name(name)[:_LONGEST_NAME]
    number, unused = 1, stem
    while unused.casefold() in taken or not _is_replaceable(folder / f"{unused}.pdf"):
        number += 1
        unused = f"{stem}-{number}"
    taken.add(unused.casefold())
    return folder / f"{unused}.pdf"


def _is_replaceable(target: Path) -> bool:
    """Whether nothing stands there, or a copy of an earlier run."""
    if not target.is_file():
        return not target.exists()
    with target.open("rb") as file:
        file.seek(max(0, target.stat().st_size - len(_OURS)))
        return file.read(len(_OURS)) == _OURS
