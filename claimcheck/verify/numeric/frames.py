"""What a number belongs to: the words, metric and subject of its part of the sentence, and its role in a change.

A sentence is parted into clauses, a clause into one part for each of its numbers. What stands before the first number
is said of all of them ("Accuracy was 62% for A and 55% for B"), what stands in a number's own part only of it; a metric
or a name in the own part comes before one that is shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from claimcheck.verify.names import kinds
from claimcheck.verify.numeric.changes import is_range, role
from claimcheck.verify.numeric.intervals import statistic
from claimcheck.verify.numeric.metrics import COUNT, COUNTED_NAMES, METRIC, METRIC_NAMES, PERFORMANCE, SHARE
from claimcheck.verify.numeric.numbers import Quantity, find, prepare
from claimcheck.verify.numeric.parts import FROM, clauses, parting
from claimcheck.verify.numeric.respective import pairings
from claimcheck.verify.score import STOP, WORD, stem

# A metric right before its number: "an accuracy of 62%", "F1 = 0.9", "accuracy was 62%".
_OF = re.compile(
    r"^(?:\s?(?:\([^()]{1,20}\))?\s?(?:scores?|rates?|values?)?\s?(?:of|=|:|is|was|were|are|at|reached|reaches|to|by|from"
    r"|about|around|only|up|nearly|over|almost|approximately|<|>|≤|≥|~|≈|,|\()?){1,3}\s?$",
    re.IGNORECASE,
)
# A metric right behind its number: "62% accuracy", "a 5% higher test error".
_BEHIND = re.compile(r"^\s(?:(?:absolute|relative|average|mean|overall|test|validation|higher|lower|better|in)\s?)?$")
_CHANGE = re.compile(
    r"^\s?(?:\([^()]{0,60}\)\s?|[A-Za-z][\w/^·]*\s){0,3}(?:to(?:\s(?:about|around|only|over|nearly|a))?|→|->|=>)\s?$"
)
_UP_FROM = re.compile(r"\b(?:up|down)\sfrom\b")
_BACKWARDS = re.compile(r"^,?\s?(?:[A-Za-z]+\s){0,3}\(?(?:up |down )?from(?:\s(?:about|around|only|a))?\s?$")
_TO = re.compile(r"\bto(?:\s(?:about|around|only|over|nearly|a))?\s?$")
_SPAN = re.compile(
    r"\b(?:rang\w+|between(?! (?:19|20)\d\d\b)|var(?:y|ies|ied|ying)|interval|ages?|aged|interquartile|iqr|ci)\b",
    re.IGNORECASE,
)
# What stands behind these is what a result is compared with: "6.2 minutes, against 4.9 minutes at sea level".
_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:to|with)|in comparison (?:to|with)|relative to|as opposed to|than"
    r"|exceed(?:s|ed|ing)|surpass(?:es|ed|ing)|outperform(?:s|ed|ing)|beats)\s"
    r"(?:(?!by\b|and\b|or\b|in\b|with\b|while\b|to\b|is\b|was\b|were\b|are\b)[A-Za-z-]{1,20} ){0,5}\(?$",
    re.IGNORECASE,
)
# A year tells numbers apart as words do: "0.5 in 2010 and 0.9 in 2020".
_YEAR = re.compile(r"(?:19|20)\d\d")
# What a number sums up, by the stem of its name: a median is no mean.
_STATISTICS = {"median": "median", "mean": "mean", "averag": "mean", "maximum": "maximum", "minimum": "minimum"}
_VERSION = re.compile(
    r"(?<![\w-])[A-Za-z][A-Za-z\d.]{0,20}(?:-[A-Za-z\d.]{1,12}){0,3}-(?:\d{1,3}x)?\d[\d.]{0,4}[A-Za-z]?(?![\w-])"
)
_LETTER = re.compile(r"(?<=[A-Za-z]{3}\s)[A-HJ-Z](?![\w'./-])")
# A longer beginning of a clause is more than its subject.
_SHORT = 4
_EMPTY: frozenset[str] = frozenset()


class Frame(NamedTuple):
    """A quantity and what it belongs to.

    Attributes:
        quantity: the number.
        own: stems of the words in its own part of the clause.
        around: those and the ones that it shares with the other numbers of the clause.
        ahead: of a number that is not the first of its clause, stems of its own words before it ("… and ours 78%").
        metrics: what it measures, as far as the text names it; several where that is open.
        counted: what is counted ("patients", "layers"), for a number right before such a word.
        subjects: by kind ("model", "dataset", "language") the names in its part of the sentence.
        role: `from` or `to` where it is one end of a change, `by` where it is how large one is, else empty.
        partner: the place of the other end in the list of frames, -1 where that is not told.
        pairs: words that follow each other in its own part ("steel kettle"), as stems.
        compared: whether it is what another number is compared with.
    """

    quantity: Quantity
    own: frozenset[str]
    around: frozenset[str]
    metrics: frozenset[str]
    counted: frozenset[str]
    subjects: dict[str, frozenset[str]]
    role: str = ""
    partner: int = -1
    pairs: frozenset[tuple[str, str]] = frozenset()
    ahead: frozenset[str] = frozenset()
    compared: bool = False


class _Text(NamedTuple):
    """A text, read once: its words, metrics and names by place, and the words right behind another one."""

    text: str
    words: tuple[tuple[int, str], ...]
    metrics: tuple[tuple[int, int, str], ...]
    subjects: tuple[tuple[int, str, str], ...]
    adjoining: frozenset[int]

    def stems(self, start: int, end: int) -> frozenset[str]:
        return frozenset(word for place, word in self.words if start <= place < end)

    def pairs(self, start: int, end: int) -> frozenset[tuple[str, str]]:
        here = [(place, word) for place, word in self.words if start <= place < end]
        return frozenset((one, other) for (_, one), (at, other) in pairwise(here) if at in self.adjoining)

    def measured(self, start: int, end: int) -> frozenset[str]:
        return frozenset(name for place, _, name in self.metrics if start <= place < end)

    def named(self, start: int, end: int) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for place, kind, name in self.subjects:
            if start <= place < end:
                found[kind] = found.get(kind, _EMPTY) | {name}
        return found


@lru_cache(maxsize=2_048)
def frames(text: str) -> tuple[Frame, ...]:
    """The quantities of a text, in order, each with what it belongs to."""
    return placed(text, find(text))


def placed(text: str, found: Sequence[Quantity]) -> tuple[Frame, ...]:
    """Quantities that were found in a text, in order, each with what it belongs to there."""
    if not found:
        return ()
    read = _read(prepare(text))
    every: list[Frame] = []
    head = _EMPTY
    for (start, end), taken_up in clauses(read.text, found):
        here = [quantity for quantity in found if start <= quantity.span[0] < end]
        framed = _clause(read, start, end, here)
        # "Turnout was 71% among owners, compared with 49% among tenants": both are turnouts. "The hens laid 9 eggs, and
        # they ate 31 g": the hens ate.
        subject = read.stems(*taken_up)
        subject = subject if len(subject) <= _SHORT else _EMPTY
        alone = subject if len(here) == 1 else _EMPTY
        every.extend(
            f._replace(around=f.around | head)
            if f.compared
            else f._replace(around=f.around | subject, own=f.own | alone)
            for f in framed
        )
        head = read.stems(start, here[0].span[0]) | subject if here else _EMPTY
    return _sizes(read.text, _changes(read, _respective(read, _with_intervals(every))))


def _with_intervals(framed: list[Frame]) -> list[Frame]:
    """The frames with the words behind an interval given to its result: "4.1 (95% CI 3.5-5.2) in doctors"."""
    result = -1
    for i, frame in enumerate(framed):
        if not frame.metrics & {"level", "spread"}:
            result = i
        elif result >= 0:
            one = framed[result]
            framed[result] = one._replace(own=one.own | frame.own, around=one.around | frame.own)
    return framed


def _respective(read: _Text, framed: list[Frame]) -> list[Frame]:
    """The frames with each number of "81% and 84%, respectively" given to its own thing alone."""
    for pairing in pairings(read.text, [frame.quantity.span for frame in framed]):
        words = [read.stems(*thing) for _, thing in pairing]
        names = [read.named(*thing) for _, thing in pairing]
        things = frozenset().union(*words)
        if not all(words):
            continue
        beside = frozenset().union(*(framed[i].own for i, _ in pairing)) - things
        unit = _shared_unit(read, [framed[i].quantity for i, _ in pairing])
        for place, (i, thing) in enumerate(pairing):
            frame = framed[i]
            theirs = {(kind, name) for j, of in enumerate(names) if j != place for kind in of for name in of[kind]}
            mine = words[place] - frozenset().union(*(w for j, w in enumerate(words) if j != place))
            shared = {k: frozenset(n for n in named if (k, n) not in theirs) for k, named in frame.subjects.items()}
            framed[i] = frame._replace(
                quantity=frame.quantity._replace(unit=frame.quantity.unit or unit),
                own=mine,
                around=(frame.around - things) | beside | words[place],
                metrics=read.measured(*thing) or frame.metrics,
                subjects={kind: named for kind, named in shared.items() if named} | names[place],
                ahead=_EMPTY,
            )
    return framed


def _shared_unit(read: _Text, listed: Sequence[Quantity]) -> str:
    """The unit of the last number of a list where it is that of all, "12 and 31 minutes"; empty elsewhere."""
    gaps = [read.text[one.span[1] : other.span[0]] for one, other in pairwise(listed)]
    if any(quantity.counted for quantity in listed) or any("(" in gap for gap in gaps):
        return ""
    return listed[-1].unit


def _read(text: str) -> _Text:
    kept = [
        match
        for match in WORD.finditer(text)
        if (word := match[0].lower()) not in STOP and (not word[0].isdigit() or _YEAR.fullmatch(word))
    ]
    # The version tells one model from another of its family: "Orion-7B" and "Orion-13B".
    versions = ((match.start(), match[0].lower()) for match in _VERSION.finditer(text))
    # So does the letter: "model A" and "model B".
    letters = ((match.start(), match[0]) for match in _LETTER.finditer(text))
    words = tuple(sorted([*((match.start(), stem(match[0].lower())) for match in kept), *versions, *letters]))
    ends = {match.end() for match in kept}
    adjoining = frozenset(
        match.start() for match in kept if match.start() - 1 in ends and text[match.start() - 1] in " -"
    )
    metrics = []
    for match in METRIC.finditer(text):
        name = "ratio" if match.lastgroup == "upper" else METRIC_NAMES[int(str(match.lastgroup)[1:])]
        metrics.append((match.start(), match.end(), name))
    return _Text(text, words, tuple(metrics), kinds(text), adjoining)


def _clause(read: _Text, start: int, end: int, here: Sequence[Quantity]) -> list[Frame]:
    """Frames of the numbers of one clause."""
    lasts, firsts, joined = [], [start], [False]
    for one, other in pairwise(here):
        joint = parting(read.text, one, other)
        # Without a joint the words between two numbers may belong to either.
        lasts.append(other.span[0] if joint is None else joint)
        firsts.append(one.span[1] if joint is None else joint)
        joined.append(joint is not None)
    lasts.append(end)
    made = []
    for i, quantity in enumerate(here):
        head = (start, here[0].span[0])
        parts = [(firsts[i] if i else quantity.span[0], quantity.span[0]), (quantity.span[1], lasts[i])]
        if len(here) == 1:
            parts[0] = head
        tail = (here[-1].span[1], end)
        own = frozenset().union(*(read.stems(*part) for part in parts))
        # "Shares of 62, 55 and 48 percent of bees": what stands around the list is said of all.
        listed = not read.stems(quantity.span[1], tail[0])
        first = next((f for f in range(i, 0, -1) if read.stems(here[f - 1].span[1], here[f].span[0])), 0)
        shared = own | read.stems(*head) | read.stems(firsts[first], here[first].span[0])
        shared |= read.stems(*tail) if listed else _EMPTY
        metrics = _measured(read, quantity, parts) or read.measured(*head) - {"level"}
        if not metrics and listed:
            metrics = read.measured(*tail) - {"level"}
        subjects = _named(read, parts, head, tail)
        counted, spoken = _counted(read.text, quantity), parts if i else [head, *parts[1:]]
        pairs = frozenset().union(*(read.pairs(*part) for part in spoken))
        compared = bool(_AGAINST.search(read.text[max(0, quantity.span[0] - 60) : quantity.span[0]]))
        ahead = read.stems(*parts[0]) if joined[i] else _EMPTY
        made.append(
            Frame(quantity, own, shared, metrics, counted, subjects, pairs=pairs, ahead=ahead, compared=compared)
        )
    return made


def _measured(read: _Text, quantity: Quantity, parts: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The metrics of a number's own part; one that stands right beside it comes before all others."""
    if printed_as := statistic(read.text, *quantity.span):
        return frozenset([printed_as])
    start, end = quantity.span
    text = read.text
    beside = [name for a, b, name in read.metrics if b <= start and start - b < 24 and _OF.match(text[b:start])]
    beside = beside[-1:] or [name for a, _, name in read.metrics if 0 <= a - end < 20 and _BEHIND.match(text[end:a])]
    if beside and (beside[0] in PERFORMANCE or beside[0] == "level"):
        return frozenset(beside[:1])
    if SHARE.match(text, end):
        return frozenset(["share"])
    return frozenset().union(*(read.measured(*part) for part in parts)) - {"level"}


