"""HTML → Document, parsed in a child process (see `child` and `html_document`)."""

from __future__ import annotations

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.child import Limits, read_in_child
from claimcheck.read.decode import decode

_LIMITS = Limits(size=20_000_000, seconds=30.0)


def read_html(data: bytes, *, name: str, limits: Limits = _LIMITS) -> Document:
    """Reads an HTML report or paper.

    Args:
        data: the file's bytes.
        name: what messages call it.
        limits: what it may cost.

    Raises:
        DocumentError: with one line that begins with the name: empty, binary, too large, too slow, or without text.
    """
    # The child gets what was decoded here, so that its spans are those of the text that tasks write back.
    text = decode(data, name=name).text.encode("utf-8", "surrogatepass")
    document = read_in_child(text, kind="html", name=name, limits=limits, instead="save it anew and try again")
    if not document.blocks:
        raise DocumentError(f"{name}: no text in it; give the page as saved by a browser, or Markdown")
    return document
