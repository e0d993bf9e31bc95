"""Workflow commands and the step summary of GitHub Actions."""

from urllib.parse import unquote

from claimcheck.render import render_markdown, step_summary
from claimcheck.render.github import render_github

WHOLE = """\
::error file=review.md,line=7,endLine=7,col=3,endColumn=23,title=CC103%3A a quantity in the claim differs from the source's::“from 74%25 to 92%25” here, “74%25” in 2305.10601v2 p. 1%0ATake the number from the quoted passage.
::warning file=review.md,line=22,endLine=22,col=1,endColumn=21,title=CC302%3A the reference could not be resolved%3A its text was not had::no text to be had of 2310.02226 (not among the papers given, and offline)%0AGive the file with --papers.
review.md: 5 claims: 1 verified, 1 contradicted, 1 unverified (1 for review), 2 unchecked; 2 skipped; 2 of 3 papers read
"""  # noqa: E501 (the printed lines, as they are)


def lines(file):
    return render_github(file, width=100, color=False).splitlines()


def test_a_finding_is_a_command_with_its_place_and_help_and_the_counts_stand_at_the_end(file):
    assert render_github(file, width=100, color=False) == WHOLE


def test_errors_come_first_since_github_shows_ten_of_a_kind(file):
    (audit,) = file.audits
    note = audit.findings[1].model_copy(update={"level": "note"})
    found = audit.model_copy(update={"findings": (note, *reversed(audit.findings))})
    kinds = [line.split(" ")[0] for line in lines(file.model_copy(update={"audits": (found,)}))]
    assert kinds == ["::error", "::warning", "::notice", "review.md:"]


def test_columns_are_given_on_one_line_only(file):
    (audit,) = file.audits
    spot = audit.findings[0].location.model_copy(update={"end_line": 9})
    long = audit.findings[0].model_copy(update={"location": spot})
    (command, _) = lines(file.model_copy(update={"audits": (audit.model_copy(update={"findings": (long,)}),)}))
    assert command.startswith("::error file=review.md,line=7,endLine=9,title=")


def test_a_pdf_has_pages_and_a_report_that_could_not_be_read_is_an_error(paged_file):
    broken, error, *_ = lines(paged_file)
    assert broken == "::error file=scan.pdf::scan.pdf: no text layer"
    assert error.startswith(
        "::error file=review.md,title=CC103%3A a quantity in the claim differs from the source's::page 3: “"
    )


def test_an_escaped_text_comes_back_as_it_was(file):
    (audit,) = file.audits
    path, message = "a,b:c%0A.md", "100% :: a,b %25 %0A"
    spot = audit.findings[0].location.model_copy(update={"file": path})
    finding = audit.findings[0].model_copy(update={"location": spot, "message": message, "help": "x"})
    (command, _) = lines(file.model_copy(update={"audits": (audit.model_copy(update={"findings": (finding,)}),)}))
    (_, properties, data) = command.split("::", 2)
    assert unquote(properties.split(" ", 1)[1].split(",")[0]) == f"file={path}"
    assert unquote(data) == f"{message}\nx"


def test_the_summary_is_the_markdown_and_is_cut_at_a_line_where_it_has_no_room(file):
    whole = render_markdown(file.audits[0])
    assert step_summary(file, 1 << 20) == whole
    for limit in (0, 100, 500, 1500):
        cut = step_summary(file, limit)
        assert len(cut.encode()) <= limit
        kept = cut.split("\n… cut here")[0]
        assert whole.startswith(kept)
        assert kept == "" or kept.endswith("\n")
    assert "cut here" in step_summary(file, 1500)
