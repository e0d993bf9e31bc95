from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import BlockKind
from claimcheck.read.eprint_layout import Draft, lay_out

PAGES = 4
drafts = st.lists(
    st.lists(st.tuples(st.text("ab .", min_size=1), st.none() | st.integers(1, PAGES)), max_size=4).map(
        lambda sentences: Draft(BlockKind.PARAGRAPH, 0, tuple(sentences))
    ),
    max_size=6,
)


@given(drafts)
def test_every_sentence_stands_in_the_text_on_its_own_page(given_drafts):
    document = lay_out(given_drafts, PAGES, None)
    kept = [draft for draft in given_drafts if draft.sentences]
    assert len(document.pages) == PAGES
    assert list(document.pages) == sorted(document.pages)
    for draft, block in zip(kept, document.blocks, strict=True):
        assert len(block.sentences) == len(draft.sentences)
        for (start, end), (text, page) in zip(block.sentences, draft.sentences, strict=True):
            first, last = block.source(start, end)
            assert document.text[first:last] == block.text[start:end] == text
            assert document.locate(first, first).page == page


def test_a_float_is_laid_on_its_page_and_stays_where_its_author_put_it():
    document = lay_out(
        [
            Draft(BlockKind.PARAGRAPH, 0, (("Before.", 1), ("After.", 2))),
            Draft(BlockKind.ROW, 0, (("A 91.5", 1),), ("A", "91.5"), ("Model", "Score")),
            Draft(BlockKind.PARAGRAPH, 0, (("Last.", 2),)),
        ],
        2,
        "Title",
    )
    assert document.text == "Before.\n\nA 91.5\n\nAfter.\n\nLast.\n\n"
    assert [block.text for block in document.blocks] == ["Before. After.", "A 91.5", "Last."]
    assert document.blocks[1].cells == ("A", "91.5")


def test_without_pages_there_are_none():
    document = lay_out([Draft(BlockKind.PARAGRAPH, 0, (("Words.", None),))], 0, None)
    assert document.pages == ()
    assert document.locate(0, 1).page is None
