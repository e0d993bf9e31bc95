"""One HTML text → one `Document`, whose spans lead back into the source.

Read by the standard library's parser, because it says where each run stands; its worst cases are slow, so it works in
the child process. What a browser would not show (scripts, styles, hidden parts) is left out, and of a formula that is
there twice, once for the eye and once for who cannot see it, the first that has words is read.
"""

from __future__ import annotations

import re

from claimcheck.model import Block, BlockKind, Document, Link
from claimcheck.read.html_markup import Markup, Run
from claimcheck.read.html_open import VOID, Open
from claimcheck.read.html_tables import Row, Table, span_of
from claimcheck.read.mended import Mended
from claimcheck.read.raised import around_raised

CELL_SEPARATOR = " | "
_HEADING = re.compile(r"h([1-6])")
_UNSEEN = frozenset(
    [
        "annotation", "annotation-xml", "audio", "button", "datalist", "head", "iframe", "noembed", "noframes",
        "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    ]
)  # fmt: skip
# A formula, by the classes of KaTeX and MathJax, and what in it may say the same again.
_FORMULA = frozenset({"katex", "MathJax", "MathJax_CHTML", "MathJax_SVG", "mjx-chtml"})
_SAME_AGAIN = frozenset({"katex-html", "MJX_Assistive_MathML"})
_LISTS = frozenset({"ul", "ol", "menu", "dl"})
_ITEMS = frozenset({"li", "dt", "dd"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_KEPT = frozenset({"blockquote", "pre"})
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "body", "center", "details", "div", "fieldset", "figure", "footer", "form",
        "header", "hr", "html", "main", "nav", "p", "section", "summary", "tbody", "tfoot", "thead",
    ]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OUR_MARK = re.compile(r"\s*/?claimcheck:(?:table|papers)\b")
_LINE_END = re.compile(r"(?:\n|<br\s{0,9}/?>)\s*$", re.IGNORECASE)
_LABEL = re.compile(r"<(strong|b)\b[^<>]{0,99}>[^<>]{1,60}(?::\s{0,9}</\1>|</\1>\s{0,9}:)", re.IGNORECASE)
# The way back from a note to its mark.
_BACK = re.compile(r"(?:\s*[\u21a9\u2191]\ufe0e?)*\s*$")


def document_of(data: bytes, _pages: int) -> Document:
    """Reads HTML (UTF-8, decoded and encoded again by the parent), in the child process. Every text is HTML."""
    text = data.decode("utf-8", "surrogatepass")
    reader = _Reader(text)
    reader.read()
    reader.flush()
    headings = [block for block in reader.blocks if block.kind is BlockKind.HEADING]
    title = min(headings, key=lambda block: block.level).text if headings else reader.title
    return Document(format="html", text=text, blocks=tuple(reader.blocks), title=title)


class _Reader(Markup):
    """One pass over the tags; blocks end where a browser would begin a new line."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.blocks: list[Block] = []
        self.title: str | None = None
        self.elements = Open()
        # How many runs were read, in all and before the formula at hand.
        self.runs_read = 0
        self.before_formula: int | None = None
        self.heading = self.quotes = self.code = self.caption = 0
        # The next number of each list that is open; None in one that prints none.
        self.lists: list[int | None] = []
        self.item = False
        self.number: int | None = None
        self.breaks = 0
        # The names of notes, by the place that their marks lead to.
        self.notes: dict[str, str] = {}
        self.mark = ""
        self.raised: list[Run] | None = None
        self.row: Row | None = None
        self.table = Table()
        self.tables = 0
        self.begin()

    def begin(self) -> None:
        """Starts a new block."""
        self.text = Mended()
        self.links: list[Link] = []
        self.opened: list[tuple[int, str]] = []

    # ── what the parser calls ────────────────────────────────────────────────────────────────────────────────────────

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens what the tag opens."""
        given = self.attributes(attrs)
        self.elements.start(tag)
        if self.elements.is_hidden:
            return
        if tag not in VOID and self.is_unseen(tag, given):
            self.elements.hide()
        elif tag == "br":
            self.line_break()
        elif tag == "a":
            self.opened.append((self.text.length, given.get("href", "")))
        elif tag == "sup":
            self.raised = []
        elif tag in {"table", "tr", "td", "th"}:
            self.open_in_table(tag, given)
        elif self.row is None:
            self.open_block(tag, given)
        elif tag in _BLOCKS or tag in _ITEMS:
            self.text.blank()

    def is_unseen(self, tag: str, given: dict[str, str]) -> bool:
        """Whether an element is not shown, or is a formula that was read before."""
        classes = frozenset(given.get("class", "").split())
        if classes & _FORMULA:
            self.before_formula = self.runs_read
        if classes & _SAME_AGAIN and self.before_formula is not None:
            return self.runs_read > self.before_formula
        if tag == "mjx-math":  # glyphs of MathJax are drawn by the style; hidden from who listens, the words follow
            return given.get("aria-hidden") == "true"
        return tag in _UNSEEN or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))

    def handle_endtag(self, tag: str) -> None:
        """Closes what the tag closes."""
        if not self.elements.end(tag):
            return
        if tag == "a" and self.opened:
            start, target = self.opened.pop()
            if target:
                self.links.append(Link(start=start, end=self.text.length, target=target))
        elif tag == "sup":
            self.lower()
        elif tag in {"table", "tr", "td", "th"}:
            self.close_in_table(tag)
        elif self.row is None:
            self.close_block(tag)

    def handle_data(self, data: str) -> None:
        """Adds text, with the characters of its entities."""
        runs = list(self.runs(data))
        words = "".join(run.text for run in runs).split()
        if self.elements.innermost == "title" and not self.elements.has("svg"):
            self.title = self.title or " ".join(words) or None
        if words:
            self.elements.text()
        if not self.elements.is_hidden:
            self.runs_read += bool(words)
            for run in runs:
                self.add(run)

    def handle_comment(self, data: str) -> None:
        """Keeps the marks of our own table; other comments are nothing, and part no paragraph."""
        whole = f"<!--{data}-->"
        is_ours = _OUR_MARK.match(data) and self.source.startswith(whole, self.place)
        if is_ours and not self.elements.is_hidden and self.row is None:
            self.flush()
            self.text.copy(whole, self.place)
            self.put(BlockKind.MARKER)

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, run: Run) -> None:
        """Adds a run, or keeps it until it is known what is raised."""
        if self.raised is not None:
            self.raised.append(run)
            return
        self.write(run)

    def write(self, run: Run) -> None:
        if self.code:
            self.copy(run, run.text, 0)
            return
        for word in re.finditer(r"\s+|\S+", run.text):
            if word[0].isspace():
                self.text.blank()
            else:
                self.breaks = 0
                if self.mark:
                    self.text.put(self.mark, run.source)
                    self.mark = ""
                self.copy(run, word[0], word.start())

    def copy(self, run: Run, text: str, start: int) -> None:
        if run.verbatim:
            self.text.copy(text, run.source + start)
        else:
            self.text.put(text, run.source, run.length)

    def lower(self) -> None:
        """Writes what was raised."""
        runs, self.raised = self.raised or [], None
        said = "".join(run.text for run in runs)
        if not said.strip():
            return
        start = self.text.length
        target = self.anchor
        left, right = around_raised(said.strip(), self.text.text, anchored=bool(target))
        if left == "[^":
            self.notes[target] = said.strip()
        self.text.put(left, runs[0].source)
        for run in runs:
            self.write(run)
        self.text.put(right, runs[-1].source)
        self.links = [
            link.model_copy(update={"end": self.text.length}) if link.start == link.end == start else link
            for link in self.links
        ]

    @property
    def anchor(self) -> str:
        """The place in this document to which a link leads that is in what is raised, or around it; else nothing."""
        here = [link.target for link in self.links if link.start == link.end == self.text.length]
        here += [target for start, target in self.opened if start == self.text.length]
        return next((target[1:] for target in here if target.startswith("#")), "")

    def begins_a_label(self) -> bool:
        """Whether a line of the source begins here with a bold label ("Authors: …"), which is a block of its own."""
        above = self.source[max(0, self.place - 40) : self.place]
        return bool(_LINE_END.search(above) and _LABEL.match(self.source, self.place))

    def line_break(self) -> None:
        self.text.blank()
        self.breaks += 1
        if self.breaks > 1 and self.row is None:
            self.flush()

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"strong", "b"} and self.begins_a_label():
            self.flush()
        if name := self.notes.pop(given.get("id", ""), ""):
            self.mark = f"[^{name}]: "
        heading = _HEADING.fullmatch(tag)
        if heading or tag in _LISTS or tag in _ITEMS or tag in _BLOCKS or tag in _CAPTIONS or tag in _KEPT:
            self.flush()
            self.heading = int(heading[1]) if heading else 0
        if tag in _LISTS:
            self.lists.append(_number(given.get("start", "1")) if tag == "ol" else None)
        elif tag in _ITEMS and self.lists:
            self.begin_item(given.get("value", ""))
        self.item = tag in _ITEMS or (self.item and tag not in _LISTS)
        self.quotes += tag == "blockquote"
        self.code += tag == "pre"
        self.caption += tag in _CAPTIONS

    def close_block(self, tag: str) -> None:
        if _HEADING.fullmatch(tag) or tag in _LISTS or tag in _ITEMS or tag in _BLOCKS or tag in _CAPTIONS | _KEPT:
            self.flush()
            self.heading = 0
        if tag in _LISTS and self.lists:
            self.lists.pop()
        self.quotes = max(0, self.quotes - (tag == "blockquote"))
        self.code = max(0, self.code - (tag == "pre"))
        self.caption = max(0, self.caption - (tag in _CAPTIONS))

    def begin_item(self, value: str) -> None:
        self.number = self.lists[-1]
        if self.number is not None:
            self.number = self.number if (given := _number(value)) is None else given
            self.lists[-1] = self.number + 1

    def flush(self) -> None:
        """Ends the block at hand, if it says anything."""
        self.lower()
        if not self.text.text.strip():
            self.begin()
            return
        if self.heading:
            self.put(BlockKind.HEADING, level=self.heading)
        elif self.code:
            self.put(BlockKind.CODE, level=len(self.lists))
        elif self.caption:
            self.put(BlockKind.CAPTION, level=len(self.lists))
        elif self.quotes:
            self.put(BlockKind.QUOTE, level=len(self.lists))
        elif self.lists and self.item:
            self.item = False
            self.put(BlockKind.ITEM, level=len(self.lists) - 1, number=self.number)
        else:
            self.put(BlockKind.PARAGRAPH, level=len(self.lists))

    def put(self, kind: BlockKind, **fields: object) -> None:
        text = _BACK.sub("", self.text.text) if self.links else self.text.text.rstrip()
        length = len(text)
        links = tuple(
            link.model_copy(update={"end": min(link.end, length)}) for link in self.links if link.start < length
        )
        pieces = self.text.pieces(length)
        self.blocks.append(
            Block.model_validate({"kind": kind, "text": text, "pieces": pieces, "links": links, **fields})
        )
        self.begin()

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_in_table(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self.tables += 1
            if self.tables == 1:
                self.flush()
                self.table = Table()
            return
        if self.tables > 1:  # a table inside a cell is text of the cell
            self.text.blank()
            return
        if tag == "tr" or self.row is None:
            self.end_row()
            self.flush()
            self.row = Row()
        if tag != "tr":
            self.row.end(self.text.text)
            if self.row.cells or self.row.open is not None:
                self.text.put(CELL_SEPARATOR, self.place)
            self.row.start(self.text.length, tag, span_of(given, "colspan"), span_of(given, "rowspan"))

    def close_in_table(self, tag: str) -> None:
        if tag == "table":
            self.tables = max(0, self.tables - 1)
        if self.tables > (tag != "table"):
            return
        if tag in {"td", "th"} and self.row is not None:
            self.row.end(self.text.text)
        elif tag in {"tr", "table"}:
            self.end_row()

    def end_row(self) -> None:
        row, self.row = self.row, None
        if row is None:
            return
        self.lower()
        row.end(self.text.text)
        cells = self.table.cells(row)
        if row.is_header:
            self.table.header = cells
        if any(cells) and self.text.text.strip(" |"):
            self.put(BlockKind.ROW, level=len(self.lists), cells=cells, header=self.table.header)
        else:
            self.begin()


def _number(printed: str) -> int | None:
    return int(printed) if re.fullmatch(r"\s*\d{1,9}\s*", printed) else None
