"""Lead-ins that deny or doubt what follows."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.stance import doubted, planned, taken_back, unshared_denial, withheld

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


@pytest.mark.parametrize(
    "piece",
    [
        "no study ",
        "doubt that ",
        "is unclear ",
        "no a a ",
        "contrary to ",
        "in future ",
        "we also ",
        "are planned ",
        "will be also be ",
        "may simply we cannot ",
    ],
)
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    unshared_denial(text + "x", text)
    doubted(text + "x", text)
    for rule in (planned, taken_back, withheld):
        rule("Bees count.", text)
    assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        (
            "The authors fitted lamps with motion sensors.",
            "In future work we will fit lamps with motion sensors.",
            "fitted lamps",
        ),
        (
            "The remaining ferries were replaced.",
            "The city intends to replace the remaining ferries.",
            "remaining ferries",
        ),
        ("Lamps are fitted with motion sensors.", "We plan to fit lamps with motion sensors.", "Lamps are fitted"),
        ("Lamps use motion sensors.", "A simple method would be to use motion sensors for lamps.", "Lamps use motion"),
        ("They fit lamps with sensors.", "It would be timely and cheap to fit lamps with sensors.", "fit lamps"),
        ("Lamps are rewarded with oil.", "For this, lamps would be rewarded with oil.", "Lamps are rewarded"),
        (
            "A week of rain in nine towns was used to test the dimmer.",
            "A week of rain in nine towns is planned for 2027, to test the dimmer; no data are at hand.",
            "week of",
        ),
        (
            "A timer for lamps was used to save power.",
            "We consider two potential strategies: a) use a timer for lamps to save power, or b) count moths.",
            "timer for",
        ),
        (
            "The dimmer was tested outdoors to prevent glare.",
            "Tests of the dimmer outdoors were considered and rejected to prevent glare.",
            "prevent glare",
        ),
        (
            "Lamps of the town use motion sensors.",
            "Motion sensors are of use for lamps of the town. We leave them to future work.",
            "Lamps of",
        ),
        ("The dimmer was tested in rain.", "A test of the dimmer in rain is left for future studies.", "dimmer was"),
        (
            "A plan of the town helps to place lamps.",
            "A plan of the town would be of use to place lamps. We leave it to future work.",
            "helps to",
        ),
        ("Trials fit lamps.", "It rained. Further work should fit lamps for trials.", "Trials fit"),
        ("The team removed carp from ten ponds.", "From 2027 on, carp will be removed from ten ponds.", "removed carp"),
        (
            "News went out as voice calls.",
            "A phase in which news go out as voice calls is planned for 2027.",
            "News went",
        ),
    ],
)
def test_what_a_passage_only_plans_is_not_done(claim, text, words):
    assert words in (planned(claim, text) or "")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Future work will fit lamps with sensors.", "In future work we will fit lamps with sensors."),
        ("The authors want to fit lamps with sensors.", "We plan to fit lamps with sensors."),
        ("Lamps were fitted with sensors.", "We plan to fit doors with sensors. Lamps were fitted with sensors."),
        ("Lamps were fitted with sensors.", "Lamps were fitted with sensors, which shall save power in the future."),
        ("Lamps save power.", "Lamps save power. We plan to count mice."),
        ("Lamps would save power.", "A first step would be to save power with lamps."),
        ("Lamps save power.", "In future work."),
        ("The cost of lamps awaits a count.", "The cost of lamps will be counted in a trial."),
        ("Carp eat eggs in ponds.", "Carp, which eat eggs, will be removed from ponds."),
        ("Amelia hires a man to scare March.", "Amelia does not wish to be found and hires a man to scare March."),
        ("", "In future work we will fit lamps."),
    ],
)
def test_what_is_done_or_told_as_a_plan_is_no_plan_told_as_done(claim, text):
    assert planned(claim, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Lamps cut the catch of moths, but after allowing for wind the difference was no longer significant.",
        "Lamps went with a smaller catch of moths, but we cannot say that the one cut the other.",
        "Lamps seemed to cut the catch of moths, which may simply reflect the weather.",
        "The lamps cut the catch of moths, an effect that disappeared after adjustment.",
    ],
)
def test_what_a_sentence_takes_back_it_does_not_bear_out(text):
    assert taken_back("Lamps cut the catch of moths.", text)
    assert taken_back("Lamps cut the catch of moths, but not significantly.", text) is None
    assert taken_back("Lamps were associated with a smaller catch of moths.", text) is None
    assert taken_back("Lamps save power in gardens.", text) is None


def test_what_lasts_longer_is_no_doubt():
    text = "Moths stayed ten minutes longer, but after allowing for wind the difference was no longer significant."
    assert taken_back("Moths stayed ten minutes longer.", text)


def test_what_another_sentence_says_without_taking_it_back_is_borne_out():
    text = "Lamps cut the catch of moths. In rain the difference was no longer significant."
    assert taken_back("Lamps cut the catch of moths.", text) is None


KEPT = "We release the code and the weights; owing to privacy, the clinical notes cannot be shared."


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("The authors release code, weights and the clinical notes.", "release"),
        ("The clinical notes are publicly available.", "publicly available"),
        ("The authors release code and weights.", None),
        ("The clinical notes are not released.", None),
        ("Code is released, while the clinical notes are withheld.", None),
        ("The clinical notes are long.", None),
    ],
)
def test_what_cannot_be_shared_is_not_released(claim, word):
    assert withheld(claim, KEPT) == word
