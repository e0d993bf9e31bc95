"""Quantities matcher: are the claim's numbers in the passage, for the same thing, and if not, what stands there?

A number of the claim is borne out by one of the passage that agrees with it (see `agreement`) and belongs to nothing
else (see `belonging`): to no other metric, no other model, data set or language, to the same end of a change, and not
to another of the things that the passage tells apart ("62% of the data … an accuracy of 55%"). Where one of the two
does not say what it belongs to, it counts. In a table it stands in the row and in the column that the claim names, if
it names them (see `rows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimcheck.model import Conflict, Passage
from claimcheck.verify.numeric.agreement import agree, comparable, rounded, second_reading
from claimcheck.verify.numeric.belonging import belongs, related
from claimcheck.verify.numeric.circumstances import under_another
from claimcheck.verify.numeric.dates import otherwise
from claimcheck.verify.numeric.derived import follows
from claimcheck.verify.numeric.flow import at_another_step
from claimcheck.verify.numeric.frames import Frame, apart, clash, frames
from claimcheck.verify.numeric.listed import given_to_another
from claimcheck.verify.numeric.metrics import NO_RESULT
from claimcheck.verify.numeric.numbers import FORMULA, LABEL, Quantity, find, prepare
from claimcheck.verify.numeric.often import other_frequency, summed_up
from claimcheck.verify.numeric.rows import in_its_column, in_its_row, in_words
from claimcheck.verify.numeric.shares import borne_out, is_part, told_otherwise
from claimcheck.verify.score import Score, content_stems

__all__ = ["Quantity", "agree", "find", "joined", "missing", "quantities", "unbound"]

# "More than 40" is true of 46, and not what one would say of 460.
_FAR = 2.0
_LEVELS = frozenset([0.05, 0.01, 0.001, 0.0001])
# What stands in a number's place is of its order of magnitude and shares a third of its words, and the passage has six
# in ten of the words around the claim's number, or all but one; eight in ten where it tells a type or a stage.
_APART, _ALIKE, _PRESENT, _SURELY_PRESENT = 4.01, 0.3, 0.6, 0.8
_UP_TO = re.compile(r"\b(?:up to|at most|a maximum of|as (?:much|many|high|long) as)\s(?:about\s)?$", re.IGNORECASE)
# How a claim says that a number is the most that is reached.
_CAP = re.compile(
    r"\b(?:up to|till|until|through|within|at most|no more than|max(?:imum|imal|imally)?|peaks?|best|as \w+ as|can"
    r"|could|limit(?:ed|s)?)\b",
    re.IGNORECASE,
)
# How many characters may stand between two sentences that are told in one breath.
_FARTHEST = 2
# With so many numbers lost the passage speaks of something else.
_MANY = 4


def quantities(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """The share of the claim's quantities that the passage has for the same thing, 0 to 1 (1 where the claim has none).

    A conflict is a quantity of the claim that is not in the passage while another one of the same unit and thing is, or
    a change whose ends are others ("74% → 92%" against "4% → 74%"). Rows of tables raise none.
    """
    return [_score(claim, passage, passages) for passage in passages]


def told(claim: str, passage: Passage) -> str:
    """What a passage says in sentences: of a row of a table, the cells that hold numbers of the claim."""
    if passage.kind != "row":
        return passage.text
    wanted = [frame for frame in frames(claim) if not frame.quantity.weak]
    return in_words(passage, set().union(*(_places(frame, passage.cells) for frame in wanted)))


def joined(claim: str, pair: Sequence[Passage]) -> Passage | None:
    """Two neighbouring sentences as one passage, where each has a number of the claim that the other has not.

    Numbers that stand by more numbers of something else are no part of the same story, and join nothing.
    """
    if len(pair) < 2:
        return None
    passage, following = pair
    if passage.kind != "sentence" or following.kind != "sentence" or passage.section != following.section:
        return None
    if not 0 <= following.span[0] - passage.span[1] <= _FARTHEST:
        return None
    here, there = (frozenset(missing(claim, [one])) for one in (passage, following))
    if here <= there or there <= here or not all(_tells_mostly(claim, one) for one in pair):
        return None
    return passage.model_copy(
        update={
            "text": f"{passage.text} {following.text}",
            "quotation": f"{passage.quotation} {following.quotation}",
            "span": (passage.span[0], following.span[1]),
        }
    )


def _tells_mostly(claim: str, passage: Passage) -> bool:
    """Whether more than half of a passage's numbers are the claim's."""
    own = [frame for frame in frames(passage.text) if not frame.quantity.weak]
    wanted = frames(claim)
    return 2 * sum(any(_same(one, other) for one in wanted) for other in own) > len(own)


def missing(claim: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """The claim's own numbers (not its number words) that no passage has, for whatever thing, as printed."""
    kept = list(passages)
    wanted = [frame for frame in frames(claim) if not frame.quantity.weak]
    return tuple(q.quantity.text for q in wanted if not any(_occurs(q, claim, passage) for passage in kept))


