"""OpenAlex, Crossref, Semantic Scholar and Europe PMC on loopback: the same works in each one's own shape and language.

The shapes follow the services' own documentation, cut down to the fields around those that are read. Bad
manners are at a switch.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from claimcheck.words import words
from tests.servers.arxiv import Manner, Request, spoken
from tests.servers.quiet import QuietServer

Service = Literal["openalex", "crossref", "semantic-scholar", "europe-pmc"]
SERVICES: tuple[Service, ...] = ("openalex", "crossref", "semantic-scholar", "europe-pmc")

_STATUS = {
    Manner.BAD_REQUEST: 400,
    Manner.FORBIDDEN: 403,
    Manner.NOT_FOUND: 404,
    Manner.TOO_MANY_REQUESTS: 429,
    Manner.SERVER_ERROR: 500,
    Manner.UNAVAILABLE: 503,
}
_BODIES = {
    Manner.HTML_PAGE: (b"<!doctype html><html><body>Please wait.</body></html>", "text/html"),
    Manner.EMPTY_BODY: (b"", "application/json"),
    Manner.GARBAGE: (b'{"results": [{"title": ', "application/json"),
    Manner.OTHER_JSON: (b'{"error": "over quota"}', "application/json"),
    Manner.WRONG_TYPES: (
        (
            b'{"results": [{"title": ["x"], "authorships": 3, "locations": {"a": 1}}, 7, null],'
            b' "message": {"items": [{"title": "x", "author": [1], "issued": [], "updated-by": "no"}]},'
            b' "data": [{"title": 4, "authors": {}}, []],'
            b' "resultList": {"result": [{"title": 7}, {"title": "x", "pubYear": 3, "authorList": [1]}, 4]}}'
        ),
        "application/json",
    ),
    Manner.DEEP: (b'{"results": ' + b"[" * 200_000, "application/json"),
}


@dataclass(frozen=True)
class LoopbackWork:
    """A work that the services know; `known_to` are those that do."""

    title: str
    authors: tuple[str, ...] = ("Ada Example",)
    year: int | None = 2020
    doi: str | None = None
    arxiv_id: str | None = None
    abstract: str | None = None
    venue: str | None = None
    retracted_by: str | None = None
    retracts: str | None = None
    known_to: tuple[Service, ...] = SERVICES


@dataclass
class _Spell:
    manner: Manner
    left: int
    retry_after: str | None
    seconds: float


class LoopbackCatalogues:
    """Serves works on a free port of 127.0.0.1 while its block lasts.

    Args:
        works: what there is. A look-up by title gives those that share half of its words, the nearest first; a search
            those that speak of all terms (Crossref: of any word), of the years asked for, what says most of them first.
    """

    def __init__(self, works: Sequence[LoopbackWork] = ()) -> None:
        self.works = list(works)
        self.requests: list[Request] = []
        self._spells: dict[str, deque[_Spell]] = {service: deque() for service in SERVICES}
        self._lock = threading.Lock()
        self._server = QuietServer(_Handler, self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def address(self, service: Service) -> str:
        """Where a service is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/{service}"

    @property
    def environment(self) -> dict[str, str]:
        """What makes the command line talk to these services."""
        return {
            "CLAIMCHECK_OPENALEX_API": self.address("openalex"),
            "CLAIMCHECK_CROSSREF_API": self.address("crossref"),
            "CLAIMCHECK_SEMANTIC_SCHOLAR_API": self.address("semantic-scholar"),
            "CLAIMCHECK_EUROPE_PMC_API": self.address("europe-pmc"),
            "CLAIMCHECK_SOURCES": "arxiv,openalex,crossref,semantic-scholar,europe-pmc",
            "CLAIMCHECK_SOURCES_PACE": "0",
        }

    def misbehave(
        self, service: Service, manner: Manner, *, times: int = 99, retry_after: str | None = None, seconds: float = 1.0
    ) -> None:
        """The next `times` requests to a service get that manner."""
        self._spells[service].append(_Spell(manner, times, retry_after, seconds))

    def calm(self) -> None:
        """Ends all spells."""
        for spells in self._spells.values():
            spells.clear()

    def asked(self, service: Service) -> list[Request]:
        """The requests that came to a service so far."""
        return [request for request in self.requests if request.path.startswith(f"/{service}/")]

    def enter(self, request: Request) -> _Spell | None:
        """Notes a request and says how to misbehave, if at all."""
        with self._lock:
            self.requests.append(request)
            spells = self._spells.get(request.path.split("/")[1])
            if not spells:
                return None
            spell = spells[0]
            spell.left -= 1
            if spell.left == 0:
                spells.popleft()
            return spell

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        """Status and body of a well-behaved service."""
        service, _, rest = path.removeprefix("/").partition("/")
        known = [work for work in self.works if service in work.known_to]
        shape = _SHAPES[service]
        if (search := _search_of(service, query)) is not None:
            return 200, _LISTS[service]([shape(work) for work in search.choose(known)])
        text = query.get("search") or query.get("query.bibliographic") or query.get("query")
        if text is not None:
            found = [shape(work) for work in _nearest(text, known)]
            return 200, _LISTS[service](found)
        doi = unquote(rest.partition("/")[2].removeprefix("doi:").removeprefix("DOI:")).lower()
        work = next((work for work in known if work.doi == doi), None)
        if work is None:
            return 404, "Resource not found." if service == "crossref" else {"error": "Not found"}
        return 200, {"status": "ok", "message": shape(work)} if service == "crossref" else shape(work)


