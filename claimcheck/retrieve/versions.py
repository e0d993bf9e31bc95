"""What is known of papers once they are there: newer versions, withdrawals, and how the report describes them."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.identifiers import ArxivId, parse_arxiv_id
from claimcheck.model import Paper, Retrieved
from claimcheck.retrieve.arxiv_api import Record, look_up
from claimcheck.retrieve.description import Known, mismatches
from claimcheck.retrieve.identity import front, is_misnamed
from claimcheck.retrieve.web import Web
from claimcheck.retrieve.works import Work
from claimcheck.store import Store

# Of a paper with more versions, the titles are not all asked for.
_MOST_VERSIONS = 20


def with_what_is_known(
    retrieved: Mapping[int, Retrieved], works: Mapping[int, tuple[Work, ...]], store: Store, web: Web
) -> dict[int, Retrieved]:
    """The same, each reference with what its paper's metadata says against it.

    Args:
        retrieved: what was found, by number.
        works: what catalogues say of each.
        store: keeps what arXiv says.
        web: the way out to arXiv; where it gives no answer, nothing is said.
    """
    ids = {number: name for number, item in retrieved.items() if (name := _arxiv_id(item.paper))}
    # The user may have the papers, but a withdrawal or a newer version is known to arXiv alone.
    found = look_up([ArxivId(name) for name in dict.fromkeys(ids.values())], store, web)
    records = {name.id: record for name, record in found.items() if isinstance(record, Record)}
    titles = _titles(retrieved, ids, records, store, web)
    best = dict(retrieved)
    for number, item in retrieved.items():
        name = ids.get(number)
        known = Known(records.get(name or ""), works.get(number, ()), titles.get(name or ""))
        best[number] = _with_record(item, name, known)
    return best


def newest_of(item: Retrieved) -> ArxivId | None:
    """The newest version of a paper of which an older one is there."""
    name = _arxiv_id(item.paper)
    newest = item.reference.newest
    return ArxivId(name, newest) if name and newest and item.paper and item.paper.version != newest else None


def _with_record(item: Retrieved, name: str | None, known: Known) -> Retrieved:
    reference, paper, record = item.reference, item.paper, known.record
    if paper is None or item.document is None:
        return item
    update: dict[str, object] = {"mismatches": mismatches(reference, item.document, name, known)}
    printed = (parse_arxiv_id(reference.arxiv_id) if reference.arxiv_id else None) or ArxivId("")
    notes = [reference.detail] if reference.detail else []
    if printed.version and paper.version != printed.version:
        at_hand = f"version {paper.version}" if paper.version else "a version that is not known"
        notes.append(f"the report cites version {printed.version}; {at_hand} was read")
    if record:
        update["withdrawn"] = reference.withdrawn or record.withdrawn
        used = printed.version or paper.version
        if used and used < record.version:
            update["newest"] = record.version
            if not printed.version:
                notes.append(f"version {used} was read; the newest is {record.version}")
    update["detail"] = "; ".join(notes) or None
    return item.model_copy(update={"reference": reference.model_copy(update=update)})


def _titles(
    retrieved: Mapping[int, Retrieved], ids: Mapping[int, str], records: Mapping[str, Record], store: Store, web: Web
) -> dict[str, tuple[str, ...]]:
    """The titles of all versions of the papers whose newest title is not the printed one."""
    asked: dict[str, list[ArxivId]] = {}
    for number, name in ids.items():
        record = records.get(name)
        if record and record.version <= _MOST_VERSIONS and _is_doubtful(retrieved[number], record):
            asked[name] = [ArxivId(name, version) for version in range(1, record.version + 1)]
    found = look_up([version for versions in asked.values() for version in versions], store, web) if asked else {}
    titles = {}
    for name, versions in asked.items():
        of_versions = [one.title for version in versions if isinstance(one := found[version], Record)]
        # One title that is not known may be the printed one.
        if len(of_versions) == len(versions):
            titles[name] = tuple(of_versions)
    return titles


def _is_doubtful(item: Retrieved, record: Record) -> bool:
    return bool(item.document and is_misnamed(item.reference, front(item.document), [record.title]))


def _arxiv_id(paper: Paper | None) -> str | None:
    found = parse_arxiv_id(paper.id) if paper else None
    return found.id if found else None
