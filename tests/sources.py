"""The LaTeX sources that the invented papers would have on arXiv."""

from __future__ import annotations

import re

from tests.conftest import FIXTURES

_SPECIAL = re.compile(r"([%&#_])")


def latex_of(name: str) -> dict[str, str]:
    """The files of a fixture's source: a main file that inputs its body, a `.bbl`, citations instead of numbers."""
    head, *blocks = (FIXTURES / "source" / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    body, entries = [], []
    for block in blocks:
        if match := re.match(r"\[(\d+)\] ", block):
            entries.append(rf"\bibitem{{work{match[1]}}} {_latex(block[match.end() :])}")
        else:
            body.append(_block(block))
    main = "\n".join(
        [
            r"\documentclass[twocolumn]{article}",
            r"\usepackage{booktabs}",
            r"\newcommand{\hide}[1]{}",
            rf"\title{{{_latex(fields['title'])}}}",
            rf"\author{{{fields['authors']}}}",
            r"\begin{document}",
            r"\maketitle",
            r"\input{sections/body}",
            r"\bibliography{works}",
            r"\end{document}",
        ]
    )
    made = "\n\n".join([r"\begin{thebibliography}{9}", *entries, r"\end{thebibliography}"])
    return {"main.tex": main, "sections/body.tex": "\n\n".join(body), "main.bbl": made}


def _block(block: str) -> str:
    if match := re.match(r"(#+) (?:[\dA-Z][\d.]* )?(.*)", block):
        if match[2] in {"References", "Abstract"}:
            return "" if match[2] == "References" else rf"\section*{{{match[2]}}}"
        return rf"\{'sub' * (len(match[1]) - 1)}section{{{_latex(match[2])}}}"
    if "\n|" in block:
        caption, *rows = block.splitlines()
        cells = [[_latex(cell.strip()) for cell in row.strip("| ").split("|")] for row in rows]
        header, *rest = (" & ".join(row) + r" \\" for row in cells)
        columns = "l" * len(cells[0])
        table = "\n".join([rf"\begin{{tabular}}{{{columns}}} \toprule", header, r"\midrule", *rest, r"\bottomrule"])
        said = _latex(re.sub(r"^Table \d+: ", "", caption))
        return rf"\begin{{table}}[t]\caption{{{said}}}" + f"\n{table}\n" + r"\end{tabular}\end{table}"
    if "\n=" in block:
        caption = _latex(re.sub(r"^Figure \d+: ", "", block.splitlines()[0]))
        return rf"\begin{{figure}}\includegraphics{{plot.pdf}}\caption{{{caption}}}\end{{figure}}"
    return _latex(block)


def _latex(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    return re.sub(
        r"\[(\d+)\]", r"\\cite{work\1}", re.sub(r"\b(Table|Section|Figure) \d[\d.]*\b", r"\1~\\ref{x:1}", escaped)
    )
