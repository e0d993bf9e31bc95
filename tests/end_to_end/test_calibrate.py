"""`calibrate` from the command line: what it refuses, before any work and without touching a file."""

from __future__ import annotations

import json

import pytest

ROW = {"claim": "Bees can count.", "evidence": ["Bees can count to four."], "label": "SUPPORT"}


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("head.json", "few.jsonl: 3 rows with support and 0 without; at least 50 of each"),
        ("no/head.json", "--out no/head.json: its folder does not exist"),
        ("few.jsonl", "--out few.jsonl: that is an input"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_one_line(run, tmp_path, out, said):
    rows = "".join(json.dumps(ROW) + "\n" for _ in range(3))
    (tmp_path / "few.jsonl").write_text(rows, encoding="utf-8")
    done = run("calibrate", "few.jsonl", "--out", out, "--offline", cwd=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["few.jsonl"]
    assert (tmp_path / "few.jsonl").read_text(encoding="utf-8") == rows


def test_the_file_to_write_must_be_named(run, tmp_path):
    done = run("calibrate", "few.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "--out" in done.stderr
