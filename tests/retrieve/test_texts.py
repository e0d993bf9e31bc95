from __future__ import annotations

import threading

import pytest

from claimcheck.retrieve.texts import Texts
from tests.retrieve.helpers import read_lines


def test_a_file_that_several_references_name_is_read_once(papers):
    file = papers / "a.txt"
    file.write_text("A title\nA line.")
    names = []

    def read(data, name):
        names.append(name)
        return read_lines(data, name)

    with Texts(read, jobs=2) as texts:
        texts.start([file, file])
        assert texts.of_file(file) is texts.of_file(file)

    assert names == ["a.txt"]


def test_as_many_papers_are_read_at_once_as_there_are_jobs(papers):
    together = threading.Barrier(2, timeout=20)

    def read(data, name):
        together.wait()
        return read_lines(data, name)

    files = [papers / "a.txt", papers / "b.txt"]
    for file in files:
        file.write_text("A title")
    with Texts(read, jobs=2) as texts:
        texts.start(files)
        assert all(texts.of_file(file).document for file in files)


def test_what_the_reader_refuses_and_what_cannot_be_opened_have_a_reason(papers):
    (papers / "bad.txt").write_bytes(b"\0")

    with Texts(read_lines, jobs=1) as texts:
        assert texts.of_file(papers / "bad.txt").fault == "bad.txt: no readable text; give another file"
        assert texts.of_file(papers / "absent.txt").fault == "absent.txt: there is no such file"


def test_leaving_early_drops_what_has_not_begun(papers):
    begun, go_on = threading.Event(), threading.Event()
    names = []

    def read(data, name):
        names.append(name)
        begun.set()
        go_on.wait(20)
        return read_lines(data, name)

    files = [papers / f"{number}.txt" for number in range(9)]
    for file in files:
        file.write_text("A title")

    def leave_early():
        with Texts(read, jobs=1) as texts:
            texts.start(files)
            begun.wait(20)
            threading.Timer(0.2, go_on.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave_early()

    assert names == ["0.txt"]


def test_a_bug_in_the_reader_is_no_fault_of_the_paper():
    def read(*_):
        raise ZeroDivisionError

    with Texts(read, jobs=1) as texts, pytest.raises(ZeroDivisionError):
        texts.of_bytes(b"x", "x.pdf").result()
