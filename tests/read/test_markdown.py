import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Block, BlockKind, Document
from claimcheck.read import read_document


def read(text: str) -> Document:
    return read_document(text.encode(), "report.md")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_markup_is_removed_and_each_part_of_the_page_is_told_apart():
    document = read(
        "# A *small* title\n\nOne **bold** word,\n`code` and ~~struck~~.\n\n> a quote\n\n- item\n\n"
        "```py\nx = 1\n```\n\n    y = 2\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<!-- a remark -->\n"
    )
    assert kinds(document) == [
        ("heading", "A small title"),
        ("paragraph", "One bold word, code and struck."),
        ("quote", "a quote"),
        ("item", "item"),
        ("code", "```py\nx = 1\n```"),
        ("code", "    y = 2"),
        ("row", "A | B"),
        ("row", "1 | 2"),
        ("marker", "<!-- a remark -->"),
    ]
    assert document.format == "markdown"


def test_headings_have_their_ranks_and_the_highest_first_one_is_the_title():
    document = read("## Before\n\nReal Title\n==========\n\n#### Deep\n\nSecond\n---\n\n# Other\n")
    assert [(b.text, b.level) for b in of_kind(document, BlockKind.HEADING)] == [
        ("Before", 2),
        ("Real Title", 1),
        ("Deep", 4),
        ("Second", 2),
        ("Other", 1),
    ]
    assert document.title == "Real Title"
    assert read("no heading at all").title is None


def test_nested_items_have_their_depth_and_what_follows_inside_an_item_is_a_paragraph_of_it():
    document = read("- a\n  1. b\n     - c\n       goes on\n\n       inside c\n- d\n\nafter\n")
    assert [(b.kind.value, b.level, b.text) for b in document.blocks] == [
        ("item", 0, "a"),
        ("item", 1, "b"),
        ("item", 2, "c goes on"),
        ("paragraph", 3, "inside c"),
        ("item", 0, "d"),
        ("paragraph", 0, "after"),
    ]


def test_whatever_stands_inside_an_item_tells_so():
    document = read("- a\n\n  b\n\n  > c\n\n  ```\n  d\n  ```\n\n  | e |\n  |---|\n\nf\n")
    assert [(b.kind.value, b.level) for b in document.blocks] == [
        ("item", 0), ("paragraph", 1), ("quote", 1), ("code", 1), ("row", 1), ("paragraph", 0)
    ]  # fmt: skip


def test_an_item_has_the_number_that_is_printed_before_it():
    document = read("3. a\n3. b\n   - c\n   1) d\n\n   inside b\n7. e\n\n- f\n")
    assert [(b.text, b.number) for b in document.blocks] == [
        ("a", 3), ("b", 4), ("c", None), ("d", 1), ("inside b", None), ("e", 5), ("f", None)
    ]  # fmt: skip


def test_an_item_that_begins_with_a_comment_is_an_item():
    document = read("1. a\n2. <!-- x --> b\n3. <!-- y -->\n   c\n\n> <!-- z --> d\n")
    assert [(b.kind.value, b.text, b.number) for b in document.blocks if b.kind is not BlockKind.MARKER] == [
        ("item", "a", 1), ("item", "b", 2), ("item", "c", 3), ("quote", "d", None)
    ]  # fmt: skip


def test_a_row_has_its_cells_and_the_header_of_its_own_table():
    document = read("| A | **B** |\n|---|---|\n| [one](http://x.y) | |\n| two |\n\n| C | D |\n|---|---|\n| 3 | 4 |\n")
    assert [(b.cells, b.header) for b in document.blocks] == [
        (("A", "B"), ("A", "B")),
        (("one", ""), ("A", "B")),
        (("two", ""), ("A", "B")),
        (("C", "D"), ("C", "D")),
        (("3", "4"), ("C", "D")),
    ]


def test_a_bar_that_is_escaped_does_not_part_a_cell():
    *_, row = read("| A | B |\n|---|---|\n| P(x \\| y) | z |\n").blocks
    assert row.cells == ("P(x | y)", "z")


