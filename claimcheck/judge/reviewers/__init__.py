"""Reviewers: judgements over a whole audit, each a published formula over counts that are printed with its score.

A reviewer counts what an audit holds; its score, interval and what would raise it are functions of the counts alone, so
that a reader can do them again by hand. `review` puts them together. A reviewer more is one more of `REVIEWERS`.
Readers with a language model are none of these: what they find in the `readable` text is scored beside, in `panel`.
"""

from claimcheck.judge.reviewers.overall import FORMULA, REVIEWERS, review
from claimcheck.judge.reviewers.readable import Readable, readable

__all__ = ["FORMULA", "REVIEWERS", "Readable", "readable", "review"]
