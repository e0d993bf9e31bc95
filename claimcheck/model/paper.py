"""What `retrieve` gives, and the passages that papers are split into."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claimcheck.model.base import Noun, Span
from claimcheck.model.document import Document
from claimcheck.model.extraction import Reference

PaperSource = Literal["folder", "arxiv", "openalex", "crossref", "semantic_scholar", "europe_pmc"]


class Paper(Noun):
    """A source as retrieved; `sha256` is the digest of the bytes that were read, `source` where they came from.

    `pdf` is the digest of the PDF that shows it page by page, where the text was read from another file.
    """

    id: str
    version: int | None = None
    title: str | None = None
    sha256: str
    pages: int = 0
    passages: int = 0
    source: PaperSource
    text: Literal["full", "abstract"] = "full"
    pdf: str | None = Field(default=None, exclude=True)


class Retrieved(Noun):
    """What came of one reference: the paper with its document, or a status and a reason.

    `pdf` and `latex` are the digests of the PDF and the LaTeX source that were fetched and can be read.
    """

    reference: Reference
    paper: Paper | None = None
    document: Document | None = None
    pdf: str | None = None
    latex: str | None = None


class Passage(Noun):
    """One sentence (or a few short ones), caption or table row of a paper: the unit of retrieval.

    `text` is mended for matching, `quotation` verbatim with white space collapsed, `span` its place in the document.
    A row has its `cells` and the `header` above each of them, where its table has one.
    """

    text: str
    quotation: str
    span: Span
    page: int | None = None
    section: str | None = None
    kind: Literal["sentence", "caption", "row"] = "sentence"
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
