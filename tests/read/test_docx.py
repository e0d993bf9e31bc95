"""DOCX: what Word shows with all changes accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import reduce
from typing import Any

import docx
import pytest

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.child import Limits
from claimcheck.read.docx import read_docx
from claimcheck.read.docx_document import document_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made(write: Callable[[Any], None]) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    write(document)
    document.save(file)
    return file.getvalue()


def read(write: Callable[[Any], None]) -> Document:
    return document_of(made(write), 0)


def report(document: Any) -> None:
    document.add_heading("Bees", 0)
    document.add_heading("Results", 1)
    paragraph = document.add_paragraph("Bees count to four in a tunnel")
    paragraph.add_run("1,2").font.superscript = True
    paragraph.add_run(" within 10")
    paragraph.add_run("-3").font.superscript = True
    paragraph.add_run(" s.")
    document.add_paragraph("One", style="List Bullet")
    document.add_paragraph("Two", style="List Number 2")
    document.add_paragraph("Said by a bee.", style="Quote")
    table = document.add_table(3, 2)
    for place, text in {(0, 0): "Hive", (0, 1): "Bees", (1, 0): "North", (1, 1): "12"}.items():
        table.cell(*place).text = text
    table.cell(2, 0).merge(table.cell(2, 1)).text = "none"
    document.add_paragraph("Table 1. Bees.", style="Caption")


def test_styles_tell_what_each_block_is():
    document = read(report)
    assert [(str(b.kind), b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "Bees"), ("heading", 2, "Results"),
        ("paragraph", 0, "Bees count to four in a tunnel[1,2] within 10^-3 s."),
        ("item", 0, "One"), ("item", 1, "Two"), ("quote", 0, "Said by a bee."),
        ("row", 0, "Hive | Bees"), ("row", 0, "North | 12"), ("row", 0, "none"), ("caption", 0, "Table 1. Bees."),
    ]  # fmt: skip
    assert document.title == "Bees"
    assert document.blocks[7].header == ("Hive", "Bees")
    assert document.blocks[8].cells == ("none", "none")


def test_the_text_is_made_of_the_blocks_line_by_line():
    document = read(report)
    assert document.text.splitlines() == [block.text for block in document.blocks]
    assert all(document.text[slice(*block.span)] == block.text for block in document.blocks)


def test_inserted_text_is_read_and_deleted_text_is_not():
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("Bees ")
        for xml in (
            f"<w:ins {W}><w:r><w:t>count </w:t></w:r></w:ins>",
            f"<w:del {W}><w:r><w:delText>sleep </w:delText></w:r></w:del>",
            f'<w:r {W}><w:t xml:space="preserve">to </w:t><w:noBreakHyphen/><w:t>four.</w:t></w:r>',
        ):
            paragraph._p.append(docx.oxml.parse_xml(xml))

    assert [block.text for block in read(write).blocks] == ["Bees count to -four."]


def test_links_know_where_they_lead():
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("See ")
        relation = document.part.relate_to(
            "https://arxiv.org/abs/2401.00001",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        paragraph._p.append(
            docx.oxml.parse_xml(f'<w:hyperlink {W} {r} r:id="{relation}"><w:r><w:t>it</w:t></w:r></w:hyperlink>')
        )

    (block,) = read(write).blocks
    (link,) = block.links
    assert (block.text[link.start : link.end], link.target) == ("it", "https://arxiv.org/abs/2401.00001")


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt {W}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def gallery(name: str) -> str:
    return f'<w:docPartObj><w:docPartGallery w:val="{name}"/></w:docPartObj>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table_of(*rows: str) -> str:
    return f"<w:tbl {W}><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def read_body(*elements: str) -> Document:
    def write(document: Any) -> None:
        for element in elements:
            document.element.body.insert(len(document.element.body) - 1, docx.oxml.parse_xml(element))

    return read(write)


def test_what_stands_in_content_controls_is_read_as_words_own_bibliography():
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>'
    listed = control(paragraph("Kim, J. (2023).") + paragraph("Lee, A. (2024)."), "<w:bibliography/>")
    document = read_body(
        control(f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{control("<w:r><w:t>Bees</w:t></w:r>")}</w:p>'),
        control(paragraph("Bees 1"), gallery("Table of Contents")),
        control(heading + listed, gallery("Bibliographies")),
    )
    assert [(str(b.kind), b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "Bees"), ("heading", 2, "References"),
        ("paragraph", 0, "Kim, J. (2023)."), ("paragraph", 0, "Lee, A. (2024)."),
    ]  # fmt: skip


def test_rows_cells_and_words_of_cells_are_read_in_content_controls_too():
    hive = control("<w:tc>" + paragraph("Hive") + "</w:tc>")
    names = f"<w:tr>{hive}<w:tc>{paragraph('Bees')}</w:tc></w:tr>"
    inline = f'<w:p><w:r><w:t xml:space="preserve">about </w:t></w:r>{control("<w:r><w:t>12</w:t></w:r>")}</w:p>'
    document = read_body(table_of(control(names), row(control(paragraph("North")), inline)))
    assert [(b.text, b.cells, b.header) for b in document.blocks] == [
        ("Hive | Bees", ("Hive", "Bees"), ("Hive", "Bees")),
        ("North | about 12", ("North", "about 12"), ("Hive", "Bees")),
    ]


def test_a_table_in_a_cell_is_text_of_the_cell():
    inner = table_of(row(paragraph("by day"), paragraph("9")), row(paragraph("by night"), paragraph("3")))
    (block,) = read_body(table_of(row(paragraph("North"), paragraph("12:") + inner + paragraph("in all")))).blocks
    assert block.cells == ("North", "12: by day 9 by night 3 in all")


def test_a_cell_that_reaches_down_is_given_in_each_row():
    merged = [f"<w:tcPr><w:vMerge{value}/></w:tcPr>" + paragraph(str(n)) for n, value in enumerate(["", "", ""])]
    merged[0] = merged[0].replace("<w:vMerge/>", '<w:vMerge w:val="restart"/>')
    document = read_body(table_of(*(row(cell, paragraph("x")) for cell in merged)))
    assert [block.cells for block in document.blocks] == [("0", "x")] * 3


@pytest.mark.parametrize(
    "element",
    [
        reduce(lambda inside, _: control(inside), range(100), paragraph("Deep.")),
        reduce(lambda inside, _: table_of(row(inside)), range(75), paragraph("Deep.")),
        table_of(row("<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("Deep."))),
        table_of(row('<w:tcPr><w:gridSpan w:val="50000"/></w:tcPr>' + paragraph("Deep."))),
        table_of(*[row(f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph('Deep.')}")] * 3_000),
    ],
    ids=["controls", "tables", "nothing above", "columns", "rows"],
)
def test_what_is_nested_or_spans_as_no_hand_would_make_it_is_read(element):
    document = read_body(element)
    assert {block.text for block in document.blocks} == {"Deep."}
    assert max(len(block.cells) for block in document.blocks) <= 100


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04junk", "no DOCX, or damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "encrypted, or an old .doc"),
        (made(lambda _: None), "no text in it"),
        (b"", "no DOCX, or damaged"),
    ],
)
def test_what_cannot_be_read_is_one_line(data, words):
    with pytest.raises(DocumentError, match=rf"^report\.docx: {words}"):
        read_docx(data, name="report.docx")


def test_a_bomb_ends_the_child_and_not_us():
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(report))) as whole, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        for entry in whole.infolist():
            data = whole.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>bee</w:t></w:r></w:p>" * 3_000_000)
            bomb.writestr(entry.filename, data)
    with pytest.raises(DocumentError, match=r"^report\.docx: "):
        read_docx(file.getvalue(), name="report.docx", limits=Limits(memory=400_000_000, seconds=15))
