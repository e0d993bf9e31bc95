"""One report in four formats gives the same claims, which cite the same papers."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.model import Extraction
from claimcheck.read import read_document
from fixtures.twins import twins
from tests.conftest import FIXTURES

SOURCE = (FIXTURES / "synthesis.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> dict[str, Extraction]:
    both = {".md": SOURCE.encode(), **twins(SOURCE)}
    return {ending: extract(read_document(data, f"report{ending}")) for ending, data in both.items()}


@pytest.mark.parametrize("ending", [".html", ".docx", ".tex"])
def test_claims_and_what_they_cite_do_not_depend_on_the_format(made, ending):
    def said(found: Extraction) -> list[tuple[object, ...]]:
        return [(c.statement, c.cites, c.cited_by, c.printed, c.label, c.truncated) for c in found.claims]

    assert len(made[".md"].claims) == 15
    assert said(made[ending]) == said(made[".md"])


@pytest.mark.parametrize("ending", [".html", ".docx", ".tex"])
def test_references_and_counts_do_not_depend_on_the_format(made, ending):
    def listed(found: Extraction) -> list[tuple[object, ...]]:
        return [(r.key, r.title, r.authors, r.year, r.in_list, r.cited) for r in found.references]

    assert len(listed(made[".md"])) == 5
    assert listed(made[ending]) == listed(made[".md"])
    assert [(c.what, c.value) for c in made[ending].counts] == [(c.what, c.value) for c in made[".md"].counts]
    assert made[ending].title == made[".md"].title
    assert made[ending].question == made[".md"].question
