from claimcheck.model import Block, BlockKind, Document, Passage, Piece
from claimcheck.read import read_document
from claimcheck.verify.passages import passages

LONG = "Bees can count up to four landmarks on their way to the feeder."


def of(text: str) -> tuple[Passage, ...]:
    return passages(read_document(text.encode(), "paper.md"))


def texts(text: str) -> list[str]:
    return [passage.text for passage in of(text)]


def test_each_sentence_is_a_passage_with_its_section_and_its_verbatim_quotation():
    text = f"# Bees\n\n## 2 Results\n\n**{LONG}** Wasps *can* count up to three\nlandmarks on the very same way.\n"
    first, second = of(text)
    assert (first.text, first.section, first.kind) == (LONG, "2 Results", "sentence")
    assert second.text == "Wasps can count up to three landmarks on the very same way."
    assert second.quotation == "Wasps *can* count up to three landmarks on the very same way."
    assert text[slice(*second.span)].startswith("Wasps *can*")
    assert " ".join(text[slice(*second.span)].split()) == second.quotation


def test_what_the_next_sentence_leaves_to_others_is_read_with_it():
    left = "We leave this to future work."
    assert texts(f"{LONG} {left} {LONG}") == [f"{LONG} {left}", LONG]


def test_the_bibliography_headings_and_code_are_no_passages_and_the_appendix_behind_is_kept():
    text = (
        f"# A heading that is long enough to be a passage\n\n{LONG}\n\n"
        "```\nprint('a line of code that is long enough')\n```\n\n"
        "<!-- a remark that is long enough to be a passage -->\n\n"
        "## 7. References\n\nMarsh, A. Counting bees in the field and elsewhere. 2024.\n\n"
        "- Lind, B. Counting wasps at dusk. 2023.\n\n"
        "## A Appendix\n\nHornets were counted in the same way as all of the bees.\n"
    )
    found = of(text)
    assert [p.text for p in found] == [LONG, "Hornets were counted in the same way as all of the bees."]
    assert found[-1].section == "A Appendix"


def test_a_heading_that_only_names_references_begins_no_bibliography():
    assert texts(f"## References to bees in art\n\n{LONG}\n") == [LONG]


def test_short_sentences_join_the_next_one_and_at_the_end_stand_alone():
    assert texts(f"It works. So it does. {LONG} Indeed it does work.\n") == [
        f"It works. So it does. {LONG}",
        "Indeed it does work.",
    ]


def test_fragments_that_say_nothing_are_left_out():
    assert texts("12.5 34.6 (3)\n\n- a b\n\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n") == []


def test_a_very_long_sentence_is_cut_into_parts_that_hold_it_all():
    sentence = "bees and wasps " * 200
    found = of(sentence)
    assert all(len(passage.text) <= 900 for passage in found)
    assert " ".join(passage.text for passage in found).replace(" ", "") == sentence.replace(" ", "")


def test_a_row_carries_its_headers_and_quotes_the_row_alone():
    text = "## Scores\n\n| Model | Accuracy |\n|---|---|\n| HiveNet | **81.0** |\n"
    header, row = of(text)
    assert header.text == "Model | Accuracy".replace(" | ", " ")
    assert (row.text, row.kind, row.section) == ("Model Accuracy — HiveNet 81.0", "row", "Scores")
    assert "Model" not in row.quotation
    assert "HiveNet" in row.quotation
    assert "81.0" in row.quotation


def _block(kind: BlockKind, source: str, document: str, **fields: object) -> Block:
    start = document.index(source)
    piece = Piece(plain=0, source=start, length=len(source))
    return Block.model_validate({"kind": kind, "text": source, "pieces": (piece,), **fields})


def test_a_row_carries_the_caption_above_it_until_the_next_heading():
    text = "Table 2: Accuracy by model.\nHiveNet 81.0\nMore\nWaxNet 79.5\n"
    blocks = (
        _block(BlockKind.CAPTION, "Table 2: Accuracy by model.", text),
        _block(BlockKind.ROW, "HiveNet 81.0", text, cells=("HiveNet", "81.0"), header=("Model", "Score")),
        _block(BlockKind.HEADING, "More", text),
        _block(BlockKind.ROW, "WaxNet 79.5", text, cells=("WaxNet", "79.5"), header=("Model", "Score")),
    )
    caption, first, second = passages(Document(format="pdf", text=text, blocks=blocks))
    assert (caption.kind, caption.text) == ("caption", "Table 2: Accuracy by model.")
    assert first.text == "Table 2: Accuracy by model. — Model Score — HiveNet 81.0"
    assert first.quotation == "HiveNet 81.0"
    assert second.text == "Model Score — WaxNet 79.5"


def test_a_passage_has_the_page_on_which_it_begins():
    text = f"{LONG}\nWasps can count up to three landmarks on their way.\n"
    other = "Wasps can count up to three landmarks on their way."
    blocks = (_block(BlockKind.PARAGRAPH, LONG, text), _block(BlockKind.PARAGRAPH, other, text))
    document = Document(format="pdf", text=text, blocks=blocks, pages=(0, text.index("Wasps")))
    assert [passage.page for passage in passages(document)] == [1, 2]
    assert [passage.page for passage in passages(document.model_copy(update={"pages": ()}))] == [None, None]


def test_a_paper_gives_at_most_6000_passages():
    assert len(texts(f"{LONG}\n\n" * 6_100)) == 6_000


def test_a_paper_without_prose_gives_none():
    assert texts("# Only a heading here\n") == []