def unbound(claim: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """What stands in the passages, but in none for what the claim says: numbers as printed, and changes ("4% → 74%").

    A change is listed where its two ends are nowhere the ends of one change in this order and some passage has another
    change in its place.
    """
    kept = list(passages)
    wanted = frames(claim)
    bound = [any(_stands(q, claim, passage, kept) for passage in kept) for q in wanted]
    lost = set(missing(claim, kept))
    numbers = [q.quantity.text for q, ok in zip(wanted, bound, strict=True) if not ok and not q.quantity.weak]
    others = [conflict for passage in kept if passage.kind != "row" and (conflict := _changed(claim, passage.text))]
    right = any(_has_change(wanted, frames(passage.text)) for passage in kept)
    changes = [] if right else [conflict.claim for conflict in others]
    return tuple(dict.fromkeys([text for text in numbers if text not in lost] + changes))


def _occurs(wanted: Frame, claim: str, passage: Passage) -> bool:
    same = any(_same(wanted, other) for other in frames(passage.text))
    return same or _in_another_form(wanted, claim, passage)


def _in_another_form(wanted: Frame, claim: str, passage: Passage) -> bool:
    """Whether a number that a passage does not print is there as PDFs have it, or follows from what it prints."""
    if second_reading(wanted.quantity, passage.text):
        return True
    if passage.kind == "row":
        return False
    return follows(wanted, frames(passage.text)) or borne_out(wanted, claim, passage.text)


def _score(claim: str, passage: Passage, passages: Sequence[Passage]) -> Score:
    wanted = frames(claim)
    dated = (*otherwise(claim, passage.text), *other_frequency(claim, passage.text))
    if not wanted and not dated:
        return Score(1.0)
    offered = frames(passage.text)
    without = [q for q in wanted if not _stands(q, claim, passage, passages)]
    conflict = None
    if passage.kind != "row":
        conflict = _changed(claim, passage.text) or _other_number(wanted, without, offered, claim, passage.text)
    judged = [q for q in wanted if _is_meant(q, claim, passage)]
    every = len(judged) + len(dated)
    value = 1.0 - (sum(q in judged for q in without) + len(dated)) / every if every else 1.0
    return Score(value, tuple(dict.fromkeys([*(q.quantity.text for q in without), *dated])), conflict)


def _is_meant(wanted: Frame, claim: str, passage: Passage) -> bool:
    """Whether a number must be in a passage: number words only where the passage says something else instead."""
    if not wanted.quantity.weak or _bound_is_added(wanted, frames(passage.text)):
        return True
    return passage.kind != "row" and told_otherwise(wanted, claim, passage.text)


def _stands(wanted: Frame, claim: str, passage: Passage, passages: Sequence[Passage]) -> bool:
    """Whether a passage has a number of the claim for the same thing."""
    offered = frames(passage.text)
    same = [other for other in offered if _same(wanted, other)]
    if not same or is_part(wanted, claim, of_one=True):
        return _in_another_form(wanted, claim, passage)
    capped = _capped(same, passage.text)
    if not capped and _bound_is_added(wanted, offered):
        return False
    if capped and (wanted.quantity.bound == ">" or not (wanted.quantity.bound or _CAP.search(claim))):
        return False
    if passage.kind == "row":
        alone = sum(not frame.quantity.weak for frame in frames(claim)) == 1
        words = content_stems(claim) if alone else wanted.around | wanted.own
        # The size of a group stands over its column alone.
        places = _places(wanted, passage.cells) or _places(wanted, passage.header)
        in_column = in_its_column(words, passage, places)
        return in_column and in_its_row(wanted, claim, passage, passages, alone=alone)
    claimed = frames(claim)
    told = [frame.quantity for frame in claimed]
    return any(
        belongs(wanted, other, offered, claimed)
        and not under_another(claim, passage.text, other.quantity.span[0])
        and not given_to_another(claim, passage.text, other.quantity.span[0], told)
        and not at_another_step(claim, passage.text, other.quantity.span[0])
        for other in same
    ) or (is_part(wanted, claim) and borne_out(wanted, claim, passage.text))


def _places(wanted: Frame, cells: Sequence[str]) -> set[int]:
    """The cells that hold a number of the claim."""
    return {i for i, cell in enumerate(cells) if any(_same(wanted, other) for other in frames(cell))}


def _capped(same: Sequence[Frame], text: str) -> bool:
    """Whether a passage gives a number as the most that is reached, wherever it has it: "up to 3.2x"."""
    text = prepare(text)
    return all(_UP_TO.search(text, max(0, (start := other.quantity.span[0]) - 20), start) for other in same)


def _same(wanted: Frame, other: Frame) -> bool:
    one, two = wanted.quantity, other.quantity
    if agree(one, two) or rounded(one, two):
        return True
    if one.bound and one.unit == two.unit and two.bound in {"", one.bound} and related(wanted, other):
        # "P < .05" is true of "P < .01"; who writes "over 1.2 million" for "over 1.5 million" got it wrong.
        if "p" in wanted.metrics and one.value in _LEVELS:
            return _beyond(one, two) >= 1
        return not two.bound and 1.0 <= _beyond(one, two) <= _FAR
    # Scores are printed out of 1 and out of 100.
    scores = not one.unit and not two.unit and wanted.metrics & other.metrics
    small, large = sorted((one, two), key=lambda q: abs(q.value))
    return bool(scores) and small.value <= 1 < large.value and agree(large._replace(unit="%"), small)


def _bound_is_added(wanted: Frame, offered: Sequence[Frame]) -> bool:
    """Whether a claim says "at least five" where the passage says five, and tells of nothing beyond.

    A level of significance is a bound by nature. Where the passage has "12% to 20%", "at least 12%" is right.
    """
    one = wanted.quantity
    if not one.bound or "p" in wanted.metrics:
        return False
    same = [other.quantity for other in offered if _same(wanted, other)]
    if not same or any(two.bound or two.value != one.value for two in same):
        return False
    alike = [o.quantity for o in offered if o.quantity.unit == one.unit and (one.unit or related(wanted, o))]
    return not any(_beyond(one, two) > 1 for two in alike)


def _beyond(bounded: Quantity, other: Quantity) -> float:
    """How far a number lies on the right side of a bound, as a ratio; 0 where it lies on the wrong one."""
    low, high = (bounded.value, other.value) if bounded.bound == ">" else (other.value, bounded.value)
    return high / low if 0 < low <= high else 0.0


def _other_number(
    wanted: Sequence[Frame], without: Sequence[Frame], offered: Sequence[Frame], claim: str, text: str
) -> Conflict | None:
    """A number of the claim that the passage does not have at all, while it has another one in its place."""
    spare = [o for o in offered if not any(_same(q, o) for q in wanted)]
    lost = [q for q in without if not second_reading(q.quantity, text)]
    stems = frozenset(content_stems(text))
    for q in lost if len(lost) < _MANY else ():
        least = _SURELY_PRESENT if q.quantity.unit.startswith(LABEL) else _PRESENT
        absent = len(q.around - stems)
        if absent > 1 and absent > (1 - least) * len(q.around):
            continue
        # A number that stands there for something else is no slip of the pen: the right one must be named as such.
        elsewhere = any(_same(q, other) for other in offered)
        rivals = [
            o
            for o in spare
            if _instead(q, o)
            and (not elsewhere or q.metrics & o.metrics)
            and not summed_up(q.quantity, o.quantity, claim, text)
        ]
        if rivals:
            beside = _beside(q, wanted, offered)
            instead = min(
                rivals,
                key=lambda o: (
                    -len(q.own & o.own),
                    abs(o.quantity.span[0] - beside) if beside is not None else 0,
                    abs(o.quantity.value - q.quantity.value),
                ),
            )
            return Conflict(kind="quantity", claim=q.quantity.text, source=instead.quantity.text)
    return None


def _beside(one: Frame, wanted: Sequence[Frame], offered: Sequence[Frame]) -> int | None:
    """Where a passage has the number that stands next to one of the claim: "3.1 points at 170 words a minute"."""
    found = [
        (abs(other.quantity.span[0] - one.quantity.span[0]), frame.quantity.span[0])
        for other in wanted
        for frame in offered
        if other is not one and _same(other, frame)
    ]
    return min(found)[1] if found else None


def _instead(wanted: Frame, other: Frame) -> bool:
    """Whether a passage's number stands where the claim has another one: same unit, same thing, other value."""
    one, two = wanted.quantity, other.quantity
    if not comparable(one, two) or FORMULA in {one.unit, two.unit} or one.weak != two.weak or apart(wanted, other):
        return False
    if clash(wanted, other) or (wanted.metrics | other.metrics) & NO_RESULT:
        return False
    named = set(one.nouns) & set(two.nouns) or wanted.metrics & other.metrics
    alike = len(wanted.around & other.around) >= _ALIKE * len(wanted.around)
    low, high = sorted((abs(one.value), abs(two.value)))
    complement = one.unit == "%" and abs(low + high - 100) <= max(one.tolerance, two.tolerance)
    far = high > _APART * low and _digits(one) != _digits(two)
    if not named or not alike or far or complement:
        return False
    if one.unit != two.unit:
        return _digits(one) == _digits(two)
    # A sign may be told by a word that is not known here; a further digit may be cut off, or the mark of a footnote.
    if (low == high and one.bound == two.bound) or ("." in _digits(one) and _digits(two).startswith(_digits(one))):
        return False
    # "More than 40" is borne out by 46, and "more than 50" in the source says nothing against 60 in the claim.
    return not (one.bound and _beyond(one, two) >= 1) and not (two.bound and _beyond(two, one) >= 1)


def _digits(quantity: Quantity) -> str:
    """What is printed before unit and scale: months put for years, or millions for billions, keep it."""
    return re.sub(r"[^\d.]", "", quantity.text)


def _changed(claim: str, text: str) -> Conflict | None:
    """A change of the claim that the passage tells with other ends: one of them kept, or the two exchanged."""
    wanted, offered = frames(claim), frames(text)
    for start in wanted:
        if start.role != "from" or _has_change([start, wanted[start.partner]], offered, whole=wanted):
            continue
        end = wanted[start.partner]
        for begin in offered:
            if begin.role != "from" or apart(start, begin):
                continue
            finish = offered[begin.partner]
            if agree(start.quantity, finish.quantity) or agree(end.quantity, begin.quantity):
                return Conflict(
                    kind="quantity", claim=_printed(claim, start, end), source=_printed(text, begin, finish)
                )
    return None


def _has_change(wanted: Sequence[Frame], offered: Sequence[Frame], whole: Sequence[Frame] = ()) -> bool:
    """Whether all changes of the claim are in a passage with both their ends in place."""
    whole = whole or wanted
    starts = [q for q in wanted if q.role == "from"]
    return bool(starts) and all(
        any(
            begin.role == "from"
            and agree(start.quantity, begin.quantity)
            and agree(whole[start.partner].quantity, offered[begin.partner].quantity)
            for begin in offered
        )
        for start in starts
    )


def _printed(text: str, one: Frame, other: Frame) -> str:
    spans = (one.quantity.span, other.quantity.span)
    return prepare(text)[min(a for a, _ in spans) : max(b for _, b in spans)].strip()