def _counted(text: str, quantity: Quantity) -> frozenset[str]:
    end = quantity.span[1]
    count = COUNT.match(text, end, min(len(text), end + 60)) if not quantity.unit else None
    return frozenset([COUNTED_NAMES[int(str(count.lastgroup)[1:])]]) if count else _EMPTY


def _named(read: _Text, parts: Sequence[tuple[int, int]], *shared: tuple[int, int]) -> dict[str, frozenset[str]]:
    """The names of a number's own part, and of kinds that it does not name, those it shares with others."""
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        for kind, own in read.named(*part).items():
            found[kind] = found.get(kind, _EMPTY) | own
    for part in shared:
        for kind, others in read.named(*part).items():
            found.setdefault(kind, others)
    return found


def _changes(read: _Text, framed: list[Frame]) -> list[Frame]:
    """The frames with the two ends of each change ("from 4% to 74%", "4% → 74%", "to 74% from 4%") marked."""
    text = read.text
    # "From 0.31 with two layers to 0.12": number words between the ends are no ends.
    strong = pairwise(i for i, frame in enumerate(framed) if not frame.quantity.weak)
    for i, j in sorted({*pairwise(range(len(framed))), *strong}):
        one, other = framed[i], framed[j]
        between = text[one.quantity.span[1] : other.quantity.span[0]]
        before = text[max(0, one.quantity.span[0] - 60) : one.quantity.span[0]]
        if (
            len(between) > 80
            or one.role
            or other.role
            or _SPAN.search(before)
            or one.quantity.unit != other.quantity.unit
        ):
            continue
        if _CHANGE.match(between) and ("to" not in between.split() or FROM.search(before)):
            roles = ("from", "to")
        elif _BACKWARDS.match(between) and (_TO.search(before) or "(" in between or _UP_FROM.search(between)):
            roles = ("to", "from")
        else:
            continue
        # Both ends measure one thing: what is said of the first is said of the second, but not where it was reached.
        metrics = one.metrics | other.metrics
        behind = read.stems(one.quantity.span[1], other.quantity.span[0]) if other.own else _EMPTY
        around = other.around | (one.around - behind)
        framed[i] = one._replace(role=roles[0], partner=j)
        framed[j] = other._replace(role=roles[1], partner=i, metrics=metrics, around=around)
    return framed


