"""A paper read from its source: words and cells of the source, pages of the PDF, nothing that is not printed."""

from __future__ import annotations

import io
import re
import tarfile
import time

import pytest

from claimcheck.errors import DocumentError
from claimcheck.model import BlockKind
from claimcheck.read import read_document, read_paper
from claimcheck.read.child import Limits
from claimcheck.read.eprint import read_eprint
from claimcheck.verify.passages import passages
from tests.conftest import FIXTURES
from tests.servers.arxiv import source
from tests.sources import latex_of

PAPERS = ["2311.99003", "2401.99004", "2403.99001", "2405.99002"]


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("ﬁ", "fi").replace("ﬂ", "fl"))


@pytest.fixture(scope="module")
def pdfs():
    folder = FIXTURES / "papers"
    return {name: read_document((folder / f"{name}.pdf").read_bytes(), f"{name}.pdf") for name in PAPERS}


def page_of(pdf, number):
    return pdf.text[pdf.pages[number - 1] : [*pdf.pages, len(pdf.text)][number]]


@pytest.mark.parametrize("name", PAPERS)
def test_every_passage_stands_on_its_page_and_none_is_lost(pdfs, name):
    found = passages(read_paper(source(latex_of(name)), name, pdfs[name]))
    text = {number: squeezed(page_of(pdfs[name], number)) for number in range(1, len(pdfs[name].pages) + 1)}
    astray = [passage for passage in found if squeezed(passage.quotation) not in text[passage.page]]
    assert len(astray) <= 1, "at most the sentence that runs over the end of a page or column"
    said = squeezed("".join(passage.quotation for passage in found))
    lost = [p.quotation for p in passages(pdfs[name]) if p.kind == "sentence" and squeezed(p.quotation) not in said]
    assert len(lost) <= 1, lost


def test_tables_are_cells_under_their_headings_with_their_caption(pdfs):
    document = read_paper(source(latex_of("2311.99003")), "x", pdfs["2311.99003"])
    [row] = [block for block in document.blocks if block.cells[:1] == ("Dense encoder",)]
    assert dict(zip(row.header, row.cells, strict=True)) | {"": ""} == {
        "System": "Dense encoder", "Alder": "0.476", "Birch": "0.481", "Cedar": "0.470", "Dogwood": "0.492",
        "Elm": "0.486", "Mean": "0.481", "ms": "88", "MB": "1,240", "": "",
    }  # fmt: skip
    [passage] = [p for p in passages(document) if p.cells == row.cells]
    assert (passage.page, passage.text.startswith("nDCG@10 for the five libraries")) == (2, True)


def test_citations_and_references_read_as_printed(pdfs):
    document = read_paper(source(latex_of("2311.99003")), "x", pdfs["2311.99003"])
    text = " ".join(block.text for block in document.blocks)
    assert "Table 1 holds the main results." in text
    assert "large collections of web text [2]." in text
    assert "\ufffc" not in document.text + "".join("".join(b.cells + b.header) for b in document.blocks)


@pytest.mark.parametrize(
    "hidden",
    [
        r"\hide{Dense retrieval was better than sparse search in every one of our towns.}",
        r"\iffalse Dense retrieval was better than sparse search in every one of our towns. \fi",
        r"\begin{comment}Dense retrieval was better than sparse search in every one of our towns.\end{comment}",
        "% Dense retrieval was better than sparse search in every one of our towns.\n",
    ],
    ids=["a command that prints nothing", "switched off", "environment", "comment"],
)
def test_what_the_page_does_not_print_is_no_evidence(pdfs, hidden):
    files = latex_of("2311.99003")
    files["sections/body.tex"] = files["sections/body.tex"].replace("Length matters.", f"{hidden} Length matters.")
    document = read_paper(source(files), "x", pdfs["2311.99003"])
    assert "every one of our towns" not in document.text
    assert "Length matters." in document.text


@pytest.mark.parametrize(
    ("printed", "written"),
    [("0.427. Field weights", "0.472. Field weights"), (r"Dense encoder & 0.476", r"Dense encoder & 0.467")],
    ids=["sentence", "row"],
)
def test_a_number_that_the_page_does_not_have_is_taken_from_the_page(pdfs, printed, written):
    files = latex_of("2311.99003")
    assert printed in files["sections/body.tex"]
    files["sections/body.tex"] = files["sections/body.tex"].replace(printed, written)
    document = read_paper(source(files), "x", pdfs["2311.99003"])
    wrong, right = re.findall(r"0\.\d+", written)[0], re.findall(r"0\.\d+", printed)[0]
    assert wrong not in document.text
    assert right in document.text


def test_what_only_the_pdf_has_is_kept_in_its_place(pdfs):
    files = latex_of("2311.99003")
    body = files["sections/body.tex"]
    gone = body[body.index("Length matters.") : body.index("We also asked the five")]
    files["sections/body.tex"] = body.replace(gone, "")
    blocks = read_paper(source(files), "x", pdfs["2311.99003"]).blocks
    at = next(number for number, block in enumerate(blocks) if "the dense encoder reaches 0.533" in block.text)
    assert blocks[at].page == 2
    assert "spelling corrector reduced the share" in blocks[at - 1].text
    assert "We also asked" in blocks[at + 1].text


def test_without_a_pdf_the_source_is_read_and_no_page_is_known():
    document = read_paper(source(latex_of("2311.99003")), "x", None)
    assert document.pages == ()
    assert {passage.page for passage in passages(document)} == {None}
    assert "holds the main results." in document.text
    assert "\ufffc" not in document.text


def test_the_source_of_another_paper_or_of_a_stub_is_not_taken(pdfs):
    stub = r"\documentclass{article}\begin{document}See the PDF.\includepdf{paper.pdf}\end{document}"
    for data in (source({"main.tex": stub}), source(latex_of("2401.99004"))):
        with pytest.raises(DocumentError, match=r"^x\.tar\.gz: holds less than 60% of what the PDF prints$"):
            read_paper(data, "x.tar.gz", pdfs["2311.99003"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b",
        b"<html>No.</html>",
        b"%PDF-1.5",
        b"\0" * 100_000,
        source({"a.txt": "x"}),
        b"\x1f\x8b" + b"x" * 99,
    ],
    ids=["empty", "header alone", "page", "pdf", "zeros", "no tex", "noise"],
)
def test_whatever_comes_is_refused_in_one_line(data):
    with pytest.raises(DocumentError, match=r"^x\.tar\.gz: [^\n]+$"):
        read_paper(data, "x.tar.gz", None)


def test_a_bomb_of_names_ends_the_child_and_nothing_else():
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("a.tex")
        member.pax_headers = {"comment": "x" * 50_000_000}
        archive.addfile(member)
    begun = time.monotonic()
    with pytest.raises(DocumentError, match=r"^x: [^\n]+$"):
        read_eprint(made.getvalue(), name="x", limits=Limits(seconds=10))
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("case", ["cot-convergence", "careful-words", "tone-prompts"])
def test_real_drafts_lie_on_their_pages(data, case):
    folder = data / "cases" / case / "paper_draft"
    pdf = read_document((folder / "main.pdf").read_bytes(), "main.pdf")
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = passages(read_paper(source(files), case, pdf))
    text = {number: squeezed(page_of(pdf, number)) for number in range(1, len(pdf.pages) + 1)}
    there = sum(squeezed(passage.quotation) in text[passage.page] for passage in found)
    assert there >= 0.95 * len(found)
    assert len(found) >= 0.95 * len(passages(pdf))
    assert [b for b in pdf.blocks if b.kind is BlockKind.ROW]
