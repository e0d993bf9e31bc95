"""The nodes that pylatexenc finds in a LaTeX source, walked over and set down as blocks."""

from __future__ import annotations

import logging
import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from claimcheck.model import Block, BlockKind, Link
from claimcheck.read.latex_commands import (
    EQUATIONS,
    ESCAPES,
    LAST_ARGUMENT,
    LEVELS,
    LISTS,
    SILENT,
    SILENT_ENVIRONMENTS,
    SPECIALS,
    TABLES,
    known_commands,
)
from claimcheck.read.latex_masks import CODE, masked, seal, unseal
from claimcheck.read.latex_tables import Carried, Cell, Said, header_of, rows_of
from claimcheck.read.mended import Mended

if TYPE_CHECKING:
    from collections.abc import Iterable

_CITE = re.compile(r"(?:foot|text|paren|auto|full)?[Cc]ite\w*")
# A command of the author's own without arguments is a name for a few words: "\newcommand{\ours}{BeeNet\xspace}".
_OWN = re.compile(
    r"\\(?:(?:re)?newcommand|DeclareRobustCommand)\*?\s*(?:\{\\(?P<a>[A-Za-z]{1,40})\}|\\(?P<b>[A-Za-z]{1,40}))\s*"
    r"(?P<body>\{(?:[^{}\n]|\{[^{}\n]{0,100}\}){1,150}\})"
)
_MOST_OWN = 300
_TEXTUAL = re.compile(r"[Cc]ite(?:t|alt|author)|[Tt]extcite")
# With natbib's names and years a plain `\cite` prints a name in the sentence, as `\citet` does.
_NATBIB = re.compile(r"^[^%\n]*\\usepackage(?:\[(?P<options>[^\]]{0,200})\])?\{[^{}]{0,200}\bnatbib\b", re.MULTILINE)
_STYLE = re.compile(r"\\setcitestyle\{([^{}]{0,200})\}")
_BY_NUMBER = re.compile(r"\bnumbers\b|\bsuper\b")
_REFERENCE = re.compile(r"(?!href)\w*ref")
HOLE = "\ufffc"
_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
_OUR_MARK = re.compile(r"[ \t]*/?claimcheck:(?:table|papers)\b")
_MARK_LINE = re.compile(r"%[ \t]*/?claimcheck:(?:table|papers)\b")
_BREAK_OR_MARK = re.compile(rf"{_BREAK.pattern}|(?<![^\n]){_MARK_LINE.pattern}")
# Where a source is cut or malformed, pylatexenc looks into arguments that are not there, and we look into its nodes for
# them: that raises whatever Python raises then.
_CUT = (LookupError, AttributeError, TypeError, ValueError)
_TOLERANCE = re.compile(r"\s*_\s*±")
_KEY = re.compile(r"\{(?:tab|table|fig|figure|sec|eq|app|alg|thm|lem|def|ch):[\w:.-]{1,80}\}")
_STRIPPED = re.compile(
    r"\\(?:begin|end)\{\w{1,20}\*?\}|\\[A-Za-z]+\*?|\\\\|\\(?P<escaped>[%$&#_])|[{}\\]|%[^\n]*|\s+|(?P<word>[^\\{}%\s]+)"
)


class BrokenSource(Exception):  # noqa: N818 - an answer, not a fault
    """The source is cut, malformed or nested so that no tree can be made of it, or none that can be walked over."""


