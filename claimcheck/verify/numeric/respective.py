"""Which number of a list goes with which of the things listed beside it.

"A and B reach 81% and 84%, respectively"; the same without the last word; "A outperforms B (84% vs. 81%)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.verify.score import STOP

Span = tuple[int, int]

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;:]\s")
# What may stand between two numbers of one list.
_BETWEEN_NUMBERS = re.compile(r"\s*(?:,\s*(?:and|or)?|and|or|/|versus|vs\.?)\s*(?:(?:about|only|by|to|of|at|from)\s+)?")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_BETWEEN_THINGS = re.compile(r"\s*,\s*(?:and|or)\s+|\s*,\s*|\s+(?:and|or|versus|vs\.?)\s+|\s*/\s*")
_WITH_A_WORD = re.compile(r"[a-z/]")
_OPENS_A_RANGE = re.compile(r"\b(?:between|from)\s$")
# What does not belong to a thing that is listed: what leads to the first one, and what follows the last.
_NO_PART = STOP | {"either", "via", "per", "respectively", "within"}
_COMPARES = re.compile(
    r"(?P<than>\bthan\b|\b(?:outperform|beat|exceed|surpass|outscore)\w*)\s(?P<other>[^()\[\],;.]{2,60}?)\s?\($"
)
_AGAINST = re.compile(r"\s*(?:vs\.?|versus|against|compared (?:with|to)|,|and)\s*")
# What the last thing of a list does with its numbers is no part of it: "expansion and reranking gain 1.1 and 2.3".
_LEADS_TO = re.compile(
    r"(?:achiev|attain|averag|contain|cost|cover|earn|gain|gav|giv|hit|hold|held|improv|last|lost|los|measur|need|obtain"
    r"|produc|reach|receiv|requir|sav|scor|show|spend|spent|tak|took|total|weigh|yield)(?:e|ed|es|s)?|used?|uses"
)
_TOKEN = re.compile(r"[^\W_][\w.%+'-]*")
_ARTICLES = frozenset(["a", "an", "the"])
_MOST_WORDS = 3
_LONGEST = 600


def pairings(text: str, numbers: Sequence[Span]) -> Iterator[list[tuple[int, Span]]]:
    """For each list the numbers of it, by their places in `numbers`, each with the span of its thing in the text.

    Where the things cannot be told one by one, nothing is yielded.

    >>> text = "BERT and GPT-2 reach 81% and 84%, respectively."
    >>> [[(i, text[a:b]) for i, (a, b) in found] for found in pairings(text, [(21, 24), (29, 32)])]
    [[(0, 'BERT'), (1, 'GPT-2')]]
    """
    # What stands in brackets is said beside a list: "81% (n = 40) and 84% (n = 38)".
    flat = _BRACKETS.sub(lambda hidden: " " * len(hidden[0]), text)
    runs = _runs(flat, numbers, [i for i, span in enumerate(numbers) if flat[slice(*span)].strip()])
    words = [word.span() for word in _RESPECTIVELY.finditer(text)]
    for run in runs:
        first, last = numbers[run[0]][0], numbers[run[-1]][1]
        start = max([0, *(m.end() for m in _SENTENCE_END.finditer(text, max(0, first - _LONGEST), first))])
        end = next((m.start() for m in _SENTENCE_END.finditer(text, last)), len(text))
        told = next((a for a, _ in words if last <= a < end), None)
        if told is None and _OPENS_A_RANGE.search(text[max(0, first - 10) : first]):
            continue
        if told is not None and any(last <= numbers[other[0]][0] < told for other in runs):
            continue  # the list that is meant is the last one before the word
        things = _things(flat, last, told, len(run)) if told is not None else []
        things = things or _things(flat, start, first, len(run), every=not any(start <= a < end for a, _ in words))
        if things:
            yield list(zip(run, things, strict=True))
    for one, other in pairwise(range(len(numbers))):
        if things := _compared(text, numbers[one], numbers[other]) or _bracketed(text, numbers[one], numbers[other]):
            yield list(zip((one, other), things, strict=True))


def _runs(text: str, numbers: Sequence[Span], here: Sequence[int]) -> list[list[int]]:
    """Two numbers or more with nothing but joints between them."""
    runs: list[list[int]] = [[i] for i in here[:1]]
    for one, other in pairwise(here):
        if _BETWEEN_NUMBERS.fullmatch(text[numbers[one][1] : numbers[other][0]]):
            runs[-1].append(other)
        else:
            runs.append([other])
    return [run for run in runs if len(run) > 1]


def _things(text: str, start: int, end: int, count: int, *, every: bool = False) -> list[Span]:
    """The spans of the last `count` things listed in a stretch of text; empty where there are not so many.

    With `every` there must be no more than these, as nothing else says that the two lists go together.
    """
    spans, at = [], start
    for joint in _BETWEEN_THINGS.finditer(text, start, end):
        spans.append((at, joint.start()))
        at = joint.end()
    spans = [span for span in [*spans, (at, end)] if _TOKEN.search(text, *span)]
    if len(spans) < count or (every and len(spans) > count):
        return []
    # Two things with a mere comma between them are no list.
    if not _WITH_A_WORD.search(text[spans[-2][1] : spans[-1][0]]):
        return []
    spans = spans[-count:]
    first = _tokens(text, spans[0])[::-1]
    kept = first[: _first_small(text, first)]
    if not 0 < len(kept) <= _MOST_WORDS:
        return []
    last = _tokens(text, spans[-1])
    while last and _lower(text, last[0]) in _NO_PART:
        last = last[1:]
    # As many words as the first has: "small and large models had".
    last = last[: min(len(kept), _first_small(text, last))]
    if len(last) > 1 and last[-1][1] == end - 1 and _LEADS_TO.fullmatch(_lower(text, last[-1])):
        last = last[:-1]
    if not last:
        return []
    return [(kept[-1][0], kept[0][1]), *spans[1:-1], (last[0][0], last[-1][1])]


def _compared(text: str, one: Span, other: Span) -> list[Span]:
    """The two parties of "A outperforms B (84% vs. 81%)", of "lower with A than with B (4% vs. 7%)"; else empty."""
    if not _AGAINST.fullmatch(text[one[1] : other[0]]):
        return []
    begin = max([0, *(m.end() for m in _SENTENCE_END.finditer(text, max(0, one[0] - _LONGEST), one[0]))])
    found = _COMPARES.search(text, begin, one[0])
    if found is None:
        return []
    before, rival = _tokens(text, (begin, found.start())), _tokens(text, found.span("other"))
    if found["than"] == "than":
        mine, rival = _sides_of_than(text, before, rival)
    else:
        # Who outperforms stands right before the word.
        mine = before[max((i for i, t in enumerate(before) if _lower(text, t) in _NO_PART), default=-1) + 1 :]
        mine = mine[-_MOST_WORDS:]
    return [(mine[0][0], mine[-1][1]), (rival[0][0], rival[-1][1])] if mine and rival else []


def _sides_of_than(text: str, before: list[Span], behind: list[Span]) -> tuple[list[Span], list[Span]]:
    """The words of the party before a "than", and of the one behind it; the first is empty where it cannot be told."""
    lower = [_lower(text, token) for token in before]
    if not behind or not before:
        return [], []
    head, tail = _lower(text, behind[0]), _lower(text, behind[-1])
    if head in _NO_PART - _ARTICLES and head in lower:
        # "With the drug ... than with placebo": the like word leads to either.
        nearest = before[len(before) - lower[::-1].index(head) :]
        mine = [token for token in nearest if _lower(text, token) not in _ARTICLES]
        return mine[: _first_small(text, mine)], behind[1:]
    if tail in lower and len(behind) > 1:
        # "The treatment group ... than the control group": the like head, and the word before it.
        at = lower.index(tail)
        return before[max(0, at - 1) : at + 1], behind
    if lower[-2:-1] and lower[-2] in _NO_PART:
        return before[-1:], behind  # "lower in women than men"
    if "," in text[before[0][0] : before[-1][1]]:
        return [], []
    return [token for token, word in zip(before, lower, strict=True) if word not in _NO_PART][:1], behind


def _first_small(text: str, tokens: list[Span]) -> int:
    """The place of the first word that belongs to no thing; three where there is none before."""
    return next((i for i, token in enumerate(tokens) if _lower(text, token) in _NO_PART), _MOST_WORDS)


def _lower(text: str, token: Span) -> str:
    return text[slice(*token)].lower()


def _bracketed(text: str, one: Span, other: Span) -> list[Span]:
    """What stands right before two numbers in brackets: "the student (0.42) is above the teacher (0.37)"."""
    between = text[one[1] : other[0]]
    if not (text.startswith("(", one[0] - 1) and between.startswith(")") and between.endswith("(")) or (
        not text.startswith(")", other[1]) or _SENTENCE_END.search(between)
    ):
        return []
    things = []
    for start, end in ((max(0, one[0] - _LONGEST), one[0]), (one[1], other[0])):
        tokens = _tokens(text, (start, end))[::-1][:2]
        tokens = tokens[: _first_small(text, tokens)]
        if not tokens or text[tokens[0][1] : end].strip() != "(":
            return []
        things.append((tokens[-1][0], tokens[0][1]))
    return things


def _tokens(text: str, span: Span) -> list[Span]:
    return [match.span() for match in _TOKEN.finditer(text, *span)]
