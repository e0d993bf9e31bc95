"""From a question to a report: what stands in it, what stays out, and a run that was cut short."""

from datetime import date

import pytest

from claimcheck.errors import InputError, SettingsError
from claimcheck.render.synthesis import synthesis_markdown
from claimcheck.settings import Settings
from claimcheck.tasks.synthesize import Wish, synthesize
from claimcheck.tasks.workplace import Workplace
from tests.music_papers import QUESTION, write_papers

TODAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return write_papers(tmp_path_factory.mktemp("music"))


def made(cache, papers, question=QUESTION, progress=lambda _: None, **wish):
    settings = Settings(cache=cache, papers=(papers,), offline=True)
    with Workplace(settings, progress) as workplace:
        return synthesize(Wish(question, **({"today": TODAY} | wish)), workplace, synthesis_markdown)


@pytest.fixture(scope="module")
def done(cache, papers):
    return made(cache, papers)


def test_two_papers_that_agree_and_one_that_does_not_are_told_apart(done):
    first = done.synthesis.strands[0]
    assert (first.papers, first.against, first.certainty) == (2, 1, "contested")
    piano = next(source.number for source in done.synthesis.sources if source.title.startswith("Piano"))
    assert {s.source for s in first.statements if s.role == "against"} == {piano}
    assert done.synthesis.certainty == "contested"
    assert 0 in done.synthesis.answer


def test_every_sentence_is_verified_and_cites_its_paper(done):
    assert done.errors == ()
    for statement in done.synthesis.statements:
        assert statement.verified
        assert f"[{statement.source}]" in statement.text


def test_a_paper_about_something_else_has_no_sentence_in_it(done):
    assert not any("Tomatoes" in (source.title or "") for source in done.synthesis.sources)
    assert not any("tomatoes" in statement.text for statement in done.synthesis.statements)


def test_fewer_sentences_and_papers_are_asked_for(cache, papers):
    few = made(cache, papers, most_claims=2, most_papers=2).synthesis
    assert len(few.sources) <= 2
    assert len([s for s in few.statements if not s.quoted]) <= 2


def test_an_interrupted_run_goes_on_on_its_own_day_and_comes_to_the_same_report(tmp_path, papers, done):
    def interrupt(line):
        if line.startswith("verifying claim 2"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(tmp_path, papers, progress=interrupt)
    went_on = made(tmp_path, papers, today=date(2027, 1, 1), resume=True)
    assert went_on.synthesis == done.synthesis
    assert went_on.synthesis.today == TODAY


def test_there_is_nothing_to_go_on_with_where_another_question_was_asked(cache, papers):
    with pytest.raises(InputError, match="--resume"):
        made(cache, papers, "Does birdsong lower reading comprehension?", resume=True)


@pytest.mark.parametrize(
    ("question", "wish", "error"),
    [
        ("Music?", {}, SettingsError),
        ("Why " * 200, {}, SettingsError),
        ("Is arXiv:2403.99001 right about recall?", {}, SettingsError),
        (QUESTION, {"assignee": "one two three four five six"}, SettingsError),
        ("How do glaciers calve in warm summers?", {}, InputError),
    ],
)
def test_a_question_that_is_none_or_that_nothing_answers_is_told_on_one_line(cache, papers, question, wish, error):
    with pytest.raises(error) as told:
        made(cache, papers, question, **wish)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("question", "wish", "way_out"),
    [
        (QUESTION, {"first_year": 2025}, "outside the years: 4); choose other years with --from and --to"),
        ("How do glaciers calve in warm summers?", {}, "ask in other words, in the papers’ language"),
    ],
)
def test_what_was_left_out_is_counted_with_a_way_out(cache, tmp_path, question, wish, way_out):
    folder = write_papers(tmp_path / "dated")
    for number, file in enumerate(sorted(folder.iterdir())):
        file.rename(folder / f"2403.9900{number}.md")
    with pytest.raises(InputError) as told:
        made(cache, folder, question, **wish)
    assert way_out in str(told.value)


def test_a_year_leaves_papers_out(cache, tmp_path):
    folder = write_papers(tmp_path / "dated", "silence.md", "library.md")
    (folder / "library.md").rename(folder / "1903.00001.md")
    (folder / "silence.md").rename(folder / "2403.99001.md")
    recent = made(cache, folder, first_year=2020).synthesis
    assert [source.arxiv_id for source in recent.sources] == ["2403.99001"]
    assert recent.protocol.search.excluded == {"outside the years": 1}
