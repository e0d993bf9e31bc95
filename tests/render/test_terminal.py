"""The table for the terminal."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from claimcheck.render import render_terminal
from claimcheck.render.clean import clean

WIDE = """\
review.md

 #   Claim                               Verdict          Conf.   Evidence
 ──────────────────────────────────────────────────────────────────────────────────────────────────
 1   Tree of Thoughts lets a language    ✓ verified        0.97   “ToT allows LMs to perform
     model consider several reasoning                             deliberate decision making by
     paths and look ahead.                                        considering multiple different
                                                                  reasoning paths and
                                                                  self-evaluating choices to decide
                                                                  the next course of action, as
                                                                  well as looking ahead or
                                                                  backtracking when necessary to
                                                                  make global choices.”
                                                                  2305.10601v2 p. 1 (Abstract)

 2   On Game of 24 the success rate      ✗ contradicted    0.03   “while GPT-4 with
     rises from 74% to 92%.                                       chain-of-thought prompting only
                                                                  solved 4% of tasks, our method
                                                                  achieved a success rate of 74%.”
                                                                  2305.10601v2 p. 1 (Abstract); the
                                                                  claim has “from 74% to 92%”, the
                                                                  source “74%”

 3   The method is most useful where     ? unverified      0.44   nearest: “initial decisions play
     an early mistake cannot be mended   review                   a pivotal role” 2201.11903,
     later, and needs a hundred times                             abstract only
     as ⟨cut off⟩ [in the source: ToT
     requires 5 to 100 times more
     generated tokens than CoT.]

 4   Pause tokens help in 8 of 9         – unchecked          –
     tasks.                              paper missing

 5   Filler tokens carry no meaning of   – unchecked          –
     their own, yet transformers can     cites nothing
     be trained to compute with them.

5 claims: 1 verified, 1 contradicted, 1 unverified (1 for review), 2 unchecked; 2 skipped; 2 of 3
papers read

review.md:7:3 CC103 error “from 74% to 92%” here, “74%” in 2305.10601v2 p. 1
review.md:22:1 CC302 warning no text to be had of 2310.02226 (not among the papers given, and offline)
"""

NARROW = """\
review.md

 #   Claim and evidence              Verdict          Conf.
 ──────────────────────────────────────────────────────────
 1   Tree of Thoughts lets a         ✓ verified        0.97
     language model consider
     several reasoning paths and
     look ahead.
     “ToT allows LMs to perform
     deliberate decision making by
     considering multiple
     different reasoning paths and
     self-evaluating choices to
     decide the next course of
     action, as well as looking
     ahead or backtracking when
     necessary to make global
     choices.” 2305.10601v2 p. 1
     (Abstract)

 2   On Game of 24 the success       ✗ contradicted    0.03
     rate rises from 74% to 92%.
     “while GPT-4 with
     chain-of-thought prompting
     only solved 4% of tasks, our
     method achieved a success
     rate of 74%.” 2305.10601v2 p.
     1 (Abstract); the claim has
     “from 74% to 92%”, the source
     “74%”

 3   The method is most useful       ? unverified      0.44
     where an early mistake cannot   review
     be mended later, and needs a
     hundred times as ⟨cut off⟩
     [in the source: ToT requires
     5 to 100 times more generated
     tokens than CoT.]
     nearest: “initial decisions
     play a pivotal role”
     2201.11903, abstract only

 4   Pause tokens help in 8 of 9     – unchecked          –
     tasks.                          paper missing

 5   Filler tokens carry no          – unchecked          –
     meaning of their own, yet       cites nothing
     transformers can be trained
     to compute with them.

5 claims: 1 verified, 1 contradicted, 1 unverified (1 for
review), 2 unchecked; 2 skipped; 2 of 3 papers read

