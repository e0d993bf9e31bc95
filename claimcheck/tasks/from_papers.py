"""`claimcheck table --from-papers`: claims drawn from the cited papers, each held against all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.extract import candidates, extract, papers_table
from claimcheck.model import Retrieved
from claimcheck.render import papers_summary
from claimcheck.render import papers_table as rendered
from claimcheck.tasks.audit import retrieve_papers
from claimcheck.tasks.drawing import SENTENCES, with_drawn
from claimcheck.tasks.paper_claims import paper_claim, papers_read, whole
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

    A language model that the user names may word some of them.

    Raises:
        InputError: none of the papers could be read or says anything; or the table cannot be written (see `put`).
    """
    data = load(path)
    report = Report(path, data, workplace.read_report(path, data))
    if write or check:
        check_format(report)
    extraction = extract(report.document)
    retrieved = retrieve_papers(extraction, workplace)
    read = papers_read(retrieved)
    pools = [Pool(item.paper.title if item.paper else None, candidates(whole(item))) for item in read]
    if workplace.language:
        best = workplace.verifier.choose(pools, SENTENCES * len(pools))
        pools = with_drawn(pools, read, best, workplace, question=extraction.question, most=most)
    chosen = workplace.verifier.choose(pools, most)
    if not chosen:
        raise InputError(f"{shown(path)}: {_nothing(retrieved, read)}")
    drawn = [paper_claim(read[p], pools[p].candidates[place]) for p, place in chosen]
    claims = tuple(workplace.verifier.hold(drawn, retrieved))
    make = partial(rendered, claims, form=report.form, source=report.document.text)
    old = papers_table(report.document)
    slot = Slot("papers", _HEADING, old, marked=old is not None)
    file = put(report, slot, lambda newline: make(newline=newline), write=write) if write or check else None
    what = "differs from the one drawn just now" if old else "is missing"
    fault = f"the table of the papers' claims {what} (CC404)" if file else None
    notes = (*_silent(retrieved, read, pools, {p for p, _ in chosen}), papers_summary(claims))
    return TableResult(make(newline="\n"), fault, file or path, notes)


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
