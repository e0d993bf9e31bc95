"""Passages marked in a copy of a PDF."""

import pymupdf
import pytest

from claimcheck.errors import DocumentError
from claimcheck.model import Annotation
from claimcheck.read import annotate_pdf
from claimcheck.read.child import Limits

FIRST = ["We compare three ways of count-", "ing and \ufb01nd that the slowest is", "the most exact. Others lose."]
SECOND = ["goes on here, over the page. The end."]


def made(pages, rotation=0):
    with pymupdf.open() as document:
        for lines in pages:
            page = document.new_page(width=400, height=400)
            writer = pymupdf.TextWriter(page.rect)
            for number, line in enumerate(lines):
                writer.append((50, 60 + 14 * number), line, font=pymupdf.Font("tiro"), fontsize=10)
            writer.write_text(page)
            page.set_rotation(rotation)
        return document.tobytes(no_new_id=True)


@pytest.fixture(scope="module")
def paper():
    return made([[*FIRST, "The sentence"], SECOND])


def wish(words, page=1, **fields):
    wanted = {"tone": "verified", "title": "claimcheck: ✓ verified", "note": "Claim 1: ✓ verified\n“naïve”"} | fields
    return Annotation(page=page, words=words, **wanted)


def marks(data):
    """For each mark its page, kind, what text it covers, and its note."""
    found = []
    with pymupdf.open(stream=data) as document:
        for page in document:
            for one in page.annots():
                corners = one.vertices or []
                quads = [pymupdf.Quad(corners[n : n + 4]).rect for n in range(0, len(corners), 4)]
                covered = " ".join(
                    word[4]
                    for word in page.get_text("words")
                    if any(((word[0] + word[2]) / 2, (word[1] + word[3]) / 2) in quad for quad in quads)
                )
                found.append((page.number + 1, one.type[1], covered, one.info["content"]))
    return found


def test_a_passage_is_found_over_hyphens_and_ligatures_and_carries_its_note(paper):
    words = "three ways of counting and find that the slowest is the most exact."
    copy, missing = annotate_pdf(paper, [wish(words)], name="paper.pdf")
    assert missing == ()
    ((page, kind, covered, note),) = marks(copy)
    assert (page, kind, note) == (1, "Highlight", "Claim 1: ✓ verified\n“naïve”")
    assert covered == "three ways of count- ing and \ufb01nd that the slowest is the most exact."


def test_a_passage_that_runs_over_the_page_is_marked_on_both(paper):
    copy, missing = annotate_pdf(paper, [wish("The sentence goes on here, over the page.")], name="paper.pdf")
    assert missing == ()
    assert [(page, covered) for page, _, covered, _ in marks(copy)] == [
        (1, "The sentence"),
        (2, "goes on here, over the page."),
    ]


def test_a_passage_with_something_in_its_middle_is_marked_in_pieces():
    data = made(
        [["We compare three ways of counting", "17", "A footnote of no matter", "and find that the slowest is exact."]]
    )
    words = "We compare three ways of counting and find that the slowest is exact."
    copy, missing = annotate_pdf(data, [wish(words)], name="paper.pdf")
    assert missing == ()
    ((_, _, covered, _),) = marks(copy)
    assert "footnote" not in covered
    assert "slowest is exact." in covered


def green(picture):
    """How many points of a picture are as green as the mark."""
    reds, greens = picture.samples[0::3], picture.samples[1::3]
    return sum(g - r > 40 for r, g in zip(reds, greens, strict=True))


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_on_a_turned_page_the_mark_lies_on_the_words(rotation):
    copy, missing = annotate_pdf(made([FIRST], rotation), [wish("the most exact.")], name="paper.pdf")
    assert missing == ()
    with pymupdf.open(stream=copy) as document:
        page = document[0]
        (lying,) = page.search_for("the most exact.")
        place = lying * page.rotation_matrix
        size = abs(place.width * place.height)
        assert green(page.get_pixmap(clip=place)) > size / 2
        assert green(page.get_pixmap()) < 2 * size


def test_words_that_are_not_there_are_told_and_noted_in_the_corner(paper):
    wishes = [wish("Something else entirely, in other words."), wish("the most exact."), wish("…", note="Nothing.")]
    copy, missing = annotate_pdf(paper, wishes, name="paper.pdf")
    assert missing == (0, 2)
    assert [(kind, note) for _, kind, _, note in marks(copy)] == [
        ("Text", wishes[0].note),
        ("Highlight", wishes[1].note),
        ("Text", "Nothing."),
    ]


def test_a_page_that_the_file_does_not_have_is_told(paper):
    assert annotate_pdf(paper, [wish("The end.", page=9)], name="paper.pdf")[1] == (0,)


def test_the_same_marks_give_the_same_bytes(paper):
    once = annotate_pdf(paper, [wish("the most exact.")], name="paper.pdf")
    assert once == annotate_pdf(paper, [wish("the most exact.")], name="paper.pdf")


@pytest.mark.parametrize(
    ("data", "limits", "words"),
    [
        (b"<html>", Limits(), "paper.pdf: no PDF"),
        (b"%PDF-1.7 garbage", Limits(), "paper.pdf: no PDF, or damaged"),
        (b"%PDF-1.7" + b" " * 99, Limits(size=50), "paper.pdf: too large"),
    ],
)
def test_a_file_that_cannot_be_marked_is_one_line(data, limits, words):
    with pytest.raises(DocumentError) as caught:
        annotate_pdf(data, [wish("x")], name="paper.pdf", limits=limits)
    assert str(caught.value).startswith(words)


def test_an_encrypted_file_is_one_line():
    with pymupdf.open() as document:
        document.new_page()
        data = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret")
    with pytest.raises(DocumentError, match="encrypted; remove the password"):
        annotate_pdf(data, [wish("x")], name="paper.pdf")


def test_a_worker_that_breaks_ends_nothing_else(paper):
    with pytest.raises(DocumentError, match=r"not read within|too much memory|parser broke"):
        annotate_pdf(paper, [wish("the most exact.")], name="paper.pdf", limits=Limits(seconds=0.01))
