"""PDFs from arXiv: fetched once, looked at, and kept in the store."""

from __future__ import annotations

from claimcheck.identifiers import ArxivId
from claimcheck.retrieve.arxiv_api import Lack
from claimcheck.retrieve.web import Answer, PassingError, Web, WebError
from claimcheck.store import Store, digest

_LARGEST_PDF = 100_000_000


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
