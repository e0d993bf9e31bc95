"""What the shares say, counted by hand; and an audit that believes everything is found out."""

from __future__ import annotations

import pytest

from claimcheck.settings import Settings
from claimcheck.tasks import self_test as task
from claimcheck.tasks.workplace import Workplace
from tests.conftest import FIXTURES

REPORT = FIXTURES / "synthesis.md"


@pytest.fixture
def workplace(warm_cache):
    settings = Settings(cache=warm_cache, offline=True, papers=(FIXTURES / "papers",))
    with Workplace(settings) as opened:
        yield opened


@pytest.fixture
def tested(workplace):
    return task.self_test([REPORT], workplace, 7).self_tests[0]


def test_the_figures_are_what_the_list_of_changes_says(tested):
    assert tested.verified == 5
    assert [row.kind for row in tested.figures] == ["number", "direction", "negation", "scope", "citation", "all"]
    for row in tested.figures:
        of_kind = [c for c in tested.changes if c.kind == row.kind or (row.kind == "all" and c.kind != "harmless")]
        assert row.faults == sum(c.was == "verified" for c in of_kind)
        assert row.caught == sum(c.was == "verified" and c.now not in {"verified", None} for c in of_kind)
        assert row.contradicted == sum(c.was == "verified" and c.now == "contradicted" for c in of_kind)
        assert row.faults + row.others == len(of_kind)
    assert tested.figures[-1].faults >= 5


def test_no_fault_in_the_example_is_missed(tested):
    missed = [c for c in tested.changes if c.missed and c.kind != "harmless"]
    # The direction of a claim that the example has the wrong way round is turned, which makes it true.
    assert [(c.was, c.kind) for c in missed] == [("contradicted", "direction")]


def test_an_audit_that_verifies_everything_catches_nothing(workplace, monkeypatch):
    verifier = workplace.verifier
    real = verifier.verify

    def gullible(claims, retrieved):
        verdicts = real(claims, retrieved)
        good = next(v for v in [*verdicts, *seen] if v.verdict == "verified" and not v.parts)
        seen.append(good)
        return [good for _ in claims]

    seen = []
    monkeypatch.setattr(verifier, "verify", gullible)
    found = task.self_test([REPORT], workplace, 7).self_tests[0]
    whole = found.figures[-1]
    assert whole.faults == found.figures[-1].faults > 20
    assert whole.caught == 0
    assert whole.share == 0.0
    assert whole.interval[0] == 0.0
    assert 0 < whole.interval[1] < 0.2
    assert found.control.kept == found.control.changed


@pytest.mark.parametrize(
    ("hits", "of", "interval"),
    [(0, 10, (0.0, 0.3085)), (10, 10, (0.6915, 1.0)), (5, 10, (0.1871, 0.8129)), (1, 1, (0.025, 1.0))],
)
def test_intervals_are_those_of_clopper_and_pearson(hits, of, interval):
    assert task._share(hits, of) == (hits / of, interval)


def test_nothing_has_no_share():
    assert task._share(0, 0) == (None, None)
