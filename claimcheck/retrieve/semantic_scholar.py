"""Semantic Scholar: works by title, DOI and terms, with their arXiv ids and abstracts. No key is sent.

Source of the shapes: the documentation of Semantic Scholar's Academic Graph API.
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
from claimcheck.words import words

_FIELDS = "title,authors,year,venue,abstract,externalIds"


def _by_title(title: str) -> str:
    # Its search knows no hyphens.
    return "/paper/search?" + urlencode({"query": " ".join(words(title)), "limit": MOST_FOUND, "fields": _FIELDS})


def _by_doi(doi: str) -> str:
    return f"/paper/DOI:{quote(doi, safe='/')}?" + urlencode({"fields": _FIELDS})


def _by_terms(terms: Terms) -> str:
    query: dict[str, str | int] = {"query": terms.bare, "limit": terms.most, "fields": _FIELDS}
    if terms.years:
        query["year"] = "{}-{}".format(*terms.years)
    return "/paper/search?" + urlencode(query)


def _read(answer: Mapping[str, Any]) -> Iterator[Work | None]:
    works = iter([dict(answer)]) if "paperId" in answer else objects(answer.get("data"))
    return map(_work, works)


def _work(work: dict[str, Any]) -> Work | None:
    title = text_of(work.get("title"))
    if title is None:
        return None
    return Work(
        title=title,
        authors=names_of(author.get("name") for author in objects(work.get("authors"))),
        year=year_of(work.get("year")),
        arxiv_id=arxiv_id_of(member(work, "externalIds", "ArXiv")),
        doi=doi_of(member(work, "externalIds", "DOI")),
        venue=text_of(work.get("venue")),
        abstract=abstract_of(work.get("abstract")),
    )


SEMANTIC_SCHOLAR = Source(
    key="semantic_scholar",
    name="Semantic Scholar",
    address=lambda endpoints: endpoints.semantic_scholar_api,
    by_title=_by_title,
    by_doi=_by_doi,
    by_terms=_by_terms,
    answers=frozenset(["data", "total", "paperId"]),
    read=_read,
)
