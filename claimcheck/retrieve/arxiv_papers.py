"""References looked for on arXiv: metadata, then the PDF, and the abstract alone where there is no PDF to be had."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import Future

from claimcheck.identifiers import ArxivId, file_name, parse_arxiv_id
from claimcheck.model import Block, BlockKind, Document, Piece, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.arxiv_api import Lack, Record, look_up
from claimcheck.retrieve.download import fetch_pdf
from claimcheck.retrieve.outcome import Candidate, settle, without
from claimcheck.retrieve.texts import Text, Texts
from claimcheck.retrieve.web import Web
from claimcheck.store import Store


def find_on_arxiv(references: Mapping[int, Reference], texts: Texts, store: Store, web: Web) -> dict[int, Retrieved]:
    """What arXiv, or the store of what it gave before, has for each reference that prints an arXiv id.

    The printed version is fetched, or else the newest. Fetching is one at a time; reading goes on meanwhile.

    Args:
        references: those without an arXiv id are left out of the result.
        texts: reads what was fetched.
        store: what lies there is not fetched again.
        web: where to ask; offline, only what lies in the store is found.
    """
    printed = {
        number: paper
        for number, reference in references.items()
        if reference.arxiv_id and (paper := parse_arxiv_id(reference.arxiv_id))
    }
    unique = list(dict.fromkeys(printed.values()))
    records = look_up(unique, store, web)
    read: dict[ArxivId, Future[Text] | Lack] = {}
    for paper, record in records.items():
        if isinstance(record, Record):
            version = ArxivId(record.id, record.version)
            data = fetch_pdf(version, store, web)
            read[paper] = data if isinstance(data, Lack) else texts.of_bytes(data, f"{file_name(str(version))}.pdf")
    found = {}
    for number, paper in printed.items():
        record = records[paper]
        if isinstance(record, Lack):
            status = ReferenceStatus.NONEXISTENT if record.absent else ReferenceStatus.MISSING
            found[number] = without(references[number], status, record.reason)
        else:
            found[number] = _settle(references[number], record, read[paper])
    return found


def _settle(reference: Reference, record: Record, text: Future[Text] | Lack) -> Retrieved:
    read = Text(fault=text.reason) if isinstance(text, Lack) else text.result()
    unreadable = not isinstance(text, Lack)
    document, note, sha256 = read.document, None, read.sha256
    if document is None:
        reason = f"the PDF cannot be read: {read.fault}" if unreadable else f"{read.fault}"
        if not record.abstract:
            status = ReferenceStatus.UNREADABLE if unreadable else ReferenceStatus.MISSING
            return without(reference.model_copy(update={"withdrawn": record.withdrawn}), status, reason)
        document, note = abstract_alone(record.title, record.abstract), f"only the abstract was read; {reason}"
        sha256 = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    candidate = Candidate(
        called=f"arXiv:{record.id}",
        id=record.id,
        document=document,
        sha256=sha256,
        source="arxiv",
        version=record.version,
        title=record.title or None,
        text="abstract" if note else "full",
        note=note,
    )
    return settle(reference.model_copy(update={"withdrawn": record.withdrawn}), candidate)


def abstract_alone(title: str, abstract: str) -> Document:
    """A document of a title and one paragraph."""
    start = len(title) + 2
    heading = Piece(plain=0, source=0, length=len(title))
    paragraph = Piece(plain=0, source=start, length=len(abstract))
    return Document(
        format="abstract",
        text=f"{title}\n\n{abstract}",
        blocks=(
            Block(kind=BlockKind.HEADING, text=title, pieces=(heading,), level=1),
            Block(kind=BlockKind.PARAGRAPH, text=abstract, pieces=(paragraph,)),
        ),
        title=title,
    )