def test_links_lie_on_their_words_with_their_targets():
    (block,) = read("See [the *bees*](http://a.b/c), <http://x.y/z> and [wasps][w].\n\n[w]: http://r.s/t\n").blocks
    assert block.text == "See the bees, http://x.y/z and wasps."
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("the bees", "http://a.b/c"),
        ("http://x.y/z", "http://x.y/z"),
        ("wasps", "http://r.s/t"),
    ]


def test_what_comes_after_a_link_leads_back_behind_its_target():
    text = "See [bees](http://a.b/bees) and bees.\n"
    (block,) = read(text).blocks
    last = block.text.rindex("bees")
    assert block.source(last, last + 4) == (text.rindex("bees"), text.rindex("bees") + 4)


def test_html_tags_and_images_and_inline_comments_leave_no_trace():
    assert kinds(read("a<br>b <sup>2</sup> ![alt](p.png)<!-- no -->c\n\n<div align=center>in a box</div>\n")) == [
        ("paragraph", "a b 2 c"),
        ("paragraph", "in a box"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It was best in PaLM<sup>1</sup>.", "It was best in PaLM[1]."),
        ("Bees count to four.<SUP id=a>3, 4</SUP> They dance.", "Bees count to four.[3, 4] They dance."),
        ("Bees count well<sup>[5]</sup>.", "Bees count well[5]."),
        ('Bees count<sup><a href="#fn1">1</a></sup> well.', "Bees count[^1] well."),
        ("Bees count<sup>[1](#fn1)</sup> well.", "Bees count[^1] well."),
        ("Bees count [<sup>1</sup>](#ref1) well.", "Bees count [1] well."),
        ("It is 58.1% in PaLM [1](#ref1).", "It is 58.1% in PaLM [1]."),
        ("It is 58.1% in PaLM [**1, 2**](#ref1).", "It is 58.1% in PaLM [1, 2]."),
        ("It is 58.1% in PaLM [1].\n\n[1]: https://a.b/c", "It is 58.1% in PaLM [1]."),
        ("It is 58.1% in PaLM [[1](#ref1)] and [[2]](#ref2).", "It is 58.1% in PaLM [1] and [2]."),
        (
            "It took 10<sup>-3</sup> s on 4 m<sup>2</sup> for the 2<sup>nd</sup> time.",
            "It took 10^-3 s on 4 m2 for the 2nd time.",
        ),
        ("In [1990](#y), [58.1](#x) % and [four](#z) bees, <sup>1", "In 1990, 58.1 % and four bees, 1"),
    ],
)
def test_raised_and_linked_numbers_have_the_brackets_of_a_mark(source, text):
    assert kinds(read(source)) == [("paragraph", text)]


@pytest.mark.parametrize(
    "mark", ["[1](#ref1)", "<sup>1</sup>", '<sup><a href="#n1">1</a></sup>', "[<sup>1</sup>](#ref1)"]
)
def test_a_sentence_ends_with_its_raised_or_linked_number_and_the_next_begins_behind_it(mark):
    text = f"Bees count to four.{mark} Wasps dance at dusk.{mark} Hornets sleep."
    (block,) = read(text).blocks
    first, second, third = (text[slice(*block.source(a, b))] for a, b in block.sentences)
    assert first in f"Bees count to four.{mark}"
    assert second.startswith("Wasps dance at dusk.")
    assert "1" in second
    assert third == "Hornets sleep."


def test_what_only_looks_like_a_tag_is_kept():
    assert kinds(read("fill in <model> where p<0.05 and a<b\n")) == [
        ("paragraph", "fill in <model> where p<0.05 and a<b")
    ]


