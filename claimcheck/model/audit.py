"""What the tasks put together, `judge` adds findings to, and `render` prints."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from claimcheck.model.base import Noun, Probability
from claimcheck.model.document import Document
from claimcheck.model.extraction import Claim, ClaimsTable, PrintedCount, Reference, Skipped
from claimcheck.model.paper import Paper
from claimcheck.model.verdict import Disagreement, Evidence, Probabilities, UncheckedReason, Verdict, VerdictName

SCHEMA_VERSION: Final = 1


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
    idle: tuple[str, ...] = Field(default=(), exclude=True)
    silent: tuple[str, ...] = Field(default=(), exclude=True)
    overstated: tuple[str, ...] = Field(default=(), exclude=True)
    unborne: tuple[str, ...] = Field(default=(), exclude=True)

    @classmethod
    def of(cls, claim: Claim, verdict: Verdict) -> AuditedClaim:
        """The two joined, and so their parts; neither is changed."""
        fields = {name: getattr(claim, name) for name in Claim.model_fields}
        fields |= {name: getattr(verdict, name) for name in Verdict.model_fields}
        clauses = claim.clauses or (claim.reading.clauses if claim.reading else ())
        parts = zip(clauses, verdict.parts, strict=True) if verdict.parts else ()
        return cls(**fields | {"parts": tuple(cls.of(*both) for both in parts)})


Level = Literal["error", "warning", "note"]


class FindingLocation(Noun):
    """Where a finding points: a file and a place in it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    # In a paged report the lines count from the top of this page.
    page: int | None = Field(default=None, exclude=True)


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


SuppressionKind = Literal["inline", "waiver", "baseline", "unchanged"]


class Suppressed(Noun):
    """A finding that does not count for the gate, and why.

    `inline` and `waiver`: a person accepted it, in the report or in the waiver file, and `reason` has their words.
    `baseline`: it was there when the baseline was made. `unchanged`: the change at hand does not touch it.
    """

    finding: Finding
    kind: SuppressionKind
    reason: str | None = None


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
    disagreements: tuple[Disagreement, ...] = Field(default=(), exclude=True)
    # What was found and does not count, and the ids of the claims that the gate is limited to; None where it is not.
    suppressed: tuple[Suppressed, ...] = Field(default=(), exclude=True)
    touched: frozenset[str] | None = Field(default=None, exclude=True)


class ModelInfo(Noun):
    """A model that took part, with the digest of its weights."""

    name: str
    digest: str


class RuleInfo(Noun):
    """A rule that findings can be raised under: `title` says in a line what is wrong, `help` what to do about it."""

    id: str
    level: Level
    title: str
    help: str


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
    # All that were tried, in the order of the contract: formats that describe rules want those without findings too.
    rules: tuple[RuleInfo, ...] = Field(default=(), exclude=True)
