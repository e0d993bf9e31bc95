"""Bytes to text: encodings, byte-order marks, and the refusal of what is no text."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from claimcheck.errors import DocumentError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}
LARGEST_TEXT = 20_000_000


class Decoded(NamedTuple):
    """A text and the encoding it came in; `text.encode(encoding)` gives the same bytes back, mark and all."""

    text: str
    encoding: str


def decode(data: bytes, *, name: str) -> Decoded:
    """Decodes UTF-8, UTF-16 with its mark, or Windows-1252 (Latin-1 where even that fails).

    Raises:
        DocumentError: the file is empty, too large for a text (20 MB), or binary.
    """
    if not data.strip():
        raise DocumentError(f"{name}: the file is empty")
    if len(data) > LARGEST_TEXT:
        raise DocumentError(f"{name}: {len(data) // 1_000_000} MB are too large for a text; the limit is 20 MB")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(f"{name}: not valid {encoding}; save it as UTF-8 and try again") from error
    sample = data[:65_536]
    if sum(byte in _CONTROL for byte in sample) > len(sample) // 200:
        raise DocumentError(f"{name}: a binary file, not a text; give Markdown, plain text or PDF")
    for encoding in ("utf-8", "cp1252"):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return Decoded(data.decode("latin-1"), "latin-1")
