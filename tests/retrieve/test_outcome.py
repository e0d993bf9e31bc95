from __future__ import annotations

from claimcheck.model import ReferenceStatus
from claimcheck.retrieve.outcome import Candidate, apart, settle, shorten, without
from tests.retrieve.helpers import INFLATION, TREE, document, reference


def _candidate(*lines, **fields):
    return Candidate(called="x.txt", id="x", document=document(*lines), sha256="0" * 64, source="folder", **fields)


def test_the_paper_is_what_the_candidate_says():
    found = settle(reference(TREE), _candidate(TREE, "Text.", version=2))

    assert (found.paper.id, found.paper.version, found.paper.title, found.paper.text) == ("x", 2, TREE, "full")
    assert (found.reference.paper, found.reference.status, found.reference.detail) == ("x", ReferenceStatus.READ, None)


def test_notes_are_told_beside_each_other():
    printed = reference("Tree of Thoughts: Searching Wisely")

    found = settle(printed, _candidate(TREE, "Text.", note="only the abstract was read"))

    assert found.reference.detail == (
        f"only the abstract was read; the report prints another title; the paper's own is “{TREE}”"
    )


def test_another_paper_is_named_by_its_title_and_not_handed_on():
    found = settle(reference("Graph of Thoughts"), _candidate(INFLATION, "Text."))

    assert found.reference.status is ReferenceStatus.WRONG_PAPER
    assert INFLATION in found.reference.detail
    assert (found.paper, found.document, found.reference.paper) == (None, None, None)


def test_another_paper_under_a_taken_id_is_named_by_its_bytes_and_versions_of_one_paper_are_not():
    first = settle(reference(TREE), _candidate(TREE, "Text."))
    version = first.model_copy(update={"paper": first.paper.model_copy(update={"sha256": "1" * 64, "version": 2})})
    other = first.model_copy(update={"paper": first.paper.model_copy(update={"sha256": "2" * 64, "title": INFLATION})})

    assert apart(first, first.paper) == first
    assert apart(version, first.paper) == version
    renamed = apart(other, first.paper)
    assert renamed.paper.id == renamed.reference.paper == "sha256:222222222222"


def test_a_status_without_a_paper_leaves_the_reference_otherwise_as_it_was():
    printed = reference(TREE, arxiv_id="2305.10601")

    found = without(printed, ReferenceStatus.MISSING, "gone")

    assert found.reference == printed.model_copy(update={"status": ReferenceStatus.MISSING, "detail": "gone"})


def test_a_title_in_a_message_is_one_short_line_without_control_characters():
    assert shorten("A\x1b[31m red\ntitle\u202e") == "A [31m red title"
    assert len(shorten("word " * 1000)) == 150