def _nearest(text: str, works: Sequence[LoopbackWork]) -> list[LoopbackWork]:
    wanted = set(words(text))
    shared = [(len(wanted & set(words(work.title))), work) for work in works]
    return [
        work for count, work in sorted(shared, key=lambda pair: -pair[0]) if 2 * count >= len(set(words(work.title)))
    ]


def _openalex(work: LoopbackWork) -> dict[str, Any]:
    places = [f"http://arxiv.org/abs/{work.arxiv_id}"] if work.arxiv_id else []
    index: dict[str, list[int]] = {}
    for place, word in enumerate((work.abstract or "").split()):
        index.setdefault(word, []).append(place)
    return {
        "id": "https://openalex.org/W1",
        "title": work.title,
        "doi": f"https://doi.org/{work.doi}" if work.doi else None,
        "publication_year": work.year,
        "authorships": [{"author_position": "first", "author": {"display_name": name}} for name in work.authors],
        "primary_location": {"source": {"display_name": work.venue} if work.venue else None},
        "locations": [{"landing_page_url": place, "pdf_url": None} for place in places],
        "abstract_inverted_index": index or None,
        "is_retracted": work.retracted_by is not None,
    }


def _crossref(work: LoopbackWork) -> dict[str, Any]:
    made: dict[str, Any] = {
        "DOI": (work.doi or "").upper(),
        "title": [work.title],
        "author": [{"given": name.rpartition(" ")[0], "family": name.rpartition(" ")[2]} for name in work.authors],
        "issued": {"date-parts": [[work.year]]},
        "container-title": [work.venue] if work.venue else [],
        "type": "journal-article",
    }
    if work.abstract:
        made["abstract"] = f"<jats:title>Abstract</jats:title><jats:p>{work.abstract}</jats:p>"
    if work.retracted_by:
        made["updated-by"] = [{"DOI": work.retracted_by, "type": "retraction", "source": "publisher"}]
    if work.retracts:
        made["update-to"] = [{"DOI": work.retracts, "type": "retraction"}]
    return made


def _semantic_scholar(work: LoopbackWork) -> dict[str, Any]:
    ids = {"ArXiv": work.arxiv_id, "DOI": work.doi, "CorpusId": 1}
    return {
        "paperId": "0" * 40,
        "externalIds": {name: value for name, value in ids.items() if value},
        "title": work.title,
        "abstract": work.abstract,
        "venue": work.venue or "",
        "year": work.year,
        "authors": [{"authorId": "1", "name": name} for name in work.authors],
    }


