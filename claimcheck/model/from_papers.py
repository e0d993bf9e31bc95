"""What `claimcheck table --from-papers` draws from the cited papers, and what the papers say to it."""

from __future__ import annotations

from typing import Final, Literal, Self

from pydantic import Field, model_validator

from claimcheck.model.base import Noun, Probability, Span
from claimcheck.model.verdict import Evidence

# By these columns and this line below them our own table is known again in every format.
PAPERS_HEADER: Final = ("#", "Claim", "Paper", "Grounded", "Elsewhere", "Confidence")
PAPERS_LEGEND: Final = (
    "Grounded: where the sentence stands in its own paper, and what the rest of that paper says to it. Elsewhere: what"
    " the other papers of the list say to it. Confidence: the probability that the rest of its own paper supports it."
)


class Drawn(Noun):
    """A claim that a language model makes of a paper, with the words of the paper that it rests on."""

    text: str
    quotation: str


class Candidate(Noun):
    """A sentence of a paper that asserts something about its results.

    Attributes:
        text: the sentence for reading alone: mended, without citation marks, pointers to tables and leading links.
            One that is drawn is told anew by a language model.
        quotation: the sentence verbatim, white space collapsed.
        span: its place in the paper's document.
        page: its page, where the paper has pages.
        section: the heading it stands under.
        kind: what it tells of.
        weight: how informative it looks by its words and place.
        drawn: whether a language model worded it, from the quotation.
    """

    text: str
    quotation: str = Field(min_length=1)
    span: Span
    page: int | None = None
    section: str | None = None
    kind: Literal["finding", "number", "limit", "release"]
    weight: Probability
    drawn: bool = False


class Stand(Noun):
    """What a paper, or the rest of one, says to a claim; `evidence` is the passage that says so.

    `support` is the calibrated probability of support, None where there was nothing to read.
    """

    paper: str
    says: Literal["supports", "contradicts", "nothing"]
    support: Probability | None = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _shows_its_passage(self) -> Self:
        if (self.says == "nothing") != (self.evidence is None):
            raise ValueError("who supports or contradicts shows the passage, and nobody else does")
        return self


class PaperClaim(Noun):
    """A claim drawn from a paper of the list, and what the papers say to it.

    Attributes:
        text: what is printed: the candidate's words, with the paper named where its authors say "we".
        statement: the same for reading by the verifier, where the paper's name would be one more thing to find.
        key: the reference that the paper was read for.
        paper: the paper's id.
        abstract: whether only its abstract was to be had.
        candidate: the sentence.
        rest: what the rest of its own paper says, the sentence left out; None until it was asked.
        others: what each other paper says.
    """

    text: str
    statement: str
    key: str
    paper: str
    abstract: bool = False
    candidate: Candidate
    rest: Stand | None = None
    others: tuple[Stand, ...] = ()
