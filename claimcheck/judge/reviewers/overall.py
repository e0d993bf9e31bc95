"""The reviewers together: their scores, the overall score, and what would raise it most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.balance import BALANCE
from claimcheck.judge.reviewers.base import Counted, Counts, Estimate, Points, Reviewer, mean, parted, rounded
from claimcheck.judge.reviewers.base import points as points_of
from claimcheck.judge.reviewers.citations import CITATIONS
from claimcheck.judge.reviewers.clarity import CLARITY
from claimcheck.judge.reviewers.coverage import COVERAGE
from claimcheck.judge.reviewers.grounding import GROUNDING
from claimcheck.judge.reviewers.independence import INDEPENDENCE
from claimcheck.judge.reviewers.panel import RULE, lowered, panel, weighty
from claimcheck.judge.reviewers.reproducibility import REPRODUCIBILITY, own_sentences
from claimcheck.model.review import Mend, Reading, Review, Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.model import Audit

REVIEWERS: tuple[Reviewer, ...] = (
    GROUNDING, CITATIONS, COVERAGE, INDEPENDENCE, BALANCE, CLARITY, REPRODUCIBILITY,
)  # fmt: skip

_ABOVE_GROUNDING, _SHOWN = 2.0, 3
FORMULA = (
    "overall = the mean of the scores that there are, as printed, weighted "
    + ", ".join(f"{one.name} {one.weight}" for one in REVIEWERS)
    + f"; at most grounding + {_ABOVE_GROUNDING:g}, and none without grounding; interval: those of the scores, carried"
    " through the mean as if they were independent (Zou and Donner, 2008), under the same cap"
)
_PRINTED = re.compile(r"\b(?:quality|review\w*)\b.{0,80}?\b(\d{1,2}(?:\.\d{1,2})?) ?/ ?10\b", re.IGNORECASE)


def review(audit: Audit, readings: Sequence[Reading] = (), notes: tuple[str, ...] = ()) -> Review:
    """The review of an audit with its findings; pure, and without scores where the report could not be audited.

    Findings that a person has waived count like all others: the score is of the report. Claims that a language model
    found count in no score, so that no text raises one by having its easy sentences found.

    Args:
        audit: of the report.
        readings: what the readers of a panel found in its text, if there is a language model.
        notes: what of the text was not put before them.
    """
    if audit.error is not None:
        return Review(report=audit.report, error=audit.error, formula=FORMULA, value=None, interval=None)
    audit = _by_the_rules(audit)
    counted = {one.name: one.count(audit) for one in REVIEWERS}
    counts = {name: found.counts for name, found in counted.items()}
    alone = _overall(counts, None)
    readers = panel(readings, notes, alone and alone[0]) if readings else None
    heard = weighty(readers)
    value, interval = parted(_overall(counts, heard))
    return Review(
        report=audit.report,
        scores=tuple(_score(one, counted[one.name]) for one in REVIEWERS),
        value=value,
        interval=interval,
        formula=FORMULA + RULE * bool(readers),
        printed=_printed(audit),
        raise_by=tuple(_raising(counts, heard)),
        panel=readers,
    )


def _by_the_rules(audit: Audit) -> Audit:
    """The same without the claims that a language model found, and what was found of these."""
    added = {claim.id for claim in audit.claims if claim.passed_over}
    if not added:
        return audit
    return audit.model_copy(
        update={
            "claims": tuple(claim for claim in audit.claims if claim.id not in added),
            "findings": tuple(one for one in audit.findings if one.claim_id not in added),
            "disagreements": tuple(one for one in audit.disagreements if not {one.first, one.second} & added),
        }
    )


def _score(reviewer: Reviewer, counted: Counted) -> Score:
    points = _points(reviewer, counted.counts)
    value, interval = parted(points)
    mends = [(what, _points(reviewer, mended)) for what, mended in reviewer.changes(counted.counts)]
    return Score(
        reviewer=reviewer.name,
        weight=reviewer.weight,
        formula=reviewer.formula,
        ends=reviewer.ends,
        value=value,
        interval=interval,
        counts=dict(counted.counts),
        notes=counted.notes,
        raise_by=tuple(
            Mend(reviewer=reviewer.name, what=what, value=after[0])
            for what, after in mends
            if points and after and after[0] > points[0]
        ),
    )


def _raising(counts: Mapping[str, Counts], heard: Points | None) -> Iterator[Mend]:
    """The mend that raises the overall score most, then the one that does so after it, and so on."""
    for _ in range(_SHOWN):
        now = _overall(counts, heard)
        best = None
        for one in REVIEWERS:
            for what, mended in one.changes(counts[one.name]):
                then = _overall({**counts, one.name: mended}, heard)
                if now and then and then[0] > (best[0].value if best else now[0]):
                    best = Mend(reviewer=one.name, what=what, value=then[0]), {**counts, one.name: mended}
        if best is None:
            return
        yield best[0]
        counts = best[1]


def _overall(counts: Mapping[str, Counts], heard: Points | None) -> Points | None:
    """The weighted mean, as far as a panel lowers it, under the cap that grounding sets."""
    points = [(one, _points(one, counts[one.name])) for one in REVIEWERS]
    grounding = next(found for one, found in points if one is GROUNDING)
    if grounding is None:
        return None
    scores = [(one.weight, Estimate(*found)) for one, found in points if found]
    whole = lowered(scores, heard) if heard else mean(scores)
    value, low, high = (min(one, ground + _ABOVE_GROUNDING) for one, ground in zip(whole, grounding, strict=True))
    return rounded(value), rounded(low), rounded(high)


def _points(reviewer: Reviewer, counts: Counts) -> Points | None:
    return points_of(reviewer.estimate(counts))


def _printed(audit: Audit) -> float | None:
    """The score out of ten that the report prints of itself, the first one; what a claim says of others is none."""
    said = own_sentences(audit, audit.document) if audit.document else ()
    found = (float(match[1]) for sentence in said if (match := _PRINTED.search(sentence)))
    return next((score for score in found if score <= 10), None)
