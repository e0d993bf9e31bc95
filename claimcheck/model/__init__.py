"""The nouns of claimcheck: what one room hands to the next.

All are frozen pydantic models, and a value that would be a lie cannot be built: a verified claim without a quotation,
an unchecked one without a reason, a probability outside 0 to 1 raise `pydantic.ValidationError` where they are made.
Spans are half-open `[start, end)` character offsets. Fields marked `exclude` serve the rooms and stay out of the JSON.
"""

from claimcheck.model.audit import (
    SCHEMA_VERSION,
    Audit,
    AuditedClaim,
    AuditFile,
    Finding,
    FindingLocation,
    Level,
    ModelInfo,
    Provenance,
    ReportInfo,
    Summary,
)
from claimcheck.model.base import Noun, Probability, Span
from claimcheck.model.document import Block, BlockKind, Document, Link, Location, Part, Piece
from claimcheck.model.extraction import (
    CitedBy,
    Claim,
    ClaimsTable,
    Extraction,
    Printed,
    PrintedCount,
    Reference,
    ReferenceStatus,
    Skipped,
    SkipReason,
)
from claimcheck.model.paper import Paper, Passage, Retrieved
from claimcheck.model.verdict import (
    Conflict,
    Disagreement,
    Evidence,
    Judgement,
    Probabilities,
    UncheckedReason,
    Verdict,
    VerdictName,
)

__all__ = [
    "SCHEMA_VERSION",
    "Audit",
    "AuditFile",
    "AuditedClaim",
    "Block",
    "BlockKind",
    "CitedBy",
    "Claim",
    "ClaimsTable",
    "Conflict",
    "Disagreement",
    "Document",
    "Evidence",
    "Extraction",
    "Finding",
    "FindingLocation",
    "Judgement",
    "Level",
    "Link",
    "Location",
    "ModelInfo",
    "Noun",
    "Paper",
    "Part",
    "Passage",
    "Piece",
    "Printed",
    "PrintedCount",
    "Probabilities",
    "Probability",
    "Provenance",
    "Reference",
    "ReferenceStatus",
    "ReportInfo",
    "Retrieved",
    "SkipReason",
    "Skipped",
    "Span",
    "Summary",
    "UncheckedReason",
    "Verdict",
    "VerdictName",
]
