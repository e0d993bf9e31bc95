"""Crossref: works by title, DOI and terms, with their journals and the notices that retract them. No address is sent.

Source of the shapes: Crossref's documentation of its REST API. A retracted work has `updated-by`; `update-to` marks
the notice itself, which is never taken for the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from claimcheck.retrieve.terms import Terms
from claimcheck.retrieve.works import (
    MOST_FOUND,
    Source,
    Work,
    abstract_of,
    arxiv_id_of,
    doi_of,
    member,
    names_of,
    objects,
    text_of,
    year_of,
)

_RETRACTIONS = frozenset(["retraction", "withdrawal", "removal", "partial_retraction"])
_LONGEST_QUERY = 300
# It registers figures, peer reviews and grants as well.
_KINDS = ("journal-article", "proceedings-article", "posted-content", "book-chapter", "report", "dissertation")


def _by_title(title: str) -> str:
    return "/works?" + urlencode({"query.bibliographic": title[:_LONGEST_QUERY], "rows": MOST_FOUND})


def _by_doi(doi: str) -> str:
    return f"/works/{quote(doi, safe='')}"


def _by_terms(terms: Terms) -> str:
    limits = [f"type:{kind}" for kind in _KINDS]
    if terms.years:
        limits += [f"from-pub-date:{terms.years[0]}", f"until-pub-date:{terms.years[1]}"]
    return "/works?" + urlencode({"query.bibliographic": terms.bare, "rows": terms.most, "filter": ",".join(limits)})


def _read(answer: Mapping[str, Any]) -> Iterator[Work | None]:
    message = answer.get("message")
    works = objects(message["items"]) if isinstance(message, dict) and "items" in message else objects([message])
    return map(_work, works)


def _work(work: dict[str, Any]) -> Work | None:
    title = _first(work.get("title"))
    if title is None or any(_retracts(update) for update in objects(work.get("update-to"))):
        return None
    if subtitle := _first(work.get("subtitle")):
        title = title if subtitle.lower() in title.lower() else f"{title}: {subtitle}"
    notices = [update for update in objects(work.get("updated-by")) if _retracts(update)]
    notice = next((doi for update in notices if (doi := doi_of(update.get("DOI")))), None)
    preprints = [member(entry, "id") for entry in objects(member(work, "relation", "has-preprint"))]
    return Work(
        title=title,
        authors=names_of(_name(author) for author in objects(work.get("author"))),
        year=_year(work),
        arxiv_id=arxiv_id_of(work.get("DOI"), *preprints),
        doi=doi_of(work.get("DOI")),
        venue=_first(work.get("container-title")),
        abstract=abstract_of(work.get("abstract")),
        retracted=f"Crossref lists a retraction{f', {notice}' if notice else ''}" if notices else None,
    )


def _first(value: object) -> str | None:
    return text_of(value[0]) if isinstance(value, list) and value else None


def _name(author: dict[str, Any]) -> str | None:
    parts = [text_of(author.get(part), 60) for part in ("given", "family")]
    return text_of(author.get("name")) or " ".join(part for part in parts if part) or None


def _year(work: dict[str, Any]) -> int | None:
    dates = member(work, "issued", "date-parts")
    first = dates[0] if isinstance(dates, list) and dates else None
    return year_of(first[0]) if isinstance(first, list) and first else None


def _retracts(update: dict[str, Any]) -> bool:
    return str(update.get("type")).lower() in _RETRACTIONS


CROSSREF = Source(
    key="crossref",
    name="Crossref",
    address=lambda endpoints: endpoints.crossref_api,
    by_title=_by_title,
    by_doi=_by_doi,
    by_terms=_by_terms,
    answers=frozenset(["message"]),
    read=_read,
)
