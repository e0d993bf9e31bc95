"""How plain text is written in LaTeX so that it is shown as it is, by an engine that knows Unicode.

What goes into a report of the user's own, which may be set by any engine, is escaped by `latex`.
"""

from __future__ import annotations

import re

from claimcheck.render.clean import INSTEAD, clean

_LATEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "{}$&#_%"},
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        # Not every font encoding has a straight quotation mark, and babel makes it a command in some languages.
        '"': r"\symbol{34}",
        INSTEAD: "?",
    }
)
# Two of these would become one sign: a longer dash, a quotation mark, or a mark of the Spanish.
_LIGATURE = re.compile(r"([-`',?!])(?=[-`',])")


def escape_latex(text: str) -> str:
    """Text that LaTeX prints as it stands: no command, comment, maths or ligature can come of it. One line."""
    return _LIGATURE.sub(r"\1{}", clean(text).translate(_LATEX))
