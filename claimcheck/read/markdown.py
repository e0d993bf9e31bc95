"""Markdown → Document, by markdown-it-py (CommonMark with tables and footnotes).

markdown-it gives lines, not columns. Each run of inline text is therefore looked for in its own lines, from where the
one before it ended: what it finds stands there verbatim, so spans lead back to the very characters of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.model import Block, BlockKind, Document, Link, Piece
from claimcheck.read.html_markup import entities
from claimcheck.read.markdown_marks import signs

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strong"
    r"|strike|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
CELL_SEPARATOR = " | "
_BYTE_ORDER_MARK = "\ufeff"
# A label has few runs: what is bold for longer is none.
_LONGEST_LABEL = 12
# Between two words of one run stand at most a line end and the marks of what the next line stands in.
_NEAR = 40
# Between two runs stand the targets of links, their titles, a note: what stands further away is another place.
_FAR = 10_000


def read_markdown(text: str) -> Document:
    """The document of a decoded Markdown text. Never raises: every text is Markdown."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a warm run finds its documents in the store
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    # An entity or an escape not joined to the text around it is a token that knows how it is written.
    parser.disable("text_join")
    blocks = tuple(_Walk(text, parser.parse(text.removeprefix(_BYTE_ORDER_MARK))).blocks())
    return Document(format="markdown", text=text, blocks=blocks, title=_title(blocks))


def _title(blocks: tuple[Block, ...]) -> str | None:
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    return min(headings, key=lambda block: block.level).text if headings else None


