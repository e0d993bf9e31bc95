"""DOCX → Document, parsed in a child process (see `child` and `docx_document`)."""

from __future__ import annotations

from claimcheck.model import Document
from claimcheck.read.child import Limits, read_in_child

_LIMITS = Limits()


def read_docx(data: bytes, *, name: str, limits: Limits = _LIMITS) -> Document:
    """Reads a DOCX report or paper.

    Args:
        data: the file's bytes.
        name: what messages call it.
        limits: what it may cost.

    Raises:
        DocumentError: with one line that begins with the name: too large, encrypted, no DOCX or damaged, without
            text, too slow, out of memory, or the parser crashed.
    """
    return read_in_child(data, kind="docx", name=name, limits=limits, instead="save it anew and try again")
