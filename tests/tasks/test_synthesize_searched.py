"""A whole synthesis over loopback: databases asked, full texts fetched, the report audited as usual; and faults."""

from dataclasses import replace
from datetime import date

import pytest

from claimcheck.errors import InputError
from claimcheck.render.synthesis import FORMATS, synthesis_markdown
from claimcheck.settings import Settings
from claimcheck.tasks.synthesize import Wish, synthesize
from claimcheck.tasks.workplace import Workplace
from tests.conftest import FIXTURES
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper, Manner
from tests.servers.catalogues import SERVICES, LoopbackCatalogues, LoopbackWork

QUESTION = "Do cheap soil moisture sensors help gardeners to save water?"
TITLE = "Cheap soil moisture sensors save water in gardens"
RESULT = (
    "In a field trial of two summers, beds that were watered by the readings of cheap soil moisture sensors used 31%"
    " less water than beds that were watered by the clock."
)
ABSTRACT = f"Gardeners water too much. {RESULT}"
WORK = LoopbackWork(
    TITLE,
    authors=("Ada Marsh", "Bo Lind"),
    year=2021,
    doi="10.1000/beds.1",
    abstract=ABSTRACT,
    venue="Journal of Gardens",
)
RECALL = "Does a faster speaking rate lower what listeners recall?"
RECALL_WORK = LoopbackWork(
    "Slower Is Not Clearer: Speaking Rate and Listeners' Recall in Synthetic Reading Aloud",
    year=2024,
    arxiv_id="2403.99001",
    abstract="We read 48 passages aloud. Listeners recalled less at a faster speaking rate than at a slow one.",
)
TODAY, LATER = date(2026, 3, 31), date(2026, 4, 1)


class World:
    """Loopback servers, and a cache that all runs share."""

    def __init__(self, cache, arxiv, catalogues):
        self.arxiv, self.catalogues = arxiv, catalogues
        environment = {**arxiv.environment, **catalogues.environment, "CLAIMCHECK_ARXIV_PACE": "0"}
        fields = {name.removeprefix("CLAIMCHECK_").lower(): value for name, value in environment.items()}
        self.settings = Settings.model_validate({**fields, "cache": cache})

    def made(self, question=QUESTION, today=TODAY, *, resume=False):
        with Workplace(self.settings) as workplace:
            return synthesize(Wish(question, today, resume=resume), workplace, synthesis_markdown)

    def lose_the_network(self):
        for place in ("api", "pdf", "eprint"):
            self.arxiv.misbehave(place, Manner.HANG_UP, times=999)
        for service in SERVICES:
            self.catalogues.misbehave(service, Manner.HANG_UP, times=999)

    def find_it_again(self):
        self.arxiv.calm()
        self.catalogues.calm()
        self.arxiv.requests.clear()
        self.catalogues.requests.clear()


@pytest.fixture
def open_world(tmp_path):
    """A world of one work, and the same on arXiv."""
    opened = []

    def call(name, paper, work):
        opened.append(LoopbackArxiv({name: paper}).__enter__())
        opened.append(LoopbackCatalogues([work]).__enter__())
        return World(tmp_path, *opened)

    yield call
    for server in opened:
        server.__exit__()


@pytest.fixture
def gardens(open_world):
    return open_world("2101.00001", LoopbackPaper(TITLE, ABSTRACT, WORK.authors, year=2021), WORK)


@pytest.fixture
def recall(open_world):
    pdf = (FIXTURES / "papers" / "2403.99001.pdf").read_bytes()
    paper = LoopbackPaper(RECALL_WORK.title, RECALL_WORK.abstract, versions={2: pdf})
    return open_world("2403.99001", paper, RECALL_WORK)


def test_what_was_found_is_read_told_and_cited_with_its_people(gardens):
    done = gardens.made()
    assert done.errors == ()
    (source,) = done.synthesis.sources
    assert source.authors == WORK.authors
    assert any("31% less water" in statement.text for statement in done.synthesis.statements)
    assert all(statement.verified for statement in done.synthesis.statements)
    text = FORMATS["markdown"](done.synthesis)
    assert "Ada Marsh, Bo Lind. “Cheap soil moisture sensors save water in gardens.”" in text
    assert "| OpenAlex | " in text
    assert (
        "On 2026-03-31 arXiv, OpenAlex, Crossref, Semantic Scholar and Europe PMC were searched with the queries below."
        in text
    )
    assert "author = {{Ada Marsh} and {Bo Lind}}" in FORMATS["bibtex"](done.synthesis)


