"""A labelled pair as an audit would meet it: the evidence sentences are the paper, the claim cites it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from claimcheck.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Location,
    Paper,
    Piece,
    Reference,
    ReferenceStatus,
    Retrieved,
    Span,
)
from claimcheck.store import digest
from claimcheck.tasks.rows import Row
from claimcheck.verify.learning.lessons import without_marks
from claimcheck.words import collapse, short_digest

_NOWHERE = Location(line=1, column=1, end_line=1, end_column=1)


def as_document(sentences: Sequence[str]) -> Document:
    """A paper of these sentences, each a paragraph of its own, one line below the other.

    So no passage holds words of two sentences, and the start of a passage tells its sentence (`sentence_at`); a very
    long sentence becomes several passages, one of a few letters none, as in every paper.
    """
    blocks = tuple(
        Block(
            kind=BlockKind.PARAGRAPH,
            text=sentence,
            pieces=(Piece(plain=0, source=start, length=len(sentence)),),
            sentences=((0, len(sentence)),),
        )
        for sentence, start in zip(sentences, _starts(sentences), strict=True)
        if sentence.strip()
    )
    return Document(format="rows", text="\n".join(sentences), blocks=blocks)


def sentence_at(sentences: Sequence[str], span: Span) -> int:
    """The number of the sentence in which a span of the document of these sentences begins."""
    return bisect_right(_starts(sentences), span[0]) - 1


def statement(claim: str) -> str:
    """A claim as an audit would read it: without citation marks, white space collapsed."""
    return collapse(without_marks(claim)) or collapse(claim)


def as_claim(row: Row, number: int) -> tuple[Claim, Retrieved]:
    """The claim of a labelled pair, and the paper that it cites. Rows with the same evidence cite the same paper."""
    said, evidence = statement(row["claim"]), row["evidence"]
    sha256 = digest(*evidence)
    key = f"rows:{sha256[:16]}"
    # Cited as under a paper's own heading: by a marker it would, where its own paper does not support it, also be held
    # against the papers of all the other rows (CC108), which are no list of a report.
    claim = Claim(
        id=short_digest(said),
        number=number,
        text=said,
        statement=said,
        location=_NOWHERE,
        cites=(key,),
        cited_by="heading",
    )
    reference = Reference(key=key, raw=key, paper=key, status=ReferenceStatus.READ, cited=True, in_list=True)
    paper = Paper(id=key, title=row.get("title"), sha256=sha256, source="folder")
    return claim, Retrieved(reference=reference, paper=paper, document=as_document(evidence))


def _starts(sentences: Sequence[str]) -> list[int]:
    return list(accumulate((len(sentence) + 1 for sentence in sentences[:-1]), initial=0)) if sentences else []
