"""What services that know works by title, DOI or terms say of them, in one form; and the asking, which they share.

Every value that a service sends is taken only where it has the right type, and cut where it is too long.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.identifiers import find_arxiv_ids, find_dois
from claimcheck.model import PaperSource
from claimcheck.retrieve.arxiv_api import STALE_SECONDS, Lack
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.terms import Terms
from claimcheck.retrieve.web import Answer, PassingError, StatusError, Web, WebError
from claimcheck.store import Store, digest
from claimcheck.words import collapse

MOST_FOUND = 5
LONGEST_TITLE, _LONGEST_NAME, _LONGEST_ABSTRACT, _MOST_AUTHORS = 300, 100, 20_000, 500
_LARGEST_ANSWER = 20_000_000

_TAG = re.compile(r"<[^<>]{0,200}>")


class Work(BaseModel):
    """What one service says of one work; `retracted` is its word on a retraction, None where it knows of none."""

    model_config = ConfigDict(frozen=True)

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    venue: str | None = None
    abstract: str | None = None
    retracted: str | None = None


@dataclass(frozen=True, kw_only=True)
class Database:
    """One service that can be searched: how it is asked and what its answers mean.

    Attributes:
        key: its name in `Paper.source`; with a dash for an underscore, the name in `--sources`.
        name: its name in messages.
        address: its API among the endpoints.
        by_terms: the path and query that search for works.
        answers: the keys of which a right answer has one.
        read: the works in a right answer.
    """

    key: PaperSource
    name: str
    address: Callable[[Endpoints], str]
    by_terms: Callable[[Terms], str]
    answers: frozenset[str]
    read: Callable[[Mapping[str, Any]], Iterable[Work | None]]


@dataclass(frozen=True, kw_only=True)
class Source(Database):
    """One that is asked for the works that a report cites, too.

    Attributes:
        by_title: the path and query that look for a title.
        by_doi: the path and query that look a DOI up.
    """

    by_title: Callable[[str], str]
    by_doi: Callable[[str], str]


def ask(source: Database, query: str, store: Store, web: Web, *, most: int = MOST_FOUND) -> list[Work] | Lack:
    """The works that a service gives for a query (a path of its API), the likeliest first; empty where it knows none.

    Args:
        source: the service.
        query: what `by_title`, `by_doi` or `by_terms` made.
        store: keeps what was answered, for a month (works are retracted too), and longer where no answer comes then.
        web: where to ask; offline, only what was kept is found.
        most: how many works are taken.
    """
    address = f"{source.address(web.endpoints).rstrip('/')}{query}"
    kept = _kept(source, address, store)
    if kept and (web.offline or time.time() - kept[1] < STALE_SECONDS):
        return kept[0]
    works = _asked(source, address, web, most)
    if isinstance(works, Lack):
        return kept[0] if kept else works
    found = {"works": [work.model_dump() for work in works], "asked": time.time()}
    store.put_json(source.key, digest(address), found)
    return works


def _asked(source: Database, address: str, web: Web, most: int) -> list[Work] | Lack:
    try:
        answer = web.get(address, limit=_LARGEST_ANSWER, check=lambda answer: _check(answer, source))
    except StatusError as error:
        return [] if error.status == HTTPStatus.NOT_FOUND else Lack(str(error))
    except WebError as error:
        return Lack(str(error))
    return [work for work in source.read(_parse(answer)) if work and work.title][:most]


def _kept(source: Database, address: str, store: Store) -> tuple[list[Work], float] | None:
    # What an older version of this program kept in another form counts as absent.
    with suppress(ValidationError, KeyError, TypeError):
        if kept := store.get_json(source.key, digest(address)):
            works = [Work.model_validate(work) for work in cast("list[object]", kept["works"])]
            return works, float(cast("float", kept["asked"]))
    return None


def _check(answer: Answer, source: Database) -> None:
    try:
        parsed = _parse(answer)
    except (ValueError, RecursionError) as error:
        page = b"<html" in answer.body[:2000].lower() or "html" in answer.content_type
        raise PassingError("an HTML page came back" if page else "something else than JSON came back") from error
    if not source.answers & set(parsed):
        raise PassingError("another kind of answer came back")


def _parse(answer: Answer) -> dict[str, Any]:
    parsed = json.loads(answer.body)
    if not isinstance(parsed, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 (what json.loads raises too)
    return parsed


# ── values out of somebody else's JSON ───────────────────────────────────────────────────────────────────────────────


def text_of(value: object, longest: int = LONGEST_TITLE) -> str | None:
    """A string without tags and entities, white space collapsed, cut at `longest`; None where there is none."""
    if not isinstance(value, str):
        return None
    # Half a surrogate pair is what is left of a letter that was cut in two.
    whole = value[: 2 * longest].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return collapse(html.unescape(_TAG.sub(" ", whole)))[:longest] or None


def abstract_of(value: object) -> str | None:
    """As `text_of`, for an abstract."""
    text = text_of(value, _LONGEST_ABSTRACT)
    return re.sub(r"^abstract[\s.:]*", "", text, flags=re.IGNORECASE) or None if text else None


def year_of(value: object) -> int | None:
    """A year in which a work may have been published."""
    return value if isinstance(value, int) and 1500 < value < 2200 else None


def member(value: object, *path: str) -> Any:
    """What stands in nested objects under a path of keys; None where the path ends early."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def objects(value: object) -> Iterator[dict[str, Any]]:
    """The objects in a list; none where it is no list."""
    return (item for item in (value if isinstance(value, list) else ()) if isinstance(item, dict))


def names_of(values: Iterable[object]) -> tuple[str, ...]:
    """The names that are strings, in order."""
    names = [text_of(value, _LONGEST_NAME) for value, _ in zip(values, range(_MOST_AUTHORS), strict=False)]
    return tuple(name for name in names if name)


def doi_of(value: object) -> str | None:
    """A DOI in its canonical form; None for anything else, and for arXiv's own DOIs."""
    return next((found.value for found in find_dois(value[:500])), None) if isinstance(value, str) else None


def arxiv_id_of(*values: object) -> str | None:
    """The first arXiv id, without its version, in identifiers and addresses."""
    texts = [value[:500] for value in values if isinstance(value, str)]
    return next((found.value for text in texts for found in find_arxiv_ids(text)), None)
