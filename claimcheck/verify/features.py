"""All matchers over the passages found for one claim, and the numbers that the head reads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from claimcheck.model import Passage
from claimcheck.verify import alignment, quantities
from claimcheck.verify.embedding import embedding
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.lexical import lexical
from claimcheck.verify.polarity import polarity
from claimcheck.verify.score import Matcher, Score, content_stems

# The order of the head's coefficients: a change here needs a new fit (`python -m claimcheck.verify.training`).
FEATURES = (
    "alignment",
    "alignment_joint",
    "alignment_joint_squared",
    "alignment_second",
    "embedding",
    "lexical",
    "lexical_max",
    "unmatched_share",
    "quantities",
    "quantities_joint",
    "has_quantities",
    "quantity_conflict",
    "direction_conflict",
    "negation_conflict",
    "claim_length",
    "passage_length",
)

# Part of every key under which a reading is kept: raise it when a matcher starts to score otherwise.
FEATURES_VERSION = "4"

# What makes a passage the best one: alignment first, numbers to break ties between passages of one topic.
_RANK = {"alignment": 0.5, "embedding": 0.25, "lexical": 0.25, "quantities": 0.2}


@dataclass(frozen=True)
class Reading:
    """One claim held against passages of one paper.

    Attributes:
        passages: the passages, best first.
        scores: by matcher, one score a passage, in the same order.
        vector: the features [len(FEATURES)] of the whole reading.
    """

    passages: tuple[Passage, ...]
    scores: dict[str, tuple[Score, ...]]
    vector: npt.NDArray[np.float64]


def matchers(encoder: Encoder, idf: npt.NDArray[np.float32]) -> dict[str, Matcher]:
    """The table of matchers: a new one is one file and one row."""
    return {
        "alignment": partial(alignment.alignment, encoder=encoder, idf=idf),
        "embedding": partial(embedding, encoder=encoder),
        "lexical": lexical,
        "quantities": quantities.quantities,
        "polarity": polarity,
    }


def read(claim: str, passages: Sequence[Passage], *, encoder: Encoder, idf: npt.NDArray[np.float32]) -> Reading:
    """Holds a claim against passages (at least one) with every matcher."""
    with _one_thread():
        return _read(claim, passages, encoder, idf)


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread() -> Any:
    """One thread for numpy's products: they are small, and OpenBLAS's waiting threads made them 170 times slower."""
    return _blas().limit(limits=1, user_api="blas")


def _read(claim: str, passages: Sequence[Passage], encoder: Encoder, idf: npt.NDArray[np.float32]) -> Reading:
    scores = {name: match(claim, passages) for name, match in matchers(encoder, idf).items()}
    rank = [sum(weight * scores[name][i].value for name, weight in _RANK.items()) for i in range(len(passages))]
    order = sorted(range(len(passages)), key=lambda i: (-rank[i], i))
    ordered = tuple(passages[i] for i in order)
    by_matcher = {name: tuple(values[i] for i in order) for name, values in scores.items()}
    joint = alignment.jointly(claim, ordered, encoder=encoder, idf=idf)
    return Reading(ordered, by_matcher, _vector(claim, ordered, by_matcher, joint))


def _vector(
    claim: str, passages: Sequence[Passage], scores: dict[str, tuple[Score, ...]], joint: Score
) -> npt.NDArray[np.float64]:
    aligned = scores["alignment"]
    by_value = sorted((s.value for s in aligned), reverse=True)
    numbers = [q for q in quantities.find(claim) if not q.weak]
    missing = quantities.missing(claim, passages)
    length = max(1, len(content_stems(claim)))
    quantity, sense = scores["quantities"][0].conflict, scores["polarity"][0].conflict
    values = {
        "alignment": aligned[0].value,
        "alignment_joint": joint.value,
        "alignment_joint_squared": joint.value**2,
        "alignment_second": by_value[min(1, len(by_value) - 1)],
        "embedding": scores["embedding"][0].value,
        "lexical": scores["lexical"][0].value,
        "lexical_max": max(s.value for s in scores["lexical"]),
        "unmatched_share": min(1.0, len(aligned[0].unmatched) / length),
        "quantities": scores["quantities"][0].value,
        "quantities_joint": 1.0 - len(missing) / len(numbers) if numbers else 1.0,
        "has_quantities": float(bool(numbers)),
        "quantity_conflict": float(quantity is not None),
        "direction_conflict": float(sense is not None and sense.kind == "direction"),
        "negation_conflict": float(sense is not None and sense.kind == "negation"),
        "claim_length": math.log(length),
        "passage_length": math.log(max(1, len(content_stems(passages[0].text)))),
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float64)
