from __future__ import annotations

import hashlib
import json

import pytest

from claimcheck.errors import DocumentError
from claimcheck.model import ReferenceStatus
from claimcheck.retrieve.folder import open_shelf
from claimcheck.retrieve.shelf import find_on_shelf
from claimcheck.retrieve.texts import Texts
from tests.retrieve.helpers import INFLATION, STAR, TREE, document, read_lines, reference


@pytest.fixture
def find(papers):
    """Looks one reference up among the user's papers, and says which files were read for it."""

    def look(*references):
        names = []

        def read(data, name):
            names.append(name)
            return read_lines(data, name)

        with Texts(read, jobs=1) as texts:
            found = find_on_shelf(dict(enumerate(references)), open_shelf([papers]), texts)
        return [found.get(number) for number in range(len(references))], sorted(names)

    return look


def test_a_file_with_the_id_in_its_name_is_the_paper(find, papers):
    (papers / "2305.10601v2.txt").write_text(f"{TREE}\nWe introduce a tree.")

    [found], _ = find(reference("Tree of Thoughts", arxiv_id="2305.10601"))

    assert found.reference.status is ReferenceStatus.READ
    assert found.reference.detail is None
    assert (found.reference.paper, found.paper.version, found.paper.source) == ("2305.10601", 2, "folder")
    assert (found.paper.title, found.paper.text) == (TREE, "full")
    assert found.document.title == TREE


def test_the_version_is_read_from_the_stamp_where_the_name_has_none(find, papers):
    (papers / "2305.10601.txt").write_text(f"{TREE}\narXiv:2305.10601v2 [cs.CL] 3 Dec 2023")

    [found], _ = find(reference(TREE, arxiv_id="2305.10601"))

    assert found.paper.version == 2


def test_a_file_of_another_paper_is_not_taken(find, papers):
    (papers / "2407.06070.txt").write_text(f"{INFLATION}\nWe study inflation.")

    [found], _ = find(reference("Graph of Thoughts: Solving Elaborate Problems", arxiv_id="2407.06070"))

    assert found.paper is None
    assert found.document is None
    assert found.reference.paper is None
    assert found.reference.status is ReferenceStatus.WRONG_PAPER
    assert found.reference.detail == (
        f"2407.06070.txt is another paper: it is “{INFLATION}”, "
        "the report names “Graph of Thoughts: Solving Elaborate Problems”"
    )


def test_an_invented_title_of_the_right_paper_is_noted(find, papers):
    (papers / "2404.03626.txt").write_text("Training LLMs over Neurally Compressed Text\nAbstract")

    [found], _ = find(reference("Neurally Compressed Text: Towards Efficiency", arxiv_id="2404.03626"))

    assert found.reference.status is ReferenceStatus.READ
    assert "the paper's own is “Training LLMs over Neurally Compressed Text”" in found.reference.detail


def test_a_file_that_cannot_be_read_is_unreadable_with_the_readers_reason(find, papers):
    (papers / "2305.10601.pdf").write_bytes(b"%PDF\0")

    [found], _ = find(reference(TREE, arxiv_id="2305.10601"))

    assert found.reference.status is ReferenceStatus.UNREADABLE
    assert found.reference.detail == "2305.10601.pdf: no readable text; give another file"


def test_a_second_file_of_the_same_paper_helps_where_the_first_is_unreadable(find, papers):
    (papers / "2305.10601.pdf").write_bytes(b"%PDF\0")
    (papers / "2305.10601.txt").write_text(f"{TREE}\nText.")

    [found], _ = find(reference(TREE, arxiv_id="2305.10601"))

    assert found.reference.status is ReferenceStatus.READ


def test_an_entry_without_a_file_is_missing(find, papers):
    (papers / "papers.json").write_text(json.dumps({"2305.10601": {"file": None, "title": TREE, "why_absent": "gone"}}))

    [found], _ = find(reference(TREE, arxiv_id="2305.10601"))

    assert found.reference.status is ReferenceStatus.MISSING
    assert found.reference.detail == "papers.json lists it without a file"


