"""A synthesis as one static page: no script, nothing loaded, and one style sheet that the content policy names."""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from typing import TYPE_CHECKING

from claimcheck.render import synthesis_blocks as shapes
from claimcheck.render import synthesis_text as words
from claimcheck.render.clean import clean

if TYPE_CHECKING:
    from claimcheck.model.synthesis import Synthesis

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #8886; }
td { overflow-wrap: anywhere; }
td:first-child { min-width: 7rem; }
td:nth-child(4) { min-width: 5rem; }
"""
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none';"
    f" style-src 'sha256-{b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
)
_MARK = re.compile(r"\[(\d{1,3})\]")


def synthesis_html(synthesis: Synthesis) -> str:
    """The whole report; whatever papers and users bring in is escaped."""
    name = _text(words.title(synthesis))
    most = len(synthesis.sources)
    body = "\n".join(_block(block, most) for block in words.blocks(synthesis))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n{body}\n</body>\n</html>\n"
    )


def _block(block: shapes.Block, most: int) -> str:
    match block:
        case shapes.Heading(text):
            return f"<h2>{_text(text)}</h2>"
        case shapes.Paragraph(text, lead):
            return (
                f"<p><strong>{_text(lead)}</strong> {_linked(text, most)}</p>"
                if lead
                else f"<p>{_linked(text, most)}</p>"
            )
        case shapes.Items(texts):
            return "<ul>\n" + "\n".join(f"<li>{_linked(text, most)}</li>" for text in texts) + "\n</ul>"
        case shapes.Table(header, rows, _):
            head = "".join(f"<th>{_text(cell)}</th>" for cell in header)
            lines = ["".join(f"<td>{_linked(cell, most)}</td>" for cell in row) for row in rows]
            rest = "\n".join(f"<tr>{line}</tr>" for line in lines)
            return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rest}\n</tbody>\n</table>"
        case shapes.Entries(texts):
            items = [f'<li id="ref-{number}">{_text(text)}</li>' for number, text in enumerate(texts, 1)]
            return "<ol>\n" + "\n".join(items) + "\n</ol>"


def _text(text: str) -> str:
    return html.escape(clean(text))


def _linked(text: str, most: int) -> str:
    """Text whose citations lead to the entries of the reference list."""

    def link(mark: re.Match[str]) -> str:
        return f'<a href="#ref-{mark[1]}">{mark[0]}</a>' if 1 <= int(mark[1]) <= most else mark[0]

    return _MARK.sub(link, _text(text))
