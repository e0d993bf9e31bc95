r"""A synthesis as LaTeX: plain `article`, which every TeX installation sets; citations are `\cite`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.render import synthesis_blocks as shapes
from claimcheck.render import synthesis_text as words
from claimcheck.render.latex import Latex

if TYPE_CHECKING:
    from claimcheck.model.synthesis import Synthesis

_MARK = re.compile(r"\[(\d{1,3})\]")
_KEY = "source-"


def synthesis_latex(synthesis: Synthesis) -> str:
    """The whole report; whatever papers and users bring in is escaped, and becomes no command."""
    writer = _Writer(len(synthesis.sources))
    body = [line for block in words.blocks(synthesis) for line in writer.block(block)]
    head = [
        "\\documentclass{article}",
        "\\usepackage[T1]{fontenc}",
        "\\setlength{\\emergencystretch}{3em}",
        f"\\title{{{writer.text(words.title(synthesis))}}}",
        "\\date{}",
        "\\begin{document}",
        "\\maketitle",
    ]
    return "\n".join([*head, *body, "\\end{document}"]) + "\n"


class _Writer:
    def __init__(self, most: int) -> None:
        cited = ",".join(f"{_KEY}{number}" for number in range(1, most + 1))
        # By its source the escaping knows which keys there are.
        self._latex = Latex(f"\\cite{{{cited}}}")
        self._most = most

    def text(self, text: str) -> str:
        """Text with its citations."""
        return self._latex.escape(_MARK.sub(self._mark, text))

    def block(self, block: shapes.Block) -> list[str]:
        """The lines of a block, and an empty one."""
        match block:
            case shapes.Heading(text):
                return [] if text == "References" else [f"\\section{{{self.text(text)}}}", ""]
            case shapes.Paragraph(text, lead):
                bold = f"\\textbf{{{self.text(lead)}}} " if lead else ""
                return [f"\\noindent {bold}{self.text(text)}", ""]
            case shapes.Items(texts):
                return ["\\begin{itemize}", *(f"\\item {self.text(text)}" for text in texts), "\\end{itemize}", ""]
            case shapes.Table(header, rows, widths):
                return [*self._latex.table(header, [list(map(self._marked, row)) for row in rows], widths), ""]
            case shapes.Entries(texts):
                entries = [f"\\bibitem{{{_KEY}{number}}} {self.text(text)}" for number, text in enumerate(texts, 1)]
                return ["\\begin{thebibliography}{99}", *entries, "\\end{thebibliography}"]

    def _marked(self, text: str) -> str:
        return _MARK.sub(self._mark, text)

    def _mark(self, mark: re.Match[str]) -> str:
        return f"[@{_KEY}{mark[1]}]" if 1 <= int(mark[1]) <= self._most else mark[0]
