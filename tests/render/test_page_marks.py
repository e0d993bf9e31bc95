"""Which words are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Conflict, Evidence
from claimcheck.render.page.marks import claim_runs, quotation_runs, shortened, statement_runs


def passage(quotation="Recall fell by 18% at 200 words.", conflict=None, unmatched=()):
    kind = Conflict(kind="quantity", claim=conflict[0], source=conflict[1]) if conflict else None
    return Evidence(paper="p", quotation=quotation, span=(0, 9), stance="nearest", conflict=kind, unmatched=unmatched)


def marked(runs, kind):
    return [run.text for run in runs if run.kind == kind]


def test_words_without_a_counterpart_are_marked_wherever_they_stand_as_whole_words():
    runs = claim_runs("A net is a network; the net helps by 0.019.", passage(unmatched=("net", "0.019")))
    assert marked(runs, "alone") == ["net", "net", "0.019"]


def test_a_word_that_the_passage_has_too_is_not_said_to_lack_there_but_a_number_may_be():
    evidence = passage("The nets bring 18 points.", unmatched=("net", "18", "brings", "gardens"))
    assert marked(claim_runs("A net brings 18 gardens.", evidence), "alone") == ["18", "gardens"]


def test_what_differs_wins_over_what_is_merely_without_a_counterpart():
    runs = claim_runs("It rose by 18% there.", passage(conflict=("by 18%", "by 81%"), unmatched=("18%", "rose")))
    assert marked(runs, "differs") == ["by 18%"]
    assert marked(runs, "alone") == ["rose"]


def test_words_that_both_have_are_marked_in_the_passage_in_any_form_but_joining_words_are_not():
    runs = quotation_runs(
        "Listeners recalled 18% with each voice.", passage("A listener with one voice recalls 18% at last.")
    )
    assert marked(runs, "shared") == ["listener", "voice", "recalls", "18%"]


def test_a_claim_without_a_passage_is_unmarked():
    assert [run.kind for run in claim_runs("Nothing here.", None)] == [""]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Pauses help [1].", "Pauses help."),
        ("Pauses help (Velden et al., 2024).", "Pauses help."),
        ("Same words.", "Same words."),
    ],
)
def test_a_statement_that_only_lacks_marks_is_not_shown_again(text, statement):
    assert statement_runs(text, statement) == ()


def test_only_brackets_that_the_report_does_not_print_are_additions():
    runs = statement_runs("It [the net] helps.", "[In gardens] it [the net] helps.")
    assert marked(runs, "added") == ["[In gardens]"]


def test_long_text_says_how_much_is_left_out():
    assert shortened("a" * 5_000).endswith("a … (and 1000 more characters)")


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=4), st.text(max_size=6))
def test_marking_changes_no_word(text, unmatched, differing):
    evidence = passage(
        text.encode("utf-8", "replace").decode() + "x", conflict=(differing, differing), unmatched=tuple(unmatched)
    )
    assert "".join(run.text for run in claim_runs(text, evidence)) == shortened(text)
    assert "".join(run.text for run in quotation_runs(text, evidence)) == shortened(evidence.quotation)
