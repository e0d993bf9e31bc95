"""LaTeX source → Document: no macro is executed, what is unknown is read as text."""

from __future__ import annotations

from claimcheck.errors import DocumentError
from claimcheck.model import Document, Part
from claimcheck.read.decode import decode
from claimcheck.read.latex_walk import BrokenSource, Walk

_LARGEST = 10_000_000  # bytes
_LARGEST_TREE = 400_000  # characters: pylatexenc needs seconds for them at worst; beyond this, markup is stripped


def read_latex(data: bytes, *, name: str, parts: tuple[Part, ...] = ()) -> Document:
    """Reads the LaTeX source of a paper or report; citations stay in the text as `[@key]` or `@key`.

    Args:
        data: the file's bytes.
        name: what messages call it.
        parts: the files that it was gathered from (see `latex_sources`).

    Raises:
        DocumentError: with one line: more than 10 MB, empty or binary.
    """
    if len(data) > _LARGEST:
        raise DocumentError(f"{name}: {len(data) / 1e6:.0f} MB are too large for LaTeX (at most 10); give the PDF")
    text = decode(data, name=name).text
    begin, end = text.find(r"\begin{document}"), text.rfind(r"\end{document}")
    body = (begin + len(r"\begin{document}") if begin >= 0 else 0, end if end > begin else len(text))
    walk = Walk(text)
    if len(text) > _LARGEST_TREE:
        walk.strip(*body)
    else:
        try:
            walk.read(*body)
        except BrokenSource:
            walk = Walk(text)
            walk.strip(*body)
    return Document(format="latex", text=text, blocks=tuple(walk.blocks), title=walk.title, parts=parts)
