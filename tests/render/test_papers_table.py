"""The table of the papers' claims."""

# ruff: noqa: E501 (whole printed tables, as they are)

from claimcheck.model import Candidate, Evidence, PaperClaim, Stand
from claimcheck.render import papers_summary, papers_table

LEGEND = (
    "Grounded: where the sentence stands in its own paper, and what the rest of that paper says to it. Elsewhere: what"
    " the other papers of the list say to it. Confidence: the probability that the rest of its own paper supports it."
)
MARKDOWN = f"""\
| # | Claim | Paper | Grounded | Elsewhere | Confidence |
|--:|---|---|---|---|--:|
| 1 | The authors of \\[2401.1\\] find 4 bees. | 2401.1 | ✓ p. 1, supported p. 5 | – nothing in 2 other papers | 0.93 |
| 2 | Wasps count \\| sting. | 2402.2 | ✗ p. 2, but p. 7: “They do not.” | ✓ 2401.1 p. 3: “Wasps \\*count\\*.”; ✗ 2403.3: “No wasp …” | 0.02 |
| 3 | Hornets sleep. | 2403.3 (abstract only) | ✓ (Abstract) | – | – |

{LEGEND}
"""


def said(stance, quotation, paper="2401.1", page=None):
    return Evidence(paper=paper, page=page, quotation=quotation, span=(0, 9), stance=stance)


def claim(text, key, page, rest, *others, section="Abstract"):
    candidate = Candidate(
        text=text, quotation=text, span=(0, 9), page=page, section=section, kind="finding", weight=0.5
    )
    return PaperClaim(
        text=text,
        statement=text,
        key=key,
        paper=key,
        abstract=page is None,
        candidate=candidate,
        rest=rest,
        others=others,
    )


CLAIMS = [
    claim(
        "The authors of [2401.1] find 4 bees.",
        "2401.1",
        1,
        Stand(paper="2401.1", says="supports", support=0.939, evidence=said("support", "Four bees.", page=5)),
        Stand(paper="2402.2", says="nothing", support=0.1),
        Stand(paper="2403.3", says="nothing", support=0.1),
    ),
    claim(
        "Wasps count | sting.",
        "2402.2",
        2,
        Stand(paper="2402.2", says="contradicts", support=0.02, evidence=said("contradict", "They do not.", page=7)),
        Stand(paper="2401.1", says="supports", support=0.9, evidence=said("support", "Wasps *count*.", page=3)),
        Stand(paper="2403.3", says="contradicts", evidence=said("contradict", f"No wasp {'w' * 250}", "2403.3")),
    ),
    claim("Hornets sleep.", "2403.3", None, Stand(paper="2403.3", says="nothing")),
]


def test_in_markdown_each_row_keeps_its_own_paper_and_the_others_apart():
    assert papers_table(CLAIMS, form="markdown", newline="\n") == MARKDOWN


def test_the_text_form_has_its_rows_alone_and_the_line_ends_of_its_file():
    lines = papers_table(CLAIMS, form="text", newline="\r\n").split("\r\n")
    assert lines[0] == "#\tClaim\tPaper\tGrounded\tElsewhere\tConfidence"
    assert lines[3:] == ["3\tHornets sleep.\t2403.3 (abstract only)\t✓ (Abstract)\t–\t–", ""]


def test_html_and_latex_say_the_same_escaped():
    html = papers_table(CLAIMS, form="html", newline="\n")
    assert "<td>✗ p. 2, but p. 7: “They do not.”</td>" in html
    assert html.endswith(f"</table>\n<p>{LEGEND}</p>\n")
    latex = papers_table(CLAIMS, form="latex", newline="\n")
    assert "2 & Wasps count \\ensuremath{|} sting. & 2402.2 & \\ensuremath{\\times} p. 2, but p. 7:" in latex
    assert latex.endswith(f"\\endgroup\n\n{LEGEND}\n")


def test_the_counts_keep_the_two_ways_apart():
    assert papers_summary(CLAIMS) == (
        "3 claims from 3 papers: the rest of the paper supports 1 and contradicts 1;"
        " other papers support 1 and contradict 1"
    )


def test_a_claim_that_a_language_model_worded_is_marked():
    first = CLAIMS[0]
    worded = first.model_copy(update={"candidate": first.candidate.model_copy(update={"drawn": True})})
    assert "| ✓ p. 1, worded by a language model, supported p. 5 |" in papers_table(
        [worded], form="markdown", newline="\n"
    )