class Walk:
    """Walks over the nodes of a source and sets down blocks.

    Args:
        text: the source.
        beside_page: the blocks will be laid beside the printed page: what LaTeX numbers or formats anew (citations,
            references to sections and tables) leaves a `HOLE`, and footnotes come behind their paragraph.
    """

    def __init__(self, text: str, *, beside_page: bool = False) -> None:
        self.text = text
        self._beside_page = beside_page
        self._notes: list[Any] = []
        self.blocks: list[Block] = []
        self.title: str | None = None
        self._out = Mended()
        self._links: list[Link] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._depth = -1
        self._reader = _reader()
        self._sealed = seal(text)
        self._defined = self._own()
        natbib = _NATBIB.search(text)
        numbered = natbib is None or _BY_NUMBER.search(f"{natbib['options']} {''.join(_STYLE.findall(text))}")
        self._plain_is_textual = not numbered

    def read(self, begin: int, end: int) -> None:
        """Reads the body of the document, and the title wherever it stands.

        Raises:
            BrokenSource: the blocks are not to be used; another walk can `strip`.
        """
        from pylatexenc.latexwalker import LatexWalkerError  # noqa: PLC0415 - one format at a time

        try:
            self._tree(begin, end)
        except (RecursionError, LatexWalkerError, *_CUT) as error:
            raise BrokenSource from error

    def _tree(self, begin: int, end: int) -> None:
        from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415 - one format at a time

        context = known_commands()
        source = masked(self._sealed)

        def parse(start: int, stop: int) -> list[Any]:
            walker = LatexWalker(source[:stop], latex_context=context, tolerant_parsing=True)
            return list(walker.get_latex_nodes(pos=start)[0])

        title = source.find("\\title")
        if 0 <= title < begin:
            self._nodes(node for node in parse(title, begin) if _name(node) == "title")
        self._nodes(parse(begin, end))
        self._flush()

    def strip(self, begin: int, end: int) -> None:
        """The fallback for sources that are broken or too large: paragraphs, with commands cut out."""
        ours = False
        for start, stop in pairwise([begin, *(m.start() for m in _BREAK_OR_MARK.finditer(self.text, begin, end)), end]):
            at = start
            if mark := _MARK_LINE.match(self.text, start):
                self._mark(start, mark.end())
                ours, at = "/claimcheck" not in mark[0], min(mark.end(), stop)
            self._flush(BlockKind.CODE if ours else BlockKind.PARAGRAPH)
            for word in _STRIPPED.finditer(self._sealed[at:stop]):
                if word.lastgroup:
                    self._out.copy(unseal(word[word.lastgroup]), at + word.start(word.lastgroup))
                else:
                    self._out.blank()
            self._flush()

    def _own(self) -> dict[str, str]:
        """The words that the author's own commands without arguments stand for."""
        found = {}
        for match in islice(_OWN.finditer(self._sealed), _MOST_OWN):
            if "#" not in match["body"]:
                body = match["body"].replace("\\xspace", "").replace("\\ensuremath", "")
                found[match["a"] or match["b"]] = self._text(body)
        return {name: said for name, said in found.items() if said}

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _flush(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int | None = None) -> None:
        """Ends the block at hand; the next one is of the given kind, inside the items that are open."""
        text = self._out.text.rstrip()
        if text:
            links = tuple(link for link in self._links if link.end <= len(text))
            self.blocks.append(
                Block(kind=self._kind, text=text, pieces=self._out.pieces(len(text)), level=self._level, links=links)
            )
        self._out, self._links, self._kind, self._level = Mended(), [], BlockKind.PARAGRAPH, 0
        while self._notes:
            self._nodes([self._notes.pop(0)])
            self._flush()
        self._kind, self._level = kind, self._depth + 1 if level is None else level

    def _block(self, kind: BlockKind, nodes: Iterable[Any], level: int = 0) -> None:
        """A block of its own, amid another one that goes on after it."""
        kept = self._kind, self._level
        self._flush(kind, level)
        self._nodes(nodes)
        self._flush(*kept)

    def _word(self, text: str, start: int, end: int) -> None:
        """Adds text that was made from `[start, end)` of the source."""
        if text.isspace():
            self._out.blank()
        elif text:
            self._out.put(text[:-1], start)
            self._out.put(text[-1], end - 1)

    def _chars(self, text: str, at: int) -> None:
        done = 0
        for gap in _BREAK.finditer(text):
            self._plain(text[done : gap.start()], at + done)
            self._break()
            done = gap.end()
        self._plain(text[done:], at + done)

    def _break(self) -> None:
        """Ends a paragraph; in an item another one of that item follows, and an item may begin with a blank line."""
        if self._depth < 0:
            self._flush(self._kind)
        elif self._out.text.strip():
            self._flush()

    def _plain(self, text: str, at: int) -> None:
        for match in re.finditer(r"\s+|\S+", text):
            if match[0].isspace():
                self._out.blank()
            else:
                self._out.copy(match[0], at + match.start())

    # ── nodes ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _nodes(self, nodes: Iterable[Any]) -> None:
        before = None
        for node in nodes:
            kind, last, before = type(node).__name__, before, node
            if self._beside_page and kind == type(last).__name__ == "LatexGroupNode":
                # Two arguments of a command that nobody knows: `\res{91.2}{0.3}` is no number 91.20.3.
                self._out.blank()
            match kind:
                case "LatexCharsNode":
                    self._chars(unseal(node.chars), node.pos)
                case "LatexGroupNode" if not _KEY.fullmatch(self._source(node)):
                    self._nodes(node.nodelist)
                case "LatexSpecialsNode":
                    self._word(SPECIALS.get(node.specials_chars, node.specials_chars), node.pos, node.pos + node.len)
                case "LatexMathNode":
                    self._math(node)
                case "LatexCommentNode" if _OUR_MARK.match(node.comment):
                    self._mark(node.pos, node.pos + 1 + len(node.comment))
                case "LatexMacroNode":
                    self._macro(node, node.macroname)
                case "LatexEnvironmentNode":
                    self._environment(node, node.environmentname)

    def _mark(self, start: int, end: int) -> None:
        """A comment of our own; other comments are nothing."""
        self._flush(BlockKind.MARKER)
        self._out.copy(self.text[start:end].rstrip(), start)
        self._flush()

    def _macro(self, node: Any, name: str) -> None:
        given = node.nodeargd.argnlist if node.nodeargd else None
        arguments = [argument for argument in given or () if argument is not None]
        if name in LEVELS:
            self._block(BlockKind.HEADING, arguments[-1:], LEVELS[name])
        elif name == "title":
            self._block(BlockKind.HEADING, arguments[-1:], 1)
            self.title = self.blocks[-1].text if self.blocks and self.blocks[-1].level == 1 else None
        elif name == "caption":
            self._block(BlockKind.CAPTION, arguments[-1:])
        elif name == "item":
            self._flush(BlockKind.ITEM, max(0, self._depth))
            self._nodes(arguments)
            self._out.blank()
        elif name == "bibitem":
            self._flush()
            key = self._source(arguments[-1]).strip("{} \n") if arguments else ""
            self._word(f"[@{key}]: " if key else "", node.pos, node.pos + node.len)
        else:
            self._inline(node, name, arguments)

    def _inline(self, node: Any, name: str, arguments: list[Any]) -> None:
        """A command within a block."""
        if self._beside_page and (_CITE.fullmatch(name) or _REFERENCE.fullmatch(name)):
            self._word(HOLE, node.pos, node.pos + node.len)
        elif _CITE.fullmatch(name):
            keys = re.findall(r"[^\s,{}]+", self._source(arguments[-1])) if arguments else []
            named = [f"@{key}" for key in keys]
            # As in Markdown: `@lee2020` is a name in the sentence, `[@lee2020]` a mark behind it.
            textual = _TEXTUAL.fullmatch(name) or (name == "cite" and self._plain_is_textual)
            marker = " and ".join(named) if textual else f"[{'; '.join(named)}]" if named else ""
            self._word(marker, node.pos, node.pos + node.len)
        elif name in {"href", "url"}:
            self._link(arguments)
        elif name in ESCAPES:
            self._word(ESCAPES[name], node.pos, node.pos + node.len)
        elif name in self._defined and not arguments:
            self._word(self._defined[name], node.pos, node.pos + node.len)
            if node.macro_post_space:
                self._out.blank()
        elif name == "footnote" and self._beside_page:
            self._notes += arguments[-1:]
        elif name == "footnote":
            self._out.blank()
            self._nodes(arguments[-1:])
        elif not SILENT.fullmatch(name):
            self._other(node, name, arguments)

    def _other(self, node: Any, name: str, arguments: list[Any]) -> None:
        """Symbols and accents become characters; any other command is read through."""
        symbol = self._text([node]) if len(name) == 1 or not arguments else ""
        if symbol.strip() and len(symbol) <= 2:
            self._word(symbol, node.pos, node.pos + node.len)
        elif name in LAST_ARGUMENT:
            self._nodes(arguments[-1:])
        elif name == "verb":
            self._word("".join(map(self._source, arguments)), node.pos, node.pos + node.len)
        else:
            self._nodes(argument for argument in arguments if self._source(argument)[:1] != "[")
            if node.macro_post_space:
                self._out.blank()

    def _link(self, arguments: list[Any]) -> None:
        start = self._out.length
        self._nodes(arguments[-1:])
        if arguments and self._out.length > start:
            target = self._source(arguments[0]).strip("{}").replace("\\", "")
            self._links.append(Link(start=start, end=self._out.length, target=target))

    def _math(self, node: Any) -> None:
        """Math as it reads: symbols as characters, powers as `n^k`, tolerances as `n ± k`."""
        words = [word[0].strip("$") for word in _STRIPPED.finditer(self._source(node)) if word.lastgroup]
        text = self._text(node.nodelist, instead=" ".join(words))
        self._word(_TOLERANCE.sub(" ±", text), node.pos, node.pos + node.len)

    def _environment(self, node: Any, name: str) -> None:
        bare = name.rstrip("*")
        if name in SILENT_ENVIRONMENTS:
            return
        if name in CODE:
            self._code(node)
        elif name in TABLES:
            self._table(node)
        elif bare in EQUATIONS:
            self._out.blank()
            self._math(node)
            self._out.blank()
        elif bare in LISTS:
            self._depth += 1
            self._nodes(node.nodelist)
            self._depth -= 1
            self._flush()
        elif name in {"abstract", "thebibliography"}:
            self._section(node, name)
        else:
            self._flush(BlockKind.QUOTE if bare in {"quote", "quotation"} else BlockKind.PARAGRAPH)
            self._nodes(node.nodelist)
            self._flush()

    def _section(self, node: Any, name: str) -> None:
        """An environment that prints its own heading."""
        self._flush(BlockKind.HEADING, 2)
        end = node.pos + len(f"\\begin{{{name}}}")
        self._word("Abstract" if name == "abstract" else "References", node.pos, end)
        self._flush()
        # The bibliography's first group is the width of its widest label.
        self._nodes(node.nodelist if name == "abstract" else node.nodelist[1:])
        self._flush()

    def _code(self, node: Any) -> None:
        self._flush(BlockKind.CODE)
        begin = self.text.index("}", node.pos) + 1
        end = self.text.rfind("\\end", begin, node.pos + node.len)
        # The document may end before its listing does.
        end = end if end >= 0 else node.pos + node.len
        body = self.text[begin:end]
        self._out.copy(body.strip("\n"), begin + len(body) - len(body.lstrip("\n")))
        self._flush()

    def _table(self, node: Any) -> None:
        self._flush()
        rows, head = rows_of(node.nodelist, self._source)
        above: list[list[Said]] = []
        carried = Carried()
        for number, row in enumerate(rows):
            said = self._row(row)
            if number < head:
                above.append(said)
            self._end_row(carried.row(said), header_of(above) if number >= head else ())

    def _row(self, row: Iterable[Cell]) -> list[Said]:
        self._flush(BlockKind.ROW)
        said: list[Said] = []
        for cell in row:
            self._out.blank()
            start = self._out.length
            self._nodes(cell.nodes)
            said.append(Said(self._out.text[start:].strip(), cell.columns, cell.rows))
        return said

    def _end_row(self, cells: tuple[str, ...], header: tuple[str, ...]) -> None:
        if text := self._out.text.rstrip():
            pieces = self._out.pieces(len(text))
            self.blocks.append(Block(kind=BlockKind.ROW, text=text, pieces=pieces, cells=cells, header=header or cells))
        self._out, self._links, self._kind = Mended(), [], BlockKind.PARAGRAPH

    def _source(self, node: Any) -> str:
        return self.text[node.pos : node.pos + node.len]

    def _text(self, said: str | list[Any], instead: str = "") -> str:
        """A source or nodes in plain text; what is to stand instead, where something in it lacks its arguments."""
        try:
            text = self._reader.latex_to_text(said) if isinstance(said, str) else self._reader.nodelist_to_text(said)
        except _CUT:
            text = instead
        return " ".join(unseal(text).split())


def _name(node: Any) -> str | None:
    return getattr(node, "macroname", None)


def _reader() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - one format at a time

    # It tells the log of every command without its arguments, and then the log is what its user sees.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text(math_mode="text")
