"""References that print no arXiv id: looked for by title and authors, or by DOI, wherever works are catalogued.

Services are asked in a fixed order, arXiv first, until a text is in sight; each keeps its own pace and patience, and
one that gives no answer is named and survived. A candidate is taken only where its title agrees and nothing that is
printed contradicts it. That no service knows a work is no proof that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Self

from claimcheck.model import Reference
from claimcheck.retrieve.arxiv_api import Lack, Record, search_title
from claimcheck.retrieve.crossref import CROSSREF
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.identity import Front, Identity, identify, is_named_in, is_same_title
from claimcheck.retrieve.openalex import OPENALEX
from claimcheck.retrieve.people import share_one
from claimcheck.retrieve.semantic_scholar import SEMANTIC_SCHOLAR
from claimcheck.retrieve.web import Manners, Web
from claimcheck.retrieve.works import Source, Work, ask
from claimcheck.store import Store

CATALOGUES = (OPENALEX, CROSSREF, SEMANTIC_SCHOLAR)
# A preprint may wait for its journal; without a common author, a work further apart is another one.
_YEARS_APART = 3
# After so many failures in a row a service is not asked again in this run.
_MOST_FAILURES = 2


@dataclass
class Search:
    """What came of looking for one reference.

    Attributes:
        works: those that agree with what is printed, by the name of who knows them, in the order of asking.
        others: works that agree with the DOI or the title alone, and are contradicted by what else is printed.
        knew_none: who answered, and knows no such work.
        silent: who gave no answer, with the reason.
    """

    works: dict[str, Work] = field(default_factory=dict)
    others: dict[str, Work] = field(default_factory=dict)
    knew_none: list[str] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)

    @property
    def arxiv_id(self) -> tuple[str, str] | None:
        """The arXiv id of the work, and who gives it."""
        return next(((work.arxiv_id, who) for who, work in self.works.items() if work.arxiv_id), None)

    @property
    def retracted(self) -> str | None:
        """What is said of a retraction."""
        return next((work.retracted for work in self.works.values() if work.retracted), None)

    @property
    def asked(self) -> str:
        """Who was asked and what came of it, as a part of a sentence; empty where nobody was."""
        said = [f"not known to {_listing(self.knew_none)}"] if self.knew_none else []
        said += [f"{who} gave no answer ({reason})" for who, reason in self.silent.items()]
        return ", ".join(said)


class Catalogues:
    """The services, each with a way out of its own; leaving the block closes them.

    Args:
        store: keeps answers and the pace.
        endpoints: where they are, and which of them are asked.
        arxiv: the way out to arXiv.
        progress: told of what is looked for.
        offline: open no socket.
    """

    def __init__(
        self, store: Store, endpoints: Endpoints, arxiv: Web, progress: Callable[[str], None], *, offline: bool
    ) -> None:
        self._store = store
        self._arxiv = arxiv
        self._progress = progress
        self._failures: dict[str, list[str]] = {}
        self._open = ExitStack()
        self._webs = {
            source.name: (source, self._open.enter_context(_way_out(source, store, endpoints, progress, offline)))
            for source in CATALOGUES
            if source.key.replace("_", "-") in endpoints.sources
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def look_for(self, references: Mapping[int, Reference]) -> dict[int, Search]:
        """What is known of each reference; those that print neither a DOI nor anything like a title know nothing."""
        found = {}
        for count, (number, reference) in enumerate(references.items(), 1):
            if not self._arxiv.offline or any(not web.offline for _, web in self._webs.values()):
                self._progress(f"looking for reference {count} of {len(references)} by {_by(reference)}")
            found[number] = self._by_doi(reference) if reference.doi else self._by_title(reference)
        return found

    def _by_title(self, reference: Reference) -> Search:
        search = Search()
        self._ask_arxiv(reference, search)
        for source, web in self._webs.values():
            if search.arxiv_id or any(work.abstract for work in search.works.values()):
                break
            # Crossref is made for whole entries; the others take titles alone.
            if title := reference.title or (reference.raw if source is CROSSREF else None):
                self._ask(source, source.by_title(title), reference, search, web)
        return search

    def _by_doi(self, reference: Reference) -> Search:
        search = Search()
        for source, web in self._webs.values():
            # Only the last one knows of no retractions.
            if source is SEMANTIC_SCHOLAR and search.arxiv_id:
                break
            self._ask(source, source.by_doi(reference.doi or ""), reference, search, web)
        if search.works and not search.arxiv_id:
            work = next(iter(search.works.values()))
            named = {"title": work.title, "authors": work.authors or reference.authors}
            self._ask_arxiv(reference.model_copy(update=named), search)
        elif not search.works and not search.others and reference.title:
            self._ask_arxiv(reference, search)
        return search

    def _ask_arxiv(self, reference: Reference, search: Search) -> None:
        if self._arxiv.refusal != "--sources" and reference.title:
            records = search_title(reference.title, self._store, self._arxiv)
            works = records if isinstance(records, Lack) else [_of_record(record) for record in records]
            if not (isinstance(works, Lack) and self._arxiv.offline):
                _sort(works, reference, search, "arXiv", by_doi=False)

    def _ask(self, source: Source, query: str, reference: Reference, search: Search, web: Web) -> None:
        failures = self._failures.setdefault(source.name, [])
        if len(failures) >= _MOST_FAILURES:
            search.silent[source.name] = failures[-1]
            return
        works = ask(source, query, self._store, web)
        if isinstance(works, Lack):
            if web.offline:
                return
            failures.append(works.reason)
        else:
            failures.clear()
        _sort(works, reference, search, source.name, by_doi=bool(reference.doi))


def _way_out(
    source: Source,
    store: Store,
    endpoints: Endpoints,
    progress: Callable[[str], None],
    offline: bool,  # noqa: FBT001
) -> Web:
    manners = Manners(source.key, endpoints.sources_pace_seconds, hurried=True)
    return Web(store, endpoints, progress, offline=offline, manners=manners)


def _sort(works: list[Work] | Lack, reference: Reference, search: Search, who: str, *, by_doi: bool) -> None:
    """Puts the first work that agrees where it belongs, or else what speaks against the nearest one."""
    if isinstance(works, Lack):
        search.silent[who] = works.reason
        return
    agreeing = list(_agreeing(works, reference, by_doi=by_doi))
    # Where several works by others bear one title and nothing printed tells which is meant, none is taken.
    if agreeing and (reference.authors or by_doi or _by_the_same(agreeing)):
        best = next((work for work in agreeing if work.arxiv_id), agreeing[0])
        search.works[who] = best
        return
    title = reference.title
    near = [work for work in works if by_doi or (title and is_same_title(title, work.title, whole=True))]
    if near:
        search.others[who] = near[0]
    else:
        search.knew_none.append(who)


def _agreeing(works: list[Work], reference: Reference, *, by_doi: bool) -> Iterator[Work]:
    for work in works:
        known = bool(reference.authors and work.authors)
        same_people = known and share_one(reference.authors, work.authors)
        years_apart = abs(reference.year - work.year) if reference.year and work.year else 0
        if by_doi:
            # Titles are translated, shortened and retold: only one that shares too little is another work's.
            if same_people or identify(reference, Front(work.title, work.abstract or "")) is not Identity.OTHER:
                yield work
            continue
        if reference.title is None:
            titled = is_named_in(reference.raw, Front(work.title, ""))
        else:
            titled = is_same_title(reference.title, work.title, whole=not same_people)
        if titled and (same_people or (not known and years_apart <= _YEARS_APART)):
            yield work


def _by_the_same(works: list[Work]) -> bool:
    named = [work.authors for work in works if work.authors]
    return all(share_one(named[0], authors) for authors in named[1:])


def _of_record(record: Record) -> Work:
    return Work(
        title=record.title,
        authors=record.authors,
        year=int(record.published[:4]),
        arxiv_id=record.id,
        abstract=record.abstract,
    )


def _by(reference: Reference) -> str:
    return "DOI" if reference.doi else "title"


def _listing(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
