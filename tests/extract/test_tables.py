import pytest

from claimcheck.extract.tables import columns, truncated
from tests.extract.helpers import SOURCES, claims, extracted, skipped

MARKDOWN = """# R

## Extracted Claims

| # | Claim | Verified | Confidence |
|---|---|---|---|
| 1 | Bees count to four [1]. | ✓ | 0.18 |
| 2 | Wasps **count** to three. | × | 12% |
| 3 | Hornets sleep. | | n/a |
"""


def test_each_row_is_a_claim_with_its_printed_verdict_and_confidence():
    found = claims(MARKDOWN + SOURCES)
    assert [(c.text, c.printed and (c.printed.verified, c.printed.confidence)) for c in found] == [
        ("Bees count to four [1].", (True, 0.18)),
        ("Wasps count to three.", (False, 0.12)),
        ("Hornets sleep.", None),
    ]
    assert [c.cited_by for c in found] == ["marker", "list", "list"]


def test_a_claim_of_a_table_stands_where_its_cell_stands():
    first, *_ = claims(MARKDOWN + SOURCES)
    line = MARKDOWN.split("\n")[first.location.line - 1]
    assert line[first.location.column - 1 : first.location.end_column - 1] == first.text


def test_a_table_of_tab_separated_text_is_read_alike():
    text = "Bees\n\n5 Claims\n\nClaim\tVerified\tConfidence\nBees count to four.\t✓\t0.18\nWasps do not.\t×\t0.03\n"
    found = extracted(text, "report.txt")
    assert [(c.text, c.printed.verified, c.printed.confidence) for c in found.claims] == [
        ("Bees count to four.", True, 0.18),
        ("Wasps do not.", False, 0.03),
    ]
    assert found.table.header == ("Claim", "Verified", "Confidence")
    assert text[slice(*found.table.span)].startswith("Claim\tVerified")
    assert text[slice(*found.table.span)].endswith("0.03\n")
    assert not found.table.generated


@pytest.mark.parametrize(
    ("sign", "verified"),
    [
        ("✓", True), ("✔", True), ("✅", True), ("yes", True), ("Verified", True), ("[x]", True), ("**✓**", True),
        ("×", False), ("✗", False), ("❌", False), ("no", False), ("Not supported", False), ("?", False),
        ("✗ contradicted", False), ("– unchecked", False), ("maybe", None),
    ],
)  # fmt: skip
def test_signs_and_words_of_verdicts_are_understood(sign, verified):
    text = f"| Claim | Verified | Score |\n|---|---|---|\n| Bees count to four. | {sign} | 0.5 |\n"
    (claim,) = claims(text)
    assert claim.printed.verified is verified


@pytest.mark.parametrize(
    ("cell", "confidence"), [("0.18", 0.18), ("18%", 0.18), (".5", 0.5), ("1.0", 1.0), ("95", None)]
)
def test_a_confidence_is_a_share_and_nothing_above_1(cell, confidence):
    text = f"| Claim | Verified | Confidence |\n|---|---|---|\n| Bees count to four. | ✓ | {cell} |\n"
    assert claims(text)[0].printed.confidence == confidence


@pytest.mark.parametrize(
    ("header", "is_claims_table"),
    [
        (("Claim", "Verified"), True),
        (("#", "**Extracted Claims**", "Confidence Score"), True),
        (("Statement", "Supported?"), True),
        (("Claim", "Source"), False),
        (("Model", "Score"), False),
        ((), False),
    ],
)
def test_a_claims_table_is_known_by_its_header(header, is_claims_table):
    assert (columns(header) is not None) is is_claims_table


LONG = "Bees count up to four landmarks on their way to the feeder in an open field near "


def test_claims_that_end_alike_in_the_middle_of_a_sentence_are_cut_off():
    cut = [(LONG + "the old hive and the new hive")[:100], (LONG + "that tall tree by the river")[:100]]
    assert truncated([*cut, "Wasps count to three."]) == [True, True, False]


def test_dots_at_the_end_mean_cut_off_and_a_full_stop_means_whole():
    assert truncated(["Bees count…", "Bees count...", LONG + "the hive."]) == [True, True, False]


