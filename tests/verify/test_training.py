"""The recipe of the entailment model: what its teachers are taught, what the student learns, and the shipped graph."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from claimcheck.verify.entailment import LONGEST, unpacked, words_of
from claimcheck.verify.learning import courses, transformer, tuning
from claimcheck.verify.learning.lessons import UNLABELLED, Lesson
from claimcheck.verify.network import Network, Tokenizer
from claimcheck.verify.shipped import shipped

torch = pytest.importorskip("torch")
WINDOW = "Bees were shown cards with one to six dots and learned to fly to the card with four."


@pytest.fixture(autouse=True)
def one_thread():
    """Threads that wait for each other, beside other work, made these tests a hundred times slower."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def lesson(claim, label=0, rule="scifact"):
    return Lesson(WINDOW, claim, label, 0, rule)


class Network6:
    """A network that knows nothing but its own number."""

    def __init__(self, number):
        self.number = number

    def to(self, _):
        return self

    def state_dict(self):
        return {"number": torch.tensor(self.number)}

    def load_state_dict(self, state):
        self.number = int(state["number"])


@pytest.fixture
def recipe(monkeypatch):
    """The recipe with networks that learn nothing; gives what each was to be taught."""
    seen = {"taught": [], "answers": [], "from": []}
    found = {name: [lesson(f"Claim of the {name}.")] for name in ("first", "sixth", "fresh")}
    of = {name: courses.Course(name, lambda *_, name=name: found[name]) for name in found}
    monkeypatch.setattr(courses, "FOUND", (of["first"],))
    monkeypatch.setattr(courses, "WRITTEN", (of["sixth"],))
    monkeypatch.setattr(courses, "FRESH", of["fresh"])
    monkeypatch.setattr(courses, "UNTOLD", courses.Course("unlabelled", lambda *_: [lesson("Whoever.", UNLABELLED)]))
    monkeypatch.setattr(transformer, "teacher", Network6)
    monkeypatch.setattr(transformer, "student", lambda model: Network6(model.number + 100))
    monkeypatch.setattr(transformer, "arrays", lambda model: {"number": model.number})
    claims = [found[name][0].claim for name in ("first", "sixth", "fresh")]

    def teach(model, _, numbers, passes, seed):
        assert (model.number, list(numbers)) == (seed, [(WINDOW, c) for c in (*claims, "Whoever.")])
        seen["taught"].append([[x.claim.split()[-1] for x in one] for one in passes])

    def distil(model, teacher, _, targets, __):
        seen["from"].append((model.number, teacher.number))
        seen["answers"].append((targets.answers[:, 0].tolist(), targets.label.tolist()))

    monkeypatch.setattr(tuning, "teach", teach)
    monkeypatch.setattr(tuning, "logits", lambda model, _: np.full((4, 3), model.number, dtype=np.float32))
    monkeypatch.setattr(tuning, "distil", distil)
    return seen


def test_teachers_are_taught_in_order_and_the_student_learns_the_mean_of_their_answers(recipe, tmp_path):
    assert tuning.entailment(tmp_path, tmp_path, 7) == {"number": 108}
    assert recipe["taught"] == [[["first.", "sixth."], ["first.", "sixth.", "fresh."], ["sixth."]]] * 2
    assert recipe["from"] == [(108, 8)]
    assert recipe["answers"] == [([7.5] * 4, [0, 0, 0, UNLABELLED])]


def test_a_teacher_that_is_done_is_not_taught_again(recipe, tmp_path):
    tuning.entailment(tmp_path, tmp_path, 7)
    (tmp_path / "teacher-1.pt").unlink()
    tuning.entailment(tmp_path, tmp_path, 7)
    assert len(recipe["taught"]) == 3
    assert recipe["answers"][0] == recipe["answers"][1]


def test_a_network_learns_what_it_is_taught():
    torch.manual_seed(5)
    claims = [lesson("Bees flew to the card with four dots.", 0), lesson("Bees flew to the card with five dots.", 1)]
    pairs = tuning.Pairs([(x.premise, x.claim) for x in claims], "cpu")
    model = transformer.Transformer(torch.randn(30_522, transformer.WIDTH), 1)
    tuning.teach(model, pairs, {(x.premise, x.claim): i for i, x in enumerate(claims)}, [claims] * 15, 7)
    assert tuning.logits(model, pairs).argmax(axis=1).tolist() == [0, 1]


@pytest.fixture
def narrow(monkeypatch):
    """Networks of few numbers, which learn in a second."""
    monkeypatch.setattr(transformer, "WIDTH", 96)
    monkeypatch.setattr(tuning, "_STUDENTS_RATE", 2e-3)
    torch.manual_seed(5)
    return transformer.Transformer(torch.randn(30_522, 96), 12)


def test_a_student_starts_from_every_second_layer_of_its_teacher_and_words_as_they_ship(narrow):
    young = transformer.student(narrow)
    assert len(young.layers) == len(transformer.TAKEN) == 6
    for number, layer in enumerate((1, 3, 5, 7, 9, 11)):
        assert torch.equal(young.layers[number].up.weight, narrow.layers[layer].up.weight)
    assert torch.equal(young.words, torch.from_numpy(words_of(narrow.words.detach().numpy())))
    assert torch.equal(young.classifier.weight, narrow.classifier.weight)


