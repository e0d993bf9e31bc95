"""A synthesis as Markdown, the form that its gate audits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.render import synthesis_blocks as shapes
from claimcheck.render import synthesis_text as words
from claimcheck.render.markdown import escape

if TYPE_CHECKING:
    from claimcheck.model.synthesis import Synthesis

# Our own citations need no escape where no link can come of them.
_MARK = re.compile(r"\\\[(\d{1,3})\\\](?![(\[:`])")
_RULER = re.compile(r"[+=-]+(?=\s|$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def synthesis_markdown(synthesis: Synthesis) -> str:
    """The whole report; whatever papers and users bring in is escaped."""
    parts = [f"# {escape(words.title(synthesis))}", *map(_block, words.blocks(synthesis))]
    return "\n\n".join(parts) + "\n"


def _block(block: shapes.Block) -> str:
    match block:
        case shapes.Heading(text):
            return f"## {escape(text)}"
        case shapes.Paragraph(text, lead):
            return f"**{escape(lead)}** {_cited(text)}" if lead else _begun(text)
        case shapes.Items(texts):
            return "\n".join(f"- {_begun(text)}" for text in texts)
        case shapes.Table(header, rows, widths):
            rule = "|".join("---" if width else "--:" for width in widths)
            return "\n".join([_row(header), f"|{rule}|", *map(_row, rows)])
        case shapes.Entries(texts):
            return "\n".join(f"{number}. {_begun(text)}" for number, text in enumerate(texts, 1))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_cited, cells))} |"


def _cited(text: str) -> str:
    return _MARK.sub(r"[\1]", escape(text))


def _begun(text: str) -> str:
    """Text at the beginning of a block, where a number with a point, a plus or a dash would begin a list."""
    shown = _NUMBERED.sub(r"\1\\\2", _cited(text), count=1) if _NUMBERED.match(text) else _cited(text)
    return f"\\{shown}" if _RULER.match(shown) else shown
