"""Which claims a language model may be asked about, and what it is shown of the report."""

import pytest

from claimcheck.extract import extract, undivided, unresolved
from claimcheck.read import read_document
from tests.extract.helpers import SOURCES


def read(text):
    document = read_document(f"{text}\n{SOURCES}".encode(), "report.md")
    return document, extract(document).claims


def test_a_claim_that_begins_with_a_pronoun_is_asked_about_with_the_sentences_before_it():
    text = "# R\n\nNothing here.\n\n## Feeders\n\nWe built the FlapBox. Few know it.\n\nThey emptied it in 3 days [1]."
    (found,) = unresolved(*read(text))
    assert found.claim.text == "They emptied it in 3 days [1]."
    assert found.words == "They"
    assert found.before == ("Feeders", "We built the FlapBox.", "Few know it.")


def test_no_more_than_six_sentences_are_shown_and_no_endless_one():
    text = f"# R\n\n{'Bees dance. ' * 30}{'Bees dance ' * 999}. They find 92% of the flowers [1]."
    (found,) = unresolved(*read(text))
    assert len(found.before) == 6
    assert max(map(len, found.before)) <= 1_000


@pytest.mark.parametrize(
    "sentence",
    [
        "GPT-4 answers at once. It scores 7% on the test [1].",  # the rules know
        "Nobody knows. It is likely that bees count to four [1].",
        "Nobody knows. Bees find 92% of the flowers in June [1].",
        "Nobody knows. The model of least squares finds 92% [1].",
    ],
)
def test_nothing_is_asked_where_nothing_is_open(sentence):
    assert unresolved(*read(f"# R\n\n{sentence}")) == ()


def test_a_claim_with_nothing_before_it_is_not_asked_about():
    assert unresolved(*read("They find 92% of the flowers in June [1].")) == ()


def test_long_claims_that_the_rules_left_whole_may_have_parts():
    long = "Bees that got sugar lived longer, with the share of survivors rising from 41% to 58% [1]."
    parted = "Bees count to four in the dark, and wasps find 92% of the nests by day [1]."
    found = undivided(*read(f"# R\n\n{long} {parted} Bees count to four [1]."))
    assert [claim.text for claim in found] == [long]


def test_rows_of_tables_are_asked_about_neither_way():
    row = "| They find 92% of the flowers in June and the nests of the wasps by day in July | [1] |"
    document, claims = read(f"# R\n\nBees dance.\n\n| Finding | Paper |\n|---|---|\n{row}\n")
    assert claims
    assert (unresolved(document, claims), undivided(document, claims)) == ((), ())


def test_the_words_that_a_mark_is_read_as_are_no_pronoun_of_the_report():
    report = (
        b"\\documentclass{article}\\begin{document}\\section{R}Nobody knows. \\citet{wei2022} found that bees count to "
        b"seven in the dark. They found that ants sleep for nine hours a day."
        b"\\begin{thebibliography}{1}\\bibitem{wei2022} Counting bees."
        b"\\end{thebibliography}\\end{document}"
    )
    document = read_document(report, "report.tex")
    claims = extract(document).claims
    assert claims[0].statement.startswith("The authors found that bees")
    assert [found.words for found in unresolved(document, claims)] == ["They"]
