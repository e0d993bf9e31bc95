"""The table of the papers' claims, as `claimcheck table --from-papers` prints it and writes it into the report."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from claimcheck.model import PAPERS_HEADER, PAPERS_LEGEND
from claimcheck.render import wording
from claimcheck.render.claims_table import TableForm, lay_out
from claimcheck.render.clean import clean
from claimcheck.render.latex import Latex
from claimcheck.words import two_decimals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import PaperClaim, Stand

_LONGEST = 200
_WIDTHS = (None, 0.31, 0.12, 0.13, 0.19, None)


def papers_table(claims: Sequence[PaperClaim], *, form: TableForm, newline: str, source: str = "") -> str:
    """A row a claim: where it stands in its paper, and what the rest of that and the other papers say to it.

    A line below says what the columns mean; the text form, whose table is known by its rows alone, goes without.

    Args:
        claims: the claims, in the order of the table.
        form: Markdown, text, HTML or LaTeX.
        newline: ends every line, the last one too.
        source: for LaTeX the report's own source (see `latex`).
    """
    rows = [_cells(number, claim) for number, claim in enumerate(claims, 1)]
    lines = lay_out(list(PAPERS_HEADER), rows, form=form, source=source, widths=_WIDTHS)
    legend = {
        "markdown": ["", PAPERS_LEGEND],
        "html": [f"<p>{html.escape(PAPERS_LEGEND)}</p>"],
        "latex": ["", Latex(source).escape(PAPERS_LEGEND)],
        "text": [],
    }
    return "".join(f"{line}{newline}" for line in [*lines, *legend[form]])


def papers_summary(claims: Sequence[PaperClaim]) -> str:
    """The counts of such a table on one line."""
    rest = [claim.rest.says for claim in claims if claim.rest]
    others = [{stand.says for stand in claim.others} for claim in claims]
    papers = wording.plural(len({claim.paper for claim in claims}), "paper")
    return (
        f"{wording.plural(len(claims), 'claim')} from {papers}: the rest of the paper supports"
        f" {rest.count('supports')} and contradicts {rest.count('contradicts')}; other papers support"
        f" {sum('supports' in said for said in others)} and contradict {sum('contradicts' in said for said in others)}"
    )


def _cells(number: int, claim: PaperClaim) -> list[str]:
    paper = claim.key + (" (abstract only)" if claim.abstract else "")
    support = claim.rest.support if claim.rest else None
    confidence = wording.NOTHING if support is None else two_decimals(support)
    return [str(number), claim.text, paper, _grounded(claim), _elsewhere(claim.others), confidence]


def _grounded(claim: PaperClaim) -> str:
    here = _place(claim.candidate.page, claim.candidate.section)
    here += ", worded by a language model" if claim.candidate.drawn else ""
    rest = claim.rest
    if rest is None or rest.evidence is None:
        return f"✓ {here}"
    there = _place(rest.evidence.page, rest.evidence.section)
    if rest.says == "supports":
        return f"✓ {here}, supported {there}"
    return f"✗ {here}, but {there}: {_quoted(rest.evidence.quotation)}"


def _elsewhere(others: Sequence[Stand]) -> str:
    said = [
        f"{'✓' if stand.says == 'supports' else '✗'} {wording.paper_and_page(stand.evidence)}:"
        f" {_quoted(stand.evidence.quotation)}"
        for stand in others
        if stand.evidence
    ]
    if said:
        return "; ".join(said)
    return f"{wording.NOTHING} nothing in {wording.plural(len(others), 'other paper')}" if others else wording.NOTHING


def _place(page: int | None, section: str | None) -> str:
    return f"p. {page}" if page is not None else f"({clean(section)})" if section else "in its text"


def _quoted(quotation: str) -> str:
    """The quotation, cut at a word where it is long: the page is there to look it up."""
    text = clean(quotation)
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST].rsplit(' ', 1)[0]} …”"
