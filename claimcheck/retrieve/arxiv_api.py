"""arXiv's metadata: parsed by the `arxiv` package, asked for within our own limits, and kept in the store.

The package's parser takes a throttle, a page of HTML or a feed cut short for an empty answer, so every body is looked
at before it is parsed, and an id that an answer leaves out is asked for once more alone before it counts as unknown.
Source of the manners: arXiv's API manual and the package's code.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.identifiers import ArxivId, parse_arxiv_id
from claimcheck.retrieve.terms import Terms
from claimcheck.retrieve.web import Answer, PassingError, StatusError, Web, WebError
from claimcheck.store import Store, digest
from claimcheck.words import collapse, words

# New works are added every day: that there is none is asked again after a month.
STALE_SECONDS = 30 * 24 * 3600.0
_BATCH = 100
_BEGUN = 1991
_LARGEST_FEED = 20_000_000
_LONGEST_TITLE = 300
# The search takes words that every title has for words that none has.
_MOST_WORDS, _MOST_FOUND = 10, 10
_STOP_WORDS = frozenset(
    words("a an and are as at be but by for from if in into is it no not of on or s t that the their then there these")
    + words("they this to was will with via using")
)

_TOTAL = re.compile(rb"totalResults[^<>]{0,200}>\s{0,9}(\d{1,9})")
_ENTRY = re.compile(rb"<entry[\s>]")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
# "Withdrawn", "this paper has been withdrawn by the authors"; not "sedation was withdrawn".
_WITHDRAWN = re.compile(
    r"^\W*(?:withdrawn|retracted)\b"
    r"|\b(?:paper|article|manuscript|submission|preprint|version|work|authors?)\b[^.]{0,60}\b(?:withdrawn|retracted|withdr[ae]w)\b"
    r"|\b(?:withdrawn|retracted) (?:by|because|due|from arxiv)\b",
    re.IGNORECASE,
)
_ERROR_ENTRY = re.compile(rb"<id>https?://arxiv\.org/api/errors")


class Record(BaseModel):
    """What arXiv says of one version of a paper; times are ISO 8601, `version` is the one that was answered for."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    title: str
    authors: tuple[str, ...]
    abstract: str
    published: str
    updated: str
    comment: str | None
    journal_ref: str | None
    doi: str | None
    categories: tuple[str, ...]

    @property
    def withdrawn(self) -> str | None:
        """What the comment or the abstract says of a withdrawal; None where neither does."""
        sentences = (sentence for text in (self.comment, self.abstract) for sentence in _SENTENCE.split(text or ""))
        return next((collapse(said)[:_LONGEST_TITLE] for said in sentences if _WITHDRAWN.search(said)), None)


@dataclass(frozen=True)
class Lack:
    """Why something could not be had, in one plain sentence; `absent` where arXiv, asked for it alone, has none."""

    reason: str
    absent: bool = False


def look_up(papers: Sequence[ArxivId], store: Store, web: Web) -> dict[ArxivId, Record | Lack]:
    """What arXiv says of each paper; an id without a version means the newest one at the time of the first asking.

    Args:
        papers: ids, with a version where one is wanted.
        store: answers are kept here for good, and an endpoint is never asked for the same again.
        web: where to ask; offline, only what was kept is found.
    """
    found: dict[ArxivId, Record | Lack] = {paper: kept for paper in papers if (kept := _kept(paper, store, web))}
    rest = [paper for paper in dict.fromkeys(papers) if paper not in found]
    if web.offline:
        return found | {paper: Lack(f"not at hand, and {web.refusal} forbids fetching") for paper in rest}
    if rest:
        web.progress(f"asking arXiv about {len(rest)} {'paper' if len(rest) == 1 else 'papers'}")
    # Apart, so that the first version of a paper is never taken for the newest one of the same list.
    for group in ([paper for paper in rest if paper.version], [paper for paper in rest if not paper.version]):
        for start in range(0, len(group), _BATCH):
            found |= _ask(group[start : start + _BATCH], web)
    for paper in rest:
        if isinstance(record := found[paper], Record):
            store.put_json("arxiv", _key(paper, web), record.model_dump())
    return found


def search_title(title: str, store: Store, web: Web) -> list[Record] | Lack:
    """The papers, newest versions, whose titles hold the telling words of a title; the likeliest first, 10 at most.

    Args:
        title: as printed.
        store: keeps what was answered; that there is no such paper, for a month.
        web: where to ask; offline, only what was kept is found.
    """
    telling = [word for word in words(title) if word not in _STOP_WORDS][:_MOST_WORDS]
    if not telling:
        return []
    return _search(" AND ".join(f"ti:{word}" for word in telling), _MOST_FOUND, "title", store, web)


def search_terms(terms: Terms, store: Store, web: Web) -> list[Record] | Lack:
    """The papers, newest versions, whose records (title, abstract, authors, …) hold all terms; the likeliest first.

    Args:
        terms: what is searched for; the years are those in which a paper was first submitted.
        store: as in `search_title`.
        web: as in `search_title`.
    """
    parts = [f'all:"{term}"' if " " in term else f"all:{term}" for term in terms.terms if term not in _STOP_WORDS]
    first, last = terms.years or (_BEGUN, _BEGUN)
    if not parts or last < _BEGUN:
        return []
    if terms.years:
        parts.append(f"submittedDate:[{max(first, _BEGUN)}01010000 TO {last}12312359]")
    return _search(" AND ".join(parts), terms.most, f"terms {terms.most}", store, web)


