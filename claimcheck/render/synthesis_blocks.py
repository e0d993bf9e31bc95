"""What a synthesis is made of on paper, for every format alike: headings, paragraphs, lists and tables."""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading of a section."""

    text: str


class Paragraph(NamedTuple):
    """A paragraph; `lead` is what it begins with, set bold."""

    text: str
    lead: str = ""


class Items(NamedTuple):
    """A list of sentences."""

    texts: tuple[str, ...]


class Table(NamedTuple):
    """A table; `widths` are shares of the line, None for a narrow column of numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float | None, ...]


class Entries(NamedTuple):
    """The reference list, each entry numbered as its source is."""

    texts: tuple[str, ...]


Block = Heading | Paragraph | Items | Table | Entries
