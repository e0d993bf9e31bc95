import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from rapidfuzz import fuzz

from claimcheck.errors import DocumentError
from claimcheck.model import Block, BlockKind, Document
from claimcheck.read.child import Limits
from claimcheck.read.pdf import read_pdf

DATA = os.environ.get("CLAIMCHECK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="CLAIMCHECK_DATA names no folder with papers")

LEFT = [
    "Counting small things is harder than it",
    "looks. We compare three ways of count-",
    "ing and find that the slowest is the most",
    "exact. The state-of-the-",
    "art method loses by a wide margin, and",
]
RIGHT = [
    "this holds for every size that we tried.",
    "Larger things were not counted at all.",
    "We leave them to those who come after.",
    "They will need more time than we had.",
    "Nothing here depends on the weather.",
]


class Sheet:
    """One page under construction; `write` puts a line at a place."""

    def __init__(self, document: pymupdf.Document) -> None:
        self.page = document.new_page(width=612, height=792)

    def write(self, x: float, y: float, text: str, size: float = 10, font: str = "tiro") -> None:
        writer = pymupdf.TextWriter(self.page.rect)
        writer.append((x, y), text, font=pymupdf.Font(font), fontsize=size)
        writer.write_text(self.page)

    def column(self, x: float, y: float, lines: list[str]) -> float:
        for line in lines:
            self.write(x, y, line)
            y += 12
        return y


def made(draw: Callable[[pymupdf.Document], None]) -> bytes:
    with pymupdf.open() as document:
        draw(document)
        return document.tobytes()


def one_page(draw: Callable[[Sheet], None]) -> Document:
    return read_pdf(made(lambda document: draw(Sheet(document))), name="made.pdf")


def kinds(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def prose(document: Document) -> list[str]:
    return [block.text for block in kinds(document, BlockKind.PARAGRAPH)]


def draw_paper(document: pymupdf.Document) -> None:
    """Three pages: two columns with a title, a table on the second, references and an appendix on the third."""
    for number in range(3):
        sheet = Sheet(document)
        sheet.write(200, 30, "A journal of counting, volume 7", 8)
        sheet.write(303, 770, str(number + 1))
        if number == 0:
            sheet.write(150, 80, "On Counting Small Things", 18, "tibo")
            sheet.write(72, 150, "1 Introduction", 12, "tibo")
            sheet.column(72, 170, LEFT)
            sheet.column(320, 152, RIGHT)
            sheet.write(72, 240, "2 Results", 12, "tibo")
            sheet.column(72, 260, ["The second section stands below the", "first one in the left column."])
        if number == 1:
            sheet.write(72, 80, "Table 1: Scores of three models on two tasks.")
            for y in (88, 106, 150):
                sheet.page.draw_line((72, y), (300, y), width=0.8)
            table = {100: ["Model", "Sums", "Words"], 118: ["Small", "17.9", "60.1"], 132: ["Large", "56.9", "79.0"]}
            for y, row in table.items():
                for x, cell in zip((80, 170, 240), row, strict=True):
                    sheet.write(x, y, cell)
            sheet.column(72, 200, ["The table above shows what we found when", "counting with each of the models."])
        if number == 2:
            sheet.write(72, 80, "References", 12, "tibo")
            sheet.column(72, 100, ["[1] Abe. On counting by hand and by foot.", "Journal of Counts, 2020."])
            sheet.column(72, 124, ["[2] Bo. More counting. 2021."])
            sheet.write(72, 160, "A Further Tables", 12, "tibo")
            sheet.column(72, 180, ["What the appendix says is kept, too, since", "numbers often stand nowhere else."])


@pytest.fixture(scope="module")
def paper() -> Document:
    return read_pdf(made(draw_paper), name="paper.pdf")


# ── what is read ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_title_is_the_largest_line_of_the_first_page(paper):
    assert paper.title == "On Counting Small Things"


def test_headings_have_ranks_and_the_title_has_the_first(paper):
    assert [(block.text, block.level) for block in kinds(paper, BlockKind.HEADING)] == [
        ("On Counting Small Things", 1),
        ("1 Introduction", 2),
        ("2 Results", 2),
        ("References", 2),
        ("A Further Tables", 2),
    ]


def test_the_left_column_is_read_before_the_right_one(paper):
    text = paper.text
    assert text.index("Counting small") < text.index("The second section") < text.index("this holds for every size")


def test_line_end_hyphens_are_joined_and_those_of_compounds_kept(paper):
    text = " ".join(prose(paper))
    assert "three ways of counting and find" in text
    assert "The state-of-the-art method" in text


def test_a_paragraph_goes_on_over_the_end_of_its_column():
    def draw(sheet: Sheet) -> None:
        sheet.column(72, 100, [*LEFT, *LEFT])
        sheet.column(320, 100, [*RIGHT, *RIGHT])

    assert any("wide margin, and this holds for every size" in text for text in prose(one_page(draw)))


def test_running_heads_and_page_numbers_are_in_no_block(paper):
    assert not any("journal of counting, volume" in block.text for block in paper.blocks)
    assert not any(block.text in {"1", "2", "3"} for block in paper.blocks)


def test_pages_say_where_they_begin(paper):
    assert len(paper.pages) == 3
    assert paper.text[paper.pages[1] :].startswith("Table 1: Scores")
    assert [block.page for block in kinds(paper, BlockKind.CAPTION)] == [2]


def test_a_table_with_rules_gives_rows_with_cells_under_its_header(paper):
    rows = kinds(paper, BlockKind.ROW)
    assert [row.cells for row in rows] == [
        ("Model", "Sums", "Words"),
        ("Small", "17.9", "60.1"),
        ("Large", "56.9", "79.0"),
    ]
    assert rows[2].header == ("Model", "Sums", "Words")
    assert paper.text[slice(*rows[2].span)] == "Large 56.9 79.0"


def test_the_caption_is_a_block_of_its_own(paper):
    captions = [block.text for block in kinds(paper, BlockKind.CAPTION)]
    assert captions == ["Table 1: Scores of three models on two tasks."]


def test_a_table_of_running_text_is_read_cell_by_cell():
    def draw(sheet: Sheet) -> None:
        sheet.column(72, 60, LEFT)
        for y in (128, 190):
            sheet.page.draw_line((72, y), (420, y), width=0.8)
        sheet.column(80, 140, ["How many small things", "lie in the box beside", "the door of the house?"])
        sheet.column(250, 140, ["We count them one by", "one and find that there", "are about forty."])

    (row,) = kinds(one_page(draw), BlockKind.ROW)
    assert row.cells == (
        "How many small things lie in the box beside the door of the house?",
        "We count them one by one and find that there are about forty.",
    )


def test_each_entry_of_the_bibliography_is_a_block_and_the_appendix_has_its_heading(paper):
    texts = [block.text for block in paper.blocks]
    assert texts[texts.index("References") + 1 :] == [
        "[1] Abe. On counting by hand and by foot. Journal of Counts, 2020.",
        "[2] Bo. More counting. 2021.",
        "A Further Tables",
        "What the appendix says is kept, too, since numbers often stand nowhere else.",
    ]


def test_ligatures_are_opened_in_blocks_and_stay_in_the_text():
    document = one_page(lambda sheet: sheet.column(72, 100, ["The eﬃcient way is to deﬁne it ﬁrst."]))
    (block,) = document.blocks
    assert block.text == "The efficient way is to define it first."
    assert "eﬃcient" in document.text
    start = block.text.index("define")
    assert document.text[slice(*block.source(start, start + 6))] == "deﬁne"


def test_footnote_marks_stand_apart_and_exponents_get_a_caret():
    def draw(sheet: Sheet) -> None:
        font, x = pymupdf.Font("tiro"), 72.0
        runs = ["We counted with Sentinel-2", "7", " in about n", "k", " steps of the machine."]
        for index, run in enumerate(runs):
            size = 6 if index % 2 else 10
            sheet.write(x, 96 if index % 2 else 100, run, size)
            x += font.text_length(run, size)

    (text,) = prose(one_page(draw))
    assert text == "We counted with Sentinel-2 7 in about n^k steps of the machine."


def test_margin_line_numbers_are_in_no_block():
    def draw(sheet: Sheet) -> None:
        for number in range(20):
            sheet.write(40, 100 + 12 * number, f"{number:03}", 8)
        sheet.column(72, 100, [*LEFT, *RIGHT, *LEFT, *RIGHT])

    document = one_page(draw)
    assert prose(document)
    assert not any(word.isdigit() for text in prose(document) for word in text.split())


def test_links_lie_on_their_words():
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "The numbers are from ")
        sheet.write(160, 100, "Abe 2020", 10, "tibo")
        area = pymupdf.Rect(159, 90, 202, 103)
        sheet.page.insert_link({"kind": pymupdf.LINK_URI, "from": area, "uri": "https://arxiv.org/abs/2001.00001"})

    (block,) = one_page(draw).blocks
    assert [(block.text[link.start : link.end].strip(), link.target) for link in block.links] == [
        ("Abe 2020", "https://arxiv.org/abs/2001.00001")
    ]


def test_only_the_first_pages_of_a_long_file_are_read():
    def draw(document: pymupdf.Document) -> None:
        for number in range(5):
            Sheet(document).write(72, 100, f"Here is some text on leaf {number}.")

    document = read_pdf(made(draw), name="long.pdf", limits=Limits(pages=2))
    assert len(document.pages) == 2
    assert "leaf 2" not in document.text


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


def refused(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(DocumentError) as caught:
        read_pdf(data, name="bad.pdf", limits=limits)
    message = str(caught.value)
    assert message.startswith("bad.pdf: ")
    assert "\n" not in message
    return message


def test_an_encrypted_file_is_refused_with_the_way_out():
    with pymupdf.open() as document:
        Sheet(document).write(72, 100, "Nobody shall read this text.")
        data = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="more secret")
    assert refused(data) == "bad.pdf: encrypted; remove the password and try again"


def test_a_file_of_pictures_is_refused_with_the_way_out():
    def draw(document: pymupdf.Document) -> None:
        pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20))
        pixels.clear_with(128)
        Sheet(document).page.insert_image((100, 100, 300, 300), pixmap=pixels)

    assert refused(made(draw)) == "bad.pdf: no text layer; run OCR first"


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 50],
    ids=["empty", "no PDF", "only a head", "garbage"],
)
def test_what_is_no_pdf_is_refused(data):
    assert "PDF" in refused(data) or "pages" in refused(data)


