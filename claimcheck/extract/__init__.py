"""A report's `Document` in, an `Extraction` out: claims with what they cite, references, and what is no claim and why.

A paper's `Document` gives its candidate claims instead (`candidates`), each to be told by somebody else (`named`).
A research question gives a `Plan`: its concepts, and the queries that look for its papers (`plan`).
Raises nothing: a document without claims gives none.
"""

from __future__ import annotations

from claimcheck.extract.assertions import is_limitation, is_own_result
from claimcheck.extract.claims import Sorter
from claimcheck.extract.counts import counts, question
from claimcheck.extract.from_paper import candidates
from claimcheck.extract.marks import mark, papers_table, skipped
from claimcheck.extract.outline import outline
from claimcheck.extract.paper_sentence import named
from claimcheck.extract.queries import plan
from claimcheck.extract.references import References
from claimcheck.extract.setup import tells_no_result
from claimcheck.model import Document, Extraction

__all__ = [
    "candidates", "extract", "is_limitation", "is_own_result", "mark", "named", "papers_table", "plan",
    "tells_no_result",
]  # fmt: skip


def extract(document: Document) -> Extraction:
    """Sorts a report into claims, references and the rest.

    Args:
        document: the report, read.

    Returns:
        Claims in the order of the report, numbered from 1; every reference that is listed or cited; what was skipped.
    """
    nodes = outline(document)
    references = References(document, nodes)
    sorter = Sorter(document, nodes, references)
    claims = sorter.claims()
    return Extraction(
        title=document.title,
        question=question(nodes),
        claims=claims,
        references=tuple(
            entry.reference(cited=entry.key in sorter.really_cited) for entry in references.entries.values()
        ),
        skipped=(*sorter.skipped, *skipped(document)),
        counts=counts(document, nodes),
        table=sorter.table,
    )
