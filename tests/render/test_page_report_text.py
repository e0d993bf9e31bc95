"""The report's own text with its claims."""

from claimcheck.model import Block, BlockKind, Document, Location, Piece
from claimcheck.render.page.cards import Maker
from claimcheck.render.page.report_text import report_text


def block(text, at, kind=BlockKind.PARAGRAPH, **fields):
    return Block(kind=kind, text=text, pieces=(Piece(plain=0, source=at, length=len(text)),), **fields)


def shown(audit, blocks, places, text=None, pages=()):
    """The text of a report with the audit's claims at these spans."""
    text = text or "".join(b.text + "\n" for b in blocks)
    document = Document(format="text", text=text, blocks=tuple(blocks), pages=pages)
    claims = tuple(
        claim.model_copy(update={"location": document.locate(*place)})
        for claim, place in zip(audit.claims, places, strict=False)
    )
    audit = audit.model_copy(update={"document": document, "claims": claims})
    maker = Maker(audit, "r1", {}, {})
    return report_text(audit, {claim.id: maker.card(claim) for claim in claims})


def pieces(text):
    return [
        piece for chunk in text.chunks for stretch in chunk.stretches for line in stretch.lines for piece in line.pieces
    ]


def test_a_claim_is_marked_with_the_blanks_around_it_kept(audit):
    found = pieces(shown(audit, [block("It helps. So they say.", 0)], [(3, 9)]))
    assert [(piece.text, [card.number for card in piece.cards]) for piece in found] == [
        ("It ", []),
        ("helps.", ["1"]),
        (" So they say.", []),
    ]


def test_claims_that_overlap_are_one_mark_that_leads_to_both(audit):
    text = shown(audit, [block("It helps. So they say.", 0)], [(0, 9), (3, 22)])
    (piece,) = pieces(text)
    assert [card.number for card in piece.cards] == ["1", "2"]
    assert text.marked == {"r1-claim-1", "r1-claim-2"}


def test_a_claim_over_two_blocks_is_marked_in_both_and_begins_in_the_first(audit):
    blocks = [block("It helps", 0, page=1), block("and more.", 9, page=2)]
    found = pieces(shown(audit, blocks, [(0, 18)], pages=(0, 9)))
    assert [(piece.text, piece.first) for piece in found] == [("It helps", True), ("and more.", False)]


def test_a_claim_in_a_cell_is_marked_in_its_cell(audit):
    row = block("It helps yes", 0, BlockKind.ROW, cells=("It helps", "yes"), header=("Claim", "Verified"))
    (chunk,) = shown(audit, [row], [(0, 8)]).chunks
    (stretch,) = chunk.stretches
    assert stretch.header == ("Claim", "Verified")
    assert [[(p.text, len(p.cards)) for p in cell] for cell in stretch.lines[0].cells] == [
        [("It helps", 1)],
        [("yes", 0)],
    ]


def test_pages_items_and_headings_keep_their_order_and_ranks_are_not_skipped(audit):
    blocks = [
        block("Title", 0, BlockKind.HEADING, level=1, page=1),
        block("Deep", 6, BlockKind.HEADING, level=4, page=1),
        block("one", 11, BlockKind.ITEM, page=1),
        block("two", 15, BlockKind.ITEM, level=1, page=1),
        block("Next", 19, page=2),
    ]
    first, second = shown(audit, blocks, [], pages=(0, 19)).chunks
    assert (first.page, second.page) == (1, 2)
    assert [(s.kind, [line.level for line in s.lines]) for s in first.stretches] == [
        ("heading", [1]),
        ("heading", [2]),
        ("item", [0, 1]),
    ]


def test_code_keeps_its_lines(audit):
    (piece,) = pieces(shown(audit, [block("if x:\n\treturn\x1b", 0, BlockKind.CODE)], []))
    assert piece.text == "if x:\n    return�"


def test_a_place_that_the_text_does_not_have_is_no_mark(audit):
    document = Document(format="text", text="It helps.\n", blocks=(block("It helps.", 0),))
    lost = Location(line=70, column=1, end_line=70, end_column=5)
    claim = audit.claims[0].model_copy(update={"location": lost})
    audit = audit.model_copy(update={"document": document, "claims": (claim,)})
    assert report_text(audit, {claim.id: Maker(audit, "r1", {}, {}).card(claim)}).marked == frozenset()


def test_of_a_huge_report_the_beginning_is_shown(audit):
    text = shown(audit, [block("word " * 100_000, n * 500_001) for n in range(8)], [])
    assert text.cut
    assert len(pieces(text)) == 6
