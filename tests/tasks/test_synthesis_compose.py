"""Numbers, wording and sides of a synthesis."""

from datetime import date

import pytest
from pydantic import ValidationError

from claimcheck.model import Paper, Plan, Reference, Retrieved
from claimcheck.model.synthesis import Protocol, Strand, certainty_of
from claimcheck.tasks.synthesis_compose import compose, worded
from claimcheck.tasks.synthesis_draft import Bundle, Draft, Line, marked
from tests.render.syntheses import in_words, searched, statement, strand, synthesis, two_papers


def line(words, quotation=None):
    return Line("bees", "a", words, quotation or words, "says", 1, None)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Bees count to four.", "Bees count to four [3]."),
        ("Bees count!", "Bees count [3]!"),
        ("We show that our bees count.", "The authors of [3] show that the authors’ bees count."),
        ("Our bees count to four.", "[3]’s bees count to four."),
        ("This paper finds that bees count.", "[3] finds that bees count."),
    ],
)
def test_a_sentence_names_its_paper_or_carries_its_number(words, printed):
    assert worded(line(words), "told", 3) == printed


def test_a_quotation_keeps_its_words_and_stays_in_its_marks():
    told = worded(line("Bees count.", "Bees “count” and do not “guess”."), "quoted", 2)
    assert told == "The authors of [2] write: “Bees ‘count’ and do not ‘guess’.”"


@pytest.mark.parametrize(
    "text", ["Bees count [12].", "Bees count [ 3 ].", "Bees count [@lee2020].", "Bees [^1] count."]
)
def test_marks_of_a_papers_own_list_are_seen(text):
    assert marked(text)
    assert not line("Bees count.", text).quotable


def test_it_is_never_surer_than_its_papers_make_it():
    assert [certainty_of(n, 0) for n in (1, 2, 3, 9)] == ["low", "moderate", "high", "high"]
    assert certainty_of(9, 1) == "contested"
    with pytest.raises(ValidationError, match="as sure"):
        Strand(heading="x", statements=(statement("x", 1, 0),), papers=1, against=0, certainty="high")


def drafted(*bundles, lines):
    """A draft of lines that say what they are called, with a paper for each letter of them."""
    told = tuple(Line(f"key-{paper}", paper, text, text, "says", 1, None) for paper, text in lines)
    papers = {line.key: retrieved(line.paper) for line in told}
    return Draft("Do bees count?", date(2026, 3, 31), None, told, bundles, papers, Protocol(search=searched()))


def retrieved(paper):
    found = Paper(id=paper, sha256=paper * 64, source="folder")
    return Retrieved(reference=Reference(key=f"key-{paper}", raw=paper, status="read"), paper=found)


def bundle(*worths, first=0, opponents=()):
    numbers = range(first, first + len(worths))
    against = {number: frozenset() for number in numbers} | dict(opponents)
    return Bundle("Bees", tuple(numbers), dict(zip(numbers, worths, strict=True)), (), against)


def composed(draft):
    return compose(draft, dict.fromkeys(range(len(draft.lines)), "told"), {})


def test_the_answer_has_what_leads_each_of_its_groups_and_of_each_other_paper_one_sentence():
    draft = drafted(
        bundle(0.6, 0.55, 0.5, 0.2),
        bundle(0.5, first=4),
        bundle(0.5, first=5),
        bundle(0.3, first=6),
        lines=[("a", "A."), ("a", "A again."), ("b", "B."), ("c", "C."), ("b", "B again."), ("d", "D."), ("e", "E.")],
    )
    made = composed(draft)
    told = [s.text for place in made.answer for s in made.strands[place].statements if s.answers]
    assert told == ["A [1].", "B [2].", "B again [2].", "D [4]."]


def test_what_is_asked_about_and_no_sentence_of_the_answer_names_is_told():
    asked = Plan(queries=(), concepts=(("counting", "count"), ("energy budget",), ("sugar water", "SW")))
    lines = [("a", "Bees counted landmarks."), ("a", "The energy budget of bees is small.")]
    draft = drafted(bundle(0.6), bundle(0.1, first=1), lines=lines)
    search = draft.protocol.search.model_copy(update={"plan": asked})
    made = composed(draft._replace(protocol=Protocol(search=search)))
    assert made.unnamed == ("energy budget", "sugar water")


def test_what_a_title_of_the_answer_names_is_named():
    asked = Plan(queries=(), concepts=(("landmarks",), ("meadows",), ("tall landmarks",)))
    draft = drafted(bundle(0.6), lines=[("a", "Bees count.")])
    titled = Reference(key="key-a", raw="a", title="Landmarks", status="read")
    papers = {"key-a": draft.papers["key-a"].model_copy(update={"reference": titled})}
    search = draft.protocol.search.model_copy(update={"plan": asked})
    made = composed(draft._replace(papers=papers, protocol=Protocol(search=search)))
    assert made.unnamed == ("meadows", "tall landmarks")


def test_of_a_strand_in_which_papers_part_one_of_them_leads():
    parted = bundle(0.6, 0.5, 0.4, opponents={1: frozenset("c"), 2: frozenset("b")})
    made = composed(drafted(parted, lines=[("a", "A."), ("b", "B."), ("c", "C.")]))
    (strand,) = made.strands
    assert [(s.text, s.role) for s in strand.statements] == [
        ("B [1].", "says"), ("A [2].", "says"), ("C [3].", "against"),
    ]  # fmt: skip
    assert (strand.papers, strand.against, strand.certainty) == (1, 1, "contested")


def test_where_the_disputed_line_went_at_the_gate_what_was_said_against_it_does_not_lead():
    draft = drafted(bundle(0.6, 0.5, 0.0), lines=[("a", "A."), ("b", "B."), ("c", "Not A.")])
    draft = draft._replace(lines=(*draft.lines[:2], draft.lines[2]._replace(role="against")))
    (strand,) = compose(draft, {1: "told", 2: "quoted"}, {}).strands
    assert strand.statements[0].text == "B [1]."


def test_what_the_leading_lines_own_paper_has_against_another_is_not_said_against_the_leading_line():
    draft = drafted(bundle(0.6, 0.5, 0.0, opponents={0: frozenset("b"), 1: frozenset("a")}),
                    lines=[("a", "A."), ("b", "Not A."), ("a", "A again.")])  # fmt: skip
    draft = draft._replace(lines=(*draft.lines[:2], draft.lines[2]._replace(role="against")))
    (strand,) = composed(draft).strands
    assert [(s.text, s.role) for s in strand.statements] == [("A [1].", "says"), ("Not A [2].", "against")]


def test_a_synthesis_cites_what_it_lists_and_lists_what_it_cites():
    with pytest.raises(ValidationError, match="every source is cited"):
        synthesis(strand("x", statement("x", 1, 0)), sources=two_papers().sources)


def test_a_worded_answer_rests_on_statements_that_answer_and_carries_their_citations():
    assert in_words(two_papers(), ("Bees count [1], [2].", (0, 1))).prose.lines == {0, 1}
    with pytest.raises(ValidationError, match="carries its citations"):
        in_words(two_papers(), ("Bees count [1].", (0, 1)))
    with pytest.raises(ValidationError, match="statements of the answer"):
        in_words(two_papers(), ("Wasps count better [1].", (2,)))
