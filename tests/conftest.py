"""What all tests share: the command line as a process, and one cache in which the example report has been audited."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import settings

from claimcheck.cli import main

# A busy machine is no fault of the code: what must be quick has a test of its own.
settings.register_profile("claimcheck", deadline=None)
settings.load_profile("claimcheck")

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMCHECK_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | (extra or {})


@pytest.fixture(scope="session")
def process() -> Run:
    """Runs `claimcheck ARGUMENTS` as a process of its own, for what a process alone can show."""

    def claimcheck(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None, limit: float = 300):
        command = [sys.executable, "-m", "claimcheck", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=cwd,
            env=_environment(env),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=limit,
            check=False,
        )

    return claimcheck


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs `claimcheck ARGUMENTS` in this process, with the folder, environment and streams of one of its own.

    Starting Python and loading the models took most of the time of a test otherwise.
    """

    def claimcheck(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
        before = dict(os.environ)
        try:
            os.environ.clear()
            os.environ.update(_environment(env) | {"PWD": str(cwd)})
            with chdir(cwd), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
                main([str(argument) for argument in arguments])
        finally:
            os.environ.clear()
            os.environ.update(before)
        said = []
        for stream in (out, err):
            stream.flush()
            said.append(stream.buffer.getvalue().decode("utf-8").replace("\r\n", "\n"))
        return subprocess.CompletedProcess(list(arguments), int(end.value.code or 0), *said)

    return claimcheck


@pytest.fixture(scope="session")
def warm_cache(process: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the example report has been audited once."""
    cache = tmp_path_factory.mktemp("cache")
    done = process("audit", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline", "--cache", cache)
    assert done.returncode == 1, done.stderr
    return cache


@pytest.fixture(scope="session")
def answers(warm_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with what the entailment model answers of the example and nothing else: no paper, no text, no verdict."""
    folder = shutil.copytree(warm_cache, tmp_path_factory.mktemp("answers") / "cache")
    shutil.rmtree(folder / "files", ignore_errors=True)
    with closing(sqlite3.connect(folder / "cache.sqlite")) as database, database:
        database.execute("DELETE FROM kept WHERE kind != 'entailment'")
        (kept,) = database.execute("SELECT COUNT(*) FROM kept").fetchone()
    assert kept, "an audit keeps what the model answered"
    return folder


@pytest.fixture
def new_cache(answers: Path, tmp_path: Path) -> Path:
    """A cache of this test's own that knows answers of the model alone: everything else is to be done, in less time."""
    return shutil.copytree(answers, tmp_path / "new-cache")


@pytest.fixture(scope="session")
def data() -> Path:
    """The shared data, where they lie; the tests that need them skip without."""
    folder = os.environ.get("CLAIMCHECK_DATA")
    if not folder:
        pytest.skip("CLAIMCHECK_DATA does not name the shared data")
    return Path(folder)
