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
from claimcheck.verify.arrangement import arrangement
from claimcheck.verify.embedding import embedding
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.entailment import Entailment
from claimcheck.verify.lexical import lexical
from claimcheck.verify.names import missing_names, names
from claimcheck.verify.numeric.printed import as_printed
from claimcheck.verify.phrasing.framing import unframed
from claimcheck.verify.phrasing.notation import spelled_out
from claimcheck.verify.polarity import polarity
from claimcheck.verify.scope import scope
from claimcheck.verify.score import Matcher, Score

# The order of the head's coefficients: a change here needs a new fit (`python -m claimcheck.verify.training`).
FEATURES = (
    "support_max",
    "support_joint",
    "contradict_max",
    "contradict_joint",
    "alignment_joint_squared",
    "lexical",
    "has_quantities",
    "negation_conflict",
    "names_joint",
    "scope",
    "arrangement",
)

# Part of every key under which a reading is kept: raise it when a matcher starts to score otherwise.
FEATURES_VERSION = "41"

# What makes a passage worth a close reading: alignment first, numbers to break ties between passages of one topic.
_RANK = {"alignment": 0.5, "embedding": 0.25, "lexical": 0.25, "quantities": 0.2}
# How many passages the entailment model reads one by one, and how many together, as the best evidence is often spread.
_READ, _TOGETHER = 3, 3
_WINDOW = 600
# Below this alignment a quotation does not show what it is to show: the cosine under which a word counts as having no
# counterpart (see alignment.py), here asked of the average word. Not fitted.
ABOUT = 0.55
# What a clear answer of the entailment model adds to the rank of a passage.
_DECIDES = 0.3
_CERTAIN = 5.0


@dataclass(frozen=True)
class Models:
    """The models that matchers share."""

    encoder: Encoder
    entailment: Entailment


@dataclass(frozen=True)
class Reading:
    """One claim held against passages of one paper.

    Attributes:
        passages: the passages, best first.
        scores: by matcher, one score a passage, in the same order; None where a matcher did not read a passage.
        vector: the features [len(FEATURES)] of the whole reading.
        objections: the matchers that keep it from being verified, however likely it is.
    """

    passages: tuple[Passage, ...]
    scores: dict[str, tuple[Score | None, ...]]
    vector: npt.NDArray[np.float64]
    objections: tuple[str, ...]


def matchers(models: Models) -> dict[str, Matcher]:
    """The table of matchers that read every passage: a new one is one file and one row."""
    return {
        "alignment": partial(alignment.alignment, encoder=models.encoder),
        "embedding": partial(embedding, encoder=models.encoder),
        "lexical": lexical,
        "quantities": quantities.quantities,
        "polarity": polarity,
        "names": names,
        "scope": scope,
        "arrangement": arrangement,
    }


def read(claim: str, passages: Sequence[Passage], models: Models) -> Reading:
    """Holds a claim against passages (at least one) with every matcher.

    To be called under `one_thread`: with more, numpy's products differ in their last bits.
    """
    scores = {name: match(claim, passages) for name, match in matchers(models).items()}
    rank = [sum(weight * scores[name][i].value for name, weight in _RANK.items()) for i in range(len(passages))]
    closest: list[int] = []
    for i in sorted(range(len(passages)), key=lambda i: (-rank[i], i)):
        # A sentence is read once: alone, or with the one beside it.
        if not any(_holds(passages[i], passages[other]) for other in closest):
            closest.append(i)
    close = closest[:_READ]
    said = [p.model_copy(update={"text": quantities.told(claim, p)}) for p in passages]
    asked = {i: _asked(claim, said[i], scores["quantities"][i]) for i in close}
    pairs = [(said[i].text, asked[i]) for i in close]
    # Where the joint window is one passage, it is read once.
    if len(closest) > 1:
        together = window([said[i] for i in closest[:_TOGETHER]])
        # As it is asked of the passage that has most of its numbers.
        pairs.append((together, asked[max(close, key=lambda i: scores["quantities"][i].value)]))
    answers = models.entailment.probabilities(pairs)
    joint = answers[-1]
    for i, answer in zip(close, answers, strict=False):
        rank[i] += _DECIDES * float(max(answer[0], answer[1]))
    order = sorted(close, key=lambda i: (-rank[i], i)) + closest[_READ:]
    ordered = tuple(passages[i] for i in order)
    by_matcher: dict[str, tuple[Score | None, ...]] = {n: tuple(s[i] for i in order) for n, s in scores.items()}
    read_alone = dict(zip(close, answers, strict=False))
    for number, name in enumerate(("entailment", "contradiction")):
        by_matcher[name] = tuple(Score(float(read_alone[i][number])) if i in read_alone else None for i in order)
    aligned = alignment.jointly(claim, ordered, encoder=models.encoder)
    vector = _vector(claim, ordered, by_matcher, aligned, joint)
    return Reading(ordered, by_matcher, vector, objections(by_matcher))


