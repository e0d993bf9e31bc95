"""What a language model reads in a report is added to what the rules extract, and changes nothing else of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.extract import extract
from claimcheck.model import Reading
from claimcheck.read import read_document
from tests.conftest import FIXTURES
from tests.extract.helpers import SOURCES

REPORT = f"""# Bees

Would bees count?

## Counting

A team built HiveNet in Leeds. It halves the error of the bee counts [1]. Nobody knows why.

- Bees that got sugar lived longer, with the share of survivors rising from 41% to 58% [2].

## Future work

It is worth a look that bees count to seven in the dark. They sleep by day, and our plan is to see it.
We plan to ask Smith (2021) what ants do at night. Bees that got sugar lived longer, with the share of survivors rising from 41% to 58% [2].

| Claim | Verified | Confidence |
|---|---|---|
| It is worth a look that bees count to seven in the dark. | ✓ | 0.9 |
{SOURCES}"""  # noqa: E501 - a line of a report
DOCUMENT = read_document(REPORT.encode(), "report.md")
BY_RULES = extract(DOCUMENT)
DOUBTFUL = [one for one in BY_RULES.skipped if one.sentence]
PARTS = (("", "Bees that got sugar lived longer"), ("", "with the share of survivors rising from 41% to 58%"))


def places(begin):
    return frozenset(one.location for one in DOUBTFUL if one.text.startswith(begin))


def changed(claim):
    """All of a claim but its number, which is its place in the table, and its reading."""
    return claim.model_copy(update={"number": 0, "reading": None})


def test_a_sentence_that_the_rules_passed_over_becomes_a_claim_in_its_place_and_in_its_words():
    found = extract(DOCUMENT, Reading(claims=places("It is worth")))
    (added,) = (claim for claim in found.claims if claim.passed_over)
    assert (added.text, added.passed_over) == ("It is worth a look that bees count to seven in the dark.", "plan")
    assert added.cited_by == "paragraph"
    assert len(found.skipped) == len(BY_RULES.skipped) - 1
    assert [claim.number for claim in found.claims] == list(range(1, len(found.claims) + 1))
    assert sorted(c.location.line for c in found.claims) == [c.location.line for c in found.claims]


def test_it_cites_what_it_names():
    found = extract(DOCUMENT, Reading(claims=places("We plan to ask")))
    (added,) = (claim for claim in found.claims if claim.passed_over)
    assert (added.cites, added.cited_by) == (("10.1000/ants.1",), "marker")


def test_a_sentence_of_a_models_changes_no_entry_of_the_list_and_tells_of_a_work_that_is_not_listed():
    text = REPORT.replace("what ants do", "what ants do [2], as [9] does,").replace("to 58% [2]", "to 58%")
    document = read_document(text.encode(), "report.md")
    plans = frozenset(s.location for s in extract(document).skipped if s.text.startswith("We plan to ask"))
    found = {one.key: one for one in extract(document, Reading(claims=plans)).references}
    alone = {one.key: one for one in extract(document).references}
    assert plans
    assert {k for k, one in alone.items() if one.in_list} == {k for k, one in found.items() if one.in_list}
    assert {k for k in found if found[k].cited != alone[k].cited} == {"[9]"}
    assert found["[9]"].cited


def test_a_row_of_the_claims_table_stays_a_claim_beside_a_sentence_of_the_same_words():
    found = extract(DOCUMENT, Reading(claims=places("It is worth")))
    row = next(claim for claim in BY_RULES.claims if claim.printed)
    twins = [claim for claim in found.claims if claim.text == row.text]
    assert changed(row) in [changed(claim) for claim in twins]
    assert sorted(claim.id for claim in twins) == [row.id, f"{row.id}-2"]


def test_once_it_was_written_into_our_own_table_it_is_still_one_claim():
    ours = REPORT.replace("| Claim |", "<!-- claimcheck:table -->\n| Claim |")
    document = read_document(ours.replace(SOURCES, f"<!-- /claimcheck:table -->\n{SOURCES}").encode(), "report.md")
    before = extract(document)
    assert before.table.generated
    found = extract(document, Reading(claims=places("It is worth")))
    (row,) = (claim for claim in before.claims if claim.text.startswith("It is worth"))
    (claim,) = (claim for claim in found.claims if claim.text == row.text)
    assert (claim.id, claim.passed_over) == (row.id, "plan")
    assert sorted(claim.id for claim in found.claims) == sorted(claim.id for claim in before.claims)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_read_no_claim_of_the_rules_goes_or_changes(data):
    anywhere = [one.location for one in (*BY_RULES.claims, *BY_RULES.skipped)]
    some = st.sampled_from(anywhere)
    words = st.sampled_from(["HiveNet", "A team", "34.3", "", "it"])
    reading = Reading(
        claims=data.draw(st.frozensets(some)),
        names=data.draw(st.dictionaries(some, words)),
        parts=data.draw(st.dictionaries(some, st.just(PARTS) | st.lists(st.tuples(words, words)).map(tuple))),
    )
    found = extract(DOCUMENT, reading)
    own = [claim for claim in found.claims if claim.passed_over is None]
    for before, after in zip(BY_RULES.claims, own, strict=True):
        assert after.judged == before.judged
        kept = after if before.statement == after.statement else after.model_copy(update={"read_as": before.read_as})
        assert changed(kept.model_copy(update={"statement": before.statement})) == changed(before)
    assert {one.location for one in found.claims if one.passed_over} <= {one.location for one in DOUBTFUL}
    hard = [one for one in BY_RULES.skipped if not one.sentence]
    assert [one for one in found.skipped if not one.sentence] == hard
    assert found.table == BY_RULES.table


@pytest.mark.parametrize("begin", ["Bees", "Would", "[1]", "Counting", "Claim", "Nobody knows"])
def test_headings_questions_sources_and_heads_of_tables_are_no_claims_whatever_a_model_says(begin):
    every = frozenset(one.location for one in BY_RULES.skipped)
    found = extract(DOCUMENT, Reading(claims=every))
    assert any(one.text.startswith(begin) for one in BY_RULES.skipped)
    added = [claim.text for claim in found.claims if claim.passed_over and claim.text.startswith(begin)]
    assert added == []


def test_parts_stand_beside_the_whole_and_cite_what_it_cites():
    whole = next(claim for claim in BY_RULES.claims if claim.text.startswith("Bees that got sugar"))
    found = extract(DOCUMENT, Reading(parts={whole.location: PARTS}))
    (claim,) = (one for one in found.claims if one.id == whole.id)
    assert claim.clauses == ()
    assert [part.judged for part in claim.reading.clauses] == [
        "Bees that got sugar lived longer",
        "with the share of survivors rising from 41% to 58%",
    ]
    assert {part.cites for part in claim.reading.clauses} == {whole.cites}
    assert [part.id for part in claim.reading.clauses] == [f"{whole.id}.1", f"{whole.id}.2"]


def test_nothing_read_is_nothing_changed():
    document = read_document((FIXTURES / "synthesis.md").read_bytes(), "synthesis.md")
    assert extract(document, Reading()) == extract(document)
