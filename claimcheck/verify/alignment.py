"""Alignment matcher: each word piece of the claim with its best counterpart in the passage.

Late interaction after ColBERT (Khattab and Zaharia, 2020), untrained: cosines between the last-layer vectors of
all-MiniLM-L6-v2, averaged with the inverse document frequency of the claim's pieces as weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.verify.encoder import Encoder, Tokens
from claimcheck.verify.score import STOP, WORD, Score

# A word whose pieces reach less than this cosine has no counterpart. Between the means that equal words (0.83) and
# words of unrelated sentences (0.37) reach on scifact_train.
_NO_COUNTERPART = 0.55


def alignment(claim: str, passages: Sequence[Passage], *, encoder: Encoder) -> list[Score]:
    """Weighted mean of best cosines, 0 to 1, with the claim's words that found no counterpart."""
    wanted, offered = encoder.tokens(claim), encoder.tokens_of([p.text for p in passages])
    weights = encoder.weights(wanted.ids)
    return [_score(claim, wanted, best_cosines(wanted, tokens), weights) for tokens in offered]


def jointly(claim: str, passages: Sequence[Passage], *, encoder: Encoder) -> Score:
    """As `alignment`, but each word may find its counterpart in another of the passages."""
    wanted, offered = encoder.tokens(claim), encoder.tokens_of([p.text for p in passages])
    best = np.max([best_cosines(wanted, tokens) for tokens in offered], axis=0)
    return _score(claim, wanted, best, encoder.weights(wanted.ids))


def best_cosines(wanted: Tokens, offered: Tokens) -> npt.NDArray[np.float32]:
    """For each wanted piece [n] the best cosine among the offered pieces."""
    if not len(offered.vectors) or not len(wanted.vectors):
        return np.zeros(len(wanted.vectors), dtype=np.float32)
    return np.asarray((wanted.vectors @ offered.vectors.T).max(axis=1), dtype=np.float32)


def _score(claim: str, wanted: Tokens, best: npt.NDArray[np.float32], idf: npt.NDArray[np.float32]) -> Score:
    if not wanted.ids:
        return Score(0.0)
    # Signs and brackets align with anything.
    wordlike = np.array([any(c.isalnum() for c in claim[a:b]) for a, b in wanted.spans], dtype=np.float32)
    weights = idf * wordlike
    total = float(weights.sum())
    value = float((best * weights).sum()) / total if total else 0.0
    return Score(max(0.0, min(1.0, value)), unmatched=_unmatched(claim, wanted, best))


def _unmatched(claim: str, wanted: Tokens, best: npt.NDArray[np.float32]) -> tuple[str, ...]:
    lonely = []
    for word in WORD.finditer(claim):
        own = [float(best[i]) for i, (a, b) in enumerate(wanted.spans) if a < word.end() and word.start() < b]
        if own and word[0].lower() not in STOP and max(own) < _NO_COUNTERPART:
            lonely.append(word[0])
    return tuple(dict.fromkeys(lonely))
