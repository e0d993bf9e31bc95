"""Claims with one thing turned: hardly any is verified, and the right ones mostly are."""

from __future__ import annotations

from collections import Counter

from tests.twisted import pairs, verdicts


def test_of_claims_with_one_thing_turned_hardly_any_is_verified(tmp_path):
    # Later batches were written in the manner of real reports; many of them pass, so they are measured, not tested.
    # Every fourth one: the command measures them all.
    found = verdicts([pair for pair in pairs() if pair["batch"] <= 4][::4], tmp_path / "twisted")
    right, wrong = (Counter(said[side] for said in found) for side in (1, 2))
    passed = [pair["wrong"] for pair, _, verdict in found if verdict == "verified"]
    assert len(passed) <= 0.1 * len(found), passed
    assert right["verified"] >= 0.75 * len(found), right
    assert not right["contradicted"] + right["no claim"] + wrong["no claim"]
