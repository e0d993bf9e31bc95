from __future__ import annotations

from claimcheck.retrieve import Endpoints


def test_left_alone_they_are_arxivs_own_at_the_pace_that_arxiv_asks_for():
    endpoints = Endpoints()

    assert endpoints.arxiv_api == "https://export.arxiv.org/api/query"
    assert endpoints.arxiv_pdf == "https://arxiv.org/pdf"
    assert endpoints.pace_seconds == 3.0
