"""OpenAlex: works by title, DOI and terms, with their versions on arXiv, abstracts and retractions. No key is sent.

Source of the shapes: OpenAlex's documentation of the work object.
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

_FIELDS = "title,doi,publication_year,authorships,primary_location,locations,abstract_inverted_index,is_retracted"
_MOST_WORDS = 5_000


def _by_title(title: str) -> str:
    # Words alone: a question mark, an asterisk or a capital OR would be read as an instruction.
    return "/works?" + urlencode({"search": " ".join(words(title)), "per_page": MOST_FOUND, "select": _FIELDS})


def _by_doi(doi: str) -> str:
    return f"/works/doi:{quote(doi, safe='/')}?" + urlencode({"select": _FIELDS})


def _by_terms(terms: Terms) -> str:
    query: dict[str, str | int] = {"search": terms.quoted, "per_page": terms.most, "select": _FIELDS}
    if terms.years:
        query["filter"] = "from_publication_date:{}-01-01,to_publication_date:{}-12-31".format(*terms.years)
    return "/works?" + urlencode(query)


def _read(answer: Mapping[str, Any]) -> Iterator[Work | None]:
    works = objects(answer["results"]) if "results" in answer else iter([dict(answer)])
    return map(_work, works)


def _work(work: dict[str, Any]) -> Work | None:
    title = text_of(work.get("title"))
    addresses = [
        member(place, key) for place in objects(work.get("locations")) for key in ("landing_page_url", "pdf_url")
    ]
    if title is None:
        return None
    return Work(
        title=title,
        authors=names_of(member(entry, "author", "display_name") for entry in objects(work.get("authorships"))),
        year=year_of(work.get("publication_year")),
        arxiv_id=arxiv_id_of(work.get("doi"), *addresses),
        doi=doi_of(work.get("doi")),
        venue=text_of(member(work, "primary_location", "source", "display_name")),
        abstract=abstract_of(_abstract(work.get("abstract_inverted_index"))),
        retracted="OpenAlex lists it as retracted" if work.get("is_retracted") is True else None,
    )


def _abstract(index: object) -> str | None:
    """The abstract out of `{word: [places]}`."""
    if not isinstance(index, dict):
        return None
    placed = [
        (place, word)
        for word, places in index.items()
        for place in (places if isinstance(places, list) else ())
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(placed)[:_MOST_WORDS])


OPENALEX = Source(
    key="openalex",
    name="OpenAlex",
    address=lambda endpoints: endpoints.openalex_api,
    by_title=_by_title,
    by_doi=_by_doi,
    by_terms=_by_terms,
    answers=frozenset(["results", "title"]),
    read=_read,
)
