"""What the tests of this room share: a store, a folder, and an arXiv on loopback."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.retrieve import Endpoints
from claimcheck.settings import SOURCES
from claimcheck.store import Store
from tests.retrieve.helpers import STAR, TREE
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper, pdf
from tests.servers.catalogues import LoopbackCatalogues


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "cache") as opened:
        yield opened


@pytest.fixture
def papers(tmp_path):
    """An empty folder for the user's own papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture
def arxiv():
    """Two papers, one of them in two versions."""
    shelf = {
        "2305.10601": LoopbackPaper(
            TREE,
            abstract="We introduce a tree of thoughts.",
            authors=("Shunyu Yao", "Dian Yu"),
            versions={1: pdf(TREE, "First version."), 2: pdf(TREE, "Second version.")},
        ),
        "2203.14465": LoopbackPaper(STAR, abstract="A technique named STaR.", versions={1: pdf(STAR, "Rationales.")}),
    }
    with LoopbackArxiv(shelf) as server:
        yield server


@pytest.fixture
def endpoints(arxiv):
    """The loopback arXiv, and nobody else, without any pace: the tests wait for nothing."""
    return Endpoints(
        arxiv_api=arxiv.api, arxiv_pdf=arxiv.pdf, arxiv_eprint=arxiv.eprint, pace_seconds=0.0, sources=("arxiv",)
    )


@pytest.fixture
def data():
    """The folder of shared cases and papers."""
    folder = os.environ.get("CLAIMCHECK_DATA")
    if not folder:
        pytest.skip("CLAIMCHECK_DATA is not set: the shared cases and papers are not here")
    return Path(folder)


@pytest.fixture
def catalogues():
    """OpenAlex, Crossref, Semantic Scholar and Europe PMC on loopback, knowing nothing yet."""
    with LoopbackCatalogues() as server:
        yield server


@pytest.fixture
def everywhere(endpoints, catalogues):
    """The loopback arXiv and catalogues, without any pace."""
    return replace(
        endpoints,
        openalex_api=catalogues.address("openalex"),
        crossref_api=catalogues.address("crossref"),
        semantic_scholar_api=catalogues.address("semantic-scholar"),
        europe_pmc_api=catalogues.address("europe-pmc"),
        sources=SOURCES,
        sources_pace_seconds=0.0,
    )
