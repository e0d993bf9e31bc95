"""The entailment model: what ships is what was packed, and a pair's probabilities depend on nothing but the pair."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.store import Store
from claimcheck.verify import shipped
from claimcheck.verify.entailment import Entailment, packed, unpacked, words_of

WINDOW = "In six gardens that watered by the corrected readings, water use fell by 18% against the year before."
PAIRS = [
    (WINDOW, "Water use fell by 18% in the gardens."),
    (WINDOW, "Water use rose by 18% in the gardens."),
    (WINDOW, "The network was trained on images of birds."),
    ("It rains.", "It rains."),
    (WINDOW * 20, "A very long window is cut, not refused."),
]


@pytest.fixture(scope="module")
def model():
    return Entailment()


def test_the_three_outcomes_are_told_apart(model):
    support, contradict, neither = model.probabilities(PAIRS[:3])
    assert support.argmax() == 0
    assert contradict[1] > 2 * support[1]
    assert neither.argmax() == 2


def test_probabilities_are_the_same_to_the_last_bit_in_any_company_and_order(model):
    together = model.probabilities(PAIRS)
    assert np.allclose(together.sum(axis=1), 1)
    for i, pair in enumerate(PAIRS):
        assert np.array_equal(model.probabilities([pair])[0], together[i])
    assert np.array_equal(model.probabilities(PAIRS[::-1])[::-1], together)
    assert np.array_equal(model.probabilities(PAIRS * 5)[-len(PAIRS) :], together)


def test_no_pairs_give_no_probabilities(model, tmp_path):
    assert model.probabilities([]).shape == (0, 3)
    with Store(tmp_path) as store:
        assert Entailment(store=store).probabilities([]).shape == (0, 3)


def test_a_pair_is_read_once_and_its_answer_is_kept_to_the_last_bit(model, tmp_path):
    def none_left():
        raise AssertionError("the model was loaded again")

    with Store(tmp_path) as store:
        first = Entailment(store=store).probabilities(PAIRS[:3])
    with Store(tmp_path) as store:
        again = Entailment(store=store, weights=none_left).probabilities([PAIRS[2], PAIRS[0], PAIRS[2]])
        some_new = Entailment(store=store).probabilities(PAIRS)
    assert np.array_equal(first, model.probabilities(PAIRS[:3]))
    assert np.array_equal(again, first[[2, 0, 2]])
    assert np.array_equal(some_new, model.probabilities(PAIRS))


def test_the_answers_of_another_model_and_damaged_ones_are_not_used(tmp_path, monkeypatch):
    with Store(tmp_path) as store:
        kept = Entailment(store=store)
        truth = kept.probabilities(PAIRS[:1])
        monkeypatch.setattr(store, "get", lambda *_: b"\0" * 23)
        assert np.array_equal(kept.probabilities(PAIRS[:1]), truth)
        monkeypatch.undo()
        other = Entailment(store=store)
        other.__dict__["info"] = other.info.model_copy(update={"digest": "another"})
        monkeypatch.setattr(other, "_read", lambda pairs: np.full((len(pairs), 3), 1 / 3))
        assert np.array_equal(other.probabilities(PAIRS[:1]), np.full((1, 3), 1 / 3))


def test_packing_keeps_every_weight_within_half_a_step_of_its_row():
    rng = np.random.default_rng(5)
    weights = {"layer.weight": rng.normal(size=(7, 16)) * np.arange(1, 8)[:, None], "layer.bias": rng.normal(size=7),
               "classifier.weight": rng.normal(size=(3, 16)), "words": rng.normal(size=(5, 32))}  # fmt: skip
    again, words = unpacked(packed(weights))
    assert {*again, "words"} == set(weights)
    step = np.abs(weights["layer.weight"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(again["layer.weight"] - weights["layer.weight"]) <= step / 2 + 1e-6).all()
    chosen = np.array([[4, 0], [0, 2]])
    assert np.allclose(words(chosen), words_of(weights["words"])[chosen], atol=1e-6)
    for exact in ("layer.bias", "classifier.weight"):
        assert np.allclose(again[exact], weights[exact], atol=1e-6)


def test_weights_that_were_tampered_with_are_refused(monkeypatch):
    monkeypatch.setitem(shipped.DIGESTS, "entailment.safetensors", "0" * 64)
    with pytest.raises(ModelError, match=r"entailment\.safetensors"):
        Entailment().check()


def test_a_named_model_that_cannot_be_loaded_is_named_with_its_option(tmp_path):
    with pytest.raises(ModelError, match="--entailment"):
        Entailment(str(tmp_path), offline=True).probabilities(PAIRS[:1])


def test_reading_a_pair_writes_nothing_into_the_home_of_the_user_and_imports_no_torch(tmp_path):
    code = (
        "import sys\nfrom claimcheck.verify.entailment import Entailment\n"
        "print(Entailment().probabilities([('It rains.', 'It rains.')])[0].argmax())\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