def test_a_truncated_file_gives_its_text_or_one_line():
    data = made(draw_paper)
    try:
        document = read_pdf(data[: len(data) // 2], name="cut.pdf")
    except DocumentError as error:
        assert str(error).startswith("cut.pdf: ")  # noqa: PT017 - either end is allowed
    else:
        assert document.blocks


def test_a_file_without_pages_is_refused():
    catalog, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"
    data = b"%PDF-1.4\n1 0 obj" + catalog + b"endobj\n2 0 obj" + pages + b"endobj\ntrailer<</Root 1 0 R>>\n"
    assert "pages" in refused(data)


def test_a_file_over_the_size_limit_is_refused_unread():
    assert "too large" in refused(b"%PDF-" + b"x" * 2000, Limits(size=1000))


def test_a_bomb_ends_the_child_and_not_us():
    def draw(document: pymupdf.Document) -> None:
        page = document.new_page()
        page.insert_text((72, 72), "a")
        stream = b"BT /helv 8 Tf 72 72 Td " + b"(counting) Tj 1 0 Td " * 10_000_000 + b"ET"
        document.update_stream(page.get_contents()[0], stream)

    refused(made(draw), Limits(memory=600_000_000, seconds=10))


def test_the_parser_never_enters_our_process_and_writes_nothing_to_our_stderr(tmp_path):
    (tmp_path / "cut.pdf").write_bytes(made(draw_paper)[:3000])
    code = (
        "import sys, pathlib\nfrom claimcheck.read.pdf import read_pdf\n"
        "try:\n    read_pdf(pathlib.Path(sys.argv[1]).read_bytes(), name='x')\nexcept Exception: pass\n"
        "assert 'pymupdf' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "cut.pdf")], capture_output=True, env=environment, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


# ── real papers ──────────────────────────────────────────────────────────────────────────────────────────────────────

REAL = ["2201.11903", "2405.20253", "2404.08335", "2410.04335", "2407.06070", "2403.00417", "2510.04950", "2512.12812"]


@needs_data
@pytest.mark.parametrize("paper_id", REAL)
def test_every_piece_of_a_real_paper_leads_to_the_very_characters(paper_id):
    document = read_pdf((Path(DATA) / "papers" / f"{paper_id}.pdf").read_bytes(), name=paper_id)
    assert sorted(document.pages) == list(document.pages)
    for block in document.blocks:
        for piece in block.pieces:
            there = document.text[piece.source : piece.source + piece.length]
            assert there == block.text[piece.plain : piece.plain + piece.length]
        for start, end in _words_within(block):
            assert document.text[slice(*block.source(start, end))] == block.text[start:end]


def _words_within(block: Block) -> list[tuple[int, int]]:
    """The words of a block that lie within one piece: those that were not mended."""
    found = []
    for piece in block.pieces:
        at = piece.plain
        for word in block.text[piece.plain : piece.plain + piece.length].split(" "):
            if word:
                found.append((at, at + len(word)))
            at += len(word) + 1
    return found


@needs_data
def test_what_people_quoted_from_a_page_stands_in_one_block_of_it():
    folder = Path(DATA)
    rows = [json.loads(line) for line in (folder / "cases" / "cot-convergence" / "gold.jsonl").read_text().splitlines()]
    rows = [row for row in rows if row.get("evidence") and (folder / "papers" / f"{row['paper']}.pdf").exists()]
    documents = {
        paper: read_pdf((folder / "papers" / f"{paper}.pdf").read_bytes(), name=paper)
        for paper in {row["paper"] for row in rows}
    }
    found = sum(_stands(documents[row["paper"]], row["evidence"], row["page"]) for row in rows)
    assert found >= 0.93 * len(rows)


def _stands(document: Document, evidence: str, page: int) -> bool:
    wanted = " ".join(unicodedata.normalize("NFKC", evidence).split())
    blocks = [block for block in document.blocks if block.page is not None and abs(block.page - page) < 2]
    return any(len(b.text) > 0.9 * len(wanted) and fuzz.partial_ratio(wanted, b.text) > 90 for b in blocks)
