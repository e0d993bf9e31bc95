"""What runs outside the child process ends soon, whatever the two documents hold."""

from __future__ import annotations

import contextlib
import time

import pytest

from claimcheck.model import Block, BlockKind, Document, Piece
from claimcheck.read.eprint_pages import NotThePaper, beside_page


def document(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    whole, blocks = "\n".join(texts), []
    for text in texts:
        piece = Piece(plain=0, source=whole.index(text), length=len(text))
        blocks.append(Block(kind=kind, text=text, pieces=(piece,), cells=(text,) if kind is BlockKind.ROW else ()))
    return Document(format="text", text=whole, blocks=tuple(blocks), pages=(0,))


LONG = " ".join(f"The word number{number} is here \ufffc." for number in range(20_000))


@pytest.mark.parametrize(
    ("source", "pdf"),
    [
        (document(LONG), document(LONG.replace("\ufffc", "[12]"))),
        (document("one two " * 50_000), document("one two " * 50_000)),
        (document(*[f"a {number}" for number in range(20_000)], kind=BlockKind.ROW), document("a 1 " * 50_000)),
    ],
    ids=["one paragraph", "the same over and over", "rows"],
)
def test_a_hundred_thousand_words_take_seconds(source, pdf):
    begun = time.process_time()
    with contextlib.suppress(NotThePaper):
        beside_page(source, pdf)
    assert time.process_time() - begun < 30


def test_empty_documents_are_no_twins():
    with pytest.raises(NotThePaper):
        beside_page(document("Words."), document(""))


def test_a_sentence_is_on_the_page_where_it_begins():
    pdf = document("One two three four five. Six seven eight nine ten eleven twelve.", "Thirteen fourteen fifteen.")
    split = pdf.text.index("eight")
    pdf = pdf.model_copy(update={"pages": (0, split)})
    source = document("One two three four five. Six seven eight nine ten eleven twelve. Thirteen fourteen fifteen.")
    made = beside_page(source, pdf)
    [block] = made.blocks
    assert [made.locate(*block.source(*span)).page for span in block.sentences] == [1, 1, 2]


def test_the_same_words_commented_out_elsewhere_do_not_count_twice():
    said = "Bees can count to four landmarks on their way."
    source = document(said, "Wasps were never tested in this work at all.", said.replace("four", "five"))
    made = beside_page(source, document(said, "Wasps were never tested in this work at all."))
    assert "five" not in made.text


@pytest.mark.parametrize(
    "written",
    [
        "We find no strong effect of the dance on how far bees fly in spring.",
        "We find strong effect of the dance on how far wasps fly in spring.",
        "We find strong effect of the dance on how bees far fly in spring.",
    ],
    ids=["a word more", "another word", "another order"],
)
def test_a_sentence_that_differs_in_a_word_is_the_one_on_the_page(written):
    printed = "We find strong effect of the dance on how far bees fly in spring."
    rest = "All bees were marked by hand and observed for a whole summer in two gardens."
    made = beside_page(document(rest, written, rest[::-1]), document(rest, printed, rest[::-1]))
    assert written not in made.text
    assert printed in made.text
