import hashlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from claimcheck.errors import InputError
from claimcheck.store import Store, digest


def run(program: str, *arguments: object) -> str:
    """Runs a Python program that knows claimcheck; gives what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "cache"


@pytest.fixture
def read_only():
    """A cache that holds one value and one file, in a folder where nobody may write, not even root."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "cache"
        with Store(path) as store:
            store.put_text("colour", "sky", "blue")
            store.put_file(b"kept")
        everything = [path, *path.rglob("*"), Path(name)]
        for place in everything:
            place.chmod(0o555 if place.is_dir() else 0o444)
        was_root = os.geteuid() == 0
        if was_root:
            os.seteuid(65_534)  # root may write anywhere
        try:
            yield path
        finally:
            if was_root:
                os.seteuid(0)
            for place in reversed(everything):
                place.chmod(0o755)


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_kept_is_found_again_after_closing(folder):
    with Store(folder) as store:
        store.put("raw", "key", b"\x00\xff")
        store.put_text("text", "key", "naïve \ud800")
        store.put_json("json", "key", {"b": [1, None], "a": "ü"})
    with Store(folder) as store:
        assert store.get("raw", "key") == b"\x00\xff"
        assert store.get_text("text", "key") == "naïve \ud800"
        assert store.get_json("json", "key") == {"a": "ü", "b": [1, None]}
        assert store.writable


def test_kinds_do_not_share_keys_and_what_was_never_kept_is_none(folder):
    with Store(folder) as store:
        store.put("one", "key", b"1")
        assert store.get("two", "key") is None
        assert store.get_text("one", "other") is None
        assert store.get_json("two", "key") is None


def test_the_last_value_under_a_key_wins(folder):
    with Store(folder) as store:
        store.put("kind", "key", b"old")
        store.put("kind", "key", b"new")
        assert store.get("kind", "key") == b"new"


def test_an_empty_value_is_not_the_same_as_none(folder):
    with Store(folder) as store:
        store.put("kind", "key", b"")
        assert store.get("kind", "key") == b""


def test_no_two_lists_of_parts_share_a_digest():
    lists = [("ab", "c"), ("a", "bc"), ("abc",), ("", "abc"), ("abc", ""), (), ("",)]
    assert len({digest(*parts) for parts in lists}) == len(lists)
    assert digest("ü") == digest("ü".encode())


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_found_by_the_digest_of_its_bytes_and_kept_once(folder):
    data = b"%PDF-1.7 bytes"
    with Store(folder) as store:
        name = store.put_file(data)
        assert store.put_file(data) == name == hashlib.sha256(data).hexdigest()
    with Store(folder) as store:
        assert store.get_file(name) == data
    assert [path.name for path in (folder / "files").rglob("*") if path.is_file()] == [name]


def test_a_file_whose_bytes_no_longer_match_its_digest_counts_as_absent(folder):
    with Store(folder) as store:
        name = store.put_file(b"a whole paper")
        (path,) = (path for path in (folder / "files").rglob("*") if path.is_file())
        path.write_bytes(b"half a p")
        assert store.get_file(name) is None
        assert store.put_file(b"a whole paper") == name
    with Store(folder) as store:
        assert store.get_file(name) == b"a whole paper"


def test_a_file_that_was_never_kept_is_none(folder):
    with Store(folder) as store:
        assert store.get_file("0" * 64) is None


# ── several at once ──────────────────────────────────────────────────────────────────────────────────────────────────

_WRITER = """
import sys, pathlib
from claimcheck.store import Store
with Store(pathlib.Path(sys.argv[1]), lambda line: sys.exit(line)) as store:
    for n in range(150):
        store.put("shared", str(n), sys.argv[2].encode())
        store.put(sys.argv[2], str(n), str(n).encode())
        store.put_file(b"file %d" % (n % 10))
"""


def test_two_processes_write_at_once_and_nothing_is_lost(folder):
    writers = [start(_WRITER, folder, name) for name in ("left", "right")]
    ended = [writer.wait(60) for writer in writers]
    for writer in writers:
        writer.stdout.close()
    assert ended == [0, 0]
    with Store(folder) as store:
        for n in range(150):
            assert store.get("left", str(n)) == store.get("right", str(n)) == str(n).encode()
            assert store.get("shared", str(n)) in {b"left", b"right"}
        for n in range(10):
            data = b"file %d" % n
            assert store.get_file(hashlib.sha256(data).hexdigest()) == data


