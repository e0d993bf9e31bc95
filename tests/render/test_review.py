"""A review as table, Markdown and JSON: each score beside its counts, and hostile text as text."""

import json
import re

import pytest

from claimcheck.judge import review
from claimcheck.model.review import Answer, Fault, Mend, Panel, ReaderScore, Reading, Review, ReviewFile, Score
from claimcheck.render.review import FORMATS, review_json, review_markdown, review_table
from tests.hostile import TEXTS
from tests.render.test_hostile import STEERING, obeyed

MAKERS = {
    "table": lambda file: review_table(file, width=80, color=False),
    "markdown": review_markdown,
    "json": review_json,
}


def score(reviewer="clarity", value=7.5, interval=(5.0, 9.25), **fields):
    fields = {
        "weight": 1,
        "formula": "10 × clear / claims",
        "ends": "Wilson",
        "counts": {"claims": 4, "dated": True},
    } | fields
    return Score(reviewer=reviewer, value=value, interval=interval, **fields)


@pytest.fixture
def reviews(file):
    """One report that was scored, one of which nothing can be said, one that could not be read."""
    (audit, *_) = file.audits
    grounding = score("grounding", None, None, notes=("no claim could be checked",))
    mend = Mend(reviewer="clarity", what="print 1 claim whole", value=7.0)
    common = {"report": audit.report, "formula": "overall = a mean"}
    return ReviewFile(
        claimcheck=file.claimcheck,
        reviews=(
            Review(value=6.0, interval=(4.0, 8.0), scores=(score(),), printed=9.5, raise_by=(mend,), **common),
            Review(value=None, interval=None, scores=(grounding, score()), **common),
            Review(value=None, interval=None, error="scan.pdf: no text layer", **common),
        ),
    )


def test_the_table_has_scores_intervals_counts_and_what_would_raise_them(reviews):
    text = MAKERS["table"](reviews)
    for said in (
        "review.md: overall 6.0 of 10 (4.0–8.0); the report prints 9.5 of itself",
        "7.5   5.0–9.2",
        "claims 4; dated yes",
        "print 1 claim whole → 7.0 (clarity)",
        "review.md: no overall score: no claim could be checked",
        "\n\nscan.pdf: no text layer\n",
        "clarity = 10 × clear / claims",
    ):
        assert said in text, said
    assert text.count("overall = a mean") == 1
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b[" in review_table(reviews, width=80, color=True)


def test_markdown_has_the_same_and_the_intervals_in_words(reviews):
    text = review_markdown(reviews)
    assert "| clarity | 7.5 | 5.0–9.2 | claims 4; dated yes |" in text
    assert "- clarity = 10 × clear / claims; interval: Wilson" in text
    assert "**Not reviewed:** scan.pdf: no text layer" in text
    assert "- print 1 claim whole → 7.0 (clarity)" in text


def test_json_has_every_count_as_it_is(reviews):
    content = json.loads(review_json(reviews))
    assert list(content) == ["schema_version", "claimcheck", "reviews"]
    assert content["reviews"][0]["scores"][0]["counts"] == {"claims": 4, "dated": True}
    assert content["reviews"][1]["value"] is None
    assert review_json(ReviewFile.model_validate(content)) == review_json(reviews)


@pytest.fixture
def panelled(reviews):
    """The same, the first report read by two readers, of which one was heard."""
    answers = (Answer(question="Is it dated?", quotation="on 3 March"), Answer(question="Is it sure?"))
    slight = Fault(severity="slight", quotation="All but one", why="It is named nowhere.")
    faults = [slight, *(Fault(severity="serious", quotation=f"All {n} agree", why="They do not.") for n in range(4))]
    counts = {"questions": 2, "yes": 1}
    heard = ReaderScore(reader="sceptic", value=5.0, interval=(1.0, 9.0), counts=counts, answers=answers, faults=faults)
    silent = ReaderScore(reader="asker", value=None, interval=None, counts=counts, notes=("gave no reply",))
    common = {"formula": "10 × yes", "ends": "Wilson", "notes": ("half was read",), "without": 6.5}
    panel = Panel(readers=(heard, silent), median=5.0, spread=(5.0, 5.0), **common)
    first = reviews.reviews[0].model_copy(update={"panel": panel, "formula": "overall = a mean, lowered"})
    return reviews.model_copy(update={"reviews": (first, *reviews.reviews[1:])})


def test_the_panel_stands_below_with_what_each_reader_could_show_and_could_not(panelled):
    text = " ".join(MAKERS["table"](panelled).split())
    for said in (
        "Panel: 1 of 2 readers heard, each asked alone; median 5.0, from 5.0 to 5.0; overall without them 6.5; half",
        "sceptic 5.0 1.0–9.0 questions 2; yes 1",
        "no: Is it sure? serious: “All 0 agree” They do not.",
        "and 2 more faults asker – – gave no reply",
        "a reader = 10 × yes overall = a mean, lowered",
    ):
        assert said in text, said
    assert "Is it dated?" not in text
    markdown = MAKERS["markdown"](panelled)
    for said in (
        "| asker | – | – | gave no reply |",
        "- yes: Is it dated? “on 3 March”",
        "- serious: “All 3 agree” They do not.\n- slight: “All but one” It is named nowhere.",
        "- a reader = 10 × yes; interval: Wilson",
        "- overall = a mean, lowered",
    ):
        assert said in markdown, said
    content = json.loads(review_json(panelled))
    assert ["panel" in one for one in content["reviews"]] == [True, False, False]
    assert content["reviews"][0]["panel"]["readers"][0]["faults"][1]["quotation"] == "All 0 agree"
    assert review_json(ReviewFile.model_validate(content)) == review_json(panelled)


def test_without_a_panel_nothing_is_said_of_one(reviews):
    for name in FORMATS:
        assert "anel" not in MAKERS[name](reviews)
        assert "reader" not in MAKERS[name](reviews)


def test_a_report_that_could_not_be_read_alone_needs_no_formulas(reviews):
    alone = reviews.model_copy(update={"reviews": reviews.reviews[2:]})
    assert "overall =" not in MAKERS["table"](alone) + MAKERS["markdown"](alone)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_is_shown_by_every_format_and_obeyed_by_nobody(file, hostile_audit, text):
    audits = [hostile_audit(text), hostile_audit(text).model_copy(update={"error": text})]
    said = {"answers": [Answer(question=text, quotation=text), Answer(question=text)], "given": 1, "parts": 1}
    said["faults"] = [Fault(severity="slight", quotation=text, why=text)]
    readings = [Reading(reader="sceptic", **said), Reading(reader="asker", **said | {"parts": 0})]
    reviews = [review(audit, readings, (text,)) for audit in audits]
    hostile = ReviewFile(claimcheck=file.claimcheck, reviews=reviews)
    for name in FORMATS:
        output = MAKERS[name](hostile)
        output.encode()
        assert STEERING.findall(output) == []
        assert obeyed(output) == []
    assert not re.search(r"(?<!\\)<(?!br>)", review_markdown(hostile))


def test_a_value_that_would_be_a_lie_cannot_be_built():
    for wrong in ({"value": None}, {"interval": None}, {"value": 9.9}, {"value": 11}):
        with pytest.raises(ValueError, match="value"):
            score(**wrong)
