"""From what catalogues say of a reference to its paper: the one on arXiv, else an abstract, else a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.model import FoundWork, PaperSource, Reference, ReferenceStatus, Retrieved
from claimcheck.retrieve.arxiv_papers import abstract_alone, find_on_arxiv
from claimcheck.retrieve.by_title import CATALOGUES, Catalogues, Search
from claimcheck.retrieve.crossref import CROSSREF
from claimcheck.retrieve.europe_pmc import EUROPE_PMC
from claimcheck.retrieve.outcome import Candidate, name_of_bytes, settle, shorten, without
from claimcheck.retrieve.texts import Texts
from claimcheck.retrieve.web import Web
from claimcheck.retrieve.works import Work
from claimcheck.store import Store

_KEYS: dict[str, PaperSource] = {
    **{database.name: database.key for database in (*CATALOGUES, EUROPE_PMC)},
    "arXiv": "arxiv",
}
# Where there is no paper for a reason that an abstract mends.
_NOT_HAD = frozenset([ReferenceStatus.MISSING, ReferenceStatus.UNIDENTIFIED, ReferenceStatus.UNREADABLE])


class Catalogued(NamedTuple):
    """What came of one reference, and what catalogues say of its paper."""

    retrieved: Retrieved
    works: tuple[Work, ...]


def find_catalogued(
    references: Mapping[int, Reference], texts: Texts, store: Store, web: Web, catalogues: Catalogues
) -> dict[int, Catalogued]:
    """The papers of references that print no arXiv id.

    Args:
        references: what is looked for, by number.
        texts: reads what was fetched.
        store: what lies there is not fetched again.
        web: the way out to arXiv.
        catalogues: who is asked.
    """
    searches = catalogues.look_for(references)
    ids = {number: search.arxiv_id[0] for number, search in searches.items() if search.arxiv_id}
    wanted = {number: references[number].model_copy(update={"arxiv_id": name}) for number, name in ids.items()}
    fetched = find_on_arxiv(wanted, texts, store, web) if wanted else {}
    return {
        number: Catalogued(_settle(references[number], search, fetched.get(number)), tuple(search.works.values()))
        for number, search in searches.items()
    }


def with_abstracts(retrieved: Sequence[Retrieved], works: Mapping[str, FoundWork]) -> list[Retrieved]:
    """The same; where a paper could not be had, the abstract that a search found stands in for it, and that is said.

    Args:
        retrieved: what came of the references of a search.
        works: its works, by the key of the reference.
    """
    return [_with_abstract(item, works.get(item.reference.key)) for item in retrieved]


def _with_abstract(item: Retrieved, found: FoundWork | None) -> Retrieved:
    if found is None or found.abstract_from not in _KEYS or item.reference.status not in _NOT_HAD:
        return item
    work = Work.model_validate(found.model_dump(include=set(Work.model_fields)))
    candidate = _abstract(found.abstract_from, work)
    reason = f"; {item.reference.detail}" if item.reference.detail else ""
    return settle(item.reference, replace(candidate, note=f"{candidate.note}{reason}"))


def _settle(reference: Reference, search: Search, fetched: Retrieved | None) -> Retrieved:
    if fetched and fetched.paper and search.arxiv_id:
        paper, withdrawn = fetched.paper, fetched.reference.withdrawn or search.retracted
        detail = "; ".join(filter(None, [_how(reference, paper.id, search), fetched.reference.detail]))
        update = {"status": ReferenceStatus.READ, "detail": detail, "paper": paper.id, "withdrawn": withdrawn}
        return fetched.model_copy(update={"reference": reference.model_copy(update=update)})
    reference = reference.model_copy(update={"withdrawn": search.retracted})
    for who, work in search.works.items():
        if work.abstract:
            return settle(reference, _abstract(who, work))
    if search.works:
        who, work = next(iter(search.works.items()))
        reason = fetched.reference.detail if fetched else "no text or abstract of it is to be had"
        return without(reference, ReferenceStatus.MISSING, f"{who} lists {_cited(work)}; {reason}")
    if search.others:
        who, work = next(iter(search.others.items()))
        if reference.doi:
            detail = f"{reference.doi} is another paper: {who} has {_cited(work)}, the report names"
            return without(reference, ReferenceStatus.WRONG_PAPER, f"{detail} “{shorten(reference.title or '')}”")
        detail = f"{who} has a paper of that title, {_cited(work)}, but what else is printed does not name it"
        return without(reference, ReferenceStatus.UNIDENTIFIED, detail)
    return _nowhere(reference, search)


def _nowhere(reference: Reference, search: Search) -> Retrieved:
    """Nobody knows it, which is no proof that it is invented: not every work is in a catalogue."""
    asked = f"; {search.asked}" if search.asked else ""
    if reference.doi:
        if CROSSREF.name in search.knew_none:
            asked += "; other registries of DOIs were not asked"
        return without(reference, ReferenceStatus.MISSING, f"not at hand{asked}")
    detail = "no identifier is printed and no paper of this title is at hand"
    return without(reference, ReferenceStatus.UNIDENTIFIED, f"{detail}{asked}")


def _how(reference: Reference, paper: str, search: Search) -> str:
    _, who = search.arxiv_id or ("", "")
    if not reference.doi:
        return f"found by its title: {who} has it as arXiv:{paper}"
    if not search.works or list(search.works) == ["arXiv"]:
        return f"the DOI is {search.asked}; found by its title on arXiv as {paper}"
    return f"read in its arXiv version, {paper}, which {who} has under the same title; the DOI is the publication's"


def _abstract(who: str, work: Work) -> Candidate:
    document = abstract_alone(work.title, work.abstract or "")
    sha256 = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    arxiv_id = parse_arxiv_id(work.arxiv_id) if work.arxiv_id else None
    name = work.doi or (arxiv_id.id if arxiv_id else None) or name_of_bytes(sha256)
    return Candidate(
        called=name,
        id=name,
        document=document,
        sha256=sha256,
        source=_KEYS[who],
        title=work.title,
        text="abstract",
        note=f"only the abstract was read, from {who}",
    )


def _cited(work: Work) -> str:
    """`“Title”, A, B and others, 2020, 10.1000/x`, as far as it is known."""
    people = f"{', '.join(work.authors[:2])}{' and others' if len(work.authors) > 2 else ''}"
    parts = [f"“{shorten(work.title)}”", shorten(people), str(work.year or ""), work.doi or ""]
    return ", ".join(filter(None, parts))
