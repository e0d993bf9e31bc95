"""The regenerated claims table."""

# ruff: noqa: E501 (whole printed tables, as they are)

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.render import claims_table
from claimcheck.render.clean import clean

MARKDOWN = """\
| Claim | Verified | Confidence | Evidence |
|---|---|--:|---|
| Tree of Thoughts lets a language model consider several reasoning paths and look ahead. | ✓ verified | 0.97 | 2305.10601 p. 1 |
| On Game of 24 the success rate rises from 74% to 92%. | ✗ contradicted | 0.03 | 2305.10601 p. 1 |
| The method is most useful where an early mistake cannot be mended later, and needs a hundred times as | ? unverified | 0.44 |  |
| Pause tokens help in 8 of 9 tasks. | – unchecked | – |  |
| Filler tokens carry no meaning of their own, yet transformers can be trained to compute with them. | – unchecked | – |  |
"""

TEXT = """\
Claim	Verified	Confidence
Tree of Thoughts lets a language model consider several reasoning paths and look ahead.	✓ verified	0.97
On Game of 24 the success rate rises from 74% to 92%.	✗ contradicted	0.03
The method is most useful where an early mistake cannot be mended later, and needs a hundred times as	? unverified	0.44
Pause tokens help in 8 of 9 tasks.	– unchecked	–
Filler tokens carry no meaning of their own, yet transformers can be trained to compute with them.	– unchecked	–
"""


def test_in_markdown_it_has_the_place_of_what_decided_each_claim(audit):
    assert claims_table(audit.claims, form="markdown", newline="\n") == MARKDOWN


def test_in_plain_text_it_has_three_columns_between_tabs(audit):
    assert claims_table(audit.claims, form="text", newline="\n") == TEXT


def test_it_takes_the_line_ends_of_its_file(audit):
    assert claims_table(audit.claims, form="text", newline="\r\n") == TEXT.replace("\n", "\r\n")


def test_without_claims_it_is_its_head():
    assert claims_table([], form="text", newline="\n") == "Claim\tVerified\tConfidence\n"
    assert claims_table([], form="markdown", newline="\n").count("\n") == 2


READABLE = re.compile(r"[✓✗?–] (?:verified|contradicted|unverified|unchecked)\t(?:[01]\.\d\d|–)")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(codec=None) | st.sampled_from("\t\n\r|\\`"), max_size=60))
def test_every_row_can_be_read_back_whatever_the_claim_says(hostile_audit, text):
    (claim,) = hostile_audit(text).claims
    (_, row, end) = claims_table([claim], form="text", newline="\n").split("\n")
    assert end == ""
    printed, _, rest = row.partition("\t")
    assert printed == clean(text)
    assert READABLE.fullmatch(rest)
    assert len(claims_table([claim], form="markdown", newline="\n").splitlines()) == 3


def test_in_latex_it_has_the_same_cells_between_ampersands(audit):
    lines = claims_table(audit.claims, form="latex", newline="\n").splitlines()
    assert "Claim & Verified & Confidence & Evidence \\\\" in lines
    assert (
        "On Game of 24 the success rate rises from 74\\% to 92\\%. & \\ensuremath{\\times} contradicted & 0.03 &"
        " 2305.10601 p. 1 \\\\" in lines
    )
    assert "Pause tokens help in 8 of 9 tasks. & {\\textendash} unchecked & {\\textendash} &  \\\\" in lines
