"""The five classes of claims on the page, the worst first: the verdicts, and what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimcheck.model import VerdictName
from claimcheck.render import wording

if TYPE_CHECKING:
    from claimcheck.model import AuditedClaim


class Standing(NamedTuple):
    """A class of claims: its name in the page's code, its sign and words, and what it means."""

    name: str
    sign: str
    label: str
    meaning: str


STANDINGS = (
    Standing(
        "contradicted",
        wording.SIGNS[VerdictName.CONTRADICTED],
        "contradicted",
        "A paper that the claim cites says otherwise.",
    ),
    Standing(
        "unverified",
        wording.SIGNS[VerdictName.UNVERIFIED],
        "unverified",
        "All papers that the claim cites were read, and none supports it.",
    ),
    Standing(
        "review",
        wording.SIGNS[VerdictName.UNVERIFIED],
        "for review",
        "Unverified, but close to a threshold: a person should look.",
    ),
    Standing(
        "unchecked",
        wording.SIGNS[VerdictName.UNCHECKED],
        "not checked",
        "Nothing is said of these claims, neither good nor bad; each says why.",
    ),
    Standing(
        "verified",
        wording.SIGNS[VerdictName.VERIFIED],
        "verified",
        "A paper that the claim cites supports it.",
    ),
)
BY_NAME = {one.name: one for one in STANDINGS}


def standing(claim: AuditedClaim) -> str:
    """The name of a claim's class."""
    return "review" if claim.review else claim.verdict.value
