"""Reviewers: judgements over a whole audit, each a published formula over counts that are printed with its score.

A reviewer counts what an audit holds; its score, interval and what would raise it are functions of the counts alone, so
that a reader can do them again by hand. `review` puts them together. A reviewer more (one with a language model, say)
is one more of `REVIEWERS`: it takes part in the mean, and the cap stays what the verifier found.
"""

from claimcheck.judge.reviewers.overall import FORMULA, REVIEWERS, review

__all__ = ["FORMULA", "REVIEWERS", "review"]
