import pytest

from claimcheck.verify.phrasing.framing import unframed

SAID = "the owls sleep by day."


@pytest.mark.parametrize(
    "frame",
    [
        "However, {}",
        "Second, {}",
        "For example, {}",
        "Shows that {}",
        "This paper shows that {}",
        "The study demonstrates that {}",
        "The authors have further shown that {}",
        "Several prior studies suggest that {}",
        "A 2020 study by Holm et al. found that {}",
        "Holm et al. found that {}",
        "Holm et al. (2020) report that {}",
        "In 2020, van der Berg and colleagues reported that {}",
        "Holm, Berg, and Lind (2020) concluded that {}",
        "Holm and Berg (2019) show that {}",
        "Holm et al.'s study reveals that {}",
        "It has also been shown that {}",
        "There is strong evidence that {}",
        "An important finding of the study is that {}",
        "One limitation is that {}",
        "It is important to note that {}",
        "It should be noted that {}",
        "According to Holm et al. (2020), {}",
        "As shown in the paper, {}",
        "In this study, {}",
        "Overall, the results indicate that {}",
        "However, Holm et al. found that, in contrast, {}",
        "Evidence presented in Section 4.2 indicates that {}",
        "Holm et al. provide evidence that {}",
        "The paper's central claim is that {}",
        "As can be seen in Figure 2, {}",
        "As the authors put it in the discussion, {}",
        "Turning to the results, the authors note that {}",
        "One of the key findings of this work is that {}",
        "Particularly notable is the finding that {}",
        "(iii) {}",
        "Finding #2: {}",
        "To summarise the paper's findings: {}",
    ],
)
def test_what_only_presents_a_claim_is_left_out(frame):
    assert unframed(frame.format(SAID)).removeprefix("in contrast, ") == SAID


@pytest.mark.parametrize(
    "claim",
    [
        "Key finding 2: The owls sleep by day.",
        "Main results – The owls sleep by day.",
        "The owls sleep by day (Table 2).",
        "The owls sleep by day (see Tables 2 and 3).",
        "The owls sleep [Fig. 3a] by day.",
        "The owls sleep by day (Section 4.2).",
        "The owls sleep by day (p. 5).",
        "The owls sleep by day (Appendix A.2).",
        "The owls sleep by day (Holm et al., 2020; Berg, 2019).",
        "The owls sleep by day (Holm & Berg, 2020).",
        "The owls sleep by day [3, 5-7].",
        "The owls sleep by day, according to the authors.",
        "The owls sleep by day, as reported in the paper.",
        "The owls sleep by day, the authors report.",
        "The owls sleep by day, as noted by Holm (2016).",
        "Holm et al. (2020): The owls sleep by day.",
        "From the abstract: The owls sleep by day.",
        "The owls sleep by day in their experiments.",
    ],
)
def test_what_kind_it_is_and_where_it_stands_is_left_out(claim):
    assert unframed(claim) == "The owls sleep by day."


@pytest.mark.parametrize(
    "claim",
    [
        # Denied, or said of few: no frame.
        "The authors do not show that the owls sleep by day.",
        "No study shows that the owls sleep by day.",
        "Few studies show that the owls sleep by day.",
        "There is no evidence that the owls sleep by day.",
        "It is unclear that the owls sleep by day.",
        # Asked for, or about what is said.
        "The authors should report that the owls sleep by day.",
        "The finding that the owls sleep by day is wrong.",
        "The recent report that the owls sleep by day is wrong.",
        "The authors present a study that followed the owls by day.",
        "It is not that the owls sleep by day.",
        # What it was shown on is part of what is claimed.
        "Human evaluations show that the owls sleep by day.",
        "A pilot study shows that the owls sleep by day.",
        "Human evaluation results: The owls sleep by day.",
        "The main findings — among the owls of Oslo — are clear by day.",
        "Experiments on three woods show that the owls sleep by day.",
        # Names of things, and words in brackets that say something.
        "Barn owls and Bats sleep in the same trees.",
        "BERT and RoBERTa outperform the LSTM by 3 points.",
        "It is given (p.o. daily) to owls.",
        "Sales (figures rose in 2020) were up again.",
        "The owls sleep by day (Wuhan, 2020).",
        "In human studies, owls sleep by day.",
        "In Norway and Sweden, owls sleep by day.",
        "As observed in Norway and Sweden, owls sleep by day.",
        "The risk was lower (p < 0.05) for owls.",
        "Norway and Sweden report that the owls sleep by day.",
        # Nothing would be left.
        "However, owls sleep.",
        "This shows that owls sleep.",
    ],
)
def test_what_says_something_stays(claim):
    assert unframed(claim) == claim


def test_persons_who_did_something_are_the_authors_unless_the_passage_tells_of_persons():
    claim, asked = "Holm et al. (2020) count owls in three woods.", "The authors count owls in three woods."
    assert unframed(claim) == asked
    assert unframed(claim, "We count owls in three woods (Berg et al., 2019).") == asked
    assert unframed(claim, "Holm et al. count owls in three woods.") == claim
    assert unframed(claim, "Berg (2019) counts owls in three woods.") == claim
    assert unframed("Holm and Berg (2020) count owls in three woods.") == asked


def test_an_abbreviation_is_left_out_that_the_passage_does_not_have():
    assert unframed("Chain-of-thought (CoT) helps owls.", "A chain of thought helps.") == "Chain-of-thought helps owls."
    assert unframed("Large language models (LLMs) help owls.") == "Large language models help owls."
    told = "Chain-of-thought (CoT) helps owls."
    assert unframed(told, "CoT helps.") == told
    # What it is, and not what it is called.
    assert unframed("A large model (BERT) helps owls.") == "A large model (BERT) helps owls."


def test_endless_frames_end():
    assert unframed("However, " * 500 + "owls sleep by day.").endswith("owls sleep by day.")
    assert unframed("A" + " (Holm" * 5_000 + " et al. found that" * 500)
