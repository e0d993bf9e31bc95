"""`claimcheck evaluate`: the verifier, or its search alone, measured on labelled rows.

Labelled pairs go through the whole of what an audit does with a claim and a paper; queries through the search.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from claimcheck.model import Verdict, VerdictName
from claimcheck.model.evaluation import Evaluation, Prediction, Reliability, ReliabilityBin, SetFigures
from claimcheck.store import digest
from claimcheck.tasks import measures
from claimcheck.tasks.audit import provenance
from claimcheck.tasks.claim_only import claim_only, is_installed
from claimcheck.tasks.pairs import as_claim, as_document, sentence_at, statement
from claimcheck.tasks.rows import DataFile, Row, check_files
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import Verifier
from claimcheck.verify.learning.lessons import LABELS, label
from claimcheck.verify.passages import passages
from claimcheck.verify.search import Index

SEED = 7
_CHUNK = 200
_SHOWN = 3
_DEPTH = 10
_UNKNOWN = (0.0, 0.0, 1.0)
_DIGITS = 4
_WARM_UP: Row = {
    "claim": "The lighthouse was painted white.",
    "evidence": ["In the spring of that year the lighthouse was painted white."],
}


@dataclass
class Scored:
    """What became of the labelled pairs of a set, row by row.

    Attributes:
        labels: 0 support, 1 refute, 2 neither.
        probabilities: of the three, in that order; "neither" with certainty where nothing could be said.
        verdicts: as given.
        claims: as they were read.
        sources: a digest of the evidence of each.
        hits: for rows with a rationale, whether a sentence of it is among the evidence that is shown.
        predictions: what `--predictions` writes.
        seconds: time spent in the verifier.
    """

    labels: list[int] = field(default_factory=list)
    probabilities: list[tuple[float, float, float]] = field(default_factory=list)
    verdicts: list[VerdictName] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    hits: list[bool] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def supported(self) -> list[bool]:
        """Which rows are labelled SUPPORT."""
        return [label == measures.SUPPORT for label in self.labels]

    @property
    def support(self) -> list[float]:
        """The probability of support of every row."""
        return [p[measures.SUPPORT] for p in self.probabilities]


def evaluate(paths: Sequence[Path], workplace: Workplace, *, sample: int | None = None, seed: int = SEED) -> Evaluation:
    """Measures every set.

    Args:
        paths: files of JSON Lines; a set is called by its file's name up to the first dot.
        workplace: the settings, the store and the verifier; every row leaves its vectors and its view in the store.
        sample: at most so many rows of each set, drawn with the seed; None for all.
        seed: of the draw and of the bootstrap.

    Raises:
        InputError: a file or a line of it cannot be used; all are checked before the work begins.
        ModelError: a model is missing or damaged.
    """
    files = check_files(paths)
    if not is_installed():
        workplace.warn("claim_only is left out: it needs scikit-learn (pip install 'claimcheck-papers[train]')")
    # The models load at the first row: not at the expense of the first set's speed.
    verdicts([_WARM_UP], workplace)
    sets: dict[str, SetFigures] = {}
    pool = Scored()
    predictions: list[Prediction] = []
    for file in files:
        wanted = file.sample(sample, seed)
        if file.queries:
            sets[file.name] = _search_set(file, wanted, workplace)
            continue
        scored = score(file.name, file.read(wanted), len(wanted), workplace)
        sets[file.name] = _figures(file, scored, seed)
        pool.labels += scored.labels
        pool.probabilities += scored.probabilities
        predictions += scored.predictions
    made_by = provenance(workplace)
    return Evaluation(
        sets=sets,
        models=made_by.models,
        thresholds=made_by.thresholds,
        pooled=reliability(pool),
        predictions=tuple(predictions),
    )


def verdicts(rows: Sequence[Row], workplace: Workplace, verifier: Verifier | None = None) -> list[Verdict]:
    """The verdict of an audit on every labelled pair (`claim`, `evidence`), in order.

    Args:
        rows: the labelled pairs; their labels are not looked at.
        workplace: its verifier judges,
        verifier: unless another one is given.
    """
    pairs = [as_claim(row, number) for number, row in enumerate(rows, 1)]
    retrieved = {item.reference.key: item for _, item in pairs}
    return (verifier or workplace.verifier).verify([claim for claim, _ in pairs], list(retrieved.values()))


def score(name: str, rows: Iterator[Row], count: int, workplace: Workplace, verifier: Verifier | None = None) -> Scored:
    """Verifies the `count` labelled pairs of a set, a few hundred at a time, so that memory stays bounded."""
    scored = Scored()
    while chunk := list(islice(rows, _CHUNK)):
        workplace.progress(f"{name}: row {len(scored.labels) + 1} of {count}")
        start = time.perf_counter()
        found = verdicts(chunk, workplace, verifier)
        scored.seconds += time.perf_counter() - start
        for row, verdict in zip(chunk, found, strict=True):
            _add(scored, row, verdict)
    return scored


def reliability(scored: Scored) -> Reliability:
    """The reliability diagram of rows, with its error."""
    bins = measures.reliability(scored.supported, scored.support)
    error = measures.calibration_error(bins)
    gaps = np.asarray(scored.support) - np.asarray(scored.supported, dtype=np.float64)
    return Reliability(
        rows=len(scored.labels),
        brier=round(float((gaps**2).mean()), _DIGITS) if scored.labels else None,
        ece=None if error is None else round(error, _DIGITS),
        bins=tuple(
            ReliabilityBin(predicted=round(one.predicted, 6), observed=round(one.observed, 6), rows=one.rows)
            for one in bins
        ),
    )


def _add(scored: Scored, row: Row, verdict: Verdict) -> None:
    p = verdict.probabilities
    scored.labels.append(LABELS.index(label(row)))
    scored.probabilities.append((p.support, p.contradict, p.neither) if p else _UNKNOWN)
    scored.verdicts.append(verdict.verdict)
    scored.claims.append(statement(row["claim"]))
    scored.sources.append(digest(*row["evidence"]))
    if row["rationale"]:
        shown = {sentence_at(row["evidence"], evidence.span) for evidence in verdict.evidence[:_SHOWN]}
        scored.hits.append(not shown.isdisjoint(row["rationale"]))
    scored.predictions.append(
        Prediction(id=row["id"], verdict=verdict.verdict, confidence=verdict.confidence, probabilities=p)
    )


def _figures(file: DataFile, scored: Scored, seed: int) -> SetFigures:
    found = measures.figures(scored.labels, scored.probabilities, seed=seed)
    known = {name: figure for name, figure in found.items() if figure}
    rows = len(scored.labels)
    verified = [truth for truth, verdict in zip(scored.labels, scored.verdicts, strict=True) if verdict == "verified"]
    among = Counter(verified)
    alone = claim_only(scored.claims, scored.sources, scored.supported) if is_installed() else None
    return SetFigures(
        rows=rows,
        **{name: round(figure.value, _DIGITS) for name, figure in known.items()},
        verified=_share(len(verified), rows),
        unsupported_verified=_share(len(verified) - among[measures.SUPPORT], len(verified)),
        refuted_verified=_share(among[measures.REFUTE], len(verified)) if measures.REFUTE in scored.labels else None,
        hit_at_3=_share(sum(scored.hits), len(scored.hits)),
        rows_per_second=_speed(rows, scored.seconds),
        unchecked=scored.verdicts.count(VerdictName.UNCHECKED),
        intervals={n: (round(figure.low, _DIGITS), round(figure.high, _DIGITS)) for n, figure in known.items()},
        claim_only=None if alone is None else round(alone, _DIGITS),
        sha256=file.sha256,
        reliability=reliability(scored),
    )


def _search_set(file: DataFile, wanted: Sequence[int], workplace: Workplace) -> SetFigures:
    """Where the first gold sentence stands among the ten best passages, as the search of an audit ranks them."""
    places: list[int | None] = []
    seconds = 0.0
    for number, row in enumerate(file.read(wanted), 1):
        workplace.progress(f"{file.name}: query {number} of {len(wanted)}")
        start = time.perf_counter()
        ranked = _ranked(row, workplace)
        seconds += time.perf_counter() - start
        places.append(next((place for place, sentence in enumerate(ranked, 1) if sentence in row["gold"]), None))
    found = [place for place in places if place]
    hits = {most: _share(sum(place <= most for place in found), len(places)) for most in (1, 3, 10)}
    return SetFigures(
        rows=len(places),
        hit_at_1=hits[1],
        hit_at_3=hits[3],
        hit_at_10=hits[10],
        mrr=_share(sum(1 / place for place in found), len(places)),
        rows_per_second=_speed(len(places), seconds),
        sha256=file.sha256,
    )


def _ranked(row: Row, workplace: Workplace) -> list[int]:
    """Numbers of the sentences in which the ten best passages begin, best first, each once."""
    offered = passages(as_document(row["sentences"]))
    best = Index(offered, workplace.verifier.encoder).search(statement(row["query"]), _DEPTH)
    return list(dict.fromkeys(sentence_at(row["sentences"], offered[number].span) for number, _ in best))


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, _DIGITS) if whole else None


def _speed(rows: int, seconds: float) -> float:
    return round(rows / seconds, 1) if seconds > 0 else 0.0