def _sizes(text: str, framed: list[Frame]) -> tuple[Frame, ...]:
    """The frames with the sizes of changes ("rose by 5%") and their lone ends ("rose to 5%") marked."""
    for i, frame in enumerate(framed):
        start, end = frame.quantity.span
        last = framed[i - 1] if i else None
        if last and last.role == "by" and not frame.role and is_range(text[last.quantity.span[1] : start]):
            framed[i] = frame._replace(role="by")
        elif not frame.role:
            framed[i] = frame._replace(role=role(text, start, end))
    return tuple(framed)


def clash(one: Frame, other: Frame) -> bool:
    """Whether two numbers are different parts of a change: where it began, where it ended, how large it was."""
    return bool(one.role and other.role) and one.role != other.role


def apart(one: Frame, other: Frame) -> bool:
    """Whether two numbers belong to different things by name: other metrics, other things counted, other subjects.

    False wherever one of them does not say.
    """
    metrics = one.metrics | other.metrics
    # A share is no p-value: 3% and "P = .03".
    if "p" in metrics and one.metrics != other.metrics and "%" in {one.quantity.unit, other.quantity.unit}:
        return True
    # What share of the data is used clashes with how well a model does, not with what share of people fell ill.
    share = "share" in metrics and not metrics & PERFORMANCE
    if one.metrics and other.metrics and not one.metrics & other.metrics and not share:
        return True
    if one.counted and other.counted and not one.counted & other.counted and not one.metrics & other.metrics:
        return True
    statistics = [{_STATISTICS[word] for word in frame.around if word in _STATISTICS} for frame in (one, other)]
    if all(statistics) and not set.intersection(*statistics):
        return True
    return any(not names & other.subjects[kind] for kind, names in one.subjects.items() if kind in other.subjects)
