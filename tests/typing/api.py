"""Read by the type checker alone: the public door keeps its types."""

from typing import assert_type

import claimcheck
from claimcheck.model import Audit, AuditedClaim, Evidence, Probabilities, VerdictName

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
