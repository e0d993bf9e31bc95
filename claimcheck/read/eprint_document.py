"""One arXiv e-print → the `Document` of its LaTeX source, in the child process."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.decode import decode
from claimcheck.read.eprint_members import members
from claimcheck.read.latex_sources import gather
from claimcheck.read.latex_walk import BrokenSource, Walk
from claimcheck.read.worker import Refused

_LEADS = re.compile(r"^[^%\n]*\\document(?:class|style)\b", re.MULTILINE)
_BEGIN, _END = r"\begin{document}", r"\end{document}"
_LARGEST = 500_000  # characters: pylatexenc reads them in some ten seconds at worst


def document_of(data: bytes, _pages: int) -> Document:
    """Reads an e-print, in the child process; citations and references leave a hole in the text.

    Raises:
        Refused: there is no LaTeX document in it that can be read; the reason goes on from "its source …".
    """
    text = _whole(members(data))
    begin, end = text.find(_BEGIN) + len(_BEGIN), text.rfind(_END)
    body = begin, end if end > begin else len(text)
    if len(text) > _LARGEST:
        raise Refused("is too large to be read")
    walk = Walk(text, beside_page=True)
    try:
        walk.read(*body)
    except BrokenSource as error:
        raise Refused("is broken or nests too deeply") from error
    if not walk.blocks:
        raise Refused("holds no text")
    return Document(format="latex", text=text, blocks=tuple(walk.blocks), title=walk.title)


def _whole(files: Mapping[str, bytes]) -> str:
    """The leading file with all that it includes; of several that could lead, the one that arXiv names or the longest.

    A document that another one includes does not lead.
    """
    texts = {name: text for name, data in files.items() if (text := _text(data, name))}
    leading = [name for name, text in texts.items() if name.lower().endswith((".tex", ".ltx")) and _leads(text)]
    if not leading:
        raise Refused("holds no LaTeX document")
    note = "\n".join(text for name, text in texts.items() if posixpath.basename(name).startswith("00README"))
    whole = {name: _gathered(name, texts) for name in leading}
    return max(whole.items(), key=lambda item: (_is_named(item[0], note), len(item[1])))[1]


def _text(data: bytes, name: str) -> str | None:
    try:
        return decode(data, name=name).text
    except DocumentError:
        return None


def _leads(text: str) -> bool:
    return _BEGIN in text and bool(_LEADS.search(text))


def _gathered(name: str, texts: Mapping[str, str]) -> str:
    folder = posixpath.dirname(name)

    def give(named: str) -> bytes | None:
        for path in (posixpath.join(folder, named), named):
            if (text := texts.get(posixpath.normpath(path))) is not None:
                return text.encode("utf-8", "surrogatepass")
        return None

    return gather(texts[name], name, give).text


def _is_named(name: str, note: str) -> bool:
    """Whether arXiv's note says that a file leads: `main.tex toplevelfile`, or the same as JSON or YAML."""
    said = rf"{re.escape(name)}[\"']?\s*(?:toplevelfile|,?\s*[\"']?usage[\"']?\s*:\s*[\"']?toplevel)"
    return bool(re.search(said, note))