def test_a_student_learns_labels_and_where_there_are_none_what_the_teachers_answer(narrow, monkeypatch):
    monkeypatch.setattr(tuning, "_PASSES", 40)
    claims = ["Bees flew to the card with four dots.", "Bees flew to the card with five dots.", "It rained all day."]
    pairs = tuning.Pairs([(WINDOW, claim) for claim in claims], "cpu")
    known = tuning.Targets(np.array([0, 1, UNLABELLED]), np.zeros(3, dtype=np.bool_), np.eye(3, dtype=np.float32) * 4)
    young = transformer.student(narrow)
    tuning.distil(young, narrow, pairs, known, 7)
    assert tuning.logits(young, pairs).argmax(axis=1).tolist() == [0, 1, 2]


def test_the_layers_of_a_teacher_lead_those_of_its_student_in_the_first_pass(narrow, monkeypatch):
    for weight in ("_TOLD", "_LABELLED"):
        monkeypatch.setattr(tuning, weight, 0.0)
    monkeypatch.setattr(tuning, "_PASSES", 1)
    monkeypatch.setattr(tuning, "batches", partial(tuning.batches, pieces=64))
    pairs = tuning.Pairs([(WINDOW, f"Bees flew to card {number}.") for number in range(40)], "cpu")
    nothing = np.zeros((40, 3), dtype=np.float32)
    known = tuning.Targets(np.full(40, UNLABELLED), np.zeros(40, dtype=np.bool_), nothing)
    young = transformer.Transformer(narrow.words.detach(), len(transformer.TAKEN))

    def apart():
        ids, kinds, mask = pairs.batch(np.arange(4))
        with torch.no_grad():
            led = [narrow.eval().hidden(ids, kinds, mask)[layer] for layer in transformer.TAKEN]
            return [
                float((x - y).abs().mean()) for x, y in zip(young.eval().hidden(ids, kinds, mask), led, strict=True)
            ]

    before = apart()
    tuning.distil(young, narrow, pairs, known, 7)
    assert all(after < 0.9 * far for after, far in zip(apart(), before, strict=True))


def test_every_lesson_is_in_one_batch_and_no_batch_has_too_many_pieces():
    lengths = np.array([5, 90, 7, 60, 6, 80, 5, 30])
    found = tuning.batches(lengths, 7, pieces=120, chunk=4)
    assert sorted(np.concatenate(found).tolist()) == list(range(8))
    assert all(lengths[batch].max() * len(batch) <= 120 for batch in found)
    assert {frozenset(batch.tolist()) for batch in found if batch.max() < 4} == {
        frozenset({0, 2}), frozenset({3}), frozenset({1})
    }  # fmt: skip


def test_a_general_pair_is_known_and_the_last_lesson_tells_the_label():
    told = [lesson("A.", 0, "sick"), lesson("B.", 1), lesson("B.", 2)]
    numbers = {(WINDOW, "A."): 0, (WINDOW, "B."): 1, (WINDOW, "C."): 2}
    found = tuning.targets(numbers, told, None)
    assert found.label.tolist() == [0, 2, UNLABELLED]
    assert found.general.tolist() == [True, False, False]


def test_pairs_are_cut_and_padded_alike():
    pairs = tuning.Pairs([("It rains.", "It rains."), (WINDOW * 20, "A long window is cut.")], "cpu")
    ids, kinds, mask = pairs.batch(np.array([0]))
    assert ids.shape == (1, 16)
    assert mask.sum() == pairs.lengths[0] < 16
    assert kinds[0].tolist() == [0] * 5 + [1] * 4 + [0] * 7
    assert pairs.batch(np.array([1, 0]))[0].shape == (2, LONGEST)


def test_the_shipped_graph_computes_what_the_network_does_that_was_taught():
    weights, words = unpacked(shipped("entailment.safetensors"))
    model = transformer.Transformer(torch.from_numpy(words(np.arange(30_522))), len(transformer.TAKEN)).eval()
    state = {name: torch.from_numpy(values) for name, values in weights.items()}
    model.load_state_dict(model.state_dict() | state)
    (text,) = Tokenizer(LONGEST).pieces([(WINDOW, "Bees flew to the card with four dots.")])
    with torch.no_grad():
        expected = model.hidden(torch.tensor([text.ids]), torch.tensor([text.kinds]))[-1][0].numpy()
        mask = torch.ones((1, len(text.ids)), dtype=torch.bool)
        padded = model.hidden(torch.tensor([text.ids]), torch.tensor([text.kinds]), mask)[-1][0].numpy()
    del weights["classifier.weight"], weights["classifier.bias"]
    assert np.allclose(Network(weights, "entailment.onnx", words).hidden([text])[0], expected, atol=1e-4)
    assert np.allclose(padded, expected, atol=1e-4)


def test_word_vectors_in_four_bits_are_near_the_whole_ones_and_stay_as_they_are():
    words = np.random.default_rng(5).normal(size=(9, 64)).astype(np.float32)
    once = words_of(words)
    step = np.abs(words.reshape(9, 2, 32)).max(axis=2).repeat(32, axis=1) / 7
    assert (np.abs(once - words) <= step / 2 + 1e-6).all()
    assert np.allclose(words_of(once), once, atol=1e-6)