def test_a_reference_without_an_identifier_is_found_by_its_title(find, papers):
    (papers / "2305.10601.txt").write_text(f"{TREE}\nText.")
    (papers / "star.txt").write_text(f"{STAR}\nText.")

    (tree, star, held, unknown), _ = find(
        reference("Tree of Thoughts"),
        reference(STAR),
        reference(None, raw=f"Zelikman et al. {STAR}. 2022."),
        reference("Graph of Thoughts"),
    )

    assert tree.reference.paper == "2305.10601"
    assert star.reference.paper == held.reference.paper == f"sha256:{star.paper.sha256[:12]}"
    assert unknown is None


def test_papers_of_two_lists_under_the_same_key_have_two_ids_made_of_their_bytes(find, papers):
    for folder, title in (("a", STAR), ("b", TREE)):
        (papers / folder).mkdir()
        (papers / folder / "x.txt").write_text(f"{title}\nText.")
        (papers / folder / "papers.json").write_text(json.dumps({"1": {"file": "x.txt", "title": title}}))

    found, _ = find(reference(STAR), reference(TREE))

    for item, title in zip(found, (STAR, TREE), strict=True):
        digest = hashlib.sha256(f"{title}\nText.".encode()).hexdigest()
        assert item.paper.id == item.reference.paper == f"sha256:{digest[:12]}"


def test_what_the_report_prints_never_becomes_the_id_of_a_file(find, papers):
    (papers / "tree.txt").write_text(f"{TREE}\nText.")
    (papers / "star.txt").write_text(f"{STAR}\nText.")

    (tree, star), _ = find(reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2305.10601", doi="10.1/x"))

    assert tree.paper.id == f"sha256:{tree.paper.sha256[:12]}"
    assert star.paper.id == f"sha256:{star.paper.sha256[:12]}"


def test_an_id_finds_a_file_without_one_by_title_but_never_the_file_of_another_id(find, papers):
    (papers / "tree.txt").write_text(f"{TREE}\nText.")
    (papers / "2203.14465.txt").write_text(f"{STAR}\nText.")

    (tree, star), _ = find(reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.99999"))

    assert tree.paper.title == TREE
    assert star is None


def test_first_pages_are_read_only_where_something_is_left_to_be_found(find, papers):
    (papers / "2305.10601.txt").write_text(f"{TREE}\nText.")
    (papers / "other.txt").write_text("Something else\nText.")

    _, read = find(reference(TREE, arxiv_id="2305.10601"))
    assert read == ["2305.10601.txt"]

    _, read = find(reference(TREE, arxiv_id="2305.10601"), reference(STAR, arxiv_id="2203.14465"))
    assert read == ["2305.10601.txt", "other.txt"]


def test_a_doi_is_the_papers_id_where_there_is_no_arxiv_id(find, papers):
    (papers / "s.txt").write_text(f"{STAR}\nText.")
    (papers / "papers.json").write_text(json.dumps({"z": {"file": "s.txt", "doi": "10.1000/z"}}))

    [found], _ = find(reference(STAR, doi="10.1000/z"))

    assert found.paper.id == "10.1000/z"


@pytest.mark.parametrize("usable", [True, False])
def test_the_source_beside_a_pdf_is_read_and_the_pdf_where_that_cannot_be(papers, usable):
    (papers / "2203.14465v1.pdf").write_text(f"{STAR}\narXiv:2203.14465v1 [cs.CL] 28 Mar 2022")
    (papers / "2203.14465v1.tar.gz").write_text("source")

    def read_source(data, name, pdf):
        if not usable:
            raise DocumentError(f"{name}: holds no LaTeX document")
        return document(STAR, f"{data.decode()} beside {pdf.title}")

    with Texts(read_lines, 1, read_source) as texts:
        wanted = {0: reference(STAR, arxiv_id="2203.14465"), 1: reference(STAR)}
        found = find_on_shelf(wanted, open_shelf([papers]), texts)

    for item in found.values():
        assert ("source beside STaR" in item.document.text) == usable
        assert item.paper.version == 1
        assert item.reference.detail == (
            "from its LaTeX source"
            if usable
            else "from the PDF; its source cannot be used: 2203.14465v1.tar.gz: holds no LaTeX document"
        )
    assert (
        found[0].paper.sha256
        == hashlib.sha256((papers / f"2203.14465v1.{'tar.gz' if usable else 'pdf'}").read_bytes()).hexdigest()
    )
