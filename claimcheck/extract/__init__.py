"""A report's `Document` in, an `Extraction` out: claims with what they cite, references, and what is no claim and why.

What a language model reads in the report beyond the rules comes as a `Reading` and is added; `unresolved` and
`undivided` are the claims that it may be asked about.
A paper's `Document` gives its candidate claims instead (`candidates`), each to be told by somebody else (`named`);
`excerpts` are its words around some of them, and what a language model makes of these, claims with quotations, are
candidates too where the paper says so (`drawn_candidates`).
A research question gives a `Plan`: its concepts, and the queries that look for its papers (`plan`); `widen` adds words
that a language model has for them.
Raises nothing: a document without claims gives none.
"""

from __future__ import annotations

from claimcheck.extract.assertions import is_limitation, is_own_result
from claimcheck.extract.claims import Sorter
from claimcheck.extract.context import Unresolved, undivided, unresolved
from claimcheck.extract.counts import counts, question
from claimcheck.extract.drawn import drawn_candidates, excerpts
from claimcheck.extract.from_paper import candidates
from claimcheck.extract.marks import mark, papers_table, skipped
from claimcheck.extract.outline import outline
from claimcheck.extract.paper_sentence import named
from claimcheck.extract.proposed import with_name
from claimcheck.extract.queries import plan
from claimcheck.extract.references import References
from claimcheck.extract.setup import tells_no_result
from claimcheck.extract.widening import widen
from claimcheck.model import Claim, Document, Extraction, Reading

__all__ = [
    "Unresolved",
    "candidates",
    "drawn_candidates",
    "excerpts",
    "extract",
    "is_limitation",
    "is_own_result",
    "mark",
    "named",
    "papers_table",
    "plan",
    "tells_no_result",
    "undivided",
    "unresolved",
    "widen",
]


_NOTHING_READ = Reading()


def extract(document: Document, reading: Reading = _NOTHING_READ) -> Extraction:
    """Sorts a report into claims, references and the rest.

    Args:
        document: the report, read.
        reading: what a language model read in it beyond the rules.

    Returns:
        Claims in the order of the report, numbered from 1; every reference that is listed or cited; what was skipped.
    """
    nodes = outline(document)
    references = References(document, nodes)
    sorter = Sorter(document, nodes, references, reading)
    claims = tuple(_named(claim, reading, references) for claim in sorter.claims())
    return Extraction(
        title=document.title,
        question=question(nodes),
        claims=claims,
        references=tuple(
            entry.reference(cited=entry.key in sorter.really_cited) for entry in references.entries.values()
        ),
        skipped=(*sorter.skipped, *skipped(document)),
        counts=counts(document, nodes, sorter.citations),
        table=sorter.table,
    )


def _named(claim: Claim, reading: Reading, references: References) -> Claim:
    name = reading.names.get(claim.location) if reading.names else None
    if name is None:
        return claim
    cited = [references.entries[key] for key in claim.cites]
    own = [called for entry in cited for called in (entry.own_name, entry.short_authors, *entry.authors) if called]
    return with_name(claim, name, own)
