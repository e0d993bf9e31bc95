"""Where papers are fetched from, and how often: what a mirror or a test sets otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.settings import SOURCES


@dataclass(frozen=True)
class Endpoints:
    """Addresses and manners of arXiv, and of the services that know works by title or DOI.

    Attributes:
        arxiv_api: the metadata query, without its parameters.
        arxiv_pdf: the folder of PDFs; `/ID` or `/IDvN` is appended.
        arxiv_eprint: the folder of LaTeX sources, likewise; None fetches none.
        pace_seconds: least time between two requests, for all processes that share the cache; arXiv asks for 3.
        openalex_api: OpenAlex's API; `/works` is appended.
        crossref_api: Crossref's API; `/works` is appended.
        semantic_scholar_api: Semantic Scholar's graph API; `/paper/…` is appended.
        europe_pmc_api: Europe PMC's REST service; `/search` is appended.
        sources: the names of those that are asked; all others are let alone.
        sources_pace_seconds: as `pace_seconds`, for each service other than arXiv.
    """

    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_pdf: str = "https://arxiv.org/pdf"
    arxiv_eprint: str | None = "https://arxiv.org/e-print"
    pace_seconds: float = 3.0
    openalex_api: str = "https://api.openalex.org"
    crossref_api: str = "https://api.crossref.org"
    semantic_scholar_api: str = "https://api.semanticscholar.org/graph/v1"
    europe_pmc_api: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    sources: tuple[str, ...] = SOURCES
    sources_pace_seconds: float = 1.0
