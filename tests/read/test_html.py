"""HTML: what a browser shows, block by block, with spans that lead back into the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.child import Limits
from claimcheck.read.html import read_html
from claimcheck.read.html_document import document_of


def read(source: str) -> Document:
    return document_of(source.encode(), 0)


def texts(source: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in read(source).blocks]


PAGE = """<!doctype html>
<html><head><title>A page</title><style>p { color: red }</style></head>
<body>
<h1>Bees &amp; wasps</h1>
<p>Bees <b>count</b> to
four.<br>They dance.
<p hidden>Nobody sees this.</p>
<h2>Results</h2>
<ul><li>One<ul><li>Inner</li></ul></li><li><p>Two</p><p>More of two</p></li></ul>
<blockquote>Said by a bee.</blockquote>
<pre>x = 1
y = 2</pre>
<script>document.write("<p>no</p>")</script>
<p>Last.</p>
</body></html>"""


def test_blocks_are_those_that_a_browser_shows():
    assert texts(PAGE) == [
        ("heading", "Bees & wasps"), ("paragraph", "Bees count to four. They dance."), ("heading", "Results"),
        ("item", "One"), ("item", "Inner"), ("item", "Two"), ("paragraph", "More of two"),
        ("quote", "Said by a bee."), ("code", "x = 1\ny = 2"), ("paragraph", "Last."),
    ]  # fmt: skip
    document = read(PAGE)
    assert [block.level for block in document.blocks[:7]] == [1, 0, 2, 0, 1, 0, 0]
    assert document.title == "Bees & wasps"


def test_spans_lead_to_the_very_characters_of_the_source():
    document = read(PAGE)
    block = document.blocks[1]
    start = block.text.index("count")
    assert document.text[slice(*block.source(start, start + 5))] == "count"
    assert document.text[slice(*document.blocks[0].span)] == "Bees &amp; wasps"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<p>Bees count<sup><a href="#fn1">1</a></sup> well.', "Bees count[^1] well."),
        ('<p>It is so<a href="#n2"><sup>2</sup></a>.', "It is so[^2]."),
        ("<p>Bees count to four.<sup>3,4</sup> They dance.", "Bees count to four.[3,4] They dance."),
        ("<p>Bees count well<sup>[5]</sup>.", "Bees count well[5]."),
        ("<p>It took 10<sup>-3</sup> s on 4 m<sup>2</sup> of CO<sub>2</sub>.", "It took 10^-3 s on 4 m2 of CO2."),
        ("<p>The 4<sup>th</sup> bee.", "The 4^th bee."),
    ],
)
def test_raised_numbers_are_citations_behind_words_and_powers_behind_digits(source, text):
    assert [block.text for block in read(source).blocks] == [text]


def test_a_note_stands_where_its_mark_leads_and_its_way_back_is_no_text():
    source = (
        '<p>Bees count<sup id="r1"><a href="#fn1">1</a></sup>.</p><ol><li id="fn1"><p>Lee 2023. <a href="#r1">↩</a></p>'
        '<li id="other">Nothing leads here.</ol>'
    )
    assert [text for _, text in texts(source)] == ["Bees count[^1].", "[^1]: Lee 2023.", "Nothing leads here."]


def test_a_line_that_begins_with_a_bold_label_is_a_block_of_its_own():
    source = "<p><b>Authors</b>: A bee<br>\n<strong>Year:</strong> 2024, <b>a note</b>: none\n<b>Venue:</b> Hive</p>"
    assert [text for _, text in texts(source)] == ["Authors: A bee", "Year: 2024, a note: none", "Venue: Hive"]


def test_links_know_where_they_lead_and_the_way_back_from_a_note_is_none():
    document = read(
        '<p>See <a href="https://arxiv.org/abs/2401.00001">this paper</a>.</p><ol><li>Note <a href="#r">↩</a>'
    )
    first, second = document.blocks
    (link,) = first.links
    assert (first.text[link.start : link.end], link.target) == ("this paper", "https://arxiv.org/abs/2401.00001")
    assert second.links == ()


def test_rows_have_their_cells_under_the_header_also_where_cells_span():
    rows = read(
        "<table><caption>Table 1. Bees.</caption><tr><th>Hive<th>Bees<th>Wasps</tr>"
        "<tr><td rowspan=2>North<td>1 &lt; 2<td>3</tr><tr><td colspan=2>none<tr></table><p>Behind."
    ).blocks
    assert [(str(row.kind), row.cells, row.header) for row in rows] == [
        ("caption", (), ()),
        ("row", ("Hive", "Bees", "Wasps"), ("Hive", "Bees", "Wasps")),
        ("row", ("North", "1 < 2", "3"), ("Hive", "Bees", "Wasps")),
        ("row", ("North", "none", "none"), ("Hive", "Bees", "Wasps")),
        ("paragraph", (), ()),
    ]
    assert rows[2].text == "North | 1 < 2 | 3"


def test_our_own_marks_are_kept_and_other_comments_are_not():
    source = "<!-- hello --><!-- claimcheck:table --><p>x</p><!-- /claimcheck:table -->"
    assert texts(source) == [
        ("marker", "<!-- claimcheck:table -->"), ("paragraph", "x"), ("marker", "<!-- /claimcheck:table -->")
    ]  # fmt: skip


@given(st.text(alphabet="<>/ap=\"'!-&;# \nlitrdh1x", max_size=200))
def test_whatever_comes_gives_a_document_whose_spans_lie_within_it(source):
    document = read(source)
    for block in document.blocks:
        start, end = block.span
        assert 0 <= start <= end <= len(document.text)
        assert block.text.strip()


@pytest.mark.parametrize("data", [b"<p>", b"<script>all</script>", b"<p hidden>x</p>"])
def test_a_page_that_shows_nothing_is_one_line(data):
    with pytest.raises(DocumentError, match=r"^page\.html: no text in it"):
        read_html(data, name="page.html")


def test_a_page_that_keeps_the_parser_busy_ends_in_one_line():
    with pytest.raises(DocumentError, match=r"^page\.html: not read within 2 seconds"):
        read_html(b"<a " * 300_000, name="page.html", limits=Limits(seconds=2))


def test_deep_nesting_and_windows_line_ends_are_read():
    document = read_html(b"\xef\xbb\xbf" + b"<div>" * 50_000 + b"<p>Deep\r\ndown.", name="page.html")
    assert [block.text for block in document.blocks] == ["Deep down."]


def test_a_comment_in_a_paragraph_does_not_part_it():
    document = read("<p>Costs <!-- claimcheck: ignore[CC101] seen --> fell.</p>")
    assert [block.text for block in document.blocks] == ["Costs fell."]
