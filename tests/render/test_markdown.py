"""The Markdown for GitHub."""

# ruff: noqa: E501 (whole printed tables, as they are)

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claimcheck.render import render_markdown
from claimcheck.render.clean import clean
from claimcheck.render.markdown import escape

WHOLE = """\
# Deliberate reasoning: a review

5 claims: 1 verified, 1 contradicted, 1 unverified (1 for review), 2 unchecked; 2 skipped; 2 of 3 papers read.

| # | Claim | Verdict | Confidence | Evidence |
|--:|---|---|--:|---|
| 1 | Tree of Thoughts lets a language model consider several reasoning paths and look ahead. | ✓ verified | 0.97 | “ToT allows LMs to perform deliberate decision making by considering multiple different reasoning paths and self-evaluating choices to decide the next course of action, as well as looking ahead or backtracking when necessary to make global choices.” 2305.10601v2 p. 1 (Abstract) |
| 2 | On Game of 24 the success rate rises from 74% to 92%. | ✗ contradicted | 0.03 | “while GPT-4 with chain-of-thought prompting only solved 4% of tasks, our method achieved a success rate of 74%.” 2305.10601v2 p. 1 (Abstract); the claim has “from 74% to 92%”, the source “74%” |
| 3 | The method is most useful where an early mistake cannot be mended later, and needs a hundred times as ⟨cut off⟩ \\[in the source: ToT requires 5 to 100 times more generated tokens than CoT.\\] | ? unverified (review) | 0.44 | nearest: “initial decisions play a pivotal role” 2201.11903, abstract only |
| 4 | Pause tokens help in 8 of 9 tasks. | – unchecked (paper missing) | – |  |
| 5 | Filler tokens carry no meaning of their own, yet transformers can be trained to compute with them. | – unchecked (cites nothing) | – |  |

## Findings

- `review.md:7:3` **CC103** error: “from 74% to 92%” here, “74%” in 2305.10601v2 p. 1
- `review.md:22:1` **CC302** warning: no text to be had of 2310.02226 (not among the papers given, and offline)

## Skipped

5 of 6 sentences and rows are claims about sources. The rest:

- heading: 1
- opinion: 1
"""


def test_the_document_has_title_counts_claims_findings_and_what_was_skipped(audit):
    assert render_markdown(audit) == WHOLE


def test_a_report_that_could_not_be_read_is_its_name_and_the_reason(audit):
    broken = audit.model_copy(update={"error": "no text layer; run <b>OCR</b> first", "claims": (), "findings": ()})
    assert render_markdown(broken) == (
        "# Deliberate reasoning: a review\n\n**Not audited:** no text layer; run \\<b\\>OCR\\</b\\> first\n"
    )


PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What GitHub turns into links and images after parsing, wherever it stands outside code.
LINKED_LATER = re.compile(r"://|www\.|@|mailto:|xmpp:|#\d|:[\w+-]+:", re.IGNORECASE)
HARMLESS = {"text", "code_inline", "strong_open", "strong_close"}

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x]: https://evil.example",
    "<https://evil.example>",
    "https://evil.example/a|b`c`\\|d",
    "www.evil.example and @somebody and #123 and a@b.example",
    ":octocat: :+1:",
    "a | b \\| c \\\\| d",
    "`code` ``more`` ```fence",
    "one\n\n# two\n\n- three\r\n| x |",
    "&lt;b&gt; &#60;i&#62; &nbsp;",
    "*a* **b** _c_ ~~d~~ $x$",
    "ends with a backslash\\",
    "<!-- comment",
]
text_or_markup = st.lists(st.sampled_from([*HOSTILE, *"`\\|<>[]()!*_~&#@:/."]) | st.text(max_size=8), max_size=6)


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_reads_as_it_was_written(text):
    (_, cell) = [token for token in PARSER.parse(f"| a |\n|---|\n| {escape(text)} |\n") if token.type == "inline"]
    assert "".join(child.content for child in cell.children) == clean(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=text_or_markup.map("".join))
def test_no_html_link_or_image_can_come_of_hostile_text(hostile_audit, text):
    source = render_markdown(hostile_audit(text))
    assert {token.type for token in PARSER.parse(source)} & {"html_block", "fence", "code_block"} == set()
    for block in PARSER.parse(source):
        tokens = block.children or ()
        assert {token.type for token in tokens} <= HARMLESS
        outside_code = "".join("\n" if token.type == "code_inline" else token.content for token in tokens)
        assert not LINKED_LATER.search(outside_code)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=text_or_markup.map("".join))
def test_hostile_text_stays_in_its_cell(hostile_audit, text):
    tokens = PARSER.parse(render_markdown(hostile_audit(text)))
    assert [token.type for token in tokens].count("td_open") == 5
    assert [token.type for token in tokens].count("heading_open") == 3
    assert [token.type for token in tokens].count("list_item_open") == 2
