"""A synthesis as LaTeX."""

import re
import shutil
import subprocess

import pytest
from pylatexenc.latexwalker import LatexWalker

from claimcheck.read import read_document
from claimcheck.render.synthesis import FORMATS
from tests.render.syntheses import UGLY, hostile, two_papers

ENGINE = shutil.which("lualatex") or shutil.which("pdflatex")


def test_citations_are_commands_and_every_cited_key_is_listed():
    text = FORMATS["latex"](two_papers())
    cited = {key for keys in re.findall(r"\\cite\{([^}]*)\}", text) for key in keys.split(",")}
    assert cited == set(re.findall(r"\\bibitem\{([^}]*)\}", text)) == {"source-1", "source-2"}
    assert "\\section{Results}" in text
    assert "\\item Wasps count better \\cite{source-1}." in text


def test_our_own_reader_reads_it():
    document = read_document(FORMATS["latex"](two_papers()).encode(), "report.tex")
    assert document.title == "Do bees count landmarks?"
    assert any("Bees count to four landmarks" in block.text for block in document.blocks)


@pytest.mark.parametrize("name", UGLY)
def test_no_command_comes_of_what_papers_and_users_bring_in(name):
    text = FORMATS["latex"](hostile(UGLY[name]))
    assert not re.search(r"\\(?:input|write|catcode|immediate|def|openout)\b", text)
    assert text.count("\\begin{") == text.count("\\end{")
    nodes, _, length = LatexWalker(text, tolerant_parsing=False).get_latex_nodes()
    assert length == len(text)
    assert nodes


@pytest.mark.skipif(ENGINE is None, reason="no LaTeX on this machine")
@pytest.mark.parametrize("made", [two_papers, lambda: hostile(UGLY["latex"])])
def test_latex_sets_it(tmp_path, made):
    (tmp_path / "report.tex").write_text(FORMATS["latex"](made()), encoding="utf-8")
    command = [ENGINE, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:]
