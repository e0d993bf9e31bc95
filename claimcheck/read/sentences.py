"""Sentences: nupunkt's splits, mended where scientific abbreviations fooled it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.citing import MARK

# nupunkt knows English prose; these stand before a number or a name in papers and end no sentence.
_NO_END = re.compile(
    r"(?:\b(?:Tabs?|Figs?|Eqs?|Eqn|Secs?|Sect|Refs?|Algs?|Apps?|Ch|Thm|Lem|Prop|Def|Nos?|vs|cf|al|resp|approx|incl|dept|univ|ca|e\.g|i\.e|w\.r\.t|viz)"
    r"|(?<![°\d])(?<!\d\s)\b[A-Z])\.[\"')\]]*\s*$"
)
_STARTS_SMALL = re.compile(r"[\"'(\[]*[a-z]")
# Splits that nupunkt misses: before names in mixed case ("…tasks. MultiArith rose"), and behind the number of a note
# ("…fell.3 It").
_MISSED = re.compile(
    r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])|(?:(?<=[)%\d]\.)|(?<=°[CF]\.))\s+(?=[A-Z][a-z]+\s)"
    r"|(?:(?<=[a-z]{4}\.\d)|(?<=[a-z]{4}\.\d\d)|(?<=[\"”)]\.\d)|(?<=[\"”)]\.\d\d))\s+(?=[A-Z])"
)
_TRAILING_MARKS = re.compile(rf"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))(?:\s*(?:[,–-]\s?)?{MARK}){{1,12}}(?P<stop>\.?)\s*")
_GLUED_MARKS = re.compile(rf"{MARK}{{1,12}}")
_LONGEST = 2_000
# So long without a blank is no prose, and nupunkt takes time by the square of it.
_NO_PROSE = re.compile(rf"(?<!\S)\S{{{_LONGEST},}}")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a text, in order, without the white space around them.

    A split behind a scientific abbreviation ("Tab. 2") or before a small letter is undone, a citation mark behind the
    full stop (`…improved.[12]`) stays with its sentence, and nothing grows beyond 2,000 characters.
    """
    if not text.strip():
        return ()
    from nupunkt import sent_spans  # noqa: PLC0415 - loads its model on import: a warm run must not pay for it

    # nupunkt sees blanks in their place, as many: a mark hides the end of a sentence from it, or begins the next one.
    bare = _TRAILING_MARKS.sub(lambda mark: (blank := " " * _own(mark)) + mark[0][len(blank) :], text)
    joined: list[tuple[int, int]] = []
    for start, end in _split_further(bare, sent_spans(_NO_PROSE.sub(_one_word, bare))):
        if (
            joined
            and _belongs_to(bare[joined[-1][0] : joined[-1][1]], bare[start:end])
            and end - joined[-1][0] < _LONGEST
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(span for span in (_trim(text, *span) for span in joined) if span[0] < span[1])


def _split_further(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        here = start
        for gap in _MISSED.finditer(text, start, end):
            if gap.end() < end:
                yield here, gap.end()
                here = gap.end()
        yield here, end


def _one_word(match: re.Match[str]) -> str:
    return "x" * (len(match[0]) - 9) + match[0][-9:]


def _own(mark: re.Match[str]) -> int:
    """How much of the marks behind a stop is of the sentence that it ends, and not the beginning of the next one."""
    text = mark.string
    before = text[max(0, mark.start() - 40) : mark.start()]
    # "et al. [3]" ends nothing, and the number of an item is no sentence.
    if _NO_END.search(before[-12:]) or not re.search(r"[^\W\d_]", before):
        return 0
    if mark["stop"] or mark.end() == len(text) or text[mark.end()].isupper():
        return len(mark[0])
    # Behind a blank a mark can be the subject of the next sentence: "[3] shows that".
    glued = _GLUED_MARKS.match(mark[0])
    return glued.end() if glued else 0


def _belongs_to(before: str, after: str) -> bool:
    return bool(_NO_END.search(before[-12:]) or _STARTS_SMALL.match(after))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
