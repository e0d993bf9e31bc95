"""A small report with a claim of every verdict, and a hostile one, written in every format by one run."""

import csv
import json
import re

import pytest
from junitparser import JUnitXml

from claimcheck.render import FORMATS
from tests import hostile
from tests.conftest import FIXTURES
from tests.render.test_hostile import READ, STEERING, obeyed

REPORT = """\
# Reading aloud and listening

- Listeners preferred the human narrator to the neural voice in 74% of the pairs [1].
- Fine-tuning with ten clips for each species reaches a macro-F1 of 0.78 [2].
- Listeners who shared the narrator's regional accent remembered names and dates better [1].
- Subtitles helped second-language students most when the recorded lecture had no slides [3].

## References

1. Voices and Rates. arXiv:2403.99001
2. Bird songs. arXiv:2401.99004
3. Subtitles and the Second-Language Student. arXiv:2402.99005
"""


@pytest.fixture(scope="module")
def audited(run, warm_cache, tmp_path_factory):
    """Audits a report in all formats at once; gives the text of each, the step summary, and what the process said."""

    def audit(text):
        folder = tmp_path_factory.mktemp("formats")
        (folder / "review.md").write_bytes(text.encode("utf-8", "replace"))
        wanted = ",".join(name if name == "github" else f"{name}=out.{name}" for name in FORMATS)
        options = ("--papers", FIXTURES / "papers", "--offline", "--cache", warm_cache, "--format", wanted)
        summary = folder / "summary.md"
        done = run("audit", "review.md", *options, cwd=folder, env={"GITHUB_STEP_SUMMARY": str(summary)})
        files = {name: folder / f"out.{name}" for name in FORMATS if name != "github"}
        written = {name: file.read_bytes().decode() for name, file in files.items()}
        return written | {"github": done.stdout}, summary.read_text(encoding="utf-8"), done

    return audit


@pytest.fixture(scope="module")
def small(audited):
    return audited(REPORT)


def test_the_gate_fails_and_every_format_is_written(small):
    written, _, done = small
    assert done.returncode == 1, done.stderr
    assert all(written.values())


def test_each_claim_has_its_verdict_where_a_format_shows_it(small):
    written, summary, _ = small
    verdicts = ["verified", "contradicted", "unverified", "unchecked"]
    rows = list(csv.DictReader(written["csv"].removeprefix("\ufeff").splitlines()))
    assert [row["verdict"] for row in rows] == verdicts
    assert [claim["verdict"] for claim in json.loads(written["json"])["audits"][0]["claims"]] == verdicts
    assert re.findall(r"\| [✓✗?–] (\w+)", written["markdown"]) == verdicts
    assert re.findall(r"& (\w+)(?: \([\w ]+\))? & (?:\d|–)", written["latex"]) == verdicts
    (suite,) = JUnitXml.fromstring(written["junit"].encode())
    assert (suite.failures, suite.skipped) == (2, 1)
    assert summary == written["markdown"]


def test_the_same_findings_stand_at_the_same_lines_in_every_format_for_machines(small):
    written, _, _ = small
    wanted = [("CC103", 4), ("CC101", 5), ("CC105", 6), ("CC302", 12)]
    (run,) = json.loads(written["sarif"])["runs"]
    assert [
        (result["ruleId"], result["locations"][0]["physicalLocation"]["region"]["startLine"])
        for result in run["results"]
    ] == wanted
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]][:2] == ["CC101", "CC102"]
    entries = json.loads(written["gitlab"])
    assert [(entry["check_name"], entry["location"]["lines"]["begin"]) for entry in entries] == wanted
    diagnostics = json.loads(written["rdjson"])["diagnostics"]
    assert [(one["code"]["value"], one["location"]["range"]["start"]["line"]) for one in diagnostics] == wanted
    found = re.findall(r"^::\w+ file=review\.md,line=(\d+),.*?title=(CC\d+)", written["github"], re.MULTILINE)
    assert [(rule, int(line)) for line, rule in found] == wanted


def test_a_second_run_gives_the_same_bytes(small, audited):
    assert audited(REPORT)[0] == small[0]


def test_a_hostile_report_is_audited_and_tells_nobody_what_to_do(audited):
    written, summary, done = audited(hostile.report())
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    commands = [line for line in written["github"].splitlines() if obeyed(line)]
    assert all(re.match(r"::(?:error|warning|notice) file=review\.md,line=\d+,", line) for line in commands)
    assert len(commands) == len(json.loads(written["json"])["audits"][0]["findings"])
    for name, text in (written | {"summary": summary, "stderr": done.stderr}).items():
        assert not STEERING.search(text.replace("\r\n", "\n")), name
        assert name == "github" or not obeyed(text), name
    assert JUnitXml.fromstring(written["junit"].encode())
    for name in ("json", "latex"):
        READ[name](written[name])
