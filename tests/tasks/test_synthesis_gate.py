"""The gate: what the auditor does not verify is reworded or dropped, and then everything is counted anew."""

from datetime import date

import pytest

from claimcheck.model.synthesis import Protocol
from claimcheck.render.synthesis import synthesis_markdown
from claimcheck.settings import Settings
from claimcheck.tasks.search import papers as papers_of
from claimcheck.tasks.search import search
from claimcheck.tasks.synthesis_draft import Bundle, Draft, Line
from claimcheck.tasks.synthesis_gate import through_the_gate
from claimcheck.tasks.workplace import Workplace
from tests.music_papers import QUESTION, write_papers

TRUE = "Background music lowered the reading comprehension of students by 6 points on a scale of 100."
WRONG = "Background music lowered the reading comprehension of students by 16 points on a scale of 100."
INVENTED = "Background music doubled the heart rate of 300 nurses in two Norwegian hospitals."


@pytest.fixture(scope="module")
def gate(tmp_path_factory):
    papers = write_papers(tmp_path_factory.mktemp("music"), "library.md")
    settings = Settings(cache=tmp_path_factory.mktemp("cache"), papers=(papers,), offline=True)
    with Workplace(settings) as workplace:
        today = date(2026, 3, 31)
        found = search(QUESTION, workplace, most=5, first_year=None, last_year=None, today=today)
        (item,) = papers_of(found, workplace)

        def passed(*told):
            key = item.reference.key
            lines = tuple(Line(key, item.paper.id, *words, "says", None, "Results") for words in told)
            bundles = tuple(Bundle(f"Part {i}", (i,), {i: 0.5}, (), {}) for i in range(len(lines)))
            draft = Draft(QUESTION, today, None, lines, bundles, {key: item}, Protocol(search=found))
            return through_the_gate(draft, synthesis_markdown, workplace)

        yield passed


def test_what_the_paper_says_passes(gate):
    passed = gate((TRUE, TRUE))
    assert (passed.dropped, passed.errors) == ((), ())
    (statement,) = passed.synthesis.statements
    assert statement.text == TRUE.removesuffix(".") + " [1]."
    assert statement.verified
    assert statement.confidence > 0.5


def test_a_wrong_wording_gives_way_to_the_papers_own_words(gate):
    passed = gate((WRONG, TRUE), (TRUE, TRUE))
    assert passed.dropped == ()
    assert f"The authors of [1] write: “{TRUE}”" in [s.text for s in passed.synthesis.statements]
    assert not any("16 points" in s.text for s in passed.synthesis.statements)


def test_what_the_paper_does_not_say_is_dropped_and_the_rest_counted_anew(gate):
    passed = gate((INVENTED, INVENTED), (TRUE, TRUE))
    assert any("nurses" in text for text in passed.dropped)
    assert len(passed.synthesis.statements) == passed.synthesis.answer[-1] + 1 == 1
    assert passed.synthesis.dropped == 1
    assert "nurses" not in synthesis_markdown(passed.synthesis)


def test_where_nothing_passes_there_is_no_report(gate):
    passed = gate((INVENTED, INVENTED))
    assert passed.synthesis is None
    assert len(passed.dropped) == 1
