"""The nouns of claimcheck: what one room hands to the next.

All are frozen pydantic models, and a value that would be a lie cannot be built: a verified claim without a quotation,
an unchecked one without a reason, a probability outside 0 to 1 raise `pydantic.ValidationError` where they are made.
Spans are half-open `[start, end)` character offsets. Fields marked `exclude` serve the rooms and stay out of the JSON.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Final = 1

Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Span = tuple[int, int]


class Noun(BaseModel):
    """Base of all models: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── what is read ─────────────────────────────────────────────────────────────────────────────────────────────────────


class BlockKind(StrEnum):
    """What part a block plays on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    QUOTE = "quote"
    CODE = "code"
    MARKER = "marker"


class Piece(Noun):
    """A run of a block's text that stands in the document's text as it is, from `source` on."""

    plain: int
    source: int
    length: int


class Link(Noun):
    """A link inside a block; `start` and `end` are offsets into the block's text."""

    start: int
    end: int
    target: str


class Location(Noun):
    """A place in a report: 1-based lines and columns, the end exclusive; `page` (1-based) for paged documents."""

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None


class Block(Noun):
    """One heading, paragraph, list item, table row, caption or code block of a document.

    `text` is for reading and matching: markup removed, ligatures and line-end hyphens mended. `pieces` lead from any
    place in it back to the document's verbatim text, `sentences` are spans into `text`. `level` is the rank of a
    heading (1 to 6) or the depth of an item (0 is the outermost). A row has its `cells` and the `header` of its table.
    A `MARKER` is an HTML comment.
    """

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0
    page: int | None = None
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()

    def source(self, start: int, end: int) -> Span:
        """The span of the document's text that `text[start:end]` was made from."""
        if not self.pieces:
            return (0, 0)
        return self._point(start), max(self._point(start), self._point(max(start, end - 1)) + 1)

    @property
    def span(self) -> Span:
        """The span of the document's text that the whole block was made from."""
        return self.source(0, len(self.text))

    def _point(self, offset: int) -> int:
        index = max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.plain) - 1)
        piece = self.pieces[index]
        # A mended place (a ligature, a dropped hyphen) has no twin in the source: it maps to the end of its piece.
        return piece.source + max(0, min(offset - piece.plain, piece.length - 1))


class Document(Noun):
    """A report or a paper, read: `text` is verbatim, `pages` the offsets at which pages begin (empty without pages)."""

    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    title: str | None = None

    def locate(self, start: int, end: int) -> Location:
        """Line, column and page of a span of `text`; lines count from the top of the page where there are pages."""
        page = bisect_right(self.pages, start) if self.pages else None
        origin = self.pages[page - 1] if page else 0
        starts = _line_starts(self.text)
        top, first, last = (bisect_right(starts, place) for place in (origin, start, end))
        return Location(
            line=first - top + 1,
            column=start - max(starts[first - 1], origin) + 1,
            end_line=last - top + 1,
            end_column=end - max(starts[last - 1], origin) + 1,
            page=page,
        )


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin: found once for all the places that are asked for in it."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


# ── what is extracted ────────────────────────────────────────────────────────────────────────────────────────────────

CitedBy = Literal["marker", "row", "heading", "paragraph", "list", "none"]


class Printed(Noun):
    """What the report's own table says of a claim; either part may be missing."""

    verified: bool | None = None
    confidence: Probability | None = None


class Claim(Noun):
    """One checkable statement of the report about what a source says or found.

    `text` is as printed, `statement` the same made to stand alone (a labelled bullet becomes a sentence about its
    paper). `id` is a digest of the claim's normalised words with a counter for repeats, `number` its place in order.
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
    label: str | None = Field(default=None, exclude=True)


class ReferenceStatus(StrEnum):
    """How far a reference got: `read` has its text at hand, every other one says why not."""

    PENDING = "pending"
    READ = "read"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    WRONG_PAPER = "wrong_paper"
    MALFORMED = "malformed"
    UNIDENTIFIED = "unidentified"
    UNLISTED = "unlisted"


class Reference(Noun):
    """One entry of the report's list of sources, or a paper that the report cites without listing it.

    `key` is what claims cite it by: the canonical identifier where one is printed, else a short name. `raw` is the
    entry as printed, `paper` the id of the paper that was read for it, `detail` the reason for its status.
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


class Skipped(Noun):
    """A part of the report that is no claim about a source, and why."""

    text: str
    location: Location
    reason: SkipReason


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


# ── what is retrieved ────────────────────────────────────────────────────────────────────────────────────────────────


class Paper(Noun):
    """A source as retrieved; `sha256` is the digest of its bytes, `source` where they came from, without a host."""

    id: str
    version: int | None = None
    title: str | None = None
    sha256: str
    pages: int = 0
    passages: int = 0
    source: Literal["folder", "arxiv", "cache"]
    text: Literal["full", "abstract"] = "full"


class Retrieved(Noun):
    """What came of one reference: the paper with its document, or a status and a reason."""

    reference: Reference
    paper: Paper | None = None
    document: Document | None = None


class Passage(Noun):
    """One sentence (or a few short ones), caption or table row of a paper: the unit of retrieval.

    `text` is mended for matching, `quotation` verbatim with white space collapsed, `span` its place in the document.
    """

    text: str
    quotation: str
    span: Span
    page: int | None = None
    section: str | None = None
    kind: Literal["sentence", "caption", "row"] = "sentence"


# ── what is judged ───────────────────────────────────────────────────────────────────────────────────────────────────


