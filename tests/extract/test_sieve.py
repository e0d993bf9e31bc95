import time

import pytest

from tests.extract.helpers import SOURCES, claims, extracted, only, skipped


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Can bees count further than ants do?", "question"),
        ("We will test wasps in a later study.", "plan"),
        ("Use HiveCam for the pilot study of hornets.", "plan"),
        ("We believe that bees are the better choice.", "opinion"),
        ("It is crucial for us that bees can count.", "opinion"),
        ("This report synthesises findings from 3 papers.", "about_the_report"),
        ("12 claims were extracted from the sources.", "about_the_report"),
        ("Readers should consult primary sources for all of it.", "about_the_report"),
        ("A short remark.", "no_statement"),
        ("https://example.org/some/page", "bibliographic"),
    ],
)
def test_a_sentence_that_says_nothing_of_a_source_is_skipped_with_its_reason(sentence, reason):
    text = f"# R\n\n## Findings in the field\n\n{sentence}\n{SOURCES}"
    assert claims(text) == []
    assert skipped(text)[sentence] == reason


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("Next Steps", "plan"),
        ("Recommendations", "plan"),
        ("Future Work", "plan"),
        ("Gaps and Opportunities", "opinion"),
        ("Discussion", "opinion"),
        ("Search Strategy", "about_the_report"),
        ("References", "bibliographic"),
    ],
)
def test_a_section_that_is_no_account_of_sources_is_skipped_whole(heading, reason):
    text = f"# R\n\n## {heading}\n\nBees can be seen to count up to four landmarks.\n"
    assert claims(text) == []
    assert skipped(text)["Bees can be seen to count up to four landmarks."] == reason


def test_what_a_cited_paper_found_is_a_claim_even_among_plans():
    text = "# R\n\n## Next Steps\n\n- Use HiveCam for wasps.\n- Marsh et al. (2024) found that bees count.\n"
    assert [claim.text for claim in claims(text + SOURCES)] == ["Marsh et al. (2024) found that bees count."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper introduces HiveCam, which doubles the counts of bees [1].",
        "The review covers 900 papers on the counting of bees [1].",
        "The paper was the first to count bees by their dance (Marsh and Lind, 2024).",
        "The survey ran from May to June of 2021 in all hives [1].",
    ],
)
def test_a_sentence_about_the_paper_or_review_that_it_cites_is_a_claim(sentence):
    found = only(f"# R\n\n{sentence}" + SOURCES)
    assert (found.text, found.cites) == (sentence, ("2404.08335",))


def test_the_month_of_may_says_nothing_of_a_report_and_what_it_may_contain_does():
    assert only("# R\n\nThe survey ran from May to June of 2021 in all hives." + SOURCES).cited_by == "list"
    text = "# R\n\nThis report may contain errors that the search for papers introduced." + SOURCES
    assert claims(text) == []


def test_code_and_bibliographic_tables_and_headings_are_no_claims():
    text = (
        "# Bees count to four [1]\n\n```\nbees count to 4 [1]\n```\n\n"
        "| Title | Year | Link |\n|---|---|---|\n| Counting bees | 2024 | arxiv.org/abs/2404.08335 |\n"
    )
    assert claims(text + SOURCES) == []
    reasons = skipped(text + SOURCES)
    assert reasons["``` bees count to 4 [1] ```"] == "code"
    assert reasons["Counting bees | 2024 | arxiv.org/abs/2404.08335"] == "bibliographic"


def test_below_a_paper_two_words_will_do_and_our_own_plans_with_it_are_opinion():
    text = "# R\n\n### Bees (2404.08335)\n\n- Bees dance.\n- This fits our hypothesis on hives well.\n"
    assert [claim.text for claim in claims(text)] == ["Bees dance."]
    assert skipped(text)["This fits our hypothesis on hives well."] == "opinion"


def test_what_the_authors_warn_of_is_no_opinion_of_the_report():
    sentence = "The authors warn that marks which are useful for counting bees harm them [2]."
    assert only(f"# R\n\n## Findings in the field\n\n{sentence}\n{SOURCES}").text == sentence


OWN_STUDY = """# Do models count?

## Abstract

We tested three models on counting.

## Related Work

Marsh et al. (2024) found that bees count to four.

## Experimental Setup

The models were trained for 12 epochs on HiveCam.

## Results

Accuracy rose to 92% after 3 epochs. This agrees with what Marsh et al. (2024) reported for bees.

## Ablation

Without memory the accuracy fell to 40%.
"""


def test_in_an_own_study_only_what_is_said_of_others_is_a_claim():
    assert [claim.text for claim in claims(OWN_STUDY + SOURCES)] == [
        "Marsh et al. (2024) found that bees count to four.",
        "This agrees with what Marsh et al. (2024) reported for bees.",
    ]
    reasons = skipped(OWN_STUDY + SOURCES)
    for own in (
        "We tested three models on counting.",
        "The models were trained for 12 epochs on HiveCam.",
        "Accuracy rose to 92% after 3 epochs.",
        "Without memory the accuracy fell to 40%.",
    ):
        assert reasons[own] == "own_work"


def test_a_review_is_no_own_study_so_its_uncited_sentences_fall_back_to_the_list():
    text = "# R\n\n## Findings in the field\n\nThe accuracy of bees rose to 92% after 3 days of training.\n"
    (claim,) = claims(text + SOURCES)
    assert claim.cited_by == "list"


REVIEW = """# Bees

## Methodology

Databases were searched in May.

## Results

Bees count up to four landmarks in an open field. They need 100 days of training for it [1].

## Key Findings

Wasps forget a landmark within 12 days.
"""


