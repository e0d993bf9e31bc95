"""The report against itself: claims of the same thing, in much the same words, that say otherwise.

Two claims are held against each other where each has most of the other's words and they cite a paper in common; then
the matchers of quantities and of direction decide, each way. What a matcher sees from one side alone is no
disagreement, and neither are two rows of a table or two cases ("if … low", "if … high"), which tell of two things in
the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from claimcheck.model import Claim, Conflict, Disagreement, Passage
from claimcheck.verify.polarity import polarity
from claimcheck.verify.quantities import quantities
from claimcheck.verify.score import content_stems

# Of the words of either claim the other has this share at least.
_SHARED = 0.6
_FEWEST_STEMS = 4
_CONDITION = re.compile(r"\b(?:if|when|whenever|unless|depending|in (?:the )?case)\b", re.IGNORECASE)
# A report of a thousand claims has half a million pairs: more than these are not looked at.
_MOST_CLAIMS = 1_500


def disagreements(claims: Sequence[Claim]) -> tuple[Disagreement, ...]:
    """The pairs of claims that contradict each other, in the order of the report.

    Args:
        claims: all claims of one report; beyond 1,500 they are not compared, those that a language model found first.
    """
    compared = sorted(claims, key=lambda claim: claim.passed_over is not None)[:_MOST_CLAIMS]
    return tuple(_found(sorted(compared, key=lambda claim: claim.number)))


def _found(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    stems = [frozenset(stem for stem in content_stems(claim.judged) if not stem[0].isdigit()) for claim in claims]
    cites = [frozenset(claim.cites) for claim in claims]
    for one, other in combinations(range(len(claims)), 2):
        common = len(stems[one] & stems[other])
        longest = max(len(stems[one]), len(stems[other]))
        if common < _FEWEST_STEMS or common < _SHARED * longest or not cites[one] & cites[other]:
            continue
        both = claims[one], claims[other]
        if all(map(_is_row, both)) or any(_CONDITION.search(claim.judged) for claim in both):
            continue
        if conflict := conflict_between(claims[one].judged, claims[other].judged):
            yield Disagreement(first=claims[one].id, second=claims[other].id, conflict=conflict)


def _is_row(claim: Claim) -> bool:
    return claim.cited_by == "row" and claim.printed is None


def conflict_between(one: str, other: str) -> Conflict | None:
    """What two statements say differently, where the matchers see it from either side; None where they see nothing."""
    there, back = _between(one, other), _between(other, one)
    return there if there and back and there.kind == back.kind else None


def _between(claim: str, text: str) -> Conflict | None:
    passage = Passage(text=text, quotation=text, span=(0, len(text)))
    (quantity,), (sense,) = quantities(claim, [passage]), polarity(claim, [passage])
    return quantity.conflict or sense.conflict
