import pytest

from claimcheck.extract.labels import is_empty, role, statement
from tests.extract.helpers import claims, skipped

PAPER = "# R\n\n### Counting Bees (2404.08335)\n\n"


@pytest.mark.parametrize(
    ("bullet", "text", "sentence"),
    [
        (
            "**Datasets Used**: HiveCam and BeeSet",
            "Datasets Used: HiveCam and BeeSet",
            "The data sets used are HiveCam and BeeSet",
        ),
        ("**Code Available**: No", "Code Available: No", "The code is not available."),
        ("**Code**: Not available", "Code: Not available", "The code is not available."),
        ("**Code Available**: Yes (PyTorch)", "Code Available: Yes (PyTorch)", "The code is available: PyTorch."),
        ("**Baselines**: ants, wasps", "Baselines: ants, wasps", "The baselines are ants, wasps"),
        ("**Metrics**: recall at dusk", "Metrics: recall at dusk", "The metrics are recall at dusk"),
        ("**Limitations**: one hive", "Limitations: one hive", "A limitation is: one hive"),
        ("**Key Finding**: Bees count to four.", "Bees count to four.", "Bees count to four."),
        ("**Summary**: They dance.", "They dance.", "They dance."),
    ],
)
def test_a_labelled_bullet_is_made_to_stand_alone(bullet, text, sentence):
    (claim,) = claims(f"{PAPER}- {bullet}\n")
    assert (claim.text, claim.statement) == (text, sentence)
    assert claim.cites == ("2404.08335",)


@pytest.mark.parametrize(
    ("bullet", "reason"),
    [
        ("**Authors**: Ada Marsh", "bibliographic"),
        ("**Venue**: Journal of Bees", "bibliographic"),
        ("**Relevance to our work**: Bees matter to us.", "opinion"),
        ("**Why relevant**: Bees count to four.", "opinion"),
        ("**Datasets Used**: N/A", "no_statement"),
        ("**Baselines**: Not specified", "no_statement"),
        ("**Results**: N/A", "no_statement"),
        ("**Our Contribution**: Bees that count to five.", "opinion"),
    ],
)
def test_a_labelled_bullet_that_claims_nothing_is_skipped_with_its_reason(bullet, reason):
    assert claims(f"{PAPER}- {bullet}\n") == []
    assert skipped(f"{PAPER}- {bullet}\n")[bullet.replace("*", "")] == reason


def test_items_below_a_labelled_bullet_are_claims_of_their_own():
    found = claims(f"{PAPER}- **Results**:\n  - Accuracy reached 81%.\n  - Recall fell.\n")
    assert [claim.text for claim in found] == ["Accuracy reached 81%.", "Recall fell."]


def test_items_below_an_opinion_are_opinions():
    assert claims(f"{PAPER}- **Relevance**:\n  - Bees count to four landmarks.\n") == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Key Results (short)", "content"),
        ("**Methodology**", "content"),
        ("Models tested", "statement"),
        ("GitHub", "statement"),
        ("Data availability", "statement"),
        ("next steps", "plan"),
        ("arXiv ID", "bibliographic"),
        ("Bees", "none"),
    ],
)
def test_a_label_says_what_the_words_behind_it_are(label, expected):
    assert role(label) == expected


@pytest.mark.parametrize(
    "content", ["", " ", "N/A", "none", "Not reported in the paper", "TBD", "–", "-", "n/a - no code"]
)
def test_words_that_say_nothing_are_empty(content):
    assert is_empty(content)


@pytest.mark.parametrize(
    "content", ["No", "Nonetheless", "Notable gains", "0", "None of the bees slept", "Unknown words are split"]
)
def test_words_that_say_something_are_not_empty(content):
    assert not is_empty(content)


@pytest.mark.parametrize("content", ["Yes - https://example.org/x", "Available at https://example.org/x"])
def test_an_address_behind_yes_is_where_it_is_available(content):
    assert statement("code available", content) == "The code is available at https://example.org/x."
