"""Scope matcher: does the claim say more than the passage, by a word of scope or strength or by a hedge dropped?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claimcheck.model import Passage
from claimcheck.verify.score import Score
from claimcheck.words import normalise

# What a claim may add, each with what in the passage would bear it out.
_STRONG = {
    "all": "all|every|each|any|always|across|consistently", "every": "all|every|each|any",
    "always": "always|all|every|consistently",
    "never": "never|no|none|not", "only": "only|solely|exclusively|just|sole", "first": "first|novel|new|pioneer\\w*",
    "proves": "prov\\w+|guarantee\\w*|theorem", "prove": "prov\\w+|guarantee\\w*|theorem", "none": "no|none|not|never",
    "causes": "caus\\w+|due|because", "eliminates": "eliminat\\w+|remov\\w+|no longer",
    "best": "best|highest|state|outperform\\w*|top",
    "state-of-the-art": "state|sota|best|outperform\\w*", "sota": "state|sota|best|outperform\\w*",
}  # fmt: skip
_HEDGES = re.compile(
    r"\b(?:may|might|could|possibl\w+|potential\w*|perhaps|likely|suggest\w*|hypothesi\w+|appear\w*)\b", re.IGNORECASE
)


def scope(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """1 where the claim says no more than the passage, less for every word of strength without a counterpart."""
    wanted, hedged = _strong(claim), bool(_HEDGES.search(claim))
    return [_score(wanted, normalise(p.text).lower(), hedged=hedged) for p in passages]


@lru_cache(maxsize=4_096)
def _strong(claim: str) -> tuple[str, ...]:
    return tuple(word for word in _STRONG if re.search(rf"\b{word}\b", normalise(claim).lower()))


def _score(wanted: Sequence[str], passage: str, *, hedged: bool) -> Score:
    lonely = tuple(word for word in wanted if not re.search(rf"\b(?:{_STRONG[word]})\b", passage))
    dropped = not hedged and bool(_HEDGES.search(passage))
    return Score(max(0.0, 1.0 - 0.5 * len(lonely) - 0.25 * dropped), unmatched=lonely)
