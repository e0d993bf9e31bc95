"""Measuring leaves the user's cache alone, and finds out beforehand what it cannot write."""

from __future__ import annotations

import pytest

from claimcheck.errors import SettingsError
from claimcheck.settings import Settings
from claimcheck.tasks.bench import bench, check_targets


def _quiet(_line):
    pass


def test_what_is_kept_goes_with_the_run_unless_a_cache_was_named(tmp_path):
    settings = Settings(cache=tmp_path / "cache")
    with bench(settings, _quiet, _quiet, keep=False) as workplace:
        workplace.store.put("kind", "key", b"value")
        folder = workplace.store.folder
        assert folder.is_dir()
    assert not folder.exists()
    assert not (tmp_path / "cache").exists()
    with bench(settings, _quiet, _quiet, keep=True) as workplace:
        workplace.store.put("kind", "key", b"value")
    with bench(settings, _quiet, _quiet, keep=True) as workplace:
        assert workplace.store.get("kind", "key") == b"value"


def test_files_that_cannot_be_written_or_would_replace_another_are_refused(tmp_path):
    data, out = tmp_path / "rows.jsonl", tmp_path / "out.json"
    data.touch()
    check_targets({"--predictions": out, "--plot": None}, [data])
    for files, said in (
        ({"--plot": tmp_path}, "--plot .* a folder"),
        ({"--plot": tmp_path / "no" / "a.svg"}, "its folder does not exist"),
        ({"--plot": tmp_path / "." / "rows.jsonl"}, "that is an input"),
        ({"--plot": out, "--predictions": out}, "the file of --plot"),
    ):
        with pytest.raises(SettingsError, match=said):
            check_targets(files, [data])
