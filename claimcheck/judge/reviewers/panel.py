"""The panel: readers with a language model and different briefs, scored by what they could show in the report's words.

A reader is not asked for a score. It answers the questions of its brief with yes or no and names faults; a yes and a
fault count with a quotation that stands in the report. Readers see the report's text alone: neither each other nor what
the verifier found, whose echo they would be. They take no part in any other score. In the overall one their median can
lower the value and the lower end, and raise neither, so that no text that talks a model into praise gains by it.
"""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.base import Estimate, exact, mean, parted, points, product, rounded, wilson
from claimcheck.judge.wording import plural
from claimcheck.model.review import MOST_FAULTS, Mend, Panel, ReaderScore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.judge.reviewers.base import Change, Counts, Points
    from claimcheck.model.review import Reading

_QUESTIONS, _YES, _SERIOUS, _SLIGHT, _PARTS = "questions", "yes", "serious faults", "slight faults", "parts read"
# Of fewer there is no middle.
_FEWEST, _WEIGHT = 3, 1
FORMULA = f"10 × yes / questions × (1 − (serious + ½ slight faults) / ({MOST_FAULTS} × parts read))"
ENDS = "that of yes / questions at 95% (Wilson, 1927), as if they were drawn from all that such a reader can ask"
RULE = (
    f"; with {_FEWEST} or more readers their median is one more score, weight {_WEIGHT}, its interval from the lowest"
    " to the highest: value and lower end are the lower ones of those with it and without, the upper end that without"
)


def panel(readings: Sequence[Reading], notes: tuple[str, ...], without: float | None) -> Panel:
    """The panel of a report.

    Args:
        readings: one a reader.
        notes: what of the report was not put before them.
        without: the overall score without the panel, 0 to 10, if there is one.
    """
    readers = tuple(map(_score, readings))
    middle, spread = parted(_middle(readers))
    return Panel(
        readers=readers,
        formula=FORMULA,
        ends=ENDS,
        median=middle,
        spread=spread,
        notes=notes,
        without=without,
    )


def weighty(found: Panel | None) -> Points | None:
    """Median, lowest and highest score of a panel; None where too few readers were heard for it to weigh anything."""
    heard = _middle(found.readers) if found else None
    return heard if found and sum(one.value is not None for one in found.readers) >= _FEWEST else None


def lowered(scores: Sequence[tuple[int, Estimate]], heard: Points) -> Estimate:
    """The weighted mean of scores, as far as a panel lowers it; the upper end is that without the panel."""
    alone, both = mean(scores), mean([*scores, (_WEIGHT, Estimate(*heard))])
    return Estimate(min(alone.value, both.value), min(alone.low, both.low), alone.high)


def _middle(readers: Sequence[ReaderScore]) -> Points | None:
    values = [one.value for one in readers if one.value is not None]
    return (rounded(median(values)), min(values), max(values)) if values else None


def _score(reading: Reading) -> ReaderScore:
    counts = _count(reading)
    value, interval = parted(points(estimate(counts)))
    mends = ((what, points(estimate(after))) for what, after in _changes(counts))
    return ReaderScore(
        reader=reading.reader,
        value=value,
        interval=interval,
        counts=dict(counts),
        answers=reading.answers if reading.parts else (),
        faults=reading.faults,
        notes=tuple(_notes(reading)),
        raise_by=tuple(
            Mend(reviewer=reading.reader, what=what, value=after[0])
            for what, after in mends
            if value is not None and after and after[0] > value
        ),
    )


def _notes(reading: Reading) -> Iterator[str]:
    if not reading.given:
        yield "there is no text to read"
    elif not reading.parts:
        yield "gave no reply that can be used"
    elif reading.parts < reading.given:
        yield f"no reply that can be used on {reading.given - reading.parts} of {plural(reading.given, 'part')}"
    if reading.dropped:
        yield f"said without words of the report to show it, and not counted: {reading.dropped}"


def _count(reading: Reading) -> Counts:
    faults = Counter(fault.severity for fault in reading.faults)
    return {
        _QUESTIONS: len(reading.answers),
        _YES: sum(answer.quotation is not None for answer in reading.answers),
        _SERIOUS: faults["serious"],
        _SLIGHT: faults["slight"],
        _PARTS: reading.parts,
    }


def estimate(counts: Counts) -> Estimate | None:
    """The share of yes, less by the faults; None where the reader gave no reply."""
    if not counts[_PARTS]:
        return None
    faults = (counts[_SERIOUS] + counts[_SLIGHT] / 2) / (MOST_FAULTS * counts[_PARTS])
    return product(wilson(counts[_YES], counts[_QUESTIONS]), exact(max(0.0, 1 - faults)))


def _changes(counts: Counts) -> Iterator[Change]:
    """Questions answered, and faults mended."""
    if lacking := counts[_QUESTIONS] - counts[_YES]:
        what = f"let the report's own words answer {plural(lacking, 'more question')}"
        yield what, {**counts, _YES: counts[_QUESTIONS]}
    for name in (_SERIOUS, _SLIGHT):
        if faults := counts[name]:
            yield f"mend {plural(faults, name.removesuffix('s'))}", {**counts, name: 0}
