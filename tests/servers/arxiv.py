"""An arXiv on loopback: metadata, PDFs and LaTeX sources of a few papers, with every bad manner at a switch.

The shape of the feed follows arXiv's API manual; the manners were read in the `arxiv` client's issues and source.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler
from typing import Literal, Self
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from claimcheck.identifiers import ArxivId, parse_arxiv_id
from claimcheck.words import words
from tests.servers.quiet import QuietServer

Place = Literal["api", "pdf", "eprint"]
_PATHS: dict[Place, str] = {"api": "/api/", "pdf": "/pdf/", "eprint": "/e-print/"}


class Manner(Enum):
    """One way to misbehave; the comment says what is sent."""

    RATE_EXCEEDED = auto()  # "Rate exceeded." as plain text, with 200
    HTML_PAGE = auto()  # an HTML page, with 200
    EMPTY_BODY = auto()  # nothing, with 200
    ERROR_ENTRY = auto()  # a feed whose only entry is titled "Error", with 200
    CUT_XML = auto()  # the first half of the feed
    EMPTY_PAGE = auto()  # a feed that announces entries and holds none
    EMPTY_NEXT_PAGE = auto()  # as above, from the second page on
    LEAVES_OUT = auto()  # only the first of the entries asked for
    BAD_REQUEST = auto()  # 400
    FORBIDDEN = auto()  # 403
    NOT_FOUND = auto()  # 404
    TOO_MANY_REQUESTS = auto()  # 429, with Retry-After where one is set
    SERVER_ERROR = auto()  # 500
    UNAVAILABLE = auto()  # 503, with Retry-After where one is set
    SLOW = auto()  # the right answer, after a while
    DRIP = auto()  # the right answer, in ten pieces with a pause after each
    DRIP_HEADERS = auto()  # a header that grows by a letter, with a pause after each, and does not end
    TWICE_PACKED = auto()  # gzip within gzip
    CUT_OFF = auto()  # half of the body, then the connection is closed
    HANG_UP = auto()  # not a word, and the connection is closed: a network that is gone
    SHORT_LENGTH = auto()  # a Content-Length that is half of what follows
    BAD_GZIP = auto()  # a body that says it is gzip and is not
    REDIRECT_LOOP = auto()  # 302 to itself
    REDIRECT_TO_FILE = auto()  # 302 to a file: address
    GARBAGE = auto()  # JSON that breaks off, with 200 (catalogues)
    OTHER_JSON = auto()  # JSON of another form, with 200 (catalogues)
    WRONG_TYPES = auto()  # the right keys with values of wrong types (catalogues)
    DEEP = auto()  # brackets without end (catalogues)


_STATUS = {
    Manner.BAD_REQUEST: 400,
    Manner.FORBIDDEN: 403,
    Manner.NOT_FOUND: 404,
    Manner.TOO_MANY_REQUESTS: 429,
    Manner.SERVER_ERROR: 500,
    Manner.UNAVAILABLE: 503,
}


@dataclass(frozen=True)
class LoopbackPaper:
    """A paper to serve. `versions` are the PDFs, by number; None has metadata and no PDF. So are the `sources`.

    `titles` are those of older versions.
    """

    title: str
    abstract: str = "We study a thing."
    authors: tuple[str, ...] = ("Ada Example",)
    versions: Mapping[int, bytes | None] = field(default_factory=lambda: {1: pdf("A paper")})
    comment: str | None = None
    year: int = 2024
    titles: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One request as it came in; `at` is in seconds of `time.monotonic`."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    at: float


@dataclass
class _Spell:
    manner: Manner
    left: int
    retry_after: str | None
    seconds: float


def spoken(terms: Sequence[str], text: str) -> tuple[int, int]:
    """Of how many of the terms a text speaks, and how often of any: by this, services sort what they find."""
    said = f" {' '.join(words(text))}"
    counts = [said.count(f" {term}") for term in terms]
    return sum(map(bool, counts)), sum(counts)


def pdf(*lines: str) -> bytes:
    """Bytes that pass for a whole PDF: for readers of the tests, not for a PDF library."""
    return "\n".join(("%PDF-1.4", *lines, "%%EOF", "")).encode()


class LoopbackArxiv:
    """Serves papers on a free port of 127.0.0.1 while its block lasts.

    Args:
        papers: what there is, by id without a version.
    """

    def __init__(self, papers: Mapping[str, LoopbackPaper]) -> None:
        self.papers = dict(papers)
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._at_once = 0
        self._spells: dict[str, deque[_Spell]] = {"api": deque(), "pdf": deque(), "eprint": deque()}
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

    @property
    def host(self) -> str:
        """Host and port, as they stand in an address."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def api(self) -> str:
        """Address of the metadata query."""
        return f"http://{self.host}/api/query"

    @property
    def pdf(self) -> str:
        """Address of the folder of PDFs."""
        return f"http://{self.host}/pdf"

    @property
    def eprint(self) -> str:
        """Address of the folder of LaTeX sources."""
        return f"http://{self.host}/e-print"

    @property
    def environment(self) -> dict[str, str]:
        """What makes the command line talk to this server, and to no other."""
        return {
            "CLAIMCHECK_ARXIV_API": self.api,
            "CLAIMCHECK_ARXIV_PDF": self.pdf,
            "CLAIMCHECK_ARXIV_EPRINT": self.eprint,
            "CLAIMCHECK_SOURCES": "arxiv",
        }

    def misbehave(
        self, place: Place, manner: Manner, *, times: int = 1, retry_after: str | None = None, seconds: float = 1.0
    ) -> None:
        """The next `times` requests at a place get that manner; several spells follow one another."""
        self._spells[place].append(_Spell(manner, times, retry_after, seconds))

    def calm(self) -> None:
        """Ends all spells."""
        for spells in self._spells.values():
            spells.clear()

    def asked(self, place: Place) -> list[Request]:
        """The requests that came to a place so far."""
        return [request for request in self.requests if request.path.startswith(_PATHS[place])]

    def enter(self, request: Request) -> _Spell | None:
        """Notes a request and says how to misbehave, if at all."""
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            place = next((place for place, start in _PATHS.items() if request.path.startswith(start)), "pdf")
            spells = self._spells[place]
            if not spells:
                return None
            spell = spells[0]
            spell.left -= 1
            if spell.left == 0:
                spells.popleft()
            return spell

    def leave(self) -> None:
        """Notes that a request is answered."""
        with self._lock:
            self._at_once -= 1

    # ── what a well-behaved arXiv says ───────────────────────────────────────────────────────────────────────────────

    def feed(self, query: Mapping[str, str], manner: Manner | None = None) -> tuple[int, bytes]:
        """Status and Atom feed for a query by `id_list` or `search_query`."""
        start, most = int(query.get("start", "0")), int(query.get("max_results", "10"))
        names = [name for name in query.get("id_list", "").split(",") if name]
        if bad := [name for name in names if parse_arxiv_id(name) is None]:
            return 400, _error_feed(f"incorrect id format for {bad[0]}")
        entries = self._by_id(names) if names else self._by_words(query.get("search_query", ""))
        total, page = len(entries), entries[start : start + most]
        if manner is Manner.EMPTY_PAGE or (manner is Manner.EMPTY_NEXT_PAGE and start):
            page = []
        if manner is Manner.LEAVES_OUT:
            page = page[:1]
            total = len(page)
        return 200, _feed("".join(page), total, start, most)

    def _by_id(self, names: list[str]) -> list[str]:
        entries = []
        for name in names:
            wanted = parse_arxiv_id(name)
            paper = self.papers.get(wanted.id) if wanted else None
            if wanted and paper:
                version = wanted.version or max(paper.versions)
                if version in paper.versions:
                    entries.append(_entry(ArxivId(wanted.id, version), paper))
        return entries

    def _by_words(self, query: str) -> list[str]:
        years = re.search(r"submittedDate:\[(\d{4})01010000 TO (\d{4})12312359\]", query)
        first, last = (int(years[1]), int(years[2])) if years else (0, 9999)
        parts = [part.strip().partition(":") for part in query.split(" AND ") if not part.startswith("submittedDate")]
        terms = tuple(term.strip('"() ').lower() for _, _, term in parts)
        only_titles = any(field == "ti" for field, _, _ in parts)
        told = [
            (spoken(terms, paper.title if only_titles else f"{paper.title} {paper.abstract}"), name, paper)
            for name, paper in self.papers.items()
            if first <= paper.year <= last
        ]
        found = sorted((one for one in told if one[0][0] == len(terms)), key=lambda one: one[0], reverse=True)
        return [_entry(ArxivId(name, max(paper.versions)), paper) for _, name, paper in found]

    def eprint_bytes(self, name: str) -> bytes | None:
        """The source at `/e-print/NAME`, of the newest version where NAME has none."""
        wanted = parse_arxiv_id(name)
        paper = self.papers.get(wanted.id) if wanted else None
        return paper.sources.get(wanted.version or max(paper.versions)) if wanted and paper else None

    def pdf_bytes(self, name: str) -> bytes | None:
        """The PDF at `/pdf/NAME`, the newest one where NAME has no version."""
        wanted = parse_arxiv_id(name)
        paper = self.papers.get(wanted.id) if wanted else None
        if not wanted or not paper:
            return None
        return paper.versions.get(wanted.version or max(paper.versions))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: QuietServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        owner = self.server.owner
        spell = owner.enter(Request(parts.path, query, dict(self.headers), time.monotonic()))
        # A client that gives up early is not this server's trouble.
        self._left = False
        with suppress(ConnectionError):
            self._answer(parts.path, query, spell)
        self._leave()

    def _leave(self) -> None:
        """Once a request: before its last bytes go out, as whoever has them may ask again at once."""
        if not self._left:
            self._left = True
            self.server.owner.leave()

    def _answer(self, path: str, query: Mapping[str, str], spell: _Spell | None) -> None:
        manner = spell.manner if spell else None
        if spell and manner is Manner.SLOW:
            time.sleep(spell.seconds)
        if manner is Manner.HANG_UP:
            self.close_connection = True
        elif spell and manner in _STATUS:
            self._send(_STATUS[manner], b"No.", "text/plain", {"Retry-After": spell.retry_after})
        elif manner in _SAYS:
            self._send(200, *_SAYS[manner])
        elif manner in {Manner.REDIRECT_LOOP, Manner.REDIRECT_TO_FILE}:
            target = self.path if manner is Manner.REDIRECT_LOOP else "file:///etc/hostname"
            self._send(302, b"", "text/plain", {"Location": target})
        else:
            self._send_right(path, query, spell)

    def _send_right(self, path: str, query: Mapping[str, str], spell: _Spell | None) -> None:
        manner = spell.manner if spell else None
        if path == "/api/query":
            status, body = self.server.owner.feed(query, manner)
            kind = "application/atom+xml; charset=utf-8"
        elif path.startswith("/e-print/"):
            data = self.server.owner.eprint_bytes(path.removeprefix("/e-print/"))
            status, body, kind = (200, data, "application/gzip") if data else (404, b"No such source", "text/plain")
        else:
            data = self.server.owner.pdf_bytes(path.removeprefix("/pdf/"))
            status, body, kind = (200, data, "application/pdf") if data else (404, b"No such paper", "text/plain")
        half = body[: len(body) // 2]
        if spell and manner is Manner.DRIP_HEADERS:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Word: ")
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(spell.seconds)
            self.close_connection = True
            return
        if manner is Manner.TWICE_PACKED:
            self._send(status, gzip.compress(gzip.compress(body)), kind, {"Content-Encoding": "gzip, gzip"})
            return
        if spell and manner is Manner.DRIP:
            self._send(status, b"", kind, {}, len(body))
            for start in range(0, len(body), len(body) // 10):
                self.wfile.write(body[start : start + len(body) // 10])
                time.sleep(spell.seconds)
            return
        headers = {"Connection": "close"} if manner in {Manner.CUT_OFF, Manner.SHORT_LENGTH} else {}
        if manner is Manner.BAD_GZIP:
            headers["Content-Encoding"] = "gzip"
        sent = half if manner in {Manner.CUT_XML, Manner.CUT_OFF} else body
        length = {Manner.CUT_OFF: len(body), Manner.SHORT_LENGTH: len(half)}.get(manner, len(sent))
        self._send(status, sent, kind, headers, length)

    def _send(
        self, status: int, body: bytes, kind: str, headers: Mapping[str, str | None] | None = None, length: int = -1
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length if length >= 0 else len(body)))
        for name, value in (headers or {}).items():
            if value is not None:
                self.send_header(name, value)
        if body or length <= 0:
            self._leave()
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _feed(entries: str, total: int, start: int, most: int) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query</title>
  <id>http://arxiv.org/api/example</id>
  <updated>2026-01-01T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{total}</opensearch:totalResults>
  <opensearch:startIndex xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{start}</opensearch:startIndex>
  <opensearch:itemsPerPage xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{most}</opensearch:itemsPerPage>
{entries}</feed>
""".encode()


def _entry(paper: ArxivId, content: LoopbackPaper) -> str:
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in content.authors)
    comment = (
        f'<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(content.comment)}</arxiv:comment>'
        if content.comment
        else ""
    )
    return f"""  <entry>
    <id>http://arxiv.org/abs/{paper}</id>
    <updated>2024-01-02T00:00:00Z</updated>
    <published>{content.year}-01-01T00:00:00Z</published>
    <title>{escape(content.titles.get(paper.version or 0, content.title))}</title>
    <summary>  {escape(content.abstract)}
</summary>
    {authors}{comment}
    <link href="http://arxiv.org/abs/{paper}" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/{paper}" rel="related" type="application/pdf"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
"""


def _error_feed(message: str) -> bytes:
    entry = f"""  <entry>
    <id>http://arxiv.org/api/errors#{escape(message.replace(" ", "_"))}</id>
    <title>Error</title>
    <summary>{escape(message)}</summary>
    <updated>2026-01-01T00:00:00-05:00</updated>
  </entry>
"""
    return _feed(entry, 1, 0, 1)


_SAYS = {
    Manner.RATE_EXCEEDED: (b"Rate exceeded.", "text/plain"),
    Manner.HTML_PAGE: (b"<!doctype html><html><body>Please wait.</body></html>", "text/html"),
    Manner.EMPTY_BODY: (b"", "application/atom+xml"),
    Manner.ERROR_ENTRY: (_error_feed("incorrect id format"), "application/atom+xml"),
}


def source(files: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """An e-print of several files: a tar, packed as arXiv hands it out or not."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz" if packed else "w") as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()
