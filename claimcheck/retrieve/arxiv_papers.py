"""References looked for on arXiv: metadata, PDF, LaTeX source; the abstract alone where neither is to be had."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial

from claimcheck.identifiers import ArxivId, file_name, parse_arxiv_id
from claimcheck.model import Block, BlockKind, Document, Piece, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.arxiv_api import Lack, Record, look_up
from claimcheck.retrieve.download import fetch_eprint, fetch_pdf
from claimcheck.retrieve.outcome import Candidate, settle, without
from claimcheck.retrieve.texts import Text, Texts
from claimcheck.retrieve.web import Web
from claimcheck.store import Store

_MOST_FAILURES = 2


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
    versions = {
        paper: ArxivId(record.id, record.version) for paper, record in records.items() if isinstance(record, Record)
    }
    pdfs: dict[ArxivId, Future[Text] | Lack] = {}
    for version in dict.fromkeys(versions.values()):
        data = fetch_pdf(version, store, web)
        pdfs[version] = data if isinstance(data, Lack) else texts.of_bytes(data, f"{file_name(str(version))}.pdf")
    # All PDFs come first: whatever befalls the sources, there is something to read.
    sources = _sources(pdfs, texts, store, web) if texts.reads_sources else {}
    found = {}
    for number, paper in printed.items():
        record = records[paper]
        if isinstance(record, Lack):
            status = ReferenceStatus.NONEXISTENT if record.absent else ReferenceStatus.MISSING
            found[number] = without(references[number], status, record.reason)
        else:
            version = versions[paper]
            found[number] = _settle(references[number], record, pdfs[version], sources.get(version))
    return found


def _sources(
    pdfs: Mapping[ArxivId, Future[Text] | Lack], texts: Texts, store: Store, web: Web
) -> dict[ArxivId, Future[Text] | Lack]:
    """The LaTeX source of each paper, read beside its PDF; a server that fails twice is left in peace."""
    sources: dict[ArxivId, Future[Text] | Lack] = {}
    failed = 0
    for version, pdf in pdfs.items():
        data = fetch_eprint(version, store, web, ask=failed < _MOST_FAILURES)
        if isinstance(data, Lack):
            failed += not data.absent
            sources[version] = data
        else:
            name = f"{file_name(str(version))}.tar.gz"
            sources[version] = texts.of_source(data, name, None if isinstance(pdf, Lack) else pdf)
    return sources


def _settle(
    reference: Reference, record: Record, pdf: Future[Text] | Lack, source: Future[Text] | Lack | None
) -> Retrieved:
    """The paper as its source has it, else its PDF, else its abstract; the detail says what was read."""
    reference = reference.model_copy(update={"withdrawn": record.withdrawn})
    printed = Text(fault=pdf.reason) if isinstance(pdf, Lack) else pdf.result()
    latex = Text() if source is None or isinstance(source, Lack) else source.result()
    candidate = partial(
        Candidate,
        called=f"arXiv:{record.id}",
        id=record.id,
        source="arxiv",
        version=record.version,
        title=record.title or None,
        pdf=printed.sha256 or None,
    )
    if latex.document is not None:
        note: str | None = "from its LaTeX source"
        return settle(reference, candidate(document=latex.document, sha256=latex.sha256, note=note, latex=latex.sha256))
    if printed.document is not None:
        note = _why_the_pdf(latex, source)
        return settle(reference, candidate(document=printed.document, sha256=printed.sha256, note=note))
    unreadable = not isinstance(pdf, Lack)
    reason = f"the PDF cannot be read: {printed.fault}" if unreadable else f"{printed.fault}"
    if not record.abstract:
        return without(reference, ReferenceStatus.UNREADABLE if unreadable else ReferenceStatus.MISSING, reason)
    document = abstract_alone(record.title, record.abstract)
    sha256 = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    note = f"only the abstract was read; {reason}"
    return settle(reference, candidate(document=document, sha256=sha256, text="abstract", note=note))


def _why_the_pdf(latex: Text, source: Future[Text] | Lack | None) -> str | None:
    """Why the source was not read, where there should be one."""
    if isinstance(source, Lack):
        return None if source.absent else f"from the PDF; {source.reason}"
    return f"from the PDF; its source cannot be used: {latex.fault}" if latex.fault else None


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
