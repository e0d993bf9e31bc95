"""The markup of an HTML text, as a browser takes it where the standard library's parser does not.

A bare ampersand is an ampersand, a declaration that is none is a comment, and a comment ends where a browser ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from html.parser import HTMLParser
from typing import NamedTuple

# No character: it stands for the ampersands, of which the parser has ideas of its own.
_AMPERSAND = "\ufdd0"
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+);?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_LONGER = re.compile(r"[=A-Za-z0-9]")
_COMMENT_END = re.compile(r"-->|(?<!<!)--!>")
# Of a number with more digits Python makes none.
_MOST_DIGITS = 40


class Run(NamedTuple):
    """Text from the source: as printed, where, how long there, and whether it stands there letter by letter."""

    text: str
    source: int
    length: int
    verbatim: bool


def entities(text: str, *, in_attribute: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where the entities of a text stand, from and to, and what they are.

    Some names need no semicolon (`&ltb` is `<b`); in an attribute these are none where they begin a longer word
    (`?a=1&section=2`).
    """
    for found in _REFERENCE.finditer(text):
        written = found[0]
        if written[1] != "#":
            written = next((written[:end] for end in range(len(written), 2, -1) if written[1:end] in html5), "")
        end = found.start() + len(written)
        if not written or (in_attribute and written[-1] != ";" and _LONGER.match(text, end)):
            continue
        yield found.start(), end, unescape(written[:_MOST_DIGITS])


class Markup(HTMLParser):
    """The parser with these ways of a browser, which knows where it stands."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        # The byte-order mark is no text; a blank in its place keeps every span where it is.
        self.source = source.replace("\ufeff", " ", 1) if source.startswith("\ufeff") else source
        self.last_section_end = source.rfind("]]>")
        self.starts = [0, *(match.end() for match in re.finditer("\n", source))]

    def read(self) -> None:
        """Reads the whole source."""
        self.feed(self.source.replace("&", _AMPERSAND))
        self.close()

    @property
    def place(self) -> int:
        """Where in the source the parser stands."""
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def runs(self, data: str) -> Iterator[Run]:
        """The text at this place, parted where it has entities."""
        place = here = self.place
        written = self.source[place : place + len(data)]
        for start, end, said in entities(written):
            if here < place + start:
                yield Run(self.source[here : place + start], here, place + start - here, verbatim=True)
            yield Run(said, place + start, end - start, verbatim=False)
            here = place + end
        if here < place + len(written):
            yield Run(self.source[here : place + len(written)], here, place + len(written) - here, verbatim=True)

    @staticmethod
    def attributes(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        """The attributes of a tag."""
        return {name: _value(value) for name, value in attrs}

    # ── what is skipped ──────────────────────────────────────────────────────────────────────────────────────────────

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 - as the parser calls it
        """Ends a comment, at the latest with the text."""
        end = _COMMENT_END.search(self.rawdata, i + 2)
        if end and report:
            self.handle_comment(self.rawdata[i + 4 : end.start()].replace(_AMPERSAND, "&"))
        return end.end() if end else len(self.rawdata)

    def parse_bogus_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002 - as above
        """Skips what begins as markup and is none."""
        return self.rawdata.find(">", i + 2) + 1 or len(self.rawdata)

    def parse_pi(self, i: int) -> int:
        """Skips an instruction."""
        return self.parse_bogus_comment(i)

    def parse_html_declaration(self, i: int) -> int:
        """Skips a declaration, of whatever kind."""
        if self.rawdata.startswith("<![CDATA[", i) and self.place < self.last_section_end:
            return self.rawdata.index("]]>", i) + 3
        return self.parse_bogus_comment(i)


def _value(value: str | None) -> str:
    text = (value or "").replace(_AMPERSAND, "&")
    parts, here = [], 0
    for start, end, said in entities(text, in_attribute=True):
        parts += [text[here:start], said]
        here = end
    return "".join([*parts, text[here:]])
