"""How well the words of the claims alone tell the label of a set, so that a shortcut shows.

Logistic regression over hashed words and pairs of words, five-fold. Rows that share a claim or a source are in one
fold: else a claim's twin with the other label, as many sets have them, would be learnt by heart, and the figure would
fall far below one half. Needs the extra `train` (scikit-learn).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from claimcheck.tasks.measures import auroc

_FOLDS = 5
_FEATURES = 2**16
# A larger set is measured by its first rows: enough to see a shortcut.
_MOST = 20_000


def is_installed() -> bool:
    """Whether scikit-learn is there."""
    from importlib.util import find_spec  # noqa: PLC0415 - only here

    return find_spec("sklearn") is not None


def claim_only(claims: Sequence[str], sources: Sequence[str], supported: Sequence[bool]) -> float | None:
    """The AUROC of support that claims [n] alone reach; None where there are too few of them to learn from.

    Args:
        claims: the claims [n].
        sources: what tells the source of each [n]; it is not read, and only keeps its claims together.
        supported: which claims are labelled SUPPORT [n].

    Raises:
        ImportError: scikit-learn is not installed.
    """
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - the extra `train`
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - as above

    claims, truth = claims[:_MOST], np.asarray(supported[:_MOST], dtype=np.bool_)
    folds = _folds(claims, sources[:_MOST])
    if not _both(truth) or not all(_both(truth[folds != fold]) for fold in range(_FOLDS)):
        return None
    words = HashingVectorizer(ngram_range=(1, 2), n_features=_FEATURES, alternate_sign=False).transform(claims)
    score = np.zeros(len(claims))
    for fold in range(_FOLDS):
        asked = folds == fold
        if asked.any():
            # This solver works on the sparse rows as they are: many times faster here than the usual one.
            model = LogisticRegression(C=10.0, solver="liblinear", random_state=0)
            with threadpool_limits(limits=1, user_api="blas"):  # waiting threads cost more than they bring
                score[asked] = model.fit(words[~asked], truth[~asked]).predict_proba(words[asked])[:, 1]
    return auroc(truth, score)


def _folds(claims: Sequence[str], sources: Sequence[str]) -> npt.NDArray[np.int64]:
    """The fold of every row: rows that share a claim or a source, also by way of other rows, have the same one."""
    leader: dict[tuple[str, str], tuple[str, str]] = {}

    def find(name: tuple[str, str]) -> tuple[str, str]:
        while (above := leader.setdefault(name, name)) != name:
            leader[name] = name = leader[above]
        return name

    for claim, source in zip(claims, sources, strict=True):
        one, other = sorted((find(("claim", claim)), find(("source", source))))
        leader[other] = one
    leaders = [find(("claim", claim)) for claim in claims]
    return np.array([sha256(repr(name).encode()).digest()[0] % _FOLDS for name in leaders], dtype=np.int64)


def _both(truth: npt.NDArray[np.bool_]) -> bool:
    return bool(truth.any() and not truth.all())