def test_many_that_open_a_new_cache_at_once_all_can_write(folder):
    for n in range(20):
        warnings: list[str] = []
        together = threading.Barrier(4)

        def enter(where=folder / str(n), heard=warnings, gate=together) -> None:
            gate.wait()
            with Store(where, heard.append) as store:
                assert store.writable

        threads = [threading.Thread(target=enter) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert warnings == []


def test_many_threads_share_one_store_and_nothing_is_lost(folder):
    warnings: list[str] = []
    with Store(folder, warnings.append) as store:

        def work(name: int) -> None:
            for n in range(50):
                store.put("kind", f"{name}-{n}", b"%d" % n)
                store.put_file(b"%d" % n)

        threads = [threading.Thread(target=work, args=(name,)) for name in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(store.get("kind", f"{name}-{n}") == b"%d" % n for name in range(6) for n in range(50))
    assert warnings == []


# ── a cache that cannot be written costs time and nothing else ───────────────────────────────────────────────────────


def test_a_read_only_cache_still_gives_what_it_holds_and_keeps_the_new_for_this_run(read_only):
    warnings: list[str] = []
    with Store(read_only, warnings.append) as store:
        assert store.get_text("colour", "sky") == "blue"
        assert store.get_file(hashlib.sha256(b"kept").hexdigest()) == b"kept"
        store.put_text("colour", "grass", "green")
        name = store.put_file(b"new")
        assert store.get_text("colour", "grass") == "green"
        assert store.get_file(name) == b"new"
        assert not store.writable
    assert len(warnings) == 1
    assert str(read_only) in warnings[0]
    assert "\n" not in warnings[0]


def test_a_cache_that_cannot_even_be_made_is_done_without(read_only):
    warnings: list[str] = []
    with Store(read_only / "deeper", warnings.append) as store:
        store.put("kind", "key", b"value")
        assert store.get("kind", "key") == b"value"
        assert store.reserve("arxiv", 3.0) < 0.5
        assert 2.5 < store.reserve("arxiv", 3.0) <= 3.0
        assert not store.writable
    assert len(warnings) == 1


_FULL = """
import pathlib, resource, sys
from claimcheck.store import Store
warnings = []
with Store(pathlib.Path(sys.argv[1]), warnings.append) as store:
    store.put("kind", "before", b"small")
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    name = store.put_file(b"x" * 1_000_000) if sys.argv[2] == "file" else None
    store.put("kind", "large", b"y" * 1_000_000)
    store.put("kind", "after", b"z")
    assert store.get("kind", "before") == b"small"
    assert store.get("kind", "large") == b"y" * 1_000_000
    assert store.get("kind", "after") == b"z"
    assert name is None or store.get_file(name) == b"x" * 1_000_000
    assert store.reserve("arxiv", 3.0) <= 3.0
    assert not store.writable
print(len(warnings), warnings[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes stands for the full disk")
@pytest.mark.parametrize("first", ["file", "value"])
def test_a_full_disk_is_told_once_and_the_run_goes_on_from_memory(folder, first):
    count, _, line = run(_FULL, folder, first).partition(" ")
    assert count == "1"
    assert "cannot be written" in line
    with Store(folder) as store:
        assert store.get("kind", "before") == b"small"
        assert store.get("kind", "large") is None
    assert not list(folder.rglob(".part-*"))


# ── what is no cache of ours ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_cache_that_is_a_file_is_an_error_that_names_it_and_the_way_out(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a folder")
    with pytest.raises(InputError, match=r"notes\.txt.*--cache"):
        Store(path)
    assert path.read_text() == "not a folder"


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be read " * 50, b"SQLite format 3\0" + b"\xff" * 4_000]
)
def test_a_damaged_database_is_an_error_that_names_it_and_the_way_out(folder, content):
    folder.mkdir(parents=True)
    (folder / "cache.sqlite").write_bytes(content)
    with pytest.raises(InputError, match=r"cache\.sqlite.*--cache"):
        Store(folder)
    assert (folder / "cache.sqlite").read_bytes() == content


def test_a_database_that_is_damaged_in_the_middle_loses_values_and_not_the_run(folder):
    with Store(folder) as store:
        for n in range(200):
            store.put("kind", str(n), b"%d" % n * 500)
    path = folder / "cache.sqlite"
    data = bytearray(path.read_bytes())
    data[12_288:] = b"\xee" * (len(data) - 12_288)  # the pages behind the roots of the tables
    path.write_bytes(data)
    warnings: list[str] = []
    with Store(folder, warnings.append) as store:
        assert [store.get("kind", str(n)) for n in range(200)].count(None) > 100
        store.put("kind", "new", b"new")
        assert store.get("kind", "new") == b"new"
    assert len(warnings) == 1


def test_a_value_that_is_damaged_counts_as_absent(folder):
    with Store(folder) as store:
        store.put_json("kind", "key", {"a": "whole value"})
        store._database.execute("UPDATE kept SET value = substr(value, 1, 5)")
        assert store.get_json("kind", "key") is None
        store.put_json("kind", "key", {"a": "value anew, with half a letter: \ud835"})
        assert store.get_json("kind", "key") == {"a": "value anew, with half a letter: \ud835"}


# ── pace ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_stores_on_one_folder_take_turns(folder):
    with Store(folder) as one, Store(folder) as other:
        waits = [store.reserve("arxiv", 3.0) for store in (one, other, one, other)]
    assert waits[0] == 0
    for earlier, later in pairwise(waits):
        assert later - earlier == pytest.approx(3.0, abs=0.5)


def test_the_pace_of_one_name_does_not_hold_up_another(folder):
    with Store(folder) as store:
        store.reserve("arxiv", 60.0)
        assert store.reserve("papers", 60.0) == 0


def test_a_moment_that_has_passed_is_not_waited_for(folder):
    with Store(folder) as store:
        store.reserve("arxiv", 0.05)
        time.sleep(0.1)
        assert store.reserve("arxiv", 0.05) == 0


_RESERVE = """
import sys, pathlib, time
from claimcheck.store import Store
with Store(pathlib.Path(sys.argv[1])) as store:
    for _ in range(10):
        wait = store.reserve("arxiv", 5.0)
        print(time.time() + wait)
"""


def test_processes_never_reserve_the_same_moment(folder):
    both = [start(_RESERVE, folder) for _ in range(2)]
    moments = sorted(float(line) for process in both for line in process.communicate()[0].split())
    assert len(moments) == 20
    assert all(later - earlier > 4.0 for earlier, later in pairwise(moments))


def test_a_clock_that_was_set_back_makes_nobody_wait_for_hours(folder, monkeypatch):
    with Store(folder) as store:
        true_time = time.time
        monkeypatch.setattr(time, "time", lambda: true_time() + 1_000_000)
        store.reserve("arxiv", 3.0)
        monkeypatch.setattr(time, "time", true_time)
        assert store.reserve("arxiv", 3.0) <= 300
