"""What comes of one reference: the paper, or a status with its reason in one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimcheck.model import Document, Paper, PaperSource, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.identity import Identity, front, identify
from claimcheck.words import collapse, words

_SHOWN = 150


@dataclass(frozen=True)
class Candidate:
    """A text that may be a reference's paper, and what is known of it.

    `called` is what messages call it; `note` is added to the detail of the reference that it is taken for; `pdf` and
    `latex` are the digests of the PDF and the LaTeX source that were fetched and can be read.
    """

    called: str
    id: str
    document: Document
    sha256: str
    source: PaperSource
    version: int | None = None
    title: str | None = None
    text: Literal["full", "abstract"] = "full"
    note: str | None = None
    pdf: str | None = None
    latex: str | None = None


def settle(reference: Reference, candidate: Candidate) -> Retrieved:
    """Takes the candidate for the reference's paper unless its first page shows that it is another one."""
    itself = front(candidate.document)
    title = candidate.title or itself.title
    identity = identify(reference, itself._replace(title=title))
    shown = f"“{shorten(title)}”" if title else "untitled"
    if identity is Identity.OTHER:
        printed = shorten(reference.title or "")
        detail = f"{candidate.called} is another paper: it is {shown}, the report names “{printed}”"
        return without(reference, ReferenceStatus.WRONG_PAPER, detail)
    notes = [candidate.note] if candidate.note else []
    if identity is Identity.RETITLED:
        notes.append(f"the report prints another title; the paper's own is {shown}")
    paper = Paper(
        id=candidate.id,
        version=candidate.version,
        title=title,
        sha256=candidate.sha256,
        pages=len(candidate.document.pages),
        source=candidate.source,
        text=candidate.text,
        pdf=candidate.pdf if candidate.pdf != candidate.sha256 else None,
    )
    read = {"status": ReferenceStatus.READ, "detail": "; ".join(notes) or None, "paper": paper.id}
    return Retrieved(
        reference=reference.model_copy(update=read),
        paper=paper,
        document=candidate.document,
        pdf=candidate.pdf,
        latex=candidate.latex,
    )


def name_of_bytes(sha256: str) -> str:
    """The id of a paper that no identifier names."""
    return f"sha256:{sha256[:12]}"


def apart(found: Retrieved, first: Paper) -> Retrieved:
    """Renames a paper by its bytes where it is not the first one of its id: one of two files is misnamed, say.

    Two versions or two copies of a paper bear the same title and keep the id.
    """
    paper = found.paper
    if paper is None or paper.sha256 == first.sha256 or words(paper.title or "") == words(first.title or ""):
        return found
    name = name_of_bytes(paper.sha256)
    return found.model_copy(
        update={
            "paper": paper.model_copy(update={"id": name}),
            "reference": found.reference.model_copy(update={"paper": name}),
        }
    )


def without(reference: Reference, status: ReferenceStatus, detail: str) -> Retrieved:
    """A reference whose paper cannot be had or read, with the reason."""
    return Retrieved(reference=reference.model_copy(update={"status": status, "detail": detail}))


def shorten(text: str) -> str:
    """A text for a message: on one line, at most 150 characters, without control characters."""
    line = collapse("".join(letter if letter.isprintable() else " " for letter in text))
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
