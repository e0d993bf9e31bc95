"""`claimcheck table --from-papers`: claims drawn from the cited papers, each held against all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.extract import candidates, extract, named, papers_table
from claimcheck.model import Document, PaperClaim, Retrieved
from claimcheck.render import papers_summary
from claimcheck.render import papers_table as rendered
from claimcheck.tasks.audit import retrieve_papers
from claimcheck.tasks.report_file import Report, Slot, check_format, put
from claimcheck.tasks.table import TableResult
from claimcheck.tasks.workplace import Workplace, load, shown
from claimcheck.verify import Pool

MOST_CLAIMS = 12
_HEADING = "Claims from the Papers"


def draw(
    path: Path, workplace: Workplace, *, most: int = MOST_CLAIMS, write: bool = False, check: bool = False
) -> TableResult:
    """Draws claims from the papers that a report lists and verifies each; with `write` puts in their table.

    Raises:
        InputError: none of the papers could be read or says anything; or the table cannot be written (see `put`).
    """
    data = load(path)
    report = Report(path, data, workplace.read_report(path, data))
    if write or check:
        check_format(report)
    retrieved = retrieve_papers(extract(report.document), workplace)
    read = papers_read(retrieved)
    pools = [Pool(item.paper.title if item.paper else None, candidates(whole(item))) for item in read]
    chosen = workplace.verifier.choose(pools, most)
    if not chosen:
        raise InputError(f"{shown(path)}: {_nothing(retrieved, read)}")
    claims = tuple(workplace.verifier.hold([paper_claim(read[p], pools[p], place) for p, place in chosen], retrieved))
    make = partial(rendered, claims, form=report.form, source=report.document.text)
    old = papers_table(report.document)
    slot = Slot("papers", _HEADING, old, marked=old is not None)
    file = put(report, slot, lambda newline: make(newline=newline), write=write) if write or check else None
    what = "differs from the one drawn just now" if old else "is missing"
    fault = f"the table of the papers' claims {what} (CC404)" if file else None
    notes = (*_silent(retrieved, read, pools, {p for p, _ in chosen}), papers_summary(claims))
    return TableResult(make(newline="\n"), fault, file or path, notes)


def papers_read(retrieved: Sequence[Retrieved]) -> list[Retrieved]:
    """The papers that were read, each once, under the first reference that names it."""
    once: dict[str, Retrieved] = {}
    for item in retrieved:
        if item.paper and item.document:
            once.setdefault(item.paper.sha256, item)
    return list(once.values())


def whole(item: Retrieved) -> Document:
    """The document of a paper that was read."""
    assert item.document is not None  # noqa: S101 - `papers_read` keeps only these
    return item.document


def paper_claim(item: Retrieved, pool: Pool, place: int) -> PaperClaim:
    """A candidate as a claim about its paper."""
    candidate, paper = pool.candidates[place], item.paper
    assert paper is not None  # noqa: S101 - as above
    key = item.reference.key
    return PaperClaim(
        text=named(candidate.text, key),
        statement=named(candidate.text),
        key=key,
        paper=paper.id,
        abstract=paper.text == "abstract",
        candidate=candidate,
    )


def _nothing(retrieved: Sequence[Retrieved], read: Sequence[Retrieved]) -> str:
    if not retrieved:
        return "lists no papers, so there is nothing to draw claims from"
    if not read:
        return (
            f"none of its {len(retrieved)} papers could be had; give their files with --papers, or leave out --offline"
        )
    return f"no sentence of the {len(read)} papers that were read asserts a result by itself"


def _silent(
    retrieved: Sequence[Retrieved], read: Sequence[Retrieved], pools: Sequence[Pool], chosen: set[int]
) -> list[str]:
    """Why a paper has no row."""
    lines = [
        f"{item.reference.key}: not read ({item.reference.detail or item.reference.status.value})"
        for item in retrieved
        if not item.paper and (item.reference.in_list or item.reference.cited)
    ]
    for number, item in enumerate(read):
        if number not in chosen:
            why = (
                "more papers than --max-claims"
                if pools[number].candidates
                else "no sentence asserts a result by itself"
            )
            lines.append(f"{item.reference.key}: no claim ({why})")
    return lines
