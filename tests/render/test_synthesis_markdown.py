"""A synthesis as Markdown."""

import pytest
from markdown_it import MarkdownIt

from claimcheck.render.synthesis import synthesis_markdown
from tests.render.syntheses import UGLY, hostile, two_papers

SECTIONS = ["Abstract", "Introduction", "Methodology", "Results", "Limitations", "Extracted Claims", "References"]


def parsed(text):
    return MarkdownIt("gfm-like", {"linkify": False}).parse(text)


def headings(tokens):
    return [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]


def kinds(tokens):
    return {t.type for token in tokens for t in (token, *(token.children or ()))}


def test_it_has_the_form_of_a_report_and_reads_well_unrendered():
    text = synthesis_markdown(two_papers())
    assert headings(parsed(text)) == ["Do bees count landmarks?", *SECTIONS]
    assert "**Assignee:** Assignee Research\n\n**Date:** 31 March 2026\n" in text
    assert "**Answer.** Bees count to four landmarks [1]. The authors of [2] write: “Bees counted landmarks.”\n" in text
    assert "\n- Wasps count better [1].\n" in text
    assert text.endswith("2. “Wasps & landmarks.” 2024. arXiv:2403.99001.\n".replace("&", "\\&"))


def test_a_row_tells_who_bears_a_claim_out_and_who_merely_mentions_it():
    text = synthesis_markdown(two_papers())
    assert (
        "| Bees count to four landmarks [1]. | ✓ | 0.98 | p. 2 | ✓ b p. 3, “Bees count to four.” |".replace(
            " b ", " [2] "
        )
        in text
    )
    assert "↺ [2] p. 3, “They found that wasps count.” (a mention, no result)" in text


@pytest.mark.parametrize("name", UGLY)
def test_no_markup_comes_of_what_papers_and_users_bring_in(name):
    text = synthesis_markdown(hostile(UGLY[name]))
    tokens = parsed(text)
    assert headings(tokens)[-7:] == SECTIONS
    assert len(headings(tokens)) == 8
    assert not kinds(tokens) & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "hr"}
    assert sum(token.type == "ordered_list_open" for token in tokens) == 1
    text.encode("utf-8")
