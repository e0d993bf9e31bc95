"""Comments in a report that waive findings."""

import pytest

from claimcheck.judge import Policy, apply_policy
from claimcheck.judge.ignores import inline_waivers

ONE, TWO, THREE = "Recall rose by 3 points [1].", "Speed fell by 40% in all tests [1].", "Costs were halved [1]."
REFERENCES = "\n\n## References\n\n1. A Study of Recall and Speed. 2024. arXiv:2401.99004\n"
HTML_REFERENCES = "<h2>References</h2><ol><li>A Study of Recall and Speed. 2024. arXiv:2401.99004</ol>"
TEX = (
    "\\begin{document}\n\\section{Results}\n%s\n\\begin{thebibliography}{1}\n\\bibitem{a} A Study. arXiv:2401.99004\n"
    "\\end{thebibliography}\n\\end{document}\n"
)


def comment(rules="CC101", reason="checked by hand"):
    return f"<!-- claimcheck: ignore[{rules}] {reason} -->"


def waived(audit, rule="CC101"):
    """The texts of the claims whose finding is waived."""
    texts = {claim.id: claim.text for claim in audit.claims}
    (done,) = apply_policy([audit], Policy()).audits
    return [texts[s.finding.claim_id] for s in done.suppressed if s.finding.rule == rule]


