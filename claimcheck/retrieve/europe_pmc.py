"""Europe PMC: works of the life sciences by terms, with their abstracts and retractions. No key is sent.

Source of the shapes: the documentation of Europe PMC's Articles REST API and of its search syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from claimcheck.retrieve.terms import Terms
from claimcheck.retrieve.works import (
    Database,
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

_NOTICE, _RETRACTED = "retraction of publication", "retracted publication"


def _by_terms(terms: Terms) -> str:
    # By default full texts are searched too, which speak of everything. In quotes, a word such as "not" is a word.
    parts = [f'(TITLE:"{term}" OR ABSTRACT:"{term}")' for term in terms.terms]
    if terms.years:
        parts.append("PUB_YEAR:[{} TO {}]".format(*terms.years))
    query = {"query": " AND ".join(parts), "resultType": "core", "format": "json", "pageSize": terms.most}
    return "/search?" + urlencode(query)


def _read(answer: Mapping[str, Any]) -> Iterator[Work | None]:
    return map(_work, objects(member(answer, "resultList", "result")))


def _work(work: dict[str, Any]) -> Work | None:
    title = text_of(work.get("title"))
    listed = member(work, "pubTypeList", "pubType")
    kinds = {kind.lower() for kind in (listed if isinstance(listed, list) else ()) if isinstance(kind, str)}
    if title is None or _NOTICE in kinds:
        return None
    year = work.get("pubYear")
    return Work(
        title=title.removesuffix("."),
        authors=names_of(_name(author) for author in objects(member(work, "authorList", "author"))),
        year=year_of(int(year)) if isinstance(year, str) and year.isdecimal() and len(year) == 4 else None,
        arxiv_id=arxiv_id_of(work.get("doi")),
        doi=doi_of(work.get("doi")),
        venue=text_of(member(work, "journalInfo", "journal", "title")),
        abstract=abstract_of(work.get("abstractText")),
        retracted="Europe PMC lists it as retracted" if _RETRACTED in kinds else None,
    )


def _name(author: dict[str, Any]) -> str | None:
    parts = [text_of(author.get(part), 60) for part in ("firstName", "lastName")]
    whole = " ".join(part for part in parts if part) if parts[1] else None
    return whole or text_of(author.get("fullName")) or text_of(author.get("collectiveName"))


EUROPE_PMC = Database(
    key="europe_pmc",
    name="Europe PMC",
    address=lambda endpoints: endpoints.europe_pmc_api,
    by_terms=_by_terms,
    answers=frozenset(["resultList"]),
    read=_read,
)
