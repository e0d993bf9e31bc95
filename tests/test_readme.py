"""The README cannot drift from what it describes."""

from __future__ import annotations

import re

from claimcheck.judge import RULES, ExitCode
from claimcheck.model import VerdictName
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_readme_with_its_level_and_meaning():
    for rule in RULES.values():
        assert f"| {rule.id} | {rule.level} | {rule.title} |" in README


def test_every_exit_code_and_verdict_is_explained():
    for code in ExitCode:
        assert f"| {int(code)} |" in README
    for verdict in VerdictName:
        assert f" {verdict.value} |" in README


def test_every_command_is_shown_and_every_shown_option_exists(run):
    commands = re.findall(r"^  (\w+) ", run("--help").stdout, re.MULTILINE) or re.findall(
        r"[│|] (\w+) ", run("--help").stdout
    )
    assert {"audit", "table", "explain", "fetch", "doctor"} <= set(commands)
    for command in ("audit", "table", "explain", "fetch", "doctor"):
        assert f"claimcheck {command}" in README
        known = set(re.findall(r"--[\w-]+", run(command, "--help").stdout))
        for line in re.findall(rf"^claimcheck {command} .*$", README, re.MULTILINE):
            assert set(re.findall(r"--[\w-]+", line)) <= known, line


def test_every_file_that_the_readme_links_to_is_there():
    for target in re.findall(r"\]\((?!#|http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