def test_in_a_table_without_any_full_stops_nothing_is_called_cut_off():
    assert truncated(
        ["Bees count to four", LONG + "the hive", "Wasps count to three at the very most on any day of it"]
    ) == [
        False,
        False,
        False,
    ]


GENERATED = """# R

Bees count up to four [1].

<!-- claimcheck:table -->
| Claim | Verified | Confidence | Evidence |
|---|---|---|---|
| Bees count up to four [1]. | ✓ verified | 0.97 | [3] p. 2 |
<!-- /claimcheck:table -->

Wasps count up to three [3].
"""


def test_the_generated_table_repeats_no_claims():
    found = extracted(GENERATED + SOURCES)
    assert [(c.text, c.cites) for c in found.claims] == [
        ("Bees count up to four [1].", ("2404.08335",)),
        ("Wasps count up to three [3].", ("2301.00123",)),
    ]
    assert found.table.generated
    assert GENERATED[slice(*found.table.span)].startswith("| Claim | Verified")
    assert "generated" in skipped(GENERATED + SOURCES).values()


def test_what_only_the_generated_table_says_is_a_claim_whose_evidence_column_cites_nothing():
    text = GENERATED.replace("| Bees count up to four [1]. |", "| Hornets build nests of paper. |")
    hornets = next(c for c in claims(text + SOURCES) if c.text.startswith("Hornets"))
    assert hornets.cited_by == "list"


def test_ids_are_the_same_with_and_without_the_generated_table():
    without = GENERATED[: GENERATED.index("<!--")] + GENERATED[GENERATED.index("Wasps") :]
    assert [c.id for c in claims(GENERATED + SOURCES)] == [c.id for c in claims(without + SOURCES)]


def test_of_several_claims_tables_the_last_is_the_one_to_replace():
    text = MARKDOWN + "\n## Again\n\n| Statement | Verdict |\n|---|---|\n| Bees count to five. | no |\n"
    found = extracted(text + SOURCES)
    assert found.table.header == ("Statement", "Verdict")


TWO = """# R

## Sight

| Claim | Verified | Confidence | Source |
|---|---|---|---|
| Bees count to four. | ✓ | 0.9 | [1] |
| Wasps see red. | ✓ | 0.8 | [3] |

## Sleep

| Claim | Verified | Confidence | Source |
|---|---|---|---|
| Moths sleep by day. | × | 0.1 | [5] |
"""


@pytest.mark.parametrize("header", ["Claim", "Statement"])
def test_every_claims_table_is_read_alike_whatever_the_header_of_the_others(header):
    first, rest = TWO.split("## Sleep")
    found = extracted(f"{first}## Sleep{rest.replace('| Claim', f'| {header}')}{SOURCES}")
    assert [(c.text, c.printed.confidence, c.cites) for c in found.claims] == [
        ("Bees count to four.", 0.9, ("2404.08335",)),
        ("Wasps see red.", 0.8, ("2301.00123",)),
        ("Moths sleep by day.", 0.1, ("1905.00005",)),
    ]
    assert found.table.header[0] == header


def test_a_row_of_a_later_table_is_a_claim_of_its_own_only_where_it_cites_another_source():
    text = TWO + "| Bees count to four. | ✓ | 0.9 | [1] |\n| Wasps see red. | × | 0.2 | [1] |\n"
    assert [(c.text, c.cites) for c in claims(text + SOURCES)][2:] == [
        ("Moths sleep by day.", ("1905.00005",)),
        ("Wasps see red.", ("2404.08335",)),
    ]


def test_the_generated_table_is_the_one_to_replace_and_repeats_the_rows_of_the_others():
    generated = (
        "<!-- claimcheck:table -->\n| Claim | Verified | Confidence | Evidence |\n|---|---|---|---|\n"
        "| Moths sleep by day. | × | 0.10 | |\n<!-- /claimcheck:table -->\n\n"
    )
    text = TWO.replace("## Sight", generated + "## Sight")
    found = extracted(text + SOURCES)
    assert [c.text for c in found.claims] == ["Bees count to four.", "Wasps see red.", "Moths sleep by day."]
    assert found.table.generated


