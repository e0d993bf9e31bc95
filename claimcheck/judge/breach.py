"""What a rule reports: a breach, before it gets the level and the help of its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimcheck.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimcheck.model import Audit, AuditedClaim, Level, Location, Reference


class Breach(NamedTuple):
    """One breach of a rule. `identity` is what the fingerprint is made of, beside the rule.

    `level` is set where this breach is graver, or lighter, than its rule.
    """

    message: str
    location: Location | None
    identity: tuple[str, ...]
    claim_id: str | None = None
    reference_key: str | None = None
    level: Level | None = None


if TYPE_CHECKING:
    Check = Callable[[Audit], Iterator[Breach]]


def of_claim(claim: AuditedClaim, message: str) -> Breach:
    """A breach by a claim, known again by its words and the papers that it cites."""
    identity = (" ".join(words(claim.text)), *sorted(claim.cites))
    return Breach(message, claim.location, identity, claim_id=claim.id)


def of_reference(reference: Reference, message: str) -> Breach:
    """A breach by a reference, known again by its key."""
    return Breach(message, reference.location, (reference.key,), reference_key=reference.key)
