"""The shipped verifier says of stored rows what it said when its figures were taken, and passes few changed numbers.

Both need the labelled data; `reports/store_probabilities.py` and `reports/measure_flips.py` make the stored files. Of
the 40 rows a set that are stored a whole run of the tests reads ten; with CLAIMCHECK_EVERY_ROW=1 it reads all, in two
minutes more.
"""

from __future__ import annotations

import json
import os
import statistics
from collections import defaultdict
from pathlib import Path

import pytest

from claimcheck.settings import Settings
from claimcheck.tasks.evaluate import verdicts
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify.learning import lessons

HERE = Path(__file__).parent
# Another processor may round the last bits otherwise; a passage may then change places with one that is as good.
TOLERANCE = 0.02
ROWS = 40 if os.environ.get("CLAIMCHECK_EVERY_ROW") else 10


def stored(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    with Workplace(Settings(cache=tmp_path_factory.mktemp("cache"), offline=True)) as opened:
        yield opened


def test_stored_rows_keep_their_probabilities_and_verdicts(data, workplace):
    by_set = defaultdict(list)
    for row in stored("probabilities.jsonl"):
        by_set[row["set"]].append(row)
    assert len(by_set) >= 13
    moved, turned, count = [], [], 0
    assert min(map(len, by_set.values())) >= 40
    for name, every in by_set.items():
        said = every[:ROWS]
        known = {row["id"]: row for row in lessons.rows(data / "data" / f"{name}.jsonl.gz")}
        for before, now in zip(said, verdicts([known[row["id"]] for row in said], workplace), strict=True):
            count += 1
            said_of_it = now.probabilities.model_dump() if now.probabilities else {}
            gap = max((abs(said_of_it[k] - v) for k, v in (before["probabilities"] or {}).items()), default=0.0)
            if gap > TOLERANCE:
                moved.append((name, before["id"], gap))
            if now.verdict != before["verdict"]:
                turned.append((name, before["id"], before["verdict"], now.verdict))
    assert count == ROWS * len(by_set)
    assert len(moved) <= 0.01 * count, moved
    assert len(turned) <= 0.01 * count, turned


def test_a_changed_number_is_hardly_ever_verified(data, workplace):
    flips = stored("flips.jsonl")
    assert len(flips) >= 500
    rows, untouched = [], []
    for flip in flips[::12]:
        known = {row["id"]: row for row in lessons.rows(data / "data" / f"{flip['set']}.jsonl.gz")}
        claim = lessons.without_marks(known[flip["id"]]["claim"])
        end = flip["at"] + len(flip["from"])
        assert claim[flip["at"] : end] == flip["from"]
        untouched.append(known[flip["id"]])
        rows.append(known[flip["id"]] | {"claim": claim[: flip["at"]] + flip["to"] + claim[end:]})
    flipped, twins = verdicts(rows, workplace), verdicts(untouched, workplace)
    assert _verified(flipped) <= 0.1 * len(rows)
    # Who verifies nothing passes that too.
    assert _verified(twins) > _verified(flipped)
    assert _support(twins) > _support(flipped) + 0.1


def _verified(found):
    return sum(verdict.verdict == "verified" for verdict in found)


def _support(found):
    return statistics.mean(verdict.probabilities.support for verdict in found if verdict.probabilities)
