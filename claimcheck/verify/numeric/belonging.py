"""Whether a number of a passage stands there for what the claim's number stands for, as far as the words tell."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.verify.numeric.agreement import agree
from claimcheck.verify.numeric.frames import Frame, apart, clash
from claimcheck.verify.numeric.metrics import NO_RESULT
from claimcheck.verify.numeric.numbers import Quantity
from claimcheck.verify.score import stem

_PARTY = 2


def belongs(wanted: Frame, other: Frame, offered: Sequence[Frame], claimed: Sequence[Frame] = ()) -> bool:
    """Whether an agreeing number stands for what the claim's number stands for.

    Args:
        wanted: the number of the claim.
        other: the number of the passage.
        offered: all numbers of the passage.
        claimed: all numbers of the claim.
    """
    if apart(wanted, other) or clash(wanted, other) or _around_another(wanted, other, offered, claimed):
        return False
    # "Cut by 62%" is not what a risk ratio of 0.62 says.
    a_ratio = "ratio" in other.metrics - wanted.metrics and wanted.quantity.unit == "%" != other.quantity.unit
    if a_ratio or _is_a_mere_end(wanted, other, offered, claimed):
        return False
    # "6.2 minutes, against 4.9 at sea level": who gives 4.9 must say sea level, or that it is the other side.
    if other.compared and not wanted.compared and other.own and not other.own & wanted.around:
        return False
    return not any(_is_of(rival, wanted, other, offered, claimed) for rival in offered if rival is not other)


def _around_another(wanted: Frame, other: Frame, offered: Sequence[Frame], claimed: Sequence[Frame]) -> bool:
    """Whether two ends of intervals are of two results: the claim's "1.62 (0.97-1.44)" has that of 1.18."""
    mine, its = _result(wanted, claimed), _result(other, offered)
    if mine is None or its is None or agree(mine, its):
        return False
    # Where the result that the claim has before an interval has none in the passage, it may not be that of it.
    return any((of := _result(one, offered)) is not None and agree(mine, of) for one in offered)


def _is_a_mere_end(wanted: Frame, other: Frame, offered: Sequence[Frame], claimed: Sequence[Frame]) -> bool:
    """Whether a passage has a number as one end of an interval, and the claim without the other end as a result."""
    if "level" not in other.metrics or "level" in wanted.metrics or wanted.quantity.bound or other not in offered:
        return False
    place = offered.index(other)
    beside = [one for one in offered[max(0, place - 1) : place + 2] if one is not other and "level" in one.metrics]
    return bool(beside) and not any(agree(one.quantity, end.quantity) for one in claimed for end in beside)


def _result(frame: Frame, framed: Sequence[Frame]) -> Quantity | None:
    """The number before the interval that a number is an end of; None where it is no such end."""
    if "level" not in frame.metrics or frame not in framed:
        return None
    end = framed.index(frame)
    return next((framed[i].quantity for i in (end - 1, end - 2) if i >= 0 and "level" not in framed[i].metrics), None)


def _is_of(rival: Frame, wanted: Frame, other: Frame, offered: Sequence[Frame], claimed: Sequence[Frame]) -> bool:
    """Whether it is another number of the passage that stands for what the claim says."""
    pointing = wanted.around
    if sum(agree(one.quantity, rival.quantity) for one in offered) == 1:
        # "A drops from 70% on X to 53% on Y": what the claim says of both its numbers points to neither.
        both = [one.around for one in claimed if agree(one.quantity, rival.quantity)]
        pointing = pointing.difference(*(shared - wanted.own for shared in both))
    return _nearer(wanted, rival, other, pointing) or _elliptic(wanted, rival, other, pointing)


def _elliptic(wanted: Frame, rival: Frame, other: Frame, pointing: frozenset[str]) -> bool:
    """Whether "the baseline reached 71% and ours 78%" is told with the two parties exchanged.

    What stands before the first number is the party of that number, although its verb is that of the second, too.
    """
    # "2 dollars a year, the other 5 dollars": the second is a rate as well, and does not say so.
    units = {frame.quantity.unit.partition("/")[0] for frame in (rival, other)}
    if (len(units) > 1 and "" not in units) or agree(wanted.quantity, rival.quantity):
        return False
    # A number that counts critics is no share with its sign left out.
    if len(units) > 1 and rival.quantity.counted + other.quantity.counted:
        return False
    if len({wanted.role, rival.role, other.role}) > 1 or not rival.around & other.around:
        return False
    # A part with a verb of its own has more words, and is no ellipsis.
    if max(len(rival.ahead), len(other.ahead)) > _PARTY:
        return False
    said = wanted.own if wanted.ahead else wanted.around
    if other.ahead and not rival.ahead:
        return bool(said & pointing & (rival.around - other.own)) and not said & other.own
    return bool(rival.ahead and not other.ahead and said & pointing & (rival.ahead - other.around))


def _nearer(wanted: Frame, rival: Frame, other: Frame, pointing: frozenset[str]) -> bool:
    """Whether the claim's words by the number point to another number of the passage, and none of them to this one."""
    if rival.quantity.unit != other.quantity.unit or agree(wanted.quantity, rival.quantity) or apart(wanted, rival):
        return False
    if clash(wanted, rival):
        return False
    if NO_RESULT & rival.metrics - wanted.metrics:
        return False  # the end of an interval stands for no other thing than its result
    if _other_of_a_kind(wanted, rival, other):
        return True
    mine, this, by_rival = _counted(wanted), _counted(other), _counted(rival)
    # "6 models on 45 tasks" and "45 tasks with 6 models": each counts its own, and a score counts nothing.
    # What is compared counts the same and does not say so: "1,200 sentences a second, compared with 300 for the other".
    own_count = mine & this and not mine & this & by_rival and not (rival.compared and not by_rival)
    if own_count or (by_rival and not mine and not this):
        return False
    parallel = other.own and (rival.compared or other.around & rival.around)
    to_rival = pointing & (rival.own - other.around)
    to_this = wanted.around & (other.around - rival.around)
    return bool(parallel and to_rival) and not to_this


def _counted(frame: Frame) -> frozenset[str]:
    return frozenset(map(stem, frame.quantity.counted)) | frame.counted


def _other_of_a_kind(wanted: Frame, rival: Frame, other: Frame) -> bool:
    """Whether the claim's kettle is the steel one, as by the rival number, and by this number stands the copper one."""
    return any(
        any(noun == kind and own not in {this, "one"} for own, noun in other.pairs)
        for this, kind in (wanted.pairs & rival.pairs) - other.pairs
    )


def related(wanted: Frame, other: Frame) -> bool:
    """Whether two numbers speak of the same thing, as far as the words right beside them tell."""
    shared = set(wanted.quantity.nouns) & set(other.quantity.nouns)
    together = shared or wanted.metrics & other.metrics or len(wanted.around & other.around) >= 2
    return not apart(wanted, other) and bool(together)
