"""Claims and papers in, verdicts with their evidence out.

Passages are searched (a cheap shortlist, ranked closely), read by the matchers and the entailment model, weighed by the
calibrated head and decided by the rules of the contract. Models load when first needed; what was scored is found again
in the store. The claims of a report are also held against each other, papers against its question, evidence against
newer versions, claims drawn from papers against the rest of their paper and the other papers, and works that a search
found against what it asks; claims can be chosen for a question, and grouped by what they speak of. `CHANGES` are the
rules that change one thing in a claim, to test it all. A judge may be handed in, which can withhold support and never
give a verdict.
Raises `ModelError` where a model or the shipped weights are missing or damaged.
"""

from claimcheck.verify.across.choice import Choice, Pool, Question, unnamed
from claimcheck.verify.across.grouping import Grouped, Parting, Told
from claimcheck.verify.across.itself import disagreements
from claimcheck.verify.across.newer import against_newer, deciding
from claimcheck.verify.learning.edits import CHANGES, Edit
from claimcheck.verify.room import Chosen, Verifier
from claimcheck.verify.views import View, Weighed

__all__ = [
    "CHANGES",
    "Choice",
    "Chosen",
    "Edit",
    "Grouped",
    "Parting",
    "Pool",
    "Question",
    "Told",
    "Verifier",
    "View",
    "Weighed",
    "against_newer",
    "deciding",
    "disagreements",
    "unnamed",
]
