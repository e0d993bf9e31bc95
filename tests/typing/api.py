"""Read by the type checker alone: the public door keeps its types."""

from typing import assert_type

import claimcheck
from claimcheck.model import (
    Audit,
    AuditedClaim,
    Evidence,
    Finding,
    Level,
    Paper,
    Probabilities,
    Reference,
    ReferenceStatus,
    UncheckedReason,
    VerdictName,
)

audit = claimcheck.audit("report.md", papers="papers/", offline=True)
assert_type(audit, Audit)
assert_type(audit.summary.verified, int)
assert_type(audit.claims, tuple[AuditedClaim, ...])
assert_type(audit.claims[0].verdict, VerdictName)
assert_type(audit.claims[0].confidence, float | None)
assert_type(audit.claims[0].probabilities, Probabilities | None)
assert_type(audit.claims[0].evidence[0], Evidence)
assert_type(audit.claims[0].evidence[0].quotation, str)
assert_type(claimcheck.audit("a.md", papers=["one", "two"], cache="cache"), Audit)
assert_type(audit.claims[0].reason, UncheckedReason | None)
assert_type(audit.claims[0].parts, tuple[AuditedClaim, ...])
assert_type(audit.findings, tuple[Finding, ...])
assert_type(audit.findings[0].level, Level)
assert_type(audit.references, tuple[Reference, ...])
assert_type(audit.references[0].status, ReferenceStatus)
assert_type(audit.papers, tuple[Paper, ...])
assert_type(audit.summary.share_verified, float | None)
assert_type(audit.model_dump_json(), str)

try:
    claimcheck.audit("report.md")
except claimcheck.ClaimcheckError as error:
    assert_type(error, claimcheck.ClaimcheckError)

# What the door does not take, the checker refuses: an ignore that is not needed is an error of its own.
claimcheck.audit(3)  # type: ignore[arg-type]
claimcheck.audit("report.md", "papers/")  # type: ignore[call-arg]
claimcheck.audit("report.md", offline="yes")  # type: ignore[arg-type]
audit.claims[0].verdict = VerdictName.VERIFIED  # type: ignore[misc]
