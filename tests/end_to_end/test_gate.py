"""The gate in CI, as a user calls it: in a scratch repository, with exit codes and what is told on stderr."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.conftest import FIXTURES

WRONG = "Fine-tuning with ten clips for each species reaches a macro-F1 of 0.78 [4]."
RIGHT = WRONG.replace("0.78", "0.68")


@pytest.fixture
def repository(tmp_path):
    shutil.copytree(FIXTURES / "papers", tmp_path / "papers")
    shutil.copy(FIXTURES / "synthesis.md", tmp_path / "review.md")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def audit(run, warm_cache, repository):
    def call(*options, report="review.md", env=None):
        shared = ("--papers", "papers", "--offline", "--cache", warm_cache, "--format", "json")
        return run("audit", report, *shared, *options, cwd=repository, env=env)

    return call


def edit(repository, old, new):
    path = repository / "review.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def findings(done):
    return [(f["rule"], f["location"]["line"]) for f in json.loads(done.stdout)["audits"][0]["findings"]]


def test_a_baseline_lets_the_old_pass_and_stops_the_new(audit, repository):
    missing = audit("--baseline", "base.json")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)
    assert "--write-baseline" in missing.stderr
    made = audit("--baseline", "base.json", "--write-baseline")
    assert (made.returncode, findings(made)) == (0, [])
    kept = (repository / "base.json").read_bytes()
    assert audit("--baseline", "base.json", "--fail-on", "note").returncode == 0
    edit(repository, "by 3.1 points at 170 words", "by 9.1 points at 170 words")
    new = audit("--baseline", "base.json")
    assert new.returncode == 1
    assert "in the baseline" in new.stderr
    assert (repository / "base.json").read_bytes() == kept


def test_the_baseline_shrinks_when_told_and_grows_only_when_told(audit, repository):
    audit("--baseline", "base.json", "--write-baseline")
    before = json.loads((repository / "base.json").read_text(encoding="utf-8"))["findings"]
    edit(repository, WRONG, RIGHT)
    gone = audit("--baseline", "base.json")
    assert [rule for rule, _ in findings(gone) if rule == "CC502"] == ["CC502", "CC502"]
    assert gone.returncode == 0
    shrunk = audit("--baseline", "base.json", "--update-baseline")
    assert "CC502" not in str(findings(shrunk))
    after = json.loads((repository / "base.json").read_text(encoding="utf-8"))["findings"]
    assert len(after) == len(before) - 2
    assert [one for one in after if one not in before] == []


def test_waivers_in_the_report_and_in_the_file_are_counted_and_fail_nothing(audit, repository):
    failing = {line for rule, line in findings(audit()) if rule == "CC103"}
    edit(repository, WRONG, f"{WRONG} <!-- claimcheck: ignore[CC103] the second edition has it -->")
    waiver = '[[waiver]]\nrule = "CC103"\nclaim = "The calibration network brings…"\nreason = "erratum"\n'
    (repository / "claimcheck-waivers.toml").write_text(waiver + "expires = 2026-06-30\n", encoding="utf-8")
    held = audit("--fail-on", "CC103", "--verbose", env={"CLAIMCHECK_TODAY": "2026-06-30"})
    assert len(failing) == 2
    assert "CC103" not in str(findings(held))
    assert "2 findings not counted: 1 waived in the report, 1 waived" in held.stderr
    assert "(the second edition has it)" in held.stderr
    late = audit("--fail-on", "CC103", env={"CLAIMCHECK_TODAY": "2026-07-01"})
    assert late.returncode == 1
    assert {rule for rule, _ in findings(late)} >= {"CC103", "CC501"}


def test_only_what_a_change_touches_counts(audit, repository):
    assert audit("--since", "HEAD", "--fail-on", "note").returncode == 0
    edit(repository, "by 3.1 points at 170 words", "by 9.1 points at 170 words")
    touched = audit("--since", "HEAD")
    assert {line for _, line in findings(touched)} == {43}
    assert touched.returncode == 1
    assert audit("--changed", "").returncode == 0
    assert audit("--changed", "other.md\nreview.md").returncode == 1
    for revision in ("nowhere", "--output=x"):
        wrong = audit(f"--since={revision}")
        assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)


def test_levels_come_from_the_file_and_the_command_line_and_idle_rules_are_told(audit, repository):
    settings = '[levels]\nCC101 = "note"\nCC102 = "off"\nCC103 = "warning"\n'
    (repository / "claimcheck.toml").write_text(settings, encoding="utf-8")
    assert audit().returncode == 3
    told = audit("--level", "CC101=error,CC303=error", "--level", "CC104=note", "--fail-on", "error,CC404")
    assert told.returncode == 1
    assert "CC303 can act under --offline only" in told.stderr
    assert "CC404 cannot act here" in told.stderr
    wrong = audit("--level", "CC101=grave")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    assert "--level" in wrong.stderr


def test_a_locked_audit_gives_the_same_bytes_or_names_what_changed(audit, repository):
    made = audit("--lock")
    assert "papers locked: 4" in made.stderr
    assert audit("--locked").stdout == made.stdout
    with (repository / "papers" / "2405.99002.pdf").open("ab") as file:
        file.write(b"%")
    changed = audit("--locked")
    assert (changed.returncode, changed.stdout, len(changed.stderr.splitlines())) == (2, "", 1)
    assert "2405.99002" in changed.stderr


def test_who_asks_for_a_new_lock_gets_one_though_the_settings_want_the_old(audit, repository):
    (repository / "claimcheck.toml").write_text("locked = true\n")
    assert audit().returncode == 2  # there is none yet
    assert "papers locked: 4" in audit("--lock").stderr
    assert audit("--lock", "--locked").returncode == 2
    assert audit().returncode == 1


def test_diff_names_what_gained_and_what_lost_support(audit, run, repository):
    (repository / "old.json").write_text(audit().stdout, encoding="utf-8")
    edit(repository, WRONG, RIGHT)
    (repository / "new.json").write_text(audit().stdout, encoding="utf-8")
    better = run("diff", "old.json", "new.json", "--format", "json", cwd=repository)
    assert better.returncode == 0
    assert json.loads(better.stdout)["summary"]["verified_anew"] == 1
    worse = run("diff", "new.json", "old.json", cwd=repository)
    assert worse.returncode == 1
    assert "support lost" in worse.stdout
    assert run("diff", "old.json", "review.md", cwd=repository).returncode == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--since", "HEAD", "--changed", "review.md"),
        ("--lock", "--locked"),
        ("--write-baseline",),
        ("--update-baseline",),
        ("--waivers", "none.toml"),
        ("--level", "CC999=note"),
    ],
)
def test_options_that_contradict_or_lack_something_end_with_one_line(audit, options):
    done = audit(*options)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
