"""PDF bytes to a `Document`, parsed in a child process (see `child`)."""

from __future__ import annotations

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.child import Limits, read_in_child

_LIMITS = Limits()


def read_pdf(data: bytes, *, name: str, limits: Limits = _LIMITS) -> Document:
    """Reads a PDF.

    Args:
        data: the file's bytes.
        name: what messages call it.
        limits: what it may cost.

    Raises:
        DocumentError: with one line that begins with the name: too large, no PDF or damaged, encrypted, without a
            text layer, too slow, out of memory, or the parser crashed.
    """
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(f"{name}: no PDF; get the file anew")
    return read_in_child(data, kind="pdf", name=name, limits=limits, instead="print it to a new PDF and try again")
