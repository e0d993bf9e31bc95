"""An arXiv e-print → the `Document` of a paper: its LaTeX source, on the pages of its PDF."""

from __future__ import annotations

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.child import Limits, read_in_child
from claimcheck.read.eprint_pages import NotThePaper, beside_page

_LIMITS = Limits()


def read_eprint(data: bytes, *, name: str, pdf: Document | None = None, limits: Limits = _LIMITS) -> Document:
    """Reads the source of a paper as arXiv hands it out: a tar, packed or not, or one packed LaTeX file.

    Args:
        data: the e-print's bytes.
        name: what messages call it.
        pdf: the same paper's PDF as read; it gives the pages, and what the source lacks. Without it no page is known.
        limits: what it may cost.

    Raises:
        DocumentError: with one line that begins with the name: no LaTeX in it, damaged, a bomb, too large, too slow,
            or not what the PDF prints.
    """
    source = read_in_child(data, kind="eprint", name=name, limits=limits, instead="give the PDF")
    try:
        return beside_page(source, pdf)
    except NotThePaper as error:
        raise DocumentError(f"{name}: holds less than 60% of what the PDF prints") from error
