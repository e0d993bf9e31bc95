"""The whole search: the user's own papers first, then what was fetched before, then arXiv and the catalogues."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from claimcheck.identifiers import file_name
from claimcheck.model import Document, Paper, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.arxiv_papers import find_on_arxiv
from claimcheck.retrieve.by_title import Catalogues
from claimcheck.retrieve.catalogued import find_catalogued
from claimcheck.retrieve.download import fetch_pdf
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.folder import open_shelf
from claimcheck.retrieve.outcome import apart, without
from claimcheck.retrieve.shelf import find_on_shelf
from claimcheck.retrieve.texts import Read, ReadSource, Texts
from claimcheck.retrieve.versions import newest_of, with_what_is_known
from claimcheck.retrieve.web import Manners, Web
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
        endpoints: where papers are fetched from, who else is asked, and how often.
        jobs: how many papers are parsed at once, 1 or more; fetching is one at a time.
        progress: called with one line at a time: from the calling thread while papers are fetched, and from the
            threads of the pool where `read` calls it too; it must be safe to call from several threads.

    Raises:
        InputError: something in `papers` does not exist, cannot be listed or is malformed.
    """
    shelf = open_shelf(papers)
    sought = {number: reference for number, reference in enumerate(references) if _is_sought(reference)}
    with (
        Texts(read, jobs, read_source) as texts,
        _arxiv(store, endpoints, progress, offline=offline) as web,
        Catalogues(store, endpoints, web, progress, offline=offline) as catalogues,
    ):
        own = find_on_shelf(sought, shelf, texts)
        rest = {number: sought[number] for number in sought if number not in own or own[number].paper is None}
        fetched = find_on_arxiv(rest, texts, store, web)
        nameless = {number: reference for number, reference in rest.items() if not reference.arxiv_id}
        catalogued = find_catalogued(nameless, texts, store, web, catalogues)
        fetched |= {number: item.retrieved for number, item in catalogued.items()}
        best = {
            number: _better(own.get(number), fetched.get(number), offline=offline) or _not_at_hand(reference)
            for number, reference in sought.items()
        }
        works = {number: item.works for number, item in catalogued.items()}
        # Papers that are there already are worth no long wait for news of them.
        with _arxiv(store, endpoints, progress, offline=offline, hurried=True) as impatient:
            best = with_what_is_known(best, works, store, impatient)
    first: dict[str, Paper] = {}
    for number, item in best.items():
        if item.paper:
            best[number] = apart(item, first.setdefault(item.paper.id, item.paper))
    return [best.get(number) or Retrieved(reference=reference) for number, reference in enumerate(references)]


def retrieve_newer(  # noqa: PLR0913 (as above)
    retrieved: Sequence[Retrieved],
    *,
    store: Store,
    read: Read,
    offline: bool = False,
    endpoints: Endpoints = Endpoints(),  # noqa: B008 (frozen)
    progress: Callable[[str], None] = lambda _: None,
) -> Mapping[str, Document]:
    """The text of the newest version of each paper that is there in an older one; what cannot be had is left out.

    Args:
        retrieved: the papers; others than those with a newer version are passed over.
        store: as in `retrieve`.
        read: as in `retrieve`.
        offline: as in `retrieve`.
        endpoints: as in `retrieve`.
        progress: as in `retrieve`.

    Returns:
        Documents by the key of the reference.
    """
    found = {}
    with Texts(read, 1) as texts, _arxiv(store, endpoints, progress, offline=offline) as web:
        for item in retrieved:
            if (newest := newest_of(item)) and isinstance(data := fetch_pdf(newest, store, web), bytes):
                document = texts.of_bytes(data, f"{file_name(str(newest))}.pdf").result().document
                if document:
                    found[item.reference.key] = document
    return found


def _arxiv(
    store: Store, endpoints: Endpoints, progress: Callable[[str], None], *, offline: bool, hurried: bool = False
) -> Web:
    refusal = None if "arxiv" in endpoints.sources else "--sources"
    manners = Manners("arxiv", endpoints.pace_seconds, hurried=hurried, refusal=refusal)
    return Web(store, endpoints, progress, offline=offline, manners=manners)


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


def _not_at_hand(reference: Reference) -> Retrieved:
    return without(reference, ReferenceStatus.MISSING, "not at hand")
