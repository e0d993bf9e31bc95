from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import DocumentError, PassingError
from claimcheck.read import read_document
from claimcheck.settings import Settings
from claimcheck.tasks.workplace import Workplace, shown
from tests.conftest import FIXTURES
from tests.servers.arxiv import source
from tests.sources import latex_of

NAME = "2311.99003"


@pytest.mark.parametrize(
    ("path", "printed"),
    [("r.md", "r.md"), ("a/../r.md", "r.md"), ("../x/r.md", "r.md"), ("../here/a/r.md", "a/r.md"), ("/r.md", "r.md")],
)
def test_a_path_is_printed_from_the_working_folder_or_by_its_name(tmp_path, monkeypatch, path, printed):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown(Path(path)) == printed


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "https://arxiv.org/e-print"),
        ({"arxiv_eprint": "none"}, None),
        ({"arxiv_pdf": "http://127.0.0.1:9/pdf"}, None),
        ({"arxiv_pdf": "http://127.0.0.1:9/pdf", "arxiv_eprint": "http://127.0.0.1:9/src"}, "http://127.0.0.1:9/src"),
    ],
    ids=["by default", "switched off", "a mirror of PDFs alone", "both"],
)
def test_sources_are_fetched_from_where_the_user_says(tmp_path, given, address):
    with Workplace(Settings(cache=tmp_path, **given)) as workplace:
        assert workplace.endpoints.arxiv_eprint == address


def test_a_source_is_read_once_whether_it_can_be_used_or_not(tmp_path, monkeypatch):
    pdf = read_document((FIXTURES / "papers" / f"{NAME}.pdf").read_bytes(), "x.pdf")
    good, bad = source(latex_of(NAME)), source({"a.txt": "x"})
    with Workplace(Settings(cache=tmp_path)) as workplace:
        first = workplace.read_source(good, "x.tar.gz", pdf)
        with pytest.raises(DocumentError, match="no LaTeX document"):
            workplace.read_source(bad, "y.tar.gz", pdf)
        without = workplace.read_source(good, "x.tar.gz", None)
    assert (len(first.pages), len(without.pages)) == (3, 0)

    monkeypatch.setattr("claimcheck.read.read_paper", lambda *_: pytest.fail("it was read again"))
    with Workplace(Settings(cache=tmp_path)) as workplace:
        assert workplace.read_source(good, "x.tar.gz", pdf) == first
        with pytest.raises(DocumentError, match="no LaTeX document"):
            workplace.read_source(bad, "y.tar.gz", pdf)


def test_what_may_go_better_another_time_is_not_kept(tmp_path, monkeypatch):
    good = source(latex_of(NAME))

    def late(*_):
        raise PassingError("x.tar.gz: not read within 60 seconds; give the PDF")

    with Workplace(Settings(cache=tmp_path)) as workplace:
        with monkeypatch.context() as patched:
            patched.setattr("claimcheck.read.read_paper", late)
            with pytest.raises(PassingError):
                workplace.read_source(good, "x.tar.gz", None)
        assert workplace.read_source(good, "x.tar.gz", None).text
