"""Passages marked in a copy of a PDF, in the child process: found by their letters, highlighted, with a note."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from claimcheck.read.worker import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

# Red, green and blue, 0 to 1: as pale as a highlighter.
_COLOURS = {
    "verified": (0.66, 0.9, 0.7),
    "contradicted": (1.0, 0.67, 0.64),
    "unverified": (1.0, 0.86, 0.5),
    "review": (0.82, 0.8, 1.0),
    "unchecked": (0.86, 0.86, 0.86),
}
# Hostile pages may have any number of words; a page of a paper has less than a thousand.
_MOST_WORDS = 20_000
# A passage with a footnote in its middle stands on the page in pieces: runs of so many words, that hold so much of it.
_RUN, _SHARE = 3, 0.6
_CORNER, _APART = 18, 22


class _Word(NamedTuple):
    page: int
    line: tuple[int, int]
    box: tuple[float, float, float, float]
    letters: str


def marked(data: bytes, pages: int) -> bytes:
    """Marks a PDF.

    Args:
        data: eight bytes with the length of what follows, the annotations as JSON, and the PDF.
        pages: how many pages may be marked.

    Returns:
        In the same form: the numbers of the annotations that were not found, as JSON, and the marked PDF.

    Raises:
        Refused: no PDF, damaged or encrypted.
    """
    import pymupdf  # noqa: PLC0415 - heavy, and only after the limits are set

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    size = int.from_bytes(data[:8], "big")
    annotations = json.loads(data[8 : 8 + size])
    try:
        pdf = pymupdf.open(stream=data[8 + size :], filetype="pdf")
        if pdf.needs_pass:
            raise Refused("encrypted; remove the password and try again")
        marker = _Marker(pdf, pages)
        missing = [number for number, wanted in enumerate(annotations) if not marker.mark(wanted)]
        copy: bytes = pdf.tobytes(deflate=True, no_new_id=True)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        raise Refused("no PDF, or damaged; get the file anew") from error
    answer = json.dumps(missing).encode()
    return len(answer).to_bytes(8, "big") + answer + copy


class _Marker:
    """Marks passages in an open PDF; `pages` is how many of its pages may be touched."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf = pdf
        self._pages = min(pages, len(pdf))
        self._words: dict[int, list[_Word]] = {}
        self._noted: dict[int, int] = {}

    def mark(self, wanted: dict[str, Any]) -> bool:
        """Marks one passage; where it is not found, its note goes into the corner of the page."""
        number = wanted["page"] - 1
        if number >= self._pages:
            return False
        here = self._of(number)
        needle = [letters for word in wanted["words"].split() if (letters := _letters(word))][:_MOST_WORDS]
        found = whole(here, needle)
        if not found:
            following = self._of(number + 1) if number + 1 < self._pages else []
            found = whole(here + following, needle) or in_pieces(here + following, needle)
        if not found:
            self._note(number, wanted)
            return False
        for place, words in groupby(found, key=lambda word: word.page):
            self._highlight(place, list(words), wanted)
        return True

    def _of(self, number: int) -> list[_Word]:
        if number not in self._words:
            # Those of the page before may still be asked for; all of a long paper's would be many.
            self._words = {place: words for place, words in self._words.items() if place >= number - 1}
            raw = self._pdf[number].get_text("words")[:_MOST_WORDS]
            words = [
                _Word(number, (block, line), (a, b, c, d), _letters(text)) for a, b, c, d, text, block, line, _ in raw
            ]
            self._words[number] = [word for word in words if word.letters]
        return self._words[number]

    def _highlight(self, number: int, words: Sequence[_Word], wanted: dict[str, Any]) -> None:
        import pymupdf  # noqa: PLC0415 - as above

        page = self._pdf[number]
        lines = [[word.box for word in own] for _, own in groupby(words, key=lambda word: word.line)]
        boxes = [
            pymupdf.Rect(min(b[0] for b in own), min(b[1] for b in own), max(b[2] for b in own), max(b[3] for b in own))
            for own in lines
        ]
        annotation = page.add_highlight_annot(boxes)
        annotation.set_colors(stroke=_COLOURS[wanted["tone"]])
        annotation.set_info(title=wanted["title"], content=wanted["note"])
        annotation.update()

    def _note(self, number: int, wanted: dict[str, Any]) -> None:
        import pymupdf  # noqa: PLC0415 - as above

        page = self._pdf[number]
        down = self._noted[number] = self._noted.get(number, 0) + 1
        # Words and marks have their places on the page as it lies; the corner is that of the page as it is shown.
        at = pymupdf.Point(_CORNER, _CORNER + _APART * (down - 1)) * page.derotation_matrix
        annotation = page.add_text_annot(at, wanted["note"])
        annotation.set_info(title=wanted["title"], content=wanted["note"])
        annotation.update()


def whole(words: Sequence[_Word], needle: Sequence[str]) -> list[_Word]:
    """The words over which the needle's letters run without a gap, however they are parted; empty where they do not."""
    letters = "".join(word.letters for word in words)
    wanted = "".join(needle)
    start = letters.find(wanted)
    if start < 0 or not wanted:
        return []
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.letters)
    return list(words[bisect_right(starts, start) - 1 : bisect_right(starts, start + len(wanted) - 1)])


def in_pieces(words: Sequence[_Word], needle: Sequence[str]) -> list[_Word]:
    """The runs of words that stand in the needle too; empty where they are too small a part of it."""
    matcher = SequenceMatcher(None, [word.letters for word in words], needle, autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size >= _RUN]
    held = sum(len(letters) for run in runs for letters in needle[run.b : run.b + run.size])
    if not held or held < _SHARE * len("".join(needle)):
        return []
    return [word for run in runs for word in words[run.a : run.a + run.size]]


def _letters(text: str) -> str:
    """Letters and digits alone: ligatures, hyphens at line ends and kinds of quotes make no difference."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
