"""The table for a paper. What hostile text makes of it is in `test_hostile.py`."""

import shutil
import subprocess

import pytest

from claimcheck.render.latex_table import render_latex
from tests.hostile import TEXTS

WHOLE = r"""% \usepackage{longtable,booktabs}; characters beyond Latin and Greek want LuaLaTeX or XeLaTeX.
\begin{longtable}{r p{0.42\linewidth} p{0.17\linewidth} r p{0.16\linewidth}}
\caption{Deliberate reasoning: a review. 5 claims: 1 verified, 1 contradicted, 1 unverified (1 for review), 2 unchecked; 2 skipped; 2 of 3 papers read.}\label{tab:claims-1} \\
\toprule
\# & Claim & Verdict & Conf. & Source \\
\midrule
\endfirsthead
\toprule
\# & Claim & Verdict & Conf. & Source \\
\midrule
\endhead
\bottomrule
\endfoot
1 & Tree of Thoughts lets a language model consider several reasoning paths and look ahead. & verified & 0.97 & 2305.10601 p. 1 \\
2 & On Game of 24 the success rate rises from 74\% to 92\%. & contradicted & 0.03 & 2305.10601 p. 1 \\
3 & The method is most useful where an early mistake cannot be mended later, and needs a hundred times as […] & unverified (review) & 0.44 &  \\
4 & Pause tokens help in 8 of 9 tasks. & unchecked (paper missing) & – &  \\
5 & Filler tokens carry no meaning of their own, yet transformers can be trained to compute with them. & unchecked (cites nothing) & – &  \\
\end{longtable}
"""  # noqa: E501 (the printed rows, as they are)

ENGINE = shutil.which("lualatex") or shutil.which("pdflatex")


def test_a_report_is_a_long_table_with_a_row_a_claim(file):
    assert render_latex(file, width=100, color=False) == WHOLE


def test_several_reports_are_several_tables_and_one_that_could_not_be_read_is_a_line(file, paged_file):
    text = render_latex(file.model_copy(update={"audits": file.audits + paged_file.audits}), width=100, color=False)
    assert r"\label{tab:claims-1}" in text
    assert r"\label{tab:claims-2}" in text
    assert text.endswith("\\noindent Deliberate reasoning: a review: not audited, scan.pdf: no text layer\n")


@pytest.mark.skipif(not ENGINE, reason="no LaTeX is installed")
@pytest.mark.parametrize("name", ["latex", "latex ends a row", "markup end", "formula"])
def test_latex_takes_it(file, hostile_audit, name, tmp_path):
    hostile = file.model_copy(update={"audits": (file.audits[0], hostile_audit(TEXTS[name]))})
    head = "\\documentclass{article}\\usepackage{longtable,booktabs}\\begin{document}\n"
    table = render_latex(hostile, width=100, color=False)
    (tmp_path / "t.tex").write_text(f"{head}{table}\\end{{document}}\n", encoding="utf-8")
    command = [ENGINE, "--no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "t.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
