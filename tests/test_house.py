"""The house is as it was drawn: arrows, types, style, sizes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_TOOL = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ("lint-imports", "--no-cache"),
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--check", "--no-cache", "."),
        ("mypy",),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_checkers_have_nothing_to_say(command):
    done = subprocess.run(
        [str(_TOOL / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_says_in_its_door_what_it_does_and_exports_just_that():
    for room in ("read", "extract", "retrieve", "verify", "judge", "render", "language"):
        tree = ast.parse((ROOT / "claimcheck" / room / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(tree)
        assert any(isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "__all__" for n in tree.body), room


def test_modules_stay_under_400_lines():
    long = {p.name: n for p in (ROOT / "claimcheck").rglob("*.py") if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}
