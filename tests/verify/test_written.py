"""Claims written for passages, as labelled rows."""

from __future__ import annotations

import json

from claimcheck.verify import written


def file_of(folder, objects):
    file = folder / "written.jsonl"
    file.write_text("\n".join(map(json.dumps, objects)), encoding="utf-8")
    return file


def contrasts(folder, count=40):
    return file_of(
        folder,
        [
            {"a": f"In trial {i} bees won. It rained.", "b": f"In trial {i} wasps won. It rained.",
             "right": f"Bees won trial {i}.", "wrong": f"Wasps won trial {i}.", "label": "REFUTE", "kind": "who"}
            for i in range(count)
        ],
    )  # fmt: skip


def test_a_contrast_is_four_rows_and_neither_side_alone_tells_the_label(tmp_path):
    rows = list(written.contrasts(contrasts(tmp_path)))
    assert len(rows) == 160
    for side in ("claim", "evidence"):
        labels = {}
        for one in rows:
            labels.setdefault(str(one[side]), []).append(one["label"])
        assert all(sorted(found) == ["REFUTE", "SUPPORT"] for found in labels.values())
    assert rows[0]["evidence"] == ["In trial 0 bees won.", "It rained."]


def test_the_rows_of_a_contrast_serve_one_purpose_and_each_purpose_has_some(tmp_path):
    rows = list(written.contrasts(contrasts(tmp_path)))
    assert {len({row["part"] for row in rows[i : i + 4]}) for i in range(0, 160, 4)} == {1}
    assert {row["part"] for row in rows} == {"taught", "head", "measured"}


def test_claims_of_a_training_row_are_read_against_the_sentences_that_they_were_written_for(tmp_path):
    told = {
        "set": "bees",
        "row": "b2",
        "sentences": [0, 2],
        "claims": {"SUPPORT": ["They count."], "REFUTE": [], "NOINFO": ["Up to nine."]},
    }
    invented = {
        "passage": "Wasps count. They do.",
        "claims": {"SUPPORT": ["Wasps count."], "REFUTE": ["Wasps do not."], "NOINFO": []},
    }
    train = [{"id": "b1", "evidence": ["No."]}, {"id": "b2", "evidence": ["Bees  count.", "It rained.", "To four."]}]
    rows = list(written.claims({"bees": train}.__getitem__, file_of(tmp_path, [told, invented])))
    assert [(row["claim"], row["label"], row["evidence"]) for row in rows] == [
        ("They count.", "SUPPORT", ["Bees count.", "To four."]),
        ("Up to nine.", "NOINFO", ["Bees count.", "To four."]),
        ("Wasps count.", "SUPPORT", ["Wasps count.", "They do."]),
        ("Wasps do not.", "REFUTE", ["Wasps count.", "They do."]),
    ]
    assert len({row["id"] for row in rows}) == 4