def test_html_comments_are_markers_each_alone():
    document = read(
        "<!-- claimcheck:table -->\n| A |\n|---|\n| b |\n<!-- /claimcheck:table -->\n\n"
        "<!-- x --><!-- y -->\n\n<!-- two\nlines -->\n"
    )
    assert [b.text for b in of_kind(document, BlockKind.MARKER)] == [
        "<!-- claimcheck:table -->",
        "<!-- /claimcheck:table -->",
        "<!-- x -->",
        "<!-- y -->",
        "<!-- two\nlines -->",
    ]
    assert [b.text for b in of_kind(document, BlockKind.ROW)] == ["A", "b"]


def test_entities_and_escapes_read_as_what_they_stand_for():
    assert kinds(read("a &lt; b \\*c\\* &amp; d&nbsp;e\n")) == [("paragraph", "a < b *c* & d\xa0e")]


def test_prose_has_sentences_and_rows_headings_and_code_have_none():
    document = read("# One. Two.\n\nBees count. Wasps do not.\n\n| A. B. |\n|---|\n\n```\nx. y.\n```\n")
    assert [[b.text[s:e] for s, e in b.sentences] for b in document.blocks] == [
        [],
        ["Bees count.", "Wasps do not."],
        [],
        [],
    ]


@pytest.mark.parametrize("sign", ["&amp;", "\\*", "&copy;"])
def test_a_sentence_behind_an_entity_or_escape_stands_where_it_stands(sign):
    text = f"Bees {sign} wasps are good. The second sentence is here. Third one is there.\n"
    (block,) = read(text).blocks
    assert text[slice(*block.source(*block.sentences[1]))] == "The second sentence is here."


@pytest.mark.parametrize(
    "first",
    [
        "Small values a &lt; b and c &gt; d matter.",
        "He said &quot;yes&quot; and &quot;no&quot;.",
        "It is &#60; 5 &#x3C; 6 &amp;amp; &copy;.",
        "Caf&eacute;s of AT&T &amp; R&D; are &NotEqualTilde; bars.",
        "Half a &lt;<b>bold</b><sup>&lt;</sup> and *em &gt; **more*** sign.",
        "See &lt;[the &quot;site&quot;](http://a.b/?c=1&amp;d=2 '&lt;')&gt; or ![< \"](p.png) it.",
        "A cell of `x &lt; y\nis &quot;code&quot;` and \\&lt; and \\< are none.",
        "One &lt; two<br>three, ^[a note &gt; b] it is.",
        "The sign is **&lt;**.",
    ],
)
def test_every_sentence_behind_entities_is_exactly_its_source(first):
    rest = [
        'A <b>second</b> "line" is 1 < 2 here.',
        "The *third* one is &gt; it.",
        "A &amp; b, last of &quot;all.&quot;",
    ]
    text = "\n".join([first, *rest]) + "\n"
    document = read(text)
    block = document.blocks[0]
    assert [text[slice(*block.source(*span))] for span in block.sentences] == [first, *rest]
    assert document.locate(*block.source(*block.sentences[-1])).line == first.count("\n") + 4


def test_an_entity_is_quoted_as_it_is_read_and_found_again_by_its_place():
    text = "Small values a &lt; b &#x3C; c matter &quot;here.&quot;\n"
    document = read(text)
    (block,) = document.blocks
    assert document.quote(block, 0, len(block.text)) == block.text == 'Small values a < b < c matter "here."'
    assert document.quote(block, 13, 18) == "a < b"
    assert block.within(*block.span) == (0, len(block.text))
    assert block.within(*block.source(13, 16)) == (13, 16)


def test_entities_in_a_block_of_html_are_read_too():
    text = "<div>\nAT&amp;T has 1 &lt; bees. It is &quot;so.&quot;\n</div>\n"
    (block,) = read(text).blocks
    assert block.text == 'AT&T has 1 < bees. It is "so."'
    assert text[slice(*block.source(*block.sentences[1]))] == "It is &quot;so.&quot;"


