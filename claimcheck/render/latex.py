r"""Text and tables for LaTeX reports: plain `article` sets them, without a package.

What a table says is escaped sign by sign. Signs beyond ASCII become commands that every LaTeX knows (by pylatexenc's
table); those that the report itself prints, or commands that it uses, it can set anyway.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from claimcheck.render.clean import clean

_LIKE_THESE = {
    '"': r"{\textquotedblright}", "×": r"\ensuremath{\times}", "→": r"\ensuremath{\rightarrow}",
    "←": r"\ensuremath{\leftarrow}", "−": r"\ensuremath{-}", "✓": r"\ensuremath{\surd}", "√": r"\ensuremath{\surd}",
    "✗": r"\ensuremath{\times}", "·": r"\ensuremath{\cdot}", "|": r"\ensuremath{|}", "`": "{`}", "‑": "-", "‐": "-",
}  # fmt: skip
# The commands of LaTeX's kernel that signs may need, in math and in text (textcomp's are among them since 2020).
_MATH = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    leq geq neq equiv approx sim simeq cong propto ll gg prec succ subset supset subseteq supseteq in ni notin pm mp
    times div cdot cdots ldots ast star circ bullet cap cup wedge vee neg lnot oplus otimes odot forall exists nabla
    partial infty sum prod int oint surd prime angle perp parallel mid emptyset aleph hbar ell Re Im wp to
    rightarrow leftarrow uparrow downarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto langle rangle
    lceil rceil lfloor rfloor top bot vdash dashv models
    """.split()  # noqa: SIM905 - a list of so many words reads worse
)
_TEXT = frozenset(
    """
    ensuremath textendash textemdash textquotedblleft textquotedblright textquoteleft textquoteright textasciitilde
    textasciicircum textbackslash textbar textless textgreater textdegree texteuro textsterling textyen textcent
    textbullet textellipsis textperiodcentered textregistered texttrademark textcopyright textsection textparagraph
    textdagger textdaggerdbl textpm textmu textonesuperior texttwosuperior textthreesuperior textonehalf
    textonequarter textthreequarters textordfeminine textordmasculine textexclamdown textquestiondown S P dag ddag
    copyright pounds ss SS ae AE oe OE o O l L aa AA i j
    """.split()  # noqa: SIM905 - a list of so many words reads worse
)
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0331": "b",
}  # fmt: skip
_ACCENT = re.compile(r"\\(?:[^A-Za-z]|[uvHcdbrk]\b)")
# Two of them side by side become another sign: "--" a dash, "''" a quotation mark.
_JOINED = re.compile(r"(-(?=-)|'(?='))")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_CITED = re.compile(r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?(?:\[[^\]]{0,300}\]){0,2}\{([^{}]{1,2000})\}")
_MARKER = re.compile(r"\[(@[^\s;\[\]]+(?:; @[^\s;\[\]]+)*)\]|(?<![\w@.])@([^\s;,\[\](){}]+[\w])")
# Points of a line of plain `article`, the width of a sign in \footnotesize, and how many lines go on one page at ease.
_LINE, _SIGN, _PAGE = 345.0, 4.2, 42


class Latex:
    """Escapes for one report.

    Args:
        source: the report's own source, all files of it.
    """

    def __init__(self, source: str) -> None:
        self._source = _COMMENT.sub("", source)
        self._known: dict[str, str] = {}

    def escape(self, text: str) -> str:
        r"""Text that LaTeX prints as it is; citations that were read as `[@key]` become `\cite` again."""
        text, done, said = clean(text), 0, []
        for match in _MARKER.finditer(text):
            keys = [key.strip("@ ") for key in (match[1] or match[2]).split(";")]
            if all(key in self._keys for key in keys):
                said += [self._plain(text[done : match.start()]), f"\\cite{{{','.join(keys)}}}"]
                done = match.end()
        whole = "".join([*said, self._plain(text[done:])])
        # Behind the end of a row a bracket or a star would be an argument.
        return f"{{{whole[0]}}}{whole[1:]}" if whole[:1] in {"[", "*"} else whole

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float | None]) -> list[str]:
        """The lines of a table, in pieces that fit a page.

        Args:
            header: the words above the columns.
            rows: the cells, not yet escaped.
            widths: shares of the line, None for a narrow column of numbers.
        """
        columns = "".join(f"p{{{width}\\linewidth}}" if width else "r" for width in widths)
        lines = ["\\begingroup\\footnotesize\\sloppy\\setlength{\\tabcolsep}{3pt}"]
        for piece in _pieces(rows, widths):
            lines += [f"\\noindent\\begin{{tabular}}{{{columns}}}", "\\hline", self._row(header), "\\hline"]
            lines += [*map(self._row, piece), "\\hline", "\\end{tabular}\\par"]
        return [*lines, "\\endgroup"]

    def _row(self, cells: Sequence[str]) -> str:
        return " & ".join(map(self.escape, cells)) + " \\\\"

    def _plain(self, text: str) -> str:
        return _JOINED.sub(r"\1{}", "".join(map(self._sign, text)))

    def _sign(self, sign: str) -> str:
        if sign not in self._known:
            self._known[sign] = self._made(sign)
        return self._known[sign]

    def _made(self, sign: str) -> str:
        if sign.isascii() and (sign.isalnum() or sign in " .,:;()[]/+-=*!?'@"):
            return sign
        if not sign.isascii() and sign in self._source:
            return sign
        if accented := _accented(sign):
            return accented
        made = _LIKE_THESE.get(sign) or str(self._encoder.unicode_to_latex(sign))
        names = _COMMAND.findall(made)
        if not _TEXT.issuperset(names) and "ensuremath" not in names:
            made = f"\\ensuremath{{{made}}}"
        known = all(name in _MATH | _TEXT or f"\\{name}" in self._source for name in names)
        # Of letters with strokes and the like the library makes accents that they do not have.
        return made if known and made.isascii() and (sign.isascii() or not _ACCENT.search(made)) else "?"

    @cached_property
    def _encoder(self) -> Any:
        from pylatexenc.latexencode import UnicodeToLatexEncoder  # noqa: PLC0415 - one format

        return UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)

    @cached_property
    def _keys(self) -> frozenset[str]:
        """What the report cites, by the keys of its own list."""
        return frozenset(key.strip() for found in _CITED.findall(self._source) for key in found.split(","))


def _accented(sign: str) -> str:
    """A letter with one accent as LaTeX puts it together; empty for any other sign."""
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 2 and parts[0].isascii() and parts[1] in _ACCENTS:
        return f"\\{_ACCENTS[parts[1]]}{{{parts[0]}}}"
    return ""


def _pieces(rows: Sequence[Sequence[str]], widths: Sequence[float | None]) -> list[list[Sequence[str]]]:
    """The rows in runs that fit a page: a `tabular` breaks nowhere. There is one at least, if an empty one."""
    pieces: list[list[Sequence[str]]] = [[]]
    lines = 0
    for row in rows:
        need = max((math.ceil(len(c) * _SIGN / (w * _LINE)) for c, w in zip(row, widths, strict=True) if w), default=1)
        if pieces[-1] and lines + need > _PAGE:
            pieces.append([])
            lines = 0
        pieces[-1].append(row)
        lines += need
    return pieces
