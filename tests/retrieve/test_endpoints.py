from __future__ import annotations

from claimcheck.retrieve import Endpoints
from claimcheck.settings import Settings


def test_left_alone_they_are_arxivs_own_at_the_pace_that_arxiv_asks_for():
    endpoints = Endpoints()

    assert endpoints.arxiv_api == "https://export.arxiv.org/api/query"
    assert endpoints.arxiv_pdf == "https://arxiv.org/pdf"
    assert endpoints.pace_seconds == 3.0


def test_the_catalogues_are_the_services_own_and_agree_with_the_settings():
    endpoints, settings = Endpoints(), Settings()

    assert endpoints.openalex_api == settings.openalex_api == "https://api.openalex.org"
    assert endpoints.crossref_api == settings.crossref_api == "https://api.crossref.org"
    assert endpoints.semantic_scholar_api == settings.semantic_scholar_api
    assert endpoints.europe_pmc_api == settings.europe_pmc_api
    assert endpoints.sources == settings.sources == ("arxiv", "openalex", "crossref", "semantic-scholar", "europe-pmc")
