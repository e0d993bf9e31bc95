"""The recipe of the entailment model: the order of its courses, and the means that are taken between them."""

from __future__ import annotations

import pytest

from claimcheck.verify import courses, training, tuning


class Weight(float):
    """A weight that can be copied, as a tensor can."""

    def clone(self) -> Weight:
        return Weight(self)


class Network:
    """A network of one weight."""

    def __init__(self) -> None:
        self.weight = Weight(0)

    def state_dict(self) -> dict[str, Weight]:
        return {"weight": self.weight}

    def load_state_dict(self, state: dict[str, float]) -> None:
        self.weight = Weight(state["weight"])


@pytest.fixture
def adding(monkeypatch):
    """Each course adds its own number to the weight; gives the names of the courses as they were taught."""
    taught: list[str] = []
    adds = {"first": 1, "second": 10, "third": 100, "fourth": 1_000, "fifth": 10_000, "sixth": 100_000}

    def tune(model, course, lessons, *_):
        assert lessons == []
        taught.append(course.name)
        model.weight = Weight(model.weight + adds[course.name])

    monkeypatch.setattr(tuning, "network", lambda _: Network())
    monkeypatch.setattr(tuning, "tune", tune)
    monkeypatch.setattr(tuning, "layers", lambda model: model.weight)
    monkeypatch.setattr(training, "packed", lambda weight: str(float(weight)).encode())
    for part in ("FOUND", "WRITTEN"):
        emptied = tuple(course._replace(lessons=lambda *_: []) for course in getattr(courses, part))
        monkeypatch.setattr(courses, part, emptied)
    return taught


def test_two_means_of_weights_keep_what_was_learned_first(adding, tmp_path):
    training.fit_entailment(tmp_path, tmp_path, 7)
    assert adding == ["first", "second", "third", "fourth", "fifth", "sixth"]
    middle = (11 + 111) / 2
    assert float((tmp_path / "entailment.safetensors").read_bytes()) == (middle + middle + 111_000) / 2
