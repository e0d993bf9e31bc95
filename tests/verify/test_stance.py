"""Lead-ins that deny or doubt what follows."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.stance import doubted, unshared_denial

SAID = "The controller reduced weight loss by 12%."


@pytest.mark.parametrize(
    ("lead_in", "words"),
    [
        ("No study has shown that", "No study has shown"),
        ("There is no clear evidence that", "no clear evidence"),
        ("Holm and Brandt doubt that", "doubt"),
        ("Holm refutes the claim that", "refutes the claim"),
        ("Holm and Brandt could not confirm that", "could not confirm"),
        ("The authors failed to show that", "failed to show"),
        ("Holm could not replicate the finding that", "could not replicate the finding"),
        ("Holm argues against the view that", "argues against the view"),
        ("Critics question whether", "question"),
        ("Little support was found for the idea that", "Little support was found for the idea"),
        ("It remains unclear whether", "remains unclear"),
        ("It is false that", "is false"),
        ("Contrary to Holm and Brandt,", "Contrary to"),
    ],
)
def test_a_claim_that_denies_what_a_passage_says_is_named_by_its_lead_in(lead_in, words):
    claim = f"{lead_in} {SAID[0].lower()}{SAID[1:]}"
    assert words in (unshared_denial(claim, SAID) or "")
    assert unshared_denial(claim, claim) is None
    assert unshared_denial(SAID, SAID) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("No study has shown that bees count.", "To date, it is unknown whether bees count."),
        ("There is no evidence that bees count.", "Bees do not count."),
        ("No study has shown that bees count.", "Wasps sleep."),
        ("There is no doubt that bees count.", "Bees count."),
        ("Nobody can dispute the challenges that bees face.", "Bees face challenges."),
        ("No study has shown that", "Bees count."),
        ("", ""),
    ],
)
def test_a_denial_that_the_passage_shares_or_of_something_else_is_none(claim, text):
    assert unshared_denial(claim, text) is None


@pytest.mark.parametrize("lead_in", ["No study has shown that", "We doubt that", "It is unclear whether"])
def test_what_a_passage_doubts_does_not_bear_a_claim_out(lead_in):
    assert doubted("The controller reduced weight loss.", f"{lead_in} the controller reduced weight loss.") == (
        "reduced weight loss"
    )


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It is unknown whether bees count.", "No study has shown that bees count."),
        ("Bees count.", "No study has shown that wasps sleep at dusk."),
        ("Bees count.", "Contrary to what was thought, bees count."),
        ("Bees count.", "There is no doubt that bees count."),
        ("", "No study has shown that bees count."),
    ],
)
def test_doubt_that_the_claim_shares_or_of_something_else_is_none(claim, text):
    assert doubted(claim, text) is None


@pytest.mark.parametrize("piece", ["no study ", "doubt that ", "is unclear ", "no a a ", "contrary to "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    unshared_denial(text + "x", text)
    doubted(text + "x", text)
    assert time.process_time() - begin < 3
