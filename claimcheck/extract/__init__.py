"""A report's `Document` in, an `Extraction` out: claims with what they cite, references, and what is no claim and why.

Any document will do, so that claims can come from papers too. Raises nothing: a document without claims gives none.
"""

from __future__ import annotations

from claimcheck.extract.claims import Sorter
from claimcheck.extract.counts import counts, question
from claimcheck.extract.outline import BEGIN_MARK, END_MARK, outline
from claimcheck.extract.references import References
from claimcheck.model import Document, Extraction

__all__ = ["BEGIN_MARK", "END_MARK", "extract"]


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
        skipped=tuple(sorter.skipped),
        counts=counts(document, nodes),
        table=sorter.table,
    )
