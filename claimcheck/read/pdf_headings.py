"""Which lines of a PDF are headings, and of what rank: told by number, name, weight, size and case."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.read.pdf_layout import Line, Zone
    from claimcheck.read.pdf_lines import Page

_NUMBERED = re.compile(
    r"(?:(?:appendix|section)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){0,3}|[IVX]{1,5})\.?:?\s+"
    r"(?=[\"“'‘(\[]?[A-Z0-9])\S.*",
)
_APPENDIX = re.compile(
    r"(?:technical |supplementary )?(?:appendi(?:x|ces)|supplementary materials?|supplement)\b.{0,80}", re.IGNORECASE
)
_REFERENCES = re.compile(
    r"(?:references?|bibliography|works cited|literature cited|references cited|sources)\W{0,3}", re.IGNORECASE
)
_KNOWN = re.compile(
    r"(?:abstract|(?:\w+ )?introduction|background|(?:background and |previous |prior )?related works?|preliminaries"
    r"|methods?|methodology|experiments?|experimental (?:setup|results)|results?(?: and discussions?)?|evaluation"
    r"|analysis|discussions?|conclusions?(?: and .{3,30})?|limitations?|future work|acknowledge?ments?"
    r"|(?:ethics?|impact|broader impact|reproducibility) statement|ethical considerations|author contributions"
    r"|checklist|neurips paper checklist)\W{0,2}",
    re.IGNORECASE,
)
_NUMBER_AT_START = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})\.?\s+")
_CONTENTS = re.compile(r"\.{4}|(?:\. ){4}")
_CAPTION = re.compile(r"(?:figure|fig\.|table|algorithm|listing)\s*(?:[A-Z]?\d|[IVX])", re.IGNORECASE)
_LETTERED = re.compile(r"[A-Z]\.\s")
_ITALIC = re.compile(r"ital|obli|slant|-it\b|cmti|sfti", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_TITLE_LIKE = re.compile(r"[\"“‘'(]?[^\W_].{2,85}[^.,;:]")
_LONGEST = 130  # characters in a line of a heading

_Style = tuple[str, float, bool]


class Headings:
    """The fonts of a document's headings, learnt from those with a number or a well-known name."""

    def __init__(self, zones: list[Zone], title: list[Line]) -> None:
        sizes: Counter[float] = Counter()
        lines = [line for zone in zones for line in zone.lines]
        for line in lines:
            sizes[round(line.main.size * 2) / 2] += len(line.text)
        self.body_size = max(sizes, key=lambda size: sizes[size], default=10.0)
        self._title = {id(line.parts[0]) for line in title}
        votes: dict[int, Counter[_Style]] = defaultdict(Counter)
        for line in lines:
            if self._plain(line) and self.distinct(line):
                rank = _numbered(line) or (2 if _known(line) else 0)
                if rank:
                    votes[rank][_style(line)] += 5 if _known(line) else 1
        self._styles = {rank: max(styles, key=lambda style: styles[style]) for rank, styles in sorted(votes.items())}

    def level(self, line: Line, *, in_references: bool = False) -> int:
        """The rank of a heading, 1 (the title) to 6; 0 for any other line."""
        if id(line.parts[0]) in self._title:
            return 1
        if not self._plain(line) or not self.distinct(line):
            return 0
        number = _numbered(line)
        if _known(line) and line.main.size > 0.75 * self.body_size:
            return number or 2
        ranks = [rank for rank, style in self._styles.items() if _alike(style, _style(line)) and number in {0, rank}]
        if in_references:
            return 2 if 2 in ranks and (number or not line.text.endswith(".")) else 0
        if ranks:
            return ranks[0]
        named = any(style[0] == line.main.font for style in self._styles.values())
        fits = 0.95 < line.main.size / self.body_size < 1.3 and _TITLE_LIKE.fullmatch(line.text)
        return 4 if line.bold and named and fits and not number else 0

    def begins(self, line: Line) -> bool:
        """Whether a line is the first of a heading by its number or name."""
        return bool(_numbered(line) or _known(line))

    @staticmethod
    def opens_references(line: Line) -> bool:
        """Whether a heading begins the bibliography."""
        return bool(_REFERENCES.fullmatch(_NUMBER_AT_START.sub("", line.text)))

    def distinct(self, line: Line) -> bool:
        """Whether a line stands out as a heading does: bold, larger, in capitals, or a lettered line in italics."""
        slanted = bool(_LETTERED.match(line.text) and _ITALIC.search(line.main.font) and line.text[-1] not in ".,;:")
        return line.bold or line.main.size > 1.08 * self.body_size or _upper(line) or slanted

    @staticmethod
    def _plain(line: Line) -> bool:
        text = line.text
        return (
            2 < len(text) <= _LONGEST
            and all(part.even for part in line.parts)
            and (text[0].isupper() or text[0].isdigit() or text[0] in "\"“'‘(")
            and bool(_WORD.search(text))
            and not _CONTENTS.search(text)
            and not _CAPTION.match(text)
            and not (len(line.parts) > 2 and line.parts[-1].text.isdigit())
            and not (text.endswith((".", ",", ";")) and len(text) > 60)
        )


def _numbered(line: Line) -> int:
    """The rank that a number gives: 2 for `3 Results` or `B Prompts`, 3 for `3.2 Ablations`; 0 without a number."""
    match = _NUMBERED.fullmatch(line.text)
    if match is None or len(line.text) < 4 or line.text.count(",") > 3:
        return 0
    deeper = bool(_LETTERED.match(line.text) and _ITALIC.search(line.main.font))
    return min(6, 2 + match["number"].count(".") + deeper)


def _known(line: Line) -> bool:
    bare = _NUMBER_AT_START.sub("", line.text)
    return bool(_REFERENCES.fullmatch(bare) or _KNOWN.fullmatch(bare) or _APPENDIX.fullmatch(line.text))


def _alike(one: _Style, other: _Style) -> bool:
    return one[0] == other[0] and abs(one[1] - other[1]) < 0.7 and one[2] == other[2]


def _style(line: Line) -> _Style:
    return line.main.font, round(line.main.size, 1), _upper(line) and not line.bold


def _upper(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)


def title_lines(page: Page, zones: list[Zone]) -> list[Line]:
    """The lines of the title: the largest type in the upper part of the first page, without gaps."""
    lines = [line for zone in zones for line in zone.lines if line.y0 < 0.6 * page.height]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.main.size] += len(line.text)
    largest = max((_tallest(line) for line in lines), default=0.0)
    if largest < 1.05 * max(sizes, key=lambda size: sizes[size], default=0.0):
        return []
    chosen: list[Line] = []
    for line in lines:
        if _tallest(line) < 0.93 * largest:
            if chosen:
                break
            continue
        if chosen and line.main.baseline - chosen[-1].main.baseline > 2.2 * largest:
            break
        chosen.append(line)
    return chosen if 3 <= len(" ".join(line.text for line in chosen)) <= 300 else []


def _tallest(line: Line) -> float:
    # A dropped initial, larger than any title, is a part of one letter.
    return max((part.tallest for part in line.parts if sum(c.isalpha() for c in part.text) > 2), default=0.0)
