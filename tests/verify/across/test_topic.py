"""Papers that have nothing to do with the report's question."""

from __future__ import annotations

import json

import pytest

from claimcheck.extract import extract
from claimcheck.model import Document, Paper, Reference, ReferenceStatus, Retrieved
from claimcheck.read import read_document
from claimcheck.store import Store
from claimcheck.verify.across.topic import with_topics
from claimcheck.verify.encoder import Encoder

_QUESTION = "Do cheap soil moisture probes help gardeners to save water?"
_GARDENS = [
    (
        "Calibrating ten-euro soil moisture probes",
        (
            "Cheap probes drift with temperature and salinity. We calibrate sixty of them in garden beds against"
            " gravimetric samples and correct their readings with a neighbourhood network."
        ),
    ),
    (
        "Watering gardens by sensor",
        (
            "Gardeners water too much. In a field trial of two summers, beds that were watered by the readings of soil"
            " sensors used a third less water, and the harvest of vegetables stayed the same."
        ),
    ),
    (
        "Irrigation schedules from soil water balance",
        (
            "We compare irrigation schedules that are computed from weather data with those of capacitive soil moisture"
            " sensors on twelve vegetable plots, and report water use and yield."
        ),
    ),
]
_STARS = (
    "Hypergeometric inflation in rescaled gravity",
    (
        "We study a class of inflationary potentials of hypergeometric form in scalar-tensor gravity and derive the"
        " spectral index and the tensor-to-scalar ratio, which we hold against data of the cosmic microwave background."
    ),
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        yield opened


def _paper(title, abstract):
    text = f"{title}\nAda Example\nAbstract\n{abstract}\n1 Introduction\n"
    name = title.split()[0].lower()
    reference = Reference(key=name, raw=title, paper=name, status=ReferenceStatus.READ)
    return Retrieved(
        reference=reference,
        paper=Paper(id=name, title=title, sha256="0", source="folder"),
        document=Document(format="text", text=text, blocks=(), title=title),
    )


@pytest.fixture
def off(encoder, store):
    """The keys of the papers that are off topic."""

    def find(question, title, *papers):
        items = [paper if isinstance(paper, Retrieved) else _paper(*paper) for paper in papers]
        found = with_topics(question, title, items, encoder, store)
        return [item.reference.key for item in found if item.reference.off_topic is not None]

    return find


@pytest.mark.parametrize(
    ("question", "title"),
    [(_QUESTION, None), (None, "Literature review: soil moisture probes in gardens"), (_QUESTION, "X")],
)
def test_a_paper_about_something_else_is_off_topic(off, question, title):
    assert off(question, title, *_GARDENS, _STARS) == ["hypergeometric"]


def test_papers_on_the_question_are_not(off):
    assert off(_QUESTION, None, *_GARDENS) == []


@pytest.mark.parametrize("title", [None, "Literature Review", "A survey of related work", ""])
def test_without_a_question_or_a_title_that_says_something_nothing_is_off_topic(off, title):
    assert off(None, title, *_GARDENS, _STARS) == []


def test_papers_far_from_a_fanciful_title_but_near_each_other_are_not(off):
    assert off(None, "Careful with its last few drops", *_GARDENS) == []
    assert off("Wird weniger gegossen, wenn man misst?", None, *_GARDENS) == []


def test_one_or_two_papers_are_too_few_to_tell(off):
    assert off(_QUESTION, None, _GARDENS[0], _STARS) == []


def test_an_unknown_paper_or_one_without_an_abstract_is_never_off_topic(off):
    unknown = Retrieved(reference=Reference(key="unknown", raw="x", title=_STARS[0]))
    assert off(_QUESTION, None, *_GARDENS, unknown, (_STARS[0], "Short.")) == []


def test_the_same_paper_twice_is_no_company(off):
    assert off(_QUESTION, None, *_GARDENS, _STARS, _STARS) == ["hypergeometric", "hypergeometric"]


def test_what_was_compared_once_is_not_compared_again(off, monkeypatch):
    first = off(_QUESTION, None, *_GARDENS, _STARS)
    monkeypatch.setattr(Encoder, "tokens_of", lambda *_: pytest.fail("the model was asked"))
    assert off(_QUESTION, None, *_GARDENS, _STARS) == first


@pytest.mark.parametrize(
    "name", ["careful-words", "cot-convergence", "dialogue-memory", "story-cot", "token-language", "tone-prompts"]
)
def test_no_paper_that_a_real_review_cites_rightly_is_off_topic(data, name, encoder, store):
    pymupdf = pytest.importorskip("pymupdf")
    folder = data / "cases" / name
    review = folder / "literature_review.md"
    extraction = extract(read_document(review.read_bytes(), review.name))
    items = []
    for key, entry in json.loads((folder / "papers.json").read_text()).items():
        if entry["file"] and (folder / entry["file"]).is_file():
            with pymupdf.open(folder / entry["file"]) as paper:
                text = paper[0].get_text()
            reference = Reference(key=key, raw=key, paper=key, status=ReferenceStatus.READ)
            known = Paper(id=key, title=entry["title"], sha256="0", source="folder")
            items.append(
                Retrieved(reference=reference, paper=known, document=Document(format="pdf", text=text, blocks=()))
            )
    wrong = {row["printed_id"] for row in map(json.loads, (data / "wrong_id.jsonl").read_text().splitlines())}
    found = with_topics(extraction.question, extraction.title, items, encoder, store)
    assert {item.reference.key for item in found if item.reference.off_topic is not None} <= wrong
