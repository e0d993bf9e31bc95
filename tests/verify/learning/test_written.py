"""Claims written for passages, as labelled rows."""

from __future__ import annotations

import json

from claimcheck.verify.learning import lessons, written


def file_of(folder, objects):
    file = folder / "written.jsonl"
    file.write_text("\n".join(map(json.dumps, objects)), encoding="utf-8")
    return file


def contrasts(folder, count=40):
    return file_of(
        folder,
        [
            {"a": [f"In trial {i} bees won.", "It rained."], "b": [f"In trial {i} wasps won.", "It rained."],
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
    assert {row["part"] for row in rows} == {"taught", "kept", "measured"}


def test_claims_of_a_training_row_are_read_against_the_sentences_that_they_were_written_for(tmp_path):
    told = {
        "set": "bees",
        "row": "b2",
        "sentences": [0, 2],
        "claims": {"SUPPORT": ["They count."], "REFUTE": [], "NOINFO": ["Up to nine."]},
    }
    invented = {
        "passage": ["Wasps count.", "They do."],
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


def test_the_shipped_contrasts_are_whole():
    rows = list(written.contrasts())
    assert len(rows) % 4 == 0
    assert {row["label"] for row in rows[0::2]} == {"SUPPORT"}
    assert {row["label"] for row in rows[1::2]} == {"REFUTE", "NOINFO"}
    assert all(row["claim"].strip() and all(sentence.strip() for sentence in row["evidence"]) for row in rows)


def test_every_shipped_claim_is_found_with_its_passage_and_no_claim_has_two_labels(data):
    rows = list(written.claims(lambda name: lessons.rows(data / "data" / f"{name}_train.jsonl.gz")))
    assert all(row["claim"].strip() and any(sentence.strip() for sentence in row["evidence"]) for row in rows)
    labels = {}
    for row in rows:
        labels.setdefault((row["claim"], *row["evidence"]), set()).add(row["label"])
    assert {len(found) for found in labels.values()} == {1}
    shares = {part: sum(row["part"] == part for row in rows) / len(rows) for part in ("kept", "measured")}
    assert all(0.1 < share < 0.15 for share in shares.values())
