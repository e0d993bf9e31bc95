"""claimcheck: does each claim of a literature synthesis stand in the papers that it cites?

>>> import claimcheck
>>> audit = claimcheck.audit("report.md", papers="papers/", offline=True)  # doctest: +SKIP
>>> audit.claims[0].verdict, audit.claims[0].evidence[0].quotation  # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError, DocumentError, InputError, ModelError, SettingsError

if TYPE_CHECKING:
    from claimcheck.model import Audit

__all__ = ["ClaimcheckError", "DocumentError", "InputError", "ModelError", "SettingsError", "__version__", "audit"]

__version__ = version("claimcheck-papers")

# ONNX Runtime reports to its makers and writes a device id from the moment it is imported; nobody here asked for that.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def audit(
    report: str | os.PathLike[str],
    *,
    papers: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    offline: bool = False,
    cache: str | os.PathLike[str] | None = None,
) -> Audit:
    """Audits one report and returns all that was found.

    Args:
        report: a Markdown, plain-text, HTML, LaTeX, DOCX or PDF file.
        papers: folders or `papers.json` files with papers at hand; what they lack is fetched from arXiv.
        offline: open no socket.
        cache: where fetched, parsed, embedded and scored things are kept; default the user's cache folder.

    Raises:
        ClaimcheckError: the report, a folder of papers, a setting or a model cannot be used; one line says why.
    """
    from claimcheck.settings import load_settings  # noqa: PLC0415 - keeps `import claimcheck` light
    from claimcheck.tasks.audit import audit_report  # noqa: PLC0415 - as above
    from claimcheck.tasks.workplace import Workplace  # noqa: PLC0415 - as above

    several = (papers,) if isinstance(papers, (str, os.PathLike)) else papers
    given = {
        "papers": tuple(Path(p) for p in several),
        "offline": offline or None,
        "cache": Path(cache) if cache else None,
    }
    with Workplace(load_settings(given, os.environ, Path.cwd())) as workplace:
        return audit_report(Path(report), workplace)
