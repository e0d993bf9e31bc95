"""The whole search: the user's own papers first, then what was fetched before, then arXiv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from claimcheck.model import Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.folder import open_shelf
from claimcheck.retrieve.outcome import without
from claimcheck.retrieve.shelf import find_on_shelf
from claimcheck.retrieve.texts import Read, Texts
from claimcheck.store import Store


def retrieve(
    references: Sequence[Reference],
    *,
    store: Store,
    read: Read,
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
        read: parses a paper's bytes under a file name; raises `DocumentError` where they are no readable document.
        papers: the user's own papers: folders and `papers.json` files; they are looked through first.
        offline: open no socket; what was fetched earlier is still used.
        endpoints: where papers are fetched from, and how often.
        jobs: how many papers are parsed at once, 1 or more; fetching is one at a time.
        progress: called with one line at a time from the calling thread.

    Raises:
        InputError: something in `papers` does not exist or is malformed.
    """
    shelf = open_shelf(papers)
    sought = {number: reference for number, reference in enumerate(references) if _is_sought(reference)}
    with Texts(read, jobs) as texts:
        found = find_on_shelf(sought, shelf, texts)
    return [
        found.get(number)
        or (_not_found(reference, offline=offline) if number in sought else Retrieved(reference=reference))
        for number, reference in enumerate(references)
    ]


def _is_sought(reference: Reference) -> bool:
    if reference.status is ReferenceStatus.UNLISTED:
        return bool(reference.arxiv_id or reference.doi)
    return reference.status is not ReferenceStatus.MALFORMED


def _not_found(reference: Reference, *, offline: bool) -> Retrieved:
    if not (reference.arxiv_id or reference.doi):
        detail = "no identifier is printed and no paper of this title is at hand"
        return without(reference, ReferenceStatus.UNIDENTIFIED, detail)
    if offline:
        return without(reference, ReferenceStatus.MISSING, "not at hand, and --offline forbids fetching")
    return without(reference, ReferenceStatus.MISSING, "not at hand, and only papers on arXiv are fetched")
