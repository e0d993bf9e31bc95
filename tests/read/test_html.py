"""HTML: what a browser shows, block by block, with spans that lead back into the source."""

from __future__ import annotations

import random
import re
import time

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
    assert [block.level for block in document.blocks[:7]] == [1, 0, 2, 0, 1, 0, 1]
    assert document.title == "Bees & wasps"


def test_an_item_has_the_number_that_a_browser_prints_before_it():
    inner = "<ol><li>c<li value=9>d<li>e</ol>"
    document = read(
        f"<ol start=3><li>a</li><li>b{inner}</li><li>f</li></ol><ul><li>g</li></ul><ol start=x><li>h</li></ol>"
    )
    assert {block.text: block.number for block in document.blocks} == {
        "a": 3, "b": 4, "c": 1, "d": 9, "e": 10, "f": 5, "g": None, "h": None
    }  # fmt: skip


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
        ("<p>The 4<sup>th</sup> bee.", "The 4th bee."),
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


MATHML = "<math><semantics><mrow><mn>91.2</mn><mi>%</mi></mrow>{}</semantics></math>"
TEX = '<annotation encoding="application/x-tex">91.2\\%</annotation>'
KATEX = (
    '<span class="katex">{}<span class="katex-html" aria-hidden="true"><span class="mord">91.2%</span></span></span>'
)
GLYPHS = (
    '<mjx-math aria-hidden="true"><mjx-mn><mjx-c class="mjx-c39"></mjx-c></mjx-mn><mjx-utext>%</mjx-utext></mjx-math>'
)
SECOND = f'<span class="MJX_Assistive_MathML">{MATHML.format("")}</span>'
ASSISTIVE = f"<mjx-assistive-mml>{MATHML.format('')}</mjx-assistive-mml>"


@pytest.mark.parametrize(
    "formula",
    [
        MATHML.format(TEX),
        MATHML.format('<annotation-xml encoding="MathML-Content"><apply><cn>91.2</cn></apply></annotation-xml>'),
        KATEX.format(f'<span class="katex-mathml">{MATHML.format(TEX)}</span>'),
        KATEX.format(""),
        f'<mjx-container class="MathJax" jax="CHTML">{GLYPHS}{ASSISTIVE}</mjx-container>',
        f'<mjx-container class="MathJax" jax="SVG"><svg><text>%</text></svg>{ASSISTIVE}</mjx-container>',
        '<mjx-container class="MathJax"><mjx-math><mjx-utext>91.2%</mjx-utext></mjx-math></mjx-container>',
        f'<span class="MathJax"><nobr aria-hidden="true"><i>91.2%</i></nobr>{SECOND}</span><script>91.2</script>',
        f'<span class="MathJax_SVG"><svg></svg>{SECOND}</span><script type="math/tex">91.2</script>',
    ],
    ids=["tex", "content", "katex", "katex html", "chtml", "svg", "alone", "mathjax 2", "mathjax 2 svg"],
)
def test_a_formula_is_read_once(formula):
    assert texts(f"<p>It is {formula} and {formula} now.</p>") == [("paragraph", "It is 91.2% and 91.2% now.")]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("<p hidden>no\n<p>One.", ["One."]),
        ("<p hidden>no <b>more<h2>One</h2>", ["One"]),
        ("<section><p hidden>no <span>more</section>One.", ["One."]),
        ("<div><p hidden>no</b> more</div>One.", ["One."]),
        ("<ul><li hidden>no<ul><li>more</ul>again<li>One</ul>", ["One"]),
        ("<ul><li>One<li hidden>no<p>more</ul>Two.", ["One", "Two."]),
        ("<dl><dt hidden>no<dd>One<dd hidden>no<dt>Two</dl>", ["One", "Two"]),
        ("<table><tr><td hidden>no<td>One<td hidden>no<tr><td>Two</table>Three.", ["One", "Two", "Three."]),
        ("<table><tr hidden><td>no<table><tr><td>more</table>again<tr><td>One</table>Two.", ["One", "Two."]),
        ("<table><thead hidden><tr><th>no<tbody><tr><td>One</table>", ["One"]),
        ("<table><tr><td>One<p hidden>no<td>two</table>", ["One | two"]),
        ("<p>One.<select><option hidden>no<option>more</select><datalist><option>no</datalist> Two.", ["One. Two."]),
        ("<head><title>no</title><meta charset=utf-8><h1>One</h1>", ["One"]),
        ("<head><style>no</style>One.", ["One."]),
        ("<title>no <b> &amp; more</title>One.", ["One."]),
        ("<div hidden><p>no<div>no</div>no</div>One.", ["One."]),
        ("<div hidden>no<textarea></div><p></textarea>no</div>One.", ["One."]),
        ("<b><p hidden>no</b>no<p>One.", ["One."]),
    ],
)
def test_what_is_hidden_ends_where_a_browser_ends_it(source, seen):
    assert [text for _, text in texts(source)] == seen


