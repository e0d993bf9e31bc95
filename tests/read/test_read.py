import os
from pathlib import Path

import pytest

from claimcheck.errors import DocumentError
from claimcheck.read import read_document

PDF = Path(__file__).parents[2] / "fixtures" / "papers" / "2403.99001.pdf"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("report.md", "markdown"),
        ("REPORT.MD", "markdown"),
        ("report.markdown", "markdown"),
        ("report.txt", "text"),
        ("report", "text"),
        ("report.2024", "text"),
        ("paper.tex", "latex"),
        ("page.html", "html"),
        ("page.HTM", "html"),
    ],
)
def test_a_name_tells_the_format_where_the_bytes_do_not(name, expected):
    assert read_document(b"# Bees\n\nBees count.", name).format == expected


@pytest.mark.parametrize("name", ["paper.pdf", "paper.txt", "paper"])
def test_a_pdf_is_known_by_its_first_bytes_whatever_its_name(name):
    document = read_document(PDF.read_bytes(), name)
    assert document.format == "pdf"
    assert document.pages


@pytest.mark.parametrize("name", ["report.doc", "report.epub", "report.odt"])
def test_a_format_that_is_not_read_is_refused_with_those_that_are(name):
    with pytest.raises(
        DocumentError, match=rf"^{name}: .* not read; give Markdown, plain text, HTML, LaTeX, DOCX or PDF$"
    ):
        read_document(b"words", name)


@pytest.mark.parametrize("name", ["report.md", "report.txt"])
@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02\x03" * 100])
def test_what_is_no_document_is_an_error_of_one_line_that_names_the_file(name, data):
    with pytest.raises(DocumentError) as caught:
        read_document(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_sentences_are_spans_of_their_blocks():
    (block,) = read_document(b"**Bees** count. Wasps do not.", "report.md").blocks
    assert [block.text[start:end] for start, end in block.sentences] == ["Bees count.", "Wasps do not."]


@pytest.mark.skipif("CLAIMCHECK_DATA" not in os.environ, reason="CLAIMCHECK_DATA names no folder of worked reports")
def test_every_report_at_hand_is_read_and_every_word_of_it_has_a_place():
    reports = sorted(Path(os.environ["CLAIMCHECK_DATA"]).glob("cases/*/*.md"))
    assert reports
    for path in reports:
        document = read_document(path.read_bytes(), path.name)
        assert document.text == path.read_bytes().decode()
        assert all(block.span[0] < block.span[1] <= len(document.text) for block in document.blocks if block.text)


def test_html_is_quoted_as_it_is_read():
    text = "<table><tr><th>Method<th>GSM8K<tr><td><b>Slow</b> x<td>71.2</table><p>Bees <i>count</i> to <a>4</a>."
    document = read_document(text.encode(), "a.html")
    quoted = [document.quote(block, 0, len(block.text)) for block in document.blocks]
    assert quoted == ["Method | GSM8K", "Slow x | 71.2", "Bees count to 4."]
    assert document.quote(document.blocks[2], 5, 13) == "count to"


def test_latex_is_quoted_as_it_is_read():
    text = (
        r"Bees reach $91.2 \pm 0.3$ on \emph{all} tasks. We saw 12\% in $n=5$ runs~\cite{lee}."
        r"\begin{tabular}{lr} Method & GSM8K \\ \textbf{Slow} x & 71.2 \end{tabular}"
    )
    document = read_document(text.encode(), "a.tex")
    quoted = [document.quote(block, 0, len(block.text)) for block in document.blocks]
    assert quoted == [
        "Bees reach 91.2 ±0.3 on all tasks. We saw 12% in n=5 runs [@lee].", "Method GSM8K", "Slow x 71.2",
    ]  # fmt: skip
    start, end = document.blocks[0].sentences[1]
    assert document.quote(document.blocks[0], start, end) == "We saw 12% in n=5 runs [@lee]."


def test_a_row_of_a_markdown_table_is_quoted_verbatim():
    document = read_document(b"| Method | GSM8K |\n|---|--:|\n| Slow | 71.2 |\n", "a.md")
    assert [document.quote(block, 0, len(block.text)) for block in document.blocks] == ["Method | GSM8K", "Slow | 71.2"]


@pytest.mark.parametrize("name", ["report.md", "report.txt", "report.tex", "report.html"])
def test_a_report_may_speak_of_the_mark_of_pdfs(name):
    document = read_document(b"Every PDF begins with %PDF- and a number, as the standard says.", name)

    assert "begins with" in document.text


@pytest.mark.parametrize("name", ["report.md", "paper", "paper.tex"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n \0"])
def test_what_begins_as_a_pdf_is_one_whatever_it_is_called(name, before):
    with pytest.raises(DocumentError, match="no PDF, or damaged"):
        read_document(before + b"%PDF-1.7 garbage", name)
