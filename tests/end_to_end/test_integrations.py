"""pre-commit, the GitHub Action, the GitLab and the shell example: each runs in a scratch repository, offline."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, ROOT

yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra `test`")

HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / ".github/actions/claimcheck/action.yml"
GITLAB = ROOT / "examples/gitlab-ci.yml"
CHECK = ROOT / "examples/check.sh"
SOURCE = "Naming Birds from Ten Clips: Bird Song Classification with Few Labels. 2024. arXiv:2401.99004"
GOOD = (
    f"# Birds\n\nPre-training took 6.5 hours on a single consumer graphics card [1].\n\n## References\n\n1. {SOURCE}\n"
)
BAD = GOOD.replace("6.5", "9.5")
# Its paper is nobody's: an audit in part.
ABSENT = GOOD.replace("[1].\n", "[1].\n\nOwls hear better than owlets do [2].\n") + "2. Owls. arXiv:2401.99999\n"


@pytest.fixture
def scratch(tmp_path, warm_cache):
    """A git repository with the papers of the example, and an environment in which nothing of ours is installed."""
    repository = tmp_path / "repository"
    (repository / "reports").mkdir(parents=True)
    shutil.copytree(FIXTURES / "papers", repository / "papers")
    tools = tmp_path / "bin"
    tools.mkdir()
    _script(tools / "claimcheck", f'exec "{sys.executable}" -m claimcheck "$@"')
    environment = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path / "home"),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "CLAIMCHECK_CACHE": str(warm_cache),
        "CLAIMCHECK_OFFLINE": "1",
        **{f"GIT_{who}_{what}": "somebody@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    made = Scratch(repository, environment)
    made.run("git", "init", "-q", ".")
    return made


class Scratch:
    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment

    def run(self, *command, env=None, limit=120):
        return subprocess.run(
            list(map(str, command)),
            cwd=self.folder,
            env={**self.environment, **(env or {})},
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )

    def write(self, text, name="reports/birds.md"):
        (self.folder / name).write_text(text, encoding="utf-8")
        self.run("git", "add", "-A")

    def commit(self):
        return self.run("git", "commit", "-q", "-m", "a commit")


def _script(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


# ── pre-commit ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def committing(scratch, tmp_path):
    """The scratch repository with pre-commit installed, and our hook from a repository of its own."""
    pytest.importorskip("pre_commit", reason="pre-commit comes with the extra `test`")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(HOOKS, hooks)
    for command in (["init", "-q", "."], ["add", "-A"], ["commit", "-q", "-m", "hooks"]):
        subprocess.run(["git", *command], cwd=hooks, env=scratch.environment, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True).stdout
    hook = {"id": "claimcheck-system", "files": "^reports/", "args": ["--papers", "papers"]}
    config = {"repos": [{"repo": str(hooks), "rev": head.strip(), "hooks": [hook]}]}
    scratch.write(json.dumps(config), ".pre-commit-config.yaml")  # JSON is YAML
    installed = scratch.run(sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stderr
    return scratch


def test_pre_commit_stops_a_wrong_number_and_lets_the_mended_report_pass(committing):
    committing.write(BAD)
    stopped = committing.commit()
    assert stopped.returncode == 1
    assert "reports/birds.md:3:1 CC103 error" in stopped.stdout + stopped.stderr
    assert "“6.5" in stopped.stdout + stopped.stderr
    assert committing.run("git", "log").returncode != 0, "the commit was made all the same"
    committing.write(GOOD)
    passed = committing.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Passed" in passed.stdout + passed.stderr


def test_pre_commit_lets_pass_what_somebody_accepted(committing):
    committing.write(BAD)
    accepted = committing.run(
        "claimcheck", "audit", "reports/birds.md", "--papers", "papers", "--baseline", "known.json", "--write-baseline"
    )
    assert accepted.returncode == 0, accepted.stderr
    committing.write('baseline = "known.json"\n', "claimcheck.toml")
    passed = committing.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    committing.write(BAD.replace("9.5", "8.5"))
    assert committing.commit().returncode == 1


def test_pre_commit_does_not_hold_a_commit_for_a_paper_that_cannot_be_had(committing):
    committing.write(ABSENT)
    assert committing.run("claimcheck", "audit", "reports/birds.md", "--papers", "papers").returncode == 3
    assert committing.commit().returncode == 0


def test_pre_commit_looks_at_no_other_file(committing):
    committing.write(BAD, "notes.md")
    passed = committing.commit()
    assert passed.returncode == 0
    assert "no files to check" in passed.stdout + passed.stderr


def test_the_hook_that_installs_itself_runs_the_same_command(scratch):
    by_id = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert {name: hook["language"] for name, hook in by_id.items()} == {
        "claimcheck": "python",
        "claimcheck-system": "system",
    }
    assert by_id["claimcheck"]["entry"] == by_id["claimcheck-system"]["entry"]
    pytest.importorskip("pre_commit")
    checked = scratch.run(sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS)
    assert checked.returncode == 0, checked.stdout


# ── the GitHub Action ────────────────────────────────────────────────────────────────────────────────────────────────


class Action:
    """Runs the steps of the action as a runner does: inputs in `env`, its files in `GITHUB_…`."""

    def __init__(self, scratch, folder):
        self.scratch = scratch
        self.runner = folder / "runner"
        self.runner.mkdir()
        self.definition = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
        self.steps = {step["name"]: step for step in self.definition["runs"]["steps"]}

    def run(self, name, **inputs):
        given = {key: str(value.get("default", "")) for key, value in self.definition["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        step = self.steps[name]
        assert step["shell"] == "bash"
        environment = {
            key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for key, value in step["env"].items()
        }
        for file in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
            environment[file] = str(self.runner / file)
        environment |= {"RUNNER_TEMP": str(self.runner), "GITHUB_ACTION_PATH": str(ACTION.parent)}
        script = self.runner / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        return self.scratch.run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, env=environment)

    def file(self, name):
        return (self.runner / name).read_text(encoding="utf-8")


@pytest.fixture
def action(scratch, tmp_path):
    return Action(scratch, tmp_path)


def test_no_step_of_the_action_has_an_input_in_its_script(action):
    assert action.definition["runs"]["using"] == "composite"
    for step in action.steps.values():
        assert "${{" not in step["run"]


def test_the_action_fails_on_a_finding(action):
    action.scratch.write(BAD)
    done = action.run("Audit", reports="reports/*.md", papers="papers", format="table,json=audit.json")
    assert done.returncode == 1
    assert "CC103 error" in done.stdout
    assert action.file("GITHUB_OUTPUT") == "exit-code=1\n"
    found = json.loads((action.scratch.folder / "audit.json").read_text(encoding="utf-8"))
    assert found["audits"][0]["report"]["path"] == "reports/birds.md"


def test_the_action_takes_several_reports_and_options(action):
    action.scratch.write(BAD, "reports/a b.md")
    action.scratch.write(GOOD, "reports/c.md")
    done = action.run(
        "Audit", reports="reports/*.md\n", papers="papers\n", format="json", fail_on="never", args="--quiet\n--jobs=1\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [a["report"]["path"] for a in json.loads(done.stdout)["audits"]] == ["reports/a b.md", "reports/c.md"]
    assert action.file("GITHUB_OUTPUT") == "exit-code=0\n"


def test_an_audit_in_part_passes_with_a_warning(action):
    action.scratch.write(ABSENT)
    done = action.run("Audit", reports="reports/birds.md", papers="papers", format="table")
    assert done.returncode == 0
    assert "::warning title=claimcheck::" in done.stdout
    assert action.file("GITHUB_OUTPUT") == "exit-code=3\n"


@pytest.mark.parametrize(
    "evil", ["$(touch pwned)", '"; touch pwned; "', "`touch pwned`", "--version", "x' && touch pwned '"]
)
def test_an_input_is_never_run(action, evil):
    done = action.run("Audit", reports=evil, papers=evil, args="", format="table")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (action.scratch.folder / "pwned").exists()


def test_the_action_installs_its_own_checkout_or_what_is_named_or_nothing(action):
    log = action.runner / "log"
    _script(action.scratch.folder.parent / "bin" / "python", f'printf "%s\\n" "$@" > "{log}"')
    assert action.run("Install", package="none").returncode == 0
    assert not log.exists()
    assert action.run("Install").returncode == 0
    *_, constraints, package = log.read_text(encoding="utf-8").splitlines()
    assert Path(package).samefile(ROOT)
    assert Path(constraints).samefile(ROOT / "constraints.txt")
    assert action.run("Install", package="claimcheck-papers==0.1.0").returncode == 0
    assert log.read_text(encoding="utf-8").splitlines()[-1] == "claimcheck-papers==0.1.0"


def test_by_default_the_action_annotates_fills_the_job_s_page_and_leaves_a_sarif_file(action):
    action.scratch.write(BAD)
    done = action.run("Audit", reports="reports/birds.md", papers="papers")
    assert done.returncode == 1
    assert "::error " in done.stdout
    assert "file=reports/birds.md" in done.stdout
    assert "9.5 hours" in action.file("GITHUB_STEP_SUMMARY")
    sarif = json.loads((action.scratch.folder / "claimcheck.sarif").read_text(encoding="utf-8"))
    assert "CC103" in {result["ruleId"] for result in sarif["runs"][0]["results"]}


# ── GitLab, and a plain shell ────────────────────────────────────────────────────────────────────────────────────────


def _gitlab(scratch, **variables):
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["claimcheck"]
    environment = {**job["variables"], **variables}
    script = "\n".join(["set -eo pipefail", *job["script"]])
    return job, scratch.run("bash", "-c", script, env=environment)


def test_the_gitlab_job_fails_on_a_finding_and_passes_without(scratch, warm_cache):
    ours = {"CLAIMCHECK_CACHE": str(warm_cache), "CLAIMCHECK_FORMAT": "table"}
    scratch.write(BAD)
    _, stopped = _gitlab(scratch, **ours)
    assert stopped.returncode == 1
    assert "CC103 error" in stopped.stdout
    scratch.write(GOOD)
    assert _gitlab(scratch, **ours)[1].returncode == 0
    scratch.write(ABSENT)
    job, partly = _gitlab(scratch, **ours)
    assert partly.returncode in job["allow_failure"]["exit_codes"]


def test_the_gitlab_job_installs_what_we_are_called():
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["claimcheck"]
    assert job["before_script"] == ["python -m pip install --quiet claimcheck-papers"]


def test_the_gitlab_job_leaves_the_report_that_it_names(scratch, warm_cache):
    scratch.write(BAD)
    job, _ = _gitlab(scratch, CLAIMCHECK_CACHE=str(warm_cache))
    written = scratch.folder / job["artifacts"]["reports"]["codequality"]
    assert any("CC103" in row["check_name"] for row in json.loads(written.read_text(encoding="utf-8")))


def test_the_shell_example_is_a_git_hook(scratch):
    shutil.copy(CHECK, scratch.folder / ".git" / "hooks" / "pre-commit")
    scratch.write(BAD, "reports/two words.md")
    stopped = scratch.commit()
    assert stopped.returncode == 1
    assert "CC103 error" in stopped.stdout + stopped.stderr
    scratch.write(GOOD, "reports/two words.md")
    assert scratch.commit().returncode == 0


def test_the_shell_example_takes_a_pattern_and_says_what_it_did_not_find(scratch):
    scratch.write(BAD, "notes.md")
    nothing = scratch.run(CHECK)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "no reports match" in nothing.stderr
    assert scratch.run(CHECK, "*.md").returncode == 1
    scratch.write(ABSENT, "notes.md")
    partly = scratch.run(CHECK, "*.md")
    assert partly.returncode == 0
    assert "could not be had" in partly.stderr