def test_a_title_in_an_unclosed_head_is_the_title():
    assert read("<head><title>Bees &amp; wasps</title><svg><title>no</title></svg><p>One.").title == "Bees & wasps"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("AT&T spends on R&D, Q&A; a & b && c &", "AT&T spends on R&D, Q&A; a & b && c &"),
        ("1 &lt 2 &lt; 3 &ltb &copy2024", "1 < 2 < 3 <b ©2024"),
        ("&nosuch; &nosuch &#; &#x; &#xyz; &; &", "&nosuch; &nosuch &#; &#x; &#xyz; &; &"),
        ("&#60 &#60; &#x3C; &#x3c&#x3C", "< < < <<"),
        ("a&NotEqualTilde;b &#" + "9" * 5000 + ";", "a\u2242\u0338b \ufffd"),
        ("x &#; y &#; <b>z</b> R&D", "x &#; y &#; z R&D"),
    ],
)
def test_ampersands_are_read_as_a_browser_reads_them(source, text):
    assert texts(f"<p>{source}") == [("paragraph", text)]


def test_an_ampersand_in_an_address_begins_no_entity_that_has_no_semicolon():
    (block,) = read('<p>See <a href="http://a.b/?a=1&section=2&copy=3&lt;&amp;d&reg">it</a>.').blocks
    assert [link.target for link in block.links] == ["http://a.b/?a=1&section=2&copy=3<&d®"]


def test_what_ends_with_an_entity_ends_behind_it():
    document = read("<p>AT&amp;T said &ldquo;yes.&rdquo; <i>Then it</i> was &lt;</p>")
    (block,) = document.blocks
    end = block.text.index(" Then")
    assert document.text[slice(*block.source(0, end))] == "AT&amp;T said &ldquo;yes.&rdquo;"
    assert document.text[slice(*block.source(end + 1, len(block.text)))] == "Then it</i> was &lt;"
    assert block.within(*block.source(0, end)) == (0, end + 1)


@pytest.mark.parametrize(
    "odd",
    [
        "<![A-Z]>", "<!ELEMENT p (#PCDATA)>", "<![if IE]>", "<![endif]>", "<!-x>", "<!>", "<!x>", "<?php x ?>", "<?>",
        "</ x>", "</>", "<![CDATA[x > y]]>", "<![CDATA[x>", "<!-->", "<!--->", "<!-- x --!>", "<!DOCTYPE p [<!ENTITY>",
        "<![>", "<!--x--y-->",
    ],
)  # fmt: skip
def test_what_begins_like_markup_and_is_none_is_skipped(odd):
    source = f"<p>Bees {odd}count{odd}.</p>{odd}<p>Wasps.</p>"
    assert [text for _, text in texts(source)] == ["Bees count.", "Wasps."]


@pytest.mark.parametrize("begun", ["<!", "<![", "<![A-Z", "<!-", "<!--", "<!-- x -", "<?", "<?x"])
def test_what_is_begun_and_never_ended_ends_with_the_page(begun):
    assert texts(f"<p>Bees count. {begun}") == [("paragraph", "Bees count.")]


PIECES = re.compile(r"<[^<>]*>|&[#\w]*;?|\s+|[^<&\s]+|.", re.DOTALL)
BITS = [
    "<", "&", "<!", "<!-", "<!--", "-->", "<?", "</", "<![", "]]>", "&#", "&#x", "<p hidden>", "<td hidden>",
    "<head>", "<title>", "\r\n", "\ufeff", "\0", "<sup>", "<a href='#x'>", "</a>", "<table>", "<br>", "'", '"', ">",
    "=", "</table>", "<script>", "<svg>", "<li hidden>", KATEX.format(MATHML), "<pre>", "<textarea>",
    "<mjx-math aria-hidden=true>",
]  # fmt: skip


def mutated(chance: random.Random) -> str:
    odd = "<p>x <![A-Z]> <!ELEMENT y> <![if IE]>z <? q ?> <![CDATA[ w ]]> </ b> R&D ?a=1&section=2 &#60 &nosuch; &#;"
    page = (
        PAGE
        + odd
        + "<table><tr><th>a<th colspan=2>b<tr><td rowspan=2>c<td hidden>d</table><sup><a href='#n'>1</a></sup>"
    )
    parts = PIECES.findall(page)[chance.randrange(60) :][: chance.randrange(10, 200)]
    for _ in range(chance.randrange(1, 8)):
        place = chance.randrange(len(parts) + 1)
        match chance.randrange(4):
            case 0:
                del parts[place : place + 3]
            case 1:
                parts[place:place] = chance.choices(parts or BITS, k=3)
            case 2:
                parts.insert(place, chance.choice(BITS))
            case 3:
                parts[place : place + 1] = [
                    part[: chance.randrange(len(part) + 1)] for part in parts[place : place + 1]
                ]
    return "".join(parts)


def test_pages_that_were_cut_and_jumbled_are_read_and_what_they_say_stands_in_them():
    chance = random.Random(7)
    for _ in range(700):
        source = mutated(chance)
        document = read(source)
        for block in document.blocks:
            for piece, said in block.said():
                if piece.length <= said:
                    start = piece.plain
                    words = block.text[start : start + piece.length]
                    assert source[piece.source : piece.source + piece.length] == words, source
                else:
                    assert source[piece.source] == "&", source


@pytest.mark.parametrize(
    "source",
    ["<p><button>" + "<div>" * 20_000, "<![CDATA[>" * 50_000, "<p hidden>x" * 50_000, "&a" * 300_000 + "&#" * 300_000],
    ids=["deep", "sections", "hidden", "ampersands"],
)
def test_hostile_repetitions_are_read_in_bounded_time(source):
    begin = time.process_time()
    read(source)
    assert time.process_time() - begin < 5


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
