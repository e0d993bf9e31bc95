"""Which passages of a paper to look at: BM25, embeddings and the claim's own numbers, fused by reciprocal rank.

A sentence that has the claim's numbers is looked at however it is worded. Table rows, which match by mere words and
numbers, take half of the places at most. Fusion after Cormack, Clarke and Büttcher (2009), with their constant of 60.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.verify import quantities
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.score import content_stems

_FUSION = 60.0
DEPTH = 8
_MOST_ROWS = DEPTH // 2


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

    @property
    def is_prepared(self) -> bool:
        """Whether the passages were embedded before."""
        return not self.passages or self._encoder.knows_paper(self._key)

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
        fused = sum(1 / (_FUSION + _ranks(scores)) for scores in (cosine, lexical, self._numbers(claim)))
        return self._chosen(np.argsort(-np.asarray(fused), kind="stable"), depth)

    def _chosen(self, order: npt.NDArray[np.intp], depth: int) -> list[int]:
        chosen: list[int] = []
        rows = 0
        for i in map(int, order):
            if self.passages[i].kind == "row":
                rows += 1
                if rows > _MOST_ROWS:
                    continue
            chosen.append(i)
            if len(chosen) == depth:
                break
        return chosen

    def _numbers(self, claim: str) -> npt.NDArray[np.float32]:
        """For each passage how many of the claim's numbers it has."""
        wanted = [quantity for quantity in quantities.find(claim) if not quantity.weak]
        if not wanted:
            return np.zeros(len(self.passages), dtype=np.float32)
        found = (sum(any(quantities.agree(q, other) for other in own) for q in wanted) for own in self._quantities)
        return np.fromiter(found, dtype=np.float32, count=len(self.passages))

    @cached_property
    def _quantities(self) -> list[tuple[quantities.Quantity, ...]]:
        return [quantities.find(passage.text) for passage in self.passages]

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
