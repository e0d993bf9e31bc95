"""`claimcheck table`: the table goes into the report, and nothing else in it changes."""

from __future__ import annotations

import pytest

from tests.conftest import FIXTURES

LINE = "Pre-training took 6.5 hours on a single consumer graphics card [1]."
SOURCE = "Naming Birds from Ten Clips: Bird Song Classification with Few Labels. 2024. arXiv:2401.99004"
REPORTS = {
    "report.md": f"# Birds &amp; clips\n\n{LINE}\n\n## References\n\n1. {SOURCE}\n",
    "report.txt": f"Birds and clips\r\n\r\n{LINE}\r\n\r\nReferences\r\n\r\n[1] {SOURCE}\r\n",
    "report.html": f"<body><h1>Birds &amp; clips</h1>\n<p>{LINE}\n<h2>References</h2><ol><li>{SOURCE}</ol>\n</body>\n",
}
STALE = {
    "report.md": "\n## Claims\n\n| Claim | Verified |\n|---|---|\n| Pre-training took 6.5 hours. | no |\n",
    "report.html": "<TABLE border=1><tr><th>Claim<th>Verified<tr><td>Pre-training took 6.5 hours.<td>no</TABLE>\n",
}


@pytest.fixture
def table(run, warm_cache, tmp_path):
    def call(name, *options):
        papers = ("--papers", FIXTURES / "papers", "--offline", "--cache", warm_cache)
        return run("table", tmp_path / name, *papers, *options)

    return call


@pytest.mark.parametrize("name", REPORTS)
def test_a_table_is_added_once_and_then_up_to_date(table, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(REPORTS[name].encode())
    assert table(name, "--check").returncode == 1
    assert file.read_bytes() == REPORTS[name].encode()
    assert table(name, "--write").returncode == 0
    written = file.read_bytes().decode()
    before, _, behind = written.partition(written[_first_difference(written, REPORTS[name]) :])
    assert REPORTS[name].startswith(before)
    assert behind == ""
    assert "✓ verified" in written
    assert table(name, "--write").returncode == 0
    assert file.read_bytes().decode() == written
    assert table(name, "--check").returncode == 0


@pytest.mark.parametrize("name", STALE)
def test_a_table_that_somebody_wrote_is_replaced_in_its_place(table, tmp_path, name):
    end = "<p>The end of it all.</p>\n" if name.endswith("html") else "\nThe end of it all.\n"
    (tmp_path / name).write_text(REPORTS[name].replace("</body>\n", "") + STALE[name] + end, encoding="utf-8")
    assert table(name, "--write").returncode == 0
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert written.startswith(REPORTS[name].replace("</body>\n", ""))
    assert written.endswith(end)
    assert "<TABLE" not in written
    assert written.count("claimcheck:table") == 2
    assert table(name, "--check").returncode == 0


def test_what_a_claim_says_is_no_markup_in_the_table(table, tmp_path):
    said = REPORTS["report.html"].replace(LINE, "Pre-training took &lt;b&gt;6.5&lt;/b&gt; hours &amp; more [1].")
    (tmp_path / "report.html").write_text(said, encoding="utf-8")
    assert table("report.html", "--write").returncode == 0
    written = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<td>Pre-training took &lt;b&gt;6.5&lt;/b&gt; hours &amp; more [1].</td>" in written


def test_a_format_without_such_a_table_is_one_line(table, tmp_path):
    (tmp_path / "report.tex").write_text(f"\\begin{{document}}{LINE}\\end{{document}}", encoding="utf-8")
    done = table("report.tex", "--write")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "Markdown, HTML and plain text" in done.stderr


def _first_difference(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