class VerdictName(StrEnum):
    """What the evidence says of a claim."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"
    UNCHECKED = "unchecked"


class UncheckedReason(StrEnum):
    """Why a claim could not be checked."""

    NO_CITATION = "no_citation"
    PAPER_MISSING = "paper_missing"
    PAPER_UNREADABLE = "paper_unreadable"
    WRONG_PAPER = "wrong_paper"
    UNSUPPORTED_LANGUAGE = "unsupported_language"


class Probabilities(Noun):
    """The calibrated probabilities of the three outcomes; they sum to 1."""

    support: Probability
    contradict: Probability
    neither: Probability

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        if abs(self.support + self.contradict + self.neither - 1.0) > 1e-3:
            raise ValueError("the three probabilities must sum to 1")
        return self


class Evidence(Noun):
    """A passage that decides a claim, or the nearest one, with the scores that chose it.

    `scores` are by matcher, each 0 to 1; `unmatched` are the claim's words without a counterpart in the passage;
    `conflict` names the two things that differ where the stance is `contradict`.
    """

    paper: str
    version: int | None = None
    page: int | None = None
    section: str | None = None
    quotation: str = Field(min_length=1)
    span: Span
    stance: Literal["support", "contradict", "nearest"]
    scores: dict[str, Probability] = {}
    unmatched: tuple[str, ...] = ()
    conflict: Conflict | None = Field(default=None, exclude=True)


class Conflict(Noun):
    """Two things that differ between a claim and a passage: what kind, and both as they are printed."""

    kind: Literal["quantity", "direction", "negation"]
    claim: str
    source: str


class Verdict(Noun):
    """What was found of one claim. See `../README.md` for when each verdict is given."""

    verdict: VerdictName
    confidence: Probability | None = None
    probabilities: Probabilities | None = None
    review: bool = False
    reason: UncheckedReason | None = None
    disagreement: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    completion: str | None = None
    supported_elsewhere: str | None = Field(default=None, exclude=True)

    @model_validator(mode="after")
    def _no_lie(self) -> Self:
        name = self.verdict
        if (name is VerdictName.UNCHECKED) != (self.reason is not None):
            raise ValueError("an unchecked claim, and no other, has a reason")
        if (name is VerdictName.UNCHECKED) != (self.confidence is None):
            raise ValueError("an unchecked claim, and no other, has no confidence")
        stance = {VerdictName.VERIFIED: "support", VerdictName.CONTRADICTED: "contradict"}.get(name)
        if stance and not (self.evidence and self.evidence[0].stance == stance):
            raise ValueError(f"a {name} claim needs its {stance} quotation first")
        if stance and self.review:
            raise ValueError(f"a {name} claim is never for review")
        return self


class AuditedClaim(Claim):
    """A claim with its verdict, side by side: one entry of `Audit.claims`."""

    verdict: VerdictName
    confidence: Probability | None
    probabilities: Probabilities | None
    review: bool
    reason: UncheckedReason | None
    disagreement: tuple[str, ...]
    completion: str | None
    evidence: tuple[Evidence, ...]
    parts: tuple[AuditedClaim, ...] = ()
    supported_elsewhere: str | None = Field(default=None, exclude=True)

    @classmethod
    def of(cls, claim: Claim, verdict: Verdict) -> AuditedClaim:
        """The two joined; neither is changed."""
        fields = {name: getattr(claim, name) for name in Claim.model_fields}
        fields |= {name: getattr(verdict, name) for name in Verdict.model_fields}
        return cls(**fields)


Level = Literal["error", "warning", "note"]


class FindingLocation(Noun):
    """Where a finding points: a file and a place in it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Finding(Noun):
    """Something wrong with the report, under a rule id, that a gate can act on.

    `fingerprint` is a digest of the rule, the claim's normalised words and the cited ids; never of lines or scores.
    """

    rule: str
    level: Level
    message: str
    help: str
    location: FindingLocation
    claim_id: str | None = None
    reference_key: str | None = None
    fingerprint: str


class ReportInfo(Noun):
    """The document under audit; `path` is as given, relative to the working folder, or the bare name outside it."""

    path: str
    sha256: str
    title: str | None
    question: str | None
    format: str
    counts_printed: dict[str, int]


class Summary(Noun):
    """Counts of one audit. `review` counts the unverified claims that a person should look at."""

    claims: int
    verified: int
    contradicted: int
    unverified: int
    unchecked: int
    review: int
    skipped: int
    papers: int
    papers_missing: int

    @property
    def share_verified(self) -> float | None:
        """Verified among the checked claims, 0 to 1; None where nothing was checked."""
        checked = self.verified + self.contradicted + self.unverified
        return self.verified / checked if checked else None


class Audit(Noun):
    """One report, audited. `error` is set, and all else empty, where the report itself could not be read."""

    report: ReportInfo
    error: str | None = None
    summary: Summary
    references: tuple[Reference, ...] = ()
    papers: tuple[Paper, ...] = ()
    claims: tuple[AuditedClaim, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()
    document: Document | None = Field(default=None, exclude=True)
    counts: tuple[PrintedCount, ...] = Field(default=(), exclude=True)
    table: ClaimsTable | None = Field(default=None, exclude=True)


class ModelInfo(Noun):
    """A model that took part, with the digest of its weights."""

    name: str
    digest: str


class Provenance(Noun):
    """What made a result: the version, the models, the thresholds and a digest of the settings that matter."""

    version: str
    models: tuple[ModelInfo, ...]
    thresholds: dict[str, float]
    settings_digest: str


class AuditFile(Noun):
    """The whole JSON output: one or more audits and what made them."""

    schema_version: Literal[1] = SCHEMA_VERSION
    claimcheck: Provenance
    audits: tuple[Audit, ...]


Evidence.model_rebuild()