class TextBuilder:
    """A block's text, put together run by run, each remembering where in the source it stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.links: list[Link] = []
        self.length = 0

    def add(self, run: str, source: int, length: int | None = None) -> None:
        """Appends a run that stands at `source` and takes `length` characters there (default: as many as it has)."""
        if run:
            self.pieces.append(Piece(plain=self.length, source=source, length=len(run) if length is None else length))
            self.parts.append(run)
            self.length += len(run)

    @property
    def text(self) -> str:
        """What was put together so far."""
        return "".join(self.parts)

    def block(self, kind: BlockKind, **fields: object) -> Block:
        """The finished block."""
        return Block.model_validate(
            {"kind": kind, "text": self.text, "pieces": tuple(self.pieces), "links": tuple(self.links), **fields}
        )


class _Walk:
    """One pass over the tokens of a text."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.source = text
        self.tokens = tokens
        self.starts = [len(text) - len(text.removeprefix(_BYTE_ORDER_MARK))]
        self.starts += (match.end() for match in _LINE_END.finditer(text))
        self.starts.append(len(text))
        # The next number of each list that is open; None in one of bullets.
        self.lists: list[int | None] = []
        self.number: int | None = None
        self.quoted = 0
        self.first_in_item = False
        self.header: tuple[str, ...] = ()
        self.note: str | None = None

    def region(self, token: Token) -> tuple[int, int]:
        if token.map is None:  # a note written inside the sentence
            place = self.source.find(f"^[{token.content}]") + 2
            return (place, place + len(token.content)) if place > 1 else (0, len(self.source))
        first, last = token.map
        top = len(self.starts) - 1
        return self.starts[min(first, top)], self.starts[min(last, top)]

    def blocks(self) -> Iterator[Block]:  # noqa: C901, PLR0912 - one case a token type
        for index, token in enumerate(self.tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    ordered = token.type == "ordered_list_open"
                    self.lists.append(int(token.attrs.get("start", 1)) if ordered else None)
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                case "list_item_open":
                    self.begin_item()
                case "blockquote_open":
                    self.quoted += 1
                case "blockquote_close":
                    self.quoted -= 1
                case "footnote_open":
                    self.note = _note(token)
                case "fence" | "code_block":
                    yield self.code(token)
                case "html_block":
                    yield from self.html(token)
                case "tr_open":
                    yield self.row(index)
                case "inline" if self.tokens[index - 1].type not in {"th_open", "td_open"}:
                    cursor, end = self.region(token)
                    for children in _parts(token.children or []):
                        builder = TextBuilder()
                        if self.note:
                            builder.add(f"{self.note}: ", cursor, 1)
                            self.note = None
                        cursor = self.inline(builder, children, cursor, end)
                        yield self.prose(self.tokens[index - 1], builder)

    def begin_item(self) -> None:
        self.first_in_item = True
        self.number = self.lists[-1]
        if self.number is not None:
            self.lists[-1] = self.number + 1

    def prose(self, opening: Token, builder: TextBuilder) -> Block:
        if opening.type == "heading_open":
            return builder.block(BlockKind.HEADING, level=int(opening.tag[1]))
        if self.quoted:
            return builder.block(BlockKind.QUOTE, level=len(self.lists))
        if self.lists and self.first_in_item:
            self.first_in_item = False
            return builder.block(BlockKind.ITEM, level=len(self.lists) - 1, number=self.number)
        return builder.block(BlockKind.PARAGRAPH, level=len(self.lists))

    def code(self, token: Token) -> Block:
        start, end = self.region(token)
        builder = TextBuilder()
        builder.add(self.source[start:end].rstrip(), start)
        return builder.block(BlockKind.CODE, level=len(self.lists))

    def html(self, token: Token) -> Iterator[Block]:
        start, end = self.region(token)
        raw = self.source[start:end]
        comments = list(_comments(raw))
        for left, right in comments:
            builder = TextBuilder()
            builder.add(raw[left:right], start + left)
            yield builder.block(BlockKind.MARKER)
        builder = TextBuilder()
        # On its first line stand the marks of the items and quotes that it is in.
        here = max(0, raw.find("<"))
        for left, right in sorted([*comments, *(tag.span() for tag in _TAG.finditer(raw)), (len(raw), len(raw))]):
            _add_collapsed(builder, raw[here:left], start + here)
            here = max(here, right)
        if builder.text.strip():
            yield self.prose(token, builder)

    def row(self, index: int) -> Block:
        builder = TextBuilder()
        cells: list[str] = []
        in_head = self.tokens[index - 1].type == "thead_open"
        cursor, end = self.region(self.tokens[index])
        while (token := self.tokens[index]).type != "tr_close":
            index += 1
            if token.type == "inline":
                if not cells:
                    cursor, end = self.region(token)
                else:
                    builder.add(CELL_SEPARATOR, cursor, 0)
                before = builder.length
                cursor = self.inline(builder, token.children or [], cursor, end)
                cells.append(builder.text[before:])
        if in_head:
            self.header = tuple(cells)
        return builder.block(BlockKind.ROW, level=len(self.lists), cells=tuple(cells), header=self.header)

    def inline(self, builder: TextBuilder, children: list[Token], cursor: int, end: int) -> int:
        """Adds the runs of inline tokens, looked for between cursor and end; gives where the last one ended."""
        opened: list[tuple[int, str]] = []
        around = signs(children)
        for index, child in enumerate(children):
            sign = around.get(index, "")
            match child.type:
                case "softbreak" | "hardbreak":
                    found = _LINE_END.search(self.source, cursor, end)
                    builder.add(" ", found.start() if found else cursor, 1)
                    cursor = found.end() if found else cursor
                case "link_open":
                    opened.append((builder.length, str(child.attrGet("href") or "")))
                    cursor = self._run(builder, sign, cursor, end) if sign else cursor
                case "link_close" if opened:
                    cursor = self._run(builder, sign, cursor, end) if sign else cursor
                    start, target = opened.pop()
                    builder.links.append(Link(start=start, end=builder.length, target=target))
                    cursor = self._past_target(cursor, end, target)
                case "html_inline" if sign:
                    cursor = self._sign(builder, child.content, sign, cursor, end)
                case _:
                    cursor = self._token(builder, child, cursor, end)
        return cursor

    def _sign(self, builder: TextBuilder, tag: str, sign: str, cursor: int, end: int) -> int:
        """Passes a tag and puts a sign in its place: where it opens, or where it closes."""
        place = self.source.find(tag, cursor, end)
        builder.add(sign, max(place, cursor) + (len(tag) - 1 if tag.startswith("</") else 0), 0)
        return place + len(tag) if place >= 0 else cursor

    def _token(self, builder: TextBuilder, token: Token, cursor: int, end: int) -> int:
        """Adds what a token says, if it says anything."""
        run = token.content
        match token.type:
            case "text_special":
                return self._special(builder, token, cursor, end)
            case "code_inline":
                return self._code(builder, token, cursor, end)
            case "image":
                cursor = self._past(f"![{run}]", cursor, end)
                return self._past_target(cursor, end, str(token.attrGet("src") or ""))
            case "html_inline" if run.startswith("<!--") or _KNOWN_TAG.fullmatch(run):
                if run.lower().startswith("<br"):
                    builder.add(" ", cursor, 1)
                return self._past(run, cursor, end)
            case "footnote_ref" if "label" not in token.meta:
                builder.add(_note(token), cursor, 0)
                return self._past("^[", cursor, end)
            case "footnote_ref":
                run = _note(token)
        return self._run(builder, run, cursor, end) if run else cursor

    def _run(self, builder: TextBuilder, run: str, cursor: int, end: int) -> int:
        """Adds a run whole, or word by word where the source has other characters, as an escaped bar in a table."""
        place = self.source.find(run, cursor, min(end, cursor + len(run) + _FAR))
        if place < 0:
            return self._words(builder, run, cursor, end)
        builder.add(run, place)
        return place + len(run)

    def _words(self, builder: TextBuilder, run: str, cursor: int, end: int) -> int:
        for part in re.findall(r"\w+|\W", run):
            line_end = _LINE_END.match(self.source, cursor, end) if part == " " else None
            place = self.source.find(part, cursor, min(end, cursor + len(part) + _NEAR))
            if line_end:
                builder.add(part, cursor, 1)
                cursor = line_end.end()
            elif place < 0:
                builder.add(part, min(cursor, max(0, end - 1)), 0)
            else:
                builder.add(part, place)
                cursor = place + len(part)
        return cursor

    def _special(self, builder: TextBuilder, token: Token, cursor: int, end: int) -> int:
        """Adds what an entity or an escape stands for."""
        place = self.source.find(token.markup, cursor, min(end, cursor + len(token.markup) + _FAR))
        if place < 0:
            return self._words(builder, token.content, cursor, end)
        if token.info == "entity":
            builder.add(token.content, place, len(token.markup))
        else:
            builder.add(token.content, place + len(token.markup) - len(token.content))
        return place + len(token.markup)

    def _code(self, builder: TextBuilder, token: Token, cursor: int, end: int) -> int:
        """Adds code, whose words, read in one line, may stand in one line elsewhere."""
        cursor = self._past(token.markup, cursor, end)
        place = self.source.find(token.content, cursor, min(end, cursor + len(token.content) + 1))
        return (self._words if place < 0 else self._run)(builder, token.content, cursor, end)

    def _past(self, markup: str, cursor: int, end: int) -> int:
        """Behind what says nothing: what comes next must not be looked for in its words."""
        place = self.source.find(markup, cursor, min(end, cursor + len(markup) + _FAR))
        return place + len(markup) if place >= 0 else cursor

    def _past_target(self, cursor: int, end: int, target: str) -> int:
        return self._past(target, cursor, min(end, cursor + len(target) + 3))


def _note(token: Token) -> str:
    """The mark of a note, as printed; one written inside the sentence has no name, and gets its number."""
    return f"[^{token.meta.get('label') or 'note-' + str(token.meta['id'] + 1)}]"


def _comments(raw: str) -> Iterator[tuple[int, int]]:
    start = raw.find("<!--")
    while start >= 0 and (close := raw.find("-->", start + 4)) >= 0:
        yield start, close + 3
        start = raw.find("<!--", close + 3)


def _parts(children: list[Token]) -> Iterator[list[Token]]:
    """One paragraph's runs, parted where a line begins with a bold label (`**Authors**: …`): each is its own block."""
    runs = [child for child in children if child.type != "text" or child.content]
    start = 0
    for index, run in enumerate(runs):
        if run.type in {"softbreak", "hardbreak"} and _begins_with_label(runs[index + 1 : index + _LONGEST_LABEL]):
            yield runs[start:index]
            start = index + 1
    yield runs[start:]


def _begins_with_label(runs: list[Token]) -> bool:
    close = next((index for index, run in enumerate(runs) if run.type == "strong_close"), 0)
    if not close or runs[0].type != "strong_open":
        return False
    label = "".join(run.content for run in runs[:close])
    return label.endswith(":") or (close + 1 < len(runs) and runs[close + 1].content.lstrip().startswith(":"))


def _add_collapsed(builder: TextBuilder, raw: str, start: int) -> None:
    for word in re.finditer(r"\S+", raw):
        if builder.length:
            builder.add(" ", max(0, start + word.start() - 1), 1)
        place, here = start + word.start(), 0
        for left, right, said in entities(word[0]):
            builder.add(word[0][here:left], place + here)
            builder.add(said, place + left, right - left)
            here = right
        builder.add(word[0][here:], place + here)
