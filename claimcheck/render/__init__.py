"""Finished audits come in; text goes out: every format of `FORMATS`, one claim explained, claims tables.

Everything in an audit that came from a report, a paper or a server is escaped for the format and stripped of control
characters, and nothing of it is a command to a build service that reads the log. The only error is `SettingsError`, for
a format that does not exist.
"""

from claimcheck.render.claims_table import TableForm, claims_table
from claimcheck.render.clean import clean
from claimcheck.render.explain import render_explain
from claimcheck.render.formats import FORMATS, Renderer, renderer
from claimcheck.render.github import step_summary
from claimcheck.render.json_file import render_json
from claimcheck.render.markdown import render_markdown
from claimcheck.render.notes import paper_notes, report_notes
from claimcheck.render.page import render_html
from claimcheck.render.papers_table import papers_summary, papers_table
from claimcheck.render.terminal import render_terminal

__all__ = [
    "FORMATS",
    "Renderer",
    "TableForm",
    "claims_table",
    "clean",
    "paper_notes",
    "papers_summary",
    "papers_table",
    "render_explain",
    "render_html",
    "render_json",
    "render_markdown",
    "render_terminal",
    "renderer",
    "report_notes",
    "step_summary",
]
