"""Queries in, works out: all databases side by side, each in its own thread, at its own pace and with its own patience.

A database that is down, slow or talks nonsense is named in its outcome and survived. What was answered is kept in the
store, so that a search that was broken off asks only for the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from functools import partial
from typing import NamedTuple

from claimcheck.model import DatabaseOutcome, FoundWork, Query
from claimcheck.retrieve.arxiv_api import Lack, Record, search_terms
from claimcheck.retrieve.crossref import CROSSREF
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.europe_pmc import EUROPE_PMC
from claimcheck.retrieve.openalex import OPENALEX
from claimcheck.retrieve.semantic_scholar import SEMANTIC_SCHOLAR
from claimcheck.retrieve.terms import Terms
from claimcheck.retrieve.web import Manners, Web
from claimcheck.retrieve.works import Database, Work, ask
from claimcheck.store import Store

DATABASES = (OPENALEX, CROSSREF, SEMANTIC_SCHOLAR, EUROPE_PMC)
# Works a query: one page of each service. What stands below it is seldom relevant, and wider queries follow.
_FEWEST, _MOST = 25, 100
# After so many failures in a row a service is not asked again in this search.
_MOST_FAILURES = 2

_Ask = Callable[[Terms, Store, Web], "list[FoundWork] | Lack"]


class Searched(NamedTuple):
    """What one database gave: how it went, and its works, the first query's first."""

    outcome: DatabaseOutcome
    works: tuple[FoundWork, ...]


def search(  # noqa: PLR0913 (one call, everything by name)
    queries: Sequence[Query],
    *,
    store: Store,
    endpoints: Endpoints = Endpoints(),  # noqa: B008 (frozen)
    offline: bool = False,
    most: int = 50,
    first_year: int | None = None,
    last_year: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Searched]:
    """What the databases that `endpoints.sources` names know to the queries, arXiv first, in a fixed order.

    Args:
        queries: what is asked of each.
        store: keeps answers for a month, and the pace of asking.
        endpoints: where the databases are, which are asked, and how often.
        offline: open no socket; what was answered earlier is found again.
        most: how many works are wanted in the end; a query asks for as many, 25 to 100.
        first_year: works from before it are not asked for.
        last_year: works from after it are not asked for.
        progress: called with one line at a time, from several threads.
    """
    depth = min(max(most, _FEWEST), _MOST)
    terms = [Terms.of(query, depth, first_year, last_year) for query in queries]
    named = {"arxiv": ("arXiv", _ask_arxiv)} | {_option(base): (base.name, _asker(base)) for base in DATABASES}
    chosen = {option: named[option] for option in named if option in endpoints.sources}
    stop = threading.Event()

    def pause(seconds: float) -> None:
        stop.wait(seconds)

    def one(option: str) -> Searched:
        name, asks = chosen[option]
        pace = endpoints.pace_seconds if option == "arxiv" else endpoints.sources_pace_seconds
        manners = Manners(option.replace("-", "_"), pace)
        say = partial(_say, progress, name)
        with Web(store, endpoints, say, pause, offline=offline, manners=manners) as web:
            return _search_one(name, asks, terms, store, web, stop)

    with ThreadPoolExecutor(max(1, len(chosen)), thread_name_prefix="claimcheck-search") as pool:
        try:
            running = [pool.submit(one, option) for option in chosen]
            wait(running, return_when=FIRST_EXCEPTION)
            return [future.result() for future in running if future.done()]
        finally:
            # Whoever interrupts the search is not kept waiting for the pace of five services.
            stop.set()


def _search_one(  # noqa: PLR0913 (as above)
    name: str, asks: _Ask, terms: Sequence[Terms], store: Store, web: Web, stop: threading.Event
) -> Searched:
    works: dict[FoundWork, None] = {}
    missed: list[str] = []
    in_a_row = 0
    kept_alone = Web(store, web.endpoints, offline=True)
    for number, asked in enumerate(terms, 1):
        given_up = web.offline or in_a_row >= _MOST_FAILURES or stop.is_set()
        if not given_up:
            web.progress(f"query {number} of {len(terms)}")
        found = asks(asked, store, kept_alone if given_up else web)
        if isinstance(found, Lack):
            missed.append(missed[-1] if given_up and missed else found.reason)
            in_a_row += 1
        else:
            works |= dict.fromkeys(found)
            in_a_row = in_a_row if given_up else 0
    outcome = DatabaseOutcome(
        name=name,
        queries=len(terms),
        answered=len(terms) - len(missed),
        found=len(works),
        error=_error(missed, len(terms)),
    )
    return Searched(outcome, tuple(works))


def _say(progress: Callable[[str], None], name: str, line: str) -> None:
    progress(f"searching {name}: {line}")


def _error(missed: Sequence[str], asked: int) -> str | None:
    if not missed:
        return None
    who = "" if len(missed) == asked else f"to {len(missed)} of {asked} queries "
    return f"gave no answer {who}({missed[-1]})"


def _option(database: Database) -> str:
    return database.key.replace("_", "-")


def _ask_arxiv(terms: Terms, store: Store, web: Web) -> list[FoundWork] | Lack:
    records = search_terms(terms, store, web)
    return records if isinstance(records, Lack) else [_of_record(record) for record in records]


def _asker(database: Database) -> _Ask:
    def asks(terms: Terms, store: Store, web: Web) -> list[FoundWork] | Lack:
        works = ask(database, database.by_terms(terms), store, web, most=terms.most)
        return works if isinstance(works, Lack) else list(_of_works(works, database.name))

    return asks


def _of_works(works: Iterable[Work], database: str) -> Iterable[FoundWork]:
    return (
        FoundWork(**work.model_dump(), abstract_from=database if work.abstract else None, databases=(database,))
        for work in works
    )


def _of_record(record: Record) -> FoundWork:
    return FoundWork(
        title=record.title,
        authors=record.authors,
        year=int(record.published[:4]),
        venue=record.journal_ref,
        arxiv_id=record.id,
        doi=record.doi and record.doi.lower(),
        abstract=record.abstract or None,
        abstract_from="arXiv" if record.abstract else None,
        retracted=f"arXiv says: {record.withdrawn}" if record.withdrawn else None,
        databases=("arXiv",),
    )
