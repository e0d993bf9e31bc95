r"""What the reader of LaTeX knows of commands and environments: which print nothing, and which take what arguments.

An argument that the parser is not told of would be read as text: `\cellcolor{green!25}91.2` as 2591.2.
"""

from __future__ import annotations

import re
from typing import Any

LEVELS = {"part": 2, "chapter": 2, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
SILENT = re.compile(
    r"label|\w*ref|includegraphics|[vh]space|vskip|input|include|bibliography\w*|usepackage|documentclass|maketitle|hline"
    r"|\w+rule|cline|thanks|centering|\w+command|def|let|setlength|addtolength|setcounter|definecolor|author|date"
    r"|\w*pagestyle|addbibresource|graphicspath|newtheorem|DeclareMathOperator|[vh]fill|nocite|tableofcontents|appendix"
    r"|printbibliography|resizebox|scalebox|color|(?:row|cell|column|arrayrule|page)colors?|addlinespace|[vh]?phantom"
    r"|footnotemark|fontsize|todo|noalign|affiliation|institute|email|captionsetup|sisetup|newlength"
)
_ARGUMENTS = {
    **dict.fromkeys(["href", "hypertarget", "hyperlink", "resizebox", "setlength", "addtolength", "fontsize"], "{{"),
    **dict.fromkeys(["rotatebox", "parbox", "makebox", "framebox", "raisebox", "newtheorem"], "[[{{"),
    **dict.fromkeys(["textcolor", "colorbox", "rowcolors"], "[{{"),
    **dict.fromkeys(["bibliographystyle", "bibliography", "addbibresource", "graphicspath", "captionsetup"], "{"),
    **dict.fromkeys(["pagestyle", "thispagestyle", "autoref", "cref", "Cref", "eqref", "pageref", "ref", "label"], "{"),
    **dict.fromkeys(
        ["input", "include", "nocite", "date", "author", "thanks", "scalebox", "newlength", "sisetup"], "{"
    ),
    **dict.fromkeys(["phantom", "hphantom", "vphantom", "noalign", "affiliation", "institute", "email"], "{"),
    **dict.fromkeys(["color", "rowcolor", "cellcolor", "columncolor", "arrayrulecolor", "todo", "num", "ang"], "[{"),
    **dict.fromkeys(["caption", "bibitem", "makecell", "thead", "shortstack"], "[{"),
    **dict.fromkeys(["addlinespace", "footnotemark", "toprule", "midrule", "bottomrule"], "["),
    **dict.fromkeys(["vspace", "hspace"], "*{"),
    **dict.fromkeys(["SI", "qty"], "[{{"),
    "setcounter": "{{",
    "specialrule": "{{{",
    "multicolumn": "{{{",
    "multirow": "[{[{[{",
    "fcolorbox": "[{{{",
}
# Commands that print their last argument, the others being measures and colours.
LAST_ARGUMENT = frozenset(
    [
        "ang", "colorbox", "fcolorbox", "framebox", "hyperlink", "hypertarget", "makebox", "makecell", "multicolumn",
        "multirow", "num", "parbox", "raisebox", "rotatebox", "shortstack", "textcolor", "thead",
    ]
)  # fmt: skip
_ENVIRONMENTS = {
    **dict.fromkeys(["tabularx", "tabulary", "tabular*"], "{[{"),
    **dict.fromkeys(["tabular", "longtable", "array", "wraptable", "wrapfigure"], "[{"),
    **dict.fromkeys(["table", "table*", "figure", "figure*", "algorithm", "algorithmic", "enumerate", "itemize"], "["),
    **dict.fromkeys(["description", "tcolorbox", "mdframed", "threeparttable", "tablenotes", "center"], "["),
    **dict.fromkeys(["theorem", "lemma", "proof", "definition", "proposition", "corollary", "remark"], "["),
    **dict.fromkeys(["adjustbox", "multicols", "spacing", "adjustwidth"], "{"),
    **dict.fromkeys(["minipage", "subfigure", "subtable"], "[[[{"),
    "wraptable": "[{[{",
    "wrapfigure": "[{[{",
}
SILENT_ENVIRONMENTS = frozenset({"tikzpicture", "comment", "filecontents", "filecontents*", "pgfpicture", "CCSXML"})
TABLES = frozenset({"tabular", "tabular*", "tabularx", "longtable", "tabulary", "array"})
LISTS = frozenset({"itemize", "enumerate", "description", "compactitem", "compactenum"})
EQUATIONS = frozenset({"equation", "align", "gather", "multline", "eqnarray", "displaymath", "math"})
SPECIALS = {"~": " ", "``": "“", "''": "”", "---": "—", "--": "–", "?`": "¿", "!`": "¡"}
ESCAPES = {
    **{char: char for char in "%$&#_{}"},
    **dict.fromkeys([",", " ", ";", "quad", "qquad", "newblock", "\\", "newline", "linebreak", "par"], " "),
    **dict.fromkeys(["-", "/", "!", "xspace"], ""),
    "ldots": "…",
    "dots": "…",
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "percent": "%",
    "degree": "°",
}


def known_commands() -> Any:
    """What pylatexenc knows by itself, and what it has to be told of."""
    from pylatexenc.latexwalker import get_default_latex_context_db  # noqa: PLC0415 - one format at a time
    from pylatexenc.macrospec import EnvironmentSpec, MacroSpec, MacroStandardArgsParser  # noqa: PLC0415 - as above

    context = get_default_latex_context_db()
    context.add_context_category(
        "claimcheck",
        prepend=True,
        macros=[MacroSpec(name, arguments) for name, arguments in _ARGUMENTS.items()],
        environments=[
            EnvironmentSpec(name, MacroStandardArgsParser(arguments)) for name, arguments in _ENVIRONMENTS.items()
        ],
    )
    return context