def test_a_tag_a_break_and_the_words_of_an_image_hide_no_word():
    text = "a<br>b c, <font color=red>red</font> ![ink](p.png) in **ink**.\n"
    (block,) = read(text).blocks
    assert [text[slice(*block.source(*word.span()))] for word in re.finditer(r"\w+", block.text)] == [
        "a", "b", "c", "red", "in", "ink"
    ]  # fmt: skip
    assert block.source(block.text.index("red"), block.text.index("red") + 3)[0] == text.index("red<")
    assert block.source(block.text.index("ink"), len(block.text))[0] == text.index("ink**")


def test_code_over_two_lines_is_not_found_where_it_stands_in_one():
    text = "Run `claim\ncheck` first. Then run `claim check` again.\n"
    (block,) = read(text).blocks
    assert [text[slice(*block.source(*span))] for span in block.sentences] == [
        "Run `claim\ncheck` first.",
        "Then run `claim check` again.",
    ]


def test_what_is_read_otherwise_than_written_leaves_no_crumbs_in_a_quotation():
    text = "Bees^[or: wasps] count to four at <http://a.b/%41%42%43> each day.\n"
    document = read(text)
    (block, _) = document.blocks
    assert block.text == "Bees[^note-1] count to four at http://a.b/ABC each day."
    assert document.quote(block, 0, len(block.text)) == "Bees count to four at <http://a.b/ each day."


def test_a_note_inside_a_sentence_stands_where_it_stands_however_far_down():
    text = f"Bees count. {'Wasps do not. ' * 1_000}\n\nHornets^[See the hive &amp; bees.] sleep.\n"
    document = read(text)
    note = document.blocks[-1]
    assert note.text == "[^note-1]: See the hive & bees."
    start = note.text.index("See")
    assert text[slice(*note.source(start, len(note.text)))] == "See the hive &amp; bees."


def test_an_address_read_otherwise_than_written_is_not_found_far_behind():
    text = f"At <http://a.b/%41> it is. {'Bees count. ' * 1_000}They told http://a.b/A so.\n"
    (block,) = read(text).blocks
    assert text[slice(*block.source(*block.sentences[1]))] == "Bees count."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_kind_of_line_end_gives_the_same_blocks(end):
    text = "# Title\n\nOne line\nand another.\n\n- item\n  goes on\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert kinds(read(text.replace("\n", end))) == kinds(read(text))


def test_carriage_returns_do_not_shift_the_columns():
    text = "# Title\r\n\r\nOne **line**\r\nand *another* one.\r\n"
    document = read(text)
    block = document.blocks[1]
    start = block.text.index("another")
    assert document.text[slice(*block.source(start, start + 7))] == "another"
    where = document.locate(*block.source(start, start + 7))
    assert (where.line, where.column, where.end_column) == (4, 6, 13)


# ── spans ────────────────────────────────────────────────────────────────────────────────────────────────────────────

