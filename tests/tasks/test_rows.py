"""Rows are read whole and checked before any work; what is wrong is named by file and line."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256

import pytest

from claimcheck.errors import InputError
from claimcheck.tasks import rows
from claimcheck.tasks.rows import check_files

PAIR = {"id": "a", "claim": "It rained.", "evidence": ["It rained all day."], "label": "SUPPORT"}
QUERY = {"id": "q", "query": "Did it rain?", "sentences": ["It rained.", "It shone."], "gold": [0]}


def _file(folder, *given, name="weather.dev.jsonl", packed=False):
    text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in given).encode()
    path = folder / name
    path.write_bytes(gzip.compress(text) if packed else text)
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_plain_and_packed_files_give_the_same_rows(tmp_path, packed):
    # By its content, not by its name: a file can be packed or unpacked without being renamed.
    path = _file(tmp_path, PAIR, "", PAIR | {"id": 7, "rationale": [0]}, packed=packed)
    (found,) = check_files([path])
    assert (found.name, found.rows, found.queries) == ("weather", 2, False)
    assert found.sha256 == sha256(path.read_bytes()).hexdigest()
    assert [(row["id"], row["rationale"]) for row in found.read([0, 1])] == [("a", []), ("7", [0])]
    assert [row["id"] for row in found.read([1])] == ["7"]


def test_a_row_without_an_id_is_called_by_its_line(tmp_path):
    (found,) = check_files([_file(tmp_path, {k: v for k, v in QUERY.items() if k != "id"})])
    assert found.queries
    assert next(found.read([0]))["id"] == "1"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[" * 200_000, "not JSON"),
        ("9" * 5_000, "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"premise": "a", "hypothesis": "b"}', "claim"),
        (json.dumps(PAIR | {"label": "TRUE"}), "label"),
        (json.dumps(PAIR | {"evidence": []}), "evidence"),
        (json.dumps(PAIR | {"evidence": "It rained."}), "evidence"),
        (json.dumps(PAIR | {"claim": ""}), "claim"),
        (json.dumps(PAIR | {"rationale": [1]}), "rationale names a sentence that evidence does not have"),
        (json.dumps(PAIR | {"rationale": [-1]}), "rationale"),
        (json.dumps(QUERY | {"gold": [2]}), "gold names a sentence that sentences does not have"),
        (json.dumps(QUERY | {"gold": []}), "gold"),
        (json.dumps(PAIR | {"evidence": ["a"] * 20_001}), "evidence"),
    ],
)
def test_a_malformed_line_gives_one_line_with_file_and_number(tmp_path, line, said):
    path = _file(tmp_path, PAIR if "query" not in line else QUERY, line)
    with pytest.raises(InputError) as error:
        check_files([path])
    message = str(error.value)
    assert message.startswith("weather.dev.jsonl:2: ")
    assert said in message
    assert "\n" not in message
    assert len(message) < 250


def test_bytes_that_are_no_utf8_are_named_and_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(PAIR).encode() + b"\n\xff\xfe\n")
    with pytest.raises(InputError, match=r"x\.jsonl:2: not UTF-8"):
        check_files([path])
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(PAIR).encode())
    assert check_files([path])[0].rows == 1


def test_half_a_character_becomes_a_sign_that_can_be_written(tmp_path):
    (found,) = check_files([_file(tmp_path, PAIR | {"claim": "It rained \ud83d."})])
    assert next(found.read([0]))["claim"].encode() == b"It rained ?."


def test_long_lines_and_large_files_are_refused_even_when_packed_small(tmp_path, monkeypatch):
    path = _file(tmp_path, PAIR | {"claim": "a" * 10_000_001}, packed=True)
    assert path.stat().st_size < 50_000
    with pytest.raises(InputError, match=r":1: the line is longer than 10 MB"):
        check_files([path])
    monkeypatch.setattr(rows, "LARGEST_FILE", 1000)
    with pytest.raises(InputError, match="uncompressed"):
        check_files([_file(tmp_path, *[PAIR] * 100, packed=True)])


def test_a_packed_file_that_was_cut_off_or_damaged_is_named(tmp_path):
    whole = _file(tmp_path, *[PAIR | {"id": str(i), "claim": f"Claim {i * i}."} for i in range(500)], packed=True)
    data = whole.read_bytes()
    whole.write_bytes(data[:-20])
    with pytest.raises(InputError, match=r"weather\.dev\.jsonl: cannot be read"):
        check_files([whole])
    whole.write_bytes(data[:400] + bytes(200) + data[600:])
    with pytest.raises(InputError, match=r"weather\.dev\.jsonl"):
        check_files([whole])


def test_what_is_no_file_is_named(tmp_path):
    for path, said in ((tmp_path / "none.jsonl", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(InputError, match=said):
            check_files([path])
    with pytest.raises(InputError, match="no rows"):
        check_files([_file(tmp_path, "", " ")])


def test_two_sets_of_one_name_or_two_forms_in_one_file_are_refused(tmp_path):
    (tmp_path / "old").mkdir()
    first, second = _file(tmp_path, PAIR), _file(tmp_path / "old", PAIR, name="weather.jsonl")
    with pytest.raises(InputError, match="rename one"):
        check_files([first, second])
    with pytest.raises(InputError, match="both"):
        check_files([_file(tmp_path, PAIR, QUERY)])


def test_a_sample_is_drawn_by_its_seed_and_keeps_the_order(tmp_path):
    (found,) = check_files([_file(tmp_path, *[PAIR | {"id": str(i)} for i in range(50)])])
    drawn = found.sample(10, 3)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == 10
    assert drawn == found.sample(10, 3)
    assert drawn != found.sample(10, 4)
    assert [row["id"] for row in found.read(drawn)] == [str(i) for i in drawn]
    assert found.sample(None, 3) == found.sample(99, 3) == list(range(50))


def test_a_file_that_shrinks_under_way_is_an_error_and_no_smaller_set(tmp_path):
    path = _file(tmp_path, PAIR, PAIR, PAIR)
    (found,) = check_files([path])
    _file(tmp_path, PAIR)
    with pytest.raises(InputError, match="changed while it was read"):
        list(found.read([0, 1, 2]))
