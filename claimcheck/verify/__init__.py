"""Claims and papers in, verdicts with their evidence out.

Passages are searched (BM25 and embeddings, fused), read by the matchers, weighed by the calibrated head and decided by
the rules of the contract. Models load when first needed; what was embedded or scored is found again in the store.
Raises `ModelError` where a model or the shipped weights are missing or damaged.
"""

from claimcheck.verify.room import Chosen, Verifier
from claimcheck.verify.views import View, Weighed

__all__ = ["Chosen", "Verifier", "View", "Weighed"]
