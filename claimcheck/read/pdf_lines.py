"""What MuPDF sees on a page, as plain values: fragments of text with their fonts, ruled lines, links.

A fragment is what MuPDF calls a line: a run of text on one baseline without a wide gap. A line of a column is one
fragment, a row of a table is several.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

_WHITE = re.compile(r"\s")
_SUPERSCRIPT, _BOLD = 1, 16
_MUCH = 300  # characters: sideways text beyond this is a table, below it labels and stamps
_BOLD_NAME = re.compile(r"bold|black|heavy|medi(?:um)?$|demi|-bx|cmbx|sfbx", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|(\[ ]{0,3}(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|)\] ]{0,3}", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Fragment:
    """A run of text on one baseline. Lengths are in points, y grows downwards.

    `bold` counts the characters up to which it is bold, `even` says whether one font prevails. `raised` are ranges of
    superscript in `text`, `marks` are (start, end, x0, x1) of its runs of one font.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    text: str
    size: float
    tallest: float
    bold: int
    font: str
    even: bool
    raised: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, int, float, float], ...] = ()
    offset: int = -1

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Rule:
    """A ruled horizontal line."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class PageLink:
    """A link to an address outside the document, and the rectangle where it can be clicked."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str


@dataclass(slots=True)
class Page:
    """One page, or what runs in one direction on it. `aside` are stray words in other directions: arXiv's stamp."""

    number: int
    width: float
    height: float
    fragments: list[Fragment]
    rules: list[Rule]
    links: list[PageLink]
    aside: list[str] = field(default_factory=list)


def read_page(page: Any, number: int) -> list[Page]:
    """The text, rules and links of one PyMuPDF page, one `Page` for each direction in which much of it runs.

    Sideways text (a wide table on a portrait page) is turned upright; a few words of it are only noted.
    """
    import pymupdf  # noqa: PLC0415 - heavy: only the child process may load it

    flags = (pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES) | pymupdf.TEXT_COLLECT_VECTORS
    blocks = page.get_text("dict", flags=flags)["blocks"]
    ways: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for block in blocks:
        for line in block.get("lines", ()):
            ways[round(line["dir"][0]), round(line["dir"][1])].append(line)
    weights = {way: sum(len(span["text"]) for line in lines for span in line["spans"]) for way, lines in ways.items()}
    main = max(weights, key=lambda way: weights[way], default=(1, 0))
    layers: list[Page] = []
    aside: list[str] = []
    for way in sorted(ways, key=lambda way: -weights[way]):
        turn = _Turn(way, float(page.rect.width), float(page.rect.height))
        fragments = [f for line in ways[way] if (f := _fragment(line, number, turn)) is not None]
        if way == main or (weights[way] > _MUCH and len(fragments) > 4):
            rules = _rules([turn.box(block["bbox"]) for block in blocks if block["type"] == 3])
            links = [PageLink(*turn.box(link["from"]), link["uri"]) for link in page.get_links() if link.get("uri")]
            width, height = (turn.width, turn.height) if way[1] == 0 else (turn.height, turn.width)
            layers.append(Page(number, width, height, fragments, rules, links))
        else:
            aside.extend(fragment.text for fragment in fragments)
    if not layers:
        layers.append(Page(number, float(page.rect.width), float(page.rect.height), [], [], []))
    layers[0].aside.extend(aside)
    return layers


class _Turn:
    """Turns the coordinates of a page so that its text runs from left to right."""

    def __init__(self, way: tuple[int, int], width: float, height: float) -> None:
        self.way, self.width, self.height = way, width, height

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.way:
            case (0, -1):
                return self.height - y, x
            case (0, 1):
                return y, self.width - x
            case (-1, 0):
                return self.width - x, self.height - y
            case _:
                return x, y

    def box(self, box: Any) -> tuple[float, float, float, float]:
        ax, ay = self.point(box[0], box[1])
        bx, by = self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _fragment(line: dict[str, Any], number: int, turn: _Turn) -> Fragment | None:
    spans = [span for span in line["spans"] if span["text"]]
    raw = "".join(span["text"] for span in spans)
    # MuPDF leaves some line ends inside its lines; each white character becomes one blank, so that offsets hold.
    text = _WHITE.sub(" ", raw).encode("utf-8", "replace").decode()
    shift, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if shift >= end:
        return None
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for span in spans:
        letters = sum(map(len, span["text"].split()))
        sizes[span["size"]] += letters
        fonts[span["font"]] += letters
    size, font = sizes.most_common(1)[0][0], fonts.most_common(1)[0][0]
    main = max(spans, key=lambda span: len(span["text"].strip()) * (not span["flags"] & _SUPERSCRIPT))
    baseline = turn.point(*main["origin"])[1]
    marks, raised, bold, at = [], [], 0, -shift
    for span in spans:
        start, stop = max(0, at), min(end - shift, at + len(span["text"]))
        at += len(span["text"])
        if start >= stop:
            continue
        x0, _, x1, _ = turn.box(span["bbox"])
        marks.append((start, stop, x0, x1))
        lift = baseline - turn.point(*span["origin"])[1]
        if not span["text"].isspace() and (
            span["flags"] & _SUPERSCRIPT or (lift > 0.15 * size and span["size"] < 0.9 * size)
        ):
            raised.append((start, stop))
        if start == bold and (span["text"].isspace() or span["flags"] & _BOLD or _BOLD_NAME.search(span["font"])):
            bold = stop
    if sum(stop - start for start, stop in raised) >= end - shift:
        raised = []
    x0, y0, x1, y1 = turn.box(line["bbox"])
    return Fragment(
        page=number, x0=x0, y0=y0, x1=x1, y1=y1, baseline=baseline, text=text[shift:end],
        size=size, bold=bold, font=font, tallest=max(span["size"] for span in spans if span["text"].strip()),
        even=fonts[font] >= 0.8 * sum(fonts.values()), raised=tuple(raised), marks=tuple(marks),
    )  # fmt: skip


