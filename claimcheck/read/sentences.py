"""Sentences: nupunkt's splits, mended where scientific abbreviations fooled it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
_TRAILING_MARKS = re.compile(r"(?:\s*\[[\d,;\s–-]{1,30}\])+\s*")
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

    joined: list[tuple[int, int]] = []
    for start, end in _split_further(text, sent_spans(_NO_PROSE.sub(_one_word, text))):
        if (
            joined
            and _belongs_to(text[joined[-1][0] : joined[-1][1]], text[start:end])
            and end - joined[-1][0] < _LONGEST
        ):
            joined[-1] = (joined[-1][0], end)
        elif joined and (mark := _mark_of_last(text, start)):
            joined[-1] = (joined[-1][0], mark.end())
            if mark.end() < end:
                joined.append((mark.end(), end))
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


def _mark_of_last(text: str, start: int) -> re.Match[str] | None:
    """The citation mark that stands behind a sentence and is its own, not the beginning of the next one."""
    mark = _TRAILING_MARKS.match(text, start)
    if not mark:
        return None
    glued = text[start - 1] in '.!?"' and not text[start].isspace()
    # Behind a blank a mark can be the subject of the next sentence: "[3] shows that".
    return mark if glued or mark.end() == len(text) or text[mark.end()].isupper() else None


def _belongs_to(before: str, after: str) -> bool:
    return bool(_NO_END.search(before[-12:]) or _STARTS_SMALL.match(after))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
