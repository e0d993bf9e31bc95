from __future__ import annotations

import pytest

from claimcheck.errors import InputError
from claimcheck.read import read_document
from claimcheck.retrieve.corpus import search_papers
from tests.retrieve.helpers import document, read_lines

_SAID = (
    "We count the steps of ants in the desert and find that they know how far it is to their home, by day and night."
)
_LONG = f"{_SAID} {_SAID}"


def _works(papers, *lines, name="ants.txt"):
    (papers / name).write_text("\n".join(lines))
    return search_papers([papers], read_lines).works


def test_without_papers_there_is_no_such_database():
    assert search_papers([], read_lines) is None


def test_a_file_is_a_work_with_its_title_and_abstract(papers):
    [work] = _works(papers, "Steps of ants", "Ada Marsh", "Abstract", _LONG, "1 Introduction", "Much more.")

    assert (work.title, work.abstract, work.databases) == ("Steps of ants", _LONG, ("papers",))
    assert (work.arxiv_id, work.doi, work.year) == (None, None, None)


def test_where_no_abstract_is_named_it_is_the_longest_paragraph_before_the_introduction(papers):
    [work] = _works(papers, "Steps of ants", "Ada Marsh", _LONG, "1 Introduction", f"{_LONG} {_LONG}")
    assert work.abstract == _LONG


def test_a_paper_without_any_paragraph_of_length_has_no_abstract(papers):
    [work] = _works(papers, "Steps of ants", "Short.")
    assert work.abstract is None


_TEX = (
    "\\documentclass{{article}}\\title{{Steps of ants}}\\begin{{document}}\\maketitle\n"
    "\\begin{{abstract}}\n{}\n\\end{{abstract}}\n\\section{{Introduction}}\nMore.\n\\end{{document}}\n"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Steps of ants\n\nAda Marsh\n\n## Abstract\n\n{}\n\n## 1. Introduction\n\nMore.\n"),
        ("a.md", "# Steps of ants\n\n**Abstract.** {}\n\n## Introduction\n\nMore.\n"),
        ("a.tex", _TEX),
    ],
)
def test_the_abstract_is_found_in_every_kind_of_file_without_its_markup(papers, name, text):
    (papers / name).write_text(text.format(_LONG))
    [work] = search_papers([papers], read_document).works
    assert (work.title, work.abstract) == ("Steps of ants", _LONG)


@pytest.mark.parametrize(("name", "year"), [("2305.10601.txt", 2023), ("hep-th_9901001.txt", 1999)])
def test_an_arxiv_id_in_the_name_tells_the_year(papers, name, year):
    [work] = _works(papers, "Steps of ants", name=name)
    assert (work.arxiv_id is not None, work.year) == (True, year)


def test_a_list_of_papers_names_them(papers):
    (papers / "a.txt").write_text("First line\nMore.")
    (papers / "papers.json").write_text(
        '{"a": {"file": "a.txt", "title": "Ants", "doi": "10.1000/a"}, "b": {"file": null}}'
    )

    [work] = search_papers([papers], read_lines).works
    assert (work.title, work.doi) == ("Ants", "10.1000/a")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_there(papers):
    (papers / "bad.txt").write_bytes(b"\0")
    (papers / "good.txt").write_text("Steps of ants")

    found = search_papers([papers], read_lines)

    assert [work.title for work in found.works] == ["Steps of ants"]
    assert found.outcome.found == 1
    assert found.outcome.error == "1 of 2 files cannot be read (bad.txt: no readable text; give another file)"


def test_files_that_cannot_be_read_are_named_as_far_as_a_line_holds_them(papers):
    for number in range(7):
        (papers / f"bad{number}.txt").write_bytes(b"\0")
    told = search_papers([papers], read_lines).outcome.error
    assert told.startswith("7 of 7 files cannot be read (bad0.txt: no readable text; give another file, bad1.txt: ")
    assert told.endswith("bad4.txt: no readable text; give another file, and 2 more)")


def test_a_folder_that_is_none_is_the_users_mistake(papers):
    with pytest.raises(InputError, match="nowhere"):
        search_papers([papers / "nowhere"], read_lines)


def test_a_document_without_blocks_is_survived(papers):
    (papers / "a.txt").write_text("x")
    [work] = search_papers([papers], lambda _data, _name: document("", titled=False)).works
    assert (work.title, work.abstract) == ("a.txt", None)
