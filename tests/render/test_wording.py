"""Confidence in plain words."""

import pytest

from claimcheck.model import Probabilities
from claimcheck.render.markdown import render_markdown
from claimcheck.render.terminal import render_terminal
from claimcheck.render.wording import found_by, hundred, read_as, sureness

THRESHOLDS = {"verified": 0.8, "contradicted": 1.0, "review": 0.5}


def said(claim, confidence, contradict=0.0, **fields):
    every = Probabilities(support=confidence, contradict=contradict, neither=round(1 - confidence - contradict, 6))
    return sureness(claim.model_copy(update={"confidence": confidence, "probabilities": every, **fields}), THRESHOLDS)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "fewer than 1 in 100"), (0.004, "fewer than 1 in 100"), (0.5, "50 in 100"), (0.973, "97 in 100"),
     (0.996, "more than 99 in 100"), (1.0, "more than 99 in 100")],
)  # fmt: skip
def test_a_probability_is_a_count_in_a_hundred_and_never_certain(value, words):
    assert hundred(value) == words


def test_the_confidence_of_each_kind_of_claim_is_told(audit):
    verified, contradicted, review, missing, uncited = audit.claims
    assert said(verified, 0.97) == "Very likely supported, 97 in 100; the threshold is 80."
    assert said(contradicted, 0.18, 0.76) == "Unlikely to be supported, 18 in 100; contradicted, 76 in 100."
    assert said(review, 0.78) == ("Likely supported, 78 in 100; below the threshold of 80, so a person should look.")
    assert said(review, 0.14, 0.65) == (
        "Unlikely to be supported, 14 in 100; but perhaps contradicted, 65 in 100, so a person should look."
    )
    assert said(review, 0.9) == (
        "Very likely supported, 90 in 100; above the threshold of 80, but not without objection "
        "(embedding and lexical), so a person should look."
    )
    assert said(review, 0.02, silent=("2310.02226",)) == (
        "Very unlikely to be supported, 2 in 100, by a paper of which it says so; another one supports it, so a person "
        "should look."
    )
    assert said(review, 0.36, review=False) == "About as likely supported as not, 36 in 100; below the threshold of 80."
    assert sureness(missing, THRESHOLDS).startswith("A paper that it cites could not be had")
    assert sureness(uncited, THRESHOLDS) == "It cites no paper to check it against."


def test_what_is_rounded_up_to_the_threshold_is_just_below_it(audit):
    assert "80 in 100; just below the threshold of 80" in said(audit.claims[2], 0.799)


def test_a_name_that_was_added_is_shown_in_its_brackets_and_the_report_s_own_brackets_are_none(audit):
    claim = audit.claims[0]
    added = claim.model_copy(update={"text": "It scores 7% [2].", "statement": "It [HiveNet] scores 7%."})
    assert read_as(added) == "It [HiveNet] scores 7%."
    own = claim.model_copy(update={"text": "It “amplif[ies]” noise [2].", "statement": "It “amplif[ies]” noise."})
    assert read_as(own) == ""


def test_a_claim_that_the_rules_passed_over_says_who_found_it(audit):
    first, *others = audit.claims
    added = first.model_copy(update={"passed_over": "about_the_report"})
    said = "found by the language model; the rules passed it over: about the report"
    assert (found_by(first), found_by(added)) == ("", said)
    shown = audit.model_copy(update={"claims": (added, *others)})
    assert render_markdown(shown).count(f"⟨{said}⟩") == 1
    assert render_terminal(shown, width=2_000, color=False).count(f"⟨{said}⟩") == 1
