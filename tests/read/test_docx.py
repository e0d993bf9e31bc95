"""DOCX: what Word shows with all changes accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
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