def _holds(one: Passage, other: Passage) -> bool:
    """Whether one of two passages is part of the other."""
    within = one.span[0] < other.span[1] and other.span[0] < one.span[1]
    return within and (one.text in other.text or other.text in one.text)


def _asked(claim: str, passage: Passage, numbers: Score) -> str:
    """The claim as the entailment model is asked it: in words, without its framing, with the passage's own numbers.

    Args:
        claim: the claim.
        passage: in sentences.
        numbers: what the passage has of the claim's numbers; where one is missing, they stay as they are.
    """
    said = unframed(spelled_out(claim, passage.text), passage.text)
    return said if numbers.conflict or numbers.value < 1 else as_printed(said, passage.text)


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> Any:
    """One thread for numpy's products: they are small, and OpenBLAS's waiting threads made them 170 times slower.

    The limit holds for the whole process, so it is set once around all work, not by each of several threads.
    """
    return _blas().limit(limits=1, user_api="blas")


def window(passages: Sequence[Passage]) -> str:
    """Passages in the order of the paper as one text, at most 600 characters."""
    return " ".join(p.text for p in sorted(passages, key=lambda p: p.span))[:_WINDOW]


def _vector(
    claim: str,
    passages: Sequence[Passage],
    scores: dict[str, tuple[Score | None, ...]],
    aligned: Score,
    joint: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    best = {name: found[0] or Score(0.0) for name, found in scores.items()}
    sense = best["polarity"].conflict
    values = {
        "support_max": _odds(_most(scores["entailment"])),
        "support_joint": _odds(joint[0]),
        "contradict_max": _odds(_most(scores["contradiction"])),
        "contradict_joint": _odds(joint[1]),
        "alignment_joint_squared": aligned.value**2,
        "lexical": best["lexical"].value,
        "has_quantities": float(any(not found.weak for found in quantities.find(claim))),
        "negation_conflict": float(sense is not None and sense.kind == "negation"),
        "names_joint": min(1.0, len(missing_names(claim, passages)) / 3),
        "scope": best["scope"].value,
        "arrangement": best["arrangement"].value,
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float64)


def _odds(probability: float) -> float:
    """Log-odds, held to -5 to 5: beyond that a model's certainty means nothing."""
    p = min(max(float(probability), 1e-6), 1 - 1e-6)
    return max(-_CERTAIN, min(_CERTAIN, math.log(p / (1 - p))))


def _most(scores: Sequence[Score | None]) -> float:
    return max(score.value for score in scores if score)


def objections(scores: dict[str, tuple[Score | None, ...]]) -> tuple[str, ...]:
    """The matchers that keep a reading from being verified, however likely it is.

    The best passage must speak of the claim, have every number of it, be as strong as it (no hedge of its own, every
    "first" and "all"), not have its very words in another order and say nothing against it. The entailment model must
    not take it for a contradiction, nor read in another close passage that speaks of the claim a surer contradiction
    than it reads support in any: what a passage about something else seems to deny is none of the claim's business.

    Args:
        scores: by matcher, one score a passage, best first, as in `Reading`.
    """
    best = {name: found[0] or Score(0.0) for name, found in scores.items()}
    support, contradiction = best["entailment"].value, best["contradiction"].value
    opposed = contradiction >= max(support, 1 - support - contradiction)
    about = [best["contradiction"]]
    about += [
        one
        for one, near in zip(scores["contradiction"], scores["alignment"], strict=True)
        if one and near and near.value >= ABOUT
    ]
    against = {
        "alignment": best["alignment"].value < ABOUT,
        "quantities": best["quantities"].value < 1 or best["quantities"].conflict is not None,
        "polarity": best["polarity"].conflict is not None,
        "scope": best["scope"].value < 1,
        "arrangement": best["arrangement"].value < 1,
        "contradiction": opposed or _most(about) >= _most(scores["entailment"]),
    }
    return tuple(name for name, objects in against.items() if objects)
