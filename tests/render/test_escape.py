"""Text in LaTeX: it reads back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexWalker

from claimcheck.render.clean import clean
from claimcheck.render.escape import escape_latex


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("5% of $3 & #1_a^b~", r"5\% of \$3 \& \#1\_a\textasciicircum{}b\textasciitilde{}"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("``it's'' ?` !`", "`{}`it's'{}' ?{}` !{}`"),
        ('<a> | "b"', r"\textless{}a\textgreater{} \textbar{} \symbol{34}b\symbol{34}"),
        ("one\n\n% two", r"one \% two"),
        ("\x07 \ufffd", "? ?"),
    ],
)
def test_what_means_something_to_tex_is_written_as_what_it_looks_like(text, written):
    assert escape_latex(text) == written


SIGNS = {
    **{character: character for character in "{}$&#_%"},
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
}


def read(latex):
    """What a parser of LaTeX finds: characters, the commands of single signs, and empty groups. Nothing else."""
    nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
    for node in nodes:
        if node.isNodeType(LatexGroupNode):
            assert node.latex_verbatim() in {"{}", "{34}"}
            yield '"' if node.latex_verbatim() == "{34}" else ""
        elif node.isNodeType(LatexMacroNode):
            assert node.macroname == "symbol" or node.macroname in SIGNS
            yield SIGNS.get(node.macroname, "")
        else:
            assert node.isNodeType(LatexCharsNode)
            yield node.chars


@given(
    st.lists(st.sampled_from([*r"\{}$&#_%^~<>|-`'?!,[]=@", '"', "\\input", "\\write18", "a", "é", " ", "\n"])).map(
        "".join
    )
)
def test_any_text_reads_back(text):
    assert "".join(read(escape_latex(text))) == clean(text)
