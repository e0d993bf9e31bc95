"""A PDF by the LaTeX at hand; a small program stands in for it where there is none."""

import os
import shutil
from datetime import date

import pytest

from claimcheck.errors import InputError, SettingsError
from claimcheck.tasks import typeset as module
from claimcheck.tasks.typeset import find_engine, typeset

DAY = date(2026, 3, 31)
REAL = next(filter(None, map(shutil.which, module.ENGINES)), None)
SOURCE = "\\documentclass{article}\n\\begin{document}\nBees count.\n\\end{document}\n"


@pytest.fixture
def engine(tmp_path, monkeypatch):
    """Puts a program called pdflatex on the path."""

    def made(script):
        program = tmp_path / "pdflatex"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin:/bin")
        return find_engine()

    return made


def test_it_runs_twice_with_no_shell_in_a_folder_of_its_own(engine, tmp_path):
    log = tmp_path / "log"
    script = f'echo "$PWD $openout_any $SOURCE_DATE_EPOCH $*" >> {log}; cp report.tex report.pdf'
    assert typeset(SOURCE, DAY, engine(script)) == SOURCE.encode()
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    folder, paranoid, epoch, *arguments = lines[0].split()
    assert (paranoid, epoch) == ("p", "1774915200")
    assert "-no-shell-escape" in arguments
    assert not os.path.exists(folder)  # noqa: PTH110 - a name out of a log


@pytest.mark.parametrize(
    ("script", "said"),
    [("echo '! Undefined control sequence.'; exit 1", "Undefined control sequence"), ("exit 0", "gave no PDF")],
)
def test_a_failure_is_one_line_that_names_the_way_out(engine, script, said):
    with pytest.raises(InputError, match=said) as told:
        typeset(SOURCE, DAY, engine(script))
    assert "latex=FILE" in str(told.value)
    assert "\n" not in str(told.value)


def test_an_engine_that_hangs_is_stopped(engine, monkeypatch):
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    with pytest.raises(InputError, match="took longer"):
        typeset(SOURCE, DAY, engine("exec sleep 20"))


def test_without_latex_the_user_is_told_before_any_work(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SettingsError, match="needs LaTeX"):
        find_engine()


@pytest.mark.skipif(REAL is None, reason="no LaTeX on this machine")
def test_a_real_one_gives_a_pdf():
    assert typeset(SOURCE, DAY, REAL).startswith(b"%PDF")
