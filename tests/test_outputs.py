"""What goes out: whole, to the right place, and harmless."""

from __future__ import annotations

import os
import stat

import pytest

from claimcheck import outputs
from claimcheck.errors import InputError, SettingsError
from claimcheck.files import write_whole


def test_an_output_never_replaces_the_report(tmp_path):
    report = tmp_path / "report.md"
    report.write_text("# Review\n")
    with pytest.raises(SettingsError, match="the report itself"):
        outputs.parse(f"json={tmp_path}/./report.md", [report])


@pytest.mark.parametrize("printed", ["json=.", "json=/", "table,json", "sarif2"])
def test_what_cannot_be_an_output_is_refused_before_the_work(printed):
    with pytest.raises(SettingsError):
        outputs.parse(printed, [])


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(InputError, match=r"audit\.json"):
        outputs.write("x", tmp_path / "no" / "audit.json")


def test_what_goes_to_stderr_cannot_steer_the_terminal(capsys):
    outputs.tell("claimcheck: \x1b]0;owned\x07 title\nsecond line")
    assert capsys.readouterr().err == "claimcheck: �]0;owned� title second line\n"


def test_a_file_is_replaced_whole_through_links_and_keeps_its_permissions(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "target"]


def test_a_pipe_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_command_with_formats_of_its_own_knows_only_those(tmp_path):
    with pytest.raises(SettingsError, match="no 'sarif' here; choose from table, json"):
        outputs.parse("sarif", [], known=("table", "json"))
    with pytest.raises(SettingsError, match="that is an input"):
        outputs.parse(f"json={tmp_path / 'old.json'}", [tmp_path / "old.json"], known=("table", "json"))
