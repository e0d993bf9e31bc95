"""A claim read twice: as printed, and as a language model reads it, with a name for its pronoun or in parts.

Whoever wrote the report may talk to that model, and the model may err: "they" may be filled with the name of whatever
the cited paper is about. So its reading is worth only what it takes away. A claim is verified where it is verified as
printed and as read; where the reading is not, a person is asked to look. The reading alone verifies nothing and
contradicts nothing, and moves no probability; a contradiction of the printed words stays.
"""

from __future__ import annotations

from claimcheck.model import UncheckedReason, Verdict, VerdictName
from claimcheck.verify.decide import unchecked, withheld

READING = "reading"


def weaker(alone: Verdict, read: Verdict, lacking: UncheckedReason | None) -> Verdict:
    """The weaker of two verdicts on a claim that is verified as printed.

    Args:
        alone: the verdict on the printed words: verified.
        read: the verdict on the claim as it was read.
        lacking: why one of the cited papers was not read, if so: then the claim cannot be called unverified.

    Returns:
        `alone`, with the parts of the reading where it has none of its own; withheld where the reading is not verified.
    """
    parts = alone.parts or read.parts
    if read.verdict is not VerdictName.VERIFIED:
        alone = withheld(alone, unchecked(lacking) if lacking else read, READING)
    return alone.model_copy(update={"parts": parts})
