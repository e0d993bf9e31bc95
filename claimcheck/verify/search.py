"""Which passages of a paper to look at: a cheap shortlist, then a close ranking of it.

The shortlist is what BM25, static vectors (the embedding model's own word vectors, averaged) and the claim's numbers
rank highest; only it is embedded, as most passages of a paper are nowhere near any claim. It is ranked by cosine,
BM25, late interaction (see `alignment`) and numbers, fused by reciprocal rank (Cormack, Clarke and Büttcher, 2009, with
their constant of 60). What the shortlist loses is measured in `reports/search.md`. Table rows, which match by mere
words and numbers, take half of the places at most.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from claimcheck.model import Passage
from claimcheck.verify import quantities
from claimcheck.verify.alignment import best_cosines
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.score import content_stems

Scores = npt.NDArray[np.float32]

_FUSION = 60.0
DEPTH = 8
# How many passages each of the cheap rankings puts on the shortlist.
SHORTLIST = 16


class Index:
    """The passages of one paper, ready to be searched.

    Args:
        passages: all passages of the paper.
        encoder: gives the vectors.
        shortlist: how many passages each cheap ranking puts forward; None embeds all passages.
    """

    def __init__(self, passages: Sequence[Passage], encoder: Encoder, *, shortlist: int | None = SHORTLIST) -> None:
        self.passages = tuple(passages)
        self._encoder = encoder
        self._shortlist = shortlist
        self._lock = threading.Lock()

    def search(self, claim: str, depth: int = DEPTH) -> list[tuple[int, float]]:
        """Numbers of the passages to look at, best first, each with its cosine; ties are broken by place."""
        if not self.passages:
            return []
        lexical, numbers = self._lexical(claim), self._numbers(claim)
        listed = self._listed(claim, lexical, numbers)
        wanted = self._encoder.tokens(claim)
        offered = self._encoder.tokens_of([self.passages[i].text for i in listed])
        cosine = np.array([tokens.sentence @ wanted.sentence for tokens in offered], dtype=np.float32)
        weights = self._encoder.weights(wanted.ids)
        aligned = np.array([best_cosines(wanted, tokens) @ weights for tokens in offered], dtype=np.float32)
        fused = sum(1 / (_FUSION + _ranks(s)) for s in (cosine, lexical[listed], aligned, numbers[listed]))
        order = np.argsort(-np.asarray(fused), kind="stable")
        return self._chosen([(int(listed[i]), float(cosine[i])) for i in order], depth)

    def nearness(self, claim: str) -> float:
        """How near the nearest passage is by the cheap scores alone, to tell papers worth a reading from others."""
        if not self.passages:
            return 0.0
        static = self._static(claim)
        return float((static if static is not None else self._lexical(claim)).max())

    def _listed(self, claim: str, lexical: Scores, numbers: Scores) -> npt.NDArray[np.intp]:
        """The shortlist, in the order of the paper."""
        many = self._shortlist
        if many is None:
            return np.arange(len(self.passages))
        static = self._static(claim)
        with_numbers = [i for i in np.argsort(-numbers, kind="stable")[: many // 2] if numbers[i] > 0]
        # Another model has no static vectors: BM25 takes their places.
        cheap = [(lexical, many), (static, many)] if static is not None else [(lexical, 2 * many)]
        best = (np.argsort(-scores, kind="stable")[:most] for scores, most in cheap)
        return np.unique(np.concatenate([*best, np.array(with_numbers, dtype=np.intp)]))

    def _chosen(self, order: Sequence[tuple[int, float]], depth: int) -> list[tuple[int, float]]:
        chosen: list[tuple[int, float]] = []
        rows = 0
        for i, cosine in order:
            if self.passages[i].kind == "row":
                rows += 1
                if rows > max(1, depth // 2):
                    continue
            chosen.append((i, cosine))
            if len(chosen) == depth:
                break
        return chosen

    def _static(self, claim: str) -> Scores | None:
        with self._lock:
            vectors = self._static_vectors
        asked = self._encoder.static([claim])
        return None if vectors is None or asked is None else vectors @ asked[0]

    @cached_property
    def _static_vectors(self) -> Scores | None:
        return self._encoder.static([passage.text for passage in self.passages])

    def _numbers(self, claim: str) -> Scores:
        """For each passage how many of the claim's numbers it has."""
        wanted = [quantity for quantity in quantities.find(claim) if not quantity.weak]
        if not wanted:
            return np.zeros(len(self.passages), dtype=np.float32)
        with self._lock:
            every = self._quantities
        found = (sum(any(quantities.agree(q, other) for other in own) for q in wanted) for own in every)
        return np.fromiter(found, dtype=np.float32, count=len(self.passages))

    @cached_property
    def _quantities(self) -> list[tuple[quantities.Quantity, ...]]:
        return [quantities.find(passage.text) for passage in self.passages]

    def _lexical(self, claim: str) -> Scores:
        with self._lock:
            bm25 = self._bm25
        query = [word for word in content_stems(claim) if word in bm25.vocab_dict]
        if not query:
            return np.zeros(len(self.passages), dtype=np.float32)
        return np.asarray(bm25.get_scores(query), dtype=np.float32)

    @cached_property
    def _bm25(self) -> Any:
        import bm25s  # noqa: PLC0415 - a warm run searches nothing

        corpus = [content_stems(passage.text) or ["-"] for passage in self.passages]
        retriever = bm25s.BM25()
        retriever.index(corpus, show_progress=False)
        return retriever


def _ranks(scores: Scores) -> Scores:
    """Rank of each score, 1 for the best; equal scores share the worse rank, so that no hit is no merit."""
    ordered = np.sort(-scores)
    return np.searchsorted(ordered, -scores, side="right").astype(np.float32)