def test_a_sentence_at_the_end_of_a_long_abstract_is_verified_by_itself(open_world):
    before = "Gardeners of the allotments told us when they water, and why, and with how many cans of water. "
    abstract = f"{before * 10}{RESULT}"
    world = open_world("2101.00001", LoopbackPaper(TITLE, abstract, year=2021), WORK)
    done = world.made()
    assert done.synthesis.sources[0].abstract
    assert any("31% less water" in statement.text for statement in done.synthesis.statements)


def test_who_gave_no_answer_is_named_and_alone_asked_again_on_resuming(gardens):
    whole = gardens.made()
    gardens.settings = gardens.settings.model_copy(update={"cache": gardens.settings.cache / "other"})
    gardens.catalogues.misbehave("openalex", Manner.SERVER_ERROR, times=999)
    gardens.catalogues.misbehave("crossref", Manner.GARBAGE, times=999)
    partial = gardens.made()
    assert partial.missing == whole.missing + 2
    assert "OpenAlex: gave no answer (HTTP 500)" in partial.notes
    assert "| OpenAlex | 0 of " in FORMATS["markdown"](partial.synthesis)

    gardens.find_it_again()
    went_on = gardens.made(resume=True)

    assert went_on == whole
    assert {request.path.split("/")[1] for request in gardens.catalogues.requests} == {"openalex", "crossref"}
    assert not [request for request in gardens.arxiv.requests if "search_query" in request.query]


def test_a_search_that_is_made_whole_another_day_is_of_that_day(gardens):
    gardens.catalogues.misbehave("europe-pmc", Manner.FORBIDDEN)
    gardens.made()
    gardens.find_it_again()
    assert gardens.made(today=LATER, resume=True).synthesis.today == LATER
    assert gardens.made(resume=True).synthesis.today == LATER


def test_where_nobody_answers_the_network_is_blamed_and_not_the_question(gardens):
    gardens.lose_the_network()
    with pytest.raises(InputError, match=r"arXiv gave no answer .*, Europe PMC gave no answer .*; see to the network"):
        gardens.made()


def test_a_paper_of_which_half_came_is_told_and_fetched_on_resuming(recall):
    recall.arxiv.misbehave("pdf", Manner.CUT_OFF)
    recall.arxiv.misbehave("pdf", Manner.HANG_UP, times=999)
    partial = recall.made(RECALL)
    fault = "2403.99001: only the abstract was read; the PDF could not be fetched: the connection broke off"
    assert fault in partial.notes
    assert (partial.missing, partial.synthesis.sources[0].abstract) == (1, True)

    recall.find_it_again()
    went_on = recall.made(RECALL, resume=True)

    assert recall.catalogues.requests == []
    assert len(recall.arxiv.asked("pdf")) == 1
    assert (went_on.missing, went_on.synthesis.sources[0].abstract) == (0, False)


def test_where_an_abstract_alone_came_and_holds_no_result_the_way_out_is_to_go_on(open_world):
    abstract = "We read 48 short passages to 96 listeners at three speaking rates and asked what they recall."
    work = replace(RECALL_WORK, abstract=abstract)
    world = open_world("2403.99001", LoopbackPaper(work.title, abstract, versions={2: b""}), work)
    world.arxiv.misbehave("pdf", Manner.SERVER_ERROR, times=999)
    with pytest.raises(InputError) as told:
        world.made(RECALL)
    assert "no sentence of the one paper that was read says anything on" in str(told.value)
    assert "only the abstract was read" in str(told.value)
    assert str(told.value).endswith("see to the network, then add --resume")


def test_a_text_that_cannot_be_had_is_told_and_not_tried_in_every_round_of_the_gate(gardens):
    gardens.arxiv.misbehave("pdf", Manner.SERVER_ERROR, times=999)
    done = gardens.made()
    assert "2101.00001: only the abstract was read; the PDF could not be fetched: HTTP 500" in done.notes
    assert done.missing == 1
    assert done.synthesis.sources[0].abstract
    # Four tries for the synthesis, and four for its audit.
    assert len(gardens.arxiv.asked("pdf")) == 8
