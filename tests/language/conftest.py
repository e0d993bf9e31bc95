"""What the tests of the language model share: a store, a server on loopback, and a model behind it."""

from __future__ import annotations

import pytest

from claimcheck.language import Budget, Endpoint, LanguageModel, Prompts
from claimcheck.store import Store
from tests.servers.llm import LoopbackLanguageModel


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "cache") as opened:
        yield opened


@pytest.fixture
def server():
    with LoopbackLanguageModel() as opened:
        yield opened


@pytest.fixture
def told():
    return []


@pytest.fixture
def model(server, store, told):
    """Makes a language model that talks to the server and waits for nothing."""
    made = []

    def make(budget=None, *, url=None, name="small", prompts=None, offline=False, key=None, seconds=5.0):
        endpoint = Endpoint(url or server.url, name, key, seconds=seconds, pause=0.001)
        budget = budget or Budget()
        made.append(LanguageModel(endpoint, store, prompts or Prompts(), budget, offline=offline, warn=told.append))
        return made[-1]

    yield make
    for one in made:
        one.close()