@pytest.mark.parametrize(
    "table",
    [
        "| Study | Key findings | Score |\n|---|---|---|\n| Marsh [1] | Bees count to four. | 58.1 |\n",
        "| Study | Claim | Confidence |\n|---|---|---|\n| Marsh [1] | Bees count to four. | 0.9 |\n",
        "| Finding | Status |\n|---|---|\n| Bees count to four [1]. | Published |\n",
        "| Finding | Score |\n|---|---|\n| Bees count to four [1]. | 58.1 |\n",
        "| Statement | Support |\n|---|---|\n| Bees count to four [1]. | Strong |\n",
        "| Claim | Verified | Source |\n|---|---|---|\n| Bees count to four. | yes | Page 3 of [1] |\n",
        "| Claim | Verified | Reason |\n|---|---|---|\n| Bees count to four [1]. | yes | Seen. |\n",
        "> | Claim | Verified |\n> |---|---|\n> | Bees count to four [1]. | yes |\n",
    ],
)
def test_a_table_of_which_anything_would_be_lost_is_read_and_never_replaced(table):
    found = extracted(f"# R\n\n## Findings\n\n{table}{SOURCES}")
    assert [(c.text.split(" [")[0].rstrip("."), c.cites) for c in found.claims] == [
        ("Bees count to four", ("2404.08335",))
    ]
    assert found.table is None


@pytest.mark.parametrize(
    "table",
    [
        "| # | Claim | Verified | Source |\n|---|---|---|---|\n| 1 | Bees count to four. | yes | [1], [3] |\n",
        "| Claim | Verified |\n|---|---|\n| Bees count to four [1]. | |\n",
        "| Claim | Verified | Evidence |\n|---|---|---|\n| Bees count to four [1]. | yes | They saw it. |\n",
        "| Claim | Confidence |\n|---|---|\n| Bees count to four [1]. | 90% |\n",
    ],
)
def test_a_table_that_a_new_one_holds_whole_is_replaced(table):
    text = f"# R\n\n## Findings\n\n{table}{SOURCES}"
    assert text[slice(*extracted(text).table.span)] == table


LATEX = r"""\begin{document}
Bees count up to four \cite{a}.

% claimcheck:table
\begin{tabular}{ll}
Claim & Verified \\
Bees count up to four \cite{a}. & yes \\
Hornets build nests of paper. & no \\
\end{tabular}\par
\begin{tabular}{ll}
Claim & Verified \\
Wasps \'etude to 2\textasciicircum 3 \cite{a}. & no \\
\end{tabular}
% /claimcheck:table
\begin{thebibliography}{1}\bibitem{a} Bee, A. Counting. 2024. arXiv:2404.08335\end{thebibliography}
\end{document}
"""


def test_a_latex_table_in_pieces_is_one_and_all_between_its_marks_is_replaced():
    found = extracted(LATEX, "report.tex")
    assert [(c.text, c.printed and c.printed.verified) for c in found.claims] == [
        ("Bees count up to four [@a].", None),
        ("Hornets build nests of paper.", False),
        ("Wasps étude to 2^3 [@a].", False),
    ]
    assert found.table.generated
    start, end = found.table.span
    assert LATEX[:start].endswith("% claimcheck:table")
    assert LATEX[end:].startswith("% /claimcheck:table")


def test_a_foreign_latex_table_is_replaced_by_its_environment():
    text = LATEX.replace("% claimcheck:table", "").replace("% /claimcheck:table", "")
    found = extracted(text, "report.tex")
    assert text[slice(*found.table.span)].startswith("\\begin{tabular}{ll}")
    assert text[slice(*found.table.span)].endswith("\\end{tabular}")


def test_marks_without_a_readable_table_between_them_are_replaced_too():
    text = "\\begin{document}\nBees.\n% claimcheck:table\nnothing\n% /claimcheck:table\n\\end{document}\n"
    found = extracted(text, "report.tex")
    assert text[slice(*found.table.span)].strip() == "nothing"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_rule_below_the_header_of_a_table_without_rows_belongs_to_it(newline):
    text = newline.join(["# R", "", "| Claim | Verified |", "| --- |:-:|", "", "End.", ""])
    assert text[slice(*extracted(text).table.span)] == newline.join(["| Claim | Verified |", "| --- |:-:|", ""])