def _rules(boxes: list[tuple[float, float, float, float]]) -> list[Rule]:
    """Horizontal lines longer than 40 points; touching pieces at one height are one line."""
    heights: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for x0, y0, x1, y1 in boxes:
        if y1 - y0 < 3 and x1 - x0 > 4:
            heights[round(y0 + y1)].append((x0, x1, (y0 + y1) / 2))
    rules: list[Rule] = []
    for pieces in heights.values():
        run: Rule | None = None
        for x0, x1, y in sorted(pieces):
            if run is not None and x0 <= run.x1 + 3:
                run.x1 = max(run.x1, x1)
            else:
                run = Rule(x0, x1, y)
                rules.append(run)
    return sorted((rule for rule in rules if rule.x1 - rule.x0 > 40), key=lambda rule: rule.y)


def split_at_gaps(fragment: Fragment) -> list[Fragment]:
    """The fragment cut where a blank is wider than in running text: the cells of a table that stand close."""
    cuts = [
        (start, end) for start, end, x0, x1 in fragment.marks
        if fragment.text[start:end].isspace() and x1 - x0 > 0.55 * fragment.size
    ]  # fmt: skip
    pieces: list[Fragment] = []
    begin = 0
    for start, end in [*cuts, (len(fragment.text), len(fragment.text))]:
        marks = [(a - begin, b - begin, x0, x1) for a, b, x0, x1 in fragment.marks if begin <= a < b <= start]
        if begin < start and marks:
            raised = tuple((a - begin, b - begin) for a, b in fragment.raised if begin <= a < b <= start)
            text = fragment.text[begin:start]
            pieces.append(
                replace(fragment, text=text, x0=marks[0][2], x1=marks[-1][3], marks=tuple(marks), raised=raised,
                        bold=max(0, min(fragment.bold, start) - begin))
            )  # fmt: skip
        begin = end
    return pieces if len(pieces) > 1 else [fragment]


# ── furniture ────────────────────────────────────────────────────────────────────────────────────────────────────────


def drop_furniture(pages: list[Page]) -> None:
    """Takes running heads and feet, page numbers and margin line numbers out of the pages.

    A head or foot is text in the outer tenth of a page that stands at the same height, digits aside, on several
    pages; a page number stands alone there; line numbers stand beside the text and count up.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for fragment in page.fragments:
            if _outside(page, fragment):
                for near in (-1, 0, 1):
                    seen[_stencil(fragment.text), round(fragment.baseline / 3) + near].add(page.number)
    enough = 2 if len(pages) < 6 else 3
    for page in pages:
        numbers = _line_numbers(page)
        rows: dict[int, list[Fragment]] = defaultdict(list)
        for fragment in page.fragments:
            if id(fragment) not in numbers and _outside(page, fragment):
                rows[round(fragment.baseline)].append(fragment)
        furniture = set(numbers)
        for row in rows.values():
            # A whole row goes or stays: the `3.2` of a heading at the top of a page repeats, the heading does not.
            repeated = all(len(seen[_stencil(f.text), round(f.baseline / 3)]) >= enough for f in row)
            if repeated or (len(row) == 1 and _PAGE_NUMBER.fullmatch(row[0].text)):
                furniture.update(id(fragment) for fragment in row)
        page.fragments = [fragment for fragment in page.fragments if id(fragment) not in furniture]


def _outside(page: Page, fragment: Fragment) -> bool:
    return fragment.y1 < 0.1 * page.height or fragment.y0 > 0.9 * page.height


def _stencil(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _line_numbers(page: Page) -> set[int]:
    """The ids of bare numbers beside the text that count up evenly from top to bottom."""
    words = [fragment for fragment in page.fragments if len(fragment.text) > 12]
    if not words:
        return set()
    left = sorted(fragment.x0 for fragment in words)[len(words) // 10]
    right = sorted(fragment.x1 for fragment in words)[-1 - len(words) // 10]
    found: set[int] = set()
    columns: dict[int, list[Fragment]] = defaultdict(list)
    for fragment in page.fragments:
        if _NUMBER.fullmatch(fragment.text) and (fragment.x1 < left or fragment.x0 > right):
            columns[round(fragment.x1 / 3)].append(fragment)
    for column in columns.values():
        column.sort(key=lambda fragment: fragment.baseline)
        values = [int(fragment.text) for fragment in column]
        steps = Counter(b - a for a, b in pairwise(values))
        step, times = steps.most_common(1)[0] if steps else (0, 0)
        if len(column) >= 10 and 0 < step <= 10 and times >= 0.8 * (len(column) - 1):
            found.update(id(fragment) for fragment in column)
    return found