def test_the_headings_of_a_review_make_no_own_study():
    found = claims(REVIEW + SOURCES)
    assert [(claim.text, claim.cited_by) for claim in found if "Databases" not in claim.text] == [
        ("Bees count up to four landmarks in an open field.", "paragraph"),
        ("They need 100 days of training for it [1].", "marker"),
        ("Wasps forget a landmark within 12 days.", "list"),
    ]
    own = claims(REVIEW.replace("Key Findings", "Experiments") + SOURCES)
    assert [claim.text for claim in own] == ["They need 100 days of training for it [1]."]


@pytest.mark.parametrize(("heading", "kept"), [("Results", 2), ("Introduction", 1), ("Methods", 1), ("Screening", 1)])
def test_under_results_a_mark_speaks_for_the_other_sentences_of_its_paragraph(heading, kept):
    text = f"# R\n\n## {heading}\n\nBees reached 58.1% in the open field. It takes 100 days of training [1].\n"
    assert len(claims(text + SOURCES)) == kept


def test_a_table_of_works_with_what_they_found_holds_claims():
    head = "| Authors | Year | Method | Key finding |\n|---|---|---|---|\n"
    row = "| Marsh and Lind [1] | 2024 | Field study | Bees count up to four landmarks. |\n"
    (claim,) = claims(f"# R\n\n## Overview\n\n{head}{row}{SOURCES}")
    assert "Key finding: Bees count up to four landmarks." in claim.statement
    assert claim.cites == ("2404.08335",)
    assert claims(f"# R\n\n## Overview\n\n{head.replace('Key finding', 'Venue')}{row}{SOURCES}") == []


def test_nothing_gets_lost_between_claims_and_what_is_skipped():
    found = extracted(OWN_STUDY + SOURCES)
    told = " ".join([*(c.text for c in found.claims), *(s.text for s in found.skipped)])
    for line in (OWN_STUDY + SOURCES).splitlines():
        for word in line.strip("# ").split():
            assert word in told


@pytest.mark.parametrize(
    "sentence",
    [
        "Bees count up to four landmarks in flight.",
        "Recall on long flights — used by all papers",
        "Recall is what most of the listed studies measure",
    ],
)
def test_verbs_in_the_plural_and_words_on_all_works_state_something(sentence):
    assert only(f"# R\n\n## Findings in the field\n\n- {sentence}\n{SOURCES}").cited_by == "list"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bee, the wasp, the hornet, and a handful of ants.",
        "Counting metrics (early style and late sensitivity to light).",
        "Tested with the nearest hive of the north.",
    ],
)
def test_a_list_of_nouns_states_nothing(sentence):
    assert skipped(f"# R\n\n## Findings in the field\n\n- {sentence}\n{SOURCES}")[sentence] == "no_statement"


OWN = "# R\n\nWe test.\n\n## Methodology\n\n{}\n\n## Experiments\n\nx\n\n## Results\n\ny\n" + SOURCES


def test_what_we_did_with_a_cited_method_is_own_work():
    sentence = "We trained a model for 12 epochs with the method of Marsh et al. (2024)."
    assert skipped(OWN.format(sentence))[sentence] == "own_work"


def test_what_a_cited_work_found_is_a_claim_though_we_tell_of_us():
    sentence = "We use the hives of Marsh et al. (2024), who found that bees count to four."
    assert only(OWN.format(sentence)).text == sentence


def test_the_words_of_the_title_judge_no_section():
    text = "# Bees: Approaches and Future Directions\n\n## Flight\n\nBees can be seen to count up to four landmarks.\n"
    assert len(claims(text + SOURCES)) == 1


def test_a_marked_sentence_is_a_claim_among_future_directions_unless_it_only_plans():
    text = "# R\n\n## Future Directions\n\nHiveCam enables counts at dusk [1]. Hornets should be filmed with it [1].\n"
    assert [claim.text for claim in claims(text + SOURCES)] == ["HiveCam enables counts at dusk [1]."]


def test_what_the_paper_presents_is_a_claim_below_its_heading():
    text = "# R\n\n### Bees (2404.08335)\n\n- The paper presents a camera for hives.\n"
    assert [claim.text for claim in claims(text)] == ["The paper presents a camera for hives."]


@pytest.mark.parametrize(
    "text",
    [
        "_a" * 30_000,
        "[" * 40_000,
        "`" * 40_000,
        "arXiv:2406.12708 " * 3_000,
        "| Claim | Verified |\n|---|---|\n" + "".join(f"| bees count number {i} | x |\n" for i in range(3_000)),
        "Bees count to four in 2024. " * 10_000,
        "## " + "(a)" * 20_000 + " (2404.08335)\n\nBees count.\n",
        "A" * 100_000 + SOURCES,
        "A-" * 50_000 + SOURCES,
        "## " + "A-" * 50_000 + " (2404.08335)\n\nBees count.\n",
        "Bees Count " * 10_000 + SOURCES,
        "## References\n\n[1] " + "A-" * 50_000 + " arXiv:2404.08335\n",
    ],
    ids=[
        *("word", "brackets", "ticks", "ids", "claim rows", "sentences", "heading", "capitals", "hyphens"),
        *("heading with hyphens", "names", "entry with hyphens"),
    ],
)
def test_hostile_reports_are_sorted_in_bounded_time(text):
    begin = time.process_time()
    extracted(text)
    assert time.process_time() - begin < 5


def test_a_line_that_only_leads_in_a_list_is_no_claim():
    text = "# R\n\n### Bees (2404.08335)\n\n- Flower Examples:\n- Bees can count to four:\n"
    assert skipped(text)["Flower Examples:"] == "no_statement"
    assert [claim.text for claim in claims(text)] == ["Bees can count to four:"]
