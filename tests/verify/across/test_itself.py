"""Claims of one report that contradict each other."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.read import read_document
from claimcheck.verify import disagreements
from claimcheck.verify.across import itself

SOURCES = "\n\n## References\n\n1. Probes in gardens. arXiv:2405.99002\n2. Other probes. arXiv:2405.99003\n"
ONE = "The calibration network brings the root mean square error of the probes down to 0.019 m³/m³ [1]."


def found(*sentences: str) -> list[tuple[str, str, str]]:
    text = "# R\n\n" + "\n\n".join(sentences) + SOURCES
    made = disagreements(extract(read_document(text.encode(), "r.md")).claims)
    return [(one.conflict.kind, one.conflict.claim, one.conflict.source) for one in made]


def test_another_number_among_the_same_words_is_a_disagreement():
    other = "Later on, the network brings the root mean square error of the probes down to 0.029 m³/m³ [1]."
    assert found(ONE, other) == [("quantity", "0.019", "0.029")]


def test_the_other_direction_is_one_too():
    said = "The share of dry beds {} in the gardens that were watered by the corrected readings [1]."
    assert [kind for kind, *_ in found(said.format("increased"), said.format("decreased"))] == ["direction"]


@pytest.mark.parametrize("other", [
    ONE,
    ONE.replace("[1]", "[2]").replace("0.019", "0.029"),
    "The network was trained on readings of 60 probes in 12 gardens over 31 weeks [1].",
    "If it is dry, " + ONE.replace("The", "the").replace("0.019", "0.029"),
])  # fmt: skip
def test_the_same_of_another_paper_of_another_thing_or_in_another_case_is_none(other):
    assert found(ONE, other) == []


def test_rows_of_one_table_tell_of_different_things():
    table = "| Method | Paper | Error of the probes after training |\n|---|---|---|\n"
    rows = "".join(f"| Calibration network {n} | [1] | root mean square error of {n} m³/m³ |\n" for n in (0.019, 0.029))
    assert found(table + rows) == []


def test_what_a_language_model_found_takes_no_place_of_what_the_rules_found(monkeypatch):
    monkeypatch.setattr(itself, "_MOST_CLAIMS", 2)
    other = ONE.replace("The calibration network", "Later on, the network").replace("0.019", "0.029")
    first, second = extract(read_document(f"# R\n\n{ONE}\n\n{other}{SOURCES}".encode(), "r.md")).claims
    plans = [first.model_copy(update={"id": f"m{n}", "number": n, "passed_over": "plan"}) for n in (1, 2)]
    numbered = [one.model_copy(update={"number": n}) for n, one in enumerate((first, second), 3)]
    (made,) = disagreements([*plans, *numbered])
    assert (made.first, made.second) == (first.id, second.id)


def test_many_claims_are_compared_within_seconds():
    sentences = [ONE.replace("0.019", f"0.{i:03}") for i in range(10, 60)]
    assert len(found(*sentences)) >= 1000
