"""What keeps a likely claim from being verified."""

from __future__ import annotations

import numpy as np
import pytest

from claimcheck.verify.features import FEATURES, is_clear

GOOD = {
    "quantities": 1.0,
    "alignment": 0.9,
    "scope": 1.0,
    "arrangement": 1.0,
    "contradict_best": -2.0,
    "support_best": 0.5,
    "contradict_max": 0.5,
    "support_max": 1.0,
}


def vector(**changes):
    values = dict.fromkeys(FEATURES, 0.0) | GOOD | changes
    return np.array([values[name] for name in FEATURES])


def test_a_reading_to_which_nothing_objects_is_clear():
    assert is_clear(vector())


@pytest.mark.parametrize("objection", [
    {"quantities": 0.5}, {"alignment": 0.5}, {"scope": 0.75}, {"arrangement": 0.0}, {"contradict_max": 1.1},
    {"contradict_best": 0.5}, {"quantity_conflict": 1.0}, {"direction_conflict": 1.0}, {"negation_conflict": 1.0},
])  # fmt: skip
def test_any_one_objection_is_enough(objection):
    assert not is_clear(vector(**objection))


def test_a_quotation_that_neither_supports_nor_contradicts_by_itself_is_no_objection():
    assert is_clear(vector(support_best=-3.4, contradict_best=-1.0))
    assert not is_clear(vector(support_best=-0.85, contradict_best=-0.53))
