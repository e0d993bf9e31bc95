"""`claimcheck table`: the table goes into the report, and nothing else in it changes."""

from __future__ import annotations

import pytest

from tests.conftest import FIXTURES

LINE = "Pre-training took 6.5 hours on a single consumer graphics card [1]."
SOURCE = "Naming Birds from Ten Clips: Bird Song Classification with Few Labels. 2024. arXiv:2401.99004"
REPORTS = {
    "report.md": f"# Birds &amp; clips\n\n{LINE}\n\n## References\n\n1. {SOURCE}\n",
    "report.txt": f"Birds and clips\r\n\r\n{LINE}\r\n\r\nReferences\r\n\r\n[1] {SOURCE}\r\n",
    "report.tex": "\\documentclass{article}\n\\begin{document}\n\\section{Birds \\& clips}\n"
    f"{LINE.replace('[1]', chr(92) + 'cite{t}')}\n\n\\begin{{thebibliography}}{{9}}\n\\bibitem{{t}} {SOURCE}\n"
    "\\end{thebibliography}\n\\end{document}\n",
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
    at = _first_difference(written, REPORTS[name])
    assert written.endswith(REPORTS[name][at:])
    assert "✓ verified" in written or "\\ensuremath{\\surd} verified" in written
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


@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_a_table_of_somebody_elses_findings_stays_and_ours_is_added_once(table, tmp_path, name):
    rows = [("Study", "Key findings", "Score"), ("Birds [1]", "Pre-training took 6.5 hours.", "58.1")]
    foreign = "".join("\t".join(row) + "\r\n" for row in rows)
    if name.endswith("md"):
        foreign = "".join(f"| {' | '.join(row)} |\n" for row in (rows[0], ("---",) * 3, rows[1]))
    before = REPORTS[name].replace("## References", f"{foreign}\n## References")
    before = before.replace("\r\nReferences", f"\r\n{foreign}\r\nReferences")
    (tmp_path / name).write_bytes(before.encode())
    assert table(name, "--write").returncode == 0
    written = (tmp_path / name).read_bytes()
    assert written.startswith(before.encode())
    assert table(name, "--check").returncode == 0
    assert table(name, "--write").returncode == 0
    assert (tmp_path / name).read_bytes() == written


def test_what_a_claim_says_is_no_markup_in_the_table(table, tmp_path):
    said = REPORTS["report.html"].replace(LINE, "Pre-training took &lt;b&gt;6.5&lt;/b&gt; hours &amp; more [1].")
    (tmp_path / "report.html").write_text(said, encoding="utf-8")
    assert table("report.html", "--write").returncode == 0
    written = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<td>Pre-training took &lt;b&gt;6.5&lt;/b&gt; hours &amp; more [1].</td>" in written


def test_a_format_without_such_a_table_is_one_line(table, tmp_path):
    (tmp_path / "report.pdf").write_bytes((FIXTURES / "papers" / "2401.99004.pdf").read_bytes())
    for option in ("--from-papers", "--check"):
        done = table("report.pdf", "--write" if option == "--from-papers" else option)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert "Markdown, HTML, LaTeX and plain text, not in pdf" in done.stderr


LATEX_TABLE = r"""\section{Claims}
\begin{table}[h]\centering
\begin{tabular}{ll}
Claim & Verified \\ \hline
Pre-training took $6.5$ hours, i.e. $\alpha_i^2 \geq 3$ \& a bit of \'etude \cite{t}. & no \\
\end{tabular}\caption{What it says.}
\end{table}
"""


def test_a_latex_table_is_replaced_within_its_float_and_then_up_to_date(table, tmp_path):
    (tmp_path / "report.tex").write_text(
        REPORTS["report.tex"].replace("Birds", "Bees").replace("\n\n", f"\n\n{LATEX_TABLE}\n", 1)
    )
    assert table("report.tex", "--write").returncode == 0
    written = (tmp_path / "report.tex").read_text(encoding="utf-8")
    assert "\\begin{table}[h]\\centering\n% claimcheck:table\n" in written
    assert "% /claimcheck:table\n\\caption{What it says.}\n\\end{table}" in written
    assert "& no" not in written
    assert table("report.tex", "--write").returncode == 0
    assert (tmp_path / "report.tex").read_text(encoding="utf-8") == written


def test_in_a_report_of_several_files_the_one_with_the_table_is_written(table, tmp_path):
    main = REPORTS["report.tex"].replace("\n\n", "\n\n\\input{parts/claims}\n", 1)
    (tmp_path / "report.tex").write_text(main)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "claims.tex").write_text(LATEX_TABLE)
    done = table("report.tex", "--write")
    assert "parts/claims.tex: table written" in done.stderr
    assert (tmp_path / "report.tex").read_text() == main
    written = (tmp_path / "parts" / "claims.tex").read_text(encoding="utf-8")
    assert written.startswith("\\section{Claims}\n\\begin{table}[h]\\centering\n% claimcheck:table\n")
    assert table("report.tex", "--check").returncode == 0


def test_a_table_that_is_spread_over_files_is_one_line_and_nothing_is_written(table, tmp_path):
    head, rows = LATEX_TABLE.split("Pre-", 1)
    main = REPORTS["report.tex"].replace("\n\n", f"\n\n{head}\\input{{rows}}\n", 1)
    main = main.replace("\\input{rows}\n", "\\input{rows}\n\\end{tabular}\n\\end{table}\n")
    (tmp_path / "report.tex").write_text(main)
    (tmp_path / "rows.tex").write_text("Pre-" + rows.split("\\end{tabular}")[0])
    done = table("report.tex", "--write")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "its table includes other files" in done.stderr
    assert (tmp_path / "report.tex").read_text() == main


def _first_difference(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
