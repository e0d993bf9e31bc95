r"""A LaTeX report spread over files → one text, which knows the file and line of each of its parts.

`\input` and `\include` are replaced by what they name, `\bibliography` by the `.bbl` that LaTeX made, or by the cited
entries of the `.bib` files set down as LaTeX would. Nothing is executed; files are had through a function that the
caller bounds, and what cannot be had is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from claimcheck.errors import DocumentError
from claimcheck.model import Part
from claimcheck.read.decode import decode
from claimcheck.read.latex_masks import seal

# Gives the bytes of a file beside the report by its relative name, None where there is none to be had.
Beside = Callable[[str], bytes | None]

_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*(?:\{(?P<braced>[^{}\n]{1,200})\}|\s(?P<bare>[\w./-]{1,200}))")
_LISTED = re.compile(r"\\(?:bibliography\s*\{(?P<files>[^{}]{1,1000})\}|printbibliography\b(?:\[[^\]]{0,200}\])?)")
_RESOURCE = re.compile(r"\\addbibresource\s*(?:\[[^\]]{0,200}\])?\s*\{(?P<file>[^{}\n]{1,200})\}")
_CITED = re.compile(
    r"\\(?:[a-zA-Z]*[cC]ite[a-zA-Z]*|nocite)\*?\s*(?:\[[^\]]{0,300}\]\s*){0,2}\{(?P<keys>[^{}]{1,2000})\}"
)
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%[^\n]*$")
_MOST_FILES, _DEEPEST, _MOST_CHARACTERS = 200, 8, 10_000_000
_FIELDS = ("title", "journal", "booktitle", "school", "institution", "howpublished", "publisher", "year", "date")


class Gathered(NamedTuple):
    """The text of a report, whole, and its parts; no parts where it is one file."""

    text: str
    parts: tuple[Part, ...]


class _Line(NamedTuple):
    """A place in a file."""

    file: str
    line: int
    column: int


def gather(text: str, name: str, beside: Beside) -> Gathered:
    """The text of a LaTeX report with all that it includes.

    Args:
        text: the main file.
        name: its name, by which its `.bbl` is known.
        beside: gives the files that it names.
    """
    gatherer = _Gatherer(beside, name)
    gatherer.file("", text, 0)
    if not gatherer.included:
        return Gathered(text, ())
    return Gathered("".join(gatherer.pieces), tuple(gatherer.parts))


class _Gatherer:
    """One pass over the main file and, in their places, the others."""

    def __init__(self, beside: Beside, name: str) -> None:
        self.beside = beside
        self.stem = PurePosixPath(name).stem
        self.pieces: list[str] = []
        self.parts: list[Part] = []
        self.length = 0
        self.included = 0
        self.resources: list[str] = []

    def file(self, file: str, text: str, depth: int) -> None:
        """Sets down a file, and in it the files that it names."""
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        done = 0
        self.resources += [match["file"] for match in _RESOURCE.finditer(text)]
        for match in _merged(_INCLUDED.finditer(text), _LISTED.finditer(text)):
            line = bisect_right(starts, match.start())
            if match.start() < done or _COMMENT.search(seal(text[starts[line - 1] : match.start()])):
                continue
            place = _Line(file, bisect_right(starts, done), done - starts[bisect_right(starts, done) - 1] + 1)
            self.copy(text[done : match.start()], place)
            done = match.end()
            if match.re is _LISTED:
                self.bibliography(match["files"])
            elif depth < _DEEPEST and (named := (match["braced"] or match["bare"]).strip()):
                self.include(named if named.endswith(".tex") else f"{named}.tex", depth)
        line = bisect_right(starts, done)
        self.copy(text[done:], _Line(file, line, done - starts[line - 1] + 1))

    def include(self, name: str, depth: int) -> None:
        if (inner := self.text_of(name)) is not None:
            self.file(name, inner, depth + 1)

    def copy(self, text: str, place: _Line) -> None:
        if text and self.length + len(text) <= _MOST_CHARACTERS:
            self.parts.append(Part(start=self.length, file=place.file, line=place.line, column=place.column))
            self.pieces.append(text)
            self.length += len(text)

    def text_of(self, name: str) -> str | None:
        data = self.beside(name) if self.included < _MOST_FILES else None
        if data is None:
            return None
        self.included += 1
        try:
            return decode(data, name=name).text
        except DocumentError:
            return None

    # ── the list of sources ──────────────────────────────────────────────────────────────────────────────────────────

    def bibliography(self, files: str | None) -> None:
        """What LaTeX made of the `.bib` files, else their cited entries."""
        made = f"{self.stem}.bbl"
        if (text := self.text_of(made)) is not None and "\\bibitem" in text:
            self.copy(text, _Line(made, 1, 1))
            return
        named = [name.strip() for name in (files or "").split(",") if name.strip()] or self.resources
        cited = {key.strip() for piece in self.pieces for m in _CITED.finditer(piece) for key in m["keys"].split(",")}
        here = _Line("", 1, 1)
        self.copy("\\begin{thebibliography}{}\n", here)
        for name in named:
            file = name if name.endswith(".bib") else f"{name}.bib"
            for line, key, entry in _entries(self.text_of(file) or ""):
                if key in cited or "*" in cited:
                    self.copy(f"\\bibitem{{{key}}} {entry}\n", _Line(file, line, 1))
        self.copy("\\end{thebibliography}\n", here)


def _merged(*found: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    return sorted((match for each in found for match in each), key=lambda match: match.start())


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    """The entries of a `.bib` file: line, key, and how LaTeX prints it."""
    import logging  # noqa: PLC0415 - with the parser, which tells the log of every entry that it cannot read

    import bibtexparser  # noqa: PLC0415 - one format at a time

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    for entry in bibtexparser.parse_string(text).entries:
        said = {field.key.lower(): " ".join(str(field.value).split()) for field in entry.fields}
        authors = ", ".join(map(_forwards, re.split(r"\s+and\s+", said.get("author", said.get("editor", "")))))
        parts = [authors, *(said.get(name, "") for name in _FIELDS)]
        if re.fullmatch(r"(?:arxiv:)?[\w.-]+(?:/\d{7})?(?:v\d+)?", said.get("eprint", ""), re.IGNORECASE):
            parts.append("arXiv:" + re.sub(r"(?i)^arxiv:", "", said["eprint"]))
        if doi := said.get("doi"):
            parts.append(f"doi:{doi}")
        if url := said.get("url"):
            parts.append(f"\\url{{{url}}}")
        yield entry.start_line + 1, entry.key, " \\newblock ".join(f"{part.rstrip('.')}." for part in parts if part)


def _forwards(author: str) -> str:
    """`Lee, Kay` as Kay Lee."""
    last, comma, first = author.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else author.strip()
