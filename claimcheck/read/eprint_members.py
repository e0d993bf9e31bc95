"""The bytes of an arXiv e-print → its LaTeX files, streamed out of the archive and never set down on a disk.

An e-print is a tar, packed or not, or one packed file. Only regular members named `.tex`, `.bbl` or `.bib` are looked
at, and arXiv's own note of which file leads; names serve as keys and nothing else. Works in the child process.
"""

from __future__ import annotations

import gzip
import io
import posixpath
import re
import tarfile
import zlib
from collections.abc import Iterator

from claimcheck.read.worker import Refused

_WANTED = re.compile(r".+\.(?:tex|ltx|bbl|bib)|(?:.*/)?00README(?:\.XXX|\.json|\.ya?ml)?", re.IGNORECASE | re.DOTALL)
_MOST_MEMBERS, _MOST_KEPT = 5_000, 500
_LARGEST_MEMBER, _LARGEST_KEPT = 5_000_000, 20_000_000
_LARGEST_UNPACKED = 500_000_000
# Packed text and figures shrink to a tenth; what shrinks to less than a two-hundredth was made to.
_RATIO, _SLACK = 200, 10_000_000
_GZIP, _PDF = b"\x1f\x8b", b"%PDF-"
_BLOCK = 512
_DAMAGE = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError, RecursionError)


def members(data: bytes) -> dict[str, bytes]:
    """The LaTeX files of an e-print by their normalised names.

    Raises:
        Refused: it is a PDF, holds no LaTeX, is damaged, or unpacks to more than is sane.
    """
    stream = _Counted(data)
    try:
        first = stream.read(_BLOCK)
        if _PDF in first:
            raise Refused("was submitted as PDF only")
        if _is_tar(first):
            return dict(_kept(stream.again()))
        return {"main.tex": first + stream.read(_LARGEST_MEMBER)}
    except _DAMAGE as error:
        raise Refused("is damaged or cut short") from error


class _Counted(io.RawIOBase):
    """The bytes of an e-print, unpacked as they are read, and no more of them than is sane."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        self._packed = io.BytesIO(data)
        self._unpacked = gzip.GzipFile(fileobj=self._packed) if data.startswith(_GZIP) else self._packed
        self._total = 0

    def again(self) -> _Counted:
        """The same from the beginning."""
        return _Counted(self._data)

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._unpacked.read(size)
        self._total += len(chunk)
        if self._total > min(_LARGEST_UNPACKED, _SLACK + _RATIO * self._packed.tell()):
            raise Refused("unpacks to far more than a paper is")
        return chunk


def _is_tar(block: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _kept(stream: _Counted) -> Iterator[tuple[str, bytes]]:
    count = size = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for number, member in enumerate(archive):
            name = _normal(member.name)
            if number >= _MOST_MEMBERS or count >= _MOST_KEPT or size >= _LARGEST_KEPT:
                return
            if name is None or not member.isreg() or member.issparse() or not 0 < member.size <= _LARGEST_MEMBER:
                continue
            file = archive.extractfile(member)
            if file is not None:
                content = file.read(_LARGEST_MEMBER)
                count, size = count + 1, size + len(content)
                yield name, content


def _normal(name: str) -> str | None:
    """A member's name as a key, if it is one of ours; None for what climbs out of the archive or is no LaTeX."""
    if len(name) > _BLOCK or not _WANTED.fullmatch(name) or "\0" in name:
        return None
    plain = posixpath.normpath(name.replace("\\", "/"))
    return None if plain.startswith(("/", "..")) else plain
