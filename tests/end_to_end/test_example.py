"""The example of the README: the same table, the same bytes, and no wrong verdict."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import jsonschema
import pymupdf
import pytest

import claimcheck
from claimcheck import cli
from claimcheck.words import collapse, normalise
from tests.conftest import FIXTURES, ROOT

ARGUMENTS = ("audit", "fixtures/synthesis.md", "--papers", "fixtures/papers", "--offline")


@pytest.fixture(scope="module")
def example(run, warm_cache):
    done = run(*ARGUMENTS, "--cache", warm_cache, "--format", "json")
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def expected():
    return {row["claim"]: row for row in json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))}


def _of(expected, claim):
    return next(row for text, row in expected.items() if text in claim["text"] or claim["text"] in text)


def test_the_readme_shows_the_table_as_it_is_printed(run, warm_cache):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n(fixtures/synthesis\.md\n.*?)```", readme, re.DOTALL)
    assert shown, "the README shows no table"
    assert run(*ARGUMENTS, "--cache", warm_cache).stdout == shown[1]


def test_every_claim_that_a_reader_would_find_is_found(example, expected):
    texts = [claim["text"] for claim in example["audits"][0]["claims"]]
    assert [text for text in expected if not any(text in found or found in text for found in texts)] == []
    assert len(texts) == len(expected)


def test_nothing_is_verified_or_contradicted_that_a_careful_reader_would_not(example, expected):
    for claim in example["audits"][0]["claims"]:
        if claim["verdict"] in {"verified", "contradicted", "unchecked"}:
            assert claim["verdict"] == _of(expected, claim)["verdict"], claim["text"]


def test_the_changed_numbers_and_the_reversed_direction_are_contradicted(example, expected):
    wanted = {text for text, row in expected.items() if row["verdict"] == "contradicted"}
    found = {c["text"] for c in example["audits"][0]["claims"] if c["verdict"] == "contradicted"}
    assert found == wanted
    rules = sorted(f["rule"] for f in example["audits"][0]["findings"] if f["rule"] in {"CC102", "CC103"})
    assert rules == ["CC102", "CC103", "CC103"]


def test_every_quotation_stands_on_the_page_that_is_named(example):
    for claim in example["audits"][0]["claims"]:
        for evidence in claim["evidence"]:
            with pymupdf.open(FIXTURES / "papers" / f"{evidence['paper']}.pdf") as paper:
                page = paper[evidence["page"] - 1]
                following = paper[evidence["page"]].get_text() if evidence["page"] < len(paper) else ""
                text = normalise(page.get_text() + following)
            assert _found(normalise(evidence["quotation"]), text), evidence["quotation"]


def _found(quotation, text):
    # A sentence may run over the end of a column or page, with a running head between.
    words = quotation.split()
    half = len(words) // 2
    return quotation in text or (" ".join(words[:half]) in text and " ".join(words[-3:]) in text)


def test_a_cut_off_claim_is_completed_from_its_paper_where_it_stands_there_verbatim(run, warm_cache, tmp_path):
    report = tmp_path / "cut.md"
    report.write_text(
        "# Review\n\n| Claim | Verified |\n|---|---|\n"
        "| The spelling corrector reduced the share of searches without a result from 11.8% t… [3] | ✓ |\n\n"
        "## References\n\n3. Sparse Retrieval Is Enough for Small Libraries. 2023. arXiv:2311.99003\n".replace(
            "[3]", ""
        ).replace("t… ", "t…"),
        encoding="utf-8",
    )
    done = run("audit", report, "--papers", "fixtures/papers", "--offline", "--cache", warm_cache, "--format", "json")
    claim = json.loads(done.stdout)["audits"][0]["claims"][0]
    assert claim["truncated"]
    assert collapse(claim["completion"]) == (
        "The spelling corrector reduced the share of searches without a result from 11.8% to 4.2%."
    )


def test_the_json_is_valid_under_its_published_schema(example):
    schema = json.loads((ROOT / "claimcheck/render/schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(example, schema)


def test_a_second_run_gives_the_same_bytes_as_one_in_a_new_cache(run, warm_cache, tmp_path):
    warm = run(*ARGUMENTS, "--cache", warm_cache, "--format", "json").stdout
    cold = run(*ARGUMENTS, "--cache", tmp_path / "new", "--format", "json", "--jobs", "1").stdout
    assert warm == cold


def test_no_path_of_the_machine_and_no_host_is_in_the_json(example):
    text = json.dumps({**example, "audits": [{**a, "claims": [], "skipped": []} for a in example["audits"]]})
    assert str(ROOT) not in text


def test_a_warm_run_loads_no_model_and_reads_no_paper(warm_cache):
    slow = ("torch", "pymupdf", "sentence_transformers", "arxiv", "httpx", "onnxruntime", "tokenizers", "bm25s")
    program = (
        "import sys; from claimcheck.cli import run; run(sys.argv[1:]); "
        f"sys.exit('imported: ' + ' '.join(m for m in {slow} if m in sys.modules))"
    )
    command = [sys.executable, "-c", program, *ARGUMENTS, "--cache", str(warm_cache)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.strip().splitlines()[-1] == "imported:", done.stderr


def test_the_python_door_gives_what_the_command_gives(example, warm_cache, monkeypatch):
    monkeypatch.chdir(ROOT)
    audit = claimcheck.audit("fixtures/synthesis.md", papers="fixtures/papers", offline=True, cache=warm_cache)
    assert audit.summary.verified == example["audits"][0]["summary"]["verified"]
    assert audit.claims[0].evidence[0].quotation == example["audits"][0]["claims"][0]["evidence"][0]["quotation"]
    assert audit.claims[3].verdict == "verified"


def test_a_claim_that_another_paper_of_the_list_supports_says_which(run, warm_cache, tmp_path):
    report = tmp_path / "swapped.md"
    report.write_text(
        "# Review\n\nPre-training took 6.5 hours on a single consumer graphics card [1].\n\n## References\n\n"
        "1. Sparse Retrieval Is Enough for Small Libraries. 2023. arXiv:2311.99003\n"
        "2. Naming Birds from Ten Clips: Bird Song Classification with Few Labels. 2024. arXiv:2401.99004\n",
        encoding="utf-8",
    )
    done = run("audit", report, "--papers", "fixtures/papers", "--offline", "--cache", warm_cache, "--format", "json")
    audit = json.loads(done.stdout)["audits"][0]
    assert audit["claims"][0]["verdict"] == "unverified"
    assert "2401.99004" in next(f["message"] for f in audit["findings"] if f["rule"] == "CC108")


def test_a_bug_never_ends_with_the_code_of_findings(monkeypatch, capsys):
    def broken(_):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "run", broken)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "ZeroDivisionError" in capsys.readouterr().err
