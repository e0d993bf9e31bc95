"""The table of formats: name to function. A new format is one file and one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from claimcheck.errors import SettingsError
from claimcheck.render.csv_table import render_csv
from claimcheck.render.github import render_github
from claimcheck.render.gitlab import render_gitlab
from claimcheck.render.json_file import render_json
from claimcheck.render.junit import render_junit
from claimcheck.render.latex_table import render_latex
from claimcheck.render.markdown import render_markdown
from claimcheck.render.page import render_html
from claimcheck.render.rdjson import render_rdjson
from claimcheck.render.sarif import render_sarif
from claimcheck.render.terminal import render_terminal

if TYPE_CHECKING:
    from claimcheck.model import AuditFile


class Renderer(Protocol):
    """Makes the text of one format; `width` (columns) and `color` matter to the terminal's alone."""

    def __call__(self, file: AuditFile, *, width: int, color: bool) -> str:
        """The text, with a newline at its end."""


def _table(file: AuditFile, *, width: int, color: bool) -> str:
    return "\n".join(render_terminal(audit, width=width, color=color) for audit in file.audits)


def _markdown(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    return "\n".join(render_markdown(audit) for audit in file.audits)


def _json(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    return render_json(file)


def _html(file: AuditFile, *, width: int, color: bool) -> str:  # noqa: ARG001 (the signature of all formats)
    return render_html(file)


# In the order in which `--help` and messages name them.
FORMATS: dict[str, Renderer] = {
    "table": _table,
    "markdown": _markdown,
    "json": _json,
    "html": _html,
    "csv": render_csv,
    "sarif": render_sarif,
    "junit": render_junit,
    "github": render_github,
    "gitlab": render_gitlab,
    "rdjson": render_rdjson,
    "latex": render_latex,
}


def renderer(name: str) -> Renderer:
    """The function behind `--format NAME`, to be looked up before the work begins.

    Raises:
        SettingsError: There is no such format; the message names those that exist.
    """
    if name not in FORMATS:
        raise SettingsError(f"--format knows no {name!r}; choose from {', '.join(FORMATS)}")
    return FORMATS[name]
