"""PDF bytes to a `Document`, or to a copy with marks, in a child process (see `child`)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from claimcheck.errors import DocumentError
from claimcheck.model import Annotation, Document
from claimcheck.read.child import Limits, read_in_child, work_in_child

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


def annotate_pdf(
    data: bytes, annotations: Sequence[Annotation], *, name: str, limits: Limits = _LIMITS
) -> tuple[bytes, tuple[int, ...]]:
    """Marks passages in a copy of a PDF, each with a note.

    Args:
        data: the file's bytes.
        annotations: what is to be marked.
        name: what messages call it.
        limits: what it may cost.

    Returns:
        The copy's bytes, and the places in `annotations` of those whose words were not found on their page: their notes
        stand in its corner.

    Raises:
        DocumentError: as `read_pdf`.
    """
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(f"{name}: no PDF; get the file anew")
    wanted = json.dumps([annotation.model_dump() for annotation in annotations]).encode()
    framed = len(wanted).to_bytes(8, "big") + wanted + data
    instead = "print it to a new PDF and try again"
    answer = work_in_child(framed, kind="pdf marking", name=name, limits=limits, instead=instead)
    # A child that a hostile file got hold of is not believed to keep to the form.
    size = int.from_bytes(answer[:8], "big")
    try:
        missing = tuple(int(place) for place in json.loads(answer[8 : 8 + size]))
    except (ValueError, TypeError, RecursionError) as error:
        raise DocumentError(f"{name}: the PDF marking parser broke; {instead}") from error
    return answer[8 + size :], missing
