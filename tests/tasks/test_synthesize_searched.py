"""A whole synthesis over loopback: databases asked, full texts fetched, and the report audited like anybody's."""

from datetime import date

import pytest

from claimcheck.render.synthesis import FORMATS, synthesis_markdown
from claimcheck.settings import Settings
from claimcheck.tasks.synthesize import Wish, synthesize
from claimcheck.tasks.workplace import Workplace
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper
from tests.servers.catalogues import LoopbackCatalogues, LoopbackWork

QUESTION = "Do cheap soil moisture sensors help gardeners to save water?"
TITLE = "Cheap soil moisture sensors save water in gardens"
ABSTRACT = (
    "Gardeners water too much. In a field trial of two summers, beds that were watered by the readings of cheap soil"
    " moisture sensors used 31% less water than beds that were watered by the clock."
)
WORK = LoopbackWork(
    TITLE,
    authors=("Ada Marsh", "Bo Lind"),
    year=2021,
    doi="10.1000/beds.1",
    abstract=ABSTRACT,
    venue="Journal of Gardens",
)


@pytest.fixture
def done(tmp_path):
    paper = LoopbackPaper(TITLE, ABSTRACT, WORK.authors, year=2021)
    with LoopbackArxiv({"2101.00001": paper}) as arxiv, LoopbackCatalogues([WORK]) as catalogues:
        environment = {**arxiv.environment, **catalogues.environment, "CLAIMCHECK_ARXIV_PACE": "0"}
        fields = {name.removeprefix("CLAIMCHECK_").lower(): value for name, value in environment.items()}
        settings = Settings.model_validate({**fields, "sources_pace": 0, "cache": tmp_path})
        with Workplace(settings) as workplace:
            yield synthesize(Wish(QUESTION, date(2026, 3, 31)), workplace, synthesis_markdown)


def test_what_was_found_is_read_told_and_cited_with_its_people(done):
    assert done.errors == ()
    (source,) = done.synthesis.sources
    assert source.authors == WORK.authors
    assert any("31% less water" in statement.text for statement in done.synthesis.statements)
    assert all(statement.verified for statement in done.synthesis.statements)
    text = FORMATS["markdown"](done.synthesis)
    assert "Ada Marsh, Bo Lind. “Cheap soil moisture sensors save water in gardens.”" in text
    assert "| OpenAlex | " in text
    assert "On 2026-03-31 the databases below were searched with the queries below." in text
    assert "author = {{Ada Marsh} and {Bo Lind}}" in FORMATS["bibtex"](done.synthesis)
