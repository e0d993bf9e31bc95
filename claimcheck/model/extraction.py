"""What `extract` gives: claims, references and what is no claim."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from claimcheck.model.base import Noun, Probability, Span
from claimcheck.model.document import Location

CitedBy = Literal["marker", "row", "heading", "paragraph", "list", "none"]
SkipReason = Literal[
    "heading",
    "question",
    "plan",
    "opinion",
    "bibliographic",
    "code",
    "own_work",
    "about_the_report",
    "table_header",
    "no_statement",
    "generated",
]


class Printed(Noun):
    """What the report's own table says of a claim; either part may be missing."""

    verified: bool | None = None
    confidence: Probability | None = None


class Claim(Noun):
    """One checkable statement of the report about what a source says or found.

    `text` is as printed, `statement` the same made to stand alone: a labelled bullet becomes a sentence about its
    paper, and what a pronoun stands for is added in square brackets. `id` is a digest of the claim's normalised words
    with a counter for repeats, `number` its place in order. `clauses` are the statements that a claim of several
    consists of, none where it is one; a clause has none. `reading` is the claim as a language model reads it, with a
    name in the place of a pronoun or in parts: it can make a verdict weaker, never stronger. `passed_over` is why the
    rules took it for no claim, where a language model found it to be one. `said_of` are those of `cites` that each must
    carry the claim, as it says so of them ("both studies find"); of the others one will do.
    """

    id: str
    number: int
    text: str
    statement: str
    location: Location
    truncated: bool = False
    cites: tuple[str, ...] = ()
    cited_by: CitedBy = "none"
    printed: Printed | None = None
    said_of: tuple[str, ...] = Field(default=(), exclude=True)
    label: str | None = Field(default=None, exclude=True)
    read_as: str | None = Field(default=None, exclude=True)
    clauses: tuple[Claim, ...] = Field(default=(), exclude=True)
    reading: Claim | None = Field(default=None, exclude=True)
    passed_over: SkipReason | None = Field(default=None, exclude=True)

    @property
    def judged(self) -> str:
        """The words that a verdict is about: the statement without what was added for the reader alone."""
        return self.read_as or self.statement


class ReferenceStatus(StrEnum):
    """How far a reference got: `read` has its text at hand, every other one says why not."""

    PENDING = "pending"
    READ = "read"
    MISSING = "missing"
    NONEXISTENT = "nonexistent"
    UNREADABLE = "unreadable"
    WRONG_PAPER = "wrong_paper"
    MALFORMED = "malformed"
    UNIDENTIFIED = "unidentified"
    UNLISTED = "unlisted"


class Mismatch(Noun):
    """One thing that a report says of a paper and the paper does not: both, and `source`, where the latter stands."""

    what: Literal["authors", "year", "title", "venue", "code"]
    printed: str
    actual: str
    source: str


class Reference(Noun):
    """One entry of the report's list of sources, or a paper that the report cites without listing it.

    `key` is what claims cite it by: the canonical identifier where one is printed, else a short name. `raw` is the
    entry as printed, `paper` the id of the paper that was read for it, `detail` the reason for its status,
    `listed_again` where the list has the same identifier once more, `withdrawn` what is said of its withdrawal.
    `venue` and `code` are what the report prints behind these labels. `newest` is the newest version where an older
    one is cited or was read. `off_topic` is how near the paper is to the report's question, 0 to 1, where that is too
    little to have to do with it. `mismatches` are what the report says of the paper and the paper does not.
    """

    key: str
    raw: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    paper: str | None = None
    status: ReferenceStatus = ReferenceStatus.PENDING
    detail: str | None = None
    location: Location | None = Field(default=None, exclude=True)
    cited: bool = Field(default=False, exclude=True)
    in_list: bool = Field(default=False, exclude=True)
    listed_again: tuple[Location, ...] = Field(default=(), exclude=True)
    withdrawn: str | None = Field(default=None, exclude=True)
    venue: str | None = Field(default=None, exclude=True)
    code: str | None = Field(default=None, exclude=True)
    newest: int | None = Field(default=None, exclude=True)
    off_topic: Probability | None = Field(default=None, exclude=True)
    mismatches: tuple[Mismatch, ...] = Field(default=(), exclude=True)


class Skipped(Noun):
    """A part of the report that is no claim about a source, and why."""

    text: str
    location: Location
    reason: SkipReason
    # A sentence of the prose, which may be a claim after all; no heading, source, code or the like.
    sentence: bool = Field(default=False, exclude=True)


class Reading(Noun):
    """What a language model reads in a report beyond the rules, each by the place of its sentence.

    `claims` are sentences that the rules passed over and that state something of a source. `names` are words of the
    report for which the first words of a claim stand. `parts` are the statements of a claim, each as the words that it
    shares with those before it (empty for none) and its own; all are words of the claim.
    """

    claims: frozenset[Location] = frozenset()
    names: dict[Location, str] = Field(default_factory=dict)
    parts: dict[Location, tuple[tuple[str, str], ...]] = Field(default_factory=dict)


class PrintedCount(Noun):
    """A number that the report states about itself: `what` is `papers`, `claims` or `verified`."""

    what: Literal["papers", "claims", "verified"]
    value: int
    location: Location


class ClaimsTable(Noun):
    """The report's own claims table: the span that `table --write` replaces, and what stands there now.

    `generated` tells a table between claimcheck's markers from one that somebody else wrote; `header` has its columns.
    """

    span: Span
    generated: bool
    header: tuple[str, ...]


class Extraction(Noun):
    """All that a report says, sorted: what `extract` hands on."""

    title: str | None
    question: str | None
    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]
    skipped: tuple[Skipped, ...]
    counts: tuple[PrintedCount, ...] = ()
    table: ClaimsTable | None = None
