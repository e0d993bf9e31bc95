import time

import pytest

from tests.extract.helpers import SOURCES, claims, extracted, only

HIVENET = "\n\n## References\n\n- HiveNet: Nets of Hives. arXiv:2301.00123\n- Moths at dusk. arXiv:1905.00005\n"


@pytest.mark.parametrize(
    "said",
    [
        "Bees count to four (Llama with 2048 tokens, speed-up of 4.1x).",
        "Bees count to four (Accuracy 91.2% on 2000 problems).",
        "Bees count to four (Austria 2017, 480 hives).",
        "Bees count to four (Vienna, 2017).",
        "Bees were seen to count in Vienna (2012).",
        "Bees count to four (only in hives that Marsh saw in 2012).",
        "The mean of all hives was 4 (95% CI [51, 73]).",
        "The mean of all hives was 4 (95% CI: [1–3]).",
        "The mean of all hives was 4 (CI95 [2, 3]).",
        "The 95% confidence interval (CI) of all hives was 4, with the interval of [2, 5].",
        "The 95% confidence interval was [3, 5].",
        "The median of all hives was 3 (IQR [2, 5]).",
        "The median of all hives was 3 (range [2, 5]).",
        "All answers of bees were in the range [1, 5].",
        "Answers were given on a range [51, 73].",
        "The score of all bees lies in [0, 1] on average.",
    ],
)
def test_a_bracket_that_says_something_stays_in_the_words_that_are_judged(said):
    claim = only(f"# R\n\n{said[:-1]} [1]." + SOURCES)
    assert (claim.judged, claim.cites) == (said, ("2404.08335",))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Bees count to four (Marsh, 2024).", "Bees count to four."),
        ("Bees count to four (Marsh & Lind 2024; Orr, 2020).", "Bees count to four."),
        ("Bees count to four (see also Marsh et al. 2024, for a review).", "Bees count to four."),
        ("Bees count to four (Nobody et al., 2021, p. 3).", "Bees count to four."),
        ("Bees count to four [Nobody et al., 2021, Marsh et al., 2024].", "Bees count to four."),
        (
            "Bees count to four (Marsh and Lind, 2024; n = 40 hives in 2021).",
            "Bees count to four (n = 40 hives in 2021).",
        ),
        ("Marsh (2024) finds that bees count.", "Marsh finds that bees count."),
        ("Nobody (2021) also finds that bees count.", "Nobody also finds that bees count."),
        ("Nobody et al. (ACL 2021) find that bees count.", "Nobody et al. find that bees count."),
        ("Ants count further than bees do [1, 2].", "Ants count further than bees do."),
        ("Insects count over a wide range [1, 2].", "Insects count over a wide range."),
    ],
)
def test_a_bracket_that_names_works_is_no_part_of_what_is_judged(sentence, said):
    assert only(f"# R\n\n{sentence}" + SOURCES).judged == said


def test_a_year_behind_a_listed_name_or_before_its_identifier_belongs_to_the_citation():
    assert only("# R\n\nIn the field HiveNet (2023) breaks down at dusk." + HIVENET).judged.startswith(
        "In the field HiveNet b"
    )
    claim = only("# R\n\nThe Moths of Home (2019) [1905.00005] break down at dusk." + HIVENET)
    assert claim.judged == "The Moths of Home break down at dusk."


def test_an_interval_cites_nothing_and_makes_no_reference():
    found = extracted("# R\n\nThe mean of all hives was 4 (95% CI [51, 73]).\n" + SOURCES)
    assert found.claims[0].cited_by == "list"
    assert not any("51" in r.key or "73" in r.key for r in found.references)


def test_a_span_of_months_is_no_work_of_two_authors():
    found = extracted("# R\n\nBees counted to four between March and April 2020 [1]." + SOURCES)
    assert found.claims[0].cites == ("2404.08335",)
    assert len(found.references) == 5


@pytest.mark.parametrize("run", ["(" * 20_000, "(Smith " * 5_000, "(Smith 2017, " * 5_000, "[1, 2] range " * 5_000])
def test_a_long_run_of_brackets_is_read_in_linear_time(run):
    begun = time.process_time()
    assert claims(f"# R\n\nBees count {run} [1]." + SOURCES)
    assert time.process_time() - begun < 5