C = comment()
MARKDOWN = {
    "at the end of its line": (f"{ONE} {C}\n\n{TWO}", [ONE]),
    "before the words": (f"{C} {ONE}\n\n{TWO}", [ONE]),
    "on a line of its own": (f"{ONE}\n\n{C}\n{TWO}\n\n{THREE}", [TWO]),
    "with blank lines": (f"{ONE}\n\n{C}\n\n{TWO}\n\n{THREE}", [TWO]),
    "between two claims of a line": (f"{ONE} {C} {TWO}", [ONE]),
    "behind two claims of a line": (f"{ONE} {TWO} {C}", [ONE, TWO]),
    "in a wrapped paragraph": (f"{ONE}\n{TWO} {C}\n{THREE}", [TWO]),
    "in an item": (f"- {ONE}\n- {TWO} {C}\n- {THREE}", [TWO]),
    "above an item": (f"- {ONE}\n\n{C}\n\n- {TWO}\n- {THREE}", [TWO]),
    "over several lines": (f"{ONE}\n\n<!--\n claimcheck: ignore[CC101]\n checked -->\n\n{TWO}", [TWO]),
    "above a heading": (f"{ONE}\n\n{C}\n\n## Speed\n\n{TWO}", []),
    "without a claim after it": (f"{ONE}\n\n{TWO}\n\n{C}", []),
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_comment_in_markdown_is_about_the_claims_of_its_line_or_the_next_ones(read, name):
    text, expected = MARKDOWN[name]
    assert waived(read(f"# Review\n\n{text}{REFERENCES}")) == expected


def test_a_comment_in_a_row_is_about_that_row(read):
    rows = f"| Claim | Verified |\n|---|---|\n| {ONE} | yes |\n| {TWO} {C} | yes |\n| {THREE} | yes {C} |\n"
    assert waived(read(f"# Review\n\n{rows}{REFERENCES}")) == [TWO, THREE]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{C}\n```\n\n{ONE}",
        f"~~~html\n{C}\n~~~\n{ONE}",
        f"    {C}\n\n{ONE}",
        f"{ONE} `{C}`",
        f"{ONE} \\{C}",
        f"> ```\n> {C}\n> ```\n\n{ONE}",
        f"{ONE} &lt;!-- claimcheck: ignore[CC101] r --&gt;",
        f"{ONE} <!-- claimcheck ignore[CC101] r -->",
        f"{ONE} <!-- claimcheck: ignores[CC101] r -->",
        f"{ONE} <!-- claimcheck: ignore[CC101] not closed",
    ],
)
def test_what_is_shown_or_is_no_comment_of_ours_waives_nothing(read, text):
    assert inline_waivers(read(f"# Review\n\n{text}{REFERENCES}")) == ()


HTML = {
    "one line, between": (f"<p>{ONE} {C} {TWO}</p><p>{THREE}</p>", [ONE]),
    "one line, at the end": (f"<p>{ONE} {C}</p><p>{TWO}</p>", [ONE]),
    "above": (f"<p>{ONE}</p>\n{C}\n<p>{TWO}</p><p>{THREE}</p>", [TWO]),
    "in a row": (f"<table><tr><th>Claim<th>Verified<tr><td>{ONE}<td>yes<tr><td>{TWO} {C}<td>yes</table>", [TWO]),
    "escaped": (f"<pre>{C.replace('<', '&lt;')}</pre><p>{ONE}</p>", []),
}


@pytest.mark.parametrize("name", HTML)
def test_a_comment_in_html_is_about_the_claims_of_its_block(read, name):
    text, expected = HTML[name]
    assert waived(read(f"<h1>Review</h1>{text}{HTML_REFERENCES}", "review.html")) == expected


def test_a_comment_parts_no_paragraph_and_changes_no_claim(read):
    for name, references in (("review.html", HTML_REFERENCES), ("review.md", REFERENCES)):
        plain = read(f"{ONE} {TWO} {THREE}{references}", name)
        noted = read(f"{ONE} {C} {TWO} {C} {THREE}{references}", name)
        assert [(c.id, c.text, c.cites) for c in noted.claims] == [(c.id, c.text, c.cites) for c in plain.claims]


X = "% claimcheck: ignore[CC101] checked by hand"
ONE_T, TWO_T = "Recall rose by 3 points \\cite{a}.", "Speed fell by 40\\% in all tests \\cite{a}."
LATEX = {
    "at the end of its line": (f"{ONE_T} {X}\n{TWO_T}", ["Recall"]),
    "above, in the paragraph": (f"{ONE_T}\n{X}\n{TWO_T}", ["Speed"]),
    "above, apart": (f"{ONE_T}\n\n{X}\n{TWO_T}", ["Speed"]),
    "several signs": (f"{ONE_T}\n\n%{X}\n{TWO_T}", ["Speed"]),
    "escaped": (f"{ONE_T} \\{X}\n\n{TWO_T}", []),
    "in a listing": (f"\\begin{{verbatim}}\n{X}\n\\end{{verbatim}}\n{ONE_T}", []),
}


@pytest.mark.parametrize("name", LATEX)
def test_a_comment_in_latex_is_about_the_claims_of_its_line_or_the_next_ones(read, name):
    text, expected = LATEX[name]
    assert [one.split()[0] for one in waived(read(TEX % text, "review.tex"))] == expected


def test_plain_text_has_no_comments(read):
    assert inline_waivers(read(f"Review\n\n{ONE} {C}\n\nReferences\n\n[1] arXiv:2401.99004\n", "review.txt")) == ()


def test_a_comment_at_a_reference_waives_what_is_found_of_it(read):
    other = f"2. {comment('CC203')} Another Study. arXiv:2401.99005\n"
    (done,) = apply_policy([read(f"# Review\n\n{ONE}{REFERENCES}{other}")], Policy()).audits
    assert [(s.finding.rule, s.finding.location.line) for s in done.suppressed] == [("CC203", 8)]


def test_several_rules_stand_in_one_comment_each_a_waiver_of_its_own(read):
    audit = read(f"# Review\n\n{ONE} {comment('CC101, cc104', 'no [1] – later')}{REFERENCES}")
    found = [(one.rule, one.reason, one.fault) for one in inline_waivers(audit)]
    assert found == [("CC101", "no [1] – later", ""), ("CC104", "no [1] – later", "")]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("ignore", "it lacks its rule id"),
        ("ignore CC101 because", "it lacks its rule id"),
        ("ignore[] because", "it lacks its rule id"),
        ("ignore[CC101]", "it lacks its reason"),
        ("ignore[CC101] – ", "it lacks its reason"),
        ("ignore[CC999] because", "there is no rule 'CC999'"),
        ("ignore[CC501] because", "CC501 cannot be waived"),
    ],
)
def test_a_comment_without_rule_or_reason_waives_nothing_and_is_found(read, said, fault):
    audit = read(f"# Review\n\n{ONE} <!-- claimcheck: {said} -->{REFERENCES}")
    (done,) = apply_policy([audit], Policy()).audits
    assert done.suppressed == ()
    (finding,) = [one for one in done.findings if one.rule == "CC501"]
    assert fault in finding.message
    assert (finding.location.file, finding.location.line, finding.location.column) == ("review.md", 3, len(ONE) + 2)
    assert finding.claim_id == audit.claims[0].id


def test_ten_thousand_comments_are_read_in_no_time(read):
    audit = read(f"# Review\n\n{ONE}\n\n" + f"{C}\n\n" * 10_000 + "<!-- claimcheck: ignore" * 10_000)
    assert len(inline_waivers(audit)) == 2000
