"""A LaTeX report set as a PDF, by the LaTeX that the user has.

What is set was escaped sign by sign, and LaTeX is told besides to run no program and to touch no file outside its own
folder, which is gone afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.errors import InputError, SettingsError

ENGINES = ("pdflatex", "lualatex", "xelatex")
_SECONDS = 120
_LARGEST = 50_000_000


def find_engine() -> str:
    """The LaTeX at hand.

    Raises:
        SettingsError: there is none.
    """
    found = next(filter(None, map(shutil.which, ENGINES)), None)
    if found is None:
        raise SettingsError(f"--format pdf: needs LaTeX ({', '.join(ENGINES)}), and none is installed; take latex=FILE")
    return found


def typeset(latex: str, day: date, engine: str) -> bytes:
    """Sets a report; the same report of the same day gives the same bytes, as far as the engine keeps to that.

    Args:
        latex: the whole source.
        day: the day that the file bears.
        engine: the program, as `find_engine` gives it.

    Raises:
        InputError: LaTeX fails, takes longer than two minutes, or gives no PDF.
    """
    with TemporaryDirectory(prefix="claimcheck-") as folder:
        Path(folder, "report.tex").write_text(latex, encoding="utf-8")
        for _ in range(2):  # the second time it knows what the citations are
            _run(engine, folder, day)
        made = Path(folder, "report.pdf")
        if not made.is_file() or not 0 < made.stat().st_size <= _LARGEST:
            raise InputError(f"--format pdf: {Path(engine).name} gave no PDF; take latex=FILE and look at its log")
        return made.read_bytes()


def _run(engine: str, folder: str, day: date) -> None:
    epoch = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    careful = {"openin_any": "p", "openout_any": "p", "SOURCE_DATE_EPOCH": str(epoch), "FORCE_SOURCE_DATE": "1"}
    command = [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    name = Path(engine).name
    try:
        done = subprocess.run(  # noqa: S603 - the user's own LaTeX, with arguments of ours alone
            command, cwd=folder, env=os.environ | careful, capture_output=True, timeout=_SECONDS, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"--format pdf: {name} took longer than {_SECONDS} seconds; take latex=FILE instead"
        ) from error
    except OSError as error:
        raise InputError(f"--format pdf: {name} cannot be run ({error.strerror or error})") from error
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        why = next((line.removeprefix("! ") for line in lines if line.startswith("! ")), f"code {done.returncode}")
        raise InputError(f"--format pdf: {name} fails ({why}); take latex=FILE and look at its log")
