"""Claimcheck's own marks, and its own table of the papers' claims."""

import pytest

from claimcheck.extract import extract, papers_table
from claimcheck.extract.marks import between, mark
from claimcheck.model import PAPERS_HEADER, PAPERS_LEGEND
from claimcheck.read import read_document

ROWS = [PAPERS_HEADER, ("1", "Bees count to nine [2401.99004].", "2401.99004", "✓ p. 1", "– nothing", "0.50")]
SOURCE = "Tanabe, Y. Naming Birds from Ten Clips. 2024. arXiv:2401.99004"


def markdown(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


REPORTS = {
    "report.md": f"# R\n\nBees count to four [1].\n\nOURS\n\n## References\n\n1. {SOURCE}\n",
    "report.txt": f"R\n\nBees count to four [1].\n\nOURS\n\nReferences\n\n[1] {SOURCE}\n",
    "report.html": f"<h1>R</h1><p>Bees count to four [1].</p>\nOURS\n<h2>References</h2><ol><li>{SOURCE}</ol>",
    "report.tex": f"\\begin{{document}}\nBees count to four \\cite{{a}}.\n\nOURS\n\n\\begin{{thebibliography}}{{1}}"
    f"\\bibitem{{a}} {SOURCE}\n\\end{{thebibliography}}\\end{{document}}\n",
}
OURS = {
    "report.md": f"<!-- claimcheck:papers -->\n\n{markdown(ROWS)}\n\n{PAPERS_LEGEND}\n\n<!-- /claimcheck:papers -->",
    "report.txt": "\n".join("\t".join(row) for row in ROWS),
    "report.html": "<!-- claimcheck:papers --><table>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS).replace("td>", "th>", 12)
    + f"</table><p>{PAPERS_LEGEND}</p><!-- /claimcheck:papers -->",
    "report.tex": "% claimcheck:papers\n\\begin{tabular}{rlllll}\n"
    + "\n".join(" & ".join(row).replace("#", "\\#") + " \\\\" for row in ROWS)
    + f"\n\\end{{tabular}}\n\n{PAPERS_LEGEND}\n% /claimcheck:papers",
}


def parts(text: str, name: str):
    found = extract(read_document(text.encode(), name))
    claims = [(c.text, c.cites) for c in found.claims]
    return claims, [r.key for r in found.references], found.counts, found.table


@pytest.mark.parametrize("name", REPORTS)
def test_our_own_table_changes_nothing_that_is_read_of_a_report(name):
    without, within = (REPORTS[name].replace("OURS", ours) for ours in ("", OURS[name]))
    assert parts(without, name)[0] != []
    assert parts(within, name) == parts(without, name)
    found = extract(read_document(within.encode(), name))
    assert [s.reason for s in found.skipped if "nine" in s.text or "Grounded" in s.text].count("generated") >= 2


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_found_again_whole(name):
    text = REPORTS[name].replace("OURS", OURS[name])
    start, end = papers_table(read_document(text.encode(), name))
    ours = text[start:end]
    assert "Bees count to nine" in ours
    assert "Bees count to four" not in ours
    assert "claimcheck:" not in ours
    assert "References" not in ours


def test_words_between_the_marks_that_are_not_ours_are_still_claims():
    text = f"# R\n\n{mark('papers', 'markdown')}\n\nBees count to four [1].\n\n## References\n\n1. {SOURCE}\n"
    assert parts(text, "report.md")[0] == [("Bees count to four [1].", ("2401.99004",))]


def test_marks_that_are_no_pair_mark_nothing():
    begin, end = mark("papers", "markdown"), mark("papers", "markdown", end=True)
    for text in (f"{begin}\n\na\n", f"{end}\n\na\n\n{begin}\n", f"{begin}\n\na\n\n{mark('table', 'html', end=True)}\n"):
        assert between(read_document(text.encode(), "r.md"), "papers") is None
