"""Which file leads, and what it takes in."""

from __future__ import annotations

import pytest

from claimcheck.read.eprint_document import document_of
from claimcheck.read.worker import Refused
from tests.servers.arxiv import source


def latex(*body: str) -> str:
    return "\\documentclass{article}\\begin{document}" + "\n\n".join(body) + "\\end{document}"


def said(files: dict[str, str]) -> list[str]:
    return [block.text for block in document_of(source(files), 500).blocks]


def test_the_longest_document_with_all_that_it_includes_leads():
    files = {
        "answer.tex": latex("Dear reviewers, " + "thank you. " * 5),
        "paper/ms.tex": latex("Start.", "\\input{parts/one}", "\\bibliography{works}"),
        "paper/parts/one.tex": "One. " * 30,
        "paper/ms.bbl": "\\begin{thebibliography}{1}\\bibitem{a} Abe. Counting.\\end{thebibliography}",
    }
    assert said(files) == ["Start.", ("One. " * 30).strip(), "References", "[@a]: Abe. Counting."]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("00README.XXX", "short.tex toplevelfile\nlong.tex ignore\n"),
        ("00README.json", '{"sources": [{"filename": "short.tex", "usage": "toplevel"}]}'),
        ("00README.yaml", "sources:\n- filename: short.tex\n  usage: toplevel\n"),
    ],
)
def test_the_file_that_arxiv_names_leads(name, note):
    files = {"long.tex": latex("Long. " * 50), "short.tex": latex("Short."), name: note}
    assert said(files) == ["Short."]


def test_what_is_commented_out_does_not_lead():
    assert said({"old.tex": "%" + latex("Old. " * 99), "new.tex": latex("New.")}) == ["New."]


@pytest.mark.parametrize("name", ["PAPER.TEX", "Paper.Ltx"])
def test_a_document_may_be_named_in_capitals(name):
    assert said({name: latex("Bees count.")}) == ["Bees count."]


def test_citations_and_references_leave_a_hole_and_notes_come_behind():
    read = said({"a.tex": latex("See Table~\\ref{tab:x}\\footnote{A note.} of \\citet{lee} (\\cref{fig:y}).")})
    assert read == ["See Table \ufffc of \ufffc (\ufffc).", "A note."]


def test_arguments_of_unknown_commands_do_not_run_together():
    assert said({"a.tex": latex("It is \\res{91.2}{0.3} now.")}) == ["It is 91.2 0.3 now."]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.tex": "Just words."}, "no LaTeX document"),
        ({"a.bib": "@misc{a}"}, "no LaTeX document"),
        ({"a.tex": latex("\\includepdf{paper.pdf}").replace("paper.pdf", "")}, "no text"),
        ({"a.tex": latex("word " * 125_000)}, "too large"),
        ({"a.tex": latex("Bees count. \\verb") + " \\relax"}, "broken"),
        ({"a.tex": "\0\1\2" * 5000}, "no LaTeX document"),
    ],
    ids=["no document", "no tex", "stub", "large", "broken", "binary"],
)
def test_what_gives_no_document_says_why(files, reason):
    with pytest.raises(Refused, match=reason):
        document_of(source(files), 500)
