from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimcheck.errors import InputError
from claimcheck.identifiers import ArxivId
from claimcheck.retrieve import folder as folder_module
from claimcheck.retrieve.folder import files_by_digest, open_shelf, read_file
from tests.retrieve.helpers import reference


def _write(path, text="text"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _list(folder, rows):
    return _write(folder / "papers.json", json.dumps(rows))


def test_files_of_a_folder_are_known_by_the_id_in_their_name(papers):
    for name in ("2305.10601v2_tree.pdf", "hep-th_9901001.txt", "notes.md", "picture.png", ".hidden.pdf"):
        _write(papers / name)

    entries = open_shelf([papers]).entries

    assert {entry.name: entry.arxiv_id for entry in entries} == {
        "2305.10601v2_tree.pdf": ArxivId("2305.10601", 2),
        "hep-th_9901001.txt": ArxivId("hep-th/9901001"),
        "notes.md": None,
    }


def test_a_latex_source_lies_with_the_pdf_of_its_id_or_stands_alone(papers):
    for name in (
        "2305.10601v2.pdf", "2305.10601v2.tar.gz", "2305.10601v1.gz", "2203.14465.pdf", "2203.14465v3.tgz",
        "2311.01460.txt", "2311.01460.tar", "backup.tar.gz",
    ):  # fmt: skip
        _write(papers / name)

    entries = open_shelf([papers]).entries

    assert {entry.name: entry.source and entry.source.name for entry in entries} == {
        "2203.14465.pdf": "2203.14465v3.tgz",
        "2305.10601v2.pdf": "2305.10601v2.tar.gz",
        "2311.01460.txt": None,
        "2305.10601v1.gz": None,
        "2311.01460.tar": None,
    }


def test_what_a_papers_json_says_of_a_file_wins_over_its_name(papers):
    file = _write(papers / "2305.10601.pdf")
    _list(papers, {"tree": {"file": file.name, "title": "Another", "arxiv_id": "2203.14465", "why": "ignored"}})

    entries = open_shelf([papers]).entries

    assert [(entry.arxiv_id, entry.title) for entry in entries] == [(ArxivId("2203.14465"), "Another")]


def test_entries_point_where_the_user_says_even_out_of_the_folder(papers, tmp_path):
    file = _write(tmp_path / "elsewhere" / "x.pdf")
    listed = _list(papers, {"2305.10601": {"file": "../elsewhere/x.pdf"}, "10.1000/x": {"file": None}})

    tree, other = open_shelf([listed]).entries

    assert tree.file.samefile(file)
    assert tree.arxiv_id == ArxivId("2305.10601")
    assert (other.file, other.doi) == (None, "10.1000/x")


@pytest.mark.parametrize("name", ["/etc/hostname", "C:\\papers\\x.pdf", "\\\\host\\share\\x.pdf"])
def test_an_absolute_path_in_a_list_is_refused(papers, name):
    _list(papers, {"x": {"file": name}})

    with pytest.raises(InputError, match=r"papers\.json: x: file .* is absolute; give it relative to the list"):
        open_shelf([papers])


def test_all_faults_are_told_at_once(papers, tmp_path):
    bad = {"a": {"arxiv_id": "2413.00001"}, "b": {"doi": "none"}, "c": {"file": "x\0y"}}
    wrong = _list(papers, bad)
    broken = _write(tmp_path / "broken.json", "{")
    number = _write(tmp_path / "number.json", '{"a": {"file": 3}}')
    lone = _write(tmp_path / "lone.pdf")

    with pytest.raises(InputError) as caught:
        open_shelf([wrong, broken, number, lone, tmp_path / "nowhere"])

    message = str(caught.value)
    assert "\n" not in message
    for part in ("'2413.00001' is no arXiv id", "'none' is no DOI", "is no file name"):
        assert part in message
    assert f"{broken}: not JSON" in message
    assert f"{number}: a.file" in message
    assert f"{lone}: neither a folder nor a papers.json" in message
    assert f"{tmp_path / 'nowhere'}: no such file or directory" in message


def test_a_hostile_list_is_refused_in_one_line(papers):
    deep = _write(papers / "papers.json", "[" * 100_000)

    with pytest.raises(InputError, match="not JSON"):
        open_shelf([deep])


def test_folders_are_searched_three_levels_down_and_no_deeper(papers):
    _write(papers / "a" / "b" / "c" / "2305.10601.pdf")
    _write(papers / "a" / "b" / "c" / "d" / "2203.14465.pdf")

    assert [entry.name for entry in open_shelf([papers]).entries] == ["2305.10601.pdf"]


def test_links_are_followed_and_a_loop_of_links_ends(papers, tmp_path):
    file = _write(tmp_path / "elsewhere" / "2305.10601.pdf")
    (papers / "link.pdf").symlink_to(file)
    (papers / "loop").symlink_to(papers)

    assert {entry.name for entry in open_shelf([papers]).entries} == {"link.pdf"}


@contextmanager
def _without_rights(path):
    """Nobody may read the path meanwhile, not even a superuser, who goes on as somebody else."""
    user = os.geteuid()
    path.chmod(0)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        path.chmod(0o755)


@pytest.fixture
def open_folder():
    """An empty folder that every user of the machine can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("name", ["", "closed", "closed/deeper"])
def test_a_folder_that_may_not_be_read_is_named_and_never_taken_for_empty(open_folder, name):
    _write(open_folder / "closed" / "deeper" / "2305.10601.pdf")
    closed = open_folder / name

    with _without_rights(closed), pytest.raises(InputError) as caught:
        open_shelf([open_folder])

    assert str(caught.value) == f"{closed}: permission denied; make the folder readable or name another with --papers"


def test_a_list_in_a_folder_that_may_not_be_read_is_named(open_folder):
    listed = _list(open_folder, {})

    with _without_rights(listed), pytest.raises(InputError) as caught:
        open_shelf([open_folder])

    assert str(caught.value).startswith(f"{listed}: permission denied")


def test_a_folder_with_too_many_files_is_refused_with_a_way_out(papers, monkeypatch):
    monkeypatch.setattr(folder_module, "_MOST_ENTRIES", 3)
    for number in range(4):
        _write(papers / f"{number}.txt")

    with pytest.raises(InputError, match="more than 3 files; name a smaller folder"):
        open_shelf([papers])


def test_the_printed_version_comes_first_and_without_one_the_newest(papers):
    for name in ("2305.10601.pdf", "2305.10601v1.pdf", "2305.10601v3.pdf"):
        _write(papers / name)
    shelf = open_shelf([papers])

    def names(arxiv_id):
        return [entry.name for entry in shelf.by_identifier(reference(arxiv_id=arxiv_id))]

    assert names("2305.10601v1")[:2] == ["2305.10601v1.pdf", "2305.10601.pdf"]
    assert names("2305.10601")[0] == "2305.10601v3.pdf"
    assert names("2203.14465") == []


def test_a_doi_finds_its_entry_in_any_case(papers):
    _list(papers, {"x": {"file": None, "doi": "https://doi.org/10.1000/ABC"}})

    assert len(open_shelf([papers]).by_identifier(reference(doi="10.1000/aBc"))) == 1


def test_a_file_that_cannot_be_had_says_why(papers, monkeypatch):
    os.mkfifo(papers / "pipe.pdf")
    monkeypatch.setattr(folder_module, "LARGEST_FILE", 3)

    for path, reason in (
        (papers / "absent.pdf", "no such file"),
        (papers, "no file"),
        (papers / "pipe.pdf", "no file"),
        (_write(papers / "large.pdf"), "larger than"),
    ):
        with pytest.raises(ValueError, match=reason):
            read_file(path)


def test_files_are_known_by_the_digest_of_their_bytes(tmp_path):
    (tmp_path / "one.txt").write_bytes(b"one")
    (tmp_path / "two.md").write_bytes(b"two")
    (tmp_path / "papers.json").write_text(json.dumps({"a": {"file": "none.pdf"}, "b": {"file": "two.md"}}))
    (tmp_path / "2203.14465.pdf").write_bytes(b"pdf")
    (tmp_path / "2203.14465.tar.gz").write_bytes(b"source")
    found = files_by_digest([tmp_path])
    assert {hashlib.sha256(path.read_bytes()).hexdigest(): (path, pdf) for path, pdf in found.values()} == found
    assert sorted((path.name, pdf and pdf.name) for path, pdf in found.values()) == [
        ("2203.14465.pdf", None),
        ("2203.14465.tar.gz", "2203.14465.pdf"),
        ("one.txt", None),
        ("two.md", None),
    ]


def test_a_list_that_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "papers.json")

    with pytest.raises(InputError, match="no file"):
        open_shelf([tmp_path])
