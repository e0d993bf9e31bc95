import pytest

from claimcheck.verify.phrasing.notation import spelled_out


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Owls w/o rings sleep w/ bats.", "Owls without rings sleep with bats."),
        ("Owls, incl. young ones, excl. barn owls.", "Owls, including young ones, excluding barn owls."),
        ("Owls & bats sleep.", "Owls and bats sleep."),
        ("retrieval + reranking helps", "retrieval and reranking helps"),
        ("It takes < 5 s and >40 owls.", "It takes less than 5 s and more than 40 owls."),
        ("It takes ≤5 s, ≥ 40 owls, ~3 days.", "It takes at most 5 s, at least 40 owls, about 3 days."),
    ],
)
def test_signs_are_told_in_words(claim, words):
    assert spelled_out(claim) == words
    assert spelled_out(claim, claim) == claim


@pytest.mark.parametrize(
    "claim",
    ["RAG+Calc beats CoT + SC.", "AT&T pays.", "The rate a/b is known (p<0.05).", "A -> B, and x<y holds (p < 0.05)."],
)
def test_names_and_formulas_stay(claim):
    assert spelled_out(claim) == claim
