"""Text and tables for LaTeX."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimcheck.read import read_document
from claimcheck.render.clean import clean
from claimcheck.render.latex import Latex
from claimcheck.words import normalise


def read_back(escaped: str) -> str:
    text = f"\\begin{{document}}\\begin{{tabular}}{{l}}\nClaim \\\\\n{escaped} \\\\\n\\end{{tabular}}\\end{{document}}"
    return read_document(text.encode(), "x.tex").blocks[-1].text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50% of $3 & #1_a {x} ~ ^", r"50\% of \$3 \& \#1\_a \{x\} {\textasciitilde} {\textasciicircum}"),
        (r"\input{/etc/passwd}", r"{\textbackslash}input\{/etc/passwd\}"),
        ("α ≥ 3 → é, ő", r"\ensuremath{\alpha} \ensuremath{\geq} 3 \ensuremath{\rightarrow} \'{e}, \H{o}"),
        ("a--b", "a-{}-b"),
        ("[4] first", "{[}4] first"),
        ("* first", "{*} first"),
        ("Ħ and 日本", "? and ??"),
        ("a\nb\x1b[31m", "a b?[31m"),
    ],
)
def test_what_a_claim_says_is_no_markup(text, escaped):
    assert Latex("").escape(text) == escaped


def test_signs_side_by_side_become_no_other_sign():
    assert Latex("").escape("a -- b --- c '' d ''' e") == r"a -{}- b -{}-{}- c '{}' d '{}'{}' e"


def test_what_the_report_itself_prints_or_uses_it_can_set():
    report = Latex("日本 \\usepackage{amssymb} $\\mathbb{R}$ % ✓ is only said here\n")
    assert report.escape("日本 ℝ ✓") == r"日本 \ensuremath{\mathbb{R}} \ensuremath{\surd}"
    assert Latex("").escape("ℝ") == "?"


def test_citations_are_citations_again_and_other_signs_are_not():
    report = Latex("\\cite{lee2020, kay} and \\citep[p. 3]{roe:1}.")
    assert report.escape("So [@lee2020; @kay] and @roe:1.") == "So \\cite{lee2020,kay} and \\cite{roe:1}."
    assert report.escape("nDCG@10, [@nobody], a@b.org") == "nDCG@10, [@nobody], a@b.org"


@settings(deadline=None, max_examples=60)
@example(text="---")
@example(text="'''")
@given(text=st.text(st.characters(codec="ascii") | st.sampled_from("éüñ αβ≥→“”’–—…×µ°€√"), max_size=50))
def test_a_row_gives_back_what_was_written_and_is_written_alike_again(text):
    once = Latex("").escape(f"x {text} x")
    back = read_back(once)
    letters = re.compile(r"[^a-z0-9]")
    assert letters.sub("", normalise(back).lower()) == letters.sub("", normalise(clean(f"x {text} x")).lower())
    assert Latex("").escape(back) == once


def test_a_long_table_comes_in_pieces_that_fit_a_page_each_with_its_header():
    rows = [[str(n), "bees count to four " * 20, ""] for n in range(20)]
    lines = Latex("").table(["#", "Claim", "Elsewhere"], rows, [None, 0.5, 0.3])
    text = "\n".join(lines)
    assert text.count("\\begin{tabular}{rp{0.5\\linewidth}p{0.3\\linewidth}}") == text.count("\\end{tabular}") > 3
    assert text.count("\\# & Claim & Elsewhere \\\\") == text.count("\\begin{tabular}")
    assert [line.split(" & ")[0] for line in lines if "bees" in line] == [str(n) for n in range(20)]
    document = read_document(f"\\begin{{document}}{text}\\end{{document}}".encode(), "x.tex")
    assert {block.header for block in document.blocks} == {("#", "Claim", "Elsewhere")}
