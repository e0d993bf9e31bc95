"""What all who draw claims from papers share: the papers that were read, and a candidate as a claim about one."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.extract import named
from claimcheck.model import Candidate, Document, PaperClaim, Retrieved


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


def paper_claim(item: Retrieved, candidate: Candidate) -> PaperClaim:
    """A candidate as a claim about its paper."""
    paper = item.paper
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
