"""Which passages of a paper to look at: BM25 and embeddings, fused by reciprocal rank.

Fusion after Cormack, Clarke and Büttcher (2009), with their constant of 60.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.score import content_stems

_FUSION = 60.0
DEPTH = 8


class Index:
    """The passages of one paper, ready to be searched.

    Args:
        key: a digest of the paper and of how it was split, under which its vectors are kept.
        passages: all passages of the paper.
        encoder: gives the vectors.
    """

    def __init__(self, key: str, passages: Sequence[Passage], encoder: Encoder) -> None:
        self.passages = tuple(passages)
        self._key = key
        self._encoder = encoder

    def prepare(self) -> None:
        """Embeds the passages now, rather than at the first search."""
        if self.passages:
            _ = self._vectors

    @cached_property
    def _vectors(self) -> npt.NDArray[np.float32]:
        return self._encoder.paper(self._key, [passage.text for passage in self.passages])

    @cached_property
    def _bm25(self) -> Any:
        import bm25s  # noqa: PLC0415 - a warm run searches nothing

        corpus = [content_stems(passage.text) or ["-"] for passage in self.passages]
        retriever = bm25s.BM25()
        retriever.index(corpus, show_progress=False)
        return retriever

    def search(self, claim: str, depth: int = DEPTH) -> list[int]:
        """Numbers of the passages to look at, best first; ties are broken by place."""
        if not self.passages:
            return []
        cosine = self._vectors @ self._encoder.tokens(claim).sentence
        lexical = self._lexical(claim)
        fused = 1 / (_FUSION + _ranks(cosine)) + 1 / (_FUSION + _ranks(lexical))
        return [int(i) for i in np.argsort(-fused, kind="stable")[:depth]]

    def cosine(self, claim: str, number: int) -> float:
        """Cosine of a claim and one passage."""
        return float(self._vectors[number] @ self._encoder.tokens(claim).sentence)

    def _lexical(self, claim: str) -> npt.NDArray[np.float32]:
        query = [word for word in content_stems(claim) if word in self._bm25.vocab_dict]
        if not query:
            return np.zeros(len(self.passages), dtype=np.float32)
        return np.asarray(self._bm25.get_scores(query), dtype=np.float32)


def _ranks(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Rank of each score, 1 for the best; equal scores share the worse rank, so that no hit is no merit."""
    ordered = np.sort(-scores)
    return np.searchsorted(ordered, -scores, side="right").astype(np.float32)