PLAIN = st.text("abcdé 12.", min_size=1, max_size=12).map(lambda s: f"w{s}w")
INLINE = st.lists(
    st.one_of(
        PLAIN,
        PLAIN.map("**{}**".format),
        PLAIN.map("*{}*".format),
        PLAIN.map("`{}`".format),
        PLAIN.map("[{}](http://a.b/c)".format),
        PLAIN.map("{} <!-- w --> w".format),
        PLAIN.map("&quot;{}&quot; w".format),
        PLAIN.map("w &#60; {} &amp; w".format),
        PLAIN.map("\\*{} <b>{}</b>".replace("{}", "{0}").format),
        st.tuples(PLAIN, PLAIN).map("\n".join).map("`{}`".format),
        st.tuples(PLAIN, PLAIN).map("\n".join),
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
BLOCKS = st.one_of(
    INLINE,
    INLINE.map(lambda s: "## " + s.replace("\n", " ")),
    INLINE.map(lambda s: "- " + s.replace("\n", "\n  ") + "\n  - " + s.replace("\n", "\n    ")),
    INLINE.map(lambda s: "> " + s.replace("\n", "\n> ")),
    INLINE.map(lambda s: "| A | B |\n|---|---|\n| " + s.replace("\n", " ") + " | w |"),
    INLINE.map("```\n{}\n```".format),
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join)


@given(DOCUMENTS, st.sampled_from(["\n", "\r\n"]))
def test_every_word_leads_back_to_its_very_characters(text, end):
    text = text.replace("\n", end)
    document = read(text)
    assert document.text == text
    assert document.blocks
    for block in document.blocks:
        for word in re.finditer(r"\w+", block.text):
            assert text[slice(*block.source(*word.span()))] == word[0]


@given(DOCUMENTS)
def test_every_sentence_stands_between_its_first_and_its_last_character(text):
    for block in read(text).blocks:
        for start, end in block.sentences:
            verbatim = unescape(text[slice(*block.source(start, end))])
            assert verbatim[0] == block.text[start]
            assert verbatim[-1] == block.text[end - 1]


@given(st.text("ab*_`[](){}<>!&;#-+|~\\\n\r\t \"'.1:é\u2028", max_size=120).filter(str.strip))
def test_no_text_breaks_the_reader_and_no_span_leaves_the_text(text):
    document = read("word\n\n" + text)
    for block in document.blocks:
        start, end = block.span
        assert 0 <= start <= end <= len(document.text)
        assert all(0 <= link.start <= link.end <= len(block.text) for link in block.links)


# ── hostile inputs ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        ">" * 20_000 + " x",
        "".join("  " * depth + "- x\n" for depth in range(500)),
        "[" * 50_000 + "x",
        "*a " * 30_000,
        "`" * 30_000 + "a" + "``" * 10_000,
        "[a](b" * 20_000,
        "&amp;" * 50_000,
        "|" * 20_000 + "\n" + "|-" * 20_000 + "\n",
        "<a" * 50_000,
        "".join(f"[a{n}]: b\n" for n in range(5_000)),
        "![" * 30_000,
    ],
    ids=["quotes", "items", "brackets", "stars", "ticks", "links", "entities", "bars", "tags", "targets", "images"],
)
def test_hostile_repetitions_are_read_in_bounded_time(text):
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


def test_a_line_of_a_megabyte_is_one_block_read_in_bounded_time():
    begin = time.process_time()
    (block,) = read("bees count landmarks " * 50_000).blocks
    assert len(block.text) > 1_000_000
    assert time.process_time() - begin < 5


def test_a_null_byte_is_no_end_of_the_text():
    (block,) = read("bees count " * 60 + "\0 wasps too").blocks
    assert block.text.endswith("wasps too")


@pytest.mark.parametrize(
    "text",
    [
        "**Authors**: A\n**Year**: 2024\n",
        "**Authors:** A\n**Year:** 2024\n",
        "**Authors**: A  \n**Year**: 2024\n",
    ],
)
def test_labels_on_consecutive_lines_are_parted_into_blocks(text):
    assert [block.text for block in read(text).blocks] == ["Authors: A", "Year: 2024"]


def test_bold_words_at_the_beginning_of_a_line_part_nothing():
    assert [block.text for block in read("Bees are\n**very** good\n").blocks] == ["Bees are very good"]


def test_a_mark_of_byte_order_hides_no_heading_and_shifts_no_span():
    (heading,) = (document := read("\ufeff# Title\n")).blocks
    assert document.title == "Title"
    assert document.text[slice(*heading.span)] == "Title"


@pytest.mark.parametrize(
    "text",
    ["<!--" * 50_000, "<p>" * 30_000, "|a|b|\n|-|-|\n" + "|1|2|\n" * 20_000, "**a**\n" * 10_000],
    ids=["comments", "tags", "rows", "bold"],
)
def test_hostile_markdown_is_read_in_bounded_time(text):
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 10


def test_what_stands_behind_a_comment_is_not_found_inside_it():
    text = "Costs fell. <!-- the recall rose, as said --> As said, the recall rose.\n"
    (block,) = read(text).blocks
    assert block.text == "Costs fell.  As said, the recall rose."
    start = block.text.index("As said")
    assert text[slice(*block.source(start, len(block.text)))] == "As said, the recall rose."