review.md:7:3 CC103 error “from 74% to 92%” here, “74%” in 2305.10601v2 p. 1
review.md:22:1 CC302 warning no text to be had of 2310.02226 (not among the papers given, and offline)
"""


def test_claims_and_evidence_stand_side_by_side_where_there_is_room(audit):
    assert render_terminal(audit, width=100, color=False) == WIDE


def test_in_a_narrow_terminal_the_evidence_stands_under_its_claim(audit):
    assert render_terminal(audit, width=60, color=False) == NARROW


def table_lines(output):
    return output[: output.index("\nreview.md:7:3")].splitlines()


@pytest.mark.parametrize("width", [60, 61, 75, 89, 90, 91, 100, 120, 200])
def test_no_line_of_the_table_is_wider_than_asked_for_and_nothing_is_cut(audit, width):
    long = audit.claims[0].model_copy(update={"text": "汉字" * 60 + " and " + "x" * 150, "number": 1234})
    output = render_terminal(audit.model_copy(update={"claims": (long, *audit.claims)}), width=width, color=False)
    assert max(map(cell_len, table_lines(output))) <= width
    assert "…" not in output
    assert output.count("汉") == output.count("字") == 60
    assert sum(line.count("x") for line in table_lines(output)) >= 150
    assert "1234" in output


@pytest.mark.parametrize("width", [60, 200])
def test_a_finding_is_one_line_at_any_width(audit, width):
    assert (
        "\nreview.md:22:1 CC302 warning no text to be had of 2310.02226 (not among the papers given, and offline)\n"
        in render_terminal(audit, width=width, color=False)
    )


def test_a_paged_report_has_the_page_with_each_place(audit):
    findings = [
        finding.model_copy(update={"location": finding.location.model_copy(update={"page": 2})})
        for finding in audit.findings
    ]
    output = render_terminal(audit.model_copy(update={"findings": tuple(findings)}), width=100, color=False)
    assert "review.md:7:3 (page 2) CC103 error" in output


def test_a_report_that_could_not_be_read_is_its_name_and_the_reason(audit):
    broken = audit.model_copy(update={"error": "no text layer; run OCR first", "claims": (), "findings": ()})
    assert render_terminal(broken, width=100, color=False) == "review.md: no text layer; run OCR first\n"
    named = broken.model_copy(update={"error": "review.md: the file is empty"})
    assert render_terminal(named, width=100, color=False) == "review.md: the file is empty\n"


def test_a_report_without_claims_has_no_empty_table(audit):
    summary = audit.summary.model_copy(
        update=dict.fromkeys(("claims", "verified", "contradicted", "unverified", "unchecked", "review"), 0)
    )
    empty = audit.model_copy(update={"claims": (), "findings": (), "references": (), "summary": summary})
    assert render_terminal(empty, width=100, color=False) == (
        "review.md\n0 claims: 0 verified, 0 contradicted, 0 unverified, 0 unchecked; 2 skipped; 0 of 0 papers read\n"
    )


ANSI = re.compile(r"\x1b\[[\d;]*m")


def test_colours_change_nothing_but_colours(audit):
    colored = render_terminal(audit, width=100, color=True)
    assert "\x1b[1;31m✗ contradicted" in colored
    assert "\x1b[32m✓ verified" in colored
    stripped = [line.rstrip() for line in ANSI.sub("", colored).splitlines()]
    assert stripped == WIDE.splitlines()


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"])
def test_the_environment_changes_nothing(audit, monkeypatch, name):
    colored = render_terminal(audit, width=100, color=True)
    monkeypatch.setenv(name, "30")
    assert render_terminal(audit, width=100, color=False) == WIDE
    assert render_terminal(audit, width=100, color=True) == colored


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(codec=None) | st.sampled_from("\x1b[]/\\:\x07\x9b\u202e"), max_size=60))
def test_hostile_text_is_shown_and_never_obeyed(hostile_audit, text):
    hostile = hostile_audit(f"[bold]{text}[/] :smile: \x1b]8;;http://evil.example\x07")
    plain = render_terminal(hostile, width=120, color=False)
    colored = render_terminal(hostile, width=120, color=True)
    for output in (plain, ANSI.sub("", colored)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", output)
    assert plain.splitlines()[0].startswith("[bold]")
    assert ":smile: �]8;;http://evil.example�" in plain
    assert clean(f"[bold]{text}[/]") in plain


def test_many_claims_that_could_not_be_checked_are_told_in_one_line(audit):
    one = audit.findings[0].model_copy(update={"rule": "CC105", "level": "warning"})
    many = audit.model_copy(update={"findings": (*audit.findings, *[one] * 10)})
    output = render_terminal(many, width=100, color=False)
    lines = [line for line in output.splitlines() if "CC105" in line]
    assert len(lines) == 1
    assert "10 claims could not be checked" in lines[0]
