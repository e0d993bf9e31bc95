"""Hostile text through every format there is: what reads the output sees text, and is told to do nothing.

A new format is covered by its row in the table of formats; one that has a parser gets a row in `READ`.
"""

import csv
import io
import json
import re
import time
from xml.etree import ElementTree as ET

import pytest
from junitparser import JUnitXml

from claimcheck.render import FORMATS
from tests.hostile import TEXTS

OUR_COLORS = re.compile(r"\x1b\[[\d;]*m")
STEERING = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# As in the runner of GitHub Actions: commands at the start of a line, and of the older kind anywhere.
REGISTERED = {
    *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path"),
    *("notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning"),
}
SECONDS = 20


def obeyed(output):
    """The lines that a build service would take for commands."""
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        start = line.lstrip()
        name = start[2:].partition("::")[0].split(" ")[0] if "::" in start[2:] and start.startswith("::") else ""
        older = re.findall(r"##(?:vso|teamcity)?\[", line)
        if name.lower() in REGISTERED or older:
            found.append(line)
    return found


def read_csv(text):
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 2
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]


def read_junit(text):
    (suite,) = JUnitXml.fromstring(text.encode())
    assert {(case.classname, case._elem.get("file")) for case in suite} == {(suite.name, suite.name)}
    assert {element.tag for element in ET.fromstring(text).iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "skipped", "system-out")
    }


def read_sarif(text):
    (run,) = json.loads(text)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["CC103"]
    assert "](" not in run["results"][0]["message"]["text"]


def read_gitlab(text):
    assert [entry["check_name"] for entry in json.loads(text)] == ["CC103"]


def read_rdjson(text):
    assert [diagnostic["code"] for diagnostic in json.loads(text)["diagnostics"]] == [{"value": "CC103"}]


def read_latex(text):
    # Every command is one of ours, whole; so are the braces.
    commands = set(re.findall(r"\\(?:[A-Za-z]+|.|$)", re.sub(r"(?m)^%.*$", "", text, count=1)))
    assert commands <= {
        *(r"\begin", r"\end", r"\caption", r"\label", r"\toprule", r"\midrule", r"\bottomrule", r"\linewidth"),
        *(r"\endfirsthead", r"\endhead", r"\endfoot", r"\\", r"\{", r"\}", r"\$", r"\&", r"\#", r"\_", r"\%"),
        *(r"\textbackslash", r"\textasciicircum", r"\textasciitilde", r"\textless", r"\textgreater", r"\textbar"),
        r"\symbol",
    }
    assert not re.search(r"(?<!\\)[$~^_]|(?<!\\)#", text)
    assert text.count(r"\begin{longtable}") == text.count(r"\end{longtable}") == 1
    bare = re.sub(r"\\[{}\\]", "", text)
    assert bare.count("{") == bare.count("}")


READ = {
    "json": json.loads,
    "csv": read_csv,
    "junit": read_junit,
    "sarif": read_sarif,
    "gitlab": read_gitlab,
    "rdjson": read_rdjson,
    "latex": read_latex,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_shown_by_every_format_and_obeyed_by_nobody(file, hostile_audit, name, text):
    hostile = file.model_copy(update={"audits": (hostile_audit(text),)})
    begun = time.process_time()
    output = FORMATS[name](hostile, width=100, color=False)
    assert time.process_time() - begun < SECONDS
    output.encode()
    assert STEERING.findall(output) == []
    if name == "github":
        (command, *rest) = output.splitlines()
        assert re.match(r"::error file=[^:,]*,line=7,endLine=7,col=3,endColumn=23,title=CC103%3A [^:,]*::", command)
        assert obeyed("\n".join(rest)) == []
    else:
        assert obeyed(output) == []
    if name in READ:
        READ[name](output)


@pytest.mark.parametrize("text", [text for text in TEXTS.values() if len(text) < 1000])
def test_in_colour_the_terminal_gets_no_codes_but_ours(file, hostile_audit, text):
    hostile = file.model_copy(update={"audits": (hostile_audit(text),)})
    output = FORMATS["table"](hostile, width=100, color=True)
    assert STEERING.findall(OUR_COLORS.sub("", output)) == []


@pytest.mark.parametrize("width", [60, 80, 100, 117])
@pytest.mark.parametrize("shift", range(0, 60, 7))
def test_folding_puts_no_command_at_the_start_of_a_line(file, hostile_audit, width, shift):
    text = f"{'x' * shift} " + " ::error::forged" * 12 + f" {'y' * (width - shift)}::error::forged ##[error]forged"
    hostile = file.model_copy(update={"audits": (hostile_audit(text),)})
    assert obeyed(FORMATS["table"](hostile, width=width, color=False)) == []


def test_the_runner_of_this_test_finds_what_it_should():
    assert obeyed("  ::Error::x\n::set-env name=a::b") == ["  ::Error::x", "::set-env name=a::b"]
    assert obeyed("text ##[error]x\n::other::x\n: :error::x\ntext ::error::x") == ["text ##[error]x"]
