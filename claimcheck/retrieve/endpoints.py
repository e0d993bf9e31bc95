"""Where papers are fetched from, and how often: what a mirror or a test sets otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoints:
    """arXiv's addresses and manners.

    Attributes:
        arxiv_api: the metadata query, without its parameters.
        arxiv_pdf: the folder of PDFs; `/ID` or `/IDvN` is appended.
        arxiv_eprint: the folder of LaTeX sources, likewise; None fetches none.
        pace_seconds: least time between two requests, for all processes that share the cache; arXiv asks for 3.
    """

    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_pdf: str = "https://arxiv.org/pdf"
    arxiv_eprint: str | None = "https://arxiv.org/e-print"
    pace_seconds: float = 3.0
