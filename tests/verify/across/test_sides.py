"""Two papers that set the same sides against each other, in other words and the other way round."""

import pytest

from claimcheck.verify.across.sides import exchanged_sides

RUDE = "Impolite prompts consistently outperformed polite ones."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RUDE, "Neutral and very friendly prompts yield higher accuracy than very rude prompts."),
        (RUDE, "Polite prompts gave fewer errors than rude prompts."),
        ("Short prompts yield higher accuracy than long prompts.", "Long prompts outperform concise prompts."),
        ("Deep networks outperform shallow networks.", "Shallow networks achieve better results than deep networks."),
        (
            "Quiet rooms led to better comprehension than noisy rooms.",
            "Comprehension was better in loud rooms than in quiet rooms.",
        ),
    ],
)
def test_sides_that_are_exchanged_part_and_the_comparisons_are_named(one, other):
    found = exchanged_sides(one, other)
    assert found is not None
    assert found.claim in one
    assert found.source in other
    assert exchanged_sides(other, one) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # They agree.
        (RUDE, "Rude prompts gave higher accuracy than friendly prompts."),
        (RUDE, "Rude prompts made fewer errors than polite prompts."),
        ("Short prompts yield higher accuracy than long prompts.", "Concise prompts outperform lengthy prompts."),
        # Of another case, or only of some.
        (
            "Polite prompts outperformed rude prompts in Japanese.",
            "Rude prompts outperformed polite prompts in English.",
        ),
        ("In Japanese, polite prompts outperformed rude prompts.", RUDE),
        ("Polite prompts outperformed rude prompts, but only for small models.", RUDE),
        ("Polite prompts outperform rude ones when the model is small.", "Rude prompts outperform polite ones."),
        # Of another measure, or another thing.
        ("Large models outperform small models.", "Small models have lower latency than large models."),
        ("Young readers had better recall than old readers.", "Old readers outperformed young readers."),
        ("Loud rooms lead to better results than quiet rooms.", "Quiet cars lead to better results than loud cars."),
        ("Young mice outperformed old mice.", "Old wines outperformed young wines."),
        # Denied, both ways, or without the two ends of one axis.
        ("Polite prompts did not outperform rude prompts.", RUDE),
        ("Polite prompts outperformed rude prompts; rude prompts outperformed polite prompts.", RUDE),
        ("Polite prompts outperformed short prompts.", RUDE),
        ("Polite prompts are common.", RUDE),
    ],
)
def test_where_anything_is_open_nothing_is_found(one, other):
    assert exchanged_sides(one, other) is None
    assert exchanged_sides(other, one) is None
