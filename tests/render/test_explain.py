"""One claim explained."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from claimcheck.render import render_explain

THRESHOLDS = {"verified": 0.7, "review_from": 0.3}

CONTRADICTED = """\
Claim 2        On Game of 24 the success rate rises from 74% to 92%.
Place          review.md:7:3, id c3d2a1904b77
Read as        Tree of Thoughts: on Game of 24 the success rate rises from 74%
               to 92%.
Cites          named in the heading above it
               2305.10601 “Tree of Thoughts”: read
Verdict        ✗ contradicted  A paper that it cites says otherwise, above the
               threshold.
Differs        the claim has “from 74% to 92%”, the source “74%”
Probabilities  support 0.031, contradict 0.941, neither 0.028
Thresholds     verified 0.700, review from 0.300

2 passages considered
1  “while GPT-4 with chain-of-thought prompting only solved 4% of tasks, our
   method achieved a success rate of 74%.” 2305.10601v2 p. 1 (Abstract)
   contradicts the claim; lexical 0.42, quantities 0.00
   without a counterpart: 92%
   the claim has “from 74% to 92%”, the source “74%”
2  “initial decisions play a pivotal role” 2201.11903, abstract only
   decides nothing; lexical 0.20
"""

UNCHECKED = """\
Claim 4     Pause tokens help in 8 of 9 tasks.
Place       review.md:11:1, id 90ab00cd11ef
Cites       named in the claim itself
            2310.02226: missing, not among the papers given, and offline
Verdict     – unchecked  A paper that it cites could not be had, or only its
            abstract, and nothing read settles it.
Thresholds  verified 0.700, review from 0.300

0 passages considered
"""


def explain(audit, number, considered=(), width=80):
    claim = audit.claims[number - 1]
    return render_explain(
        audit, claim, [(claim.statement, considered)], thresholds=THRESHOLDS, width=width, color=False
    )


def test_a_contradicted_claim_is_explained_with_all_that_was_considered(audit):
    considered = [*audit.claims[1].evidence, *audit.claims[2].evidence]
    assert explain(audit, 2, considered) == CONTRADICTED


def test_an_unchecked_claim_is_explained_by_the_state_of_its_papers(audit):
    assert explain(audit, 4) == UNCHECKED


def test_a_cut_off_claim_for_review_says_so(audit):
    said = " ".join(explain(audit, 3).split())
    assert "It lies in the band below a threshold: a person should look." in said
    assert "The claim breaks off in the report; its printed words alone were judged." in said
    assert "In the source ToT requires 5 to 100 times more generated tokens than CoT." in said
    assert "Disagreement embedding, lexical" in said


def test_what_the_report_prints_of_the_claim_is_told(audit):
    assert re.search(r"Printed +verified, confidence 0\.91\n", explain(audit, 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(codec=None) | st.sampled_from("\x1b[]/\x9b"), max_size=60))
def test_hostile_text_is_folded_and_never_obeyed(hostile_audit, text):
    hostile = hostile_audit(f"[bold]{text}[/]")
    output = explain(hostile, 1, hostile.claims[0].evidence, width=60)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", output)
    assert max(map(cell_len, output.splitlines())) <= 60
    assert "[bold]" in output
