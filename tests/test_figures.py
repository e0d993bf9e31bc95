"""Figures go out as a table, as JSON, to stdout or to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import figures
from claimcheck.errors import SettingsError


def _table(found, *, width, color):
    return f"{found} {width} {color}\n"


def test_colours_are_for_stdout_alone(capsys, tmp_path):
    file = tmp_path / "a.txt"
    for wanted in ("table", f"table={file}"):
        figures.write("x", figures.parse(wanted, []), (_table, str), width=80, color=True)
    assert capsys.readouterr().out == "x 80 True\n"
    assert file.read_text() == "x 80 False\n"


def test_json_goes_beside_the_table(capsys, tmp_path):
    file = tmp_path / "a.json"
    figures.write("x", figures.parse(f"table,json={file}", []), (_table, lambda x: f"[{x}]"), width=80, color=False)
    assert capsys.readouterr().out == "x 80 False\n"
    assert file.read_text() == "[x]"


@pytest.mark.parametrize("printed", ["markdown", "table,csv=a.csv", "", "json=report.md"])
def test_other_formats_and_the_input_itself_are_refused(printed):
    with pytest.raises(SettingsError):
        figures.parse(printed, [Path("report.md")])
