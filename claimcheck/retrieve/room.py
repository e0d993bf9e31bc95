"""The whole search: the user's own papers first, then what was fetched before, then arXiv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from claimcheck.model import Paper, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.arxiv_papers import find_on_arxiv
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.folder import open_shelf
from claimcheck.retrieve.outcome import apart, without
from claimcheck.retrieve.shelf import find_on_shelf
from claimcheck.retrieve.texts import Read, ReadSource, Texts
from claimcheck.retrieve.web import Web
from claimcheck.store import Store


def retrieve(  # noqa: PLR0913 (one call, everything by name)
    references: Sequence[Reference],
    *,
    store: Store,
    read: Read,
    read_source: ReadSource | None = None,
    papers: Sequence[Path] = (),
    offline: bool = False,
    endpoints: Endpoints = Endpoints(),  # noqa: B008 (frozen)
    jobs: int = 2,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Retrieved]:
    """Turns references into papers, one result each, in order.

    Args:
        references: as `extract` gives them; malformed ones pass through unchanged.
        store: keeps what is fetched, and the pace of asking.
        read: parses a paper's bytes under a file name, in threads of a pool; raises `DocumentError` where they are no
            readable document.
        read_source: parses a paper's LaTeX source, laid beside its PDF as read, or None where there is no PDF; raises
            `DocumentError` where the PDF has to do. Without it, no sources are fetched.
        papers: the user's own papers: folders and `papers.json` files; they are looked through first.
        offline: open no socket; what was fetched earlier is still used.
        endpoints: where papers are fetched from, and how often.
        jobs: how many papers are parsed at once, 1 or more; fetching is one at a time.
        progress: called with one line at a time: from the calling thread while papers are fetched, and from the
            threads of the pool where `read` calls it too; it must be safe to call from several threads.

    Raises:
        InputError: something in `papers` does not exist, cannot be listed or is malformed.
    """
    shelf = open_shelf(papers)
    sought = {number: reference for number, reference in enumerate(references) if _is_sought(reference)}
    with Texts(read, jobs, read_source) as texts, Web(store, endpoints, progress, offline=offline) as web:
        own = find_on_shelf(sought, shelf, texts)
        rest = {number: sought[number] for number in sought if number not in own or own[number].paper is None}
        fetched = find_on_arxiv(rest, texts, store, web)
    best = {
        number: _better(own.get(number), fetched.get(number), offline=offline) or _nowhere(reference)
        for number, reference in sought.items()
    }
    first: dict[str, Paper] = {}
    for number, item in best.items():
        if item.paper:
            best[number] = apart(item, first.setdefault(item.paper.id, item.paper))
    return [best.get(number) or Retrieved(reference=reference) for number, reference in enumerate(references)]


def _is_sought(reference: Reference) -> bool:
    if reference.status is ReferenceStatus.UNLISTED:
        return bool(reference.arxiv_id or reference.doi)
    return reference.status is not ReferenceStatus.MALFORMED


def _better(own: Retrieved | None, fetched: Retrieved | None, *, offline: bool) -> Retrieved | None:
    """The paper if either has it; else what is wrong with the user's own file, or else with the fetching."""
    if own is None or (fetched and fetched.paper):
        return fetched
    only_absent = own.reference.status is ReferenceStatus.MISSING
    return fetched if fetched and only_absent and not offline else own


def _nowhere(reference: Reference) -> Retrieved:
    if reference.arxiv_id or reference.doi:
        detail = "not at hand, and only papers on arXiv are fetched"
        return without(reference, ReferenceStatus.MISSING, detail)
    detail = "no identifier is printed and no paper of this title is at hand"
    return without(reference, ReferenceStatus.UNIDENTIFIED, detail)
