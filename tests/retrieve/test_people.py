from __future__ import annotations

import pytest

from claimcheck.retrieve.people import is_group, share_one, strangers

_ACTUAL = ["Özlem Müller-Weiß", "José van der Berg Jr.", "Xi Wu", "Bjørn Ł. Ågren", "Jean-Luc d'Arc"]


@pytest.mark.parametrize(
    "printed",
    ["Mueller", "Muller-Weiss", "Müller, O.", "van der Berg", "Berg, J.", "Wu", "Wu Xi", "Agren", "B. Agren",
     "J.-L. Arc", "J. dArc", "Mullerr"],
)  # fmt: skip
def test_a_name_is_known_however_it_is_written(printed):
    assert strangers([printed], _ACTUAL) == []


@pytest.mark.parametrize("printed", ["Xu", "van der Meer", "Li", "Anderson", "Xie Wang"])
def test_another_name_is_not(printed):
    assert strangers([printed], _ACTUAL) == [printed]


def test_an_initial_or_a_particle_alone_is_nobody():
    assert strangers(["J."], _ACTUAL) == []
    assert not share_one(["van der Meer"], ["Ada van der Berg"])


def test_one_common_author_is_enough_to_share_one():
    assert share_one(["Nobody", "Wu"], _ACTUAL)
    assert not share_one(["Nobody"], _ACTUAL)


def test_teams_are_told_from_people():
    assert [name for name in ("Gemini Team", "Ada Marsh", "The Ant Consortium") if is_group(name)] == [
        "Gemini Team",
        "The Ant Consortium",
    ]
