"""The tools as an agent's client sees them, over real stdio; and what an agent may not read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import jsonschema
import pytest

from tests.conftest import FIXTURES, ROOT

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

import anyio
from mcp import Client, StdioServerParameters, stdio_client

SECRET = "The launch code was 4711 in 95.2% of the trials [1]."


@pytest.fixture
def desk(tmp_path):
    """A working folder with the example, beside a folder that is nobody's business."""
    folder = tmp_path / "desk"
    shutil.copytree(FIXTURES / "papers", folder / "papers")
    shutil.copy(FIXTURES / "synthesis.md", folder)
    (tmp_path / "secret.md").write_text(f"# Secret\n\n{SECRET}\n\n## References\n\n1. arXiv:2401.99004\n", "utf-8")
    return folder


@pytest.fixture
def call(desk, warm_cache):
    """Calls tools of one server, one after the other, and gives their results."""

    def run(*calls, options=(), cwd=desk):
        async def session():
            environment = {"PYTHONPATH": str(ROOT), "HOME": str(desk)}
            parameters = StdioServerParameters(
                command=sys.executable,
                args=["-m", "claimcheck", "mcp", "--offline", "--cache", str(warm_cache), *map(str, options)],
                env=environment,
                cwd=cwd,
            )
            with (desk.parent / "stderr").open("w", encoding="utf-8") as errors:
                async with Client(stdio_client(parameters, errors)) as client:
                    return await client.list_tools(), [await client.call_tool(name, given) for name, given in calls]

        return anyio.run(session)

    return run


def _error(result):
    assert result.is_error
    (content,) = result.content
    assert len(content.text.splitlines()) == 1
    return content.text


def test_the_three_tools_say_what_they_take_and_give(call):
    tools, _ = call()
    assert [tool.name for tool in tools.tools] == ["audit", "explain", "fetch"]
    assert [sorted(tool.input_schema["properties"]) for tool in tools.tools] == [
        ["offline", "papers", "path"],
        ["claim", "offline", "papers", "path"],
        ["ids"],
    ]
    assert all(tool.output_schema and tool.annotations.read_only_hint for tool in tools.tools)


def test_an_audit_is_the_json_of_the_command_line_with_a_report_to_read(call, run, desk, warm_cache):
    _, (result,) = call(("audit", {"path": "synthesis.md", "papers": ["papers"]}))
    printed = run(
        "audit", "synthesis.md", "--papers", "papers", "--offline", "--cache", warm_cache, "--format", "json", cwd=desk
    )
    assert result.structured_content == json.loads(printed.stdout)
    jsonschema.validate(result.structured_content, json.loads((ROOT / "claimcheck/render/schema.json").read_text()))
    assert "contradicted" in result.content[0].text


def test_one_claim_is_explained_by_its_number_or_its_id(call):
    _, (number, text) = call(
        ("explain", {"path": "synthesis.md", "claim": 1, "papers": ["papers"]}),
        ("explain", {"path": "synthesis.md", "claim": "1", "papers": ["papers"]}),
    )
    assert number.structured_content == text.structured_content
    claim = number.structured_content["claim"]
    assert claim["number"] == 1
    assert number.structured_content["considered"]
    assert claim["id"]
    assert claim["text"].split()[0] in number.content[0].text


def test_what_cannot_be_fetched_has_a_status_and_a_reason(call):
    _, (result,) = call(("fetch", {"ids": ["2401.99004", "arXiv:2301.00001"]}))
    fetched = result.structured_content["fetched"]
    assert not result.is_error
    assert [item["paper"] for item in fetched] == [None, None]
    assert all(item["reference"]["detail"] for item in fetched)


def test_a_report_outside_the_working_folder_is_not_read(call, desk):
    (desk / "link.md").symlink_to(desk.parent / "secret.md")
    paths = (
        "../secret.md",
        str(desk.parent / "secret.md"),
        "link.md",
        "papers/../../secret.md",
        "bad\0name",
    )
    calls = [
        (tool, given)
        for path in paths
        for tool, given in (
            ("audit", {"path": path}),
            ("explain", {"path": path, "claim": "1"}),
            ("fetch", {"ids": [path]}),
        )
    ]
    _, results = call(*calls)
    for result in results:
        assert "not under the working folder" in _error(result)
    assert "4711" not in repr(results)


def test_papers_outside_are_not_read_whether_named_linked_or_listed(call, desk):
    outside = desk.parent / "outside"
    outside.mkdir()
    (outside / "2401.99004.txt").write_text(SECRET, encoding="utf-8")
    (desk / "linked").symlink_to(outside)
    (desk / "inner").mkdir()
    (desk / "inner" / "2401.99004.txt").symlink_to(outside / "2401.99004.txt")
    listed = {"a": {"file": "../outside/2401.99004.txt", "arxiv_id": "2401.99004"}}
    (desk / "papers.json").write_text(json.dumps(listed), encoding="utf-8")
    paths = ("../outside", str(outside), "linked", "inner", "papers.json")
    _, results = call(*(("audit", {"path": "synthesis.md", "papers": [path]}) for path in paths))
    for result in results:
        assert "not under the working folder" in _error(result)
    assert "4711" not in repr(results)


def test_papers_that_the_user_named_are_read_wherever_they_lie(call, desk):
    shutil.move(desk / "papers", desk.parent / "elsewhere")
    _, (result,) = call(("audit", {"path": "synthesis.md"}), options=("--papers", desk.parent / "elsewhere"))
    assert result.structured_content["audits"][0]["summary"]["verified"] == 5


MISTAKES = (
    ("audit", {"path": "nowhere.md"}, "no such file"),
    ("audit", {"path": "papers"}, "a folder"),
    ("audit", {"path": "x" * 5000}, "cannot be read"),
    ("audit", {"path": "synthesis.md", "papers": ["nowhere"]}, "no such file"),
    ("explain", {"path": "synthesis.md", "claim": "99"}, "no claim '99'"),
    ("fetch", {"ids": ["not\x1b[31m\nan id"]}, "neither an arXiv id"),
    ("fetch", {"ids": ["2401.99004"] * 101}, "at most 100"),
)


def test_a_mistake_is_one_line_that_an_agent_can_act_on(call):
    _, results = call(*((tool, given) for tool, given, _ in MISTAKES))
    for (_, _, says), result in zip(MISTAKES, results, strict=True):
        assert says in _error(result)
        assert "\x1b" not in result.content[0].text


def test_the_server_goes_on_after_a_mistake_and_ends_with_its_client(call):
    _, (bad, good) = call(("audit", {"path": "nowhere.md"}), ("audit", {"path": "synthesis.md", "papers": ["papers"]}))
    assert bad.is_error
    assert not good.is_error


def test_without_the_extra_one_line_says_how_to_install_it(tmp_path):
    (tmp_path / "mcp.py").write_text("raise ImportError('no mcp here')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "mcp"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("claimcheck: mcp: needs its extra; install it by pip install 'claimcheck-papers[mcp]'\n")