def _search(query: str, most: int, kind: str, store: Store, web: Web) -> list[Record] | Lack:
    key = digest(web.endpoints.arxiv_api, kind, query)
    with suppress(ValidationError, KeyError, TypeError):
        if kept := store.get_json("arxiv", key):
            records = [Record.model_validate(record) for record in cast("list[object]", kept["records"])]
            # What a title names does not change; what a search finds does.
            fresh = time.time() - float(cast("float", kept["asked"])) < STALE_SECONDS
            if fresh or web.offline or (records and kind == "title"):
                return records
    if web.offline:
        return Lack(f"{web.refusal} forbids asking")
    try:
        records = _query(web, query=query, max_results=most)
    except WebError as error:
        return Lack(f"could not be reached: {error}")
    store.put_json("arxiv", key, {"records": [record.model_dump() for record in records], "asked": time.time()})
    return records


def _key(paper: ArxivId, web: Web) -> str:
    # With the address, so that what a mirror or a test said is never taken for arXiv's own word.
    return digest(web.endpoints.arxiv_api, str(paper))


def _kept(paper: ArxivId, store: Store, web: Web) -> Record | None:
    # What an older version of this program kept in another form counts as absent.
    with suppress(ValidationError):
        kept = store.get_json("arxiv", _key(paper, web))
        return Record.model_validate(kept) if kept else None
    return None


def _ask(papers: Sequence[ArxivId], web: Web, *, again: bool = True) -> dict[ArxivId, Record | Lack]:
    try:
        records = _query(web, id_list=[str(paper) for paper in papers], max_results=len(papers))
    except StatusError as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            return dict.fromkeys(papers, Lack(f"arXiv could not be reached: {error}"))
        if len(papers) == 1:
            return {papers[0]: Lack(f"arXiv takes {papers[0]} for no identifier")}
        # One bad id spoils the whole list: halving finds it in few requests.
        half = len(papers) // 2
        return _ask(papers[:half], web) | _ask(papers[half:], web)
    except WebError as error:
        return dict.fromkeys(papers, Lack(f"arXiv could not be reached: {error}"))
    found: dict[ArxivId, Record | Lack] = {}
    for paper in papers:
        fitting = [r for r in records if r.id == paper.id and paper.version in {None, r.version}]
        if fitting:
            found[paper] = fitting[0]
        elif again:
            found |= _ask([paper], web, again=False)
        else:
            # A version that is not there says nothing of the paper, and neither does an answer about other papers.
            found[paper] = Lack(f"arXiv knows no paper {paper}", absent=paper.version is None and not records)
    return found


def _query(web: Web, *, max_results: int, **what: Any) -> list[Record]:
    import arxiv  # noqa: PLC0415 (heavy: a warm or offline run must not pay for it)

    client = arxiv.Client(page_size=max_results, delay_seconds=0, num_retries=0)
    client.query_url_format = web.endpoints.arxiv_api.replace("{", "{{").replace("}", "}}") + "?{}"
    # The client has no time-out, no back-off and no look at the body: its session is the place to mend that.
    client._session = page = _OnePage(web)  # noqa: SLF001
    search = arxiv.Search(**what, max_results=max_results)
    records = []
    with suppress(ValueError, TypeError):  # a date that is none
        records = [record for result in _first_page(client, search) if (record := _record(result))]
    if page.has_entries and not records:
        raise WebError("its feed has entries that cannot be read")
    return records


def _first_page(client: Any, search: Any) -> Iterator[Any]:
    with suppress(_NoSecondPageError):
        yield from client.results(search)


class _NoSecondPageError(Exception):
    """The client wants a second page although all that was asked for fits on the first."""


class _OnePage:
    """Stands in for the session of the arXiv client: one request, through our own limits."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._asked = False
        self.has_entries = False

    def get(self, url: str, headers: dict[str, str]) -> Answer:
        """The answer; the client's own headers are left out, since ours say who asks."""
        del headers
        if self._asked:
            raise _NoSecondPageError
        self._asked = True
        answer = self._web.get(url, limit=_LARGEST_FEED, check=_check_feed)
        self.has_entries = bool(_ENTRY.search(answer.body))
        return answer


def _check_feed(answer: Answer) -> None:
    """Raises where the body is no whole Atom feed, whatever its status says."""
    body, start = answer.body.strip(), answer.body[:2000].lower()
    if not body:
        raise PassingError("an empty answer came back")
    if b"rate exceeded" in start:
        raise PassingError("it asks to slow down", at_host=True)
    if b"<feed" not in start:
        page = b"<html" in start or "html" in answer.content_type
        raise PassingError("an HTML page came back" if page else "something else than a feed came back")
    if not body.endswith(b"</feed>"):
        raise PassingError("the answer was cut short")
    if _ERROR_ENTRY.search(body):
        raise StatusError(HTTPStatus.BAD_REQUEST)
    total = _TOTAL.search(body)
    if total and int(total[1]) > 0 and not _ENTRY.search(body):
        raise PassingError("an empty page came back")


def _record(result: Any) -> Record | None:
    paper = parse_arxiv_id(result.entry_id)
    if paper is None or paper.version is None:
        return None
    return Record(
        id=paper.id,
        version=paper.version,
        title=collapse(result.title)[:_LONGEST_TITLE],
        authors=tuple(collapse(author.name) for author in result.authors),
        abstract=collapse(result.summary),
        published=result.published.isoformat(),
        updated=result.updated.isoformat(),
        comment=result.comment,
        journal_ref=result.journal_ref,
        doi=result.doi,
        categories=tuple(result.categories),
    )
