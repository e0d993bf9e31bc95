"""PDFs and LaTeX sources from arXiv: fetched once, looked at, and kept in the store."""

from __future__ import annotations

import zlib
from http import HTTPStatus

from claimcheck.identifiers import ArxivId
from claimcheck.retrieve.arxiv_api import Lack
from claimcheck.retrieve.web import Answer, PassingError, SizeError, StatusError, Web, WebError
from claimcheck.store import Store, digest

_LARGEST_PDF = 100_000_000
_LARGEST_EPRINT = 50_000_000
_LARGEST_UNPACKED = 500_000_000
_CHUNK = 1_000_000
_GZIP, _PDF, _ZIP, _POSTSCRIPT = b"\x1f\x8b", b"%PDF-", b"PK\x03\x04", b"%!PS"
_TAR_MARK, _TAR_PLACE = b"ustar", 257
_NONE = "none: "


def fetch_pdf(paper: ArxivId, store: Store, web: Web) -> bytes | Lack:
    """The PDF of one version of a paper, or why it could not be had.

    Args:
        paper: an id with its version.
        store: keeps the bytes for good; what lies there is never fetched again from the same place.
        web: where to ask; offline, only what was kept is found.
    """
    address = f"{web.endpoints.arxiv_pdf.rstrip('/')}/{paper}"
    key = digest(address)
    kept = store.get_text("pdf", key)
    if kept and (data := store.get_file(kept)):
        return data
    if web.offline:
        return Lack(f"{web.refusal} forbids fetching the PDF")
    web.progress(f"fetching {paper}")
    try:
        answer = web.get(address, limit=_LARGEST_PDF, check=_check_pdf)
    except WebError as error:
        return Lack(f"the PDF could not be fetched: {error}")
    store.put_text("pdf", key, store.put_file(answer.body))
    return answer.body


def _check_pdf(answer: Answer) -> None:
    if b"%PDF-" not in answer.body[:1024]:
        raise WebError("no PDF came back")
    # A length that is announced too small goes unnoticed by HTTP; a whole PDF says where it ends.
    if b"%%EOF" not in answer.body[-4096:]:
        raise PassingError("the PDF was cut short")


def fetch_eprint(paper: ArxivId, store: Store, web: Web, *, ask: bool = True) -> bytes | Lack:
    """The LaTeX source of one version of a paper, packed as arXiv has it, or why it could not be had.

    That there is none (HTTP 404, a PDF in its place, more than 50 MB) is kept for good, as the source itself is.

    Args:
        paper: an id with its version.
        store: keeps what came.
        web: where to ask; offline, only what was kept is found.
        ask: False looks into the store alone.

    Returns:
        The bytes, as they came; or a lack, which is `absent` where asking again is of no use.
    """
    folder = web.endpoints.arxiv_eprint
    key = digest(f"{(folder or '').rstrip('/')}/{paper}")
    kept = store.get_text("eprint", key) or ""
    if kept.startswith(_NONE):
        return Lack(kept.removeprefix(_NONE), absent=True)
    if (data := store.get_file(kept)) is not None:
        return data
    if folder is None or web.offline or not ask:
        return Lack("its source was not asked for", absent=True)
    web.progress(f"fetching the source of {paper}")
    try:
        body = web.get(f"{folder.rstrip('/')}/{paper}", limit=_LARGEST_EPRINT, check=_check_eprint, spare=True).body
    except WebError as error:
        gone = isinstance(error, StatusError) and error.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
        if not gone and not isinstance(error, SizeError):
            return Lack(f"its source could not be fetched: {error}")
        lack = Lack(f"its source is not to be had ({error})", absent=True)
    else:
        if _may_be_latex(body):
            store.put_text("eprint", key, store.put_file(body))
            return body
        lack = Lack("it was not submitted as LaTeX", absent=True)
    store.put_text("eprint", key, _NONE + lack.reason)
    return lack


def _check_eprint(answer: Answer) -> None:
    body = answer.body
    packed = body.startswith(_GZIP)
    if not (packed or _is_tar(body) or b"\\begin{document}" in body or not _may_be_latex(body)):
        raise WebError("no source came back")
    # Asking again at once would cost half a minute a paper, for what the PDF has too.
    if packed and not _is_whole(body):
        raise WebError("it was cut short")


def _may_be_latex(body: bytes) -> bool:
    return _PDF not in body[:1024] and not body.startswith((_ZIP, _POSTSCRIPT))


def _is_tar(body: bytes) -> bool:
    return body[_TAR_PLACE:].startswith(_TAR_MARK)


def _is_whole(packed: bytes) -> bool:
    """Whether a gzip stream goes on to its end, as far as 500 MB of it show."""
    unpacker = zlib.decompressobj(wbits=31)
    size, left = 0, packed
    try:
        while left and not unpacker.eof and size <= _LARGEST_UNPACKED:
            size += len(unpacker.decompress(left, _CHUNK))
            left = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof or size > _LARGEST_UNPACKED
