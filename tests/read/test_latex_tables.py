"""A LaTeX table gives the numbers that it prints, each under the headings that stand above it."""

from __future__ import annotations

import pytest

from claimcheck.model import BlockKind
from claimcheck.read.latex import read_latex

TABLE = r"""\begin{document}\begin{table}[t]\caption[Short]{Scores with \num{1234} items.}
\begin{tabular*}{\textwidth}{@{}l c S[table-format=2.1] @{}} \toprule[1pt]
\multirow{2}{*}{Model} & \multicolumn{2}{c}{Accuracy} & {F1} \\ \cmidrule[0.5pt](lr){2-3}
 & dev & test & \\ \midrule
\rowcolor{gray!20} A & \cellcolor{green!25}91.2 & \textcolor[rgb]{1,0,0}{17.0} & 1{,}319 \\[2pt]
\multirow{2}{*}{B} & $\mathbf{88.1}_{\pm 0.3}$ & \textbf{90.2} $\pm$ 0.4 & \SI{5}{\percent} \\
 & \color{blue} 12.5 & {\color{red}\underline{44.5}} & \num{0.012} \\ \addlinespace[3pt]
C & \phantom{0}9.1 & \makecell{10.1\\(0.2)} & \raisebox{1ex}{$-$1.3} \\ \midrule
\multicolumn{4}{l}{\textit{Large models}} \\
D & -- & \rotatebox{90}{0.5} & \colorbox{yellow}{3.4} \\ \specialrule{1pt}{2pt}{3pt}
\end{tabular*}\end{table}\end{document}"""


def rows(source: str):
    return [
        (block.cells, block.header)
        for block in read_latex(source.encode(), name="x.tex").blocks
        if block.kind is BlockKind.ROW
    ]


def test_measures_and_colours_are_no_numbers_and_numbers_stay_whole():
    cells = [cells for cells, _ in rows(TABLE)]
    assert cells == [
        ("Model", "Accuracy", "", "F1"),
        ("Model", "dev", "test", ""),
        ("A", "91.2", "17.0", "1,319"),
        ("B", "88.1 ±0.3", "90.2 ± 0.4", "5%"),
        ("B", "12.5", "44.5", "0.012"),
        ("C", "9.1", "10.1 (0.2)", "-1.3"),
        ("Large models",),
        ("D", "–", "0.5", "3.4"),
    ]


def test_headings_of_several_rows_stand_above_each_column_that_they_span():
    made = rows(TABLE)
    headers = [header for _, header in made]
    # The rows of the header are their own header, as in other formats.
    assert headers[:2] == [cells for cells, _ in made[:2]]
    assert set(headers[2:]) == {("Model", "Accuracy dev", "Accuracy test", "F1")}


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (r"\hline Name & N \\ \hline\hline Q & 3 \\ \hline R & 4 \\ \hline", ("Name", "N")),
        (r"Name & N \\ Q & 3 \\", ("Name", "N")),
        (r"a & 1 \\ b & 2 \\ c & 3 \\ d & 4 \\ \hline e & 5 \\", ("a", "1")),
    ],
    ids=["lines", "no rule", "a rule far down"],
)
def test_the_header_is_what_stands_above_the_first_rule_and_is_short(body, header):
    made = rows(rf"\begin{{document}}\begin{{tabular}}{{lc}} {body} \end{{tabular}}\end{{document}}")
    assert made[0][1] == made[0][0]
    assert made[-1][1] == header


@pytest.mark.parametrize("number", ["-2", "99999999", "x", "", "0"])
def test_spans_that_make_no_sense_do_no_harm(number):
    body = rf"a & b \\ \multirow{{{number}}}{{*}}{{c}} & \multicolumn{{{number}}}{{l}}{{d}} \\ & e \\"
    made = rows(rf"\begin{{document}}\begin{{tabular}}{{lc}} {body} \end{{tabular}}\end{{document}}")
    assert [cells[0] for cells, _ in made][:2] == ["a", "c"]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r"\begin{minipage}[t]{0.4\textwidth} Seen. \end{minipage}", "Seen."),
        (r"\begin{wraptable}{r}{5cm} Seen. \end{wraptable}", "Seen."),
        (r"\begin{adjustbox}{width=3cm} Seen. \end{adjustbox}", "Seen."),
        (r"\iffalse Hidden 55. \fi Seen.", "Seen."),
        (r"\todo[inline]{Hidden 33.} Seen\footnotemark[1].", "Seen."),
        (r"\setlength{\tabcolsep}{4pt}\fontsize{9}{10}\selectfont\hspace*{1em} Seen.", "Seen."),
    ],
)
def test_what_sets_the_page_is_not_read(source, read):
    blocks = read_latex(rf"\begin{{document}}{source}\end{{document}}".encode(), name="x.tex").blocks
    assert [block.text for block in blocks] == [read]
