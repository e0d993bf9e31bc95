"""Where papers are fetched from, and how often: what a mirror or a test sets otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoints:
    """arXiv's addresses and manners.

    Attributes:
        arxiv_api: the metadata query, without its parameters.
        arxiv_pdf: the folder of PDFs; `/ID` or `/IDvN` is appended.
        pace_seconds: least time between two requests, for all processes that share the cache; arXiv asks for 3.
    """

    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_pdf: str = "https://arxiv.org/pdf"
    pace_seconds: float = 3.0
