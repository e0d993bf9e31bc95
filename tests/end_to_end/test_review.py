"""`claimcheck review` as a user runs it."""

from __future__ import annotations

import json

import pytest

from claimcheck.judge import REVIEWERS
from tests.conftest import FIXTURES


@pytest.fixture
def review(run, warm_cache):
    def call(*options, reports=("fixtures/synthesis.md",), papers=FIXTURES / "papers"):
        return run("review", *reports, "--papers", papers, "--offline", "--cache", warm_cache, *options)

    return call


def test_the_example_is_scored_and_a_missing_paper_ends_with_3(review):
    done = review()
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == (
        "claimcheck: fixtures/synthesis.md: 1 claim unchecked because a paper could not be had or read"
    )
    first, *lines = done.stdout.splitlines()
    # Five claims are verified and three contradicted, whatever else is well done.
    assert first == "fixtures/synthesis.md: overall 3.4 of 10 (2.0–7.2); the report prints 5.5 of itself"
    for reviewer in REVIEWERS:
        assert any(line.lstrip().startswith(reviewer.name.split()[0]) for line in lines), reviewer.name
    assert "correct 3 contradicted claims to what the papers say" in done.stdout
    assert max(map(len, lines)) <= 100


def test_every_score_follows_from_the_counts_in_the_json_and_the_bytes_are_the_same_each_time(review):
    done, again = review("--format", "json"), review("--format", "json")
    assert done.stdout == again.stdout
    (found,) = json.loads(done.stdout)["reviews"]
    for reviewer, score in zip(REVIEWERS, found["scores"], strict=True):
        share = reviewer.estimate(score["counts"])
        assert score["value"] == (share and pytest.approx(10 * share.value, abs=0.0501)), reviewer.name
    grounding = found["scores"][0]
    assert (grounding["counts"]["verified"], grounding["counts"]["contradicted"]) == (5, 3)
    assert found["value"] <= grounding["value"] + 2


def test_formats_go_to_files_and_stdout(review, tmp_path):
    done = review("--format", f"markdown,json={tmp_path / 'review.json'}", "--quiet")
    assert done.stdout.startswith("# Review of Cheap Means")
    assert done.stderr == ""
    assert json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))["schema_version"] == 1


def test_another_format_is_one_line(review):
    done = review("--format", "sarif")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "claimcheck: --format knows no 'sarif' here; choose from table, markdown, json\n"


def test_of_several_reports_one_that_is_missing_ends_with_2_and_the_others_are_scored(review):
    done = review("--quiet", reports=("fixtures/synthesis.md", "nowhere.md"))
    assert done.returncode == 2
    assert "overall 3.4 of 10" in done.stdout
    assert "\n\nnowhere.md: no such file" in done.stdout
    assert done.stderr == "claimcheck: nowhere.md: no such file; check the spelling and the folder\n"


def test_a_report_that_cites_nothing_is_not_a_good_one_and_one_without_papers_has_no_score(review, tmp_path):
    report = tmp_path / "report.md"
    report.write_text("# Rain\n\nSmith et al. found that rain fell on 40% of all Sundays in 2020.\n", encoding="utf-8")
    done = review(reports=(report,))
    assert done.returncode == 0
    assert "report.md: overall 0.0 of 10" in done.stdout
    report.write_text("# Rain\n\nRain fell on 40% of all Sundays (arXiv:2305.10601).\n", encoding="utf-8")
    done = review(reports=(report,))
    assert done.returncode == 3
    assert "no overall score: none of the report's claims could be checked (1)" in " ".join(done.stdout.split())


def test_the_example_without_its_contradicted_claims_is_a_better_report(review, tmp_path):
    text = (FIXTURES / "synthesis.md").read_text(encoding="utf-8")
    found = json.loads(review("--format", "json").stdout)["reviews"][0]
    wrong = ("0.019 m³/m³", "by 18%", "macro-F1 of 0.78")
    better = tmp_path / "better.md"
    better.write_text(
        "\n".join(line for line in text.splitlines() if not any(w in line for w in wrong)), encoding="utf-8"
    )
    after = json.loads(review("--format", "json", reports=(better,)).stdout)["reviews"][0]
    contradicted = [one["scores"][0]["counts"]["contradicted"] for one in (found, after)]
    assert contradicted == [3, 0]
    assert after["value"] > found["value"]
