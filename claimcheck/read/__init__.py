"""Bytes in, a `Document` out: blocks with their spans, pages and sentences, for reports and papers alike.

Markdown, plain text, HTML, LaTeX, DOCX and PDF are told apart by their first bytes and the name's ending. HTML, DOCX
and PDF are parsed in a child process with limits, and so are e-prints: LaTeX sources of papers, which are then laid
beside their PDFs. Raises `DocumentError`, in one line, for what cannot be read: empty, binary, encrypted, without a
text layer, too large, too slow.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from claimcheck.errors import DocumentError
from claimcheck.model import Block, BlockKind, Document, Part
from claimcheck.read.decode import Decoded, decode
from claimcheck.read.pdf import annotate_pdf
from claimcheck.read.sentences import sentence_spans

if TYPE_CHECKING:
    from claimcheck.read.latex_sources import Beside

# Part of every key under which a document is kept: raise it when a reader starts to give other documents.
READER_VERSION = "12"

__all__ = [
    "READER_VERSION",
    "Decoded",
    "annotate_pdf",
    "decode",
    "gather",
    "read_document",
    "read_paper",
    "with_sentences",
]

_LATEX = frozenset({".tex", ".ltx"})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_TEXTS = _LATEX | _MARKDOWN | _HTML | {".txt"}
_PDF, _BLANK = b"%PDF-", b"\xef\xbb\xbf \t\r\n\0"
_PACKED = frozenset({".gz", ".tgz", ".tar"})
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.CAPTION})


def gather(data: bytes, name: str, beside: Beside) -> tuple[bytes, tuple[Part, ...]]:
    """A report with the files that it includes, as one: LaTeX names others, all other formats stand alone.

    Args:
        data: the report's bytes.
        name: its name.
        beside: gives a file by its name relative to the report, or None.

    Returns:
        The bytes to be read in its place, and which file each part of them stands in (nothing where it is one file).

    Raises:
        DocumentError: the report is empty, too large or binary.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _LATEX or _is_pdf(data, suffix):
        return data, ()
    from claimcheck.read import latex_sources  # noqa: PLC0415 - one format at a time

    whole = latex_sources.gather(decode(data, name=name).text, name, beside)
    return (whole.text.encode("utf-8", "surrogatepass"), whole.parts) if whole.parts else (data, ())


def read_document(data: bytes, name: str, parts: tuple[Part, ...] = ()) -> Document:
    """Reads a report or a paper.

    Args:
        data: the file's bytes.
        name: the file's name: its ending tells the format where the bytes do not, and messages begin with it.
        parts: what `gather` said of the bytes.

    Raises:
        DocumentError: with one line that names the file and the way out.
    """
    if PurePath(name).suffix.lower() in _PACKED:
        return read_paper(data, name, None)
    return with_sentences(_read(data, name, parts))


def with_sentences(document: Document) -> Document:
    """The document with the sentences of its prose marked, for one that was made elsewhere without them."""
    return document.model_copy(update={"blocks": tuple(_with_sentences(block) for block in document.blocks)})


def read_paper(eprint: bytes, name: str, pdf: Document | None) -> Document:
    """Reads a paper from its LaTeX source, on the pages of its PDF.

    Args:
        eprint: what arXiv hands out as the source, packed or not.
        name: what messages call it.
        pdf: the PDF as `read_document` gives it; None where there is none, which leaves all pages unknown.

    Raises:
        DocumentError: with one line that names the file: the source cannot be read, or is not what the PDF prints.
    """
    from claimcheck.read.eprint import read_eprint  # noqa: PLC0415 - one format at a time

    return read_eprint(eprint, name=name, pdf=pdf)


def _read(data: bytes, name: str, parts: tuple[Part, ...]) -> Document:
    suffix = PurePath(name).suffix.lower()
    if _is_pdf(data, suffix):
        from claimcheck.read.pdf import read_pdf  # noqa: PLC0415 - one format at a time

        return read_pdf(data, name=name)
    if suffix in _LATEX:
        from claimcheck.read.latex import read_latex  # noqa: PLC0415 - one format at a time

        return read_latex(data, name=name, parts=parts)
    if suffix in _HTML:
        from claimcheck.read.html import read_html  # noqa: PLC0415 - one format at a time

        return read_html(data, name=name)
    if suffix == ".docx":
        from claimcheck.read.docx import read_docx  # noqa: PLC0415 - one format at a time

        return read_docx(data, name=name)
    if suffix in {".doc", ".odt", ".rtf", ".epub"}:
        raise DocumentError(f"{name}: {suffix} files are not read; give Markdown, plain text, HTML, LaTeX, DOCX or PDF")
    text = decode(data, name=name).text
    if suffix in _MARKDOWN:
        from claimcheck.read.markdown import read_markdown  # noqa: PLC0415 - one format at a time

        return read_markdown(text)
    from claimcheck.read.text import read_text  # noqa: PLC0415 - one format at a time

    return read_text(text)


def _is_pdf(data: bytes, suffix: str) -> bool:
    """Whether a file is a PDF, whatever it is called; before its mark other bytes may stand, but no text about PDFs."""
    begin = data[:1024]
    return suffix == ".pdf" or begin.lstrip(_BLANK).startswith(_PDF) or (_PDF in begin and suffix not in _TEXTS)


def _with_sentences(block: Block) -> Block:
    if block.kind in _PROSE:
        return block.model_copy(update={"sentences": sentence_spans(block.text)})
    return block
