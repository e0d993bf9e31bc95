"""`audit --self-test` as a user runs it."""

from __future__ import annotations

import json

import pytest

from tests.conftest import FIXTURES


@pytest.fixture
def self_test(run, warm_cache):
    def call(*options, report="fixtures/synthesis.md"):
        return run(
            "audit",
            report,
            "--papers",
            FIXTURES / "papers",
            "--offline",
            "--cache",
            warm_cache,
            "--self-test",
            *options,
        )

    return call


def test_the_shares_are_printed_and_the_report_stays_as_it_is(self_test):
    before = (FIXTURES / "synthesis.md").read_bytes()
    done = self_test()
    assert done.returncode == 0, done.stderr
    assert "fixtures/synthesis.md: self-test, seed 7; verified: 5 of 14 checked claims" in done.stdout
    for kind in ("a number", "a direction", "a negation", "a scope word", "the paper cited", "all"):
        assert f" {kind} " in done.stdout
    assert (FIXTURES / "synthesis.md").read_bytes() == before


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_faults(self_test):
    first, again, other = (
        self_test("--format", "json"),
        self_test("--format", "json"),
        self_test("--seed", "8", "--format", "json"),
    )
    assert first.stdout == again.stdout
    one, two = (json.loads(done.stdout)["self_tests"][0]["changes"] for done in (first, other))
    assert [c["after"] for c in one] != [c["after"] for c in two]


def test_another_format_and_a_missing_report_are_one_line(self_test):
    done = self_test("--format", "markdown")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "claimcheck: --format knows no 'markdown' here; choose from table, json\n"
    done = self_test(report="nowhere.md")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_a_report_without_claims_says_that_nothing_is_known(self_test, tmp_path):
    report = tmp_path / "empty.md"
    report.write_text("# Nothing\n\n## Next Steps\n\nWe plan to read.\n", encoding="utf-8")
    done = self_test(report=report)
    assert done.returncode == 0
    assert "nothing here says how far" in done.stdout


def test_a_gate_beside_it_is_refused_as_it_would_be_none(self_test):
    done = self_test("--fail-on", "note", "--min-verified", "0.9")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "without --fail-on, --min-verified" in done.stderr
