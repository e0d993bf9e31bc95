"""What `diff` finds between two audits of the same reports."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from claimcheck.model.base import Noun, Probability
from claimcheck.model.verdict import UncheckedReason, VerdictName


class ChangeKind(StrEnum):
    """What became of a claim, worst first."""

    SUPPORT_LOST = "support_lost"
    VERIFIED_ANEW = "verified_anew"
    OTHERWISE = "otherwise"
    APPEARED = "appeared"
    GONE = "gone"


class ClaimState(Noun):
    """A claim as one of the two audits has it."""

    id: str
    number: int
    text: str
    verdict: VerdictName
    confidence: Probability | None
    review: bool
    reason: UncheckedReason | None


class ClaimChange(Noun):
    """A claim that changed its verdict (or its review), appeared or went: `old` or `new` is None where it was not."""

    kind: ChangeKind
    report: str
    old: ClaimState | None
    new: ClaimState | None


class Difference(Noun):
    """All changes between two audits, by report and place; `same` counts the claims whose verdict stayed."""

    schema_version: Literal[1] = 1
    changes: tuple[ClaimChange, ...]
    same: int

    def count(self, kind: ChangeKind) -> int:
        """How many changes of a kind there are."""
        return sum(change.kind is kind for change in self.changes)
