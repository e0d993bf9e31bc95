"""The formats that a synthesis is printed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.render.synthesis_html import synthesis_html
from claimcheck.render.synthesis_latex import synthesis_latex
from claimcheck.render.synthesis_markdown import synthesis_markdown
from claimcheck.render.synthesis_references import synthesis_bibtex, synthesis_csl

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model.synthesis import Synthesis

FORMATS: dict[str, Callable[[Synthesis], str]] = {
    "markdown": synthesis_markdown,
    "html": synthesis_html,
    "latex": synthesis_latex,
    "bibtex": synthesis_bibtex,
    "csl": synthesis_csl,
}
__all__ = ["FORMATS", "synthesis_markdown"]
