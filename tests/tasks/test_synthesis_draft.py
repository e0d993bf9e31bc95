"""Who supports a line, who is against it, and who merely mentions it."""

from claimcheck.model import Candidate, Conflict, PaperClaim
from claimcheck.tasks.synthesis_draft import against_itself, lines_and_bundles, supporters
from claimcheck.verify import Grouped, Parting
from tests.render.syntheses import says

KEYS = {name: f"key-{name}" for name in "abc"}


def claim(text, paper, *others, rest=None):
    candidate = Candidate(text=text, quotation=text, span=(0, 9), kind="finding", weight=0.5)
    return PaperClaim(text=text, statement=text, key=f"key-{paper}", paper=paper, candidate=candidate, others=others,
                      rest=rest)  # fmt: skip


def grouped(count, *partings):
    return [Grouped("Bees", tuple(range(count)), (0.5,) * count, partings)]


def test_a_mention_of_other_peoples_result_is_no_support():
    told = claim("Bees count.", "a", says("supports", "They found that bees count.", "b"))
    own = claim("Wasps count.", "a", says("supports", "Wasps counted to three in our tests.", "c"))
    lines, _ = lines_and_bundles([told, own], grouped(2), KEYS)
    assert supporters(lines[0]) == {"a"}
    assert [stand.paper for stand in lines[0].repeats] == ["b"]
    assert supporters(lines[1]) == {"a", "c"}


def test_what_a_paper_has_against_a_line_becomes_a_line_of_its_own():
    told = claim("Bees count.", "a", says("contradicts", "No bee counted.", "b"))
    lines, (bundle,) = lines_and_bundles([told], grouped(1), KEYS)
    assert [(line.key, line.role, line.words) for line in lines[1:]] == [("key-b", "against", "No bee counted.")]
    assert bundle.lines == (0, 1)
    assert bundle.opponents[0] == {"b"}


def test_a_line_that_is_there_already_is_not_said_again():
    told = claim("Bees count.", "a", says("contradicts", "No bee counted.", "b"))
    lines, _ = lines_and_bundles([told, claim("No bee counted.", "b")], grouped(2), KEYS)
    assert len(lines) == 2


def test_two_lines_that_part_are_against_each_other():
    parting = Parting(0, 1, Conflict(kind="direction", claim="lowered", source="raised"))
    _, (bundle,) = lines_and_bundles([claim("x lowered y.", "a"), claim("x raised y.", "b")], grouped(2, parting), KEYS)
    assert bundle.opponents == {0: {"b"}, 1: {"a"}}
    assert bundle.conflicts == (parting.conflict,)


def test_a_claim_that_its_own_paper_takes_back_is_named_with_the_place():
    back = claim("Bees count.", "a", rest=says("contradicts", "No bee counted.", "a"))
    assert list(against_itself([claim("Wasps count.", "a"), back])) == [(1, "p. 3")]


def test_what_a_language_model_worded_is_not_put_as_a_quotation_which_need_not_stand_alone():
    told = claim("Bees count.", "a")
    drawn = told.model_copy(update={"candidate": told.candidate.model_copy(update={"drawn": True})})
    (line, worded), _ = lines_and_bundles([told, drawn], grouped(2), KEYS)
    assert (line.quotable, line.drawn, worded.quotable, worded.drawn) == (True, False, False, True)


def test_where_two_parted_is_told_once_for_the_same_words():
    pairs = (("lower", "raised"), ("raised", "lowered"), ("fell", "rose"))
    parted = [Parting(0, 1, Conflict(kind="direction", claim=one, source=other)) for one, other in pairs]
    _, (bundle,) = lines_and_bundles([claim("A.", "a"), claim("B.", "b")], grouped(2, *parted), KEYS)
    assert [(c.claim, c.source) for c in bundle.conflicts] == [("lower", "raised"), ("fell", "rose")]