def _europe_pmc(work: LoopbackWork) -> dict[str, Any]:
    names = [name.rpartition(" ") for name in work.authors]
    return {
        "id": "1",
        "source": "MED",
        "doi": work.doi or (f"10.48550/arXiv.{work.arxiv_id}" if work.arxiv_id else None),
        "title": f"{work.title}.",
        "authorList": {"author": [{"fullName": n[2], "firstName": n[0], "lastName": n[2]} for n in names]},
        "journalInfo": {"journal": {"title": work.venue}} if work.venue else {},
        "pubYear": str(work.year) if work.year else None,
        "abstractText": f"<h4>Background</h4>{work.abstract}" if work.abstract else None,
        "pubTypeList": {"pubType": ["Journal Article", *(["Retracted Publication"] if work.retracted_by else [])]},
    }


_LISTS = {
    "openalex": lambda works: {"meta": {"count": len(works)}, "results": works},
    "crossref": lambda works: {"status": "ok", "message-type": "work-list", "message": {"items": works}},
    "semantic-scholar": lambda works: {"total": len(works), "offset": 0} | ({"data": works} if works else {}),
    "europe-pmc": lambda works: {"hitCount": len(works), "resultList": {"result": works}},
}


_SHAPES = {
    "openalex": _openalex,
    "crossref": _crossref,
    "semantic-scholar": _semantic_scholar,
    "europe-pmc": _europe_pmc,
}


@dataclass(frozen=True)
class _Search:
    """A search as a service understands it; `any_word` for one that knows no "and"."""

    terms: tuple[str, ...]
    years: tuple[int, int]
    most: int
    any_word: bool = False

    def choose(self, works: Sequence[LoopbackWork]) -> list[LoopbackWork]:
        first, last = self.years
        least = 1 if self.any_word else len(self.terms)
        told = [(spoken(self.terms, f"{work.title} {work.abstract or ''}"), work) for work in works]
        found = [one for one in told if one[0][0] >= least and first <= (one[1].year or first) <= last]
        return [work for _, work in sorted(found, key=lambda one: one[0], reverse=True)][: self.most]


def _search_of(service: str, query: dict[str, str]) -> _Search | None:
    """What a request searches for; None where it looks a title or a DOI up, which asks for five works at most."""
    most = int(query.get("per_page") or query.get("rows") or query.get("limit") or query.get("pageSize") or 0)
    if most <= 5:
        return None
    if service == "europe-pmc":
        years = re.search(r"PUB_YEAR:\[(\d+) TO (\d+)\]", query["query"])
        terms = tuple(re.findall(r'\(TITLE:"([^"]+)" OR ABSTRACT:"\1"\)', query["query"]))
        assert query["resultType"] == "core"
        assert query["format"] == "json"
    else:
        years = re.search(r"(\d{4})(?:-01-01)?(?:-|,to_publication_date:|,until-pub-date:)(\d{4})", _limits(query))
        text = query.get("search") or query.get("query.bibliographic") or query["query"]
        terms = tuple(phrase or word for phrase, word in re.findall(r'"([^"]+)"|(\S+)', text))
    span = (int(years[1]), int(years[2])) if years else (0, 9999)
    return _Search(terms, span, most, any_word=service == "crossref")


def _limits(query: dict[str, str]) -> str:
    return query.get("filter") or query.get("year") or ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: QuietServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        spell = self.server.owner.enter(Request(parts.path, query, dict(self.headers), time.monotonic()))
        # A client that gives up early is not this server's trouble.
        with suppress(ConnectionError):
            if spell and spell.manner is Manner.SLOW:
                time.sleep(spell.seconds)
            if spell and spell.manner is Manner.HANG_UP:
                self.close_connection = True
            elif spell and spell.manner in _STATUS:
                self._send(_STATUS[spell.manner], b"No.", "text/plain", spell.retry_after)
            elif spell and spell.manner in _BODIES:
                self._send(200, *_BODIES[spell.manner])
            else:
                status, body = self.server.owner.answer(parts.path, query)
                self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, retry_after: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""
