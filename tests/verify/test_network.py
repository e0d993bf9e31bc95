"""The network gives the same bits in any company, refuses damaged weights, and keeps no second copy of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ModelError
from claimcheck.verify import network as module
from claimcheck.verify.network import Network, Tokenizer, check_packaged, once, packaged_weights

WORDS = ["recall", "rose", "by", "3.1", "points", "in", "spring", "when", "pauses", "(the", "probes)", "varied"]
# Several texts of each length, from an empty one to one that is cut at 256 pieces.
TEXTS = ["", *(" ".join((WORDS[k:] + WORDS[:k]) * 30)[: 9 * n] for n in (1, 4, 9, 30) for k in range(5)), "a b " * 400]


@pytest.fixture(scope="module")
def weights():
    return packaged_weights()


@pytest.fixture(scope="module")
def network(weights):
    return Network(weights)


@pytest.fixture(scope="module")
def pieces():
    return Tokenizer(256).pieces(TEXTS)


@pytest.fixture(scope="module")
def alone(network, pieces):
    return [network.hidden([text])[0] for text in pieces]


@settings(max_examples=12, deadline=None)
@given(order=st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=24))
def test_a_text_gets_the_same_bits_in_any_company_and_order(network, pieces, alone, order):
    found = network.hidden([pieces[i] for i in order])
    assert all(np.array_equal(vectors, alone[i]) for vectors, i in zip(found, order, strict=True))


def test_every_piece_has_a_vector_and_long_texts_are_cut(pieces, alone):
    assert [vectors.shape for vectors in alone] == [(len(text.ids), 384) for text in pieces]
    assert (len(pieces[0].ids), len(pieces[-1].ids)) == (2, 256)


def test_nothing_asked_is_nothing_given(network):
    assert network.hidden([]) == []


def test_pairs_are_told_apart_by_their_kinds():
    (pair,) = Tokenizer().pieces([("It rained.", "It was dry.")])
    assert set(pair.kinds) == {0, 1}
    assert pair.kinds == tuple(sorted(pair.kinds))


def test_the_weights_may_go_once_the_network_stands(weights, pieces, alone):
    own = {name: np.array(values) for name, values in weights.items()}
    network = Network(own)
    for values in own.values():
        values[...] = 0
    assert np.array_equal(network.hidden(pieces[3:4])[0], alone[3])


def test_a_missing_or_damaged_model_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "packaged_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"model\.safetensors is missing; reinstall"):
        check_packaged()
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelError, match=r"model\.safetensors is damaged; reinstall"):
        packaged_weights()


def test_an_unknown_symbol_hides_no_word_and_moves_none():
    plain, marked = Tokenizer().pieces(["100,240 real images at 0.3", "➢100,240 real images at ∼0.3"])
    assert marked.ids == plain.ids
    assert marked.spans[1:4] == tuple((a + 1, b + 1) for a, b in plain.spans[1:4])
    assert Tokenizer().pieces(["≥5 °C, ±0.2"]) == Tokenizer().pieces(["≥5 °C, ±0.2\u2b50"])
    (pair,) = Tokenizer().pieces([("✓Larger", "➢Larger")])
    assert pair.ids[1] == pair.ids[3]


def test_a_model_is_loaded_once_whichever_threads_ask_and_again_only_where_that_failed():
    asked = []

    def load():
        asked.append(1)
        if len(asked) == 1:
            raise ModelError("half a file")
        return object()

    loaded = once(load)
    with pytest.raises(ModelError):
        loaded()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: loaded(), range(8)))
    assert len({id(model) for model in found}) == 1
    assert len(asked) == 2
