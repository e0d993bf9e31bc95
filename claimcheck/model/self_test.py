"""What `audit --self-test` finds, and `render` prints."""

from __future__ import annotations

from typing import Final, Literal, get_args

from claimcheck.model.audit import Provenance
from claimcheck.model.base import Noun, Probability
from claimcheck.model.verdict import VerdictName

FaultKind = Literal["number", "direction", "negation", "scope", "citation"]
FAULT_KINDS: Final[tuple[FaultKind, ...]] = get_args(FaultKind)
AlterationKind = FaultKind | Literal["harmless"]


class Alteration(Noun):
    """One thing changed in one claim, and the verdict before and after.

    Attributes:
        kind: what was changed; `harmless` where something was left out that the claim stands without.
        claim_id: of the claim as it stands in the report.
        number: its place there.
        before: the claim as printed.
        after: the same, changed; for a swapped citation the words may be the same.
        cites: what the changed claim cites.
        was: the verdict of the unchanged claim.
        now: that of the changed one; None where the changed copy no longer holds it as a claim.
        in_copy: whether the change was made in a copy of the report that was read anew, or into the claim alone.
    """

    kind: AlterationKind
    claim_id: str
    number: int
    before: str
    after: str
    cites: tuple[str, ...]
    was: VerdictName
    now: VerdictName | None
    in_copy: bool

    @property
    def missed(self) -> bool:
        """For a fault: whether the changed report is still vouched for here, or its audit does not see it at all."""
        return self.now is None or self.now is VerdictName.VERIFIED


class FaultFigures(Noun):
    """What came of one kind of fault, or of all.

    Attributes:
        kind: the kind; `all` for all together.
        faults: how many were put into claims that were verified.
        caught: how many of these are not verified any more.
        share: caught by faults, 0 to 1; None without any.
        interval: ends of its exact 95% interval (Clopper and Pearson, 1934).
        contradicted: how many of these are now called contradicted.
        others: how many were put into checked claims that were not verified before.
        others_verified: how many of these are verified now.
        others_contradicted: how many of these are called contradicted and were not before.
    """

    kind: FaultKind | Literal["all"]
    faults: int
    caught: int
    share: Probability | None
    interval: tuple[Probability, Probability] | None
    contradicted: int
    others: int
    others_verified: int
    others_contradicted: int


class Control(Noun):
    """Harmless changes to verified claims: an audit that no longer verifies these catches faults too cheaply.

    `share` is kept by changed, 0 to 1, with the ends of its exact 95% interval; None without any.
    """

    changed: int
    kept: int
    share: Probability | None
    interval: tuple[Probability, Probability] | None


class SelfTest(Noun):
    """How far the audit of one report can be trusted: faults put into it, and which of them were caught."""

    path: str
    sha256: str
    seed: int
    verified: int
    checked: int
    figures: tuple[FaultFigures, ...]
    control: Control
    changes: tuple[Alteration, ...]


class SelfTestFile(Noun):
    """The JSON of `audit --self-test`: one or more self-tests and what made them."""

    schema_version: Literal[1] = 1
    claimcheck: Provenance
    self_tests: tuple[SelfTest, ...]
